"""The backtest: rolling origins over the panel, with nothing learnt from later years.

A case is an origin (a series of a country, a year), a horizon and a target drawn for it. Its
outcome is whether the series was at the target in any year up to the horizon. The figures are
final ones: what was known then lies only in the vintages, which are scored apart.
"""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from kept.forecast.fitting import Learner
from kept.forecast.histories import Array
from kept.forecast.panel import Origins, Panel, outcomes
from kept.forecast.parameters import LEVELS, Fitted, predicted, stratum_of, width
from kept.forecast.paths import shocks
from kept.forecast.scores import crps_of_shape

FIRST_ORIGIN = 2005
HORIZON = 10
FEWEST_POINTS = 12
STEEPEST = 0.45
_DRAWS = 2_000
_CHUNK = 64
_GRID = (np.arange(400) + 0.5) / 400
_SEED = 20050101


class Cases(Struct, frozen=True):
    """The scored cases, side by side; all arrays are (cases,).

    row: of the panel. year: of the origin. growth: asked for, a year. odds, hit: foretold and
    so. crps: in logarithms. place: the quantile level on which the outcome fell.
    """

    row: NDArray[np.int64]
    year: NDArray[np.int64]
    horizon: NDArray[np.int64]
    growth: Array
    odds: Array
    hit: Array
    crps: Array
    place: Array

    def where(self, chosen: NDArray[np.bool_]) -> "Cases":
        """Return the chosen cases."""
        return Cases(*(getattr(self, name)[chosen] for name in self.__struct_fields__))


class Start(Struct, frozen=True):
    """An origin with what came of it.

    growth: (HORIZON,) asked for. change: (HORIZON,) of the logarithm, NaN where not observed;
    highest: the highest change up to each year.
    """

    row: int
    year: int
    growth: Array
    change: Array
    highest: Array


def goals(growth: Array) -> Array:
    """Return (HORIZON,) the change of the logarithm that growth a year asks for by each year."""
    asked: Array = np.log1p(growth) * np.arange(1.0, HORIZON + 1)
    return asked


def run(panel: Panel, *, first: int = FIRST_ORIGIN) -> Iterator[tuple[Fitted, list[Start], Cases]]:
    """Yield, year by year, the parameters known then, the origins, and the scored cases.

    Targets ask for growth between nought and 45 % a year, low ones more often: 45 % times the
    square of an even draw, whose median is 11 %.
    """
    learner = Learner(panel, since=first)
    for fitted in learner.run():
        if fitted.year >= panel.last_year:
            return
        there = learner.origins(fitted.year)
        starts = starts_of(panel, there, fitted.year)
        yield fitted, starts, score(fitted, there, starts)


def starts_of(panel: Panel, there: Origins, year: int) -> list[Start]:
    """Return a year's origins with enough points, each with targets drawn for it.

    The same panel gives the same draws.
    """
    random = np.random.default_rng(_SEED + year)
    drawn = STEEPEST * random.random((len(panel.areas), HORIZON)) ** 2
    change = np.stack([_change(panel, year, over) for over in range(1, HORIZON + 1)], axis=1)
    column = year - panel.first_year
    levels = panel.bridged.levels[:, column + 1 : column + 1 + HORIZON]
    rises = np.full((len(panel.areas), HORIZON), -np.inf)
    rises[:, : levels.shape[1]] = levels - panel.bridged.levels[:, column : column + 1]
    highest = np.maximum.accumulate(np.where(np.isfinite(rises), rises, -np.inf), axis=1)
    enough = panel.bridged.points[there.rows, column] >= FEWEST_POINTS
    return [
        Start(int(row), year, drawn[row], change[row], highest[row])
        for row in there.rows[enough]
        if np.isfinite(change[row]).any()
    ]


def _change(panel: Panel, year: int, over: int) -> Array:
    if year + over > panel.last_year:
        return np.full(len(panel.areas), np.nan)
    return outcomes(panel, year, over)


def score(fitted: Fitted, there: Origins, starts: Sequence[Start]) -> Cases:
    """Return the cases of one year's origins under its parameters."""
    seen = there.features
    centre = np.stack([predicted(seen, one) for one in fitted.slopes[:HORIZON]], axis=1)
    wide = np.stack([width(seen, one) for one in fitted.spreads[:HORIZON]], axis=1)
    stratum = stratum_of(seen.scale)
    place_of = {int(row): place for place, row in enumerate(there.rows)}
    places = np.array([place_of[start.row] for start in starts])
    change = np.stack([start.change for start in starts])
    asked = np.stack([goals(start.growth) for start in starts])
    odds, crps, level = (np.full(change.shape, np.nan) for _ in range(3))
    for number in range(len(fitted.shapes)):
        mine = np.flatnonzero(stratum[places] == number)
        middle, span = centre[places[mine]], wide[places[mine]]
        odds[mine] = _odds(fitted, number, middle, span, asked[mine])
        shock = (change[mine] - middle) / span
        crps[mine] = _crps(fitted, number, shock) * span
        level[mine] = _levels(fitted, number, shock)
    return cases_of(starts, odds, crps, level)


def cases_of(starts: Sequence[Start], odds: Array, crps: Array, level: Array) -> Cases:
    """Return the cases of starts whose scores are (starts, HORIZON) arrays."""
    change = np.stack([start.change for start in starts])
    growth = np.stack([start.growth for start in starts])
    hit = np.stack([start.highest >= goals(start.growth) for start in starts])
    which, over = np.nonzero(np.isfinite(change))
    return Cases(
        row=np.array([start.row for start in starts])[which],
        year=np.array([start.year for start in starts])[which],
        horizon=over + 1,
        growth=growth[which, over],
        odds=odds[which, over],
        hit=hit[which, over].astype(np.float64),
        crps=crps[which, over],
        place=level[which, over],
    )


def _odds(fitted: Fitted, stratum: int, centre: Array, wide: Array, asked: Array) -> Array:
    """Return (starts, HORIZON) odds, some starts at a time to spare memory."""
    drawn = shocks(fitted, stratum, draws=_DRAWS)[:HORIZON].astype(np.float32)
    found = np.zeros(asked.shape)
    for first in range(0, len(centre), _CHUNK):
        part = slice(first, first + _CHUNK)
        middle, span = (one[part, :, None].astype(np.float32) for one in (centre, wide))
        paths = middle + span * drawn
        so_far = np.maximum.accumulate(paths, axis=1)
        found[part] = (so_far >= asked[part, :, None]).mean(axis=2)
    return found


def _crps(fitted: Fitted, stratum: int, shock: Array) -> Array:
    """Return (starts, HORIZON) scores of shocks, NaN where there is no outcome."""
    scores = np.full(shock.shape, np.nan)
    for over in range(HORIZON):
        known = np.flatnonzero(np.isfinite(shock[:, over]))
        shape = np.interp(_GRID, LEVELS, fitted.shapes[stratum, over])
        scores[known, over] = crps_of_shape(shape, shock[known, over])
    return scores


def _levels(fitted: Fitted, stratum: int, shock: Array) -> Array:
    """Return (starts, HORIZON) the quantile levels on which the shocks fell."""
    found = [
        np.interp(shock[:, over], fitted.shapes[stratum, over], LEVELS, left=0.0, right=1.0)
        for over in range(HORIZON)
    ]
    return np.stack(found, axis=1)


def joined(parts: list[Cases]) -> Cases:
    """Return all cases in one."""
    names = Cases.__struct_fields__
    return Cases(*(np.concatenate([getattr(part, name) for part in parts]) for name in names))


def past_changes(panel: Panel, year: int) -> Mapping[int, tuple[Array, Array]]:
    """Return, for each kind of series, changes over windows that ended by a year.

    Each is (windows, HORIZON), NaN where a window is shorter: the change at its end, and the
    highest on the way.
    """
    found: dict[int, list[tuple[Array, Array]]] = {}
    levels, first = panel.bridged.levels, panel.first_year
    for start in range(max(first, year - 40), year):
        base = start - first
        until = min(year - first, base + HORIZON)
        ends = np.full((len(levels), HORIZON), np.nan)
        ends[:, : until - base] = levels[:, base + 1 : until + 1] - levels[:, base : base + 1]
        reached = np.maximum.accumulate(np.nan_to_num(ends, nan=-np.inf), axis=1)
        highest = np.where(np.isfinite(ends), reached, np.nan)
        for kind in range(len(panel.kinds)):
            mine = (panel.kind == kind) & np.isfinite(ends[:, 0])
            found.setdefault(kind, []).append((ends[mine], highest[mine]))
    return {
        kind: (np.concatenate([one for one, _ in parts]), np.concatenate([one for _, one in parts]))
        for kind, parts in found.items()
    }
