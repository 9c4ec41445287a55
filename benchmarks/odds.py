"""Time the odds: `python benchmarks/odds.py` prints medians of processor time, and peers beside.

Peers are those of statsforecast, if installed: one fit and 1,000 paths of the same series.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from statistics import median

import numpy as np

from kept.forecast.answering import Forecaster
from kept.forecast.choosing import choose
from kept.forecast.foretelling import foretell
from kept.forecast.parameters import load
from kept.forecast.paths import DRAWS, shocks
from kept.forecast.peers import peers
from kept.forecast.sums import values_by_year
from kept.model.forecasts import Question
from kept.pipeline import check_document, read_sample
from kept.statistics.shelf import open_shelf

ROUNDS = 41
KEPT = Path(sys.executable).with_name("kept")
QUESTION = Question(
    indicator="ict-service-exports",
    area="PAK",
    target=Decimal(15_000_000_000),
    deadline=date(2031, 1, 1),
    calendar="calendar",
    as_of=date(2026, 11, 27),
)


def main() -> None:
    """Print what a forecast, an answer, a check and a first command cost."""
    shelf, parameters = open_shelf(), load()
    yearly = choose(QUESTION, shelf)
    if yearly is None:
        raise SystemExit("the snapshot lacks the series")
    values = values_by_year(yearly)

    def foretold() -> object:
        own = yearly.series.id
        return foretell(values, parameters, context=own, bounded=False, year=2025, revised=own)

    print(f"{'what':<52}{'median ms':>12}")
    _line(f"forecast: {DRAWS:,} paths, 15 years, warm", foretold)
    _line(f"draws of {DRAWS:,} shocks, once for each class", lambda: shocks(parameters.at(2025), 2))
    forecaster = Forecaster(shelf, parameters)
    targets = iter(range(10**6))
    _line("answer, another target each time, warm", lambda: forecaster.odds(_asked(next(targets))))
    _line("answer, the same again", lambda: forecaster.odds(QUESTION))
    document, day = read_sample("pakistan-it"), date(2026, 11, 27)
    _line("check of a sample, odds included, warm", lambda: check_document(document, as_of=day))
    levels = np.log(np.array(list(values.values())))
    for name, peer in peers().items():
        _line(
            f"{name}: fit and 1,000 paths, 10 years", lambda peer=peer: peer(levels, 10), rounds=9
        )
    _first("first command: kept odds", "odds", "PAK", "ict-service-exports", "--target", "15e9")
    _first("first command: kept check", "check", "--sample", "pakistan-it")


def _asked(number: int) -> Question:
    return Question(
        indicator=QUESTION.indicator,
        area=QUESTION.area,
        target=QUESTION.target + number,
        deadline=QUESTION.deadline,
        calendar=QUESTION.calendar,
        as_of=QUESTION.as_of,
    )


def _line(name: str, call: Callable[[], object], rounds: int = ROUNDS) -> None:
    call()
    times = []
    for _ in range(rounds):
        start = time.process_time()
        call()
        times.append(time.process_time() - start)
    print(f"{name:<52}{median(times) * 1000:>12.3f}")


def _first(name: str, *arguments: str) -> None:
    """Print the processor time of whole commands, each in a process of its own."""
    times = []
    for _ in range(5):
        before = os.times()
        subprocess.run([KEPT, *arguments], capture_output=True, check=True)
        after = os.times()
        times.append(
            after.children_user
            - before.children_user
            + after.children_system
            - before.children_system
        )
    print(f"{name:<52}{median(times) * 1000:>12.0f}")


if __name__ == "__main__":
    main()
