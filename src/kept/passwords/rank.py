"""The list attack: the most used passwords first, as they stand or under common rules.

The shipped book holds fingerprints and ranks, not passwords. The rules undo capitals and
the usual swaps of letters for look-alikes; an attacker tries every rule on every word.
"""

from dataclasses import dataclass
from typing import IO

import numpy as np

from kept.passwords.alphabet import Batch, Floats
from kept.passwords.hashing import Book, fingerprints
from kept.passwords.look_alikes import RULE_BITS, without_case

_RULES_OF_ROW = np.array([[0.0], [RULE_BITS]])


@dataclass(frozen=True)
class RankList:
    """Ranks from 1 by fingerprint of the code points."""

    book: Book

    def bits_of(self, batch: Batch) -> Floats:
        """Return log2 of the guesses, infinite where a password is not listed: (2, passwords).

        First as it stands, its rank; then until a rule makes the password of a listed word.
        """
        codes = np.empty((2, len(batch.codes)), np.uint32)
        codes[0], codes[1] = batch.codes, without_case(batch)
        keys = fingerprints(codes, batch.position, batch.inner_starts)
        found, rank = self.book.look_up(keys)
        bits: Floats = np.where(found, np.log2(np.maximum(rank, 1.0)), np.inf) + _RULES_OF_ROW
        return bits

    def save(self, file: IO[bytes]) -> None:
        """Write the list. The same list gives the same bytes."""
        np.savez(file, allow_pickle=False, keys=self.book.keys, values=self.book.values)


def load_rank_list(file: IO[bytes]) -> RankList:
    """Return the list that `RankList.save` wrote."""
    with np.load(file, allow_pickle=False) as stored:
        return RankList(Book(stored["keys"], stored["values"]))


def rank_list(ranked: Batch) -> RankList:
    """Return the list of the batch, most used first."""
    keys = fingerprints(ranked.codes, ranked.position, ranked.inner_starts)
    keys, place = np.unique(keys, return_index=True)
    return RankList(Book(keys, (place + 1).astype(np.int32)))
