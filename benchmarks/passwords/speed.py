"""Speed in one process, size and import, beside the peers on the same passwords."""

import statistics
import subprocess
import sys
from collections.abc import Callable, Sequence
from importlib.resources import files
from time import perf_counter, process_time

import numpy as np
import zxcvbn
import zxcvbn_rs_py
from sets import Meter

from kept.passwords.alphabet import encode, sum_by
from kept.passwords.combine import Attacker

ROUNDS = 7
BATCH = 16384
_PEERS_SAMPLE = 2000
_SINGLE = 1000
_SEED = 1


def print_speed(shipped: Attacker, sets: Sequence[Meter]) -> None:
    """Print passwords a second, the time of one call, the size of the tables, the import."""
    passwords = [one for each in sets for one in each.passwords] or _uniform(20_000, 12)
    sample = passwords[:: max(len(passwords) // _PEERS_SAMPLE, 1)][:_PEERS_SAMPLE]
    ours = {
        "Kept, whole estimate": _rate(lambda: shipped.estimate(passwords), len(passwords)),
        "Kept, n-gram alone": _rate(lambda: _spell(shipped, passwords), len(passwords)),
        "zxcvbn (PyPI)": _rate(lambda: [zxcvbn.zxcvbn(one) for one in sample], len(sample)),
        "zxcvbn-rs-py": _rate(lambda: [zxcvbn_rs_py.zxcvbn(one) for one in sample], len(sample)),
    }
    print("## Speed\n\nOne process, processor time, medians of several rounds.\n")
    print("| | Passwords a second | Times zxcvbn |\n|---|---:|---:|")
    for name, value in ours.items():
        print(f"| {name} | {value:,.0f} | {value / ours['zxcvbn (PyPI)']:,.1f} |")
    one = statistics.median(_single(shipped, passwords[:_SINGLE]))
    folder = files("kept.passwords") / "data"
    size = sum(len(path.read_bytes()) for path in folder.iterdir()) / 1e6
    print(f"\nOne call, the median password: {1000 * one:.2f} ms.")
    print(f"Tables and lists as shipped: {size:.1f} MB.")
    print(
        f"Import of kept.passwords: {_import('kept.passwords'):.0f} ms; "
        f"of kept.passwords.strength with numpy: {_import('kept.passwords.strength'):.0f} ms.\n"
    )


def _rate(work: Callable[[], object], count: int) -> float:
    times = []
    for _ in range(ROUNDS):
        started = process_time()
        work()
        times.append(process_time() - started)
    return count / statistics.median(times)


def _spell(shipped: Attacker, passwords: Sequence[str]) -> None:
    for begin in range(0, len(passwords), BATCH):
        batch = encode(passwords[begin : begin + BATCH])
        shipped.ngram_curve(sum_by(shipped.ngram.bits_of(batch.symbols), batch.starts))


def _single(shipped: Attacker, passwords: Sequence[str]) -> list[float]:
    """Return the seconds of one call for each password, the best of several rounds."""
    rounds = []
    for _ in range(ROUNDS):
        times = []
        for one in passwords:
            started = perf_counter()
            shipped.estimate([one])
            times.append(perf_counter() - started)
        rounds.append(times)
    return [min(each) for each in zip(*rounds, strict=True)]


def _import(module: str) -> float:
    """Return the median milliseconds of processor time of an import, in a process of its own."""
    program = (
        f"from time import process_time as t; a = t(); import {module}; print(1000 * (t() - a))"
    )
    times = [
        float(
            subprocess.run([sys.executable, "-c", program], capture_output=True, check=True).stdout
        )
        for _ in range(ROUNDS)
    ]
    return statistics.median(times)


def _uniform(count: int, length: int) -> list[str]:
    draws = np.random.default_rng(_SEED).integers(33, 127, (count, length))
    return ["".join(map(chr, row)) for row in draws.tolist()]
