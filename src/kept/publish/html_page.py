"""The report as one page of HTML that needs nothing else: no script, no font, no network."""

import re
import shlex
from pathlib import PurePath

from kept.model.findings import VERDICTS, Report
from kept.model.text import Document
from kept.publish.html_findings import finding_card
from kept.publish.html_frame import masthead, page
from kept.publish.html_marks import verdict_class, verdict_label
from kept.publish.html_tables import claims_table, commitments_list
from kept.publish.html_text import announcement
from kept.publish.markup import EMPTY, Markup, element, joined, within
from kept.publish.overview import (
    MILD,
    VERDICT_MEANINGS,
    VERDICT_WORDS,
    Overview,
    imprint,
    overview,
    standfirst,
    verdict_sentence,
)
from kept.publish.safe import one_line, shortened, web_address
from kept.publish.words import counted
from kept.version import __version__

_SAMPLE = "sample:"
_LONGEST_TITLE = 240
_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_STYLES = ("report.css", "fan.css")
_SECTIONS = (
    ("findings", "Findings"),
    ("commitments", "Commitments"),
    ("claims", "Claims"),
    ("announcement", "The announcement"),
    ("method", "Method and limits"),
)
_LIMITS = (
    "Only what is printed in numbers is read as a claim. What is said in words alone, in pictures "
    "or in charts is not checked.",
    "A claim is set against official figures only where measure, unit and period are the same. "
    "Where definitions may differ, the report says “cannot be checked” rather than “differs”.",
    "Official figures are revised. Each source is given as it stood on the day named with it.",
    "That no finding speaks about a claim is no sign that it is true.",
    "Sentences are read by rules, without opinion and without guesswork, and rules can misread. "
    "Every claim links to its place in the text, so that you can judge the reading yourself.",
)


def to_html(report: Report) -> bytes:
    """Return the report as a whole page in UTF-8."""
    seen = overview(report.claims, report.commitments, report.findings)
    body = element(
        "body",
        within("findings", "Skip to the findings", class_="skip"),
        masthead("Public announcements, checked", report.as_of),
        element(
            "main",
            _headline(report, seen),
            _findings(report, seen),
            _commitments(report, seen),
            _claims(seen),
            _text(report.document, seen),
            _method(report),
        ),
        _footer(report.document),
    )
    return page(f"{_title(report.document)}: checked by Kept", _STYLES, body)


def _title(document: Document) -> str:
    return shortened(one_line(document.title or ""), _LONGEST_TITLE) or "An untitled announcement"


def _language(document: Document) -> str | None:
    tag = document.language or ""
    return tag if _TAG.fullmatch(tag) else None


def _headline(report: Report, seen: Overview) -> Markup:
    document = report.document
    issues = [element("li", issue.message) for issue in document.issues]
    return element(
        "div",
        element("p", " · ".join(imprint(document)), class_="kicker"),
        element("h1", _title(document), lang=_language(document), dir="auto"),
        element("p", f"{standfirst(seen)} {_lead(report, seen)}", class_="standfirst"),
        element(
            "div", element("h2", "Not read, or in doubt"), element("ul", *issues), class_="issues"
        )
        if issues
        else EMPTY,
        _summary(report, seen),
        _contents(),
        class_="headline",
    )


def _lead(report: Report, seen: Overview) -> str:
    if not report.findings:
        return verdict_sentence(seen)
    if report.findings[0].verdict in MILD:
        return f"{verdict_sentence(seen)} Nothing in it was found wrong, which is no proof."
    count = counted(len(report.findings), "finding")
    return f"The most serious of {count}: {report.findings[0].title}."


def _summary(report: Report, seen: Overview) -> Markup:
    """Return the strip of counts; each leads to the first finding with that verdict."""
    first: dict[str, int] = {}
    for number, finding in enumerate(report.findings, start=1):
        first.setdefault(finding.verdict, number)
    counts = dict(seen.verdicts)
    cells = []
    for verdict in VERDICTS:
        count = element("b", str(counts.get(verdict, 0)))
        label = element("span", VERDICT_WORDS[verdict])
        inside = (
            within(f"finding-{first[verdict]}", count, label)
            if verdict in first
            else joined([count, label])
        )
        empty = "" if verdict in first else " none"
        cells.append(element("li", inside, class_=f"{verdict_class(verdict)}{empty}"))
    return element("ul", *cells, class_="summary", aria_label="Findings by verdict")


def _contents() -> Markup:
    links = [element("li", within(id_, name)) for id_, name in _SECTIONS]
    return element("nav", element("ul", *links), class_="contents", aria_label="In this report")


def _section(id_: str, *content: Markup) -> Markup:
    heading_id = f"{id_}-heading"
    heading = element("h2", dict(_SECTIONS)[id_], id=heading_id)
    return element("section", heading, *content, id=id_, aria_labelledby=heading_id)


def _none(words: str) -> Markup:
    return element("p", words, class_="none")


def _findings(report: Report, seen: Overview) -> Markup:
    cards = [
        finding_card(number, finding, seen)
        for number, finding in enumerate(report.findings, start=1)
    ]
    nothing = _none("No check had anything to say. That is no sign that the announcement is true.")
    return _section("findings", *(cards or [nothing]))


def _commitments(report: Report, seen: Overview) -> Markup:
    if not report.commitments:
        return _section("commitments", _none("None was found."))
    return _section("commitments", commitments_list(report.commitments, seen))


def _claims(seen: Overview) -> Markup:
    return _section("claims", claims_table(seen) if seen.claims else _none("None was found."))


def _text(document: Document, seen: Overview) -> Markup:
    note = element(
        "p",
        "The text as it was read. Marked amounts are claims; each number leads to its reading.",
        class_="note",
    )
    body = element("div", announcement(document, seen), class_="text", lang=_language(document))
    return _section("announcement", note, body)


def _method(report: Report) -> Markup:
    meanings = [
        element("div", element("dt", verdict_label(verdict)), element("dd", meaning))
        for verdict, meaning in VERDICT_MEANINGS.items()
    ]
    return _section(
        "method",
        element(
            "p",
            "Kept reads the text, takes out every amount that someone states about the world and "
            "every promise, and runs each through the same checks: against the rest of the text, "
            "against arithmetic, and against official figures. No person chose what to check.",
        ),
        element("dl", *meanings, class_="meanings"),
        element("h3", "Limits"),
        element("ul", *(element("li", limit) for limit in _LIMITS)),
        element("h3", "Check it again"),
        element("p", "The same text and the same day give the same report:"),
        element("pre", element("code", command(report)), tabindex="0"),
    )


def command(report: Report) -> str:
    """Return the command line that makes the report again; of a path, only the file's name."""
    document = report.document
    uri = document.uri or "announcement.txt"
    if uri.startswith(_SAMPLE):
        words = ["--sample", uri.removeprefix(_SAMPLE)]
    else:
        words = [uri if web_address(uri) else PurePath(uri).name]
        for option, value in (
            ("--published", document.published),
            ("--country", document.country),
            ("--publisher", document.publisher),
        ):
            words += [option, str(value)] if value else []
    words += ["--as-of", str(report.as_of), "--html", "report.html"]
    return shlex.join(["kept", "check", *map(one_line, words)])


def _footer(document: Document) -> Markup:
    return element(
        "footer",
        element("p", f"Made by Kept {__version__} from a text whose SHA-256 is"),
        element("p", element("code", document.text_sha256)),
    )
