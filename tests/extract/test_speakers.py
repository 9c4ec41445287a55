"""Who says each sentence, against a table of cases, and what holds for any text."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from kept.extract.sentences import split_sentences
from kept.extract.speakers import Attribution, attribute
from kept.extract.tokens import Sentence, tokenise
from kept.model.text import Quote
from kept.read.document import from_text

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "speakers.yaml").read_text(encoding="utf-8")
)
WORDS = st.lists(
    st.sampled_from(
        ["Khan", "said", "she", "the", "minister", '"', "“", "”", ",", ".", "\n\n", "according"]
        + ["to", "data", "by", "from", "Bank", "of", "(", ")", "We", "will", "announcing", "5%"]
        + ["research", "who", "that", "and", "company", "pledged", "A.", "it", "😀", "Ltd."]
    ),
    max_size=60,
)


def sentences_of(text: str) -> tuple[str, list[Sentence]]:
    document = from_text(text)
    spans = split_sentences(document)
    return document.text, [tokenise(document.text[start:end], start) for start, end in spans]


def shown(attribution: Attribution) -> str:
    return " | ".join(quote.exact if quote else "-" for quote in attribution)


def quotes(attributions: tuple[Attribution, ...]) -> list[Quote]:
    return [quote for attribution in attributions for quote in attribution if quote]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60])
def test_speakers_are_those_of_the_table(case: dict[str, Any]) -> None:
    text, sentences = sentences_of(case["text"])
    attributions = attribute(sentences)
    skipped = set(case.get("skip", ()))
    read = [shown(item) for at, item in enumerate(attributions) if at not in skipped]
    assert read == [line for at, line in enumerate(case["says"]) if at not in skipped]
    assert all(text[quote.start : quote.end] == quote.exact for quote in quotes(attributions))


@given(WORDS)
@settings(max_examples=200, deadline=None)
def test_every_speaker_stands_in_the_text(words: list[str]) -> None:
    text = " ".join(words)
    attributions = attribute([tokenise(text, 7)])
    assert len(attributions) == 1
    for quote in quotes(attributions):
        assert text[quote.start - 7 : quote.end - 7] == quote.exact


def test_speakers_move_with_the_text() -> None:
    text = "Khalid said exports rose. He added that 3 ports were built, citing the Bank of Tema."
    first, second = text.split(". ")
    near = attribute([tokenise(first + ".", 0), tokenise(second, len(first) + 2)])
    far = attribute([tokenise(first + ".", 100), tokenise(second, len(first) + 102)])
    assert [(quote.exact, quote.start + 100) for quote in quotes(near)] == [
        (quote.exact, quote.start) for quote in quotes(far)
    ]
