"""Training of the n-gram: counts, smoothing, and samples from the model.

Of each context a share stays with the characters that were seen in it, the rest goes to the
context shortened by one. Witten-Bell: of a context seen N times with T different next
characters, T/(N+T) is handed down. Modified Kneser-Ney (Chen and Goodman 1999): each count
hands down a discount that depends on whether it is 1, 2 or more, and the shorter contexts
count what precedes an n-gram, not how often it occurs: "an" that follows many letters is
likelier in a new place than one that only ever follows "jord".
Read as a recipe, that is how a password is drawn: at each context, from the longest
down, keep with the kept share and pick by count, else shorten.
"""

from collections.abc import Callable
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

    keys: context (an index into the level below) * 128 + last symbol. kept, handed_down: of
    each context of the level below. running: cumulative kept counts, for drawing.
    """

    keys: Ints
    probability: Floats
    running: Floats
    kept: Floats
    handed_down: Floats
    begins: Ints

    def find(self, context: Ints, symbols: Ints) -> Ints:
        """Return the index of each n-gram, 0 where it was not seen."""
        keys = (context << _SHIFT) | symbols
        at = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        return np.where((context > 0) & (self.keys[at] == keys), at, 0)

    def kept_share(self) -> Floats:
        """Return the kept share of each context of the level below; 0 where it has no children."""
        return self.kept / np.maximum(self.kept + self.handed_down, 1e-300)


@dataclass(frozen=True)
class Ngram:
    """A trained model: the single symbols, then a Level for each longer length."""

    single: Floats
    levels: tuple[Level, ...]

    @property
    def order(self) -> int:
        """Return the length of the longest n-gram."""
        return len(self.levels) + 1

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
            share = np.where(level.kept > 0, 1.0 - level.kept_share(), 1.0)[1:]
            backoff[offsets[depth] : offsets[depth] + len(share)] = in_fractions(share)
            parents.append((level.keys[1:] >> _SHIFT) + offsets[depth] - 1)
            symbols.append(level.keys[1:] & 127)
        bits, first = child_index(
            np.concatenate(parents), np.concatenate(symbols), FIRST_PAIR, internal
        )
        return NgramTables(self.order, np.concatenate(cost), backoff, bits, first)


Smoothing = Callable[[Floats], tuple[Floats, Floats]]


def witten_bell(counts: Floats) -> tuple[Floats, Floats]:
    """Return what each n-gram keeps, and what it hands down to shorter contexts."""
    return counts, (counts > 0).astype(np.float64)


def kneser_ney(counts: Floats) -> tuple[Floats, Floats]:
    """Return what each n-gram keeps, and what it hands down; whole counts.

    The discounts of counts of 1, 2 and more follow from how many n-grams occur once to four
    times (Chen and Goodman 1999).
    """
    once, twice, thrice, four = (max(int((counts == times).sum()), 1) for times in (1, 2, 3, 4))
    share = once / (once + 2 * twice)
    wanted = (
        1 - 2 * share * twice / once,
        2 - 3 * share * thrice / twice,
        3 - 4 * share * four / thrice,
    )
    least, most = 0.1, 0.95  # of few n-grams the formula may give anything
    discounts = [min(max(each, least), times + most) for times, each in enumerate(wanted)]
    discount = np.array([0.0, *discounts])[np.minimum(counts, 3).astype(np.intp)]
    return counts - discount, discount


@dataclass(frozen=True)
class _Found:
    """The n-grams of one length in a text: sorted, where each first stands, which at each place.

    counts: how often each occurs.
    """

    keys: Ints
    place: Ints
    at: Ints
    counts: Floats


def train(
    symbols: NDArray[np.uint8],
    order: int,
    weights: Floats | None = None,
    groups: NDArray[np.uint8] | None = None,
    smoothing: Smoothing = witten_bell,
) -> Ngram:
    """Return the model of the rows in `symbols`, each of which begins with a START.

    weights: float64, how often each symbol counts as an outcome; 0 leaves it to be a
    context only. groups: for each symbol of the alphabet the set within which the single
    symbols share one unit of probability; all in one set when not given. smoothing: kneser_ney
    is for whole counts, so without weights.
    """
    codes = symbols.astype(np.int64)
    is_start = (codes == START) | (codes >= START_OF_LETTERS)
    counted = np.ones(len(codes)) if weights is None else weights.astype(np.float64)
    counted = np.where(is_start, 0.0, counted)
    found = _find(codes, counted, order)
    counts = [each.counts for each in found]
    outcomes = _tally(codes, counted, SYMBOLS)
    if smoothing is kneser_ney:
        outcomes = np.bincount(codes[found[0].place[1:]], minlength=SYMBOLS).astype(float)
        counts = _preceded(found)
    single = _single(outcomes, groups)
    below, lower_at = np.concatenate([[0.0], single]), codes + 1
    levels: list[Level] = []
    for each, count in zip(found, counts, strict=True):
        levels.append(_level(each, smoothing(count), below, below[lower_at[each.place]]))
        below, lower_at = levels[-1].probability, each.at
    return Ngram(single, tuple(levels))


def _tally(places: Ints, values: Floats, length: int) -> Floats:
    """Return the sum of the values at each place."""
    return np.bincount(places, values, minlength=length).astype(np.float64)


def _find(codes: Ints, counted: Floats, order: int) -> list[_Found]:
    """Return the n-grams of each length from 2 up to `order`."""
    found: list[_Found] = []
    node = codes + 1
    for _ in range(2, order + 1):
        context = np.concatenate([[0], node[:-1]])
        known = (context > 0) & (counted > 0)
        keys, place, node = np.unique(
            np.where(known, (context << _SHIFT) | codes, 0), return_index=True, return_inverse=True
        )
        if keys[0] != 0:
            keys, place, node = np.insert(keys, 0, 0), np.insert(place, 0, 0), node + 1
        counts = _tally(node, np.where(known, counted, 0.0), len(keys))
        found.append(_Found(keys, place, node, counts))
    return found


def _preceded(found: list[_Found]) -> list[Floats]:
    """Return for each n-gram what different symbols precede it; the longest keep their counts.

    What stands at the beginning is preceded by nothing, and keeps its count too.
    """
    counts = [each.counts for each in found]
    for index, longer in enumerate(found[1:]):
        end_of_longer = found[index].at[longer.place[1:]]
        kinds = np.bincount(end_of_longer, minlength=len(counts[index])).astype(np.float64)
        counts[index] = np.where(kinds > 0, kinds, counts[index])
        counts[index][0] = 0.0
    return counts


def _single(counts: Floats, groups: NDArray[np.uint8] | None) -> Floats:
    """Return the probability of each symbol alone, mixed with a uniform share."""
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


def _level(found: _Found, smoothed: tuple[Floats, Floats], below: Floats, lower: Floats) -> Level:
    """Return the level of the n-grams found. lower: the probability of each shortened by one."""
    kept, handed_down = smoothed
    parent, contexts = found.keys >> _SHIFT, len(below)
    staying = _tally(parent, kept, contexts)
    leaving = _tally(parent[1:], handed_down[1:], contexts)
    total = np.maximum(staying + leaving, 1e-300)
    probability = (kept + leaving[parent] * lower) / total[parent]
    probability[0] = 0.0
    begins = np.searchsorted(found.keys, np.arange(contexts) << _SHIFT)
    return Level(found.keys, probability, np.cumsum(kept), staying, leaving, begins)


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
        mark = random.random(len(drawn)) * (level.kept + level.handed_down)[context]
        kept = (drawn < 0) & (context > 0) & (mark < level.kept[context])
        begin = level.begins[context[kept]]
        at = np.searchsorted(level.running, level.running[begin - 1] + mark[kept], side="right")
        drawn[kept] = level.keys[np.minimum(at, len(level.keys) - 1)] & 127
    left = drawn < 0
    mark = random.random(int(left.sum())) * singles[-1]
    drawn[left] = np.searchsorted(singles, mark, side="right")
    return drawn
