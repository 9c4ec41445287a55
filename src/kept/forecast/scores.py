"""How good forecasts were: scores, calibration, coverage."""

import numpy as np

from kept.forecast.histories import Array
from kept.model.backtests import Bin

BINS = 10


def brier(odds: Array, hits: Array) -> float:
    """Return the mean squared distance of odds from outcomes (Brier, 1950)."""
    return float(np.mean((odds - hits) ** 2))


def bins(odds: Array, hits: Array) -> tuple[Bin, ...]:
    """Return the ten tenths of the odds; an empty one has a count of nought."""
    place = np.minimum((odds * BINS).astype(np.int64), BINS - 1)
    found = []
    for number in range(BINS):
        inside = place == number
        count = int(inside.sum())
        mean = float(odds[inside].mean()) if count else 0.0
        found.append(Bin(count, mean, float(hits[inside].mean()) if count else 0.0))
    return tuple(found)


def calibration_error(odds: Array, hits: Array) -> float:
    """Return the expected calibration error over ten equal bins (Naeini and others, 2015)."""
    found = bins(odds, hits)
    gaps = sum(one.count * abs(one.odds - one.observed) for one in found)
    return gaps / max(1, len(odds))


def crps_of_draws(draws: Array, outcome: float) -> float:
    """Return the continuous ranked probability score of a sample, unbiased for its size.

    draws: (n,), any order. Gneiting and Raftery, 2007, section 4.2; Ferro, 2014, for the size.
    """
    ordered = np.sort(draws)
    count = len(ordered)
    ranks = 2 * np.arange(count) - count + 1
    within = float((ranks * ordered).sum()) / (count * (count - 1))
    return float(np.abs(ordered - outcome).mean()) - within


def crps_of_shape(shape: Array, outcomes: Array) -> Array:
    """Return (n,) scores of outcomes against one distribution, given by equally likely values.

    shape: (m,) in rising order.
    """
    count = len(shape)
    summed = np.concatenate([[0.0], np.cumsum(shape)])
    below = np.searchsorted(shape, outcomes)
    apart = outcomes * below - summed[below] + (summed[-1] - summed[below])
    apart -= outcomes * (count - below)
    spread = float(((2 * np.arange(count) - count + 1) * shape).sum()) / (count * count)
    scores: Array = apart / count - spread
    return scores


def share_inside(places: Array, width: float) -> float:
    """Return how often outcomes lay in the central interval.

    places: (n,) quantile levels on which they fell.
    """
    edge = (1 - width) / 2
    return float(np.mean((places >= edge) & (places <= 1 - edge)))
