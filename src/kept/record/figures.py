"""Figures: what official series and the ledger itself hold of an indicator by a day.

Where a flow is known for all twelve months of a calendar year, their sum is a figure for that
year too, and names the months it is made of.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

import msgspec

from kept.model.ledger import Observed
from kept.model.statistics import Observation, Series, Statistics
from kept.record.canonical import plain
from kept.record.listing import end_of
from kept.record.store import Ledger

_MONTHS = 12
_PROJECTION = "projection"


class Figure(NamedTuple):
    """A value for a period: of which series, known since when, and where to find it.

    working: how it was worked out, "" where it was printed as it stands. doubt: by how much
    rounded parts may have put it off.
    """

    series: str
    start: date
    end: date
    label: str
    value: Decimal
    unit: str
    known: date
    source: str
    working: str = ""
    doubt: Decimal = Decimal(0)


def figures_for(
    ledger: Ledger,
    statistics: Statistics | None,
    indicator: str,
    area: str,
    *,
    as_of: date,
    recorded: date | None = None,
) -> tuple[Figure, ...]:
    """Return the figures of an indicator for an area known by a day: best series first.

    recorded: leave out what the ledger did not hold at the end of that day.

    Sums of months come after what was printed. Within a series the oldest period comes first,
    and of several prints the latest counts.
    """
    found: list[Figure] = []
    summed: list[Figure] = []
    if statistics is not None:
        for series in statistics.series_of(indicator, area):
            if not series.stale:
                observed = statistics.observations(series.id, area, as_of=as_of)
                found += [_official(series, one) for one in observed]
                if _adds_up(statistics, indicator):
                    summed += _years(series, observed)
    latest: dict[tuple[str, date, date], Figure] = {}
    until = end_of(recorded) if recorded else None
    for entry in ledger.about((observation_subject(area, indicator),), until=until):
        one = msgspec.convert(entry.body, Observed)
        figure = _recorded(one, entry.at.date())
        key = (figure.series, figure.start, figure.end)
        if figure.known <= as_of and (key not in latest or latest[key].known <= figure.known):
            latest[key] = figure
    return (*found, *summed, *sorted(latest.values()))


def observation_subject(area: str, indicator: str) -> str:
    """Return the subject under which figures are recorded."""
    return f"{indicator}:{area}"


def _adds_up(statistics: Statistics, indicator: str) -> bool:
    found = statistics.indicator(indicator)
    return found is not None and found.kind == "flow"


def _years(series: Series, observed: Sequence[Observation]) -> Iterator[Figure]:
    """Yield the calendar years of a series of which all months are known, each as their sum."""
    months = [one for one in observed if _is_month(one) and one.note != _PROJECTION]
    for year, group in groupby(months, key=lambda one: one.start.year):
        parts = [_official(series, one) for one in group]
        if len({part.start.month for part in parts}) == len(parts) == _MONTHS:
            latest = max(parts, key=lambda part: (part.known, part.start))
            total = sum((part.value for part in parts), Decimal(0))
            yield Figure(
                f"{series.id}, twelve months",
                date(year, 1, 1),
                date(year + 1, 1, 1),
                str(year),
                total,
                series.unit,
                latest.known,
                latest.source,
                f"{' + '.join(plain(part.value) for part in parts)} = {plain(total)}, "
                f"{parts[0].label} to {parts[-1].label} of {series.id}",
                _MONTHS * min(_last_digit(part.value) for part in parts),
            )


def _last_digit(value: Decimal) -> Decimal:
    """Return the size of a number's last digit that is no trailing nought.

    A whole one, not half, for each month: some months are themselves differences of prints.
    """
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent if value and isinstance(exponent, int) else 0)


def _is_month(one: Observation) -> bool:
    first, after = one.start, one.end
    return first.day == after.day == 1 and (
        (after.year - first.year) * _MONTHS + after.month - first.month == 1
    )


def _official(series: Series, one: Observation) -> Figure:
    return Figure(
        series.id,
        one.start,
        one.end,
        one.label,
        one.value,
        series.unit,
        one.known or max(series.vintage, one.end),
        one.url or series.url,
    )


def _recorded(one: Observed, recorded: date) -> Figure:
    return Figure(
        one.name,
        one.start,
        one.end,
        one.label,
        one.value,
        one.unit,
        one.known or recorded,
        one.source,
    )
