from datetime import date
from decimal import Decimal

import pytest

from kept.forecast.choosing import Yearly
from kept.forecast.elapsed import elapsed
from kept.model.statistics import Observation, Series

SERIES = Series(
    id="S",
    indicator="exports",
    publisher="Bank",
    name="Exports",
    unit="USD",
    calendar="fiscal",
    vintage=date(2025, 1, 1),
    licence="",
    url="",
)


def month(text, value):
    year, number = map(int, text.split("-"))
    end = date(year + number // 12, number % 12 + 1, 1)
    return Observation("S.M", "AAA", date(year, number, 1), end, text, Decimal(value))


def year(last, value):
    return Observation(
        "S", "AAA", date(last - 1, 7, 1), date(last, 7, 1), f"FY{last}", Decimal(value)
    )


def part(start, end, value):
    return Observation("S.YTD", "AAA", start, end, f"{start} on", Decimal(value))


def told(parts, *, growth=0.0):
    yearly = Yearly(SERIES, (year(2024, 120),), tuple(parts))
    return elapsed(yearly, growth=growth, surprise=0.2)


def test_months_in_a_row_are_added_up():
    found = told([month("2024-07", 10), month("2024-08", 12), month("2024-10", 99)])
    assert (found.known.value, found.months) == (Decimal(22), 2)


def test_a_longer_part_less_its_last_months_is_known_too():
    nine = part(date(2023, 7, 1), date(2024, 4, 1), 90)
    months = [month("2024-01", 9), month("2024-02", 10), month("2024-03", 11)]
    half = part(date(2024, 7, 1), date(2025, 1, 1), 66)
    found = told([nine, *months, half])
    assert found.months == 6
    assert found.shares == (("FY2024", pytest.approx(60 / 120)),)
    assert found.centre == pytest.approx(66 / 0.5)


def test_the_longest_known_part_counts():
    half = part(date(2024, 7, 1), date(2025, 1, 1), 60)
    found = told([half, month("2025-01", 11)])
    assert (found.known.value, found.months) == (Decimal(71), 7)


def test_growth_within_the_year_leaves_more_to_come():
    half = part(date(2024, 7, 1), date(2025, 1, 1), 60)
    assert told([half], growth=0.3).centre > told([half]).centre == pytest.approx(120)


def test_the_spread_shrinks_as_the_year_goes_by():
    parts = [
        part(date(2024, 7, 1), date(2024 + end // 13, (end - 1) % 12 + 1, 1), 10 * end)
        for end in (10, 12, 16)
    ]
    spreads = [told(parts[:count]).spread for count in (1, 2, 3)]
    assert spreads == sorted(spreads, reverse=True)


def test_nothing_is_told_of_a_year_without_months():
    assert told([]) is None
    assert told([month("2024-09", 5)]) is None
