"""Exhaustive attacks, a mask repeated: all strings of an alphabet, the shorter ones first.

The place of a password in such an attack is known exactly: what was tried before its
length, and its own place in dictionary order. So of uniformly drawn passwords the share
found within a budget is the budget's share of the whole, and no more.
"""

from dataclasses import dataclass
from math import inf, log2

import numpy as np

from kept.passwords.alphabet import PRINTABLE, Batch, Floats, Ints

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
ORDER = (
    "0123456789"
    + _LETTERS
    + _LETTERS.upper()
    + "".join(sign for sign in PRINTABLE if sign != " " and not sign.isalnum())
)
"""The 94 visible characters in the order in which they are tried."""
_ABSENT = len(ORDER)
_DIGIT = {character: place for place, character in enumerate(ORDER)}
FEW = 4  # passwords up to which a loop over them is faster than a loop over alphabets
_FEW = 40.0  # beyond 2^40 the first place of all, 1 and not 1 + 1/(size - 1), is no matter
_PLACE = np.full(128, _ABSENT)
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
ALPHABETS = (DIGITS, SMALL, LETTERS, SMALL_AND_DIGITS, VISIBLE)  # of equals the first counts


def mask_bits(batch: Batch, alphabets: tuple[Alphabet, ...] = ALPHABETS) -> list[Floats]:
    """Return for each alphabet log2 of each password's place among all its strings.

    Shorter strings come first; infinite where a character is not of the alphabet.
    """
    if len(batch.passwords) <= FEW:
        return [
            np.array([_place_of(each, alphabet) for each in batch.passwords])
            for alphabet in alphabets
        ]
    return _all_at_once(batch, alphabets)


def _place_of(password: str, alphabet: Alphabet) -> float:
    """Return log2 of one password's place, by counting: one needs no arrays."""
    size, place = alphabet.end - alphabet.first, 0
    for character in password:
        digit = _DIGIT.get(character, _ABSENT) - alphabet.first
        if not 0 <= digit < size:
            return inf
        place = place * size + digit + 1
    return log2(place)


def _all_at_once(batch: Batch, alphabets: tuple[Alphabet, ...]) -> list[Floats]:
    place = _PLACE[batch.inner]
    lowest = np.minimum.reduceat(place, batch.inner_starts)
    highest = np.maximum.reduceat(place, batch.inner_starts)
    found = []
    for alphabet in alphabets:
        inside = (lowest >= alphabet.first) & (highest < alphabet.end)
        if inside.any():
            bits = _place_bits(batch, place - alphabet.first, alphabet.end - alphabet.first)
            found.append(np.where(inside, bits, np.inf))
        else:
            found.append(np.full(len(inside), np.inf))
    return found


def _place_bits(batch: Batch, digits: Ints, size: int) -> Floats:
    """Return log2 of the places of strings of digits below `size`; of others, anything."""
    radix = float(size)
    scaled = np.exp2(-np.log2(radix) * (batch.position + 1))
    fraction = batch.total(np.clip(digits, 0, size - 1) * scaled)
    before = 1.0 / (radix - 1.0)
    bits: Floats = batch.lengths * np.log2(radix) + np.log2(fraction + before)
    exact: Floats = np.log2(np.maximum(np.exp2(np.minimum(bits, _FEW)) - before, 1.0))
    place: Floats = np.where(bits < _FEW, exact, bits)
    return place
