# ruff: noqa: PLC0415 -- rooms load when a command needs them, so that --help stays quick.
"""The command `kept extract`: claims and commitments as data, without checks."""

import sys
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from kept.cli import options
from kept.cli.output import coloured, progress, protect, put, shown_text, sink, width
from kept.errors import InputError, MissingInput, UsageError

if TYPE_CHECKING:
    from kept.model.claims import Reading
    from kept.model.text import Document

Lines = Annotated[
    bool,
    typer.Option(
        "--jsonl",
        help='Read many: one {"id", "text", "published"?, "country"?} a line; write one result '
        "a line, in the same order.",
    ),
]

Quantities = Annotated[
    bool,
    typer.Option(
        "--quantities",
        help="Print every number with its role as JSON: claims, ages, durations, thresholds ...",
    ),
]

HELP = """Print claims and commitments, unchecked.

In JSON every quote carries its offsets into the text that --text prints, counted in
Unicode code points.

With --jsonl the file, or standard input for -, holds one announcement a line. A line that
cannot be read gives an object of kind "error" in its place, the others go on, and the
exit status is 3. --published, --country and --publisher then hold for lines that give none.

\b
Examples:
  kept extract --sample uk-government
  kept extract statement.html --json
  kept extract statement.html --text > statement.txt
  kept extract statement.html --quantities
  kept extract --jsonl articles.jsonl --output claims.jsonl
  zcat articles.jsonl.gz | kept extract --jsonl - | jq .claims

\b
Exit status: 0 done; 2 wrong usage; 3 the announcement, or a line, could
not be read.
"""


def extract(
    announcement: options.Announcement = None,
    *,
    sample: options.Sample = None,
    published: options.Published = None,
    country: options.Country = None,
    publisher: options.Publisher = None,
    json: options.Json = False,
    jsonl: Lines = False,
    output: options.Output = None,
    text: options.Text = False,
    quantities: Quantities = False,
) -> None:
    """Print what the announcement claims and promises."""
    protect(announcement, output)
    details = options.Details(published, country, publisher)
    if json + text + jsonl + quantities > 1:
        raise UsageError(
            "two formats are asked for",
            remedy="Ask for one of --json, --jsonl, --quantities and --text",
        )
    if jsonl:
        _many(announcement, sample, details, output)
        return
    from kept.cli.source import document

    read = document(announcement, sample, details)
    if text:
        put(shown_text(read.text, output), output)
        return
    if quantities:
        put(_quantities(read), output)
        return
    from kept.pipeline import extract_document

    put(_printed(read, extract_document(read), json=json, output=output), output)


def _printed(document: "Document", reading: "Reading", *, json: bool, output: Path | None) -> bytes:
    if json:
        from kept.publish.json import reading_to_json

        return reading_to_json(document, reading, indent=2) + b"\n"
    from kept.publish.terminal import reading_to_terminal

    page = reading_to_terminal(document, reading, width=width(output), colour=coloured(output))
    return page.encode("utf-8", "backslashreplace")


def _quantities(document: "Document") -> bytes:
    from kept.pipeline import quantities_of
    from kept.publish.json import quantities_to_json

    return quantities_to_json(document, quantities_of(document), indent=2) + b"\n"


def _many(
    announcement: str | None, sample: str | None, details: options.Details, output: Path | None
) -> None:
    if announcement is None or sample is not None:
        raise UsageError("--jsonl reads a file", remedy="Give its path, or - for standard input")
    from kept.cli.lines import results

    failed = 0
    with _opened(announcement) as stream, sink(output) as write, progress() as show:
        for number, (line, was_read) in enumerate(results(stream, details), start=1):
            write(line + b"\n")
            failed += not was_read
            show(number, failed)
    if failed:
        raise InputError(
            "some lines could not be read",
            where=announcement,
            why=f"{failed:,} of {number:,}",
            remedy='Each has an object of kind "error" in its place',
        )


def _opened(path: str) -> AbstractContextManager[BinaryIO]:
    if path == "-":
        return nullcontext(sys.stdin.buffer)
    try:
        return Path(path).open("rb")
    except OSError as error:
        raise MissingInput(
            "this file could not be read",
            where=path,
            why=error.strerror or type(error).__name__,
            remedy="Give the path of a file with one announcement a line",
        ) from error
