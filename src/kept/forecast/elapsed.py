"""The running year: what is known of it, and what the rest may add.

The year's value is what is known so far, divided by the share of a year that comes in by then.
That share is the mean of earlier years' shares and, counted as two more years, of the share
that steady growth at the forecast's own pace would give.

If monthly growth is a random walk, the rest of a year against the part before it scatters by
the yearly surprise over the square root of two, whatever the month: averages over m and over
12 - m months lie apart by a variance of 12/3 monthly ones, and yearly averages by 12 times 2/3
(Working, 1960, Econometrica 28). Only the rest of the year scatters, so its share scales it.
"""

from collections import deque
from collections.abc import Sequence
from datetime import date
from math import exp, sqrt

from kept.forecast.choosing import Yearly, end_of, label_of, year_of
from kept.model.forecasts import Elapsed
from kept.model.statistics import Observation

_PRIOR_YEARS = 2
_MOST_STEPS = 14
_LONGEST_SPREAD = 0.5


def elapsed(yearly: Yearly, *, growth: float, surprise: float) -> Elapsed | None:
    """Return the running year as known, or None where nothing of it is.

    growth: the expected change of the logarithm on the year before. surprise: the standard
    deviation of that change.
    """
    start = yearly.base.end
    edges = (*yearly.observed, *yearly.parts)
    known = _longest(start, end_of(yearly.base, year_of(yearly.base) + 1), edges)
    if known is None or known.value <= 0:
        return None
    months = _months(known)
    shares = tuple(_shares(yearly, months, edges))
    steady = _steady(growth, months / 12)
    counted = [value for _, value in shares]
    share = (_PRIOR_YEARS * steady + sum(counted)) / (_PRIOR_YEARS + len(counted))
    spread = min((1 - share) * surprise / sqrt(2), _LONGEST_SPREAD)
    return Elapsed(
        known=known,
        months=months,
        shares=shares,
        share=share,
        centre=float(known.value) / share,
        spread=spread,
    )


def _longest(start: date, end: date, edges: Sequence[Observation]) -> Observation | None:
    """Return the longest part of the running year whose value follows from what is known."""
    stops = sorted({one.end for one in edges if start < one.end < end}, reverse=True)
    for stop in stops:
        value = _between(start, stop, edges)
        if value is not None:
            return value
    return None


def _between(start: date, end: date, edges: Sequence[Observation]) -> Observation | None:
    """Return the value of a period that known periods give if added and taken away.

    The way with the fewest steps is taken: a search over days, breadth first.
    """
    ways: dict[date, tuple[Observation, ...]] = {start: ()}
    queue = deque([start])
    while queue and end not in ways:
        day = queue.popleft()
        if len(ways[day]) >= _MOST_STEPS:
            continue
        for one in edges:
            for here, there in ((one.start, one.end), (one.end, one.start)):
                if here == day and there not in ways:
                    ways[there] = (*ways[day], one)
                    queue.append(there)
    if end not in ways or not ways[end]:
        return None
    return _summed(start, end, ways[end])


def _summed(start: date, end: date, way: Sequence[Observation]) -> Observation:
    day, value = start, way[0].value * 0
    for one in way:
        ahead = one.start == day
        value += one.value if ahead else -one.value
        day = one.end if ahead else one.start
    first, known = way[0], [one.known for one in way if one.known is not None]
    url = first.url if len(way) == 1 else ""
    label = first.label if len(way) == 1 else f"{start:%b %Y} to {_last_month(end):%b %Y}"
    return Observation(
        first.series, first.area, start, end, label, value, max(known, default=None), url
    )


def _last_month(end: date) -> date:
    return date(end.year - (end.month == 1), (end.month - 2) % 12 + 1, 1)


def _months(one: Observation) -> int:
    return (one.end.year - one.start.year) * 12 + one.end.month - one.start.month


def _shares(yearly: Yearly, months: int, edges: Sequence[Observation]) -> list[tuple[str, float]]:
    """Return, for each earlier year that tells, the share that had come in by so many months."""
    shares = []
    for one in yearly.observed:
        month = one.start.month - 1 + months
        stop = date(one.start.year + month // 12, month % 12 + 1, 1)
        part = _between(one.start, stop, edges)
        if part is not None and 0 < part.value < one.value:
            shares.append((label_of(yearly.series, year_of(one)), float(part.value / one.value)))
    return shares


def _steady(growth: float, gone: float) -> float:
    """Return the share of a year that has come in when growth is steady.

    >>> round(_steady(0.0, 0.5), 3), round(_steady(0.2, 0.5), 3)
    (0.5, 0.475)
    """
    if abs(growth) < 1e-6:  # noqa: PLR2004 -- the limit is the share itself
        return gone
    return (exp(growth * gone) - 1) / (exp(growth) - 1)
