# ruff: noqa: PLC0415 -- the record room loads when a command needs it, so that --help stays quick.
"""Options that the commands of the ledger share, each with its one wording."""

import getpass
import os
import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypedDict

import typer

from kept.cli.options import parse_country, parse_date
from kept.cli.output import coloured, put, width
from kept.errors import UsageError

if TYPE_CHECKING:
    from kept.record.store import Ledger

DEFAULT = "kept-ledger.sqlite"
"""The ledger of a directory, where no other is named."""
_UNSAFE = re.compile(r'["\\\x00-\x1f]')


class Look(TypedDict):
    """How wide a page may be, and whether it is coloured."""

    width: int
    colour: bool


Place = Annotated[
    str,
    typer.Option(
        "--ledger",
        metavar="PLACE",
        envvar="KEPT_LEDGER",
        help="A file, or postgresql://user@host/database.",
    ),
]
AsOf = Annotated[
    date | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        parser=parse_date,
        help="Answer as the ledger stood at the end of this day.",
    ),
]
By = Annotated[
    str | None,
    typer.Option(
        "--by",
        metavar="NAME",
        envvar="KEPT_BY",
        help="Who writes the entry. Your user name, unless given.",
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
After = Annotated[
    str, typer.Option("--after", metavar="PLACE", help="Go on where a page said that more follow.")
]
Area = Annotated[
    str | None,
    typer.Option("--country", metavar="ISO3", parser=parse_country, help="Only of this country."),
]
Source = Annotated[
    str,
    typer.Option(
        "--source", metavar="URL|ID", help="A web address, or the id of a document in the ledger."
    ),
]
Output = Annotated[
    Path | None,
    typer.Option("--output", metavar="FILE", help="Write there what would be printed."),
]
Id = Annotated[str, typer.Argument(metavar="ID", help="A commitment's id, or its beginning.")]


def opened(place: str, *, create: bool = False) -> "Ledger":
    """Return the ledger at a place; errors as `kept.record.store.open_ledger` gives them."""
    from kept.record.store import open_ledger

    return open_ledger(place, create=create)


def now() -> datetime:
    """Return the clock's reading: the one place where the ledger's commands look at it."""
    return datetime.now(UTC)


def today(as_of: date | None) -> date:
    """Return the day against which dates are read."""
    return as_of or now().date()


def writer(by: str | None) -> str:
    """Return the name under which a person's entries are written.

    Raises UsageError for a name with quotes or controls.
    """
    name = (by or _user()).strip()
    if not name or _UNSAFE.search(name):
        raise UsageError("this is no name", where=repr(name), remedy="Give --by with a plain one")
    return f"person:{name}"


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return f"user {os.getuid()}"


def show(text: str, output: Path | None = None) -> None:
    """Print a page, or write it to a file."""
    put(text.encode("utf-8", "backslashreplace"), output)


def show_json(value: object) -> None:
    """Print a value as one JSON document."""
    import msgspec

    put(msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n")


def look(output: Path | None = None) -> Look:
    """Return the width and colour of a page."""
    return Look(width=width(output), colour=coloured(output))
