"""Time the statistics shelf: `python benchmarks/statistics_shelf.py` prints a table of medians."""

import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from statistics import median

from kept.statistics.shelf import Shelf
from kept.statistics.tables import DATA

ROUNDS = 51
WINDOWS = {"years": 4, "low": 1e9, "high": 1e10, "since": 2010}
START = """
import time, kept.model.statistics
start = time.perf_counter()
import kept.statistics.shelf
print(time.perf_counter() - start)
"""


def main() -> None:
    """Print what opening and asking cost."""
    shelf = Shelf(DATA)
    warm: dict[str, Callable[[], object]] = {
        "series_of, warm": lambda: shelf.series_of("gdp", "PAK"),
        "observations, warm": lambda: shelf.observations("NY.GDP.MKTP.CD", "PAK"),
        "observations as of a day, warm": lambda: shelf.observations(
            "NY.GDP.MKTP.CD", "PAK", as_of=date(2025, 5, 1)
        ),
        "population_under, warm": lambda: shelf.population_under(30, "PAK", 2025),
        "windows, warm": lambda: shelf.windows("BX.GSR.CCIS.CD", **WINDOWS),
    }
    cold: dict[str, Callable[[Shelf], object]] = {
        "series_of, first": lambda shelf: shelf.series_of("gdp", "PAK"),
        "observations, first": lambda shelf: shelf.observations("NY.GDP.MKTP.CD", "PAK"),
        "observations as of a day, first": lambda shelf: shelf.observations(
            "NY.GDP.MKTP.CD", "PAK", as_of=date(2025, 5, 1)
        ),
        "facts, first": lambda shelf: shelf.facts("ict-service-exports", "PAK"),
        "windows, first": lambda shelf: shelf.windows("BX.GSR.CCIS.CD", **WINDOWS),
    }
    print("| Call | Wall time, ms |\n|---|---:|")
    _line("import (model already there)", [_import() for _ in range(9)])
    _line("open", [_timed(lambda: Shelf(DATA)) for _ in range(ROUNDS)])
    for name, ask in cold.items():
        _line(name, [_first(ask) for _ in range(ROUNDS)])
    for name, repeat in warm.items():
        repeat()
        _line(name, [_timed(repeat) for _ in range(ROUNDS)])
    size = (DATA / "snapshot.sqlite").stat().st_size
    print(f"\nThe snapshot is {size / 1e6:.1f} MB on disk.")


def _line(name: str, seconds: list[float]) -> None:
    print(f"| {name} | {median(seconds) * 1000:.4f} |")


def _timed(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def _first(ask: Callable[[Shelf], object]) -> float:
    shelf = Shelf(DATA)
    return _timed(lambda: ask(shelf))


def _import() -> float:
    """Return what the import costs a fresh interpreter, compiled files being there or not."""
    run = subprocess.run([sys.executable, "-c", START], capture_output=True, text=True, check=True)
    return float(run.stdout)


if __name__ == "__main__":
    main()
