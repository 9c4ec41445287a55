"""Exhaustive attacks, a mask repeated: all strings of an alphabet, the shorter ones first.

The place of a password in such an attack is known exactly: what was tried before its
length, and its own place in dictionary order. So of uniformly drawn passwords the share
found within a budget is the budget's share of the whole, and no more.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from kept.passwords.alphabet import PRINTABLE, Batch, Floats, Ints

_ABSENT = -1
_FEW = 40.0  # beyond 2^40 the first place of all, 1 and not 1 + 1/(radix - 1), is no matter


@dataclass(frozen=True)
class Alphabet:
    """The characters of an exhaustive search, in the order in which they are tried."""

    characters: str

    @cached_property
    def _digits(self) -> Ints:
        """Return the place of each symbol in the alphabet, -1 for those not in it."""
        table = np.full(128, _ABSENT)
        table[[ord(character) - 31 for character in self.characters]] = np.arange(
            len(self.characters)
        )
        return table

    def bits_of(self, batch: Batch) -> Floats:
        """Return log2 of each password's place among all strings, shorter ones first.

        Infinite where a character is not of the alphabet.
        """
        digits = self._digits[batch.inner]
        inside = np.minimum.reduceat(digits, batch.inner_starts) >= 0
        if not inside.any():
            return np.full(len(inside), np.inf)
        radix = float(len(self.characters))
        fraction = batch.total(
            np.maximum(digits, 0) * np.exp2(-np.log2(radix) * (batch.position + 1))
        )
        before = 1.0 / (radix - 1.0)
        place = batch.lengths * np.log2(radix) + np.log2(fraction + before)
        exact = np.log2(np.maximum(np.exp2(np.minimum(place, _FEW)) - before, 1.0))
        return np.where(inside, np.where(place < _FEW, exact, place), np.inf)


VISIBLE = Alphabet(
    "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    + "".join(sign for sign in PRINTABLE if sign != " " and not sign.isalnum())
)
SMALL_AND_DIGITS = Alphabet(VISIBLE.characters[:36])
SMALL = Alphabet(VISIBLE.characters[:26])
DIGITS = Alphabet("0123456789")
