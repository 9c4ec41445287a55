"""Single rules of reading a page."""

from datetime import date
from typing import Any

import pytest

from kept.read.document import from_text
from kept.read.page_facts import without_site

SENTENCE = "The board said on Monday that exports rose in the year to June, as it had hoped."


def read(body: str, head: str = "") -> Any:
    return from_text(
        f"<html lang=en><head>{head}</head><body>{body}</body></html>", media_type="text/html"
    )


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (f"<p>{SENTENCE}<sup>1</sup></p>", f"{SENTENCE}¹"),
        ("<p>It covers 12 km<sup>2</sup> of land.</p>", "It covers 12 km² of land."),
        (f"<p>{SENTENCE}<a href='#n1'>1</a></p>", SENTENCE),
        (f"<p>{SENTENCE}<a href='#n1'>[2]</a></p>", SENTENCE),
        ("<p>It rose by <del>25</del> 27 per cent.</p>", "It rose by 27 per cent."),
        ("<p>It rose\n  by <b>5</b>&nbsp;%.</p>", "It rose by 5\u00a0%."),
        ("<p>It rose by &pound;5&thinsp;bn.</p>", "It rose by £5\u2009bn."),
        ("<p>It ro&shy;se by 5.</p>", "It rose by 5."),
        ("<p>One line<br>and another.</p>", "One line\nand another."),
        ("<div>One part.<br><br>Another part.</div>", "One part.\n\nAnother part."),
        ("<p>Before.</p><!-- <p>Hidden 5%</p> --><p>After.</p>", "Before.\n\nAfter."),
        ("<p>Before.</p><p hidden>Hidden 5%</p><p>After.</p>", "Before.\n\nAfter."),
        ("<p>Before.</p><p style='display: none'>Hidden 5%</p><p>After.</p>", "Before.\n\nAfter."),
        ("<p>5 &lt; 6 &amp; 7 &gt; 6.</p>", "5 < 6 & 7 > 6."),
        ("<p>It cost &#x41;&#36;5.</p>", "It cost A$5."),
        ("<p title='a > b'>It rose by 5.</p>", "It rose by 5."),
        ("<p>It rose by 5", "It rose by 5"),
        ("<table><tr><td>2024</td><td>5</td></tr></table>", "2024 | 5"),
        ("<table><tr><td><p>2024</p><p>May</p></td><td>5</td></tr></table>", "2024 May | 5"),
        ("<script>document.write('5%')</script><p>It rose.</p>", "It rose."),
        ("<p>قال إن الصادرات ارتفعت 5%.</p>", "قال إن الصادرات ارتفعت 5%."),
    ],
)  # fmt: skip
def test_text(body: str, text: str) -> None:
    assert read(body).text == text


MAY = date(2025, 5, 1)
NODE = '<script type="application/ld+json">{"@type":"%s","datePublished":"2025-05-01"}</script>'


@pytest.mark.parametrize(
    ("head", "body", "day"),
    [
        ('<meta property="article:published_time" content="2025-05-01T23:30+05:00">', "", MAY),
        ('<meta name="date" content="Thu, 01 May 2025 10:00:00 GMT">', "", MAY),
        (NODE % "NewsArticle", "", MAY),
        (NODE % "Person", "", None),
        ('<script type="application/ld+json">{broken</script>', "", None),
        ("", '<time datetime="2025-05-01">yesterday</time>', MAY),
        ("", '<time class="updated" datetime="2025-05-02">today</time>', None),
        ("", '<div class="meta"><span>By Jane Roe</span> <span>1 May 2025</span></div>', MAY),
        ("", '<ul class="related"><li>9 May 2025</li></ul>', None),
    ],
)
def test_day(head: str, body: str, day: date | None) -> None:
    page = read(f"<h1>Board meets</h1>{body}<p>{SENTENCE}</p>", head)
    assert page.published == day


def test_an_ambiguous_date_near_the_title() -> None:
    page = read(f"<h1>Board meets</h1><span class=date>03/04/2025</span><p>{SENTENCE}</p>")
    assert page.published is None
    assert "ambiguous-date" in [issue.code for issue in page.issues]


@pytest.mark.parametrize(
    ("title", "site", "left"),
    [
        ("Exports rise | The Daily", "The Daily", "Exports rise"),
        ("Exports rise – The Daily", "the daily", "Exports rise"),
        ("The Daily: Exports rise", "The Daily", "The Daily: Exports rise"),
        ("The Daily - Exports rise", "The Daily", "Exports rise"),
        ("Exports rise - and fall", "The Daily", "Exports rise - and fall"),
        ("Exports rise - The Daily", None, "Exports rise - The Daily"),
    ],
)
def test_site_name_is_no_part_of_the_title(title: str, site: str | None, left: str) -> None:
    assert without_site(title, site) == left


def test_text_of_metadata_is_said_to_be_such() -> None:
    words = " ".join([SENTENCE] * 3)
    node = f'{{"@type":"NewsArticle","headline":"Board meets","articleBody":"{words}"}}'
    page = read("<div id=app></div>", f'<script type="application/ld+json">{node}</script>')
    assert page.text == f"Board meets\n\n{words}"
    assert page.runs == ()
    assert "metadata-text" in [issue.code for issue in page.issues]


def test_a_page_within_a_form_is_read() -> None:
    page = read(f"<form><div class=main><p>{SENTENCE}</p><p>{SENTENCE[::-1]}</p></div></form>")
    assert SENTENCE in page.text
