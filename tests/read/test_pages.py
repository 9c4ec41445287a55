"""Whole pages in different styles: title, publisher, day, language and every block."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from kept.read.document import from_bytes
from kept.read.encoding import decoded

PAGES = sorted(Path(__file__).with_name("pages").glob("*.html"))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_page(path: Path, assert_sound: Any) -> None:
    expected = yaml.safe_load(path.with_suffix(".yaml").read_text("utf-8"))
    data = path.read_bytes()
    document = from_bytes(data)
    assert_sound(document, decoded(data, None, html=True).text)
    found = [{b.kind: document.text[b.start : b.end]} for b in document.blocks]
    assert found == expected["blocks"]
    for field in ("title", "publisher", "published", "language"):
        assert getattr(document, field) == expected[field], field


def test_there_are_pages() -> None:
    assert len(PAGES) >= 8


def test_what_is_left_out_is_counted() -> None:
    page = Path(__file__).with_name("pages") / "wordpress.html"
    messages = [i.message for i in from_bytes(page.read_bytes()).issues if i.code == "furniture"]
    assert len(messages) == 1
    assert messages[0].startswith("menus, links and other page furniture left out: ")
