"""Promises against a table of cases, and what holds for all of them."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from kept.extract.room import extract
from kept.model.claims import Commitment, Reading
from kept.model.text import Document
from kept.read.document import from_text

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "commitments.yaml").read_text(encoding="utf-8")
)


def read(text: str) -> tuple[Document, Reading]:
    document = from_text(text, published=date(2025, 5, 1))
    return document, extract(document)


def shown(made: Commitment) -> str:
    promiser = made.promiser.exact if made.promiser else "-"
    deadline = str(made.deadline.end) if made.deadline else "-"
    return " | ".join((made.kind, made.strength, promiser, made.action.exact, deadline))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60])
def test_commitments_are_those_of_the_table(case: dict[str, Any]) -> None:
    document, reading = read(case["text"])
    made = reading.commitments
    assert [shown(one) for one in made] == case["makes"]
    assert [q.exact for one in made for q in one.conditions] == case.get("conditions", [])
    assert [q.exact for one in made for q in one.bodies] == case.get("bodies", [])
    for one in made:
        quotes = [one.quote, one.action, one.promiser, *one.conditions, *one.bodies]
        for quote in quotes:
            assert quote is None or document.text[quote.start : quote.end] == quote.exact
    if "claims" in case:
        assert [len(one.claim_ids) for one in made] == case["claims"]


def test_commitments_name_claims_of_the_document() -> None:
    _, reading = read("Peru aims to plant 9 million trees. Norway pledged $40 million.")
    claims = {claim.id for claim in reading.claims}
    named = [claim for made in reading.commitments for claim in made.claim_ids]
    assert len(named) == 2
    assert claims.issuperset(named)


def test_ids_rest_on_words_and_not_on_place() -> None:
    text = "Peru aims to plant 9 million trees. Parliament has passed the Clean Rivers Act."
    _, here = read(text)
    _, there = read("An earlier line of words.\n\n" + text)
    assert [made.id for made in here.commitments] == [made.id for made in there.commitments]
    assert len({made.id for made in here.commitments}) == 2
