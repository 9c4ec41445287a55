"""Named gatherings against a table of cases."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from kept.extract.events import find_events
from kept.extract.sentences import split_sentences
from kept.extract.tokens import tokenise
from kept.model.claims import Event
from kept.read.document import from_text

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "events.yaml").read_text(encoding="utf-8")
)


def read(text: str) -> tuple[str, tuple[Event, ...]]:
    document = from_text(text)
    spans = split_sentences(document)
    sentences = [tokenise(document.text[start:end], start) for start, end in spans]
    return document.text, find_events(sentences)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60])
def test_events_are_those_of_the_table(case: dict[str, Any]) -> None:
    text, events = read(case["text"])
    found = [
        {
            "names": [quote.exact for quote in event.names],
            "abbreviations": [quote.exact for quote in event.abbreviations],
        }
        for event in events
    ]
    assert found == case["events"]
    for event in events:
        for quote in event.names + event.abbreviations:
            assert text[quote.start : quote.end] == quote.exact


def test_a_year_keeps_two_gatherings_apart_and_no_year_joins_them() -> None:
    _, apart = read("The Delta Seed Forum 2023 met. The Delta Seed Forum 2025 meets.")
    _, joined = read("The Delta Seed Forum met. The Delta Seed Forum 2025 meets.")
    assert (len(apart), len(joined)) == (2, 1)
