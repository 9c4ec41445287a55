"""A probabilistic grammar: a password is a row of runs of letters, digits and signs.

After Weir and others (2009): the row of run classes and lengths is one choice, and each
run is one more. Runs and rows that were never seen are not given up: they are priced by
a Witten-Bell share of a character n-gram and of a chain over runs, so that every
password has a price. A letter run ends where a small letter meets a capital, so that
joined capitalised words fall apart into their words.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import IO

import numpy as np

from kept.passwords.alphabet import (
    CASED_CLASS_OF_SYMBOL,
    DECIMAL,
    DIGIT,
    LETTER,
    LOWER_CASE,
    LOWERED_SYMBOL,
    SIGN,
    SPECIAL,
    START_OF_LETTERS,
    UPPER_CASE,
    Batch,
    Floats,
    Ints,
    Symbols,
    Truths,
    sum_by,
)
from kept.passwords.hashing import Book, fingerprints
from kept.passwords.ngram import FRACTION, NgramTables, load_tables

LONGEST_RUN = 24
BEGIN, FINISH = 3, 3
ALL_SMALL, CAPITALISED, ALL_CAPITALS, MIXED = range(4)
_CLASS_OF_CASED = np.zeros(4, np.uint8)
_CLASS_OF_CASED[[LOWER_CASE, UPPER_CASE, DECIMAL, SPECIAL]] = LETTER, LETTER, DIGIT, SIGN
_ENDS_RUN = _CLASS_OF_CASED[:, None] != _CLASS_OF_CASED
_ENDS_RUN[LOWER_CASE, UPPER_CASE] = True


@dataclass(frozen=True)
class Runs:
    """A batch cut into runs. All arrays have one value a run, except `symbols`, `place`, `opens`.

    symbols: the lowered symbols of all characters. place: of each in its run, from 0.
    opens: index of each password's first run.
    """

    symbols: Symbols
    place: Ints
    starts: Ints
    lengths: Ints
    classes: Symbols
    opens: Ints
    case: Ints

    @cached_property
    def keys(self) -> np.ndarray[tuple[int], np.dtype[np.uint64]]:
        """Return the fingerprint of each run."""
        return fingerprints(self.symbols, self.place, self.starts)

    def rows(self, chosen: Truths) -> tuple[Symbols, Ints]:
        """Return the chosen runs as rows for an n-gram, each after the START of its class."""
        lengths = self.lengths[chosen]
        symbols = self.symbols[chosen.repeat(self.lengths)]
        starts = lengths.cumsum() - lengths + np.arange(len(lengths))
        rows = np.empty(len(symbols) + len(starts), np.uint8)
        rows[starts] = self.classes[chosen] + START_OF_LETTERS
        rows[np.arange(len(symbols)) + np.arange(1, len(starts) + 1).repeat(lengths)] = symbols
        return rows, starts


def cut(batch: Batch) -> Runs:
    """Return the runs of every password."""
    inner = batch.inner
    cased = CASED_CLASS_OF_SYMBOL[inner]
    opens = np.empty(len(inner), bool)
    opens[1:] = _ENDS_RUN[cased[:-1], cased[1:]]
    opens[batch.inner_starts] = True
    starts = opens.nonzero()[0]
    lengths = np.empty_like(starts)
    lengths[:-1] = starts[1:] - starts[:-1]
    lengths[-1:] = len(inner) - starts[-1:]
    return Runs(
        symbols=LOWERED_SYMBOL[inner],
        place=np.arange(len(inner)) - starts.repeat(lengths),
        starts=starts,
        lengths=lengths,
        classes=_CLASS_OF_CASED[cased[starts]],
        opens=starts.searchsorted(batch.inner_starts),
        case=_cases(cased == UPPER_CASE, starts, lengths),
    )


def _cases(capital: Truths, starts: Ints, lengths: Ints) -> Ints:
    """Return the pattern of capitals of each run."""
    if not capital.any():
        return np.full(len(starts), ALL_SMALL)
    capitals = np.add.reduceat(capital.astype(np.int64), starts)
    case = np.full(len(starts), MIXED)
    case[(capitals == 1) & capital[starts]] = CAPITALISED
    case[(capitals == lengths) & (lengths > 1)] = ALL_CAPITALS
    case[capitals == 0] = ALL_SMALL
    return case


def structure_keys(batch: Batch, runs: Runs) -> np.ndarray[tuple[int], np.dtype[np.uint64]]:
    """Return the fingerprint of each password's row of run classes and lengths."""
    marks = runs.classes.repeat(runs.lengths) + np.uint8(3) * (runs.place == 0)
    return fingerprints(marks, batch.position, batch.inner_starts)


@dataclass(frozen=True)
class Grammar:
    """The trained grammar; all prices in 1/2048 bit.

    structures, words: price of each row of runs and of each run seen. unseen_structure:
    price of leaving those seen. unseen_word: the same by class and length. step: by class
    before (3: the beginning), class and length. finish: by last class. case: by pattern;
    a mixed one pays one bit a letter besides. characters: the n-gram inside unseen runs.
    """

    structures: Book
    words: Book
    unseen_structure: Ints
    unseen_word: Ints
    step: Ints
    finish: Ints
    case: Ints
    characters: NgramTables

    def bits_of(self, batch: Batch) -> Floats:
        """Return the information of each password in bits."""
        return self.read(batch)[0]

    def read(self, batch: Batch) -> tuple[Floats, Truths]:
        """Return the information of each password in bits, and whether it knows all its words."""
        runs = cut(batch)
        found, price = self.words.look_up(runs.keys)
        if not found.all():
            self._spell(runs, ~found, price)
        total = sum_by(price + self._case(runs), runs.opens) + self._structures(batch, runs)
        known = np.logical_and.reduceat(found | (runs.classes != LETTER), runs.opens)
        return total / FRACTION, known

    def _spell(self, runs: Runs, unseen: Truths, price: Floats) -> None:
        rows, starts = runs.rows(unseen)
        length = np.minimum(runs.lengths[unseen], LONGEST_RUN)
        price[unseen] = self.unseen_word[runs.classes[unseen], length]
        price[unseen] += sum_by(self.characters.bits_of(rows), starts) * FRACTION

    def _case(self, runs: Runs) -> Floats:
        mixed = np.where(runs.case == MIXED, runs.lengths * FRACTION, 0)
        return np.where(runs.classes == LETTER, self.case[runs.case] + mixed, 0)

    def _structures(self, batch: Batch, runs: Runs) -> Floats:
        found, price = self.structures.look_up(structure_keys(batch, runs))
        if found.all():
            return price
        before = np.empty_like(runs.classes)
        before[1:] = runs.classes[:-1]
        before[runs.opens] = BEGIN
        length = np.minimum(runs.lengths, LONGEST_RUN)
        steps = np.add.reduceat(self.step[before, runs.classes, length], runs.opens)
        last = runs.classes[np.append(runs.opens[1:], len(runs.classes)) - 1]
        return np.where(found, price, self.unseen_structure[0] + steps + self.finish[last])

    def save(self, file: IO[bytes], characters: IO[bytes]) -> None:
        """Write the grammar and its n-gram. The same grammar gives the same bytes."""
        np.savez(
            file,
            allow_pickle=False,
            structure_keys=self.structures.keys,
            structure_values=self.structures.values,
            word_keys=self.words.keys,
            word_values=self.words.values,
            unseen_structure=self.unseen_structure,
            unseen_word=self.unseen_word,
            step=self.step,
            finish=self.finish,
            case=self.case,
        )
        self.characters.save(characters)


def load_grammar(file: IO[bytes], characters: IO[bytes]) -> Grammar:
    """Return the grammar that `Grammar.save` wrote."""
    with np.load(file, allow_pickle=False) as stored:
        return Grammar(
            Book(stored["structure_keys"], stored["structure_values"]),
            Book(stored["word_keys"], stored["word_values"]),
            stored["unseen_structure"],
            stored["unseen_word"],
            stored["step"],
            stored["finish"],
            stored["case"],
            load_tables(characters),
        )
