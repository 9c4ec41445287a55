"""What was known on a past day: the vintages that there are, and the panel as one had it."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Protocol

import numpy as np

from kept.forecast.histories import bridge
from kept.forecast.learning import Figures
from kept.forecast.panel import Panel
from kept.forecast.parameters import DATA
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


def shipped_vintage() -> tuple[date, Known]:
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
    return date.fromisoformat(str(parts["vintage"])), known


def recent_vintage(figures: Dated, panel: Panel) -> tuple[date, Known]:
    """Return the day and the values of the oldest vintage in the snapshot of the statistics."""
    wanted = {kind.id for kind in panel.kinds if figures.kept_since(kind.id) <= _RECENT}
    known = {}
    for number, area in zip(panel.kind, panel.areas, strict=True):
        series = panel.kinds[number].id
        if series in wanted and _revised(figures, series):
            found = figures.observations(series, area, as_of=_RECENT)
            known[series, area] = {one.start.year: float(one.value) for one in found}
    return _RECENT, known


def newest_vintage(figures: Figures) -> date:
    """Return the day of the newest vintage of any series."""
    return max(series.vintage for series in figures.all_series())


def usual_last_year(known: Known) -> int:
    """Return the year with which most rows of a vintage end."""
    (year, _), *_ = Counter(max(values, default=0) for values in known.values()).most_common(1)
    return year


def as_known(panel: Panel, known: Known, year: int) -> Panel:
    """Return the panel with everything up to a year as the vintage had it.

    Rows that the vintage lacks are left out.
    """
    named = names(panel)
    rows = np.array([place for place, name in enumerate(named) if name in known], dtype=np.int64)
    values = panel.values[rows].copy()
    cut = year - panel.first_year + 1
    values[:, :cut] = np.nan
    for place, row in enumerate(rows):
        for at, value in known[named[row]].items():
            if panel.first_year <= at <= year:
                values[place, at - panel.first_year] = value
    areas = tuple(panel.areas[row] for row in rows)
    return Panel(panel.kinds, panel.kind[rows], areas, panel.first_year, values, bridge(values))


def names(panel: Panel) -> list[tuple[str, str]]:
    """Return the series and the area of each row."""
    return [
        (panel.kinds[kind].id, area) for kind, area in zip(panel.kind, panel.areas, strict=True)
    ]


def _revised(figures: Dated, series_id: str) -> bool:
    found: Series = next(one for one in figures.all_series() if one.id == series_id)
    return figures.kept_since(series_id) < found.vintage
