# ruff: noqa: PLC0415 -- rooms load when a command needs them, so that --help stays quick.
"""The command `kept record`: announcements and tables into the ledger."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kept.cli import ledger_options as shared
from kept.cli import options
from kept.errors import UsageError

if TYPE_CHECKING:
    from kept.model.findings import Report
    from kept.pipeline import Recorded
    from kept.record.recording import Intake

SHIPPED = "shipped"
"""The word for the sourced figures that ship with Kept."""

Facts = Annotated[
    str | None,
    typer.Option(
        "--facts",
        metavar="TABLE",
        help="Also record a CSV or XLSX of targets, pledges and figures; `shipped` names the "
        "table that ships with Kept.",
    ),
]
MappingFile = Annotated[
    Path | None,
    typer.Option(
        "--mapping",
        metavar="FILE",
        help="How the table's columns are read, in TOML. Chosen by the columns, unless given.",
    ),
]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Tell what would be recorded, and record nothing.")
]

HELP = """Record an announcement in the ledger, and follow its promises.

Its text, claims, commitments and findings are filed. A promise that repeats, raises, lowers
or postpones an earlier one is matched with it; where that is not sure, you are asked by
`kept ledger review`. Targets move by themselves as figures arrive. Recording the same
announcement twice changes nothing.

\b
Examples:
  kept record --sample pakistan-it --facts shipped
  kept record statement.html --published 2025-05-01 --country PAK
  kept record --facts promises.xlsx --mapping promises.toml --dry-run
  kept record statement.txt --ledger postgresql://me@localhost/promises

\b
Exit status: 0 done; 2 wrong usage; 3 the announcement, the table or
the ledger could not be read.
"""


def record(
    announcement: options.Announcement = None,
    *,
    sample: options.Sample = None,
    published: options.Published = None,
    country: options.Country = None,
    publisher: options.Publisher = None,
    facts: Facts = None,
    mapping: MappingFile = None,
    dry_run: DryRun = False,
    ledger: shared.Place = shared.DEFAULT,
) -> None:
    """File the announcement and the table that the arguments name."""
    details = options.Details(published, country, publisher)
    intakes: list[Intake] = []
    if announcement is not None or sample is not None or facts is None:
        intakes.append(_intake(_report(announcement, sample, details)))
    aside: tuple[str, ...] = ()
    if facts is not None:
        table, aside = _table(facts, mapping)
        intakes.append(table)
    elif mapping is not None:
        raise UsageError("--mapping needs a table", remedy="Give one with --facts")
    done = file_intakes(intakes, ledger, dry=dry_run)
    from kept.publish.terminal_recorded import recorded_to_terminal

    page = recorded_to_terminal(
        done.entries, known=done.known, place=ledger, aside=aside, dry=dry_run, **shared.look()
    )
    shared.show(page)


def file_intakes(intakes: "list[Intake]", place: str, *, dry: bool = False) -> "Recorded":
    """Return what was recorded at a place, or what would be: then it is done to a copy."""
    from kept.pipeline import record_intakes

    day = shared.today(None)
    if not dry:
        return record_intakes(shared.opened(place, create=True), intakes, shared.now, as_of=day)
    from kept.record.rehearsal import rehearse

    with rehearse(place) as copy:
        return record_intakes(copy, intakes, shared.now, as_of=day)


def file_report(report: "Report", place: str) -> "Recorded":
    """Return what was recorded of one report at a place."""
    return file_intakes([_intake(report)], place)


def _report(announcement: str | None, sample: str | None, details: options.Details) -> "Report":
    from kept.cli.source import document
    from kept.pipeline import check_document

    return check_document(document(announcement, sample, details), as_of=shared.today(None))


def _intake(report: "Report") -> "Intake":
    from kept.record.recording import intake_of

    return intake_of(report)


def _table(facts: str, mapping: Path | None) -> "tuple[Intake, tuple[str, ...]]":
    from kept.record.importing import intake_of_table, read_table, require_readable, told
    from kept.statistics.tables import DATA

    path = DATA / "facts.csv" if facts == SHIPPED else Path(facts)
    table, chosen = read_table(path, mapping)
    require_readable(table, chosen, str(path))
    return intake_of_table(table), tuple(map(told, table.faults))
