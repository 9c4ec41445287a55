"""The audit of a list: composition, evenness, repetition, and what two attackers take.

One pass in constant memory; the source-aware attacker, who must train, works on a uniform
sample. Nothing in the result holds a password.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice

import numpy as np

from kept.errors import InputError, NoText
from kept.passwords.alphabet import CASED_CLASS_OF_SYMBOL, OTHER, Batch, Floats, encode
from kept.passwords.characters import CharacterCounts, Evenness
from kept.passwords.combine import ATTACKS, CHUNK
from kept.passwords.composition import LACKS, CompositionRow, composition_row
from kept.passwords.crack_time import HORIZONS, budget_bits
from kept.passwords.duplicates import Repetition, Tally
from kept.passwords.intervals import Share, wilson
from kept.passwords.rates import Rate, rates
from kept.passwords.source_aware import source_aware_bits
from kept.passwords.tables import general_attacker

LEAST = 100
FEW = 1000
SAMPLE = 20_000
LONGEST = 1024
HIGHEST_BIN = 128
SEED = 1
_CLASS_ORDER = ("small letter", "capital", "digit", "sign")


@dataclass(frozen=True)
class Cell:
    """The share that falls within a horizon in one cell of hash and hardware."""

    rate: Rate
    horizon: str
    general: Share
    source_aware: Share


@dataclass(frozen=True)
class Audit:
    """What an audit found. Histograms count passwords by length and by whole bits of guesses.

    sampled: how many passwords the source-aware attacker was tried on. source_histogram is
    over those. attacks: which attack was best, by number of passwords.
    """

    count: int
    lengths: dict[int, int]
    composition: tuple[CompositionRow, ...]
    characters: dict[str, float]
    overall: Evenness
    by_place: tuple[Evenness, ...]
    repetition: Repetition
    attacks: dict[str, int]
    histogram: dict[int, int]
    source_histogram: dict[int, int]
    sampled: int
    cells: tuple[Cell, ...]
    notes: tuple[str, ...]
    provenance: dict[str, str]


@dataclass
class _Sums:
    """What one pass adds up."""

    count: int = 0
    lengths: Counter[int] = field(default_factory=Counter)
    lacking: Counter[str] = field(default_factory=Counter)
    characters: CharacterCounts = field(default_factory=CharacterCounts)
    tally: Tally = field(default_factory=Tally)
    attacks: Counter[int] = field(default_factory=Counter)
    histogram: Counter[int] = field(default_factory=Counter)
    within: Counter[tuple[int, str]] = field(default_factory=Counter)
    sample: list[str] = field(default_factory=list)
    foreign: int = 0


def audit(passwords: Iterable[str], provenance: Mapping[str, str] | None = None) -> Audit:
    """Return the audit of the passwords. Raises NoText for none, InputError for under 100.

    provenance: what is known of their making, such as prompts and model; kept as given.
    """
    random = np.random.default_rng(SEED)
    sums = _add_up(passwords, random)
    _require_enough(sums.count)
    least = general_attacker().estimate(sums.sample).least
    aware = np.minimum(least, source_aware_bits(sums.sample, random))
    return Audit(
        count=sums.count,
        lengths=dict(sorted(sums.lengths.items())),
        composition=tuple(
            composition_row(name, sums.lacking[name], sums.lengths) for name in LACKS
        ),
        characters=sums.characters.shares(),
        overall=sums.characters.overall(),
        by_place=sums.characters.by_place(),
        repetition=sums.tally.repetition(),
        attacks={ATTACKS[index]: count for index, count in sums.attacks.most_common()},
        histogram=dict(sorted(sums.histogram.items())),
        source_histogram=dict(sorted(_histogram(aware).items())),
        sampled=len(sums.sample),
        cells=_cells(sums, aware),
        notes=tuple(_notes(sums)),
        provenance=dict(provenance or {}),
    )


def _add_up(passwords: Iterable[str], random: np.random.Generator) -> _Sums:
    sums = _Sums()
    budgets = {
        (index, name): budget_bits(rate, seconds)
        for index, rate in enumerate(rates())
        for name, seconds in HORIZONS.items()
    }
    rest = iter(passwords)
    while part := [password[:LONGEST] for password in islice(rest, CHUNK)]:
        _sample(sums, part, random)
        sums.count += len(part)
        batch = encode(part)
        sums.lengths.update(batch.lengths.tolist())
        sums.characters.add(batch)
        for password in part:
            sums.tally.add(password)
        _add_composition(sums, batch)
        estimates = general_attacker().estimate(part)
        least = estimates.least
        sums.attacks.update(estimates.attack.tolist())
        sums.histogram.update(_histogram(least))
        for key, budget in budgets.items():
            sums.within[key] += int(np.count_nonzero(least <= budget))
    return sums


def _sample(sums: _Sums, part: list[str], random: np.random.Generator) -> None:
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


def _add_composition(sums: _Sums, batch: Batch) -> None:
    classes = CASED_CLASS_OF_SYMBOL[batch.inner]
    has = {
        name: np.logical_or.reduceat(classes == index, batch.inner_starts)
        for index, name in enumerate(_CLASS_ORDER)
    }
    for name, wanted in LACKS.items():
        complete = np.logical_and.reduce([has[each] for each in wanted])
        sums.lacking[name] += int(np.count_nonzero(~complete))
    other = np.logical_or.reduceat(batch.inner == OTHER, batch.inner_starts)
    sums.foreign += int(np.count_nonzero(other))


def _histogram(bits: Floats) -> Counter[int]:
    return Counter(np.minimum(bits, HIGHEST_BIN).astype(np.int64).tolist())


def _cells(sums: _Sums, aware: Floats) -> tuple[Cell, ...]:
    return tuple(
        Cell(
            rate,
            name,
            wilson(sums.within[index, name], sums.count),
            wilson(int(np.count_nonzero(aware <= budget_bits(rate, seconds))), len(aware)),
        )
        for index, rate in enumerate(rates())
        for name, seconds in HORIZONS.items()
    )


def _require_enough(count: int) -> None:
    if count == 0:
        raise NoText(
            "the list holds no password", remedy="Give a file with one password a line, in UTF-8"
        )
    if count < LEAST:
        raise InputError(
            "too few passwords to conclude anything from",
            why=f"{count} of at least {LEAST}",
            remedy="Collect more from the same source; for one password use kept passwords strength",
        )


def _notes(sums: _Sums) -> Iterable[str]:
    if sums.count < FEW:
        yield (
            f"Only {sums.count} passwords: the intervals are wide, and the source-aware attacker "
            f"has little to learn from. From {FEW:,} on the figures are firm."
        )
    if sums.count > len(sums.sample):
        yield (
            f"The source-aware attacker was tried on a uniform sample of {len(sums.sample):,} "
            f"of {sums.count:,} passwords."
        )
    if sums.foreign:
        yield (
            f"{sums.foreign:,} passwords hold characters outside ASCII; the expected shares are "
            "those of a generator that uses ASCII alone."
        )
