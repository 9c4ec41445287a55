"""How far a backtest's figures would move with other years: whole runs of years drawn again.

All countries share a year's fate, and the windows of neighbouring years share years, so that years
are drawn in blocks (a circular block bootstrap; Politis and Romano, 1992).
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from kept.forecast.backtest import Cases
from kept.forecast.histories import Array

_DRAWS = 400
_ENDS = (0.05, 0.95)
_FEWEST_YEARS = 6


def redraws(cases: Cases, grid: Array, *, block: int) -> tuple[Array, Array]:
    """Return (grid,) ends of 90 % of redraws of the share reached at given odds.

    The share at odds is a mean over cases with close odds, weighted by a normal curve of width
    0.35 in log-odds. Blocks of `block` origin years in a row are drawn again, round the end.
    """
    years = np.unique(cases.year)
    place = _log_odds(cases.odds)
    weights = np.exp(-0.5 * ((place[None, :] - _log_odds(grid)[:, None]) / 0.35) ** 2)
    above, below = np.zeros((len(years), len(grid))), np.zeros((len(years), len(grid)))
    for number, year in enumerate(years):
        mine = cases.year == year
        above[number] = weights[:, mine] @ cases.hit[mine]
        below[number] = weights[:, mine].sum(axis=1)
    shares = [
        above[chosen].sum(axis=0) / np.maximum(below[chosen].sum(axis=0), 1e-9)
        for chosen in _drawn(len(years), block)
    ]
    low, high = np.quantile(np.stack(shares), _ENDS, axis=0)
    return low, high


def inside_range(cases: Cases, width: float, *, block: int) -> tuple[float, float] | None:
    """Return the ends of 90 % of redraws of how often outcomes lay in the central interval.

    Blocks are at most half as long as the years there are; None where these are too few.
    """
    years = np.unique(cases.year)
    if len(years) < _FEWEST_YEARS:
        return None
    edge = (1 - width) / 2
    inside = (cases.place >= edge) & (cases.place <= 1 - edge)
    longest = min(block, len(years) // 2)
    of_year = np.searchsorted(years, cases.year)
    hits, counts = np.bincount(of_year, weights=inside), np.bincount(of_year)
    shares = [hits[one].sum() / counts[one].sum() for one in _drawn(len(years), longest)]
    low, high = np.quantile(shares, _ENDS)
    return float(low), float(high)


def _drawn(years: int, block: int) -> Iterator[NDArray[np.int64]]:
    """Yield as many years as there are, in blocks that start anywhere; the same ones each time."""
    random = np.random.default_rng(5)
    for _ in range(_DRAWS):
        starts = random.integers(years, size=-(-years // block))
        yield (starts[:, None] + np.arange(block)).ravel()[:years] % years


def _log_odds(odds: Array) -> Array:
    inside = np.clip(odds, 0.0005, 0.9995)
    found: Array = np.log(inside / (1 - inside))
    return found
