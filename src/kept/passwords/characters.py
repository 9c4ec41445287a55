"""How evenly a list uses its characters, over all places and at each one."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from kept.passwords.alphabet import CASED_CLASS_OF_SYMBOL, END, OTHER, Batch, Ints
from kept.passwords.composition import CLASSES
from kept.passwords.intervals import chi_square_tail

PLACES = 32
_LEAST_EXPECTED = 5.0
_OTHER_LIMIT = 4096  # kinds of character beyond ASCII that are told apart


@dataclass(frozen=True)
class Evenness:
    """Characters at one place, or at all, against a uniform draw from the list's alphabet.

    top_share: of the most frequent character, which is not named: at each place in turn such
    names would spell the commonest password. bits: Shannon entropy a character, corrected for
    the sample. correction: what was added,
    (K-1)/(2 N ln 2), since the plain estimate of K characters seen N times is too low by about
    that (Miller and Madow 1955). most_bits: log2 of the alphabet. chi_square, degrees, chance:
    None where fewer than 5 of each character are to be expected.
    """

    count: int
    top_share: float
    bits: float
    correction: float
    most_bits: float
    chi_square: float | None
    degrees: int | None
    chance: float | None


class CharacterCounts:
    """Counts of characters by place; add batches, then ask."""

    def __init__(self) -> None:
        self._counts: Ints = np.zeros((PLACES + 1, END), np.int64)
        self._others: set[int] = set()

    def add(self, batch: Batch) -> None:
        """Count the characters of the batch."""
        place = np.minimum(batch.position, PLACES)
        flat = place * END + batch.inner
        size = self._counts.size
        self._counts += np.bincount(flat, minlength=size).reshape(self._counts.shape)
        if len(self._others) < _OTHER_LIMIT:
            self._others.update(np.unique(batch.codes[batch.inner == OTHER]).tolist())

    def sizes(self) -> dict[str, int]:
        """Return how many different characters of each kind occur at all."""
        seen = self._seen()
        kinds = CASED_CLASS_OF_SYMBOL[:END]
        sizes = {
            name: int(np.count_nonzero(seen[:OTHER] & (kinds[:OTHER] == index)))
            for index, name in enumerate(CLASSES)
        }
        sizes[CLASSES[-1]] += len(self._others)
        return sizes

    def overall(self) -> Evenness:
        """Return the evenness over all places."""
        return _evenness(self._counts.sum(axis=0), self._alphabet())

    def by_place(self) -> tuple[Evenness, ...]:
        """Return the evenness of each place that any password reaches, up to the 32nd."""
        alphabet = self._alphabet()
        return tuple(_evenness(row, alphabet) for row in self._counts[:PLACES] if row.sum())

    def shares(self) -> Mapping[str, float]:
        """Return the share of each character of ASCII that occurs, most frequent first."""
        totals = self._counts.sum(axis=0)
        everything = max(int(totals.sum()), 1)
        order = np.argsort(-totals[:OTHER], kind="stable").tolist()
        return {chr(31 + i): float(totals[i] / everything) for i in order if totals[i]}

    def _seen(self) -> Ints:
        seen: Ints = self._counts.sum(axis=0) > 0
        return seen

    def _alphabet(self) -> Ints:
        """Return the symbols that occur; all characters beyond ASCII are one."""
        return np.flatnonzero(self._seen())


def _evenness(counts: Ints, alphabet: Ints) -> Evenness:
    total = int(counts.sum())
    share = counts[counts > 0] / total
    top = float(share.max())
    plain = float(-(share * np.log2(share)).sum())
    correction = (len(share) - 1) / (2 * total * float(np.log(2)))
    most = float(np.log2(max(len(alphabet), 1)))
    bits = min(plain + correction, most)
    expected = total / len(alphabet)
    if expected < _LEAST_EXPECTED or len(alphabet) < 2:  # noqa: PLR2004  (one is no choice)
        return Evenness(total, top, bits, bits - plain, most, None, None, None)
    statistic = float((((counts[alphabet] - expected) ** 2) / expected).sum())
    degrees = len(alphabet) - 1
    chance = chi_square_tail(statistic, degrees)
    return Evenness(total, top, bits, bits - plain, most, statistic, degrees, chance)
