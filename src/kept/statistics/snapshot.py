"""The shipped values: one SQLite file, opened read-only, that any tool can read.

Yearly series lie in `run`, a row for each series and area: the first year and a JSON array of
the values as their publisher printed them, null where it printed none. `revision` holds what
an earlier vintage said where it differed, up to the day on which it was replaced. `print`
holds single published figures with the day and page of each. The view `observation` gives
plain rows of series, area, year and value.
"""

import sqlite3
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

from msgspec import DecodeError, Struct
from msgspec.json import Decoder

from kept.errors import SnapshotError
from kept.statistics.catalogue import Standing

_T = TypeVar("_T")

FORMAT = 1
SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE series (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,
    vintage TEXT NOT NULL, first_vintage TEXT NOT NULL, stale INTEGER NOT NULL);
CREATE TABLE run (series INTEGER NOT NULL, area TEXT NOT NULL, first_year INTEGER NOT NULL,
    printed TEXT NOT NULL, PRIMARY KEY (series, area)) WITHOUT ROWID;
CREATE TABLE revision (series INTEGER NOT NULL, area TEXT NOT NULL, until TEXT NOT NULL,
    printed TEXT NOT NULL, PRIMARY KEY (series, area, until)) WITHOUT ROWID;
CREATE TABLE print (series INTEGER NOT NULL, area TEXT NOT NULL, start TEXT NOT NULL,
    end TEXT NOT NULL, sequence INTEGER NOT NULL, label TEXT NOT NULL, value TEXT NOT NULL,
    known TEXT NOT NULL, url TEXT NOT NULL, note TEXT NOT NULL,
    PRIMARY KEY (series, area, start, end, sequence)) WITHOUT ROWID;
CREATE VIEW observation AS
    SELECT series.id AS series, area, first_year + entry.key AS year, entry.value AS value
    FROM run JOIN series ON series.number = run.series, json_each(run.printed) AS entry
    WHERE entry.value IS NOT NULL;
"""


_RUN: Decoder[list[Decimal | None]] = Decoder(list[Decimal | None])
_REVISION: Decoder[dict[int, Decimal | None]] = Decoder(dict[int, Decimal | None])


class Print(Struct, frozen=True):
    """One published figure. Of two prints of a period, the later in the snapshot is the newer."""

    start: str
    end: str
    label: str
    value: str
    known: str
    url: str
    note: str


class Snapshot:
    """An open snapshot. Values are exact decimals of the text that was printed."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._database = _open(path)

    def standings(self) -> dict[str, Standing]:
        """Return how each series stands, by id."""
        rows = self._ask("SELECT id, number, vintage, first_vintage, stale, kind FROM series")
        return {
            series: Standing(
                number, date.fromisoformat(vintage), date.fromisoformat(first), bool(stale), kind
            )
            for series, number, vintage, first, stale, kind in rows
        }

    def run(self, number: int, area: str) -> dict[int, Decimal]:
        """Return an area's values by year, years without a value left out."""
        rows = self._ask(
            "SELECT first_year, printed FROM run WHERE series = ? AND area = ?", number, area
        )
        return self._years(*rows[0]) if rows else {}

    def runs(self, number: int) -> Iterator[tuple[str, dict[int, Decimal]]]:
        """Yield each area with its values by year, in the order of codes."""
        rows = self._ask("SELECT area, first_year, printed FROM run WHERE series = ?", number)
        for area, first, text in rows:
            yield area, self._years(first, text)

    def revisions(self, number: int, area: str, after: date) -> dict[int, Decimal | None]:
        """Return the values of the vintage in force on a day where they differed from today's.

        None stands for a year that was not yet, or not any more, published.
        """
        rows = self._ask(
            "SELECT printed FROM revision WHERE series = ? AND area = ? AND until > ?"
            " ORDER BY until DESC",
            number,
            area,
            after.isoformat(),
        )
        known: dict[int, Decimal | None] = {}
        for (text,) in rows:
            revised = self._decoded(_REVISION, text)
            known |= revised
        return known

    def prints(self, number: int, area: str) -> tuple[Print, ...]:
        """Return an area's published figures, oldest period first, then in order of printing."""
        rows = self._ask(
            "SELECT start, end, label, value, known, url, note FROM print"
            " WHERE series = ? AND area = ? ORDER BY start, end, sequence",
            number,
            area,
        )
        return tuple(Print(*row) for row in rows)

    def holds(self, number: int, area: str) -> bool:
        """Return whether the series has a value for the area."""
        return bool(
            self._ask(
                "SELECT 1 FROM run WHERE series = :series AND area = :area"
                " UNION ALL SELECT 1 FROM print WHERE series = :series AND area = :area LIMIT 1",
                series=number,
                area=area,
            )
        )

    def _years(self, first: int, text: str) -> dict[int, Decimal]:
        values = self._decoded(_RUN, text)
        return {year: value for year, value in enumerate(values, first) if value is not None}

    def _decoded(self, decoder: Decoder[_T], text: str) -> _T:
        try:
            return decoder.decode(text)
        except DecodeError as error:
            raise _damaged(self._path, str(error)) from error

    def _ask(self, query: str, *values: object, **named: object) -> list[Any]:
        try:
            return self._database.execute(query, named or values).fetchall()
        except sqlite3.DatabaseError as error:
            raise _damaged(self._path, str(error)) from error


def _open(path: Path) -> sqlite3.Connection:
    if not path.is_file():
        raise SnapshotError(
            "the statistics snapshot is missing",
            where=str(path),
            remedy="Install the package again, or build it with tools/build_snapshot.py",
        )
    try:
        database = sqlite3.connect(
            f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        ((found,),) = database.execute("SELECT value FROM meta WHERE name = 'format'")
    except (sqlite3.Error, ValueError) as error:
        raise _damaged(path, str(error)) from error
    if found != str(FORMAT):
        raise _damaged(path, f"format {found}, not {FORMAT}")
    return database


def _damaged(path: Path, why: str) -> SnapshotError:
    return SnapshotError(
        "the statistics snapshot is damaged",
        where=str(path),
        why=why,
        remedy="Install the package again, or build it with tools/build_snapshot.py",
    )
