"""Tables of promises as they come: CSV and XLSX to rows of text."""

import csv
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from kept.errors import InputError, MissingInput, UsageError


class Line(NamedTuple):
    """A row of a table: its number as a spreadsheet shows it, and its cells by column."""

    number: int
    cells: dict[str, str]


class Sheet(NamedTuple):
    """A table: the names of its columns, and its rows."""

    name: str
    columns: tuple[str, ...]
    lines: tuple[Line, ...]


def read_sheet(path: Path) -> Sheet:
    """Return the table in a CSV or XLSX file; of a workbook, the first sheet.

    Lines that start with `#` are comments, empty rows are left out. Raises MissingInput where
    there is no such file, InputError where it is no table, UsageError for another ending.
    """
    if not path.is_file():
        raise MissingInput("there is no such table", where=str(path), remedy="Give a file's path")
    suffix = path.suffix.lower()
    if suffix in {".csv", ".tsv"}:
        rows = _csv_rows(path, "\t" if suffix == ".tsv" else ",")
    elif suffix in {".xlsx", ".xlsm", ".xls", ".ods"}:
        rows = _workbook_rows(path)
    else:
        raise UsageError(
            "this is no table that can be read", where=str(path), remedy="Give CSV or XLSX"
        )
    return _sheet(path, rows)


def _sheet(path: Path, rows: Iterator[tuple[int, Sequence[str]]]) -> Sheet:
    columns: tuple[str, ...] = ()
    lines: list[Line] = []
    for number, cells in rows:
        if not any(cells) or cells[0].startswith("#"):
            continue
        if not columns:
            columns = tuple(cell.strip() for cell in cells)
            _require_unique(path, columns)
        else:
            padded = (*cells, *[""] * (len(columns) - len(cells)))
            lines.append(Line(number, dict(zip(columns, map(str.strip, padded), strict=False))))
    if not columns:
        raise InputError("the table is empty", where=str(path), remedy="Give one with a header")
    return Sheet(path.name, columns, tuple(lines))


def _require_unique(path: Path, columns: tuple[str, ...]) -> None:
    twice = {name for name in columns if columns.count(name) > 1 and name}
    if twice:
        raise InputError(
            "two columns have one name",
            where=str(path),
            why=", ".join(sorted(twice)),
            remedy="Rename one of them",
        )


def _csv_rows(path: Path, delimiter: str) -> Iterator[tuple[int, Sequence[str]]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, delimiter=delimiter)
            for cells in reader:
                yield reader.line_num, cells
    except (UnicodeDecodeError, csv.Error) as error:
        raise InputError(
            "this is no table in UTF-8", where=str(path), why=str(error), remedy="Save it as UTF-8"
        ) from error


def _workbook_rows(path: Path) -> Iterator[tuple[int, Sequence[str]]]:
    try:
        import python_calamine as calamine  # noqa: PLC0415  an extra; only workbooks need it
    except ModuleNotFoundError as error:
        raise UsageError(
            "workbooks need a reader that is not installed",
            where=str(path),
            remedy="pip install 'kept[sheets]', or save the table as CSV",
        ) from error
    try:
        with calamine.load_workbook(path) as book:
            rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (calamine.CalamineError, OSError) as error:
        raise InputError(
            "this is no workbook", where=str(path), why=str(error), remedy="Save it as XLSX"
        ) from error
    for number, cells in enumerate(rows, start=1):
        yield number, [_as_text(cell) for cell in cells]


def _as_text(cell: object) -> str:
    """Return a cell as it would be typed: whole numbers without a point, dates as ISO 8601."""
    if isinstance(cell, datetime) and cell.time() == datetime.min.time():
        return cell.date().isoformat()
    if isinstance(cell, datetime | date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
