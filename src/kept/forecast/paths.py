"""Predictive paths: what a series may do, year by year, and the odds that they give.

A path is a draw of correlated shocks, one a horizon, scaled and shifted for the series
(a Gaussian copula with empirical margins; Nelsen, 2006, section 2.3). The draws are the same
for every series, so that odds differ only where series do. A target counts as reached from
the first year on in which the path is at it or past it: the odds by a year can only rise with
the year, and can only fall as the target moves away.
"""

from functools import lru_cache

import numpy as np
from msgspec import Struct

from kept.forecast.histories import Array
from kept.forecast.normal import normal_scores, quantile
from kept.forecast.parameters import HORIZONS, LEVELS, Fitted

DRAWS = 10_000
QUANTILES = (0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975)
_MIDDLE = (0.16, 0.5, 0.84)
_SEED = 2004


class Shocks(Struct, frozen=True):
    """The shocks of a class of scale.

    drawn: (HORIZONS, draws), the nearest year first. quantiles: (HORIZONS, len(QUANTILES)) and
    middle: (3,) of the first year, at 16, 50 and 84 %.
    """

    drawn: Array
    quantiles: Array
    middle: Array


@lru_cache(maxsize=2)
def _normal_draws(draws: int) -> Array:
    """Return (HORIZONS, draws) standard normal draws, each with its mirror image."""
    half = np.random.default_rng(_SEED).standard_normal((HORIZONS, draws // 2))
    return np.concatenate([half, -half], axis=1)


def shocks(fitted: Fitted, stratum: int, *, draws: int = DRAWS) -> Array:
    """Return (HORIZONS, draws) shocks of a class of scale, the nearest year first.

    A year's draws are put on evenly spread levels by their ranks, so that each year has just
    the distribution that was learnt, without the chance of drawing.
    """
    tied = np.linalg.cholesky(fitted.ties) @ _normal_draws(draws)
    tied = np.stack([normal_scores(row) for row in tied])
    places = quantile(LEVELS)
    rows = [
        np.interp(row, places, shape)
        for row, shape in zip(tied, fitted.shapes[stratum], strict=True)
    ]
    return np.stack(rows)


_REMEMBERED: dict[tuple[int, int], tuple[Fitted, Shocks]] = {}
_MOST_REMEMBERED = 32


def fitted_shocks(fitted: Fitted, stratum: int) -> Shocks:
    """Return the shocks of a class of scale, drawn once for each year's parameters."""
    key = (id(fitted), stratum)
    if key not in _REMEMBERED:
        if len(_REMEMBERED) >= _MOST_REMEMBERED:
            _REMEMBERED.clear()
        drawn = shocks(fitted, stratum)
        places = np.quantile(drawn, QUANTILES, axis=1).T
        _REMEMBERED[key] = (fitted, Shocks(drawn, places, np.quantile(drawn[0], _MIDDLE)))
    return _REMEMBERED[key][1]


def paths(centre: Array, wide: Array, drawn: Array) -> Array:
    """Return (HORIZONS, draws) changes of the logarithm. centre, wide: (HORIZONS,)."""
    moved: Array = centre[:, None] + wide[:, None] * drawn
    return moved


def highest(changes: Array) -> Array:
    """Return (HORIZONS, draws) the highest change so far on each path."""
    so_far: Array = np.maximum.accumulate(changes, axis=0)
    return so_far


def reached(so_far: Array, goal: float) -> Array:
    """Return (HORIZONS,) the share of paths at the goal or past it in that year or before.

    so_far: as `highest` returns it. goal: change of the logarithm that is asked for.
    """
    share: Array = (so_far >= goal).mean(axis=1)
    return share
