"""Plain text and Markdown: the blocks that lines make."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from kept.errors import NoText
from kept.read.document import from_bytes, from_text

CASES = yaml.safe_load(Path(__file__).with_name("layout_cases.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_blocks(case: dict[str, Any], assert_sound: Any) -> None:
    media_type = "text/markdown" if "markdown" in case else "text/plain"
    source = case.get("markdown", case.get("text"))
    document = from_text(source, media_type=media_type)
    assert_sound(document, source)
    blocks = [f"{b.kind} {document.text[b.start : b.end]}" for b in document.blocks]
    assert blocks == case["blocks"]
    assert [issue.code for issue in document.issues] == case.get("issues", [])


def test_plain_text_is_not_changed() -> None:
    source = "Wheat crop hits record\n\n  It came to 31 million tonnes. \n"
    document = from_text(source)
    assert document.text == source
    assert [(run.text, run.source, run.length) for run in document.runs] == [(0, 0, len(source))]


def test_same_text_has_same_id_and_publisher_changes_it() -> None:
    one, again = from_text("It came to 5."), from_text("It came to 5.")
    other = from_text("It came to 5.", publisher="The Board")
    assert one == again
    assert one.id != other.id
    assert one.text_sha256 == other.text_sha256


def test_title_is_the_first_block() -> None:
    document = from_text("Wheat crop hits record\n\nIt came to 31 million tonnes.")
    assert document.title == "Wheat crop hits record"
    assert from_text("It came to 31 million tonnes.").title is None


def test_front_matter_names_title_and_day() -> None:
    source = '---\ntitle: "Harvest"\ndate: 2024-09-01\n---\nThe crop came in.\n'
    document = from_bytes(source.encode(), uri="plan.md")
    assert document.media_type == "text/markdown"
    assert (document.title, str(document.published)) == ("Harvest", "2024-09-01")


@pytest.mark.parametrize("text", ["", " \n\t ", "* * *\n---", "\u200b\ufeff"])
def test_text_without_words(text: str) -> None:
    with pytest.raises(NoText) as caught:
        from_text(text)
    assert caught.value.what == "there is nothing to read"
    assert caught.value.why == "it holds no words"
