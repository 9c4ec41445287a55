"""What a series' past says about its growth: the terms of the forecast's regression.

Everything is computed from the window of logarithms up to the origin, for one series or for
thousands at once, by the same code.
"""

import numpy as np
from msgspec import Struct

from kept.forecast.histories import SPAN, Array

_FAST, _SLOW = 0.3, 0.6
_MEMORY = 0.92
_FLOOR = 1e-4
_PRIOR_YEARS = 6
_STEEP = 0.08
_HALF_KNOWN = 10
_FULL = 100.0
_MOST_FULL = 1.5
_CAP = 8.0
_STEADIEST = 5.0
"""Growth over the size of a usual surprise above which no series counts as steadier: what moves
more evenly than that was computed between censuses or surveys, or made up, and surprises by more
than its past shows."""

CONTEXT = ("growth_1", "growth_5", "growth_10", "wander", "jitter", "level")
"""Columns of a context: the indicator's medians over all countries in the origin's year.

Growth over 1, 5 and 10 years; the logarithms of `wander` and `jitter` (see `Traits`); the
logarithm of the level. NaN where fewer than eight countries have a value.
"""


class Traits(Struct, frozen=True):
    """What the windows show. All arrays are (series,), growth in logarithms a year.

    last, over_3, over_5, over_10, overall: mean growth over so many years, or as many as there are.
    trend: mean growth in which recent years weigh more. off_fast, off_slow: how far smoothed
    levels lie from the last. wander: mean distance of growth from its mean. jitter: mean
    distance of growth from the year before. years: how many growths are known.
    """

    last: Array
    over_3: Array
    over_5: Array
    over_10: Array
    overall: Array
    trend: Array
    off_fast: Array
    off_slow: Array
    wander: Array
    jitter: Array
    years: Array
    level: Array


class Features(Struct, frozen=True):
    """The regression's terms.

    terms: (series, terms), to be divided by `scale`. scale: (series,) the size of a usual
    year's surprise. smoothness: (series,) logarithm of jitter over wander; small for series
    that change their pace slowly. spread: (series, columns), terms of the forecast's width.
    """

    terms: Array
    scale: Array
    smoothness: Array
    spread: Array


def traits(windows: Array) -> Traits:
    """Return what (series, SPAN) windows show; each must end in two known levels."""
    growth = np.diff(windows, axis=1)
    known = np.isfinite(growth)
    years = known.sum(axis=1).astype(np.float64)
    grown = np.where(known, growth, 0.0)
    overall = grown.sum(axis=1) / years
    jump = np.diff(growth, axis=1)
    return Traits(
        last=grown[:, -1],
        over_3=_mean_over(windows, years, 3),
        over_5=_mean_over(windows, years, 5),
        over_10=_mean_over(windows, years, 10),
        overall=overall,
        trend=_weighted(growth, 1 - _FAST),
        off_fast=_weighted(windows, 1 - _FAST) - windows[:, -1],
        off_slow=_weighted(windows, 1 - _SLOW) - windows[:, -1],
        wander=_weighted(np.abs(growth - overall[:, None]), _MEMORY),
        jitter=_weighted(np.abs(jump), _MEMORY),
        years=years,
        level=windows[:, -1],
    )


def _mean_over(windows: Array, years: Array, span: int) -> Array:
    back = np.minimum(years, span).astype(np.int64)
    rows = np.arange(len(windows))
    change = windows[:, -1] - windows[rows, SPAN - 1 - back]
    mean: Array = change / back
    return mean


def _weighted(values: Array, decay: float) -> Array:
    """Return each row's mean, in which a step back weighs `decay` times as much; 0 for no value."""
    weights = decay ** np.arange(values.shape[1])[::-1]
    known = np.isfinite(values)
    total = (known * weights).sum(axis=1)
    summed = np.where(known, values, 0.0) @ weights
    mean: Array = summed / np.maximum(total, _FLOOR)
    return mean


def features(seen: Traits, context: Array, bounded: Array) -> Features:
    """Return the terms for series, each beside its indicator's context.

    context: (series, len(CONTEXT)). bounded: (series,) 1 for shares and figures per 100, else 0.
    """
    wander, jitter = (
        np.log(np.maximum(seen.wander, _FLOOR)),
        np.log(np.maximum(seen.jitter, _FLOOR)),
    )
    usual_wander = np.where(np.isfinite(context[:, 3]), context[:, 3], wander)
    usual_jitter = np.where(np.isfinite(context[:, 4]), context[:, 4], jitter)
    own = seen.years / (seen.years + _PRIOR_YEARS)
    wander = own * wander + (1 - own) * usual_wander
    jitter = own * jitter + (1 - own) * usual_jitter
    least = np.log(np.maximum(np.abs(seen.over_5), _FLOOR) / _STEADIEST)
    lift = np.maximum(least - (wander + jitter) / 2, 0.0)
    wander, jitter = wander + lift, jitter + lift
    scale = np.exp((wander + jitter) / 2)
    fill = bounded * np.minimum(np.exp(np.minimum(seen.level, 6.0)) / _FULL, _MOST_FULL)
    spread = np.stack(
        [
            np.ones_like(scale),
            wander,
            jitter,
            usual_wander,
            usual_jitter,
            np.log(seen.years),
            np.abs(seen.over_5) / scale,
            np.abs(seen.off_fast) / scale,
            fill,
            bounded,
        ],
        axis=1,
    )
    terms = _terms(seen, context, scale, fill, bounded)
    capped = np.clip(terms / scale[:, None], -_CAP, _CAP)
    return Features(capped, scale, jitter - wander, spread)


def _terms(seen: Traits, context: Array, scale: Array, fill: Array, bounded: Array) -> Array:
    common = np.nan_to_num(context[:, :3])
    place = np.nan_to_num(seen.level - context[:, 5]) * 0.05
    early = 0.3 * seen.over_5 * np.minimum(_HALF_KNOWN / seen.years, 1.0)
    own = (seen.last, seen.over_3, seen.over_5, seen.over_10, seen.overall, seen.trend)
    steep = [np.clip(one, -_STEEP, _STEEP) for one in (seen.over_5, seen.over_10, seen.last)]
    filling = [fill * one for one in (seen.over_5, seen.last, seen.over_10, scale)]
    constant = np.full_like(scale, 0.05)
    return np.stack(
        [
            *own,
            seen.off_fast,
            seen.off_slow,
            *common.T,
            place,
            scale,
            bounded * scale,
            constant,
            *steep,
            *filling,
            fill * constant,
            early,
        ],
        axis=1,
    )
