"""What a target asks for, in plain sums, and how fast the series grew by itself."""

from collections.abc import Mapping
from math import log

from kept.forecast.choosing import Yearly, year_of
from kept.model.forecasts import Arithmetic, Pace, Question, Standing

_SPANS = (3, 5, 10)
_PACE_SPANS = (5, 3, 10)
_CENTURY = 100


def arithmetic(
    question: Question, yearly: Yearly, years: int | None, *, standing: Standing = "open"
) -> Arithmetic:
    """Return the sums. years: whole periods to the deadline, or None without one.

    A target that stands reached asks for no growth.
    """
    base = float(yearly.base.value)
    target = float(question.target)
    rising = base > 0 and target > 0
    asks = standing != "reached" and years is not None and rising and years > 0
    needed = (target / base) ** (1 / years) - 1 if asks and years else None
    own = tuple(_own(yearly))
    return Arithmetic(
        base=yearly.base,
        target=question.target,
        years=years,
        needed=needed,
        own=own,
        pace_year=_pace_year(yearly, own, log(target / base) if rising else 0.0),
    )


def values_by_year(yearly: Yearly) -> dict[int, float]:
    """Return the series' values by the year in which each period ends."""
    return {year_of(one): float(one.value) for one in yearly.observed}


def _own(yearly: Yearly) -> list[Pace]:
    values = values_by_year(yearly)
    last = max(values)
    return [
        Pace(span, _rate(values, last - span, last))
        for span in _SPANS
        if values.get(last - span, 0.0) > 0 and values[last] > 0
    ]


def _rate(values: Mapping[int, float], first: int, last: int) -> float:
    return float((values[last] / values[first]) ** (1 / (last - first)) - 1)


def _pace_year(yearly: Yearly, own: tuple[Pace, ...], distance: float) -> int | None:
    """Return the year in which the pace of five years gets there, or that of three or ten."""
    paces = {pace.years: pace.growth for pace in own}
    growth = next((paces[span] for span in _PACE_SPANS if span in paces), None)
    if growth is None or growth <= -1 or not growth or log(1 + growth) * distance <= 0:
        return None
    years = -(-distance // log(1 + growth))
    return year_of(yearly.base) + int(years) if years <= _CENTURY else None
