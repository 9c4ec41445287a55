"""The forecast's parameters, learnt year by year from nothing but what had ended by then.

For each horizon the change of the logarithm is regressed on the terms of `features`, both
divided by the series' own scale, over all rows of the panel (ridge regression; Hoerl and
Kennard, 1970). Coefficients vary with the series' smoothness by linear splines. The width of
the forecast is a second regression, of the logarithm of past misses (Harvey, 1976). Misses are
those of forecasts made before the outcome was known; divided by the width foretold, they give
the distribution's shape, by class of scale, and how misses of different horizons go together.
"""

from collections.abc import Iterator

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from kept.forecast.histories import Array
from kept.forecast.normal import normal_scores
from kept.forecast.panel import Origins, Panel, contexts, origins, outcomes
from kept.forecast.parameters import (
    HORIZONS,
    LEVELS,
    STRATA,
    Fitted,
    basis,
    predicted,
    stratum_of,
    width,
)

_DECAY = 0.5 ** (1 / 20)
_SPREAD_DECAY = 0.5 ** (1 / 8)
_RIDGE = 100.0
_SPREAD_RIDGE = 1.0
_FIRST_ORIGIN = 8
_FEWEST_YEARS = 4
_WILD = 12.0
_TINY = 1e-4
_RECENT_YEARS = 8
_ENOUGH_SHOCKS = 200
_RECENT_WEIGHT = 0.5


class Miss(Struct, frozen=True):
    """Misses of the forecasts from one year's origins over one horizon.

    rows: the panel's rows. shock: the miss divided by the width that was foretold.
    """

    rows: NDArray[np.int64]
    stratum: NDArray[np.int64]
    shock: Array


class _Sums:
    """What a horizon's regressions have taken in so far; older years weigh less and less."""

    def __init__(self, terms: int, columns: int) -> None:
        self.square, self.cross = np.zeros((terms, terms)), np.zeros(terms)
        self.spread_square, self.spread_cross = np.zeros((columns, columns)), np.zeros(columns)
        self.taken = 0

    def take(self, design: Array, scaled: Array) -> None:
        self.square = self.square * _DECAY + design.T @ design
        self.cross = self.cross * _DECAY + design.T @ scaled
        self.taken += 1

    def take_spread(self, columns: Array, miss: Array, horizon: int) -> None:
        size = np.log(np.abs(miss) + _TINY * np.sqrt(horizon))
        self.spread_square = self.spread_square * _SPREAD_DECAY + columns.T @ columns
        self.spread_cross = self.spread_cross * _SPREAD_DECAY + columns.T @ size

    def slopes(self) -> Array:
        ridge = _RIDGE * np.eye(len(self.cross))
        return np.asarray(np.linalg.solve(self.square + ridge, self.cross), dtype=np.float64)

    def spread(self) -> Array:
        ridge = _SPREAD_RIDGE * np.eye(len(self.spread_cross))
        found = np.linalg.solve(self.spread_square + ridge, self.spread_cross)
        return np.asarray(found, dtype=np.float64)


class Learner:
    """Learns year by year; `year` is the last one whose values it has seen."""

    def __init__(self, panel: Panel, *, since: int) -> None:
        self.panel = panel
        self.since = since
        self.contexts = contexts(panel)
        self._origins: dict[int, Origins] = {}
        self._foretold: dict[tuple[int, int], tuple[Array, Array]] = {}
        self._misses: dict[tuple[int, int], Miss] = {}
        self._sums: list[_Sums] = []
        self.year = panel.first_year + _FIRST_ORIGIN - 1

    def run(self) -> Iterator[Fitted]:
        """Yield the parameters of each year from `since` on."""
        while self.year < self.panel.last_year:
            self.year += 1
            self._origins[self.year] = origins(self.panel, self.contexts, self.year)
            fitted = [self._learn(horizon) for horizon in range(1, HORIZONS + 1)]
            known = [one for one in fitted if one is not None]
            if self.year >= self.since:
                yield self._gathered(known)

    def origins(self, year: int) -> Origins:
        """Return a year's origins; the year must have been run."""
        return self._origins[year]

    def _learn(self, horizon: int) -> tuple[Array, Array] | None:
        """Take in what ended this year, and foretell from this year's origins."""
        start = self.year - horizon
        if start < self.panel.first_year + _FIRST_ORIGIN:
            return None
        here = self._origins[self.year]
        if len(self._sums) < horizon:
            columns = here.features.spread.shape[1]
            terms = basis(here.features).shape[1] * here.features.terms.shape[1]
            self._sums.append(_Sums(terms, columns))
        sums = self._sums[horizon - 1]
        self._take(sums, start, horizon)
        if sums.taken < _FEWEST_YEARS:
            return None
        slopes = sums.slopes()
        if sums.taken == _FEWEST_YEARS:
            self._begin(sums, slopes, horizon)
        spread = sums.spread()
        centre = predicted(here.features, slopes)
        self._foretold[self.year, horizon] = (centre, width(here.features, spread))
        return slopes, spread

    def _ended(self, start: int, horizon: int) -> tuple[NDArray[np.int64], Array]:
        """Return which of a year's origins have an outcome, and the outcomes of those."""
        change = outcomes(self.panel, start, horizon)[self._origins[start].rows]
        seen = np.flatnonzero(np.isfinite(change))
        return seen, change[seen]

    def _take(self, sums: _Sums, start: int, horizon: int) -> None:
        there = self._origins[start]
        seen, change = self._ended(start, horizon)
        scale = there.features.scale[seen]
        wild = _WILD * np.sqrt(horizon)
        sums.take(_design(there, seen), np.clip(change / scale, -wild, wild))
        foretold = self._foretold.pop((start, horizon), None)
        if foretold is not None:
            self._take_misses(sums, start, horizon, foretold)

    def _take_misses(
        self, sums: _Sums, start: int, horizon: int, foretold: tuple[Array, Array]
    ) -> None:
        there = self._origins[start]
        seen, change = self._ended(start, horizon)
        centre, wide = foretold[0][seen], foretold[1][seen]
        miss = change - centre
        sums.take_spread(there.features.spread[seen], miss, horizon)
        stratum = stratum_of(there.features.scale[seen])
        self._misses[start, horizon] = Miss(there.rows[seen], stratum, miss / wide)

    def _begin(self, sums: _Sums, slopes: Array, horizon: int) -> None:
        """Take the first fit's own residuals for misses, as there are no others yet."""
        first = self.panel.first_year + _FIRST_ORIGIN
        starts = range(first, self.year - horizon + 1)
        for start in starts:
            there = self._origins[start]
            seen, change = self._ended(start, horizon)
            miss = change - predicted(there.features, slopes)[seen]
            sums.take_spread(there.features.spread[seen], miss, horizon)
        spread = sums.spread()
        for start in starts:
            there = self._origins[start]
            centre = predicted(there.features, slopes)
            seen, change = self._ended(start, horizon)
            wide = width(there.features, spread)[seen]
            stratum = stratum_of(there.features.scale[seen])
            shock = (change - centre[seen]) / wide
            self._misses[start, horizon] = Miss(there.rows[seen], stratum, shock)

    def _gathered(self, known: list[tuple[Array, Array]]) -> Fitted:
        slopes, spreads = (np.stack(part) for part in zip(*known, strict=True))
        return Fitted(self.year, slopes, spreads, self._shapes(), self._ties())

    def _shapes(self) -> Array:
        """Return (STRATA, HORIZONS, LEVELS) quantiles of past shocks, scaled to recent ones."""
        shapes = np.zeros((STRATA, HORIZONS, len(LEVELS)))
        for horizon in range(1, HORIZONS + 1):
            past = {year: miss for (year, over), miss in self._misses.items() if over == horizon}
            shock = np.concatenate([miss.shock for miss in past.values()])
            stratum = np.concatenate([miss.stratum for miss in past.values()])
            since = self.year - horizon - _RECENT_YEARS
            new = [miss.shock for year, miss in past.items() if year > since]
            recent = np.concatenate(new) if new else shock
            calm = np.exp(_RECENT_WEIGHT * (_size(recent) - _size(shock)))
            for number in range(STRATA):
                own = shock[stratum == number]
                own = own if len(own) >= _ENOUGH_SHOCKS else shock
                shapes[number, horizon - 1] = calm * np.quantile(own, LEVELS)
        return shapes

    def _ties(self) -> Array:
        """Return (HORIZONS, HORIZONS) correlations of the shocks' normal scores."""
        first, last = self.panel.first_year, self.panel.last_year
        rows, years = len(self.panel.areas), last - first + 1
        scores = np.full((HORIZONS, rows, years), np.nan)
        for (start, horizon), miss in self._misses.items():
            scores[horizon - 1, miss.rows, start - first] = miss.shock
        flat = np.stack([normal_scores(one.ravel()) for one in scores])
        ties = np.eye(HORIZONS)
        for one in range(HORIZONS):
            for other in range(one):
                both = np.isfinite(flat[one]) & np.isfinite(flat[other])
                tie = np.corrcoef(flat[one, both], flat[other, both])[0, 1]
                ties[one, other] = ties[other, one] = tie
        return _definite(ties)


def _size(shock: Array) -> float:
    """Return the mean logarithm of the shocks' sizes."""
    return float(np.log(np.abs(shock) + _TINY).mean())


def _design(there: Origins, seen: NDArray[np.int64]) -> Array:
    splines, terms = basis(there.features)[seen], there.features.terms[seen]
    design: Array = (terms[:, :, None] * splines[:, None, :]).reshape(len(seen), -1)
    return design


def _definite(ties: Array) -> Array:
    """Return the correlation matrix nearest by eigenvalues that a distribution can have."""
    values, vectors = np.linalg.eigh(ties)
    mended = (vectors * np.maximum(values, _TINY)) @ vectors.T
    size = np.sqrt(np.diag(mended))
    fixed: Array = mended / np.outer(size, size)
    return fixed
