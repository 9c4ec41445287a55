"""How evenly a list uses its characters, over all places and at each one."""

from dataclasses import dataclass

import numpy as np

from kept.passwords.alphabet import END, OTHER, Batch, Ints
from kept.passwords.intervals import chi_square_tail

PLACES = 32
VISIBLE = 94
_FIRST_VISIBLE = 2  # symbol 1 is the space, which a uniform generator leaves out
_LEAST_EXPECTED = 5.0


@dataclass(frozen=True)
class Evenness:
    """Characters at one place, or at all, against a uniform draw from 94.

    bits: Shannon entropy a character, corrected for the sample (Miller and Madow 1955), at
    most log2(94) = 6.55. chi_square, degrees, chance: None where fewer than 5 of each
    character are to be expected.
    """

    count: int
    bits: float
    chi_square: float | None
    chance: float | None


class CharacterCounts:
    """Counts of characters by place; add batches, then ask."""

    def __init__(self) -> None:
        self._counts: Ints = np.zeros((PLACES + 1, END), np.int64)

    def add(self, batch: Batch) -> None:
        """Count the characters of the batch."""
        place = np.minimum(batch.position, PLACES)
        flat = place * END + batch.inner
        size = self._counts.size
        self._counts += np.bincount(flat, minlength=size).reshape(self._counts.shape)

    def overall(self) -> Evenness:
        """Return the evenness over all places."""
        return _evenness(self._counts.sum(axis=0))

    def by_place(self) -> tuple[Evenness, ...]:
        """Return the evenness of each place that any password reaches, up to the 32nd."""
        rows = [row for row in self._counts[:PLACES] if row.sum()]
        return tuple(_evenness(row) for row in rows)

    def shares(self) -> dict[str, float]:
        """Return the share of each visible character among all, most frequent first."""
        totals = self._counts.sum(axis=0)[_FIRST_VISIBLE:OTHER]
        everything = max(int(self._counts.sum()), 1)
        order = np.argsort(-totals, kind="stable")
        return {chr(33 + int(i)): float(totals[i] / everything) for i in order}


def _evenness(counts: Ints) -> Evenness:
    total = int(counts.sum())
    share = counts[counts > 0] / total
    plain = float(-(share * np.log2(share)).sum())
    correction = (len(share) - 1) / (2 * total * np.log(2))
    bits = min(plain + float(correction), float(np.log2(max(VISIBLE, len(share)))))
    expected = total / VISIBLE
    if expected < _LEAST_EXPECTED:
        return Evenness(total, bits, None, None)
    visible = counts[_FIRST_VISIBLE:OTHER]
    beyond = total - int(visible.sum())
    statistic = float((((visible - expected) ** 2) / expected).sum()) + beyond
    return Evenness(total, bits, statistic, chi_square_tail(statistic, VISIBLE - 1))
