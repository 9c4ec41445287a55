"""Tables looked up by a 64-bit fingerprint: the words themselves are not shipped.

The fingerprint is a multilinear hash: the sum of symbol x multiplier over the places of a
row, with a fixed random odd multiplier for each place. Of a hundred thousand entries, a
row that is not among them is taken for one of them less than once in 10^12 times.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kept.passwords.alphabet import Floats, Ints

PLACES = 256


def _multipliers(count: int) -> NDArray[np.uint64]:
    """Return odd 64-bit numbers of the SplitMix64 sequence."""
    mask, state, numbers = 2**64 - 1, 0, []
    for _ in range(count):
        state = (state + 0x9E3779B97F4A7C15) & mask
        mixed = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & mask
        mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & mask
        numbers.append((mixed ^ (mixed >> 31)) | 1)
    return np.array(numbers, np.uint64)


_MULTIPLIER = _multipliers(PLACES)


def fingerprints(
    symbols: NDArray[np.uint8] | NDArray[np.uint32], places: Ints, starts: Ints
) -> NDArray[np.uint64]:
    """Return one fingerprint for each row. places: of each symbol in its row, from 0.

    symbols: one way, or several of the same places one below the other.
    """
    factor = _MULTIPLIER[places & (PLACES - 1)]
    return np.add.reduceat((symbols.astype(np.uint64) + np.uint64(1)) * factor, starts, axis=-1)


@dataclass(frozen=True)
class Book:
    """Values by fingerprint. keys: sorted, without repeats. values: one a key."""

    keys: NDArray[np.uint64]
    values: NDArray[np.uint16] | NDArray[np.int32]

    def look_up(self, wanted: NDArray[np.uint64]) -> tuple[NDArray[np.bool_], Floats]:
        """Return which of the fingerprints are in the book, and the value of each (else 0)."""
        at = np.minimum(np.searchsorted(self.keys, wanted), len(self.keys) - 1)
        found = self.keys[at] == wanted
        return found, np.where(found, self.values[at], 0).astype(np.float64)
