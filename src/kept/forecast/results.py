"""What a backtest found: scores by horizon and method, calibration, coverage, worst misses."""

from collections.abc import Mapping, Sequence

import numpy as np

from kept.forecast.backtest import HORIZON, Cases, Start
from kept.forecast.contest import Result
from kept.forecast.panel import Panel
from kept.forecast.redraws import inside_range
from kept.forecast.scores import bins, brier, calibration_error, share_inside
from kept.model.backtests import OWN, Calibration, Cost, Score, Worst

_WORST = 10
_SMALL = 1e-4


def calibrations(cases: Cases) -> tuple[Calibration, ...]:
    """Return the calibration over all horizons, then of each."""
    parts = [(0, cases)]
    parts += [(number, cases.where(cases.horizon == number)) for number in range(1, HORIZON + 1)]
    return tuple(_calibration(number, part) for number, part in parts if len(part.row))


def _calibration(horizon: int, cases: Cases) -> Calibration:
    return Calibration(
        horizon=horizon,
        cases=len(cases.row),
        reached=float(cases.hit.mean()),
        brier=brier(cases.odds, cases.hit),
        error=calibration_error(cases.odds, cases.hit),
        inside_80=share_inside(cases.place, 0.80),
        inside_95=share_inside(cases.place, 0.95),
        range_80=inside_range(cases, 0.80, block=horizon or HORIZON),
        range_95=inside_range(cases, 0.95, block=horizon or HORIZON),
        bins=bins(cases.odds, cases.hit),
    )


def scores(
    cases: Cases, sample: Sequence[Start], rivals: Mapping[str, Sequence[Result]]
) -> tuple[Score, ...]:
    """Return every method's scores on the contest's origins, Kept first, by horizon."""
    place = {
        (int(row), int(year), int(horizon)): number
        for number, (row, year, horizon) in enumerate(
            zip(cases.row, cases.year, cases.horizon, strict=True)
        )
    }
    found = []
    for over in range(HORIZON):
        inside = [number for number, one in enumerate(sample) if np.isfinite(one.change[over])]
        mine = [place[sample[one].row, sample[one].year, over + 1] for one in inside]
        if not mine:
            continue
        hits = cases.hit[mine]
        own = brier(cases.odds[mine], hits)
        found.append(Score(OWN, over + 1, len(mine), own, float(cases.crps[mine].mean())))
        for name, results in rivals.items():
            odds = np.array([results[one].odds[over] for one in inside])
            crps = np.array([results[one].crps[over] for one in inside])
            known = np.isfinite(odds)
            score = brier(odds[known], hits[known])
            found.append(Score(name, over + 1, int(known.sum()), score, float(np.nanmean(crps))))
    return tuple(found)


def worst(panel: Panel, cases: Cases) -> tuple[Worst, ...]:
    """Return the cases with the least likely outcomes, one for each series and country."""
    likely = np.where(cases.hit > 0, cases.odds, 1 - cases.odds)
    weight = np.maximum(likely, _SMALL) * (1 + 0.001 * cases.horizon)
    found: dict[int, Worst] = {}
    for number in np.argsort(weight, kind="stable"):
        row = int(cases.row[number])
        if row in found:
            continue
        times = (1 + cases.growth[number]) ** cases.horizon[number]
        found[row] = Worst(
            panel.kinds[panel.kind[row]].id,
            panel.areas[row],
            int(cases.year[number]),
            int(cases.horizon[number]),
            float(times),
            float(cases.odds[number]),
            bool(cases.hit[number]),
        )
        if len(found) == _WORST:
            break
    return tuple(found.values())


def costs(rivals: Mapping[str, Sequence[Result]]) -> tuple[Cost, ...]:
    """Return what each method took for one origin."""
    return tuple(
        Cost(
            name,
            float(np.median([one.seconds for one in results])),
            sum(not one.fits for one in results),
        )
        for name, results in rivals.items()
        if any(one.seconds for one in results)
    )
