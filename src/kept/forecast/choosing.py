"""Which yearly series answers a question, and which of its periods the deadline falls in."""

from collections.abc import Sequence
from datetime import date, timedelta

from msgspec import Struct

from kept.model.forecasts import Question
from kept.model.statistics import Observation, Series, Statistics

_SHORTEST_YEAR, _LONGEST_YEAR = 360, 370
_DAY = timedelta(days=1)
_FARTHEST = 200


class Yearly(Struct, frozen=True):
    """A series with its whole years that had ended by the question's day, oldest first.

    parts: what is known of shorter periods, from series whose id goes on from this one's.
    """

    series: Series
    observed: tuple[Observation, ...]
    parts: tuple[Observation, ...]

    @property
    def base(self) -> Observation:
        """Return the latest year."""
        return self.observed[-1]


def choose(question: Question, statistics: Statistics) -> Yearly | None:
    """Return the best series that has whole years; one in the deadline's calendar comes first."""
    found = [
        one
        for series in statistics.series_of(question.indicator, question.area)
        if (one := _yearly(question, statistics, series)) is not None
    ]
    fitting = (one for one in found if one.series.calendar == question.calendar)
    return next(fitting, found[0] if found else None)


def year_of(period: Observation) -> int:
    """Return the year in which a period ends: 2025 for July 2024 to June 2025."""
    return (period.end - _DAY).year


def end_of(base: Observation, year: int) -> date:
    """Return the first day after the period that ends in a year, in the base's calendar."""
    shift = year - year_of(base)
    return base.end.replace(year=base.end.year + shift)


def label_of(series: Series, year: int) -> str:
    """Return a period's name in the series' calendar."""
    return f"FY{year}" if series.calendar == "fiscal" else str(year)


def periods_until(base: Observation, deadline: date) -> int:
    """Return how many whole periods after the base end by the deadline; negative before it."""
    year = min(deadline.year, year_of(base) + _FARTHEST) + 1
    while end_of(base, year) > deadline:
        year -= 1
    return year - year_of(base)


def _yearly(question: Question, statistics: Statistics, series: Series) -> Yearly | None:
    day = question.as_of
    observed = statistics.observations(series.id, question.area, as_of=day)
    whole = tuple(one for one in observed if _is_year(one) and one.end <= day)
    whole = tuple(one for one in whole if one.note != "projection")
    if not whole:
        return None
    return Yearly(series, whole, _parts(question, statistics, series))


def _parts(question: Question, statistics: Statistics, series: Series) -> tuple[Observation, ...]:
    family = f"{series.id}."
    others: Sequence[Series] = statistics.series_of(question.indicator, question.area)
    return tuple(
        one
        for other in others
        if other.id.startswith(family)
        for one in statistics.observations(other.id, question.area, as_of=question.as_of)
        if not _is_year(one)
    )


def _is_year(one: Observation) -> bool:
    return _SHORTEST_YEAR < (one.end - one.start).days < _LONGEST_YEAR
