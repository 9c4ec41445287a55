"""Findings for the terminal, each with all that a reader needs to redo it."""

from rich.text import Text

from kept.model.findings import Evidence, Finding, Verdict
from kept.publish.excerpts import LONGEST, Excerpt, excerpts
from kept.publish.overview import VERDICT_WORDS, Overview
from kept.publish.safe import one_line, web_address
from kept.publish.terminal_lines import Page, address, detail
from kept.publish.words import provenance

STYLES: dict[Verdict, str] = {
    "contradicts": "bold red",
    "differs": "bold red",
    "implausible": "bold yellow",
    "unsupported": "bold magenta",
    "cannot be checked": "bold cyan",
    "agrees": "bold green",
}
_INDENT = 4
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


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


def quotation(words: Excerpt, numbers: dict[str, int] | None = None) -> Text:
    """Return the sentence in quotation marks, each quantity between ‹ and ›.

    numbers: of the claims, printed raised behind their quantities.
    """
    text = Text("" if words.quoted else "“")
    for piece in words.pieces:
        if piece.claim_id is None:
            text += Text(piece.words)
        else:
            raised = str((numbers or {}).get(piece.claim_id, "")).translate(_RAISED)
            text += Text(f"‹{piece.words}›{raised}", "bold")
    return text + Text("" if words.quoted else "”")


def _quotes(finding: Finding, seen: Overview, page: Page) -> list[Text]:
    lines = []
    for words in excerpts(seen.claims_of(finding)):
        if len(words.claim_ids) == 1:
            label, text = f"Claim {seen.number_of[words.claim_ids[0]]}", quotation(words)
        else:
            label, text = "Claims", quotation(words, seen.number_of)
        lines += detail(label, text, page)
    if not lines:
        for said in seen.sentences_of(finding):
            lines += detail("Said", Text(f"“{one_line(said.exact[:LONGEST])}”"), page)
    return lines


def _source(evidence: Evidence, page: Page) -> list[Text]:
    lines = detail("Source", Text(f"{'. '.join(source_parts(evidence))}."), page)
    url = web_address(evidence.url)
    return [*lines, address(url)] if url else lines


def source_parts(evidence: Evidence) -> list[str]:
    """Return publisher and title, value and period, series, vintage, licence: those there are."""
    parts = (
        ", ".join(part for part in (evidence.publisher, evidence.title) if part),
        ", ".join(part for part in (evidence.value, evidence.period) if part),
        *provenance(evidence),
    )
    return [one_line(part).rstrip(".") for part in parts if part]
