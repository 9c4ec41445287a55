"""Training of the grammar, and passwords drawn from it for its guess curve."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from kept.passwords.alphabet import (
    CLASS_OF_SYMBOL,
    LETTER,
    START_OF_LETTERS,
    Batch,
    Floats,
    Ints,
    Symbols,
    decode,
    encode,
    sum_by,
)
from kept.passwords.hashing import Book
from kept.passwords.ngram import FRACTION, in_fractions
from kept.passwords.ngram_training import Ngram, sample, train
from kept.passwords.pcfg import (
    ALL_CAPITALS,
    BEGIN,
    CAPITALISED,
    FINISH,
    LONGEST_RUN,
    MIXED,
    Grammar,
    cut,
    structure_keys,
)

CLASSES = 3
OF_DICTIONARY = 0.1  # a word of the dictionary counts as though seen in a tenth of a password
Structure = tuple[tuple[int, int], ...]
Step = tuple[int, int, int]
Prices = Ints
Spelling = Callable[[Symbols], Floats]


@dataclass(frozen=True)
class Harvest:
    """What the lists hold: counts of structures, runs, steps between runs, cases."""

    structures: Counter[Structure]
    words: dict[tuple[int, str], float]
    steps: Counter[Step]
    cases: Counter[int]


def harvest(passwords: Sequence[str], dictionary: Iterable[str] = ()) -> Harvest:
    """Return the counts over the passwords, each taken once, and the words of a dictionary.

    dictionary: small ASCII letters; longer words than LONGEST_RUN are left out.
    """
    runs = cut(encode(passwords))
    structures: Counter[Structure] = Counter()
    words: Counter[tuple[int, str]] = Counter()
    steps: Counter[Step] = Counter()
    text = decode(runs.symbols.tolist())
    classes, lengths = runs.classes.tolist(), runs.lengths.tolist()
    starts = runs.starts.tolist()
    bounds = [*runs.opens.tolist(), len(classes)]
    for begin, end in pairwise(bounds):
        shape = tuple(zip(classes[begin:end], lengths[begin:end], strict=True))
        structures[shape] += 1
        before = BEGIN
        for index in range(begin, end):
            kind, length = classes[index], lengths[index]
            words[kind, text[starts[index] : starts[index] + length]] += 1
            steps[before, kind, min(length, LONGEST_RUN)] += 1
            before = kind
        steps[before, FINISH, 0] += 1
    cases = Counter(runs.case[runs.classes == LETTER].tolist())
    counts = {word: float(count) for word, count in words.items()}
    for word in dictionary:
        if len(word) <= LONGEST_RUN:
            counts[LETTER, word] = counts.get((LETTER, word), 0.0) + OF_DICTIONARY
    return Harvest(structures, counts, steps, cases)


@dataclass(frozen=True)
class Trained:
    """A grammar with what it takes to draw passwords from it."""

    grammar: Grammar
    harvest: Harvest
    characters: Ngram


def train_grammar(passwords: Sequence[str], order: int, dictionary: Iterable[str] = ()) -> Trained:
    """Return the grammar of the passwords. order: of the n-gram inside unseen runs."""
    found = harvest(passwords, dictionary)
    characters = _characters(found.words, order)
    step, finish = _chain(found.steps)
    structures, unseen_structure = _structures(passwords, found.structures, step, finish)
    tables = characters.tables()
    words, unseen_word = _words(found.words, tables.bits_of)
    total = sum(found.cases.values())
    case = in_fractions(np.array([found.cases[k] / total for k in range(4)])).astype(np.int64)
    grammar = Grammar(structures, words, unseen_structure, unseen_word, step, finish, case, tables)
    return Trained(grammar, found, characters)


def _characters(words: dict[tuple[int, str], float], order: int) -> Ngram:
    """Return the n-gram of the characters of all runs, each run weighted by its count."""
    runs = cut(encode([text for _, text in words]))
    rows, _ = runs.rows(np.ones(len(runs.lengths), bool))
    counts = np.fromiter(words.values(), np.float64, len(words))
    weights = np.repeat(counts, runs.lengths + 1)
    return train(rows, order, weights, CLASS_OF_SYMBOL)


def _chain(steps: Counter[Step]) -> tuple[Prices, Prices]:
    """Return the prices of a next run and of the end, given the class before; add one half."""
    counts = np.full((BEGIN + 1, CLASSES, LONGEST_RUN + 1), 0.5)
    counts[:, :, 0] = 0.0
    ends = np.full(BEGIN + 1, 0.5)
    for (before, kind, length), count in steps.items():
        if kind == FINISH:
            ends[before] += count
        else:
            counts[before, kind, length] += count
    total = counts.sum(axis=(1, 2)) + ends
    step = in_fractions(counts / total[:, None, None])
    return step.astype(np.int64), in_fractions(ends / total).astype(np.int64)


def _structures(
    passwords: Sequence[str], counts: Counter[Structure], step: Prices, finish: Prices
) -> tuple[Book, Prices]:
    """Return the book of structures and the price of a structure not in it."""
    batch = encode(passwords)
    keys, place = np.unique(structure_keys(batch, cut(batch)), return_index=True)
    shapes = {key: structure_of(batch, index) for key, index in zip(keys, place, strict=True)}
    seen, kinds = sum(counts.values()), len(counts)
    share = kinds / (seen + kinds)
    chain = np.array([_chain_price(shapes[key], step, finish) for key in keys]) / FRACTION
    number = np.array([counts[shapes[key]] for key in keys])
    probability = number / (seen + kinds) + share * np.exp2(-chain)
    return Book(keys, in_fractions(probability)), in_fractions(np.array([share])).astype(np.int64)


def structure_of(batch: Batch, index: int) -> Structure:
    """Return the classes and lengths of the runs of one password."""
    runs = cut(encode([batch.passwords[index]]))
    return tuple(zip(runs.classes.tolist(), runs.lengths.tolist(), strict=True))


def _chain_price(shape: Structure, step: Prices, finish: Prices) -> int:
    before, price = BEGIN, 0
    for kind, length in shape:
        price += int(step[before, kind, min(length, LONGEST_RUN)])
        before = kind
    return price + int(finish[before])


def _words(words: dict[tuple[int, str], float], bits_of: Spelling) -> tuple[Book, Prices]:
    """Return the book of runs and, by class and length, the price of a run not in it."""
    runs = cut(encode([text for _, text in words]))
    rows, starts = runs.rows(np.ones(len(runs.lengths), bool))
    counts = np.fromiter(words.values(), np.float64, len(words))
    group = (runs.classes, np.minimum(runs.lengths, LONGEST_RUN))
    seen = np.zeros((CLASSES, LONGEST_RUN + 1))
    kinds = np.zeros((CLASSES, LONGEST_RUN + 1))
    np.add.at(seen, group, counts)
    np.add.at(kinds, group, 1.0)
    share = np.where(seen > 0, kinds / np.maximum(seen + kinds, 1.0), 1.0)
    spelled = np.exp2(-sum_by(bits_of(rows), starts))
    probability = counts / (seen + kinds)[group] + share[group] * spelled
    keys, at = np.unique(runs.keys, return_index=True)
    return Book(keys, in_fractions(probability)[at]), in_fractions(share).astype(np.int64)


def draw(trained: Trained, count: int, random: np.random.Generator) -> list[str]:
    """Return `count` passwords drawn from the grammar."""
    shapes = _draw_shapes(trained, count, random)
    wanted: defaultdict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for row, shape in enumerate(shapes):
        for column, kind_and_length in enumerate(shape):
            wanted[kind_and_length].append((row, column))
    pieces = [[""] * len(shape) for shape in shapes]
    by_group: defaultdict[tuple[int, int], list[str]] = defaultdict(list)
    for kind, text in trained.harvest.words:
        by_group[kind, min(len(text), LONGEST_RUN)].append(text)
    for group in sorted(wanted):
        drawn = _draw_words(trained, group, by_group[group], len(wanted[group]), random)
        for (row, column), text in zip(wanted[group], drawn, strict=True):
            pieces[row][column] = text
    return ["".join(row) for row in pieces]


def _draw_shapes(trained: Trained, count: int, random: np.random.Generator) -> list[Structure]:
    counts = trained.harvest.structures
    known = list(counts)
    seen = np.fromiter(counts.values(), np.float64, len(counts))
    share = len(known) / (seen.sum() + len(known))
    picks = random.choice(len(known), count, p=seen / seen.sum())
    fresh = random.random(count) < share
    return [
        _draw_chain(trained.grammar, random) if new else known[pick]
        for new, pick in zip(fresh.tolist(), picks.tolist(), strict=True)
    ]


def _draw_chain(grammar: Grammar, random: np.random.Generator) -> Structure:
    shape: list[tuple[int, int]] = []
    before = BEGIN
    while len(shape) < LONGEST_RUN:
        share = np.exp2(-grammar.step[before] / FRACTION)
        share[:, 0] = 0.0
        flat = np.append(share.ravel(), np.exp2(-grammar.finish[before] / FRACTION))
        pick = int(random.choice(len(flat), p=flat / flat.sum()))
        if pick == len(flat) - 1 and shape:
            break
        if pick < len(flat) - 1:
            before, length = divmod(pick, LONGEST_RUN + 1)
            shape.append((before, length))
    return tuple(shape)


def _draw_words(
    trained: Trained,
    group: tuple[int, int],
    known: list[str],
    count: int,
    random: np.random.Generator,
) -> Iterable[str]:
    kind, length = group
    counts = np.array([trained.harvest.words[kind, text] for text in known], np.float64)
    share = len(known) / (counts.sum() + len(known)) if known else 1.0
    fresh = random.random(count) < share
    start = START_OF_LETTERS + kind
    spelled = sample(trained.characters, count, random, length, start)
    picks = random.choice(len(known), count, p=counts / counts.sum()) if known else fresh
    for new, row, pick in zip(fresh.tolist(), spelled.tolist(), picks.tolist(), strict=True):
        text = decode(row) if new else known[pick]
        yield _in_case(text, trained.harvest.cases, random) if kind == LETTER else text


def _in_case(text: str, cases: Counter[int], random: np.random.Generator) -> str:
    patterns = sorted(cases)
    weights = np.array([cases[pattern] for pattern in patterns], np.float64)
    pattern = patterns[int(random.choice(len(patterns), p=weights / weights.sum()))]
    if pattern == CAPITALISED:
        return text.capitalize()
    if pattern == ALL_CAPITALS:
        return text.upper()
    if pattern == MIXED:
        flips = random.random(len(text)) < 0.5  # noqa: PLR2004  (a fair coin)
        return "".join(c.upper() if flip else c for c, flip in zip(text, flips, strict=True))
    return text
