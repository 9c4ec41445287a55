"""Announced targets scored: the odds on the day each was announced, against what came of it.

A target is counted from its own baseline where the announcement's row gives one, since that
has the target's own definition; else from the official series. One below a whole year's baseline
asks for a fall. How such things grow comes from the official series of the country where it
measures the same, else from all countries' windows of the nearest series. Nothing that ended
after the announcement's year is used. Where nothing says how such a thing grows, the record of
announced targets alone is left to speak.
"""

import csv
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from math import log, sqrt
from typing import NamedTuple, Protocol

import numpy as np
from msgspec import Struct

from kept.forecast.announced import Baseline, Target, kind_of, shipped_targets
from kept.forecast.foretelling import foretell
from kept.forecast.panel import is_bounded
from kept.forecast.parameters import DATA, HORIZONS, Parameters
from kept.model.statistics import Indicator, Observation, Series, Window

_SINCE = 1990
_BAND = 10.0
_ANY_LEVEL = (1e-9, 1e18)
_EXTREME = 0.005
_PARTLY = 0.5


class Measure(Struct, frozen=True):
    """How a target's words are matched: see `data/target_measures.csv`. indicator: "" for none."""

    words: frozenset[str]
    unit: str
    indicator: str
    same: bool


class Scored(Struct, frozen=True):
    """A target with its odds. odds: None where it could not be scored, and `why` says why.

    how: what the odds rest on. base: the share of the shipped announced targets of its kind
    that were reached, itself left out. pooled: the odds and the base rate taken together, the
    mean of their log-odds (Satopää and others, 2014, without a weight fitted to so few).
    grows: whether the odds rest on growth; else all three are the base rate.
    """

    target: Target
    odds: float | None
    base: float | None
    pooled: float | None
    how: str
    why: str
    grows: bool = False


class Figures(Protocol):
    """What scoring asks of the official figures. `kept.statistics` answers it."""

    def series_of(self, indicator_id: str, area: str) -> tuple[Series, ...]:
        """Return the series of an indicator that hold the area."""
        ...

    def all_series(self) -> tuple[Series, ...]:
        """Return all series."""
        ...

    def indicator(self, indicator_id: str) -> Indicator | None:
        """Return the indicator."""
        ...

    def observations(self, series_id: str, area: str) -> tuple[Observation, ...]:
        """Return the area's observations, oldest first."""
        ...

    def windows(
        self, series_id: str, *, years: int, low: float, high: float, since: int
    ) -> tuple[Window, ...]:
        """Return all countries' windows of growth."""
        ...


def score_targets(
    targets: Iterable[Target], figures: Figures, parameters: Parameters
) -> tuple[Scored, ...]:
    """Return each target with its odds on the day it was announced, in the order given."""
    return tuple(_scored(target, figures, parameters) for target in targets)


def brier_of(scored: Sequence[Scored], attribute: str) -> float | None:
    """Return the Brier score of `odds`, `pooled` or `base` over the scored ones."""
    gaps = [
        (float(getattr(one, attribute)) - (one.target.fate == "reached")) ** 2
        for one in scored
        if one.odds is not None
    ]
    return sum(gaps) / len(gaps) if gaps else None


def _scored(target: Target, figures: Figures, parameters: Parameters) -> Scored:
    why = _why_not(target)
    if why:
        return Scored(target, None, None, None, "", why)
    why = _why_no_growth(target)
    if why:
        return _by_record(target, why)
    measure = measure_of(target)
    if not measure.indicator:
        return _by_record(target, "a growth rate or a balance is no level")
    series = _series(target, measure, figures, parameters)
    if series is None:
        return _by_record(target, f"no series shows how {measure.indicator} grows")
    base = target.baseline or _official_baseline(target, measure, series, figures)
    if base is None:
        return _by_record(target, "neither a baseline nor a figure of the time")
    odds, how = _odds(target, base, measure, series, figures, parameters)
    if odds is None:
        return _by_record(target, how)
    odds, rate = min(max(odds, _EXTREME), 1 - _EXTREME), base_rate(target)
    return Scored(target, odds, rate, _pooled(odds, rate), how, "", grows=True)


def _by_record(target: Target, why: str) -> Scored:
    """Return a target of which nothing is known but how announced ones fare."""
    rate = base_rate(target)
    return Scored(target, rate, rate, rate, f"the record of announced targets alone: {why}", "")


def _pooled(odds: float, rate: float) -> float:
    """Return the probability whose log-odds are the mean of two.

    >>> round(_pooled(0.5, 0.2), 3)
    0.333
    """
    together = sqrt(odds * rate)
    return together / (together + sqrt((1 - odds) * (1 - rate)))


def _why_not(target: Target) -> str:
    if target.fate == "open":
        return "its outcome is still open"
    if target.fate == "unclear":
        return "it was neither plainly reached nor plainly missed"
    return ""


def _why_no_growth(target: Target) -> str:
    if target.value is None or target.value <= 0:
        return "the target is no positive number"
    if target.announced is None or target.due is None:
        return "the day of announcement or the deadline is not given"
    if target.unit in {"event", "change"}:
        return f"{target.unit}: no level that grows"
    return ""


def base_rate(target: Target) -> float:
    """Return the share of the shipped targets that were reached, itself left out.

    Those announced on the same words are the same target. One of each is added, for few.
    """
    others = [
        one
        for one in shipped_targets()
        if one.fate in {"reached", "missed"}
        and (one.country, one.indicator, one.value, one.announced)
        != (target.country, target.indicator, target.value, target.announced)
    ]
    alike = [one for one in others if kind_of(one.unit) == kind_of(target.unit)]
    chosen = alike if len(alike) >= 10 else others  # noqa: PLR2004 -- fewer say too little
    return (sum(one.fate == "reached" for one in chosen) + 1) / (len(chosen) + 2)


@cache
def measures() -> tuple[Measure, ...]:
    """Return how words are matched, the first fitting row first."""
    text = (DATA / "target_measures.csv").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return tuple(
        Measure(
            frozenset(row["words"].split()), row["unit"], row["indicator"], row["match"] == "same"
        )
        for row in csv.DictReader(lines)
    )


def measure_of(target: Target) -> Measure:
    """Return how a target's words are matched: the first row of which every word stands in them."""
    said = frozenset(_words(target.indicator))
    kind = target.unit if target.unit == "percent" else ""
    unit = "USD" if kind_of(target.unit) == "money" else kind
    return next(one for one in measures() if one.words <= said and one.unit in {unit, ""})


def _words(text: str) -> Iterator[str]:
    for word in text.lower().replace("/", " ").replace("&", " and ").replace("(", " ").split():
        plain = word.strip(".,;:)'\"")
        yield plain
        if plain.endswith("s"):
            yield plain[:-1]


def _series(
    target: Target, measure: Measure, figures: Figures, parameters: Parameters
) -> Series | None:
    """Return the panel's series of the measure, one that holds the country first."""
    own = figures.series_of(measure.indicator, target.country) if measure.same else ()
    every = [one for one in figures.all_series() if one.indicator == measure.indicator]
    return next((one for one in (*own, *every) if one.id in parameters.series), None)


def _official_baseline(
    target: Target, measure: Measure, series: Series, figures: Figures
) -> Baseline | None:
    if not measure.same or target.announced is None or series.unit != target.unit:
        return None
    known = _values(series, target.country, figures, target.announced.year - 1)
    return Baseline(known[max(known)], max(known)) if known else None


def _values(series: Series, area: str, figures: Figures, until: int) -> dict[int, float]:
    observed = figures.observations(series.id, area)
    return {one.start.year: float(one.value) for one in observed if one.start.year <= until}


class _Asked(NamedTuple):
    """The change of the logarithm that a target asks for, in how many years, and whether down."""

    goal: float
    years: int
    falling: bool


def _odds(
    target: Target,
    base: Baseline,
    measure: Measure,
    series: Series,
    figures: Figures,
    parameters: Parameters,
) -> tuple[float | None, str]:
    """Return the odds with what they rest on, or None with why there are none."""
    if target.announced is None or target.due is None or target.value is None:
        return None, "the day of announcement or the deadline is not given"
    year = base.year if base.year is not None else target.announced.year - 1
    level = base.value * base.parts
    goal = log(target.value / level)
    if not goal and base.parts == 1:
        return None, "the baseline is at the target already"
    years = target.due - year
    if years > HORIZONS:
        return None, f"the deadline is {years} years on, and forecasts end at {HORIZONS}"
    part = 1.0 if years >= 1 else _PARTLY
    asked = _Asked(goal / part, max(years, 1), falling=goal < 0 and base.parts == 1)
    own = _own_odds(target, measure, series, figures, parameters, asked)
    if own is not None:
        return own, f"its own past in {series.id}, over {asked.years} years"
    return _class_odds(series, figures, level, asked, target)


def _own_odds(
    target: Target,
    measure: Measure,
    series: Series,
    figures: Figures,
    parameters: Parameters,
    asked: _Asked,
) -> float | None:
    if not measure.same or target.announced is None:
        return None
    values = _values(series, target.country, figures, target.announced.year - 1)
    foretold = foretell(
        values,
        parameters,
        context=series.id,
        bounded=is_bounded(series.unit),
        year=target.announced.year - 1,
    )
    if foretold is None:
        return None
    odds = foretold.odds(foretold.base * float(np.exp(asked.goal)), falling=asked.falling)
    return float(odds[asked.years - 1])


def _class_odds(
    series: Series, figures: Figures, level: float, asked: _Asked, target: Target
) -> tuple[float | None, str]:
    """Return how often all countries' windows did as much, one of each added."""
    alike = series.unit == target.unit
    near = (level / _BAND, level * _BAND) if alike else _ANY_LEVEL
    before = target.announced.year - 1 if target.announced is not None else 0
    years = asked.years
    rate = float(np.exp(asked.goal / years)) - 1
    for low, high in (near, _ANY_LEVEL):
        found = [
            one
            for one in figures.windows(series.id, years=years, low=low, high=high, since=_SINCE)
            if one.start_year + years <= before
        ]
        if len(found) >= 100:  # noqa: PLR2004 -- fewer say too little of one in a hundred
            grown = [one.growth for one in found]
            met = sum(one <= rate if asked.falling else one >= rate for one in grown)
            odds = (met + 1) / (len(found) + 2)
            return odds, f"{met} of {len(found)} windows of {years} years in {series.id}"
    return None, f"too few windows of {years} years in {series.id} had ended"
