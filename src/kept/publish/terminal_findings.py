"""Findings for the terminal, each with all that a reader needs to redo it."""

from rich.text import Text

from kept.model.findings import Evidence, Finding, Verdict
from kept.publish.excerpts import LONGEST, Excerpt, excerpts
from kept.publish.overview import VERDICT_WORDS, Overview
from kept.publish.safe import one_line, web_address
from kept.publish.terminal_lines import Page, address, detail
from kept.publish.words import day

STYLES: dict[Verdict, str] = {
    "contradicts": "bold red",
    "differs": "bold red",
    "implausible": "bold yellow",
    "unsupported": "bold magenta",
    "cannot be checked": "bold cyan",
    "agrees": "bold green",
}
_INDENT = 4


def finding_lines(number: int, finding: Finding, seen: Overview, page: Page) -> list[Text]:
    """Return a finding: verdict and title, reason, quotes, working, sources, what would settle."""
    verdict = Text(VERDICT_WORDS[finding.verdict].upper(), STYLES[finding.verdict])
    title = Text(one_line(finding.title), "bold")
    head, *rest = page.wrapped(verdict + Text("  ") + title, _INDENT)
    lines = [Text(f"{number}.".ljust(_INDENT), "bold") + head[_INDENT:], *rest]
    lines += page.wrapped(Text(one_line(finding.reason)), _INDENT)
    lines += _quotes(finding, seen, page)
    for label, value in (
        ("Found", finding.found),
        ("Expected", finding.expected),
        ("Tolerance", finding.tolerance),
    ):
        if value:
            lines += detail(label, Text(one_line(value)), page)
    for step, working in enumerate(finding.working):
        lines += detail("" if step else "Working", Text(one_line(working)), page)
    for evidence in finding.evidence:
        lines += _source(evidence, page)
    if finding.settle_by:
        lines += detail("To settle", Text(one_line(finding.settle_by)), page)
    return lines


def quotation(words: Excerpt) -> Text:
    """Return the sentence in quotation marks, each quantity between ‹ and ›."""
    text = Text("" if words.quoted else "“")
    for piece in words.pieces:
        text += Text(f"‹{piece.words}›", "bold") if piece.claim_id else Text(piece.words)
    return text + Text("" if words.quoted else "”")


def _quotes(finding: Finding, seen: Overview, page: Page) -> list[Text]:
    lines = []
    for words in excerpts(seen.claims_of(finding)):
        numbers = ", ".join(str(seen.number_of[id_]) for id_ in words.claim_ids)
        lines += detail(f"Claim {numbers}", quotation(words), page)
    if not lines:
        for commitment in seen.commitments_of(finding):
            lines += detail("Said", Text(f"“{one_line(commitment.quote.exact[:LONGEST])}”"), page)
    return lines


def _source(evidence: Evidence, page: Page) -> list[Text]:
    lines = detail("Source", Text(f"{'. '.join(source_parts(evidence))}."), page)
    url = web_address(evidence.url)
    return [*lines, address(url)] if url else lines


def source_parts(evidence: Evidence) -> list[str]:
    """Return publisher and title, value and period, series, vintage, licence: those there are."""
    value = " in ".join(part for part in (evidence.value, evidence.period) if part)
    parts = (
        ", ".join(part for part in (evidence.publisher, evidence.title) if part),
        value,
        f"Series {evidence.series}" if evidence.series else "",
        f"As it stood on {day(evidence.vintage)}" if evidence.vintage else "",
        f"Licence {evidence.licence}" if evidence.licence else "",
    )
    return [one_line(part) for part in parts if part]
