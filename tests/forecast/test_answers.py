"""Whole answers from the shipped statistics, and an answer to each question that has none."""

from datetime import date
from decimal import Decimal

import pytest

from kept.forecast.references import references
from kept.model.forecasts import Question
from kept.pipeline import odds_of
from kept.statistics.shelf import open_shelf


def test_exports_by_fiscal_and_by_calendar_year(asked):
    fiscal = asked("PAK", "ict-service-exports", "15e9", by=date(2030, 7, 1), calendar="fiscal")
    assert fiscal.series.id == "PAK.ICT-REMITTANCES"
    assert fiscal.chance.label == "FY2030"
    assert fiscal.arithmetic.years == 5
    plain = asked("PAK", "ict-service-exports", "15e9", by=date(2031, 1, 1), calendar="calendar")
    assert plain.series.id == "BX.GSR.CCIS.CD"
    assert plain.chance.label == "2030"
    assert plain.arithmetic.years == 6


def test_the_sums_can_be_done_again_by_hand(asked):
    found = asked("PAK", "ict-service-exports", "15e9", by=date(2030, 7, 1), calendar="fiscal")
    sums = found.arithmetic
    assert sums.base.value == Decimal(3_810_000_000)
    assert sums.needed == pytest.approx((15 / 3.81) ** (1 / 5) - 1)
    by_years = {pace.years: pace.growth for pace in sums.own}
    assert by_years[5] == pytest.approx((3810 / 1440) ** (1 / 5) - 1)
    assert sums.pace_year == 2033  # 3.81 at 21.5 % a year passes 15 in the eighth year
    assert found.sentence.startswith("About 3 in 100 (")
    assert "It needs 32% a year; of 288 five-year windows" in found.sentence


def test_the_running_year_uses_the_months_known_on_the_day(asked):
    found = asked(
        "PAK",
        "ict-service-exports",
        "4e9",
        by=date(2025, 7, 1),
        calendar="fiscal",
        as_of=date(2025, 5, 1),
    )
    running = found.elapsed
    assert found.arithmetic.base.label == "FY2024"
    assert (running.months, running.known.value) == (6, Decimal(1_860_000_000))
    assert running.known.known <= date(2025, 5, 1)
    assert 3.6e9 < running.centre < 3.95e9
    assert 0.02 < found.chance.probability < 0.4
    assert "6 of 12 months" in found.sentence


def test_more_months_make_the_running_year_surer(asked):
    question = {"by": date(2025, 7, 1), "calendar": "fiscal"}
    early = asked("PAK", "ict-service-exports", "4e9", as_of=date(2025, 5, 1), **question)
    late = asked("PAK", "ict-service-exports", "4e9", as_of=date(2025, 7, 15), **question)
    assert late.elapsed.months > early.elapsed.months
    assert late.elapsed.spread < early.elapsed.spread
    assert late.chance.probability < early.chance.probability  # it came in at 3.81


def test_nothing_that_became_known_later_is_used(asked):
    early = asked("PAK", "ict-service-exports", "15e9", as_of=date(2025, 5, 1))
    assert early.method.count("ended by 2024") == 1
    assert all(one.known is None or one.known <= date(2025, 5, 1) for one in early.history)


@pytest.mark.parametrize("area", ["IND", "KEN"])
def test_other_countries_have_odds_and_a_reference_class(asked, area):
    found = asked(area, "ict-service-exports", "400e9", by=date(2036, 1, 1))
    assert found.chance is not None
    assert found.references
    assert found.references[0].count >= 50


def test_a_target_to_get_down_to(asked):
    found = asked("KEN", "child-mortality", 25, by=date(2031, 1, 1), falling=True)
    assert found.arithmetic.needed < 0
    assert "a fall of" in found.sentence
    easier = asked("KEN", "child-mortality", 33, by=date(2031, 1, 1), falling=True)
    assert easier.chance.probability > found.chance.probability


def test_a_share_stops_at_a_hundred(asked):
    found = asked("KEN", "electricity-access", 95, by=date(2031, 1, 1))
    assert max(fan.values[-1] for fan in found.fan) <= 100
    assert asked("KEN", "electricity-access", 101, by=date(2031, 1, 1)).chance.probability == 0


def test_the_reference_class_is_the_one_that_the_checks_count():
    shelf = open_shelf()
    (series,) = [one for one in shelf.all_series() if one.id == "BX.GSR.CCIS.CD"]
    found = references(shelf, [series], "PAK", base=3.81e9, years=4, growth=0.4086)
    everyone = found[0]
    assert (everyone.met, everyone.count, everyone.areas) == (0, 327, 47)
    assert everyone.low == 0
    assert 327 / 4 * 0.8 < everyone.independent < 327
    assert everyone.high == pytest.approx(0.04, abs=0.02)
    (easy, *_) = references(shelf, [series], "PAK", base=3.81e9, years=4, growth=0.1)
    assert easy.names[0] == "Cyprus"
    assert easy.areas_met <= easy.areas


def test_announced_targets_stand_beside_the_odds(asked):
    found = asked("PAK", "ict-service-exports", "15e9", by=date(2030, 7, 1), calendar="fiscal")
    closest, everyone = found.record
    assert closest.horizon == "due in 4 years or more"
    assert 0 < closest.count < everyone.count
    early = asked("PAK", "ict-service-exports", "15e9", as_of=date(2016, 1, 1))
    assert early.record[-1].count < everyone.count  # only those decided by then


def test_a_target_that_stands_reached_asks_for_no_growth(asked):
    found = asked("PAK", "ict-service-exports", "1e9", by=date(2031, 1, 1))
    assert found.standing == "reached"
    assert found.arithmetic.needed is None
    assert found.references == ()
    assert not [line for line in found.working if "to the power of" in line or "windows" in line]


CASES = [
    # area, indicator, target, more, standing, words in the notes or the sentence
    (
        "PAK",
        "ict-service-exports",
        "3e9",
        {},
        "reached",
        "Already reached: $3.81 billion in FY2025",
    ),
    (
        "PAK",
        "ict-service-exports",
        "4e9",
        {"by": date(2025, 7, 1), "calendar": "fiscal"},
        "missed",
        "The deadline has passed: $3.81 billion in FY2025",
    ),
    (
        "BLR",
        "ict-service-exports",
        "9e9",
        {"by": date(2031, 1, 1)},
        "open",
        "The series is stale: its last year is 2021",
    ),
    (
        "PAK",
        "gdp",
        "9e12",
        {"by": date(2046, 1, 1)},
        "open",
        "No odds: the deadline is 20 years on",
    ),
]


@pytest.mark.parametrize(("area", "indicator", "target", "more", "standing", "words"), CASES)
def test_each_special_case_is_told(asked, area, indicator, target, more, standing, words):
    found = asked(area, indicator, target, **more)
    assert found.standing == standing
    assert words in " ".join((found.sentence, *found.notes))
    if standing != "open":
        assert found.chance is None
        assert not found.curve


def test_a_series_with_few_years_gets_its_sums_and_the_class_alone(asked):
    found = asked(
        "PAK",
        "ict-service-exports",
        "5e9",
        by=date(2024, 7, 1),
        calendar="fiscal",
        as_of=date(2021, 9, 1),
    )
    assert found.curve == ()
    assert "a forecast needs 8" in " ".join(found.notes)
    assert found.references[0].count >= 50
    assert found.sentence.startswith("It needs")


def test_a_balance_below_nought_has_no_odds(asked):
    found = asked("PAK", "current-account-balance", "5e9", by=date(2031, 1, 1))
    assert found.curve == ()
    assert "can be negative" in " ".join(found.notes)


def test_a_stale_series_gives_odds_for_years_to_come_alone(asked):
    found = asked("BLR", "ict-service-exports", "9e9")
    assert found.answer
    for year in range(2022, 2026):
        assert f"by {year}" not in found.answer


def test_beyond_the_forecast_there_are_sums_and_no_odds(asked):
    found = asked("PAK", "gdp", "9e12", by=date(2081, 1, 1))
    assert found.answer == ""
    assert found.sentence.startswith("It needs")


def test_what_no_series_measures_has_no_answer():
    question = Question(
        indicator="ict-service-exports", area="VNM", target=Decimal(1), as_of=date(2026, 1, 1)
    )
    assert odds_of(question) is None
