"""Dates of years, quarters and spans, in the calendar and in financial years."""

from datetime import date, timedelta

from msgspec import Struct

MONTHS = 12


class Calendars(Struct, frozen=True):
    """What turns words of time into dates.

    published: the day of publication, from which "last year" counts; None if unknown.
    fiscal_start: (month, day) on which the country's financial year begins; None if the
    country is unknown. ends_name: whether FY2025 is the year that ends in 2025.
    """

    published: date | None = None
    fiscal_start: tuple[int, int] | None = None
    ends_name: bool = True

    def fiscal_year(self, name: int) -> tuple[date, date] | None:
        """Return the half-open dates of the financial year called `name`, or None if unknown."""
        if self.fiscal_start is None:
            return None
        month, day = self.fiscal_start
        if (month, day) == (1, 1) or not self.ends_name:
            return date(name, month, day), date(name + 1, month, day)
        return date(name - 1, month, day), date(name, month, day)

    def current_fiscal_year(self, step: int = 0) -> tuple[date, date, int] | None:
        """Return the financial year of publication, `step` years on, with its name."""
        if self.published is None or self.fiscal_start is None:
            return None
        for name in range(self.published.year - 1, self.published.year + 3):
            dates = self.fiscal_year(name)
            if dates and dates[0] <= self.published < dates[1]:
                moved = self.fiscal_year(name + step)
                return (*moved, name + step) if moved else None
        return None


def year(number: int) -> tuple[date, date]:
    """Return the half-open dates of a calendar year.

    >>> year(2030)
    (datetime.date(2030, 1, 1), datetime.date(2031, 1, 1))
    """
    return date(number, 1, 1), date(number + 1, 1, 1)


def add_months(day: date, months: int) -> date:
    """Return the same day `months` later, or that month's last day where it has none.

    >>> add_months(date(2024, 1, 31), 1)
    datetime.date(2024, 2, 29)
    """
    index = day.year * MONTHS + day.month - 1 + months
    first = date(index // MONTHS, index % MONTHS + 1, 1)
    following = date((index + 1) // MONTHS, (index + 1) % MONTHS + 1, 1)
    return first + timedelta(days=min(day.day, (following - first).days) - 1)


def month(number: int, of_year: int) -> tuple[date, date]:
    """Return the half-open dates of a month."""
    first = date(of_year, number, 1)
    return first, add_months(first, 1)


def part(start: date, months: int, number: int) -> tuple[date, date]:
    """Return part `number` (from 1) of a year that begins at `start`, each of `months` months."""
    first = add_months(start, months * (number - 1))
    return first, add_months(first, months)


SPAN_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120}


def span(day: date, count: int, unit: str) -> date:
    """Return the day `count` spans after `day`; count may be negative.

    >>> span(date(2025, 5, 1), 5, "year")
    datetime.date(2030, 5, 1)
    """
    if unit == "week":
        return day + timedelta(weeks=count)
    if unit == "day":
        return day + timedelta(days=count)
    return add_months(day, SPAN_MONTHS[unit] * count)
