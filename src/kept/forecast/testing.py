"""A whole backtest, from the official figures to its results."""

from collections.abc import Callable
from os import times
from time import perf_counter

import numpy as np

from kept.forecast.backtest import FIRST_ORIGIN, HORIZON, Cases, Start, joined, run
from kept.forecast.calibration import Row
from kept.forecast.contest import compete, draw
from kept.forecast.known import Dated
from kept.forecast.learning import panel_of
from kept.forecast.panel import Panel
from kept.forecast.parameters import Fitted
from kept.forecast.redraws import redraws
from kept.forecast.results import calibrations, costs, scores, worst
from kept.forecast.vintages import vintages
from kept.model.backtests import Results

PER_SERIES = 24
"""Origins of each series of the panel in the contest."""
GRID = np.array([0.002, 0.005, 0.01, 0.02, 0.04, 0.07, 0.12, 0.2, 0.3, 0.4, 0.5])
_GRID = np.concatenate([GRID, 1 - GRID[-2::-1]])
_BANDS = ((1, 2), (3, 5), (6, HORIZON))


def backtest(
    figures: Dated,
    *,
    per_series: int = PER_SERIES,
    every: int = 1,
    first: int = FIRST_ORIGIN,
    workers: int = 1,
    tell: Callable[[str], None] = lambda _: None,
) -> tuple[Results, Cases]:
    """Return the results and Kept's cases.

    per_series: origins of each series in the contest with the peers. every: only every so
    many-th country, for a small one. tell: is told how far it has come.
    """
    begun, spent = perf_counter(), _processor()
    panel = panel_of(figures, every=every)
    parts: list[Cases] = []
    starts: list[Start] = []
    by_year: dict[int, Fitted] = {}
    for fitted, there, cases in run(panel, first=first):
        by_year[fitted.year] = fitted
        parts.append(cases)
        starts += there
        tell(f"origins of {fitted.year}: {len(there):,}")
    cases = joined(parts)
    sample = draw(panel, starts, per_series)
    tell(f"the contest: {len(sample):,} origins")
    rivals = compete(panel, sample, workers=workers)
    then = vintages(
        figures,
        panel,
        by_year,
        per_series=per_series,
        workers=workers,
        tell=tell,
    )
    results = Results(
        first=first,
        last=int(cases.year.max()),
        rows=len({start.row for start in starts}),
        series=len(set(_series(panel, starts))),
        origins=len(starts),
        sample=len(sample),
        scores=scores(cases, sample, rivals),
        calibration=calibrations(cases),
        worst=worst(panel, cases),
        costs=costs(rivals),
        vintages=tuple(then),
        seconds=perf_counter() - begun,
        processor=_processor() - spent,
    )
    return results, cases


def _processor() -> float:
    """Return the processor seconds of this process and of those that it has waited for."""
    return sum(times()[:4])


def _series(panel: Panel, starts: list[Start]) -> list[str]:
    return [panel.kinds[panel.kind[start.row]].id for start in starts]


def calibration_rows(cases: Cases) -> list[Row]:
    """Return the rows of `calibration.csv`: see `kept.forecast.calibration`."""
    rows = []
    for low, high in _BANDS:
        part = cases.where((cases.horizon >= low) & (cases.horizon <= high))
        ends = redraws(part, _GRID, block=high)
        last = 15 if high == HORIZON else high
        rows += [
            Row(low, last, float(odds), float(first), float(final), len(part.row))
            for odds, first, final in zip(_GRID, *ends, strict=True)
        ]
    return rows
