"""Large and awkward inputs end in bounded time, and lose nothing."""

import time
from typing import Any

import pytest

from kept.errors import NoText
from kept.read.document import from_bytes, from_text

SENTENCE = "exports rose by 5 per cent in the year to June and "
LONGEST = 8.0  # seconds for a megabyte, generous for a busy machine; see benchmarks/read.py


@pytest.mark.parametrize(
    "source",
    [
        SENTENCE * 20_000,
        "x" + " " * 1_000_000 + "y",
        "9" * 1_000_000 + " people",
        "(" * 300_000 + "5" + ")" * 300_000,
        "Exports rose.\r\n" * 60_000,
        "a\n" * 300_000,
        "Exports\x00rose\x01 " * 60_000,
    ],
    ids=["one line", "blanks", "digits", "brackets", "line ends", "short lines", "controls"],
)
def test_plain_text(source: str, assert_sound: Any) -> None:
    began = time.monotonic()
    document = from_text(source)
    assert time.monotonic() - began < LONGEST
    assert_sound(document, source)
    assert "".join(document.text.split()) == "".join(source.translate({0: " ", 1: " "}).split())


@pytest.mark.parametrize(
    "body",
    [
        f"<p>{SENTENCE}<b>5</b></p>" * 12_000,
        "<div>" * 10_000 + SENTENCE + "</div>" * 10_000,
        "<div>" * 150_000 + SENTENCE,
        "<b><i>" * 10_000 + SENTENCE,
        "<p " + " ".join(f"a{n}=1" for n in range(60_000)) + f">{SENTENCE}",
        "<table>" + "<tr><td>1<td>2" * 20_000 + f"</table><p>{SENTENCE}",
        f"<p>{SENTENCE}" + "&amp;" * 150_000,
        f"<p>{SENTENCE}<br>" * 10_000,
        f"<p>{SENTENCE}<a " * 5_000,
        f"<p>{SENTENCE}<!-- " * 5_000,
        f"<h1>{SENTENCE}</h1>" * 10_000,
        f"<p>{SENTENCE}" + "<script type='application/ld+json'>" + "[" * 200_000 + "</script>",
    ],
    ids=["paragraphs", "deep", "deeper", "crossed", "attributes", "table", "entities", "breaks",
         "open tags", "open comments", "titles", "metadata"],
)  # fmt: skip
def test_pages(body: str, assert_sound: Any) -> None:
    source = f"<html><body>{body}"
    began = time.monotonic()
    document = from_text(source, media_type="text/html")
    assert time.monotonic() - began < LONGEST
    assert_sound(document, source)
    assert SENTENCE.split(" and", maxsplit=1)[0] in document.text


@pytest.mark.parametrize("unit", ["*a ", "**", "[", "[a](", "`a", "_a ", "|a\n", "> ", "- "])
def test_markdown(unit: str, assert_sound: Any) -> None:
    source = unit * 60_000 + "\n\nExports rose.\n"
    began = time.monotonic()
    document = from_text(source, media_type="text/markdown")
    assert time.monotonic() - began < LONGEST
    assert_sound(document, source)
    assert document.text.endswith("Exports rose.")


def test_random_bytes_that_look_like_a_pdf() -> None:
    with pytest.raises(NoText):
        from_bytes(b"%PDF-1.7\n" + b"1 0 obj << /Type /Page >> endobj\n" * 10_000)
