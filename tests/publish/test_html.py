import re
from collections import Counter
from itertools import pairwise

import pytest
from msgspec.structs import replace
from selectolax.lexbor import LexborHTMLParser

from kept.model.text import Block, Quote
from kept.publish.html_page import command, to_html
from kept.publish.markup import Markup, element, escaped, joined, outside
from kept.publish.safe import one_line, web_address

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</style><script>alert(1)</script>",
    "</title><svg onload=alert(1)>",
    "<!--",
    "]]>&lt;b&gt;",
    "\x00\x1b[31m\u202ered",
)
BAD_ADDRESSES = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "java\nscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "file:///etc/passwd",
    "//example.org/x",
    "https:///nohost",
    "https://exa mple.org",
    "http://[::1",
    "",
)
ALLOWED = (
    "html head meta title style body header main footer section nav article div p a h1 h2 h3 h4 "
    "ul ol li dl dt dd figure figcaption blockquote mark sup span b strong table thead tbody tr "
    "th td pre code"
)


def parsed(report) -> LexborHTMLParser:
    return LexborHTMLParser(to_html(report).decode("utf-8"))


def poisoned(report, poison: str):
    """The report with hostile words wherever an author or a source may put them."""
    document = replace(
        report.document,
        title=poison,
        publisher=poison,
        language=poison,
        uri=poison,
        country=poison,
        issues=(replace(report.document.issues[0], message=poison),),
    )
    here = Quote(poison, 0, len(poison))
    claims = tuple(
        replace(
            claim,
            quote=replace(claim.quote, exact=f"{poison} {claim.quote.exact}"),
            quantity=replace(claim.quantity, unit=poison, exact=poison, per=poison),
            measure=here,
            subject=here,
            speaker=here,
            source=here,
            period=claim.period and replace(claim.period, exact=poison, label=poison),
            indicator=claim.indicator and replace(claim.indicator, id=poison),
        )
        for claim in report.claims
    )
    commitments = tuple(
        replace(item, action=here, quote=here, promiser=here, bodies=(here,), conditions=(here,))
        for item in report.commitments
    )
    findings = tuple(
        replace(
            finding,
            title=poison,
            reason=poison,
            expected=poison,
            found=poison,
            tolerance=poison,
            working=(poison, f"{poison} = {poison}"),
            settle_by=poison,
            evidence=tuple(
                replace(
                    item, title=poison, publisher=poison, url=poison, value=poison, licence=poison
                )
                for item in finding.evidence
            ),
        )
        for finding in report.findings
    )
    return replace(
        report, document=document, claims=claims, commitments=commitments, findings=findings
    )


@pytest.mark.parametrize("poison", HOSTILE)
def test_hostile_words_stay_words(report, poison):
    page = parsed(poisoned(report, poison))
    tags = Counter(node.tag for node in page.root.traverse())
    assert set(tags) <= set(ALLOWED.split())
    assert tags["style"] == tags["title"] == 1
    for node in page.root.traverse():
        assert not any(name.startswith("on") for name in node.attributes)
    assert one_line(poison) in " ".join(page.body.text().split())


def test_a_hostile_text_stays_text(report):
    text = " \n\n".join(HOSTILE[:-1])
    document = replace(report.document, text=text, blocks=(Block("item", 0, 10),))
    page = parsed(replace(report, document=document, claims=(), commitments=(), findings=()))
    assert page.css_first("script, img, svg") is None
    shown = "".join(page.css_first("#announcement .text").text().split())
    assert shown == "".join(text.split())


@pytest.mark.parametrize("url", BAD_ADDRESSES)
def test_only_web_addresses_become_links(report, url):
    assert web_address(url) is None
    assert outside(url, "title") == "title"
    page = parsed(poisoned(report, url))
    for link in page.css("a"):
        assert link.attributes["href"].startswith("#")


def test_sources_are_linked(report):
    links = {link.attributes["href"] for link in parsed(report).css(".sources a")}
    expected = {item.url for finding in report.findings for item in finding.evidence}
    assert links == expected


def test_nothing_is_fetched(report):
    page = to_html(report).decode()
    assert not re.search(r"url\(|@import|<link|<script|<img|<iframe|\ssrc=", page)
    policy = parsed(report).css_first('meta[http-equiv="Content-Security-Policy"]')
    assert policy.attributes["content"].startswith("default-src 'none'")


def test_every_anchor_leads_somewhere_and_ids_are_unique(report):
    page = parsed(report)
    ids = Counter(node.attributes["id"] for node in page.css("[id]"))
    assert max(ids.values()) == 1
    targets = {
        link.attributes["href"][1:]
        for link in page.css("a")
        if link.attributes["href"].startswith("#")
    }
    assert targets
    assert targets <= set(ids)


def test_claims_findings_and_text_lead_to_one_another(report):
    page = parsed(report)

    def targets(selector: str) -> set[str]:
        return {link.attributes["href"] for link in page.css(f"{selector} a")}

    assert {"#mark-2", "#mark-4"} <= targets("#finding-1")
    assert {"#mark-2", "#finding-1"} <= targets("#claim-2")
    assert {"#claim-2", "#finding-1", "#finding-6"} <= targets("#announcement")
    assert {"#claim-1", "#finding-4"} <= targets("#commitment-1")


def test_the_text_is_whole(report):
    page = parsed(report)
    for node in page.css("#announcement sup, #announcement .margin"):
        node.decompose()
    shown = page.css_first("#announcement .text").text()
    assert shown.split() == report.document.text.split()


def test_text_between_blocks_is_not_lost(report):
    document = replace(report.document, blocks=(Block("heading", 0, 9), Block("item", 60, 90)))
    page = parsed(replace(report, document=document, claims=()))
    shown = page.css_first("#announcement .text").text()
    assert "".join(shown.split()) == "".join(report.document.text.split())


def test_quantities_that_overlap_share_a_mark(report):
    first = report.claims[0]
    start = first.quantity.start
    inner = replace(
        first,
        id="claim-inner",
        quantity=replace(first.quantity, exact="2", start=start + 1, end=start + 2),
    )
    page = parsed(replace(report, claims=(first, inner), commitments=(), findings=()))
    marks = page.css("#announcement mark")
    assert len(marks) == 1
    assert [link.attributes["href"] for link in marks[0].css("a")] == ["#claim-1", "#claim-2"]


def test_landmarks_and_headings(report):
    page = parsed(report)
    assert page.css_first("html").attributes["lang"] == "en"
    assert len(page.css("main")) == len(page.css("h1")) == len(page.css("nav")) == 1
    assert len(page.css("body > header")) == len(page.css("body > footer")) == 1
    for section in page.css("section, article"):
        assert page.css_first(f"#{section.attributes['aria-labelledby']}") is not None
    levels = [int(node.tag[1]) for node in page.css("h1, h2, h3, h4")]
    for above, below in pairwise(levels):
        assert below <= above + 1


def test_every_finding_shows_what_is_needed_to_redo_it(report):
    cards = parsed(report).css(".finding")
    for card, finding in zip(cards, report.findings, strict=True):
        shown = " ".join(card.text().split())
        parts = [finding.title, finding.reason, finding.expected, finding.found, finding.tolerance]
        parts += [*finding.working, finding.settle_by]
        for part in filter(None, parts):
            assert part in shown


def test_a_missing_deadline_is_said(report):
    missing = parsed(report).css(".deadline.missing")
    assert [node.text() for node in missing] == ["no deadline", "no deadline"]


def test_an_empty_report_says_so(empty_report):
    page = parsed(empty_report)
    assert "That is no sign that the announcement is true" in page.css_first("#findings").text()
    assert page.css_first("#commitments").text().endswith("None was found.")


def test_the_command_hides_the_directory_and_quotes_its_words(report):
    document = replace(
        report.document, uri="/home/someone/my drafts/a b.html", publisher="O'Neil & Co"
    )
    assert command(replace(report, document=document)) == (
        "kept check 'a b.html' --published 2024-04-16 --country XRU "
        "--publisher 'O'\"'\"'Neil & Co' --as-of 2024-05-02 --html report.html"
    )
    sample = replace(report.document, uri="sample:pakistan-it")
    assert command(replace(report, document=sample)) == (
        "kept check --sample pakistan-it --as-of 2024-05-02 --html report.html"
    )
    online = replace(report.document, uri="https://example.org/a?b=1")
    assert "'https://example.org/a?b=1'" in command(replace(report, document=online))


def test_markup_is_safe_by_default():
    assert escaped("<b>") == "&lt;b&gt;"
    assert escaped(Markup("<b>")) == "<b>"
    assert element("p", "<b>", Markup("<i></i>")) == "<p>&lt;b&gt;<i></i></p>"
    assert element("p", title='"') == '<p title="&quot;"></p>'
    assert joined(["a", "", "<"], " & ") == "a &amp; &lt;"
    assert escaped(Markup("<b>") + "<i>") == "&lt;b&gt;&lt;i&gt;"
