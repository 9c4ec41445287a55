"""The audit of a list: composition, evenness, repetition, and what two attackers take.

One pass in constant memory; the source-aware attacker, who must train, works on a uniform
sample. Nothing in the result holds a password, unless the weakest are asked for.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from kept.errors import InputError, NoText
from kept.passwords.alphabet import Floats
from kept.passwords.characters import Evenness
from kept.passwords.combine import ATTACKS
from kept.passwords.composition import LACKS, CompositionRow, composition_row
from kept.passwords.crack_time import HORIZONS, budget_bits
from kept.passwords.duplicates import Repetition
from kept.passwords.intervals import Share, wilson
from kept.passwords.rates import Rate, rates
from kept.passwords.source_aware import FOLDS, source_aware_bits
from kept.passwords.tables import general_attacker
from kept.passwords.tallies import LONGEST, Plan, Sums, add_up, whole_bits

LEAST = 100
FEW = 1000
SEED = 1


@dataclass(frozen=True)
class Cell:
    """The share that falls within a horizon in one cell of hash and hardware.

    general: to the best attack on each password. side_by_side: to an attacker who does not
    know which is best and runs all m at once, hence needs m times as long. source_aware: to
    the best attack when the attacker has seen other passwords of the same source besides.
    """

    rate: Rate
    horizon: str
    general: Share
    side_by_side: Share
    source_aware: Share


@dataclass(frozen=True)
class Weak:
    """A password, held only because the caller asked for it, and log2 of its guesses."""

    password: str
    bits: float


@dataclass(frozen=True)
class Audit:
    """What an audit found. Histograms count passwords by length and by whole bits of guesses.

    alphabet: how many different characters of each kind occur. sampled: how many passwords
    the source-aware attacker was tried on; source_histogram is over those. attacks: which
    attack was best, by number of passwords. notes: what limits the conclusions.
    """

    count: int
    lengths: dict[int, int]
    alphabet: dict[str, int]
    composition: tuple[CompositionRow, ...]
    characters: Mapping[str, float]
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
    weakest: tuple[Weak, ...] = ()


def audit(
    passwords: Iterable[str], provenance: Mapping[str, str] | None = None, *, reveal: int = 0
) -> Audit:
    """Return the audit of the passwords. Raises NoText for none, InputError for under 100.

    provenance: what is known of their making, such as prompts and model; kept as given.
    reveal: how many of the weakest passwords to name in the result; none unless asked.
    """
    random = np.random.default_rng(SEED)
    attacker = general_attacker()
    budgets = {
        (index, name): budget_bits(rate, seconds)
        for index, rate in enumerate(rates())
        for name, seconds in HORIZONS.items()
    }
    sums = add_up(passwords, Plan(attacker, budgets, reveal), random)
    _require_enough(sums.count)
    least = attacker.estimate(sums.sample).least
    aware = np.minimum(least, source_aware_bits(sums.sample, random))
    sizes = sums.characters.sizes()
    return Audit(
        count=sums.count,
        lengths=dict(sorted(sums.lengths.items())),
        alphabet=sizes,
        composition=tuple(
            composition_row(name, sums.lacking[name], sums.lengths, sizes) for name in LACKS
        ),
        characters=sums.characters.shares(),
        overall=sums.characters.overall(),
        by_place=sums.characters.by_place(),
        repetition=sums.tally.repetition(),
        attacks={ATTACKS[index]: count for index, count in sums.attacks.most_common()},
        histogram=dict(sorted(sums.histogram.items())),
        source_histogram=dict(sorted(whole_bits(aware).items())),
        sampled=len(sums.sample),
        cells=_cells(sums, budgets, aware),
        notes=tuple(_notes(sums)),
        provenance=dict(provenance or {}),
        weakest=tuple(Weak(password, -bits) for bits, password in sums.weakest),
    )


def _cells(sums: Sums, budgets: Mapping[tuple[int, str], float], aware: Floats) -> tuple[Cell, ...]:
    cells = rates()
    return tuple(
        Cell(
            cells[key[0]],
            key[1],
            wilson(sums.within[key], sums.count),
            wilson(sums.side_by_side[key], sums.count),
            wilson(int(np.count_nonzero(aware <= budget)), len(aware)),
        )
        for key, budget in budgets.items()
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
            remedy="Collect more of the same source; for one use `kept passwords strength`",
        )


def _notes(sums: Sums) -> Iterable[str]:
    if sums.count < FEW:
        yield (
            f"Only {sums.count} passwords: the intervals are wide, and the source-aware attacker "
            f"has little to learn from. From {FEW:,} on the figures are firm."
        )
    if sums.count > len(sums.sample):
        yield (
            f"The source-aware attacker was tried on a uniform sample of {len(sums.sample):,} "
            f"of {sums.count:,} passwords, in {FOLDS} parts."
        )
    if sums.foreign:
        yield (
            f"{sums.foreign:,} passwords hold characters outside ASCII. They count as signs, and "
            "each costs the attacker of this report the whole of Unicode to guess."
        )
    if sums.cut:
        yield f"{sums.cut:,} passwords were weighed by their first {LONGEST:,} characters alone."
