"""Periods as tables write them: years, fiscal years, months, days, and parts of a fiscal year."""

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

from kept.lexicon.places import fiscal_calendar
from kept.model.ledger import Due

_UNDATED = frozenset({"", "undated", "n/a", "none", "open"})
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?!\d)(?:-(\d{2}))?)?")
_FISCAL = re.compile(r"FY ?(\d{4})(?:[-/](\d{2}|\d{4}))?(?: ([A-Z][a-z]{2})-([A-Z][a-z]{2}))?")
_QUARTER = re.compile(r"(\d{4})[- ]?Q([1-4])")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@lru_cache(maxsize=4096)
def due_of_label(label: str, area: str) -> Due | None:
    """Return the period that a label names; None for one that says it has no date.

    Fiscal years are those of the area. Raises ValueError for a label that cannot be read.

    >>> due_of_label("FY2025", "PAK").end, due_of_label("2025-12", "PAK").end
    (datetime.date(2025, 7, 1), datetime.date(2026, 1, 1))
    >>> due_of_label("undated", "PAK")
    """
    text = label.strip().strip('"“”')
    if text.casefold() in _UNDATED or (label.strip()[:1] == '"' and not _DATE.fullmatch(text)):
        return None
    fiscal = _FISCAL.fullmatch(text)
    if fiscal is not None:
        return _fiscal(fiscal, text, area)
    quarter = _QUARTER.fullmatch(text)
    if quarter is not None:
        first = date(int(quarter[1]), 3 * int(quarter[2]) - 2, 1)
        return Due(first, _months_on(first, 3), text)
    first_day, last_day = days_of(text.removeprefix("CY"))
    return Due(first_day, last_day + timedelta(days=1), text, (last_day - first_day).days > 360)  # noqa: PLR2004


def days_of(text: str) -> tuple[date, date]:
    """Return the first and the last day that a year, month or day can mean.

    Raises ValueError for any other text.

    >>> days_of("2024-02")
    (datetime.date(2024, 2, 1), datetime.date(2024, 2, 29))
    """
    found = _DATE.fullmatch(text)
    if found is None:
        msg = f"“{text}” is no year, fiscal year, month or day"
        raise ValueError(msg)
    year, month, day = (int(part) if part else 0 for part in found.groups())
    if day:
        return date(year, month, day), date(year, month, day)
    if month:
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    return date(year, 1, 1), date(year, 12, 31)


@lru_cache(maxsize=4096)
def said_of(text: str, *, loose: bool) -> date:
    """Return the last day that a date of day, month or year can mean: by then it was said.

    loose: what follows the date is left out. Raises ValueError where there is no date.
    """
    found = _DATE.match(text) if loose else None
    return days_of(found[0] if found else text)[1]


def _fiscal(found: re.Match[str], text: str, area: str) -> Due:
    calendar = fiscal_calendar(area)
    year = int(found[1])
    spans = found[2] is not None
    starts = spans or calendar.named == "start" or (calendar.month, calendar.day) == (1, 1)
    first = date(year if starts else year - 1, calendar.month, calendar.day)
    if found[3] is None:
        return Due(first, _months_on(first, 12), text, yearly=True)
    begin = _in_year(first, _MONTHS.index(found[3]) + 1)
    return Due(begin, _months_on(_in_year(first, _MONTHS.index(found[4]) + 1), 1), text)


def _in_year(first: date, month: int) -> date:
    """Return the first of a month within the fiscal year that begins on `first`."""
    return date(first.year + (month < first.month), month, 1)


def _months_on(day: date, months: int) -> date:
    month = day.month - 1 + months
    return day.replace(year=day.year + month // 12, month=month % 12 + 1)
