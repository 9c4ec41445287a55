"""Passwords that models made, and the null of passwords drawn uniformly."""

from collections.abc import Mapping, Sequence

import numpy as np
from ranking import HOUR

from kept.passwords.combine import Attacker
from kept.passwords.crack_time import budget_bits
from kept.passwords.rates import rate
from kept.passwords.source_aware import source_aware_bits
from kept.passwords.strength import WEAK_BITS

BUDGET = 7.5e11
_SEED = 1
_LEAST = 100


def print_machine_made(made: Mapping[str, Sequence[str]], shipped: Attacker) -> None:
    """Print what each attacker takes of what models made."""
    bits = budget_bits(rate("md5", "rtx4090"), HOUR)
    print("## Passwords that models made\n")
    print("General: the shipped tables. Source-aware: besides, an n-gram of the other nine tenths.")
    print("The hour is one of MD5 on one RTX 4090.\n")
    print("| List | Passwords | General, 7.5e11 guesses | General, 1 h | Source-aware, 1 h |")
    print("|---|---:|---:|---:|---:|")
    for name, passwords in made.items():
        if len(passwords) < _LEAST:
            continue
        least = shipped.estimate(passwords).least
        random = np.random.default_rng(_SEED)
        aware = np.minimum(least, source_aware_bits(passwords, random))
        shares = (least <= np.log2(BUDGET), least <= bits, aware <= bits)
        row = " | ".join(f"{100 * share.mean():.1f} %" for share in shares)
        print(f"| {name} | {len(passwords):,} | {row} |")
    print()


def print_uniform(shipped: Attacker) -> None:
    """Print what the attackers make of passwords drawn uniformly from 94 characters."""
    bits = budget_bits(rate("md5", "rtx4090"), HOUR)
    print("## Uniform passwords\n")
    long, short = _uniform(10_000, 16), _uniform(10_000, 8)
    estimate = shipped.estimate(long).least
    aware = np.minimum(estimate, source_aware_bits(long, np.random.default_rng(_SEED)))
    print(
        f"16 characters, 10,000 of them: {int((estimate < WEAK_BITS).sum())} called weak (below "
        f"10^12 guesses), {int((aware <= bits).sum())} fall within an hour of MD5, also to the "
        "source-aware attacker."
    )
    found = float((shipped.estimate(short).least <= bits).mean())
    print(
        f"8 characters, 10,000 of them: {found:.3f} fall within an hour of MD5; the budget is "
        f"{2**bits / 94**8:.3f} of all {94**8:.3g}.\n"
    )


def _uniform(count: int, length: int) -> list[str]:
    draws = np.random.default_rng(_SEED + length).integers(33, 127, (count, length))
    return ["".join(map(chr, row)) for row in draws.tolist()]
