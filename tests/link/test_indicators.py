from typing import Any

import pytest

from kept.lexicon.load import rows
from kept.link.fitting import Figure
from kept.link.indicators import THRESHOLD, link_indicator, weigh
from kept.model.claims import Link

from .cases import cases

DEVELOPMENT = cases("measures.yaml")
SET_ASIDE = cases("measures_set_aside.yaml")


def linked(case: dict[str, Any]) -> Link | None:
    return link_indicator(
        case["measure"],
        case["unit"],
        case["text"],
        change_kind=case.get("change"),
        per=case.get("per"),
        area=case.get("area"),
        after=case.get("after", ""),
        stage=case.get("stage", ""),
    )


@pytest.mark.parametrize("case", DEVELOPMENT, ids=lambda case: case["text"])
def test_measures_link_to_their_indicator(case):
    link = linked(case)
    assert (link.id if link else "none") == case["want"]


def test_no_wrong_link_on_the_set_aside_cases():
    wrong = [
        (case["measure"], link.id)
        for case in SET_ASIDE
        if (link := linked(case)) is not None and link.id != case["want"]
    ]
    assert wrong == []


def test_recall_on_the_set_aside_cases():
    wanted = [case for case in SET_ASIDE if case["want"] != "none"]
    found = [case for case in wanted if (link := linked(case)) and link.id == case["want"]]
    assert len(found) / len(wanted) >= 0.95


def test_a_link_gives_its_reasons():
    link = link_indicator("direct IT exports", "USD", "Direct IT exports were $3 billion.")
    assert link is not None
    assert THRESHOLD <= link.score <= 1
    assert any('"IT exports" names it' in reason for reason in link.reasons)
    assert any("direct" in reason for reason in link.reasons)


@pytest.mark.parametrize(
    ("measure", "unit", "word"),
    [
        ("potential IT exports", "USD", "potential"),
        ("additional IT exports", "USD", "additional"),
        ("IT exports to China", "USD", "China"),
        ("IT exports", "job", "money"),
        ("zebra inflation", "percent", "zebra"),
    ],
)
def test_what_is_not_linked_is_judged_with_a_reason(measure, unit, word):
    best = weigh(measure, Figure(unit), f"There were 5 of {measure}.")[0]
    assert best.score < THRESHOLD
    assert any(word in reason for reason in best.reasons)


@pytest.mark.parametrize("sentence", ["", "$", "🙂", "IT exports", "IT exports to", "a" * 10_000])
def test_odd_sentences_do_no_harm(sentence):
    assert link_indicator("", "USD", sentence) is None
    link = link_indicator("IT exports", "USD", sentence)
    assert link is None or link.id == "ict-service-exports"


def test_order_and_number_of_words_do_not_matter():
    measures = ("exports of IT services", "IT service exports", "IT services' exports")
    assert len({link_indicator(text, "USD", "").id for text in measures}) == 1


def test_each_phrase_alone_finds_its_own_indicator():
    for row in rows("indicator_phrases.csv", "indicator", "unit", "phrases"):
        change = "relative" if row["growth"] == "is" else None
        unit = _unit(row["unit"])
        base = row["base"].lstrip("!").split("|")[0]
        per = row["per"].split("|")[0] or None
        for phrase in row["phrases"].split("|"):
            after = f" of {base}" if base else ""
            link = link_indicator(phrase, unit, "", change_kind=change, per=per, after=after)
            assert link is not None, (phrase, unit)
            assert link.id == row["indicator"], phrase


def _unit(cell: str) -> str:
    first = cell.split("|", maxsplit=1)[0]
    return {"money": "USD"}.get(first, first)
