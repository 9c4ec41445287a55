"""The odds of a target, put together: sums, reference class, forecast, running year, record."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import TypeAlias

from msgspec.structs import replace

from kept.forecast import sentences
from kept.forecast.announced import tallies
from kept.forecast.calibration import interval
from kept.forecast.choosing import (
    Yearly,
    choose,
    end_of,
    label_of,
    periods_until,
    year_of,
)
from kept.forecast.elapsed import elapsed
from kept.forecast.foretelling import Foretold, foretell
from kept.forecast.histories import FEWEST_POINTS, LONGEST_GAP, history_of
from kept.forecast.learning import without_odds
from kept.forecast.panel import is_bounded
from kept.forecast.parameters import HORIZONS, Parameters
from kept.forecast.paths import DRAWS, QUANTILES
from kept.forecast.references import references
from kept.forecast.sums import arithmetic, values_by_year
from kept.lexicon.amounts import amount
from kept.model.forecasts import Chance, Elapsed, Fan, Odds, Question, Reference, Standing
from kept.model.statistics import Series, Statistics

_Known: TypeAlias = tuple[Foretold | None, Elapsed | None]

_MOST_REMEMBERED = 64
_STALE_YEARS = 3
_YEAR_DAYS = 365.25
_REVISED = "; figures may be revised until then as those of August 2018 have been since"


class Forecaster:
    """Answers what `kept.model.forecasts.Forecasts` asks, from statistics and parameters."""

    def __init__(self, statistics: Statistics, parameters: Parameters) -> None:
        self._statistics = statistics
        self._parameters = parameters
        self._answered = lru_cache(maxsize=256)(self._answer)
        self._remembered: dict[tuple[str, str, date], _Known] = {}

    def odds(self, question: Question) -> Odds | None:
        """Return the odds, or None where no yearly series of the indicator fits the question."""
        return self._answered(question)

    def _answer(self, question: Question) -> Odds | None:
        yearly = choose(question, self._statistics)
        if yearly is None:
            return None
        years = None if question.deadline is None else periods_until(yearly.base, question.deadline)
        standing = _standing(question, yearly, years)
        foretold, running = self._known(yearly, question) if standing == "open" else (None, None)
        curve = _curve(question, yearly, foretold)
        chance = _chance(curve, years)
        sums = arithmetic(question, yearly, years, standing=standing)
        found = self._references(question, yearly, sums.needed, years)
        country = self._statistics.country(question.area)
        indicator = self._statistics.indicator(question.indicator)
        odds = Odds(
            question=question,
            series=yearly.series,
            country=question.area if country is None else country.name,
            indicator=question.indicator if indicator is None else indicator.name,
            standing=standing,
            arithmetic=sums,
            references=found,
            chance=chance,
            curve=curve,
            levels=QUANTILES,
            fan=_fan(yearly, foretold),
            history=yearly.observed,
            elapsed=running,
            record=tallies(yearly.series.unit, years, question.as_of),
            answer=sentences.answer(question, chance, curve),
            sentence="",
            working=(),
            notes=tuple(_notes(question, yearly, standing, years, foretold)),
            method=self._method(question, yearly.series),
        )
        told = _told(odds) if standing != "open" else sentences.sentence(odds)
        odds = replace(odds, sentence=told)
        return replace(odds, working=tuple(sentences.working(odds)))

    def _known(self, yearly: Yearly, question: Question) -> _Known:
        """Return the series' forecast and its running year, worked out once for a day."""
        key = (yearly.series.id, question.area, question.as_of)
        if key not in self._remembered:
            if len(self._remembered) >= _MOST_REMEMBERED:
                self._remembered.clear()
            foretold = self._foretold(question, yearly)
            running = _running(yearly, foretold)
            if foretold is not None and running is not None:
                foretold = foretold.begun(running.centre, running.spread)
            self._remembered[key] = foretold, running
        return self._remembered[key]

    def _foretold(self, question: Question, yearly: Yearly) -> Foretold | None:
        if yearly.series.id in without_odds():
            return None
        return foretell(
            values_by_year(yearly),
            self._parameters,
            context=self._context(question, yearly.series),
            revised=yearly.series.id if self._is_revised(yearly.series) else None,
            bounded=is_bounded(yearly.series.unit),
            year=question.as_of.year - 1,
        )

    def _context(self, question: Question, series: Series) -> str | None:
        """Return the panel's series of the same indicator and unit."""
        alike = self._statistics.series_of(question.indicator, question.area)
        names = (one.id for one in (series, *alike) if one.unit == series.unit)
        return next((name for name in names if name in self._parameters.series), None)

    def _references(
        self, question: Question, yearly: Yearly, needed: float | None, years: int | None
    ) -> tuple[Reference, ...]:
        base = float(yearly.base.value)
        if needed is None or not years or base <= 0 or yearly.series.id in without_odds():
            return ()
        alike = [
            one
            for one in self._statistics.series_of(question.indicator, question.area)
            if one.unit == yearly.series.unit
        ]
        return references(
            self._statistics, alike, question.area, base=base, years=years, growth=needed
        )

    def _is_revised(self, series: Series) -> bool:
        """Return whether revisions of like figures are known: those of the panel's publisher."""
        return series.id in self._parameters.series

    def _method(self, question: Question, series: Series) -> str:
        fitted = self._parameters.at(question.as_of.year - 1)
        return (
            f"{DRAWS:,} paths; growth regressed on the series' past over the panel, misses of past "
            f"forecasts for the width; learnt from what had ended by {fitted.year}, on figures as "
            f"they stood on {self._parameters.vintage}"
            + (_REVISED if self._is_revised(series) else "")
        )


def _standing(question: Question, yearly: Yearly, years: int | None) -> Standing:
    """Return whether the series already tells the outcome.

    A stale series does not tell what holds today: before the deadline it leaves all open.
    """
    deadline = question.deadline
    passed = years is not None and years <= 0
    ended = [one for one in yearly.observed if deadline is None or one.end <= deadline]
    told = passed or _age(question, yearly) <= _STALE_YEARS
    if told and ended and _meets(question, float(ended[-1].value)):
        return "reached"
    return "missed" if passed else "open"


def _age(question: Question, yearly: Yearly) -> float:
    """Return how many years before the question the latest figure's year ended."""
    return (question.as_of - yearly.base.end).days / _YEAR_DAYS


def _meets(question: Question, value: float) -> bool:
    target = float(question.target)
    return value <= target if question.falling else value >= target


def _running(yearly: Yearly, foretold: Foretold | None) -> Elapsed | None:
    if foretold is None or not yearly.parts:
        return None
    return elapsed(yearly, growth=foretold.growth, surprise=foretold.surprise)


def _curve(question: Question, yearly: Yearly, foretold: Foretold | None) -> tuple[Chance, ...]:
    """Return the odds by year."""
    if foretold is None:
        return ()
    odds = foretold.odds(float(question.target), falling=question.falling)
    base, curve = yearly.base, []
    for years, own in enumerate(map(float, odds), start=1):
        year = year_of(base) + years
        low, high = interval(own, years)
        label = label_of(yearly.series, year)
        curve.append(Chance(label, end_of(base, year), years, own, low, high))
    return tuple(curve)


def _chance(curve: Sequence[Chance], years: int | None) -> Chance | None:
    if years is None or not 0 < years <= len(curve):
        return None
    return curve[years - 1]


def _fan(yearly: Yearly, foretold: Foretold | None) -> tuple[Fan, ...]:
    if foretold is None:
        return ()
    first = year_of(yearly.base) + 1
    return tuple(
        Fan(label_of(yearly.series, first + place), tuple(map(float, values)))
        for place, values in enumerate(foretold.fan())
    )


def _told(odds: Odds) -> str:
    unit = odds.series.unit
    target = amount(odds.question.target, unit)
    if odds.standing == "reached":
        return f"Already reached: {_outcome(odds)}, against the target of {target}."
    return f"The deadline has passed: {_outcome(odds)}, against the target of {target}."


def _outcome(odds: Odds) -> str:
    """Return the value of the last period that ended by the deadline."""
    deadline = odds.question.deadline
    ended = [one for one in odds.history if deadline is None or one.end <= deadline]
    if not ended:
        return "no figure of the time is known"
    last = ended[-1]
    value = amount(last.value, odds.series.unit)
    return f"{value} in {label_of(odds.series, year_of(last))}"


def _notes(
    question: Question,
    yearly: Yearly,
    standing: Standing,
    years: int | None,
    foretold: Foretold | None,
) -> list[str]:
    """Return what limits the answer, a sentence each."""
    notes = []
    series, base = yearly.series, yearly.base
    age = _age(question, yearly)
    label = label_of(series, year_of(base))
    if age > _STALE_YEARS:
        notes.append(
            f"The series is stale: its last year is {label}, {age:.0f} years before the question."
        )
    if question.calendar not in {None, series.calendar}:
        notes.append(
            f"{series.id} counts {series.calendar} years: the last to end by the deadline is taken."
        )
    if standing == "open" and foretold is None:
        notes.append(_why_none(yearly))
    left_out = [one for one in yearly.observed if one.value <= 0]
    if foretold is not None and left_out:
        last = label_of(series, year_of(left_out[-1]))
        notes.append(
            f"Values up to {last} are left out: growth is counted in logarithms, and "
            "nothing there may be nought or less."
        )
    if years is not None and years > HORIZONS:
        notes.append(f"No odds: the deadline is {years} years on, and forecasts end at {HORIZONS}.")
    return notes


def _why_none(yearly: Yearly) -> str:
    why = without_odds().get(yearly.series.id)
    if why is not None:
        return f"No odds: {why}, and the forecast knows levels alone."
    values = [float(one.value) for one in yearly.observed]
    history = history_of(values_by_year(yearly))
    if values[-1] <= 0 or history is None:
        return "No odds: the latest value is nought or less, and growth needs positive ones."
    after = next((place for place, value in enumerate(values[::-1]) if value <= 0), len(values))
    if after < len(values):
        return (
            f"No odds: only {_years(after)} the last value of nought or less; "
            f"a forecast needs {FEWEST_POINTS} positive ones in a row."
        )
    if history.points < len(values):
        return (
            f"No odds: only {_years(history.points)} a gap of more than {LONGEST_GAP} years; "
            f"a forecast needs {FEWEST_POINTS}."
        )
    known = "year is" if len(values) == 1 else "years are"
    return f"No odds: only {len(values)} {known} known, and a forecast needs {FEWEST_POINTS}."


def _years(count: int) -> str:
    return "1 year follows" if count == 1 else f"{count} years follow"
