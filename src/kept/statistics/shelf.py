"""The statistics shelf: official series and sourced facts, answered from the package's own files.

Three rules say what counts as known on a day (`as_of`):

* A single published figure counts from the day on which its page was published. Where a page
  gives only a month or a year, its last day counts.
* A yearly series counts whole from the day of its vintage on. Earlier vintages are kept for
  some series, and the one in force on the day is used.
* Before the oldest vintage that is kept, that vintage's values are used for the periods that
  had ended by the day: final figures, which may have been printed later or revised since.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path

from kept.model.statistics import Country, Fact, Indicator, Observation, Series, Window
from kept.statistics.catalogue import (
    AGGREGATES,
    Catalogue,
    Entry,
    load_catalogue,
    load_countries,
    load_facts,
)
from kept.statistics.snapshot import Snapshot
from kept.statistics.tables import DATA
from kept.statistics.windows import growth_windows

_UNDER = {
    15: "WPP.POP.UNDER15",
    25: "WPP.POP.UNDER25",
    30: "WPP.POP.UNDER30",
    65: "WPP.POP.UNDER65",
}
_EXCHANGE_RATE = "PA.NUS.FCRF"


@cache
def open_shelf(folder: Path = DATA) -> "Shelf":
    """Return the shelf of a data folder, opened once.

    Raises SnapshotError where the snapshot is missing, damaged or at odds with the catalogue.
    """
    return Shelf(folder)


class Shelf:
    """Answers what `kept.model.statistics.Statistics` asks."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._snapshot = Snapshot(folder / "snapshot.sqlite")
        self._catalogue: Catalogue = load_catalogue(folder, self._snapshot.standings())
        self._observed = lru_cache(maxsize=2048)(self._observe)
        self._held = lru_cache(maxsize=2048)(self._hold)
        self._grown = lru_cache(maxsize=64)(self._grow)
        self._countries = cache(lambda: load_countries(folder))
        self._facts = cache(self._group_facts)

    def indicator(self, indicator_id: str) -> Indicator | None:
        """Return the indicator, or None for an id that the catalogue does not hold."""
        return self._catalogue.indicators.get(indicator_id)

    def indicators(self) -> tuple[Indicator, ...]:
        """Return all indicators, in the catalogue's order."""
        return tuple(self._catalogue.indicators.values())

    def all_series(self) -> tuple[Series, ...]:
        """Return all series, in the catalogue's order."""
        return tuple(entry.series for entry in self._catalogue.entries.values())

    def series(self, series_id: str) -> Series:
        """Return the series' description. Raises KeyError for an unknown id."""
        return self._catalogue.entries[series_id].series

    def series_of(self, indicator_id: str, area: str) -> tuple[Series, ...]:
        """Return the series of an indicator that hold the area, best match for it first.

        A national publisher's series come before international ones: they are what its
        ministers quote.
        """
        return self._held(indicator_id, area)

    def observations(
        self, series_id: str, area: str, *, as_of: date | None = None
    ) -> tuple[Observation, ...]:
        """Return the area's observations, oldest first; with `as_of`, those known by then.

        Where several prints of one period exist, the latest known is returned. Raises KeyError
        for an unknown series.
        """
        return self._observed(series_id, area, as_of)

    def windows(
        self, series_id: str, *, years: int, low: float, high: float, since: int
    ) -> tuple[Window, ...]:
        """Return all countries' windows of `years` years that begin in `since` or later.

        A window counts when its base lies in [low, high]; aggregates are left out. Ordered by
        area and year. A national series, with one area, has none.
        """
        return self._grown(series_id, years, low, high, since)

    def runs(self, series_id: str) -> Iterator[tuple[str, dict[int, Decimal]]]:
        """Yield each country with its yearly values, groups and projected years left out.

        Raises KeyError for an unknown series; a series of single prints has none.
        """
        entry = self._catalogue.entries[series_id]
        until = entry.projected_from
        for area, run in self._snapshot.runs(entry.standing.number):
            country = self.country(area)
            if country is not None and country.region != AGGREGATES:
                yield area, {y: v for y, v in run.items() if until is None or y < until}

    def facts(self, topic: str, area: str) -> tuple[Fact, ...]:
        """Return the sourced facts on a topic for a subject, oldest first."""
        return tuple(fact for fact in self.facts_about(area) if fact.topic == topic)

    def facts_about(self, area: str) -> tuple[Fact, ...]:
        """Return all sourced facts for a subject: a country's code or an organisation's."""
        return self._facts().get(area, ())

    def population_under(self, age: int, area: str, year: int) -> Observation | None:
        """Return the number of people younger than `age`, or None if the tables cannot tell.

        They can for 15, 25, 30 and 65, from 1990 to 2040.
        """
        return self._in_year(_UNDER[age], area, year) if age in _UNDER else None

    def rate(self, area: str, year: int) -> Observation | None:
        """Return units of local currency for one US dollar, average of a calendar year."""
        return self._in_year(_EXCHANGE_RATE, area, year)

    def country(self, area: str) -> Country | None:
        """Return the country, or None for an unknown code."""
        return self._countries().get(area)

    def kept_since(self, series_id: str) -> date:
        """Return the day of the oldest vintage of a series whose values are kept.

        Raises KeyError for an unknown series.
        """
        return self._catalogue.entries[series_id].standing.first_vintage

    def countries(self) -> tuple[Country, ...]:
        """Return all reference areas, groups of countries left out."""
        return tuple(one for one in self._countries().values() if one.region != AGGREGATES)

    def _in_year(self, series_id: str, area: str, year: int) -> Observation | None:
        observed = self.observations(series_id, area)
        return next((one for one in observed if one.start.year == year), None)

    def _hold(self, indicator_id: str, area: str) -> tuple[Series, ...]:
        return tuple(
            entry.series
            for entry in self._catalogue.by_indicator.get(indicator_id, ())
            if self._snapshot.holds(entry.standing.number, area)
        )

    def _observe(self, series_id: str, area: str, as_of: date | None) -> tuple[Observation, ...]:
        entry = self._catalogue.entries[series_id]
        if entry.standing.kind == "print":
            return self._latest_prints(entry, area, as_of)
        return self._yearly(entry, area, as_of)

    def _latest_prints(
        self, entry: Entry, area: str, as_of: date | None
    ) -> tuple[Observation, ...]:
        latest: dict[tuple[str, str], Observation] = {}
        for one in self._snapshot.prints(entry.standing.number, area):
            known = date.fromisoformat(one.known)
            if as_of is None or known <= as_of:
                latest[one.start, one.end] = Observation(
                    series=entry.series.id,
                    area=area,
                    start=date.fromisoformat(one.start),
                    end=date.fromisoformat(one.end),
                    label=one.label,
                    value=Decimal(one.value),
                    known=known,
                    url=one.url,
                    note=one.note,
                )
        return tuple(latest.values())

    def _yearly(self, entry: Entry, area: str, as_of: date | None) -> tuple[Observation, ...]:
        standing = entry.standing
        values: dict[int, Decimal | None] = dict(self._snapshot.run(standing.number, area))
        vintage = standing.vintage
        if as_of is not None and as_of < vintage:
            vintage = max(as_of, standing.first_vintage)
            values |= self._snapshot.revisions(standing.number, area, vintage)
            values = {
                year: value for year, value in values.items() if date(year + 1, 1, 1) <= as_of
            }
        elif as_of is not None:
            values = {year: value for year, value in values.items() if year <= as_of.year}
        note = "" if vintage == standing.vintage else f"as it stood on {vintage}"
        return tuple(
            _observation(entry, area, year, value, note)
            for year, value in sorted(values.items())
            if value is not None
        )

    def _grow(
        self, series_id: str, years: int, low: float, high: float, since: int
    ) -> tuple[Window, ...]:
        number = self._catalogue.entries[series_id].standing.number
        runs = (
            (area, run)
            for area, run in self._snapshot.runs(number)
            if (country := self.country(area)) is not None and country.region != AGGREGATES
        )
        return growth_windows(runs, years=years, low=low, high=high, since=since)

    def _group_facts(self) -> dict[str, tuple[Fact, ...]]:
        grouped: dict[str, tuple[Fact, ...]] = {}
        for fact in load_facts(self._folder):
            grouped[fact.subject] = (*grouped.get(fact.subject, ()), fact)
        return grouped


def _observation(entry: Entry, area: str, year: int, value: Decimal, note: str) -> Observation:
    projected = entry.projected_from is not None and year >= entry.projected_from
    return Observation(
        series=entry.series.id,
        area=area,
        start=date(year, 1, 1),
        end=date(year + 1, 1, 1),
        label=str(year),
        value=value,
        note="projection" if projected else note,
    )
