"""Published figures of national publishers, one by one, with the day and page of each."""

import csv
import re
from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

from msgspec import Struct

from snapshot_notes import Notes, read_notes

AREA = "PAK"
YEAR_BEGINS = 7
"""The month in which Pakistan's fiscal year begins."""
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Printed(Struct, frozen=True, order=True):
    """One print, ordered by series, period and the day it was printed."""

    series: str
    area: str
    start: date
    end: date
    earliest: date
    known: date
    label: str
    value: str
    url: str
    note: str


def read_prints(source: Path, catalogue: Iterable[Mapping[str, str]]) -> list[Printed]:
    """Return the prints that the catalogue names, sorted.

    A print that only rounds an earlier one of the same period is left out, so that a figure
    never loses digits by being told again.
    """
    series = {row["key"]: row for row in catalogue if row["source"] == "prints"}
    notes = read_notes("prints")
    found: dict[tuple[str, date, date], list[Printed]] = defaultdict(list)
    with (source / "pak_it_exports.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            named = series.get(f"{row['period_type']}/{row['concept'].partition(' ')[0]}")
            if named is not None:
                one = _read_print(row, named, notes)
                found[one.series, one.start, one.end].append(one)
    return sorted(one for prints in found.values() for one in _telling(sorted(prints)))


def days(text: str) -> tuple[date, date]:
    """Return the first and the last day that a date of day, month or year can mean.

    >>> days("2024-02")
    (datetime.date(2024, 2, 1), datetime.date(2024, 2, 29))
    """
    year, month, day = (*(int(part) for part in text.split("-")), 0, 0)[:3]
    if day:
        return date(year, month, day), date(year, month, day)
    if month:
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    return date(year, 1, 1), date(year, 12, 31)


def period(label: str) -> tuple[date, date]:
    """Return the half-open dates of a label: a month, a fiscal year or its first months.

    >>> period("FY2025 Jul-Mar")
    (datetime.date(2024, 7, 1), datetime.date(2025, 4, 1))
    """
    part = re.fullmatch(r"FY(\d{4})(?: ([A-Z][a-z]{2})-([A-Z][a-z]{2}))?", label)
    if part is None:
        start, last = days(label)
        return start, _month(last.year, last.month + 1)
    year, begin, end = int(part[1]), part[2] or "Jul", part[3] or "Jun"
    return _fiscal(year, MONTHS.index(begin) + 1), _next(_fiscal(year, MONTHS.index(end) + 1))


def _fiscal(year: int, month: int) -> date:
    return date(year - 1 if month >= YEAR_BEGINS else year, month, 1)


def _next(first: date) -> date:
    return _month(first.year, first.month + 1)


def _month(year: int, month: int) -> date:
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)


def _read_print(row: Mapping[str, str], series: Mapping[str, str], notes: Notes) -> Printed:
    start, end = period(row["period"])
    earliest, latest = days(row["date_published"])
    value = Decimal(row["value_usd_m"]) * Decimal(series["factor"])
    return Printed(
        series=series["id"],
        area=AREA,
        start=start,
        end=end,
        earliest=earliest,
        known=latest,
        label=row["period"],
        value=format(value.normalize(), "f"),
        url=row["source_url"],
        note=notes.note(row["concept"], row["period"], row["date_published"], row["note"]),
    )


def _telling(prints: list[Printed]) -> Iterator[Printed]:
    kept: Printed | None = None
    for one in sorted(prints, key=lambda one: (one.earliest, one.known)):
        if kept is None or not _only_rounds(one.value, kept.value):
            kept = one
            yield one


def _only_rounds(later: str, earlier: str) -> bool:
    last_digit = Decimal(later).normalize().as_tuple().exponent
    return Decimal(earlier).quantize(Decimal(1).scaleb(int(last_digit))) == Decimal(later)
