"""Tables of promises into the ledger: all rows or none, unless the mapping sets rows aside."""

from pathlib import Path

from kept.errors import RefusedEntry
from kept.record.mapping import Mapping, read_mapping, require_columns, shipped_mapping
from kept.record.recording import Intake
from kept.record.rows import Fault, Table, read_rows
from kept.record.sheets import read_sheet

_SHOWN = 20
"""Faults that a refusal tells; more would bury them."""


def read_table(path: Path, mapping_path: Path | None = None) -> tuple[Table, Mapping]:
    """Return what a table holds under a mapping, or under the shipped one that fits its columns.

    Raises InputError where the table or the mapping cannot be read or do not fit.
    """
    sheet = read_sheet(path)
    mapping = shipped_mapping(sheet) if mapping_path is None else read_mapping(mapping_path)
    require_columns(sheet, mapping)
    return read_rows(sheet, mapping), mapping


def require_readable(table: Table, mapping: Mapping, where: str) -> None:
    """Raise RefusedEntry, naming rows and reasons, unless all rows can be read or set aside."""
    if not table.faults or mapping.rules.unreadable == "aside":
        return
    raise RefusedEntry(
        "the table was not recorded, none of it",
        rule="whole-table",
        where=where,
        why="; ".join(map(told, table.faults[:_SHOWN])) + more(table.faults),
        remedy='Correct these rows, or set `unreadable = "aside"` under [rules]',
    )


def told(fault: Fault) -> str:
    """Return a fault as a reader finds it again."""
    return f"row {fault.row}: {fault.reason}"


def more(faults: tuple[Fault, ...]) -> str:
    """Return how many faults beyond those shown there are."""
    rest = len(faults) - _SHOWN
    return f"; and {rest:,} more" if rest > 0 else ""


def intake_of_table(table: Table) -> Intake:
    """Return what a table gives the ledger."""
    return Intake(table.drafts, {})
