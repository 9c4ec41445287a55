"""The interval around odds: what became of targets that had been given such odds before.

`data/calibration.csv` is written by the backtest. For odds on a grid it holds the range in
which the observed share lay in 90 % of draws that draw whole runs of origin years again (block
bootstrap; Künsch, 1989, Annals of Statistics 17), because all countries share a year's fate.
"""

import csv
from functools import cache
from pathlib import Path

from msgspec import Struct

from kept.errors import SnapshotError
from kept.forecast.parameters import DATA

FILE = DATA / "calibration.csv"
COLUMNS = ("horizon_from", "horizon_to", "odds", "low", "high", "n")


class Row(Struct, frozen=True):
    """The range for one value of the odds in one group of horizons."""

    horizon_from: int
    horizon_to: int
    odds: float
    low: float
    high: float
    n: int


@cache
def rows(path: Path = FILE) -> tuple[Row, ...]:
    """Return the table. Raises SnapshotError where it is missing or damaged."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            lines = csv.DictReader(line for line in file if not line.startswith("#"))
            return tuple(
                Row(
                    int(line["horizon_from"]),
                    int(line["horizon_to"]),
                    float(line["odds"]),
                    float(line["low"]),
                    float(line["high"]),
                    int(line["n"]),
                )
                for line in lines
            )
    except (OSError, KeyError, ValueError, TypeError) as error:
        raise SnapshotError(
            "the record behind the odds cannot be read",
            where=str(path),
            why=str(error),
            remedy="Install the package again, or write it anew with make backtest",
        ) from error


def interval(odds: float, years: int) -> tuple[float, float]:
    """Return the range for odds at a horizon, which always holds the odds themselves."""
    table = [row for row in rows() if row.horizon_from <= years <= row.horizon_to]
    table = table or [
        row for row in rows() if row.horizon_to == max(one.horizon_to for one in rows())
    ]
    before = max((row for row in table if row.odds <= odds), key=_odds, default=table[0])
    after = min((row for row in table if row.odds >= odds), key=_odds, default=table[-1])
    gap = after.odds - before.odds
    part = min(max((odds - before.odds) / gap, 0.0), 1.0) if gap else 0.0
    low = before.low + part * (after.low - before.low)
    high = before.high + part * (after.high - before.high)
    return min(low, odds), max(high, odds)


def _odds(row: Row) -> float:
    return row.odds
