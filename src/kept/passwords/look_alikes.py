"""Look-alikes undone: p@ssw0rd is password to an attacker who tries rules on every word."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from math import log2

import numpy as np
from numpy.typing import NDArray

from kept.passwords.alphabet import Batch, Floats, Ints

RULES = 64  # sets of case and look-alike rules that an attacker is taken to try on a word
RULE_BITS = log2(RULES)
_BITS_A_SWAP = 2.0  # each letter with a look-alike has one or two: more swaps, more rules

Codes = NDArray[np.uint32]


@cache
def _letter_of() -> dict[str, str]:
    text = (files("kept.passwords") / "data" / "look_alikes.toml").read_text(encoding="utf-8")
    letters: dict[str, str] = tomllib.loads(text)["letter_of"]
    return letters


@cache
def _in_word() -> re.Pattern[str]:
    signs = "".join(map(re.escape, _letter_of()))
    # From the first of a row of signs alone: else a long row is read again from each of them.
    return re.compile(f"(?<![{signs}])[{signs}]+(?=[A-Za-z])")


@cache
def _small_letters() -> Codes:
    """Return by code point of ASCII the small letter that it stands for, else itself."""
    plain = np.arange(128, dtype=np.uint32)
    plain[ord("A") : ord("Z") + 1] += ord("a") - ord("A")
    for sign, letter in _letter_of().items():
        plain[ord(sign)] = ord(letter)
    return plain


def without_case(batch: Batch) -> Codes:
    """Return the code points with every look-alike undone and every capital made small."""
    codes, plain = batch.codes, _small_letters()
    return np.where(codes < len(plain), plain[np.minimum(codes, len(plain) - 1)], codes)


def undone(text: str, line_starts: Ints) -> tuple[Ints, list[str], Floats]:
    """Return the lines with look-alikes in their words: index, what they stand for, bits.

    A look-alike is one before the last letter of a word: what follows it (password1!) is a
    number or a sign. bits: log2 of the rules tried until the one that writes them so.
    """
    found = [match.span() for match in _in_word().finditer(text)]
    if not found:
        return np.empty(0, np.int64), [], np.empty(0)
    begins, ends = np.array(found).T
    owner = np.searchsorted(line_starts, begins, side="right") - 1
    swaps = np.bincount(owner, ends - begins)
    chosen = np.flatnonzero(swaps)
    plain = str.maketrans(_letter_of())
    lines = _in_word().sub(lambda match: match[0].translate(plain), text).split("\n")
    words = [lines[index] for index in chosen.tolist()]
    return chosen, words, np.maximum(RULE_BITS, _BITS_A_SWAP * swaps[chosen])
