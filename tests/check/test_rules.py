"""Tolerances and word lists: typed, complete, and fit for the catalogue."""

from decimal import Decimal

import pytest

from kept.check import rules
from kept.errors import LexiconError
from kept.statistics.shelf import open_shelf


def test_tolerances_are_exact_decimals() -> None:
    read = rules.tolerances()
    assert read.bounds.about == Decimal("0.10")
    assert read.targets.enough == 50


def test_an_unknown_list_names_its_file() -> None:
    with pytest.raises(LexiconError, match=r"check_words\.toml, no-such-list"):
        rules.words("no-such-list")


def test_a_wrong_tolerance_names_its_file(monkeypatch: pytest.MonkeyPatch) -> None:
    rules.tolerances.cache_clear()
    monkeypatch.setattr(rules, "table", lambda _name: {"rounding": {"digits": "many"}})
    with pytest.raises(LexiconError, match=r"check_tolerances\.toml"):
        rules.tolerances()
    rules.tolerances.cache_clear()


@pytest.mark.parametrize("yardstick", rules.yardsticks())
def test_a_yardstick_is_an_indicator_in_money(yardstick: rules.Yardstick) -> None:
    indicator = open_shelf().indicator(yardstick.indicator)
    assert indicator is not None
    assert indicator.unit == "USD"


def test_definitions_name_indicators_of_the_catalogue() -> None:
    unknown = [one for one in rules.definitions() if open_shelf().indicator(one) is None]
    assert unknown == []


def test_growth_indicators_are_rates_of_the_catalogue() -> None:
    for named in rules.words("growth_indicators"):
        indicator = open_shelf().indicator(named)
        assert indicator is not None
        assert indicator.kind == "rate"


def test_age_groups_are_in_the_population_tables() -> None:
    for flow in rules.flows():
        for age in (flow.from_age, flow.to_age):
            assert open_shelf().population_under(age, "PAK", 2025) is not None
