"""Predictive paths: what a series may do, year by year, and the odds that they give.

A path is a draw of correlated shocks, one a horizon, scaled and shifted for the series
(a Gaussian copula with empirical margins; Nelsen, 2006, section 2.3). The draws are the same
for every series, so that odds differ only where series do. A target counts as reached from
the first year on in which the path is at it or past it: the odds by a year can only rise with
the year, and can only fall as the target moves away.
"""

from functools import lru_cache

import numpy as np

from kept.forecast.histories import Array
from kept.forecast.normal import quantile
from kept.forecast.parameters import HORIZONS, LEVELS, Fitted

DRAWS = 10_000
QUANTILES = (0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975)
_SEED = 2004


@lru_cache(maxsize=1)
def _normal_draws(draws: int) -> Array:
    """Return (draws, HORIZONS) standard normal draws, each with its mirror image."""
    half = np.random.default_rng(_SEED).standard_normal((draws // 2, HORIZONS))
    return np.concatenate([half, -half])


def shocks(fitted: Fitted, stratum: int, *, draws: int = DRAWS) -> Array:
    """Return (draws, HORIZONS) shocks of a class of scale, oldest year first."""
    tied = _normal_draws(draws) @ np.linalg.cholesky(fitted.ties).T
    places = quantile(LEVELS)
    return np.stack(
        [
            np.interp(tied[:, place], places, fitted.shapes[stratum, place])
            for place in range(HORIZONS)
        ],
        axis=1,
    )


_REMEMBERED: dict[tuple[int, int], tuple[Fitted, Array]] = {}
_MOST_REMEMBERED = 16


def fitted_shocks(fitted: Fitted, stratum: int) -> Array:
    """Return the shocks of a class of scale, drawn once for each year's parameters."""
    key = (id(fitted), stratum)
    if key not in _REMEMBERED:
        if len(_REMEMBERED) >= _MOST_REMEMBERED:
            _REMEMBERED.clear()
        _REMEMBERED[key] = (fitted, shocks(fitted, stratum))
    return _REMEMBERED[key][1]


def paths(centre: Array, wide: Array, drawn: Array) -> Array:
    """Return (draws, HORIZONS) changes of the logarithm. centre, wide: (HORIZONS,)."""
    moved: Array = centre + wide * drawn
    return moved


def reached(changes: Array, goal: float, *, falling: bool = False) -> Array:
    """Return (HORIZONS,) the share of paths at the goal or past it in that year or before.

    goal: change of the logarithm that is asked for. falling: the target is a ceiling.
    """
    if falling:
        return reached(-changes, -goal)
    share: Array = (np.maximum.accumulate(changes, axis=1) >= goal).mean(axis=0)
    return share
