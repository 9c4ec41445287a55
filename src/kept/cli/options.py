# ruff: noqa: PLC0415 -- names to complete are looked up only when a shell asks for them.
"""Options that several commands share, each with its one wording."""

from datetime import date
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from kept.errors import UsageError

_COUNTRY_LENGTH = 3


class Details(NamedTuple):
    """What the caller knows of an announcement beyond its text; None where nothing is known."""

    published: date | None = None
    country: str | None = None
    publisher: str | None = None


def parse_date(value: str) -> date:
    """Return the day that an option names. Raises UsageError where it is none."""
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise UsageError(
            "this is no date", where=value, remedy="Write it like 2025-05-01"
        ) from error


def parse_country(value: str) -> str:
    """Return a country's code in capitals. Raises UsageError where it is none."""
    if len(value) != _COUNTRY_LENGTH or not value.isascii() or not value.isalpha():
        raise UsageError(
            "this is no country's code",
            where=value,
            remedy="Give the three letters of ISO 3166-1, such as PAK or GBR",
        )
    return value.upper()


def _complete_sample(incomplete: str) -> list[str]:
    from kept.pipeline import sample_names

    return [name for name in sample_names() if name.startswith(incomplete)]


def _complete_verdict(incomplete: str) -> list[str]:
    from kept.model.findings import VERDICTS

    slugs = (verdict.replace(" ", "-") for verdict in VERDICTS)
    return [slug for slug in slugs if slug.startswith(incomplete)]


Announcement = Annotated[
    str | None,
    typer.Argument(
        metavar="ANNOUNCEMENT",
        help="A path, an http or https address, or - for standard input. "
        "Text, Markdown, HTML and PDF are read.",
        show_default=False,
    ),
]
Sample = Annotated[
    str | None,
    typer.Option(
        "--sample",
        metavar="NAME",
        help="Read an announcement that ships with Kept; `kept samples` lists them.",
        autocompletion=_complete_sample,
    ),
]
Published = Annotated[
    date | None,
    typer.Option(
        "--published",
        metavar="DATE",
        parser=parse_date,
        help="The day it was published, like 2025-05-01. “Last year” and “by 2030” count from "
        "it; without one such periods stay open.",
    ),
]
Country = Annotated[
    str | None,
    typer.Option(
        "--country",
        metavar="ISO3",
        parser=parse_country,
        help="The country that speaks, such as PAK. Its fiscal year and currency are used.",
    ),
]
Publisher = Annotated[
    str | None, typer.Option("--publisher", metavar="NAME", help="Who published it.")
]
AsOf = Annotated[
    date | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        parser=parse_date,
        help="Use only what was known on this day. Today, unless given.",
    ),
]
Json = Annotated[
    bool, typer.Option("--json", help="Print JSON in the shape that `kept schema` describes.")
]
Text = Annotated[
    bool,
    typer.Option(
        "--text", help="Print the text as it was read, in which all offsets count, and stop."
    ),
]
Output = Annotated[
    Path | None,
    typer.Option("--output", metavar="FILE", help="Write there what would be printed."),
]
FailOn = Annotated[
    list[str] | None,
    typer.Option(
        "--fail-on",
        metavar="VERDICT[,..]",
        help="Leave with status 1 if a finding has this verdict: contradicts, differs, "
        "implausible, unsupported, cannot-be-checked or agrees.",
        autocompletion=_complete_verdict,
    ),
]
Record = Annotated[
    bool, typer.Option("--record", help="Also file it in the ledger, as `kept record` does.")
]
Ledger = Annotated[
    str,
    typer.Option(
        "--ledger",
        metavar="PLACE",
        envvar="KEPT_LEDGER",
        help="The ledger for --record: a file, or postgresql://user@host/database.",
    ),
]
