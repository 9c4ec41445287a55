# ruff: noqa: PLC0415 -- rooms load when a command needs them, so that --help stays quick.
"""The command `kept check`: one announcement to a report."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kept.cli import options
from kept.cli.ledger_options import DEFAULT
from kept.cli.output import coloured, note, protect, put, shown_text, width
from kept.errors import UsageError

if TYPE_CHECKING:
    from kept.model.findings import Report

FOUND = 1
"""Exit status when a finding has a verdict that --fail-on names."""

Html = Annotated[
    Path | None,
    typer.Option(
        "--html",
        metavar="FILE",
        help="Also write the report as one self-contained page. With - it is printed instead.",
    ),
]


HELP = """Check an announcement and print a report.

The report names every number that was claimed and every promise, sets them against
official figures and against each other, and shows the working, the sources and what
would settle the rest.
Nothing is sent anywhere: only an address that you give is fetched.

\b
Examples:
  kept check --sample pakistan-it
  kept check statement.html --published 2025-05-01 --country PAK
  kept check https://example.org/news --html report.html
  pdftotext minutes.pdf - | kept check - --json
  kept check statement.txt --fail-on contradicts,differs

\b
Exit status: 0 done; 1 a finding has a verdict of --fail-on; 2 wrong
usage; 3 the announcement could not be read.
"""


def check(
    announcement: options.Announcement = None,
    *,
    sample: options.Sample = None,
    published: options.Published = None,
    country: options.Country = None,
    publisher: options.Publisher = None,
    as_of: options.AsOf = None,
    json: options.Json = False,
    html: Html = None,
    output: options.Output = None,
    fail_on: options.FailOn = None,
    text: options.Text = False,
    record: options.Record = False,
    ledger: options.Ledger = DEFAULT,
) -> None:
    """Print a report on the announcement that the arguments name."""
    _require_one_format(json=json, text=text, html=html)
    verdicts = _verdicts(fail_on or [])
    protect(announcement, html, output)
    from kept.cli.source import document

    details = options.Details(published, country, publisher)
    read = document(announcement, sample, details)
    if text:
        put(shown_text(read.text, output), output)
        return
    from kept.pipeline import check_document

    report = check_document(read, as_of=as_of or datetime.now(UTC).date())
    if html is not None:
        from kept.publish.html_page import to_html

        put(to_html(report), html)
    if html != Path("-"):
        put(_printed(report, json=json, output=output), output)
    if record:
        from kept.cli.record import file_report

        new = len(file_report(report, ledger).entries)
        note(f"Recorded in {ledger}: {new:,} new entries")
    if any(finding.verdict in verdicts for finding in report.findings):
        raise typer.Exit(FOUND)


def _require_one_format(*, json: bool, text: bool, html: Path | None) -> None:
    page = html == Path("-")
    if json + text + page > 1:
        raise UsageError(
            "two formats are asked for on standard output",
            where=" and ".join(
                name for name, on in (("--json", json), ("--text", text), ("--html -", page)) if on
            ),
            remedy="Ask for one of them",
        )


def _verdicts(values: list[str]) -> frozenset[str]:
    """Return the verdicts named, in lists with commas, with blanks or hyphens within."""
    from kept.model.findings import VERDICTS

    names = ",".join(values).lower().replace("-", " ").split(",")
    verdicts = frozenset(filter(None, map(str.strip, names)))
    unknown = verdicts.difference(VERDICTS)
    if unknown:
        raise UsageError(
            "--fail-on names no verdict",
            where=", ".join(sorted(unknown)),
            remedy=f"There are {', '.join(verdict.replace(' ', '-') for verdict in VERDICTS)}",
        )
    return verdicts


def _printed(report: "Report", *, json: bool, output: Path | None) -> bytes:
    if json:
        from kept.publish.json import to_json

        return to_json(report, indent=2) + b"\n"
    from kept.publish.terminal import to_terminal

    page = to_terminal(report, width=width(output), colour=coloured(output))
    return page.encode("utf-8", "backslashreplace")
