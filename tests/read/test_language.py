"""The language of a text."""

from pathlib import Path

import pytest
import yaml

from kept.read.document import from_text

CASES = yaml.safe_load(Path(__file__).with_name("language_cases.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:30])
def test_language(case: dict[str, str | None]) -> None:
    text, language = case["text"], case["language"]
    assert text is not None
    document = from_text(text)
    assert document.language == language
    messages = [issue.message for issue in document.issues if issue.code == "language"]
    if language in {"en", None}:
        assert messages == []
    else:
        assert messages == [
            f"the text seems to be in another language ({language}); only English is read"
        ]


@pytest.mark.parametrize(
    ("declared", "language"), [("en-us", "en-US"), ("ur", "ur"), ("", "en"), ("!", "en")]
)
def test_a_page_declares_its_language(declared: str, language: str) -> None:
    page = f"<html lang='{declared}'><p>The board said that exports rose in the year.</p>"
    assert from_text(page, media_type="text/html").language == language
