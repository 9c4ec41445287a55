"""The reference class: how often countries grew as fast from a like level (outside view).

Windows of one country overlap, so they are not independent stories. The count is given as it
is, with the number of countries; the interval is that of as many windows as there would be
if those of one country might not overlap.
"""

from collections.abc import Iterator, Sequence
from math import floor, log10
from typing import NamedTuple

from kept.forecast.wilson import wilson
from kept.model.forecasts import Reference
from kept.model.statistics import Series, Statistics, Window

SINCE = 2010
_ENOUGH_WINDOWS = 50
_ENOUGH_COUNTRIES = 10
_MOST_NAMES = 12


def references(
    statistics: Statistics,
    candidates: Sequence[Series],
    area: str,
    *,
    base: float,
    years: int,
    growth: float,
) -> tuple[Reference, ...]:
    """Return the class of all countries, then those of the region and income group if large enough.

    The level's band is its power of ten, widened where fewer than 50 windows began in it.
    candidates: series of the indicator, in one unit; the first that covers countries is used.
    growth: compound rate a year that is asked for; a rate below nought asks for a fall as steep.
    """
    low = 10.0 ** floor(log10(base))
    for series in candidates:
        for band in ((low, 10 * low), (low / 10, 10 * low), (low / 100, 100 * low)):
            found = statistics.windows(
                series.id, years=years, low=band[0], high=band[1], since=SINCE
            )
            if len(found) >= _ENOUGH_WINDOWS:
                asked = _Asked(statistics, series.id, years, band, growth)
                return tuple(_classes(asked, area, found))
    return ()


class _Asked(NamedTuple):
    """What every class is asked for."""

    statistics: Statistics
    series: str
    years: int
    band: tuple[float, float]
    growth: float

    def name(self, area: str) -> str:
        """Return a country's name."""
        country = self.statistics.country(area)
        return area if country is None else country.name

    def field(self, area: str, field: str) -> str:
        """Return a country's income group or region."""
        country = self.statistics.country(area)
        return "" if country is None else str(getattr(country, field))


def _classes(asked: _Asked, area: str, found: Sequence[Window]) -> Iterator[Reference]:
    yield _reference(asked, found, "")
    own = asked.statistics.country(area)
    if own is None:
        return
    for group, field in ((own.income_group, "income_group"), (own.region, "region")):
        areas = {one.area for one in found}
        countries = {area for area in areas if asked.field(area, field) == group}
        alike = [one for one in found if one.area in countries]
        if group and len(alike) >= _ENOUGH_WINDOWS and len(countries) >= _ENOUGH_COUNTRIES:
            yield _reference(asked, alike, group)


def _reference(asked: _Asked, found: Sequence[Window], group: str) -> Reference:
    growth, years = asked.growth, asked.years
    met = [one for one in found if (one.growth >= growth if growth >= 0 else one.growth <= growth)]
    met.sort(key=lambda one: -abs(one.growth))
    names = dict.fromkeys(asked.name(one.area) for one in met)
    independent = _independent(found, years)
    ends = wilson(len(met) / len(found), independent)
    fastest = max(found, key=lambda one: one.growth if growth >= 0 else -one.growth)
    return Reference(
        series=asked.series,
        years=years,
        floor=asked.band[0],
        ceiling=asked.band[1],
        since=SINCE,
        count=len(found),
        met=len(met),
        areas=len({one.area for one in found}),
        areas_met=len(names),
        independent=independent,
        low=ends[0],
        high=ends[1],
        names=tuple(names)[:_MOST_NAMES],
        fastest=f"{asked.name(fastest.area)} ({fastest.start_year} to "
        f"{fastest.start_year + years})",
        fastest_growth=fastest.growth,
        group=group,
    )


def _independent(found: Sequence[Window], years: int) -> int:
    """Return how many windows remain if those of one country may not overlap."""
    count, area, free = 0, "", 0
    for one in found:
        if one.area != area:
            area, free = one.area, one.start_year
        if one.start_year >= free:
            count += 1
            free = one.start_year + years
    return count
