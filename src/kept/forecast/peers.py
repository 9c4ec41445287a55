"""What the forecast is measured against, each at its best: in logarithms, with its own paths."""

from collections.abc import Callable, Mapping
from time import process_time
from typing import Any
from warnings import catch_warnings, simplefilter

import numpy as np

from kept.forecast.histories import Array

DRAWS = 1_000
_SEED = 11

Peer = Callable[[Array, int], Array]
"""From (years,) logarithms, oldest first, to (DRAWS, horizon) paths of logarithms."""


def random_walk(levels: Array, horizon: int) -> Array:
    """Return paths of a random walk with the series' own drift and normal shocks."""
    growth = np.diff(levels)
    shocks = np.random.default_rng(_SEED).standard_normal((DRAWS, horizon))
    steps = growth.mean() + growth.std(ddof=1) * shocks
    paths: Array = levels[-1] + np.cumsum(steps, axis=1)
    return paths


def peers() -> Mapping[str, Peer]:
    """Return the peers by name; those of statsforecast only where it is installed."""
    found: dict[str, Peer] = {"random walk": random_walk}
    try:
        from statsforecast import models  # noqa: PLC0415 -- 441 MB that only the backtest needs
    except ImportError:
        return found
    for name in ("AutoETS", "AutoTheta", "AutoARIMA"):
        found[name] = _simulating(getattr(models, name))
    return found


def _simulating(model: Any) -> Peer:
    def paths(levels: Array, horizon: int) -> Array:
        with catch_warnings():
            simplefilter("ignore")
            fitted = model(season_length=1).fit(levels)
            simulated = fitted.simulate(h=horizon, n_paths=DRAWS, seed=_SEED)
        drawn: Array = np.asarray(simulated, dtype=np.float64)
        return drawn

    return paths


def timed(peer: Peer, levels: Array, horizon: int) -> tuple[Array, float, bool]:
    """Return a peer's paths, the processor seconds they took, and whether it could fit at all.

    Where it could not, the random walk stands in for it.
    """
    start = process_time()
    try:
        paths = peer(levels, horizon)
        fits = bool(np.isfinite(paths).all())
    except (ValueError, ArithmeticError, IndexError, np.linalg.LinAlgError):
        fits = False
    if not fits:
        paths = random_walk(levels, horizon)
    return paths, process_time() - start, fits
