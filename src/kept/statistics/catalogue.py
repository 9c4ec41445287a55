"""The catalogue: which indicators there are, in which series, in order of preference.

Rows come from `data/indicators.csv` and `data/series.csv`; vintage and staleness are facts
about the shipped values and come from the snapshot.
"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from msgspec import Struct, ValidationError, convert

from kept.errors import SnapshotError
from kept.model.statistics import Country, Fact, Indicator, Series
from kept.statistics.tables import rows

Row = TypeVar("Row", bound=Struct)

AGGREGATES = "Aggregates"
"""The region of groups of countries, such as the world: the World Bank's word."""


class Standing(Struct, frozen=True):
    """How a series stands in the snapshot.

    number: its key there. first_vintage: the oldest vintage whose values are kept.
    kind: `run` for yearly values of many areas, `print` for single published figures.
    """

    number: int
    vintage: date
    first_vintage: date
    stale: bool
    kind: str


class Entry(Struct, frozen=True):
    """A series with how it stands, and the first year that it projects (None: it does not)."""

    series: Series
    standing: Standing
    projected_from: int | None


class Catalogue(Struct, frozen=True):
    """All indicators and series by id; series of an indicator in order of preference."""

    indicators: Mapping[str, Indicator]
    entries: Mapping[str, Entry]
    by_indicator: Mapping[str, tuple[Entry, ...]]


def load_catalogue(folder: Path, standings: Mapping[str, Standing]) -> Catalogue:
    """Return the catalogue of a data folder, for the series that the snapshot holds.

    Raises SnapshotError where a series is in one and not in the other, or a cell is wrong.
    """
    indicators = {row["id"]: _convert(row, Indicator) for row in rows(folder / "indicators.csv")}
    entries = {row["id"]: _entry(row, standings) for row in rows(folder / "series.csv")}
    unnamed = standings.keys() - entries.keys()
    if unnamed:
        raise _disagreement(min(unnamed), "the catalogue does not name it")
    grouped: dict[str, tuple[Entry, ...]] = {}
    for entry in entries.values():
        if entry.series.indicator not in indicators:
            raise _disagreement(entry.series.id, f"no indicator {entry.series.indicator}")
        grouped[entry.series.indicator] = (*grouped.get(entry.series.indicator, ()), entry)
    return Catalogue(indicators, entries, grouped)


def load_countries(folder: Path) -> dict[str, Country]:
    """Return the reference areas by ISO 3166-1 alpha-3 code; groups have region `Aggregates`."""
    countries = {}
    for row in rows(folder / "countries.csv"):
        month, day = row["fiscal_year_start"].split("-")
        start = {"fiscal_year_start": (int(month), int(day))}
        countries[row["iso3"]] = _convert({**row, **start}, Country)
    return countries


def load_facts(folder: Path) -> tuple[Fact, ...]:
    """Return the sourced facts, the oldest first."""
    facts = [
        _convert({**row, "value": row["value"] or None}, Fact) for row in rows(folder / "facts.csv")
    ]
    return tuple(sorted(facts, key=lambda fact: fact.said))


def _entry(row: dict[str, str], standings: Mapping[str, Standing]) -> Entry:
    standing = standings.get(row["id"])
    if standing is None:
        raise _disagreement(row["id"], "the snapshot holds no values of it")
    marks = {
        "vintage": standing.vintage,
        "stale": standing.stale,
        "derived": row["derived"] == "yes",
    }
    since = row["projected_from"]
    return Entry(_convert({**row, **marks}, Series), standing, int(since) if since else None)


def _convert(row: Mapping[str, Any], kind: type[Row]) -> Row:
    try:
        return convert(row, kind)
    except ValidationError as error:
        raise SnapshotError(
            "a row of the statistics cannot be read",
            where=str(row.get("id") or row.get("iso3")),
            why=str(error),
            remedy="Correct the row in the package's data folder",
        ) from error


def _disagreement(series_id: str, why: str) -> SnapshotError:
    return SnapshotError(
        "the catalogue and the snapshot disagree",
        where=series_id,
        why=why,
        remedy="Build the snapshot again with tools/build_snapshot.py",
    )
