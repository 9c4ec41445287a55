"""A yearly series made ready for a model of growth: positive, unbroken, in logarithms.

A model in logarithms says nothing about values of nought or less, so a history begins after
the last of them. Missing years between two known ones are put on the straight line, in
logarithms, between them; a gap of more than `LONGEST_GAP` years begins a new history.
"""

from collections.abc import Mapping
from typing import TypeAlias

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

Array: TypeAlias = NDArray[np.float64]

LONGEST_GAP = 5
"""Missing years in a row that are bridged."""
FEWEST_POINTS = 8
"""Observed years below which a series' own pace says too little."""
SPAN = 40
"""Years before an origin that a forecast looks at."""


class History(Struct, frozen=True):
    """The last unbroken piece of a series.

    window: (SPAN,) logarithms of the levels, the last year last; NaN before the piece begins.
    last: its last year. points: observed years in it, bridged ones not counted.
    """

    window: Array
    last: int
    points: int


class Bridged(Struct, frozen=True):
    """Series side by side. All arrays are (series, years).

    levels: logarithms, bridged; NaN outside a piece. points: observed years of the piece up to
    each observed year, nought elsewhere.
    """

    levels: Array
    points: NDArray[np.int64]


def bridge(values: Array) -> Bridged:
    """Return the pieces of series, given their values by year with NaN where there is none.

    values: (series, years), any sign. Bridging looks only at observed years on both sides, so
    that an observed year never knows of a later one.
    """
    levels = np.full(values.shape, np.nan)
    points = np.zeros(values.shape, dtype=np.int64)
    positive = values > 0
    levels[positive] = np.log(values[positive])
    for row, known, barred in zip(levels, points, values <= 0, strict=True):
        _bridge_row(row, known, barred)
    return Bridged(levels, points)


def _bridge_row(row: Array, known: NDArray[np.int64], barred: NDArray[np.bool_]) -> None:
    """Fill the gaps of one row in place, and count its points."""
    previous, count = -1, 0
    for year in np.flatnonzero(np.isfinite(row) | barred).tolist():
        if barred[year]:
            previous, count = -1, 0
            continue
        gap = year - previous - 1
        if previous >= 0 and gap > LONGEST_GAP:
            count = 0
        elif previous >= 0 and gap > 0:
            inside = np.arange(previous + 1, year)
            ends = [float(row[previous]), float(row[year])]
            row[inside] = np.interp(inside, [previous, year], ends)
        count += 1
        known[year] = count
        previous = year


def history_of(values: Mapping[int, float]) -> History | None:
    """Return a series' last unbroken piece up to its last year, or None without a positive end.

    values: by year; the last year is the origin of a forecast.

    >>> history_of({2019: 1.0, 2021: 4.0}).window[-3:].round(3).tolist()
    [0.0, 0.693, 1.386]
    """
    if not values:
        return None
    last = max(values)
    row = np.full((1, last - min(values) + 1), np.nan)
    for year, value in values.items():
        row[0, year - last - 1] = value
    bridged = bridge(row)
    points = int(bridged.points[0, -1])
    if not points:
        return None
    return History(windows_at(bridged.levels, row.shape[1] - 1)[0], last, points)


def windows_at(levels: Array, column: int) -> Array:
    """Return the (series, SPAN) levels that end in a column, cut where a piece began."""
    first = max(0, column - SPAN + 1)
    window = np.full((levels.shape[0], SPAN), np.nan)
    window[:, SPAN - (column - first + 1) :] = levels[:, first : column + 1]
    broken = np.cumsum(~np.isfinite(window[:, ::-1]), axis=1)[:, ::-1] > 0
    window[broken] = np.nan
    return window
