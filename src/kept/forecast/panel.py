"""Many countries' yearly series side by side, as the forecast learns from them."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from kept.forecast.features import CONTEXT, Features, features, traits
from kept.forecast.histories import FEWEST_POINTS, Array, Bridged, bridge, windows_at

Ints = NDArray[np.int64]

_FEWEST_COUNTRIES = 8
_BOUNDED = frozenset({"percent", "per 100 people"})


class Kind(Struct, frozen=True):
    """A series of the panel: its id and whether it is a share or a figure per 100."""

    id: str
    bounded: bool


class Panel(Struct, frozen=True):
    """The panel. Rows are a series of one area.

    kinds: the series in order; kind: (rows,) which of them a row is. areas: ISO 3166-1 alpha-3.
    first_year: of the first column. values: (rows, years) as published, NaN where there is none.
    bridged: what `histories.bridge` makes of them.
    """

    kinds: tuple[Kind, ...]
    kind: Ints
    areas: tuple[str, ...]
    first_year: int
    values: Array
    bridged: Bridged

    @property
    def last_year(self) -> int:
        """Return the year of the last column."""
        return self.first_year + int(self.values.shape[1]) - 1

    @property
    def bounded(self) -> Array:
        """Return (rows,) 1 for shares and figures per 100, else 0."""
        marks = np.array([kind.bounded for kind in self.kinds], dtype=np.float64)
        return marks[self.kind]


class Origins(Struct, frozen=True):
    """The rows of a panel from which a forecast can start in one year, with what it needs.

    rows, kind: (origins,). features: see `features.Features`.
    """

    rows: Ints
    kind: Ints
    features: Features


Runs = Iterable[tuple[str, Mapping[int, Decimal]]]


def is_bounded(unit: str) -> bool:
    """Return whether a unit is a share or a figure per 100, which cannot grow for ever."""
    return unit in _BOUNDED


def build_panel(
    runs: Iterable[tuple[Kind, Runs]], *, first_year: int, last_year: int, fewest: int
) -> Panel:
    """Return the panel of the rows that have `fewest` positive values or more."""
    kinds: list[Kind] = []
    numbers: list[int] = []
    areas: list[str] = []
    rows: list[Array] = []
    for kind, areas_with_values in runs:
        for area, values in areas_with_values:
            row = _row(values, first_year, last_year)
            if int((row > 0).sum()) >= fewest:
                numbers.append(len(kinds))
                areas.append(area)
                rows.append(row)
        kinds.append(kind)
    stacked = np.array(rows)
    return Panel(
        tuple(kinds), np.array(numbers), tuple(areas), first_year, stacked, bridge(stacked)
    )


def _row(values: Mapping[int, Decimal], first: int, last: int) -> Array:
    row = np.full(last - first + 1, np.nan)
    for year, value in values.items():
        if first <= year <= last:
            row[year - first] = float(value)
    return row


def contexts(panel: Panel) -> Array:
    """Return (kinds, years, len(CONTEXT)) medians, NaN where too few countries have values."""
    years = panel.values.shape[1]
    found = np.full((len(panel.kinds), years, len(CONTEXT)), np.nan)
    for column in range(2, years):
        windows = windows_at(panel.bridged.levels, column)
        alive = np.flatnonzero(np.isfinite(windows[:, -3:]).all(axis=1))
        if len(alive) < _FEWEST_COUNTRIES:
            continue
        seen = traits(windows[alive])
        long = seen.years >= FEWEST_POINTS - 3
        columns = (
            (seen.last, np.ones_like(long)),
            (seen.over_5, long),
            (seen.over_10, long),
            (np.log(np.maximum(seen.wander, 1e-4)), long),
            (np.log(np.maximum(seen.jitter, 1e-4)), long),
            (seen.level, np.ones_like(long)),
        )
        for place, (values, counted) in enumerate(columns):
            found[:, column, place] = _medians(values, panel.kind[alive], counted, len(panel.kinds))
    return found


def _medians(values: Array, kind: Ints, counted: NDArray[np.bool_], kinds: int) -> Array:
    medians = np.full(kinds, np.nan)
    for number in range(kinds):
        chosen = values[(kind == number) & counted]
        if len(chosen) >= _FEWEST_COUNTRIES:
            medians[number] = np.median(chosen)
    return medians


def origins(panel: Panel, context: Array, year: int, *, fewest: int = FEWEST_POINTS) -> Origins:
    """Return the rows with a value in the year and `fewest` observed years or more behind it."""
    column = year - panel.first_year
    rows = np.flatnonzero(panel.bridged.points[:, column] >= fewest)
    kind = panel.kind[rows]
    seen = traits(windows_at(panel.bridged.levels, column)[rows])
    return Origins(rows, kind, features(seen, context[kind, column], panel.bounded[rows]))


def outcomes(panel: Panel, year: int, horizon: int) -> Array:
    """Return (rows,) the change of the logarithm after `horizon` years; NaN where not observed."""
    start, end = year - panel.first_year, year + horizon - panel.first_year
    levels, seen = panel.bridged.levels, panel.bridged.points[:, end] > 0
    unbroken = np.isfinite(levels[:, start : end + 1]).all(axis=1)
    change = levels[:, end] - levels[:, start]
    return np.where(seen & unbroken, change, np.nan)


def named(kinds: Sequence[Kind]) -> dict[str, int]:
    """Return each series' place in the panel by its id."""
    return {kind.id: number for number, kind in enumerate(kinds)}
