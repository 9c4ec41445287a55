"""What was known then: origins whose past is an old vintage, scored against today's figures.

Figures are revised, and an announcement knew only those of its day. Here the level at the
origin and all before it are as an old vintage had them, and the outcome is as it stands today;
a target is a multiple of the level as it was known.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Protocol

import numpy as np

from kept.forecast.backtest import Cases, Start, score, starts_of
from kept.forecast.contest import compete, draw
from kept.forecast.histories import Array, bridge
from kept.forecast.learning import Figures
from kept.forecast.panel import Panel, contexts, origins
from kept.forecast.parameters import DATA, Fitted
from kept.forecast.results import calibrations, scores
from kept.model.backtests import Vintage
from kept.model.statistics import Observation, Series

Known = Mapping[tuple[str, str], Mapping[int, float]]
"""Values by year of a series and an area, as a vintage had them."""

_RECENT = date(2025, 12, 31)


class Dated(Figures, Protocol):
    """What this asks of the official figures beyond learning."""

    def observations(
        self, series_id: str, area: str, *, as_of: date | None = None
    ) -> tuple[Observation, ...]:
        """Return the area's observations as known on a day, oldest first."""
        ...

    def kept_since(self, series_id: str) -> date:
        """Return the day of the oldest vintage of a series that is kept."""
        ...


def shipped_vintage() -> tuple[str, Known]:
    """Return the day and the values of the vintage that ships for the backtest."""
    with np.load(DATA / "vintage_2018.npz", allow_pickle=False) as file:
        parts = {name: file[name] for name in file.files}
    first = int(parts["first_year"])
    known = {
        (str(series), str(area)): {
            first + place: float(value) for place, value in enumerate(row) if np.isfinite(value)
        }
        for series, area, row in zip(parts["series"], parts["areas"], parts["values"], strict=True)
    }
    return str(parts["vintage"]), known


def recent_vintage(figures: Dated, panel: Panel) -> tuple[str, Known]:
    """Return the day and the values of the oldest vintage in the snapshot of the statistics."""
    wanted = {kind.id for kind in panel.kinds if figures.kept_since(kind.id) <= _RECENT}
    known = {}
    for number, area in zip(panel.kind, panel.areas, strict=True):
        series = panel.kinds[number].id
        if series in wanted and _revised(figures, series):
            found = figures.observations(series, area, as_of=_RECENT)
            known[series, area] = {one.start.year: float(one.value) for one in found}
    return str(_RECENT), known


def _revised(figures: Dated, series_id: str) -> bool:
    found: Series = next(one for one in figures.all_series() if one.id == series_id)
    return figures.kept_since(series_id) < found.vintage


def as_known(panel: Panel, known: Known, year: int) -> Panel:
    """Return the panel with everything up to a year as the vintage had it.

    Rows that the vintage lacks are left out.
    """
    names = [
        (panel.kinds[kind].id, area) for kind, area in zip(panel.kind, panel.areas, strict=True)
    ]
    rows = np.array([place for place, name in enumerate(names) if name in known], dtype=np.int64)
    values = panel.values[rows].copy()
    cut = year - panel.first_year + 1
    values[:, :cut] = np.nan
    for place, row in enumerate(rows):
        for at, value in known[names[row]].items():
            if panel.first_year <= at <= year:
                values[place, at - panel.first_year] = value
    areas = tuple(panel.areas[row] for row in rows)
    return Panel(panel.kinds, panel.kind[rows], areas, panel.first_year, values, bridge(values))


def judged(
    panel: Panel,
    fitted: Fitted,
    day: str,
    known: Known,
    *,
    per_series: int,
    workers: int,
) -> Vintage:
    """Return how forecasts from a vintage's last year fared, beside the peers and final figures."""
    then = as_known(panel, known, fitted.year)
    starts, cases = _scored(then, fitted)
    sample = draw(then, starts, per_series)
    rivals = compete(then, sample, workers=workers)
    _, final = _scored(panel, fitted, only=set(_names(then, starts)))
    return Vintage(
        day=day,
        year=fitted.year,
        origins=len(starts),
        series=len({then.kinds[then.kind[start.row]].id for start in starts}),
        sample=len(sample),
        calibration=calibrations(cases)[0],
        with_final=calibrations(final)[0],
        scores=scores(cases, sample, rivals),
    )


def _usual_last_year(known: Known) -> int:
    """Return the year with which most rows of a vintage end."""
    (year, _), *_ = Counter(max(values, default=0) for values in known.values()).most_common(1)
    return year


def _scored(
    panel: Panel, fitted: Fitted, *, only: set[tuple[str, str]] | None = None
) -> tuple[list[Start], Cases]:
    beside: Array = contexts(panel)
    there = origins(panel, beside, fitted.year)
    starts = starts_of(panel, there, fitted.year)
    if only is not None:
        starts = [
            start for start, name in zip(starts, _names(panel, starts), strict=True) if name in only
        ]
    return starts, score(fitted, there, starts)


def _names(panel: Panel, starts: list[Start]) -> Iterator[tuple[str, str]]:
    for start in starts:
        yield panel.kinds[panel.kind[start.row]].id, panel.areas[start.row]


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
    for day, known in (shipped_vintage(), recent_vintage(figures, panel)):
        year = _usual_last_year(known)
        if year not in by_year:
            continue
        tell(f"as known on {day}: origins of {year}")
        yield judged(panel, by_year[year], day, known, per_series=per_series, workers=workers)
