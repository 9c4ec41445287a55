"""What one pass over a list adds up, in constant memory however long the list is."""

import heapq
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice

import numpy as np

from kept.passwords.alphabet import CASED_CLASS_OF_SYMBOL, OTHER, Batch, Floats, encode
from kept.passwords.characters import CharacterCounts
from kept.passwords.combine import CHUNK, Attacker
from kept.passwords.composition import CLASSES, LACKS
from kept.passwords.duplicates import Tally

SAMPLE = 20_000
LONGEST = 1024
HIGHEST_BIN = 128

Budgets = dict[tuple[int, str], float]
"""log2 of the guesses that an attacker has, by rate and horizon."""


@dataclass(frozen=True)
class Plan:
    """What to add up: the attacker, the budgets, how many of the weakest to keep, if any."""

    attacker: Attacker
    budgets: Budgets
    reveal: int = 0


@dataclass
class Sums:
    """All that is known after a pass. sample: uniform, of SAMPLE rows at the most.

    within, side_by_side: passwords that fall within each budget to the best attack, and to all
    attacks at once. weakest: (minus log2 of the guesses, password); empty unless asked for.
    """

    count: int = 0
    lengths: Counter[int] = field(default_factory=Counter)
    lacking: Counter[str] = field(default_factory=Counter)
    characters: CharacterCounts = field(default_factory=CharacterCounts)
    tally: Tally = field(default_factory=Tally)
    attacks: Counter[int] = field(default_factory=Counter)
    histogram: Counter[int] = field(default_factory=Counter)
    within: Counter[tuple[int, str]] = field(default_factory=Counter)
    side_by_side: Counter[tuple[int, str]] = field(default_factory=Counter)
    sample: list[str] = field(default_factory=list, repr=False)
    weakest: list[tuple[float, str]] = field(default_factory=list, repr=False)
    foreign: int = 0
    cut: int = 0


def add_up(passwords: Iterable[str], plan: Plan, random: np.random.Generator) -> Sums:
    """Return the sums over the passwords. Beyond LONGEST characters a password is cut."""
    sums = Sums()
    rest = iter(passwords)
    while whole := list(islice(rest, CHUNK)):
        part = [password[:LONGEST] for password in whole]
        sums.cut += sum(len(password) > LONGEST for password in whole)
        _sample(sums, part, random)
        sums.count += len(part)
        _add_shapes(sums, part)
        _add_guesses(sums, part, plan)
    return sums


def _add_shapes(sums: Sums, part: list[str]) -> None:
    batch = encode(part)
    sums.lengths.update(batch.lengths.tolist())
    sums.characters.add(batch)
    for password in part:
        sums.tally.add(password)
    _add_composition(sums, batch)


def _add_composition(sums: Sums, batch: Batch) -> None:
    classes = CASED_CLASS_OF_SYMBOL[batch.inner]
    has = {
        name: np.logical_or.reduceat(classes == index, batch.inner_starts)
        for index, name in enumerate(CLASSES)
    }
    for name, wanted in LACKS.items():
        complete = np.logical_and.reduce([has[each] for each in wanted])
        sums.lacking[name] += int(np.count_nonzero(~complete))
    other = np.logical_or.reduceat(batch.inner == OTHER, batch.inner_starts)
    sums.foreign += int(np.count_nonzero(other))


def _add_guesses(sums: Sums, part: list[str], plan: Plan) -> None:
    estimates = plan.attacker.estimate(part)
    least, side_by_side = estimates.least, estimates.side_by_side
    sums.attacks.update(estimates.attack.tolist())
    sums.histogram.update(whole_bits(least))
    for key, budget in plan.budgets.items():
        sums.within[key] += int(np.count_nonzero(least <= budget))
        sums.side_by_side[key] += int(np.count_nonzero(side_by_side <= budget))
    if plan.reveal:
        found = {*sums.weakest, *zip((-least).tolist(), part, strict=True)}
        sums.weakest = heapq.nlargest(plan.reveal, found)


def whole_bits(bits: Floats) -> Counter[int]:
    """Return how many passwords have each whole number of bits; the last bin holds all above."""
    return Counter(np.minimum(bits, HIGHEST_BIN).astype(np.int64).tolist())


def _sample(sums: Sums, part: list[str], random: np.random.Generator) -> None:
    """Keep a uniform sample of all rows so far (Vitter's reservoir, 1985)."""
    room = SAMPLE - len(sums.sample)
    sums.sample.extend(part[:room])
    rest = part[room:] if room > 0 else part
    if not rest:
        return
    seen = sums.count + len(part) - len(rest) + np.arange(1, len(rest) + 1)
    places = (random.random(len(rest)) * seen).astype(np.int64)
    for password, place in zip(rest, places.tolist(), strict=True):
        if place < SAMPLE:
            sums.sample[place] = password
