# ruff: noqa: PLC0415 -- rooms load when a command needs them, so that --help stays quick.
"""Commands that tell about Kept: its samples, the schema of its results, its version."""

from typing import Annotated

import typer

from kept.cli.output import put
from kept.errors import UsageError
from kept.version import __version__

SAMPLES_HELP = """List the announcements that ship with Kept.

One a line: the name, for use as `kept check --sample NAME`, a tab, and the title.
"""
SCHEMA_HELP = """Print the JSON Schema of all results.

It describes what --json and --jsonl print, in draft 2020-12 of JSON Schema. With `ledger` it
is that of what the commands `kept ledger ...` print.

\b
Examples:
  kept schema > kept.schema.json
  kept schema ledger > ledger.schema.json
"""
VERSION_HELP = "Print the version."


def samples() -> None:
    """Print the samples' names and titles."""
    from kept.pipeline import sample_notes

    put("".join(f"{name}\t{title}\n" for name, title in sample_notes().items()).encode())


def schema(
    which: Annotated[
        str, typer.Argument(metavar="[ledger]", help="Of the ledger's commands instead.")
    ] = "",
) -> None:
    """Print the schema as it ships."""
    if which not in {"", "ledger"}:
        raise UsageError("there is no such schema", where=which, remedy="There is one more: ledger")
    if which:
        from kept.publish.ledger_schema import shipped_ledger_schema

        put(shipped_ledger_schema())
        return
    from kept.publish.schema import shipped_schema

    put(shipped_schema())


def version() -> None:
    """Print the version."""
    put(f"kept {__version__}\n".encode())


def print_version(wanted: bool) -> None:  # noqa: FBT001 -- typer hands option values over by place
    """Print the version and stop, if --version was given."""
    if wanted:
        version()
        raise typer.Exit
