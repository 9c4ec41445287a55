"""Writing the snapshot: one SQLite file whose bytes follow from its input alone."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from kept.errors import SnapshotError
from kept.statistics.snapshot import FORMAT, SCHEMA
from snapshot_prints import Printed
from snapshot_yearly import Revisions, Runs

STALE_AFTER_DAYS = 730
"""A yearly series is stale when its vintage is so much older than the newest of its publisher."""


def write_snapshot(
    path: Path,
    catalogue: Iterable[Mapping[str, str]],
    *,
    vintages: Mapping[str, str],
    first_vintages: Mapping[str, str],
    runs: Runs,
    revisions: Revisions,
    prints: list[Printed],
) -> None:
    """Write the file. Raises SnapshotError where the catalogue names a series without values."""
    numbers = {row["id"]: number for number, row in enumerate(catalogue, 1)}
    if missing := numbers.keys() - {series for series, _ in runs} - {p.series for p in prints}:
        raise SnapshotError(
            "the catalogue names series without values",
            where=", ".join(sorted(missing)),
            remedy="Correct source and key in series.csv, or take the row out",
        )
    path.unlink(missing_ok=True)
    database = sqlite3.connect(path)
    database.execute("PRAGMA page_size = 8192")
    database.executescript(SCHEMA)
    with database:
        database.execute("INSERT INTO meta VALUES ('format', ?)", [str(FORMAT)])
        _fill(database, "series", _series(numbers, catalogue, vintages, first_vintages, prints))
        _fill(database, "run", _runs(numbers, runs))
        _fill(database, "revision", _revisions(numbers, revisions))
        _fill(database, "print", _prints(numbers, prints))
    database.execute("VACUUM")
    database.close()


def _fill(database: sqlite3.Connection, table: str, rows: Iterable[tuple[object, ...]]) -> None:
    for row in rows:
        marks = ", ".join("?" * len(row))
        database.execute(f"INSERT INTO {table} VALUES ({marks})", row)  # noqa: S608 our own names


def _series(
    numbers: Mapping[str, int],
    catalogue: Iterable[Mapping[str, str]],
    vintages: Mapping[str, str],
    first_vintages: Mapping[str, str],
    prints: list[Printed],
) -> Iterator[tuple[object, ...]]:
    last_print = {
        one.series: max(p.known for p in prints if p.series == one.series) for one in prints
    }
    newest = max(date.fromisoformat(day) for day in vintages.values())
    for row in catalogue:
        series = row["id"]
        if series in last_print:
            day = last_print[series].isoformat()
            yield numbers[series], series, "print", day, day, 0
        else:
            vintage = vintages[series]
            stale = row["source"] == "wdi" and _days_before(vintage, newest) > STALE_AFTER_DAYS
            first = first_vintages.get(series, vintage)
            yield numbers[series], series, "run", vintage, first, int(stale)


def _days_before(day: str, newest: date) -> int:
    return (newest - date.fromisoformat(day)).days


def _runs(numbers: Mapping[str, int], runs: Runs) -> Iterator[tuple[object, ...]]:
    for (series, area), values in sorted(
        runs.items(), key=lambda run: (numbers[run[0][0]], run[0][1])
    ):
        first, last = min(values), max(values)
        printed = ",".join(values.get(year, "null") for year in range(first, last + 1))
        yield numbers[series], area, first, f"[{printed}]"


def _revisions(numbers: Mapping[str, int], revisions: Revisions) -> Iterator[tuple[object, ...]]:
    for (series, area), untils in sorted(
        revisions.items(), key=lambda run: (numbers[run[0][0]], run[0][1])
    ):
        for until, values in sorted(untils.items()):
            printed = ",".join(
                f'"{year}":{value or "null"}' for year, value in sorted(values.items())
            )
            yield numbers[series], area, until, f"{{{printed}}}"


def _prints(numbers: Mapping[str, int], prints: list[Printed]) -> Iterator[tuple[object, ...]]:
    for sequence, one in enumerate(prints):
        yield (
            numbers[one.series],
            one.area,
            one.start.isoformat(),
            one.end.isoformat(),
            sequence,
            one.label,
            one.value,
            one.known.isoformat(),
            one.url,
            one.note,
        )
