"""Exhaustive attacks, a mask repeated: all strings of an alphabet, the shorter ones first.

The place of a password in such an attack is known exactly: what was tried before its
length, and its own place in dictionary order. So of uniformly drawn passwords the share
found within a budget is the budget's share of the whole, and no more.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np

from kept.passwords.alphabet import PRINTABLE, Batch, Floats

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
ORDER = (
    "0123456789"
    + _LETTERS
    + _LETTERS.upper()
    + "".join(sign for sign in PRINTABLE if sign != " " and not sign.isalnum())
)
"""The 94 visible characters in the order in which they are tried."""
_ABSENT = len(ORDER)
_FEW = 40.0  # beyond 2^40 the first place of all, 1 and not 1 + 1/(size - 1), is no matter
_PLACE = np.full(128, float(_ABSENT))
_PLACE[[ord(character) - 31 for character in ORDER]] = np.arange(len(ORDER))


@dataclass(frozen=True)
class Alphabet:
    """A slice of ORDER that an exhaustive search uses: from `first` up to, not with, `end`."""

    first: int
    end: int


VISIBLE = Alphabet(0, 94)
SMALL_AND_DIGITS = Alphabet(0, 36)
LETTERS = Alphabet(10, 62)
SMALL = Alphabet(10, 36)
DIGITS = Alphabet(0, 10)
ALPHABETS = (VISIBLE, SMALL_AND_DIGITS, SMALL, LETTERS, DIGITS)


def mask_bits(batch: Batch, alphabets: tuple[Alphabet, ...] = ALPHABETS) -> Floats:
    """Return log2 of each password's place among all strings: (alphabets, passwords).

    Shorter strings come first; infinite where a character is not of the alphabet.
    """
    first, size = _bounds(alphabets)
    digits = _PLACE[batch.inner] - first
    outside = np.logical_or.reduceat((digits < 0) | (digits >= size), batch.inner_starts, axis=1)
    return np.where(outside, np.inf, _place_bits(batch, np.abs(digits), size))


@cache
def _bounds(alphabets: tuple[Alphabet, ...]) -> tuple[Floats, Floats]:
    """Return the first place and the size of each alphabet, one below the other."""
    first = np.array([[alphabet.first] for alphabet in alphabets], np.float64)
    end = np.array([[alphabet.end] for alphabet in alphabets], np.float64)
    return first, end - first


def _place_bits(batch: Batch, digits: Floats, size: Floats) -> Floats:
    """Return log2 of the places of strings of digits below `size`; of others, anything."""
    radix = np.log2(size)
    scaled = np.exp2(-radix * (batch.position + 1))
    fraction: Floats = np.add.reduceat(digits * scaled, batch.inner_starts, axis=1)
    before = 1.0 / (size - 1.0)
    bits = np.log2(fraction + before) + radix * batch.lengths
    exact = np.log2(np.maximum(np.exp2(np.minimum(bits, _FEW)) - before, 1.0))
    place: Floats = np.where(bits < _FEW, exact, bits)
    return place
