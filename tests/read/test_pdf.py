"""PDF files, made in the tests."""

from collections.abc import Sequence
from typing import Any

import pytest

from kept.errors import NoText
from kept.read.document import from_bytes

Page = list[tuple[float, float, float, str]]
BODY = 11.0


def page(number: int, lines: Sequence[tuple[float, str]]) -> Page:
    """Return a page with a running head, a number, and lines one below the other."""
    drawn: Page = [(72, 760, 9, "Ministry of Ports - Annual statement")]
    y = 720.0
    for size, words in lines:
        if words:
            drawn.append((72, y, size, words))
        y -= 1.25 * size
    drawn.append((300, 30, 9, f"Page {number} of 3"))
    return drawn


FIRST = page(
    1,
    [
        (18, "Ports to handle 3 million containers"),
        (BODY, ""),
        (BODY, "The port authority said on Monday that it would han-"),
        (BODY, "dle 3 million containers a year by 2031, up from 1.9 mil-"),
        (BODY, "lion in the financial year 2024-"),
        (BODY, "25, after a programme of well-"),
        (BODY, "known works."),
        (BODY, ""),
        (BODY, "It costs 410 million dollars. Well known is what it needs and known well"),
        (BODY, "by now."),
        (BODY, "- First item of 5%"),
        (BODY, "- Second item of 6%"),
    ],
)
SECOND = page(2, [(BODY, "A second page begins here with a paragraph that is long"),
                  (BODY, "enough to wrap (and has brackets) and ends here.")])  # fmt: skip
THIRD = page(3, [(BODY, "The third page is short. It has 12 berths.")])


def test_paragraphs(make_pdf: Any, assert_sound: Any) -> None:
    document = from_bytes(make_pdf([FIRST, SECOND, THIRD]))
    assert_sound(document)
    assert [(b.kind, document.text[b.start : b.end]) for b in document.blocks] == [
        ("title", "Ports to handle 3 million containers"),
        (
            "paragraph",
            "The port authority said on Monday that it would handle 3 million containers a year "
            "by 2031, up from 1.9 million in the financial year 2024-25, after a programme of "
            "well-known works.",
        ),
        (
            "paragraph",
            "It costs 410 million dollars. Well known is what it needs and known well by now.",
        ),
        ("item", "First item of 5%"),
        ("item", "Second item of 6%"),
        (
            "paragraph",
            "A second page begins here with a paragraph that is long enough to wrap "
            "(and has brackets) and ends here.",
        ),
        ("paragraph", "The third page is short. It has 12 berths."),
    ]
    assert document.media_type == "application/pdf"
    assert document.title == "Ports to handle 3 million containers"
    assert [issue.message for issue in document.issues] == [
        "6 lines of running heads and page numbers left out"
    ]


def test_sentences_that_differ_in_a_number_are_no_running_heads(make_pdf: Any) -> None:
    pages = [[(72, 700, BODY, f"In year {n} it rose by {n} per cent.")] for n in range(1, 6)]
    text = from_bytes(make_pdf(pages)).text
    assert text.count("per cent") == 5


def test_the_same_file_gives_the_same_id(make_pdf: Any) -> None:
    data = make_pdf([FIRST])
    assert from_bytes(data) == from_bytes(data)


def test_a_page_without_text_is_named(make_pdf: Any) -> None:
    document = from_bytes(make_pdf([FIRST, [], THIRD], picture=True))
    messages = [issue.message for issue in document.issues if issue.code == "pages"]
    assert messages == ["no text on page 2 of 3: it may be a picture"]


def test_encrypted(make_pdf: Any) -> None:
    with pytest.raises(NoText) as caught:
        from_bytes(make_pdf([FIRST], password=b"secret"), uri="plan.pdf")
    assert str(caught.value) == (
        "this PDF cannot be read: plan.pdf (it is encrypted and asks for a password). "
        "Open it with its password and save it without one"
    )


def test_scanned(make_pdf: Any) -> None:
    with pytest.raises(NoText) as caught:
        from_bytes(make_pdf([[], []], picture=True), uri="plan.pdf")
    assert str(caught.value) == (
        "this PDF holds no text: plan.pdf (its pages are pictures, such as scans). "
        "Run it through text recognition (OCR) and give the result"
    )


@pytest.mark.parametrize("share", [0.05, 0.3, 0.6])
def test_truncated(make_pdf: Any, share: float) -> None:
    data = make_pdf([FIRST, SECOND])
    with pytest.raises(NoText) as caught:
        from_bytes(data[: int(len(data) * share)], uri="plan.pdf")
    assert str(caught.value) == (
        "this PDF cannot be read: plan.pdf (it is damaged or cut short). "
        "Fetch it again, or save it anew from a PDF reader"
    )


def test_a_page_that_holds_its_number_alone_holds_no_text(make_pdf: Any) -> None:
    with pytest.raises(NoText, match="it holds no words"):
        from_bytes(make_pdf([[(300, 30, 9, "1")]]))
