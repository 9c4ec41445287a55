"""The report for a terminal: a page to read from top to bottom, in one width."""

from io import StringIO

from rich.console import Console
from rich.text import Text

from kept.model.claims import Commitment, Reading
from kept.model.findings import Report
from kept.model.text import Document, Issue
from kept.publish.overview import Overview, imprint, overview, standfirst, verdict_sentence
from kept.publish.safe import one_line
from kept.publish.terminal_findings import finding_lines
from kept.publish.terminal_lines import Page, labelled
from kept.publish.terminal_tables import claims_table, commitment_lines
from kept.publish.words import day
from kept.version import __version__

NARROWEST = 80
WIDEST = 120


def to_terminal(report: Report, *, width: int = 100, colour: bool = False) -> str:
    """Return the report as text of at most `width` columns, kept between 80 and 120.

    Only addresses may run over, so that they can be copied whole. colour: with ANSI styles.
    """
    page = page_of(width, colour=colour)
    seen = overview(report.claims, report.commitments, report.findings)
    _head(page, report.document, f"checked as of {day(report.as_of)}")
    page.paragraph(Text(f"{standfirst(seen)} {verdict_sentence(seen)}"))
    _issues(page, report.document.issues)
    _findings(page, report, seen)
    _commitments(page, report.commitments, seen)
    _claims(page, seen)
    _foot(page, report.document, "--html FILE writes a page to pass on")
    return page.text()


def reading_to_terminal(
    document: Document, reading: Reading, *, width: int = 100, colour: bool = False
) -> str:
    """Return what was extracted as text; width and colour as in `to_terminal`."""
    page = page_of(width, colour=colour)
    seen = overview(reading.claims, reading.commitments)
    _head(page, document, "extracted, not checked")
    page.paragraph(Text(standfirst(seen)))
    _issues(page, (*document.issues, *reading.issues))
    _commitments(page, reading.commitments, seen)
    _claims(page, seen)
    _foot(page, document, "--text prints the text in which offsets count")
    return page.text()


def page_of(width: int, *, colour: bool) -> Page:
    """Return an empty page of so many columns, kept between 80 and 120."""
    width = min(max(width, NARROWEST), WIDEST)
    return Page(_console(width, colour=colour), width)


def _console(width: int, *, colour: bool) -> Console:
    return Console(
        file=StringIO(),
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        no_color=not colour,
        markup=False,
        highlight=False,
        emoji=False,
        legacy_windows=False,
    )


def _head(page: Page, document: Document, standing: str) -> None:
    gap = " " * (page.width - len("KEPT") - len(standing))
    page.line(Text("KEPT", "bold") + Text(f"{gap}{standing}"))
    page.rule("═")
    page.paragraph(Text(one_line(document.title or "An announcement without a title"), "bold"))
    page.paragraph(Text(" · ".join(imprint(document)), "dim"))
    page.blank()


def _issues(page: Page, issues: tuple[Issue, ...]) -> None:
    for issue in issues:
        page.add(labelled("Not read", Text(one_line(issue.message)), page, style="yellow"))


def _findings(page: Page, report: Report, seen: Overview) -> None:
    page.heading("Findings, the most serious first")
    if not report.findings:
        page.paragraph(Text("None. That is not a sign that the announcement is true."))
    for number, finding in enumerate(report.findings, start=1):
        if number > 1:
            page.blank()
        page.add(finding_lines(number, finding, seen, page))


def _commitments(page: Page, commitments: tuple[Commitment, ...], seen: Overview) -> None:
    page.heading("Commitments")
    if not commitments:
        page.paragraph(Text("None was found."))
    for number, commitment in enumerate(commitments):
        if number:
            page.blank()
        page.add(commitment_lines(commitment, seen, page))


def _claims(page: Page, seen: Overview) -> None:
    page.heading("Claims, in the order of the text")
    if not seen.claims:
        page.paragraph(Text("None was found."))
        return
    page.table(claims_table(seen))


def _foot(page: Page, document: Document, hint: str) -> None:
    page.blank()
    page.rule("─")
    hashed = document.text_sha256[:16]
    page.paragraph(Text(f"Kept {__version__} read a text whose SHA-256 begins {hashed}.", "dim"))
    page.paragraph(Text(f"--json prints all data; {hint}.", "dim"))
