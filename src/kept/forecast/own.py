"""A user's own series, read from a CSV file, beside the official statistics."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

from kept.errors import InputError
from kept.forecast.own_rows import rows_of
from kept.model.statistics import (
    Country,
    Fact,
    Indicator,
    Observation,
    Series,
    Statistics,
    Window,
)

OWN = "own-series"
_ID = "OWN"


class OwnStatistics:
    """Official statistics in which one indicator of one area has the user's series first."""

    def __init__(
        self,
        official: Statistics,
        *,
        indicator: Indicator,
        area: str,
        series: tuple[Series, ...],
        observed: Mapping[str, tuple[Observation, ...]],
    ) -> None:
        self._official = official
        self._indicator = indicator
        self._area = area
        self._series = series
        self._observed = observed

    def indicator(self, indicator_id: str) -> Indicator | None:
        """Return the indicator, or None for an id that neither holds."""
        if indicator_id == self._indicator.id:
            return self._indicator
        return self._official.indicator(indicator_id)

    def series_of(self, indicator_id: str, area: str) -> tuple[Series, ...]:
        """Return the user's series, then the official ones."""
        official = self._official.series_of(indicator_id, area)
        if (indicator_id, area) == (self._indicator.id, self._area):
            return (*self._series, *official)
        return official

    def observations(
        self, series_id: str, area: str, *, as_of: date | None = None
    ) -> tuple[Observation, ...]:
        """Return the observations; of the user's own, those whose period had ended."""
        if series_id not in self._observed:
            return self._official.observations(series_id, area, as_of=as_of)
        own = self._observed[series_id]
        return tuple(one for one in own if as_of is None or one.end <= as_of)

    def later(self, day: date) -> tuple[str, ...]:
        """Return the first of the user's own years that had not ended by a day, if there is one."""
        own = self._observed[self._series[0].id]
        return tuple(one.label for one in own if one.end > day)[:1]

    def windows(
        self, series_id: str, *, years: int, low: float, high: float, since: int
    ) -> tuple[Window, ...]:
        """Return countries' windows; the user's series has none."""
        if series_id in self._observed:
            return ()
        return self._official.windows(series_id, years=years, low=low, high=high, since=since)

    def facts(self, topic: str, area: str) -> tuple[Fact, ...]:
        """Return the official facts."""
        return self._official.facts(topic, area)

    def population_under(self, age: int, area: str, year: int) -> Observation | None:
        """Return the official count."""
        return self._official.population_under(age, area, year)

    def series(self, series_id: str) -> Series:
        """Return a series' description. Raises KeyError for an unknown id."""
        own = next((one for one in self._series if one.id == series_id), None)
        return self._official.series(series_id) if own is None else own

    def country(self, area: str) -> Country | None:
        """Return the country, or None for an unknown code."""
        return self._official.country(area)


def with_own_series(
    official: Statistics,
    path: Path,
    *,
    indicator: Indicator,
    area: str,
    year_start: tuple[int, int],
    today: date,
) -> OwnStatistics:
    """Return the statistics with a user's file as the first series of an indicator.

    year_start: (month, day) on which fiscal years begin; months add up to these years where
    the file has no other. today: the vintage that the file is given.
    Raises InputError where no whole year is in it, and whatever `own_rows.rows_of` raises.
    """
    observed = [
        Observation(_ID, area, row.start, row.end, row.label, row.value)
        for row in rows_of(path, year_start)
    ]
    months = [one for one in observed if _is_month(one)]
    whole = [one for one in observed if not _is_month(one)]
    fiscal = year_start != (1, 1) if not whole else any("FY" in one.label for one in whole)
    if not whole:
        whole = _summed(months, year_start if fiscal else (1, 1))
    if not whole:
        raise InputError(
            "this series has no whole year",
            where=str(path),
            why="no year has all its twelve months" if months else "there are no values in it",
            remedy="Give years like 2024, or all the months of a year",
        )
    main = _described(path, _ID, indicator, today, fiscal=fiscal)
    part = _described(path, f"{_ID}.MONTH", indicator, today, fiscal=False)
    by_id = {main.id: tuple(whole), part.id: tuple(months)}
    return OwnStatistics(
        official, indicator=indicator, area=area, series=(main, part), observed=by_id
    )


def _described(
    path: Path, series_id: str, indicator: Indicator, today: date, *, fiscal: bool
) -> Series:
    return Series(
        id=series_id,
        indicator=indicator.id,
        publisher="your file",
        name=path.name,
        unit=indicator.unit,
        calendar="fiscal" if fiscal else "calendar",
        vintage=today,
        licence="",
        url="",
    )


def _is_month(one: Observation) -> bool:
    return (one.end - one.start).days <= 31  # noqa: PLR2004 -- the longest month


def _summed(months: Sequence[Observation], year_start: tuple[int, int]) -> list[Observation]:
    """Return the years of which all twelve months are there, added up."""
    by_start = {one.start: one for one in months}
    years = []
    for start in sorted(by_start):
        if (start.month, start.day) != year_start:
            continue
        steps = [date(start.year + place // 12, place % 12 + 1, 1) for place in _places(start)]
        if all(step in by_start for step in steps):
            total = sum((by_start[step].value for step in steps), Decimal(0))
            end = start.replace(year=start.year + 1)
            label = str(start.year) if year_start == (1, 1) else f"FY{end.year}"
            years.append(Observation(_ID, months[0].area, start, end, label, total))
    return years


def _places(start: date) -> range:
    return range(start.month - 1, start.month + 11)
