"""The fitted parameters: what they are, how they foretell, and the file they ship in."""

from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from kept.errors import SnapshotError
from kept.forecast.features import Features
from kept.forecast.histories import Array

HORIZONS = 15
"""Years ahead that are foretold. The backtest covers the first ten."""
KNOTS = np.array([-2.0, -0.25, 0.17, 0.5])
"""Smoothness at which the splines of the coefficients have their joints."""
CUTS = np.array([0.008, 0.06, 0.11, 0.18])
"""Scales between the classes of series; each has a distribution of shocks of its own."""
STRATA = len(CUTS) + 1
LEVELS = np.concatenate(
    [
        [0.002, 0.005, 0.01, 0.0175, 0.025],
        np.linspace(0.05, 0.95, 37),
        [0.975, 0.9825, 0.99, 0.995, 0.998],
    ]
)
"""Levels at which the quantiles of shocks are kept."""

DATA = Path(__file__).parent / "data"
_FILE = "parameters.npz"


class Fitted(Struct, frozen=True):
    """Parameters learnt from what had ended by a year.

    slopes: (HORIZONS, terms x knots). spreads: (HORIZONS, columns) of the width's logarithm.
    shapes: (STRATA, HORIZONS, LEVELS) quantiles of shocks. ties: (HORIZONS, HORIZONS)
    correlations of the shocks' normal scores.
    """

    year: int
    slopes: Array
    spreads: Array
    shapes: Array
    ties: Array


class Parameters(Struct, frozen=True):
    """All years' parameters with the contexts of the panel's series.

    series: ids of the panel's series. contexts: (series, years, columns) from `first_year` on.
    vintage: the newest vintage of the statistics that they were fitted on.
    """

    fitted: tuple[Fitted, ...]
    series: tuple[str, ...]
    contexts: Array
    first_year: int
    vintage: str

    def at(self, year: int) -> Fitted:
        """Return the parameters known at the end of a year: the newest, else the oldest."""
        known = [one for one in self.fitted if one.year <= year]
        return known[-1] if known else self.fitted[0]

    def context(self, series: str | None, year: int) -> Array:
        """Return the context of a series in a year, or before it where the year has none yet.

        For a series that is not of the panel: the medians over all of it.
        """
        column = min(year - self.first_year, self.contexts.shape[1] - 1)
        past = self.contexts[:, : column + 1]
        if series in self.series:
            rows = past[self.series.index(series)]
            full = np.flatnonzero(np.isfinite(rows).all(axis=1))
            if len(full):
                context: Array = rows[full[-1]]
                return context
        pooled = np.nanmedian(past[:, -1], axis=0)
        pooled[-1] = np.nan
        return pooled


def basis(seen: Features) -> Array:
    """Return (series, knots) weights of a series' smoothness on the knots."""
    identity = np.eye(len(KNOTS))
    return np.stack([np.interp(seen.smoothness, KNOTS, row) for row in identity], axis=1)


def stratum_of(scale: Array) -> NDArray[np.int64]:
    """Return (series,) the class of scale."""
    return np.searchsorted(CUTS, scale).astype(np.int64)


def predicted(seen: Features, slopes: Array) -> Array:
    """Return (series,) the centre of the change over one horizon, in logarithms."""
    pulled = (seen.terms @ slopes.reshape(-1, len(KNOTS)) * basis(seen)).sum(axis=1)
    centre: Array = pulled * seen.scale
    return centre


def width(seen: Features, spread: Array) -> Array:
    """Return (series,) the width of the distribution over one horizon."""
    wide: Array = np.exp(seen.spread @ spread)
    return wide


def save(parameters: Parameters, path: Path = DATA / _FILE) -> None:
    """Write the parameters; the same parameters give the same bytes."""
    stacked: dict[str, Any] = {
        name: np.stack([getattr(one, name) for one in parameters.fitted]).astype(np.float32)
        for name in ("slopes", "spreads", "shapes", "ties")
    }
    np.savez_compressed(
        path,
        years=np.array([one.year for one in parameters.fitted]),
        series=np.array(parameters.series),
        contexts=parameters.contexts.astype(np.float32),
        first_year=np.array(parameters.first_year),
        vintage=np.array(parameters.vintage),
        **stacked,
    )


@cache
def load(path: Path = DATA / _FILE) -> Parameters:
    """Return the shipped parameters.

    Raises SnapshotError where the file is missing or damaged.
    """
    try:
        with np.load(path, allow_pickle=False) as file:
            parts = {name: file[name] for name in file.files}
        names = ("slopes", "spreads", "shapes", "ties")
        fitted = tuple(
            Fitted(int(year), *(parts[name][place].astype(np.float64) for name in names))
            for place, year in enumerate(parts["years"])
        )
        return Parameters(
            fitted,
            tuple(map(str, parts["series"])),
            parts["contexts"].astype(np.float64),
            int(parts["first_year"]),
            str(parts["vintage"]),
        )
    except (OSError, ValueError, KeyError) as error:
        raise SnapshotError(
            "the forecast's parameters cannot be read",
            where=str(path),
            why=str(error),
            remedy="Install the package again, or make them anew with make parameters",
        ) from error
