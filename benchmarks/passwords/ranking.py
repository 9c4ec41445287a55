"""How well guess numbers rank passwords, and how many they let fall within an hour."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import zxcvbn
import zxcvbn_rs_py
from sets import Floats, Meter

from kept.passwords.combine import LIST, Attacker
from kept.passwords.crack_time import budget_bits
from kept.passwords.rates import rate

HOUR = 3600.0
_LONGEST_FOR_PEER = 72


def print_ranking(sets: Sequence[Meter], shipped: Attacker, xato: Attacker | None) -> None:
    """Print the weighted rank correlation of each estimate with the reference, set by set."""
    estimates: dict[str, Callable[[Meter], Floats]] = {
        "zxcvbn (of the set)": lambda each: each.zxcvbn,
        "zxcvbn (PyPI)": lambda each: peer(each.passwords),
        "zxcvbn-rs-py": lambda each: peer_in_rust(each.passwords),
        "Kept, xato alone": lambda each: xato.estimate(each.passwords).least if xato else nothing(),
        "Kept": lambda each: shipped.estimate(each.passwords).least,
    }
    if xato is None:
        del estimates["Kept, xato alone"]
    print("## Ranking\n\nWeighted Spearman with midpoint ties (Golla and Dürmuth, CCS 2018).\n")
    print("| Set | Passwords | " + " | ".join(estimates) + " |")
    print("|---|---:|" + "---:|" * len(estimates))
    scores: dict[str, list[float]] = {name: [] for name in estimates}
    for each in sets:
        for name, estimate in estimates.items():
            score = weighted_spearman(estimate(each), each.strength, each.weight)
            scores[name].append(score)
        row = " | ".join(f"{scores[name][-1]:.3f}" for name in estimates)
        print(f"| {each.name} | {len(each.passwords):,} | {row} |")
    means = " | ".join(f"{np.mean(found):.3f}" for found in scores.values())
    print(f"| mean | | {means} |\n")


def print_listed(sets: Sequence[Meter], attackers: Mapping[str, Attacker]) -> None:
    """Print how passwords rank among those that an attacker's list has, and among the others."""
    print("Among passwords on the list that was learned, and among the others:\n")
    print("| Set | Models | Weight not listed | Listed | Not listed |\n|---|---|---:|---:|---:|")
    for name, attacker in attackers.items():
        listed_alone = []
        for each in sets:
            found = attacker.estimate(each.passwords)
            listed = np.isfinite(found.by_attack[LIST])
            absent = float(each.weight[~listed].sum() / each.weight.sum())
            scores = [
                weighted_spearman(found.least[part], each.strength[part], each.weight[part])
                for part in (listed, ~listed)
            ]
            listed_alone.append(scores[0])
            print(f"| {each.name} | {name} | {absent:.3f} | {scores[0]:.3f} | {scores[1]:.3f} |")
        print(f"| mean | {name} | | {np.mean(listed_alone):.3f} | |")
    print()


def nothing() -> Floats:
    """Return no estimates."""
    return np.empty(0)


def peer(passwords: Sequence[str]) -> Floats:
    """Return zxcvbn's guess numbers."""
    return np.array([float(zxcvbn.zxcvbn(one[:_LONGEST_FOR_PEER])["guesses"]) for one in passwords])


def peer_in_rust(passwords: Sequence[str]) -> Floats:
    """Return zxcvbn-rs-py's guess numbers."""
    return np.array([float(zxcvbn_rs_py.zxcvbn(one).guesses) for one in passwords])


def weighted_spearman(one: Floats, other: Floats, weight: Floats) -> float:
    """Return the weighted Pearson correlation of weighted ranks, ties at their midpoint."""
    first, second = (_ranks(values, weight) for values in (one, other))
    first = first - np.average(first, weights=weight)
    second = second - np.average(second, weights=weight)
    spread = np.sqrt((weight * first**2).sum() * (weight * second**2).sum())
    return float((weight * first * second).sum() / spread)


def _ranks(values: Floats, weight: Floats) -> Floats:
    _, place = np.unique(values, return_inverse=True)
    of_value = np.bincount(place, weight)
    upto = np.cumsum(of_value)
    return (upto - of_value / 2)[place]


def print_crackable(sets: Sequence[Meter], shipped: Attacker) -> None:
    """Print the share of users whose password falls within an hour, beside the reference."""
    cells = [rate("md5", "rtx4090"), rate("bcrypt12", "rtx4090")]
    print("## Share that falls within an hour on one RTX 4090\n")
    print(
        "Users of the sample, so each password by its count. Reference: the set's guess number.\n"
    )
    print("| Set | Hash | Reference | Kept | Points apart | Kept, all attacks side by side |")
    print("|---|---|---:|---:|---:|---:|")
    for each in sets:
        if not each.offline:
            continue
        estimates = shipped.estimate(each.passwords)
        for cell in cells:
            bits = budget_bits(cell, HOUR)
            shares = [
                float((each.count * within).sum() / each.count.sum())
                for within in (
                    np.log2(each.strength) <= bits,
                    estimates.least <= bits,
                    estimates.side_by_side <= bits,
                )
            ]
            apart = 100 * (shares[1] - shares[0])
            print(
                f"| {each.name} | {cell.hash_name} | {shares[0]:.3f} | {shares[1]:.3f} "
                f"| {apart:+.1f} | {shares[2]:.3f} |"
            )
    print()
