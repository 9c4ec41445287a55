"""From the official figures to the panel, and from the panel to the parameters that ship."""

import csv
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from typing import Protocol

from kept.forecast.fitting import Learner
from kept.forecast.panel import Kind, Panel, Runs, build_panel, is_bounded
from kept.forecast.parameters import DATA, Parameters
from kept.model.statistics import Series

FIRST_YEAR = 1960
FEWEST_VALUES = 12
"""A series of a country takes part with so many positive values or more."""
FIRST_FITTED = 2004
"""The oldest year whose parameters ship, for announcements made after it."""


class Figures(Protocol):
    """What learning asks of the official figures. `kept.statistics` answers it."""

    def all_series(self) -> tuple[Series, ...]:
        """Return all series, in the catalogue's order."""
        ...

    def runs(self, series_id: str) -> Iterator[tuple[str, dict[int, Decimal]]]:
        """Yield each country with its yearly values."""
        ...


@cache
def left_out() -> Mapping[str, str]:
    """Return the series that are not of the panel, each with why."""
    return {row["series"]: row["why"] for row in _not_levels()}


@cache
def without_odds() -> Mapping[str, str]:
    """Return the series of which nothing can be foretold, each with why."""
    return {row["series"]: row["why"] for row in _not_levels() if row["odds"] == "no"}


def _not_levels() -> Iterator[dict[str, str]]:
    text = (DATA / "not_levels.csv").read_text(encoding="utf-8")
    yield from csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))


def panel_of(figures: Figures, *, every: int = 1) -> Panel:
    """Return the panel of all level series. every: only every so many-th country, for tests."""
    newest = max(series.vintage for series in figures.all_series())
    return build_panel(
        _chosen(figures, every),
        first_year=FIRST_YEAR,
        last_year=newest.year - 1,
        fewest=FEWEST_VALUES,
    )


def _chosen(figures: Figures, every: int) -> Iterator[tuple[Kind, Runs]]:
    for series in figures.all_series():
        if series.id in left_out():
            continue
        runs = list(figures.runs(series.id))
        if runs:
            yield Kind(series.id, is_bounded(series.unit)), runs[::every]


def learn(figures: Figures) -> Parameters:
    """Return the parameters of every year since `FIRST_FITTED`, from the figures as they stand."""
    panel = panel_of(figures)
    learner = Learner(panel, since=FIRST_FITTED)
    fitted = tuple(learner.run())
    return Parameters(
        fitted=fitted,
        series=tuple(kind.id for kind in panel.kinds),
        contexts=learner.contexts,
        first_year=panel.first_year,
        vintage=str(max(series.vintage for series in figures.all_series())),
    )
