"""What was known then: origins whose past is an old vintage, scored against today's figures.

Figures are revised, and an announcement knew only those of its day. Here the level at the
origin and all before it are as an old vintage had them, and the outcome is as it stands today;
a target is a multiple of the level as it was known. No older vintage shows how such figures are
revised, so a series is tested with the revisions of others: nothing that is tested was learnt.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache

import numpy as np

from kept.forecast.backtest import (
    HORIZON,
    Cases,
    Start,
    cases_of,
    goals,
    score,
    starts_of,
)
from kept.forecast.contest import compete, draw
from kept.forecast.histories import Array
from kept.forecast.known import (
    Dated,
    Known,
    as_known,
    names,
    newest_vintage,
    recent_vintage,
    shipped_vintage,
    usual_last_year,
)
from kept.forecast.panel import Origins, Panel, contexts, origins
from kept.forecast.parameters import Fitted, predicted, stratum_of, width
from kept.forecast.paths import shocks
from kept.forecast.results import calibrations, scores
from kept.forecast.revising import (
    Seen,
    growth_of_sizes,
    other_countries,
    other_series,
    seen_revisions,
)
from kept.forecast.revisions import shape_of
from kept.forecast.scores import crps_of_draws
from kept.model.backtests import Vintage

_DRAWS = 2_000
_FEWEST_SEEN = 50

Revised = Callable[[str, str, int], Array]
"""From a series, an area and a class of scale to (_DRAWS,) revisions up to today."""


def vintages(
    figures: Dated,
    panel: Panel,
    by_year: Mapping[int, Fitted],
    *,
    per_series: int,
    workers: int,
    tell: Callable[[str], None],
) -> Iterator[Vintage]:
    """Yield the result of each vintage that there is, the oldest first."""
    dated = (shipped_vintage(), recent_vintage(figures, panel))
    today = newest_vintage(figures)
    long, short = (seen_revisions(panel, day, known, today) for day, known in dated)
    power = growth_of_sizes(long, short)
    for day, known in dated:
        year = usual_last_year(known)
        if year not in by_year:
            continue
        tell(f"as known on {day}: origins of {year}")
        yield _judged(
            panel,
            by_year[year],
            day,
            known,
            revised=_from_others(long, day, today, power),
            per_series=per_series,
            workers=workers,
        )


def _from_others(seen: Seen, day: date, today: date, power: float) -> tuple[Revised, Revised]:
    """Return revisions of other series of the class, and of the series in other countries."""
    years = np.array([(today - day).days / 365.25])

    def drawn(sample: Array) -> Array:
        shape = shape_of("", sample, years=seen.years, power=power)
        revised: Array = shape.drawn(years, _DRAWS)[0]
        return revised

    @cache
    def by_class(series: str, stratum: int) -> Array:
        return drawn(other_series(seen, series, stratum))

    def of_class(series: str, _: str, stratum: int) -> Array:
        return by_class(series, stratum)

    def of_series(series: str, area: str, stratum: int) -> Array:
        own = other_countries(seen, series, area)
        return drawn(own) if len(own) >= _FEWEST_SEEN else by_class(series, stratum)

    return of_class, of_series


def _judged(
    panel: Panel,
    fitted: Fitted,
    day: date,
    known: Known,
    *,
    revised: tuple[Revised, Revised],
    per_series: int,
    workers: int,
) -> Vintage:
    """Return how forecasts from a vintage's last year fared, beside the peers and final figures."""
    then = as_known(panel, known, fitted.year)
    there, starts = _starts(then, fitted)
    cases, own = (_score_revised(then, fitted, there, starts, one) for one in revised)
    sample = draw(then, starts, per_series)
    rivals = compete(then, sample, workers=workers)
    named = set(_names(then, starts))
    final, all_starts = _starts(panel, fitted)
    pairs = zip(all_starts, _names(panel, all_starts), strict=True)
    with_final = score(fitted, final, [start for start, name in pairs if name in named])
    return Vintage(
        day=str(day),
        year=fitted.year,
        origins=len(starts),
        series=len({series for series, _ in named}),
        sample=len(sample),
        calibration=calibrations(cases)[0],
        own=calibrations(own)[0],
        unrevised=calibrations(score(fitted, there, starts))[0],
        with_final=calibrations(with_final)[0],
        scores=scores(cases, sample, rivals),
    )


def _starts(panel: Panel, fitted: Fitted) -> tuple[Origins, list[Start]]:
    there = origins(panel, contexts(panel), fitted.year)
    return there, starts_of(panel, there, fitted.year)


def _names(panel: Panel, starts: Sequence[Start]) -> list[tuple[str, str]]:
    named = names(panel)
    return [named[start.row] for start in starts]


def _score_revised(
    panel: Panel, fitted: Fitted, there: Origins, starts: Sequence[Start], revised: Revised
) -> Cases:
    """Return the cases of one year's origins when a revision moves each path as a whole."""
    seen = there.features
    centre = np.stack([predicted(seen, one) for one in fitted.slopes[:HORIZON]], axis=1)
    wide = np.stack([width(seen, one) for one in fitted.spreads[:HORIZON]], axis=1)
    strata = stratum_of(seen.scale)
    drawn = [shocks(fitted, number, draws=_DRAWS)[:HORIZON] for number in range(len(fitted.shapes))]
    place_of = {int(row): place for place, row in enumerate(there.rows)}
    found = []
    for start, (series, area) in zip(starts, _names(panel, starts), strict=True):
        place = place_of[start.row]
        stratum = int(strata[place])
        paths = centre[place, :, None] + wide[place, :, None] * drawn[stratum]
        found.append(_scores(paths + revised(series, area, stratum), start))
    odds, crps, level = (np.stack(part) for part in zip(*found, strict=True))
    return cases_of(starts, odds, crps, level)


def _scores(paths: Array, start: Start) -> tuple[Array, Array, Array]:
    """Return (HORIZON,) odds, scores and levels of what paths foretold."""
    so_far = np.maximum.accumulate(paths, axis=0)
    odds = (so_far >= goals(start.growth)[:, None]).mean(axis=1)
    crps, level = np.full(HORIZON, np.nan), np.full(HORIZON, np.nan)
    for over in np.flatnonzero(np.isfinite(start.change)):
        outcome = float(start.change[over])
        crps[over] = crps_of_draws(paths[over], outcome)
        level[over] = (paths[over] < outcome).mean()
    return odds, crps, level
