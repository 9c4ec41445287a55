"""A user's own series, read from a CSV file, beside the official statistics."""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

from kept.errors import InputError, MissingInput
from kept.model.statistics import (
    Country,
    Fact,
    Indicator,
    Observation,
    Series,
    Statistics,
    Window,
)

OWN = "own-series"
_ID = "OWN"
_COLUMNS = "period,value"
_MOST_ROWS = 20_000
_YEAR = re.compile(r"((?:1[5-9]|2[01])\d\d)")
_FISCAL = re.compile(r"FY\s?((?:19|20)\d\d)|((?:19|20)\d\d)\s?[/-–]\s?(\d\d)")
_MONTH = re.compile(r"((?:19|20)\d\d)-(0[1-9]|1[0-2])(?:-\d\d)?")


class OwnStatistics:
    """Official statistics in which one indicator of one area has the user's series first."""

    def __init__(
        self,
        official: Statistics,
        *,
        indicator: Indicator,
        area: str,
        series: tuple[Series, ...],
        observed: Mapping[str, tuple[Observation, ...]],
    ) -> None:
        self._official = official
        self._indicator = indicator
        self._area = area
        self._series = series
        self._observed = observed

    def indicator(self, indicator_id: str) -> Indicator | None:
        """Return the indicator, or None for an id that neither holds."""
        if indicator_id == self._indicator.id:
            return self._indicator
        return self._official.indicator(indicator_id)

    def series_of(self, indicator_id: str, area: str) -> tuple[Series, ...]:
        """Return the user's series, then the official ones."""
        official = self._official.series_of(indicator_id, area)
        if (indicator_id, area) == (self._indicator.id, self._area):
            return (*self._series, *official)
        return official

    def observations(
        self, series_id: str, area: str, *, as_of: date | None = None
    ) -> tuple[Observation, ...]:
        """Return the observations; of the user's own, those whose period had ended."""
        if series_id not in self._observed:
            return self._official.observations(series_id, area, as_of=as_of)
        own = self._observed[series_id]
        return tuple(one for one in own if as_of is None or one.end <= as_of)

    def windows(
        self, series_id: str, *, years: int, low: float, high: float, since: int
    ) -> tuple[Window, ...]:
        """Return countries' windows; the user's series has none."""
        if series_id in self._observed:
            return ()
        return self._official.windows(series_id, years=years, low=low, high=high, since=since)

    def facts(self, topic: str, area: str) -> tuple[Fact, ...]:
        """Return the official facts."""
        return self._official.facts(topic, area)

    def population_under(self, age: int, area: str, year: int) -> Observation | None:
        """Return the official count."""
        return self._official.population_under(age, area, year)

    def series(self, series_id: str) -> Series:
        """Return a series' description. Raises KeyError for an unknown id."""
        own = next((one for one in self._series if one.id == series_id), None)
        return self._official.series(series_id) if own is None else own

    def country(self, area: str) -> Country | None:
        """Return the country, or None for an unknown code."""
        return self._official.country(area)


def with_own_series(
    official: Statistics,
    path: Path,
    *,
    indicator: Indicator,
    area: str,
    year_start: tuple[int, int],
    today: date,
) -> OwnStatistics:
    """Return the statistics with a user's file as the first series of an indicator.

    year_start: (month, day) on which fiscal years begin; months add up to these years where
    the file has no other. today: the vintage that the file is given.
    Raises InputError where the file has no such columns or a row cannot be read.
    """
    observed = list(_observations(path, area, year_start))
    months = [one for one in observed if _is_month(one)]
    whole = [one for one in observed if not _is_month(one)]
    fiscal = year_start != (1, 1) if not whole else any("FY" in one.label for one in whole)
    if not whole:
        whole = _summed(months, year_start if fiscal else (1, 1))
    main = _described(path, _ID, indicator, today, fiscal=fiscal)
    part = _described(path, f"{_ID}.MONTH", indicator, today, fiscal=False)
    by_id = {main.id: tuple(whole), part.id: tuple(months)}
    return OwnStatistics(
        official, indicator=indicator, area=area, series=(main, part), observed=by_id
    )


def _described(
    path: Path, series_id: str, indicator: Indicator, today: date, *, fiscal: bool
) -> Series:
    return Series(
        id=series_id,
        indicator=indicator.id,
        publisher="your file",
        name=path.name,
        unit=indicator.unit,
        calendar="fiscal" if fiscal else "calendar",
        vintage=today,
        licence="",
        url="",
    )


def _observations(path: Path, area: str, year_start: tuple[int, int]) -> Iterator[Observation]:
    rows = list(_rows(path))
    for line, (period, value) in rows:
        start, end, label = _period(period, year_start, f"{path.name}, line {line}")
        yield Observation(_ID, area, start, end, label, _value(value, path, line))


def _rows(path: Path) -> Iterator[tuple[int, tuple[str, str]]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise MissingInput(
            "this series could not be read",
            where=str(path),
            why=getattr(error, "strerror", None) or "not a text in UTF-8",
            remedy=f"Give a CSV file with the columns {_COLUMNS}",
        ) from error
    lines = text.splitlines()
    reader = csv.reader(lines[:_MOST_ROWS])
    header = [cell.strip().lower() for cell in next(reader, [])]
    first = next((name for name in ("period", "year", "date", "month") if name in header), None)
    if first is None or "value" not in header:
        raise InputError(
            "this series lacks a column",
            where=str(path),
            why=f"its first line names {', '.join(header) or 'nothing'}",
            remedy=f"Name the columns {_COLUMNS}: periods like 2024, FY2024 or 2024-07, "
            "and plain numbers",
        )
    places = header.index(first), header.index("value")
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield reader.line_num, _cells(cells, places, path, reader.line_num)


def _cells(cells: Sequence[str], places: tuple[int, int], path: Path, line: int) -> tuple[str, str]:
    if len(cells) <= max(places):
        raise InputError("a row of this series is too short", where=f"{path.name}, line {line}")
    return cells[places[0]].strip(), cells[places[1]].strip()


def _value(text: str, path: Path, line: int) -> Decimal:
    try:
        value = Decimal(text.replace(",", "").replace("_", ""))
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite():
        raise InputError(
            "a value of this series is no number",
            where=f"{path.name}, line {line}",
            why=text or "the cell is empty",
            remedy="Write plain numbers such as 3810000000, and leave out periods without one",
        )
    return value


def _period(text: str, year_start: tuple[int, int], where: str) -> tuple[date, date, str]:
    """Return a period's half-open dates and its label."""
    month = _MONTH.fullmatch(text)
    if month is not None:
        year, number = int(month[1]), int(month[2])
        return date(year, number, 1), _month_after(year, number), text[:7]
    fiscal = _FISCAL.fullmatch(text)
    if fiscal is not None:
        year = int(fiscal[1]) if fiscal[1] else int(fiscal[2]) + 1
        start = date(year if year_start == (1, 1) else year - 1, *year_start)
        return start, start.replace(year=start.year + 1), f"FY{year}"
    plain = _YEAR.fullmatch(text)
    if plain is not None:
        return date(int(text), 1, 1), date(int(text) + 1, 1, 1), text
    raise InputError(
        "a period of this series cannot be read",
        where=where,
        why=text or "the cell is empty",
        remedy="Write years like 2024, fiscal years like FY2024 or 2023/24, months like 2024-07",
    )


def _month_after(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1)


def _is_month(one: Observation) -> bool:
    return (one.end - one.start).days <= 31  # noqa: PLR2004 -- the longest month


def _summed(months: Sequence[Observation], year_start: tuple[int, int]) -> list[Observation]:
    """Return the years of which all twelve months are there, added up."""
    by_start = {one.start: one for one in months}
    years = []
    for start in sorted(by_start):
        if (start.month, start.day) != year_start:
            continue
        steps = [date(start.year + place // 12, place % 12 + 1, 1) for place in _places(start)]
        if all(step in by_start for step in steps):
            total = sum((by_start[step].value for step in steps), Decimal(0))
            end = start.replace(year=start.year + 1)
            label = str(start.year) if year_start == (1, 1) else f"FY{end.year}"
            years.append(Observation(_ID, months[0].area, start, end, label, total))
    return years


def _places(start: date) -> range:
    return range(start.month - 1, start.month + 11)
