"""From two vintages to the record of revisions, and to what of it may be used in a test."""

from collections.abc import Iterator
from datetime import date
from math import log

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from kept.forecast.histories import Array
from kept.forecast.known import (
    Dated,
    Known,
    as_known,
    names,
    newest_vintage,
    recent_vintage,
    shipped_vintage,
    usual_last_year,
)
from kept.forecast.learning import panel_of
from kept.forecast.panel import Panel, contexts, origins
from kept.forecast.parameters import STRATA, stratum_of
from kept.forecast.revisions import Shape, shape_of

_YEAR_DAYS = 365.25
_LARGEST = 0.5
_FEWEST = 50


class Seen(Struct, frozen=True):
    """Revisions of a vintage's last year up to today. All arrays are (revisions,).

    series, areas: of the revised values. stratum: their class of scale. size: in logarithms.
    years: between the vintages.
    """

    series: NDArray[np.str_]
    areas: NDArray[np.str_]
    stratum: NDArray[np.int64]
    size: Array
    years: float


def seen_revisions(panel: Panel, day: date, known: Known, today: date) -> Seen:
    """Return how the values of a vintage's usual last year have been revised since."""
    year = usual_last_year(known)
    then = as_known(panel, known, year)
    there = origins(then, contexts(then), year)
    column = year - panel.first_year
    level_of = dict(zip(names(panel), panel.bridged.levels[:, column], strict=True))
    named = [names(then)[row] for row in there.rows]
    size = np.array([level_of[name] for name in named]) - then.bridged.levels[there.rows, column]
    both = np.isfinite(size)
    return Seen(
        np.array([series for series, _ in named])[both],
        np.array([area for _, area in named])[both],
        stratum_of(there.features.scale)[both],
        size[both],
        (today - day).days / _YEAR_DAYS,
    )


def growth_of_sizes(long: Seen, short: Seen) -> float:
    """Return the power of time with which revisions grow, from two spans between vintages.

    Series that are in both count alike, and a revision of more than half a logarithm as that.
    """
    both = sorted(set(long.series) & set(short.series))
    sums = [
        sum(
            float(np.minimum(np.abs(one.size[one.series == name]), _LARGEST).mean())
            for name in both
        )
        for one in (long, short)
    ]
    return log(sums[0] / sums[1]) / log(long.years / short.years)


def learn_revisions(figures: Dated) -> tuple[Shape, ...]:
    """Return the shapes that ship: of each series in the oldest vintage, then of each class."""
    panel, today = panel_of(figures), newest_vintage(figures)
    long = seen_revisions(panel, *shipped_vintage(), today)
    short = seen_revisions(panel, *recent_vintage(figures, panel), today)
    power = growth_of_sizes(long, short)
    return (*_of_series(long, power), *_of_classes(long, power))


def _of_series(seen: Seen, power: float) -> Iterator[Shape]:
    for name in sorted(set(seen.series)):
        mine = seen.size[seen.series == name]
        if len(mine) >= _FEWEST:
            yield shape_of(str(name), mine, years=seen.years, power=power)


def _of_classes(seen: Seen, power: float) -> Iterator[Shape]:
    for stratum in range(STRATA):
        mine = seen.size[seen.stratum == stratum]
        yield shape_of(str(stratum), mine, years=seen.years, power=power)


def other_series(seen: Seen, series: str, stratum: int) -> Array:
    """Return the revisions of other series in a class of scale, for a test on this series."""
    others: Array = seen.size[(seen.series != series) & (seen.stratum == stratum)]
    return others


def other_countries(seen: Seen, series: str, area: str, *, parts: int = 5) -> Array:
    """Return a series' revisions in the other parts of the countries, for a test on this one."""
    part = np.array([_part(one, parts) for one in seen.areas])
    others: Array = seen.size[(seen.series == series) & (part != _part(area, parts))]
    return others


def _part(area: str, parts: int) -> int:
    return sum(map(ord, area)) % parts
