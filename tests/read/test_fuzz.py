"""Whatever comes in, a document that is sound or an error of our own comes out."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kept.errors import KeptError
from kept.read.document import from_bytes, from_text
from kept.read.encoding import decoded

pytestmark = pytest.mark.fuzz

SETTINGS = settings(
    max_examples=1000,
    deadline=None,
    derandomize=False,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
NODE = '{"@type":"Article","articleBody":"It rose by 5."}'
PIECES = [
    "<p>", "</p>", "<div class='related'>", "</div>", "<h1>", "</h1>", "<h2>Sub", "<table><tr>",
    "<td>", "</table>", "<ul><li>", "<br>", "<br><br>", "<!--", "-->", "<script>", "</script>",
    "<a href='#1'>1</a>", "<a href=x>link</a>", "<sup>2</sup>", "&amp;", "&#x110000;",
    "&#xfdd0;", "&#xfdd1;", "&shy;",
    "&nbsp;", "&", "<", ">", "<p", "=\"'", "<form>", "<nav>", "</nav>", "<title>Rise</title>",
    "<meta property='og:title' content='Rise'>", "<time datetime='2025-05-01'>", "<svg><p>",
    "<template>", "<article>", "<main>", "<math>", "<del>", "</article>", "\ufdd05\ufdd1", "\x00",
    f"<script type='application/ld+json'>{NODE}</script>",
    "Exports rose by 5 % to $3.2 billion in the year to June, the ministry said on Monday. ",
    "Leave a Reply", "03/04/2025", "1 May 2025", "LAHORE, May 1, 2025: ", "🚢", "\u200b", "\r\n",
    "\n\n", "- ", "# ", "| a | b |\n|---|---|\n", "```\n", "**", "[a](b)", "> ", "---\n", "\t",
    "\u202e",
]  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=300),
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8)), max_size=40).map("".join),
    st.text(alphabet=st.characters(codec=None), max_size=100),  # lone surrogates, too
)


def outcome(read: Callable[[], Any]) -> Any:
    """Return the document, or None where the reader refused with an error of its own."""
    try:
        return read()
    except KeptError:
        return None


@SETTINGS
@given(text=TEXTS, media_type=st.sampled_from(["text/plain", "text/markdown", "text/html"]))
def test_texts(text: str, media_type: str, assert_sound: Any) -> None:
    document = outcome(lambda: from_text(text, media_type=media_type))
    if document is not None:
        assert_sound(document, text)
        assert document == from_text(text, media_type=media_type)


@SETTINGS
@given(
    data=st.one_of(st.binary(max_size=400), TEXTS.map(lambda t: t.encode("utf-8", "replace"))),
    media_type=st.sampled_from(
        [None, "text/html", "text/plain; charset=x", "application/pdf", ";"]
    ),
    charset=st.sampled_from(
        [None, "utf-8", "utf-16", "cp1252", "idna", "base64", "\x00", "shift_jis"]
    ),
)
def test_bytes(data: bytes, media_type: str | None, charset: str | None, assert_sound: Any) -> None:
    document = outcome(lambda: from_bytes(data, media_type=media_type, charset=charset))
    if document is not None and document.media_type != "application/pdf":
        source = decoded(data, charset, html=document.media_type == "text/html").text
        assert_sound(document, source)


@settings(SETTINGS, max_examples=500)
@given(
    words=st.text(alphabet=st.characters(codec="cp1252", exclude_categories=["C"]), max_size=60),
    at=st.integers(0, 2000),
    junk=st.binary(max_size=12),
)
def test_damaged_pdf(words: str, at: int, junk: bytes, make_pdf: Any, assert_sound: Any) -> None:
    data = make_pdf([[(72, 700, 11, "Exports rose by 5 per cent."), (72, 600, 11, words)]])
    damaged = data[:at] + junk + data[at + len(junk) :]
    document = outcome(lambda: from_bytes(damaged))
    if document is not None:
        assert_sound(document)


@SETTINGS
@given(text=st.text(alphabet="ab .\n5-\t", max_size=200))
def test_blanks_in_front_shift_every_place(text: str) -> None:
    """Blank lines in front move the blocks of plain text, and change none of them."""
    document = outcome(lambda: from_text(text))
    shifted = outcome(lambda: from_text(f"\n \n{text}"))
    assert (document is None) == (shifted is None)
    if document is not None:
        moved = [(b.kind, b.start + 3, b.end + 3) for b in document.blocks]
        assert [(b.kind, b.start, b.end) for b in shifted.blocks] == moved
