from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import get_args

import pytest
import yaml

from kept.model.claims import (
    Bound,
    Change,
    Claim,
    CommitmentKind,
    Modality,
    Period,
    Quantity,
    Strength,
)
from kept.model.findings import VERDICTS
from kept.model.text import Quote
from kept.publish import overview, words
from kept.publish.numbers import in_words, plural

CASES = yaml.safe_load((Path(__file__).parent / "readings.yaml").read_text(encoding="utf-8"))


def ends(case: dict) -> tuple[Decimal | None, Decimal | None]:
    low, high = case.get("low"), case.get("high")
    return (
        None if low is None else Decimal(str(low)),
        None if high is None else Decimal(str(high)),
    )


@pytest.mark.parametrize("case", CASES["readings"], ids=lambda case: case["read"])
def test_readings(case):
    quantity = Quantity(
        "5", 0, 1, *ends(case), case["unit"], case.get("bound", "exact"), per=case.get("per")
    )
    change = case.get("change")
    claim = Claim(
        id="claim",
        quote=Quote("5", 0, 1),
        quantity=quantity,
        change=change and Change(change["kind"], change["direction"]),
        negated=case.get("negated", False),
    )
    assert words.reading_in_words(claim) == case["read"]


@pytest.mark.parametrize("case", CASES["periods"], ids=lambda case: case["read"])
def test_periods(case):
    period = Period(
        case["exact"],
        0,
        len(case["exact"]),
        case.get("start"),
        case.get("end"),
        calendar=case.get("calendar", "calendar"),
        label=case.get("label", ""),
    )
    assert words.period_in_words(period) == case["read"]


@pytest.mark.parametrize(("number", "read"), CASES["numbers"].items())
def test_numbers(number, read):
    assert in_words(Decimal(str(number))) == read


@pytest.mark.parametrize(("one", "many"), CASES["plurals"].items())
def test_plurals(one, many):
    assert plural(one) == many


def test_nothing_is_rounded_away():
    exact = Decimal("1000000000.0000000000000000000000000000001")
    assert in_words(exact) == "1,000,000,000.0000000000000000000000000000001"


def test_every_word_of_the_model_can_be_printed():
    assert set(words.BOUNDS) == set(get_args(Bound))
    assert set(words.MODALITIES) == set(get_args(Modality))
    assert set(words.KINDS) == set(get_args(CommitmentKind))
    assert set(words.STRENGTHS) == set(get_args(Strength))
    assert tuple(overview.VERDICT_WORDS) == VERDICTS
    assert tuple(overview.VERDICT_MEANINGS) == VERDICTS


def test_days_do_not_depend_on_the_locale():
    assert words.day(date(2025, 3, 9)) == "9 March 2025"
