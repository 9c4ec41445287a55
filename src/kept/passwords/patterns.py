"""Whole passwords that follow a pattern: keyboard walks, dates, repeats, sequences.

Each pattern has a plain count of what an attacker who thinks of it would try. Parts of a
password that follow a pattern are the grammar's business, which has seen them as runs.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from kept.passwords.alphabet import Batch, Floats, Ints, Symbols, Truths

SHORTEST = 3
LARGEST_STEP = 3
LONGEST_UNIT = 16
DATE_FORMATS = 24
MIDDLE_YEAR = 2000
_DIRECTIONS = {(-1, 0): 1, (1, 0): 2}
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


@dataclass(frozen=True)
class Keyboard:
    """A layout. step: (128, 128), the direction from symbol to symbol, 0 if no neighbours."""

    name: str
    keys: int
    neighbours: float
    step: Symbols
    shifted: Truths


@cache
def keyboards() -> tuple[Keyboard, ...]:
    """Return the shipped layouts."""
    text = (files("kept.passwords") / "data" / "keyboards.toml").read_text(encoding="utf-8")
    return tuple(_keyboard(name, layout) for name, layout in tomllib.loads(text).items())


def _keyboard(name: str, layout: dict[str, Any]) -> Keyboard:
    places: dict[int, tuple[int, int]] = {}
    shifted = np.zeros(128, bool)
    for row, offset in enumerate(layout["offset"]):
        for kind in ("plain", "shifted"):
            for column, key in enumerate(layout[kind][row]):
                if key != " ":
                    places[ord(key) - 31] = (2 * column + offset, row)
                    shifted[ord(key) - 31] = kind == "shifted"
    step = np.zeros((128, 128), np.uint8)
    for here, (x, y) in places.items():
        for there, (other_x, other_y) in places.items():
            step[here, there] = _direction(other_x - x, other_y - y, slant=layout["slant"])
    keys = len(set(places.values()))
    links = np.count_nonzero(step) / len(places) * keys / len(places)
    return Keyboard(name, keys, max(links, 2.0), step, shifted)


def _direction(across: int, down: int, *, slant: bool) -> int:
    """Return 1 to 9 for a neighbouring key or the same one, 0 for one farther away."""
    if abs(down) > 1:
        return 0
    near = {-1, 1} if slant and down else {-2, 0, 2}
    widened = near | {0} if not slant else near
    return 1 + 3 * (down + 1) + int(np.sign(across) + 1) if across in widened else 0


def keyboard_bits(batch: Batch) -> Floats:
    """Return log2 of the walks tried until each password; infinite where it is not a walk."""
    best = np.full(len(batch.lengths), np.inf)
    for keyboard in keyboards():
        best = np.minimum(best, _walk_bits(batch, keyboard))
    return best


def _walk_bits(batch: Batch, keyboard: Keyboard) -> Floats:
    inner, first = batch.inner, batch.inner_starts
    step = np.ones(len(inner), np.uint8)
    step[1:] = keyboard.step[inner[:-1], inner[1:]]
    step[first] = 1
    walks = np.minimum.reduceat(step, first).astype(bool) & (batch.lengths >= SHORTEST)
    if not walks.any():
        return np.full(len(first), np.inf)
    turn = np.zeros(len(inner), np.int64)
    turn[1:] = step[1:] != step[:-1]
    turn[first] = 0
    turn[np.minimum(first + 1, len(inner) - 1)] = 0
    turns = np.add.reduceat(turn, first)
    shifts = np.add.reduceat(keyboard.shifted[inner].astype(np.int64), first)
    return np.where(walks, _walks_tried(keyboard, batch.lengths, turns, shifts), np.inf)


def _walks_tried(keyboard: Keyboard, lengths: Ints, turns: Ints, shifts: Ints) -> Floats:
    """Return log2 of walks no longer and with no more turns; doubled for shift, more if mixed."""
    straight = np.log2(keyboard.keys * keyboard.neighbours) + np.log2(lengths)
    bent = turns * (np.log2(keyboard.neighbours) + np.log2(np.maximum(lengths - 2, 1)))
    bent -= np.log2(_factorial(turns))
    mixed = (shifts > 0) & (shifts < lengths)
    return straight + np.maximum(bent, 0.0) + (shifts > 0) + np.where(mixed, lengths - 1, 0)


def _factorial(numbers: Ints) -> Floats:
    table = np.cumprod(np.concatenate([[1.0], np.arange(1.0, 150.0)]))
    return table[np.minimum(numbers, 149)]


def sequence_bits(batch: Batch) -> Floats:
    """Return log2 of the runs with equal steps (abcd, 97531) tried until each password."""
    codes, first = batch.codes.astype(np.int64), batch.inner_starts
    step = np.zeros(len(codes), np.int64)
    step[1:] = codes[1:] - codes[:-1]
    second = np.minimum(first + 1, len(codes) - 1)
    step[first] = step[second]
    same = step == np.repeat(step[second], batch.lengths)
    even = np.logical_and.reduceat(same, first) & (batch.lengths >= SHORTEST)
    even &= (step[second] != 0) & (np.abs(step[second]) <= LARGEST_STEP)
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
