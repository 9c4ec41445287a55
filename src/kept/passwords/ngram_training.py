"""Training of the n-gram: counts, Witten-Bell smoothing, and samples from the model.

Witten-Bell: of a context that was seen N times with T different next characters, the
share N/(N+T) goes to the characters seen and T/(N+T) to the context shortened by one.
Read as a recipe, that is how a password is drawn: at each context, from the longest
down, keep with probability N/(N+T) and pick by count, else shorten.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kept.passwords.alphabet import END, START, START_OF_LETTERS, SYMBOLS
from kept.passwords.ngram import FIRST_PAIR, NgramTables, child_index, in_fractions

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
_SHIFT = 7


@dataclass(frozen=True)
class Level:
    """The n-grams of one length, sorted by context and last symbol; index 0 is "absent".

    keys: context (an index into the level below) * 128 + last symbol. seen, kinds: N and T
    of each context of the level below. running: cumulative counts, for drawing.
    """

    keys: Ints
    probability: Floats
    running: Floats
    seen: Floats
    kinds: Floats
    begins: Ints

    def find(self, context: Ints, symbols: Ints) -> Ints:
        """Return the index of each n-gram, 0 where it was not seen."""
        keys = (context << _SHIFT) | symbols
        at = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        return np.where((context > 0) & (self.keys[at] == keys), at, 0)

    def keep(self) -> Floats:
        """Return N/(N+T) of each context of the level below; 0 where it has no children."""
        return self.seen / np.maximum(self.seen + self.kinds, 1e-300)


@dataclass(frozen=True)
class Ngram:
    """A trained model: the single symbols, then a Level for each longer length."""

    single: Floats
    levels: tuple[Level, ...]

    @property
    def order(self) -> int:
        """Return the length of the longest n-gram."""
        return len(self.levels) + 1

    def shortened(self, order: int) -> "Ngram":
        """Return the model of a lower order: this one without its longest contexts."""
        return Ngram(self.single, self.levels[: order - 1])

    def tables(self) -> NgramTables:
        """Return the tables that score batches."""
        offsets = [1, FIRST_PAIR]
        for level in self.levels:
            offsets.append(offsets[-1] + len(level.keys) - 1)
        # Index 0 of a level is "absent"; index i is node offset + i - 1.
        internal = offsets[-2]
        cost = [in_fractions(np.concatenate([[0.0], self.single]))]
        backoff = np.zeros(internal, np.uint16)
        parents, symbols = [], []
        for depth, level in enumerate(self.levels):
            cost.append(in_fractions(level.probability[1:]))
            share = np.where(level.seen > 0, 1.0 - level.keep(), 1.0)[1:]
            backoff[offsets[depth] : offsets[depth] + len(share)] = in_fractions(share)
            parents.append((level.keys[1:] >> _SHIFT) + offsets[depth] - 1)
            symbols.append(level.keys[1:] & 127)
        bits, first = child_index(
            np.concatenate(parents), np.concatenate(symbols), FIRST_PAIR, internal
        )
        return NgramTables(self.order, np.concatenate(cost), backoff, bits, first)


def train(
    symbols: NDArray[np.uint8],
    order: int,
    weights: Floats | None = None,
    groups: NDArray[np.uint8] | None = None,
) -> Ngram:
    """Return the model of the rows in `symbols`, each of which begins with a START.

    weights: float64, how often each symbol counts as an outcome; 0 leaves it to be a
    context only. groups: for each symbol of the alphabet the set within which the single
    symbols share one unit of probability; all in one set when not given.
    """
    codes = symbols.astype(np.int64)
    is_start = (codes == START) | (codes >= START_OF_LETTERS)
    counted = np.ones(len(codes)) if weights is None else weights.astype(np.float64)
    counted = np.where(is_start, 0.0, counted)
    single = _single(codes, counted, groups)
    node = codes + 1
    below = np.concatenate([[0.0], single])
    levels: list[Level] = []
    for _ in range(2, order + 1):
        context = np.concatenate([[0], node[:-1]])
        level, node = _level(context, codes, counted, below[node], len(below))
        below = level.probability
        levels.append(level)
    return Ngram(single, tuple(levels))


def _single(codes: Ints, counted: Floats, groups: NDArray[np.uint8] | None) -> Floats:
    """Return the probability of each symbol alone, mixed with a uniform share."""
    counts = np.bincount(codes, counted, minlength=SYMBOLS)
    outcome = np.arange(SYMBOLS)
    may_follow = (outcome != START) & (outcome < START_OF_LETTERS)
    if counts[END] == 0:
        may_follow[END] = False
    group = np.zeros(SYMBOLS, np.int64) if groups is None else groups[:SYMBOLS].astype(np.int64)
    size = np.bincount(group, may_follow)[group]
    seen = np.bincount(group, counts)[group]
    kinds = np.bincount(group, counts > 0)[group]
    probability = (counts + np.maximum(kinds, 1) / size) / (seen + np.maximum(kinds, 1))
    # A START is never guessed: certain, hence free.
    return np.where(may_follow, probability, (outcome == START) | (outcome >= START_OF_LETTERS))


def _level(
    context: Ints, codes: Ints, counted: Floats, lower: Floats, contexts: int
) -> tuple[Level, Ints]:
    """Return the n-grams one symbol longer than `context`, and the n-gram at each place."""
    known = (context > 0) & (counted > 0)
    keys, place, at = np.unique(
        np.where(known, (context << _SHIFT) | codes, 0), return_index=True, return_inverse=True
    )
    if keys[0] != 0:
        keys, place, at = np.insert(keys, 0, 0), np.insert(place, 0, 0), at + 1
    counts = np.bincount(at, np.where(known, counted, 0.0), minlength=len(keys))
    parent = keys >> _SHIFT
    seen = np.bincount(parent, counts, minlength=contexts).astype(np.float64)
    kinds = np.bincount(parent[1:], minlength=contexts).astype(np.float64)
    total = np.maximum(seen + kinds, 1e-300)
    probability = (counts + kinds[parent] * lower[place]) / total[parent]
    probability[0] = 0.0
    begins = np.searchsorted(keys, np.arange(contexts) << _SHIFT)
    running = np.cumsum(counts, dtype=np.float64)
    return Level(keys, probability, running, seen, kinds, begins), at


def sample(
    model: Ngram, count: int, random: np.random.Generator, longest: int = 64, start: int = START
) -> NDArray[np.uint8]:
    """Return `count` rows drawn from the model: (count, longest), END after the last symbol."""
    rows = np.full((count, longest), END, np.uint8)
    contexts = [np.zeros(count, np.int64) for _ in model.levels]
    contexts[0] = np.full(count, start + 1)
    singles = np.cumsum(np.where(np.arange(SYMBOLS) < START_OF_LETTERS, model.single, 0.0))
    singles -= model.single[START]
    going = np.arange(count)
    for place in range(longest):
        drawn = _draw(model, contexts, singles, random)
        rows[going, place] = drawn
        left = drawn != END
        if not left.any():
            break
        found = [level.find(contexts[i], drawn) for i, level in enumerate(model.levels[:-1])]
        contexts = [each[left] for each in (drawn + 1, *found)]
        going = going[left]
    return rows


def as_symbols(rows: NDArray[np.uint8]) -> tuple[NDArray[np.uint8], Ints]:
    """Return rows that were drawn in the flat form that tables score, and where each begins.

    A row without a character is left out; one cut off at the longest has no END.
    """
    rows = rows[rows[:, 0] != END]
    whole = np.concatenate([np.full((len(rows), 1), START, np.uint8), rows], axis=1)
    ended = np.cumsum(whole == END, axis=1)
    kept = (ended == 0) | ((ended == 1) & (whole == END))
    lengths = kept.sum(axis=1)
    return whole[kept], lengths.cumsum() - lengths


def _draw(model: Ngram, contexts: list[Ints], singles: Floats, random: np.random.Generator) -> Ints:
    """Return one next symbol for each row, from the longest context that keeps it."""
    drawn = np.full(len(contexts[0]), -1, np.int64)
    for level, context in zip(reversed(model.levels), reversed(contexts), strict=True):
        mark = random.random(len(drawn)) * (level.seen + level.kinds)[context]
        kept = (drawn < 0) & (context > 0) & (mark < level.seen[context])
        begin = level.begins[context[kept]]
        at = np.searchsorted(level.running, level.running[begin - 1] + mark[kept], side="right")
        drawn[kept] = level.keys[np.minimum(at, len(level.keys) - 1)] & 127
    left = drawn < 0
    mark = random.random(int(left.sum())) * singles[-1]
    drawn[left] = np.searchsorted(singles, mark, side="right")
    return drawn
