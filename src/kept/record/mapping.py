"""Mappings: how the columns of a table of promises are read, told in a TOML file.

docs/ledger.md shows one whole. Shipped mappings are chosen by the columns that a table has.
"""

import re
import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Literal

from msgspec import Struct, ValidationError, convert

from kept.errors import InputError, MissingInput
from kept.record.sheets import Sheet

RowKind = Literal["target", "pledge", "initiative", "appointment", "observation", "projection"]
_SHIPPED = files("kept.record") / "data" / "mappings"


class Columns(Struct, frozen=True, forbid_unknown_fields=True):
    """The table's column for each field; "" where it has none. `text` is what is promised."""

    text: str
    kind: str = ""
    area: str = ""
    indicator: str = ""
    due: str = ""
    value: str = ""
    unit: str = ""
    said: str = ""
    promiser: str = ""
    lead: str = ""
    supporting: str = ""
    quote: str = ""
    event: str = ""
    source: str = ""
    note: str = ""


class Unit(Struct, frozen=True, forbid_unknown_fields=True):
    """What a unit of the table means: Kept's unit, times ten to the `scale`; or a kind."""

    unit: str = ""
    scale: int = 0
    kind: Literal["", "initiative", "appointment"] = ""


class Indicator(Struct, frozen=True, forbid_unknown_fields=True):
    """An indicator by the table's names for it, in one area or everywhere."""

    id: str
    names: frozenset[str]
    area: str = ""
    link: str = "1"


class Rules(Struct, frozen=True, forbid_unknown_fields=True):
    """How cells are read.

    loose_dates: see `said_of`. undated: kinds whose period tells when it was said, and is no
    date by which. link: how surely an indicator is the one that the table names, where
    [[indicators]] does not tell. other_units: units that [units] does not name stand for
    themselves. unreadable: refuse the table, or set such rows aside.
    """

    loose_dates: bool = False
    undated: tuple[RowKind, ...] = ()
    link: str = "1"
    other_units: bool = False
    unreadable: Literal["refuse", "aside"] = "refuse"


class Parts(Struct, frozen=True, forbid_unknown_fields=True):
    """Where parts of a sum are listed: a column, and a pattern with a group `parts`."""

    column: str
    pattern: str


class Mapping(Struct, frozen=True, forbid_unknown_fields=True):
    """A whole mapping. key: columns whose values no two rows may share; empty: none."""

    columns: Columns
    rules: Rules = Rules()
    kinds: dict[str, RowKind] = {}
    units: dict[str, Unit] = {}
    indicators: tuple[Indicator, ...] = ()
    defaults: dict[str, str] = {}
    key: tuple[str, ...] = ()
    parts: Parts | None = None

    def needed(self) -> tuple[str, ...]:
        """Return the columns that a table must have, each once."""
        named = [getattr(self.columns, name) for name in Columns.__struct_fields__]
        more = [self.parts.column] if self.parts else []
        return tuple(dict.fromkeys(filter(None, (*named, *self.key, *more))))


def read_mapping(path: Path) -> Mapping:
    """Return the mapping in a file. Raises MissingInput or InputError with what is wrong."""
    if not path.is_file():
        raise MissingInput("there is no such mapping", where=str(path), remedy="Give a TOML file")
    return _mapping(path.read_text(encoding="utf-8", errors="replace"), str(path))


def shipped_mapping(sheet: Sheet) -> Mapping:
    """Return the shipped mapping that fits a table's columns. Raises InputError where none does."""
    for mapping in _shipped():
        if set(mapping.needed()) <= set(sheet.columns):
            return mapping
    raise InputError(
        "no shipped mapping fits this table",
        where=sheet.name,
        why=f"its columns are {', '.join(sheet.columns)}",
        remedy="Write a mapping as docs/ledger.md shows and give it with --mapping",
    )


def require_columns(sheet: Sheet, mapping: Mapping) -> None:
    """Raise InputError where the table lacks a column that the mapping names."""
    missing = [name for name in mapping.needed() if name not in sheet.columns]
    if missing:
        raise InputError(
            "the table lacks columns that the mapping names",
            where=sheet.name,
            why=f"no {', '.join(missing)} among {', '.join(sheet.columns)}",
            remedy="Correct the mapping or the table's header",
        )


@cache
def _shipped() -> tuple[Mapping, ...]:
    names = sorted(file.name for file in _SHIPPED.iterdir() if file.name.endswith(".toml"))
    return tuple(_mapping((_SHIPPED / name).read_text(encoding="utf-8"), name) for name in names)


def _mapping(text: str, where: str) -> Mapping:
    try:
        mapping = convert(tomllib.loads(text), Mapping)
        _require_group(mapping)
    except (tomllib.TOMLDecodeError, ValidationError, re.error, ValueError) as error:
        raise InputError(
            "the mapping cannot be read",
            where=where,
            why=str(error),
            remedy="docs/ledger.md shows one whole",
        ) from error
    return mapping


def _require_group(mapping: Mapping) -> None:
    if mapping.parts is not None and "parts" not in re.compile(mapping.parts.pattern).groupindex:
        raise ValueError("the pattern of [parts] has no group named parts")
