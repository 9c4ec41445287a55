"""Every quantity of a sentence, with its role, against the table of cases."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kept.extract.periods import find_periods
from kept.extract.quantities import RULES, WIDE_RULES
from kept.extract.room import calendars_of, quantities
from kept.extract.stated import find_stated
from kept.extract.tokens import tokenise
from kept.model.quantities import Stated
from kept.read.document import from_text

HERE = Path(__file__).parent
CONCEPTS: list[dict[str, Any]] = yaml.safe_load(
    (HERE / "concepts.yaml").read_text(encoding="utf-8")
)
CASES: list[dict[str, Any]] = yaml.safe_load((HERE / "stated.yaml").read_text(encoding="utf-8"))


def stated_of(text: str) -> list[Stated]:
    sentence = tokenise(text, 0)
    times = find_periods(sentence, calendars_of(date(2025, 5, 1), None))
    return find_stated(sentence, times)


def ends(stated: Stated) -> str:
    low, high = stated.quantity.low, stated.quantity.high
    if low == high:
        return str(low)
    return f"{'' if low is None else low}..{'' if high is None else high}"


def line(stated: Stated) -> str:
    quantity = stated.quantity
    direction = stated.change.direction if stated.change else ""
    parts = (
        quantity.exact, ends(stated), quantity.unit, quantity.per or "", quantity.bound, direction,
        stated.role, stated.counted,
    )  # fmt: skip
    return " | ".join(part or "-" for part in parts)


@pytest.mark.parametrize("row", CASES, ids=lambda row: row["text"])
def test_quantities_are_those_of_the_table(row: dict[str, Any]) -> None:
    assert [line(stated) for stated in stated_of(row["text"])] == row["stated"]


@pytest.mark.parametrize("row", CONCEPTS, ids=lambda row: row["text"])
def test_concepts_are_those_of_the_table(row: dict[str, Any]) -> None:
    read = [
        f"{stated.quantity.exact} | {' + '.join(q.exact for q in stated.concept) or '-'}"
        for stated in stated_of(row["text"])
    ]
    assert read == row["concepts"]


def test_every_wide_rule_has_a_case() -> None:
    fired = {name for row in CASES for stated in stated_of(row["text"]) for name in stated.rules}
    assert {rule.name for rule in WIDE_RULES} - {rule.name for rule in RULES} - fired == set()


def test_quotes_are_slices_of_the_document() -> None:
    text = "First, 20 people came.\n\nThen prices rose 5%, to about $3 a litre."
    found = quantities(from_text(text))
    assert [stated.quantity.exact for stated in found] == ["20", "5%", "$3"]
    for stated in found:
        for quote in (stated.quantity, *stated.concept):
            assert text[quote.start : quote.end] == quote.exact


PIECES = [
    "5", "12,000", "1/2", "3.5bn", "$", "€4", "two", "a", "million", "per cent", "%", "km", "/h",
    "pounds", "of", "from", "to", "and", ",", "(", ")", "-", "'", "dozens", "half", "one-third",
    "years", "old", "rose", "by", "record", "between", "USD", "x", "in", "Ada", "mill", "that", ".",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=14), st.sampled_from([" ", ""]))
def test_any_text_gives_quantities_that_stand_in_it(pieces: list[str], joint: str) -> None:
    document = from_text(joint.join(["Mill", *pieces]))
    text, last = document.text, 0
    for stated in quantities(document):
        quantity = stated.quantity
        low, high = quantity.low, quantity.high
        assert text[quantity.start : quantity.end] == quantity.exact
        assert quantity.start >= last
        assert low is None or high is None or low <= high
        assert stated.role
        last = quantity.start
