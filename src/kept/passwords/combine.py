"""Every attack on a batch, and what an attacker needs who knows which one is best.

The guess number of a password is the smallest over m attacks. The models have learned from
the list: an attacker who has tried it lets them skip what stands on it, so they do not count
for a listed password. Who does not know which attack will succeed first runs all m side by
side and needs at most m times as many guesses; both figures are kept.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from math import log2

import numpy as np

from kept.passwords import look_alikes, patterns
from kept.passwords.alphabet import BITS_OF_OTHER, OTHER, Batch, Floats, Ints, encode, sum_by
from kept.passwords.keyboard import keyboard_bits
from kept.passwords.look_alikes import RULES
from kept.passwords.mask import mask_bits
from kept.passwords.monte_carlo import GuessCurve
from kept.passwords.ngram import NgramTables
from kept.passwords.pcfg import Grammar
from kept.passwords.rank import RankList

ATTACKS = (
    "list",
    "list with rules",
    "n-gram",
    "grammar",
    "grammar with look-alikes",
    "digits",
    "small letters",
    "letters",
    "small letters and digits",
    "all strings",
    "keyboard",
    "date",
    "repeat",
    "sequence",
)
LIST = ATTACKS.index("list")
MODELS = ("n-gram", "grammar", "grammar with look-alikes")
IS_MODEL = np.isin(ATTACKS, MODELS)
CHUNK = 8192


@dataclass(frozen=True)
class Estimates:
    """log2 of the guess numbers of a batch. by_attack: (attacks, passwords), inf: never."""

    by_attack: Floats

    @cached_property
    def least(self) -> Floats:
        """Return log2 of the guesses by the best attack on each password."""
        best: Floats = self._tried.min(axis=0)
        return best

    @property
    def attack(self) -> Ints:
        """Return the index in ATTACKS of the best attack on each password."""
        best: Ints = self._tried.argmin(axis=0)
        return best

    @cached_property
    def _tried(self) -> Floats:
        """Return the attacks with the models' taken out where the list has the password."""
        skipped = np.isfinite(self.by_attack[LIST]) & IS_MODEL[:, None]
        return np.where(skipped, np.inf, self.by_attack)

    @property
    def side_by_side(self) -> Floats:
        """Return log2 of the guesses when all attacks run at once: m times the least."""
        return self.least + log2(len(self.by_attack))


@dataclass(frozen=True)
class Attacker:
    """The general attacker: the trained models and the curves that turn bits into guesses."""

    ranks: RankList
    ngram: NgramTables
    ngram_curve: GuessCurve
    grammar: Grammar
    grammar_curve: GuessCurve

    def estimate(self, passwords: Sequence[str]) -> Estimates:
        """Return the estimates of the passwords, in order. An empty one is refused."""
        parts = [self._estimate(encode(part)) for part in _parts(passwords)]
        if len(parts) == 1:
            return Estimates(parts[0])
        return Estimates(np.concatenate([np.empty((len(ATTACKS), 0)), *parts], axis=1))

    def _estimate(self, batch: Batch) -> Floats:
        text, line_starts = patterns.lines_of(batch)
        single = self._single(batch, text, line_starts)
        dates = patterns.date_bits(text, line_starts)
        repeat = self._repeats(text, line_starts)
        rows = (*single[:-1], dates, repeat, single[-1])
        return np.concatenate(rows).reshape(len(ATTACKS), len(batch.lengths))

    def _single(self, batch: Batch, text: str, line_starts: Ints) -> list[Floats]:
        """Return the attacks on whole passwords. text: the batch, one password a line."""
        spelled = sum_by(self.ngram.bits_of(batch.symbols), batch.starts)
        return [
            *self.ranks.bits_of(batch),
            self.ngram_curve(spelled + _beyond_ascii(batch)),
            *self._grammars(batch, look_alikes.undone(text, line_starts)),
            *mask_bits(batch),
            keyboard_bits(batch),
            patterns.sequence_bits(batch),
        ]

    def _grammars(
        self, batch: Batch, undone: tuple[Ints, list[str], Floats]
    ) -> tuple[Floats, Floats]:
        """Return the grammar's guesses, and those written with look-alikes; in one call of it.

        Rules apply to words: where undoing the look-alikes leaves no known word, none applies.
        """
        chosen, words, rules = undone
        both = encode((*batch.passwords, *words)) if words else batch
        bits, known = self.grammar.read(both)
        guesses = self.grammar_curve(bits + _beyond_ascii(both))
        swapped = np.full(len(batch.lengths), np.inf)
        plain = len(swapped)
        swapped[chosen] = np.where(known[plain:], guesses[plain:] + rules, np.inf)
        return guesses[:plain], swapped

    def _repeats(self, text: str, line_starts: Ints) -> Floats:
        """Return log2 of the guesses when to repeat a guess is one more of the RULES."""
        bits = np.full(len(line_starts), np.inf)
        found = patterns.repeats(text, line_starts)
        if found:
            batch = encode([unit for _, unit, _ in found])
            units = np.min(self._single(batch, *patterns.lines_of(batch)), axis=0)
            times = np.array([max(count, RULES) for _, _, count in found])
            bits[[index for index, _, _ in found]] = units + np.log2(times)
        return bits


def _beyond_ascii(batch: Batch) -> Floats:
    """Return what the characters cost besides that the models know as one."""
    beyond = batch.inner == OTHER
    if not beyond.any():
        return np.zeros(len(batch.lengths))
    return batch.total(beyond * BITS_OF_OTHER)


def _parts(passwords: Sequence[str]) -> Iterator[list[str]]:
    rest = iter(passwords)
    while part := list(islice(rest, CHUNK)):
        yield part
