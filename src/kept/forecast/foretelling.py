"""One series foretold: its predictive distribution, fifteen years on."""

from collections.abc import Mapping

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from kept.forecast.features import features, traits
from kept.forecast.histories import FEWEST_POINTS, Array, history_of
from kept.forecast.normal import normal_scores
from kept.forecast.parameters import HORIZONS, Parameters, predicted, stratum_of, width
from kept.forecast.paths import QUANTILES, fitted_shocks, highest, paths, reached
from kept.forecast.revisions import yearly_revisions

_FULL = 100.0


class Foretold(Struct, frozen=True):
    """The distribution after a series' last year.

    base: its last level. changes: (HORIZONS, draws) of the logarithm. quantiles: (HORIZONS,
    len(QUANTILES)) of the same. growth, surprise: centre and standard deviation of the first
    year's, the latter half the middle 68 %. full: whether levels stop at 100.
    """

    last: int
    base: float
    changes: Array
    quantiles: Array
    growth: float
    surprise: float
    full: bool

    def begun(self, centre: float, spread: float) -> "Foretold":
        """Return the distribution when the first year's level is nearly known.

        centre: its expected level; spread: standard deviation of its logarithm. Each path keeps
        its rank in the first year and its way from there.
        """
        first = self.changes[0]
        known = np.log(centre / self.base) + spread * normal_scores(first)
        changes = self.changes + (known - first)
        return replace(self, changes=changes, quantiles=np.quantile(changes, QUANTILES, axis=1).T)

    def odds(self, target: float, *, falling: bool = False) -> Array:
        """Return (HORIZONS,) the odds that the target is reached in that year or before."""
        if target <= 0:
            return np.full(HORIZONS, 0.0 if falling else 1.0)
        if self.full and target > _FULL and not falling:
            return np.zeros(HORIZONS)
        goal = float(np.log(target / self.base))
        if falling:
            return reached(highest(-self.changes), -goal)
        return reached(highest(self.changes), goal)

    def fan(self) -> Array:
        """Return (HORIZONS, len(QUANTILES)) quantiles of the level."""
        levels = self.base * np.exp(self.quantiles)
        return np.minimum(levels, _FULL) if self.full else levels


def foretell(
    values: Mapping[int, float],
    parameters: Parameters,
    *,
    context: str | None,
    bounded: bool,
    year: int,
    revised: str | None = None,
) -> Foretold | None:
    """Return the distribution, or None where the history is too short or not positive.

    values: by year. context: the panel's series whose medians stand beside it, None for all.
    bounded: a share or a figure per 100. year: parameters learnt up to it are used. revised: the
    series whose usual revisions stand between its figures and those of the outcome; None for none.
    """
    history = history_of(values)
    if history is None or history.points < FEWEST_POINTS:
        return None
    fitted = parameters.at(year)
    beside = parameters.context(context, min(history.last, year))
    seen = features(
        traits(history.window[None, :]), beside[None, :], np.array([1.0 if bounded else 0.0])
    )
    centre = np.array([predicted(seen, slopes)[0] for slopes in fitted.slopes])
    wide = np.array([width(seen, spread)[0] for spread in fitted.spreads])
    stratum = int(stratum_of(seen.scale)[0])
    own = fitted_shocks(fitted, stratum)
    changes = paths(centre, wide, own.drawn)
    quantiles = centre[:, None] + wide[:, None] * own.quantiles
    if revised is not None:
        changes = changes + yearly_revisions(revised, stratum)
        quantiles = np.quantile(changes, QUANTILES, axis=1).T
    low, middle, high = centre[0] + wide[0] * own.middle
    return Foretold(
        last=history.last,
        base=float(np.exp(history.window[-1])),
        changes=changes,
        quantiles=quantiles,
        growth=float(middle),
        surprise=float(high - low) / 2,
        full=bounded and max(values.values()) <= _FULL,
    )
