"""Whole passwords that follow a pattern: dates, repeats, sequences.

Each pattern has a plain count of what an attacker who thinks of it would try. Parts of a
password that follow a pattern are the grammar's business, which has seen them as runs.
"""

import re

import numpy as np

from kept.passwords.alphabet import Batch, Floats, Ints

SHORTEST = 3
LARGEST_STEP = 3
LONGEST_UNIT = 16
DATE_FORMATS = 24
MIDDLE_YEAR = 2000
_YEAR = r"(?:19|20)\d\d|\d\d"
_DAY = r"0?[1-9]|[12]\d|3[01]"
_MONTH = r"0?[1-9]|1[0-2]"
_DATES = tuple(
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        rf"^(?:{_DAY})(?P<s>[-./_ ]?)(?:{_MONTH})(?P=s)(?P<y>{_YEAR})$",
        rf"^(?:{_MONTH})(?P<s>[-./_ ]?)(?:{_DAY})(?P=s)(?P<y>{_YEAR})$",
        rf"^(?P<y>{_YEAR})(?P<s>[-./_ ]?)(?:{_MONTH})(?P=s)(?:{_DAY})$",
    )
)
_REPEAT = re.compile(rf"^(.{{1,{LONGEST_UNIT}}}?)\1+$", re.MULTILINE)


def sequence_bits(batch: Batch) -> Floats:
    """Return log2 of the runs with equal steps (abcd, 97531) tried until each password."""
    codes, first = batch.codes.astype(np.int64), batch.inner_starts
    step = np.zeros(len(codes), np.int64)
    step[1:] = codes[1:] - codes[:-1]
    opening = step[np.minimum(first + 1, len(codes) - 1)]
    step[first] = opening
    even = (batch.lengths >= SHORTEST) & (opening != 0) & (np.abs(opening) <= LARGEST_STEP)
    if not even.any():
        return np.full(len(first), np.inf)
    even &= np.logical_and.reduceat(step == opening.repeat(batch.lengths), first)
    tried = np.log2(95.0 * 2 * LARGEST_STEP) + np.log2(batch.lengths)
    return np.where(even, tried, np.inf)


def date_bits(text: str, line_starts: Ints) -> Floats:
    """Return log2 of the dates tried until each line of `text`, from the years near 2000."""
    bits = np.full(len(line_starts), np.inf)
    for pattern in _DATES:
        for match in pattern.finditer(text):
            year = int(match["y"])
            if len(match["y"]) == len("99"):
                year += 1900 if year > 40 else 2000  # noqa: PLR2004  (the century nearer by)
            index = int(np.searchsorted(line_starts, match.start()))
            years = 2 * abs(year - MIDDLE_YEAR) + 1
            bits[index] = min(bits[index], float(np.log2(DATE_FORMATS * 366.0 * years)))
    return bits


def repeats(text: str, line_starts: Ints) -> list[tuple[int, str, int]]:
    """Return the lines that repeat a unit: index of the line, the unit, how many times."""
    found = []
    for match in _REPEAT.finditer(text):
        index = int(np.searchsorted(line_starts, match.start()))
        found.append((index, match[1], (match.end() - match.start()) // len(match[1])))
    return found


def lines_of(batch: Batch) -> tuple[str, Ints]:
    """Return the passwords one a line, and where each begins. Line breaks inside are blanked."""
    text = "\n".join(batch.passwords)
    if text.count("\n") >= len(batch.passwords):
        text = "\n".join(password.replace("\n", "\x00") for password in batch.passwords)
    return text, batch.inner_starts + np.arange(len(batch.lengths))
