# ruff: noqa: PLC0415 -- the record room loads when a command needs it, so that --help stays quick.
"""Commands that carry a ledger about: export, import, migrate, rebuild."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from kept.cli import ledger_options as shared
from kept.cli.output import sink
from kept.errors import MissingInput, UsageError

EXPORT_HELP = """Print all entries, or write a Data Package.

Entries are printed one JSON object a line. Nothing is lost: `kept ledger import` makes
the same ledger of it, with the same hashes.

\b
Examples:
  kept ledger export --output ledger.jsonl
  kept ledger export --package folder
  kept ledger export --as-of 2026-01-01 --output then.jsonl
"""
IMPORT_HELP = """Import what `kept ledger export` wrote.

Into a new ledger, or into one whose entries the export continues. All of it or nothing.
For tables of promises, see `kept record --facts`.

\b
Examples:
  kept ledger import ledger.jsonl
  kept ledger import folder --ledger postgresql://me@localhost/promises
"""
MIGRATE_HELP = """Bring an old ledger to this version's schema.

All of it or nothing; no entry is changed. Copy the ledger first.
"""
REBUILD_HELP = """Build the lists anew from the entries.

They hold nothing of their own, so nothing can be lost.
"""

Package = Annotated[
    Path | None,
    typer.Option("--package", metavar="FOLDER", help="Write a Data Package (CSV) there instead."),
]
Given = Annotated[
    str,
    typer.Argument(metavar="SOURCE", help="A file of lines, - for standard input, or a folder."),
]


def export(
    *,
    package: Package = None,
    output: shared.Output = None,
    as_of: shared.AsOf = None,
    ledger: shared.Place = shared.DEFAULT,
) -> None:
    """Export the entries."""
    from kept.record.exchange import jsonl_lines, write_package

    if package is not None and output is not None:
        raise UsageError("two exports are asked for", remedy="Give --package or --output")
    store = shared.opened(ledger)
    if package is not None:
        write_package(store, package, as_of=as_of)
        return
    with sink(output) as write:
        for line in jsonl_lines(store, as_of=as_of):
            write(line)


def import_(source: Given, *, ledger: shared.Place = shared.DEFAULT) -> None:
    """Import an export."""
    from kept.record.exchange import read_package, restore, rows_of_jsonl

    store = shared.opened(ledger, create=True)
    if source == "-":
        added = restore(store, rows_of_jsonl(sys.stdin.buffer))
    elif Path(source).is_dir():
        rows, checkpoints = read_package(Path(source))
        added = restore(store, rows, checkpoints)
    elif Path(source).is_file():
        with Path(source).open("rb") as file:
            added = restore(store, rows_of_jsonl(file))
    else:
        raise MissingInput(
            "there is no such export", where=source, remedy="Give a file, a folder, or -"
        )
    shared.show(f"{added:,} entries are new in {ledger}\n")


def migrate(*, ledger: shared.Place = shared.DEFAULT) -> None:
    """Migrate the schema."""
    from kept.record.engines import connect, url_of
    from kept.record.maintenance import bring_up

    before, after = bring_up(connect(url_of(ledger)))
    shared.show(f"{ledger}: schema {before or 'none'} → {after}\n")


def rebuild(*, ledger: shared.Place = shared.DEFAULT) -> None:
    """Rebuild the read model."""
    from kept.record.maintenance import rebuild_standings

    count = rebuild_standings(shared.opened(ledger))
    shared.show(f"Built anew from {count:,} entries\n")
