"""The normal distribution, as far as it is needed, without SciPy."""

from statistics import NormalDist

import numpy as np

from kept.forecast.histories import Array

_STANDARD = NormalDist()
_GRID = np.linspace(0.0005, 0.9995, 1999)
_QUANTILES = np.array([_STANDARD.inv_cdf(float(level)) for level in _GRID])


def quantile(levels: Array) -> Array:
    """Return standard normal quantiles, exact to three digits within 0.0005 to 0.9995."""
    found: Array = np.interp(levels, _GRID, _QUANTILES)
    return found


def normal_scores(values: Array) -> Array:
    """Return each value's normal quantile by its rank; NaN stays NaN (van der Waerden, 1952)."""
    scores = np.full(values.shape, np.nan)
    known = np.flatnonzero(np.isfinite(values))
    order = np.argsort(values[known], kind="stable")
    ranks = np.empty(len(known))
    ranks[order] = np.arange(1, len(known) + 1)
    scores[known] = quantile(ranks / (len(known) + 1))
    return scores
