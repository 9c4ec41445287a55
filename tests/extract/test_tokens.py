"""Tokens do not depend on which words have been met before."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kept.extract import forms, tokens
from kept.extract.tokens import tokenise

TEXTS = [
    "Rs. 5 lakh crore, US $5, R$ 230 million and 1 234 567 people.",
    "A five-year plan (COVID-19) cost 80, 000 - or Y=5 billion.",
    "In the 1990s 12x30 m, 24703m2, 3923sq m; FY25 and Q3.",
    *(
        path.read_text(encoding="utf-8")
        for path in sorted((Path(__file__).parents[1] / "golden").glob("*.txt"))
    ),
]
WORDS = [
    "five-year",
    "5",
    "000",
    "$",
    "US",
    "Rs.",
    "a",
    "million",
    "-",
    ",",
    "No.",
    "No",
    "Sept",
    "firms",
    "firms,",
    "a.m",
    ".",
    ";",
    "R$",
    "x30",
    "m2",
    "\n",
]


def read(text: str) -> tuple[list[str], list[int], list[int], str]:
    sentence = tokenise(text, 0)
    return sentence.words, sentence.starts, sentence.ends, sentence.tags


def read_afresh(text: str) -> tuple[list[str], list[int], list[int], str]:
    forms.FORMS.clear()
    tokens._CLOSED.clear()
    return read(text)


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text[:30])
def test_a_second_reading_is_the_first(text: str) -> None:
    assert read_afresh(text) == read(text) == read(text)


@given(st.lists(st.sampled_from(WORDS), max_size=8), st.sampled_from([" ", "  ", ""]))
def test_any_words_read_alike_known_or_not(words: list[str], joint: str) -> None:
    text = joint.join(words)
    assert read_afresh(text) == read(text) == read(text)
    sentence = tokenise(text, 7)
    assert all(sentence.slice(at, at + 1).exact for at in range(len(sentence.words)))
