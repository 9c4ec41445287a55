"""A user's CSV file row by row: periods and numbers, each read in the one way it can be.

Commas, semicolons or tabs part the columns. Where semicolons or tabs do, a comma in a number may
be the decimal mark: it is if some number can be read in no other way. An empty cell is a missing
value. A period may stand twice only with the same value.
"""

import codecs
import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

from msgspec import Struct

from kept.errors import InputError, MissingInput

_PERIODS = ("period", "year", "date", "month")
_COLUMNS = "period,value"
_MOST_ROWS = 20_000
_SEPARATORS = (",", ";", "\t")
_SPACES = "[ \u00a0\u202f']"
_YEAR = re.compile(r"(?:1[5-9]|2[01])\d\d")
_FISCAL = re.compile(
    r"FY\s?((?:19|20)\d\d)|((?:19|20)\d\d)\s?[/–]\s?((?:19|20)?\d\d)", re.IGNORECASE
)
_MONTH = re.compile(r"((?:19|20)\d\d)-(0[1-9]|1[0-2])(?:-\d\d)?")
_JOINED = re.compile(r"((?:19|20)\d\d)-(\d\d)")
_EDGE = re.compile(r"((?:19|20)\d\d)-(01-01|12-31)")
_PLAIN = re.compile(r"[+-]?(?:\d[\d_]*\.?\d*|\.\d+)(?:[eE][+-]?\d{1,4})?")
_GROUPED = re.compile(
    rf"[+-]?(?:\d{{1,3}}(?:,\d{{2,3}})*,\d{{3}}|\d{{1,3}}(?:{_SPACES}\d{{3}})+)(?:\.\d+)?"
)
_COMMA = re.compile(rf"[+-]?(?:\d+|\d{{1,3}}(?:(?:\.|{_SPACES})\d{{3}})+)(?:,\d+)?")
_LEAST, _MOST = Decimal("1e-30"), Decimal("1e30")


class Row(Struct, frozen=True):
    """A period, half-open, with its label and its value."""

    start: date
    end: date
    label: str
    value: Decimal


class _Cells(Struct, frozen=True):
    """What a line says, as it is written."""

    where: str
    period: str
    value: str


def rows_of(path: Path, year_start: tuple[int, int]) -> tuple[Row, ...]:
    """Return the rows of a file, the oldest first, each period once.

    year_start: (month, day) on which fiscal years begin. Raises MissingInput where the file cannot
    be read; InputError where it lacks a column, a row is none, or rows gainsay one another.
    """
    separator, cells = _read(path)
    cells = [one for one in cells if one.value]
    comma = separator != "," and _decimal_comma(path, [one.value for one in cells])
    spelt = _spelt([one.period for one in cells])
    found: dict[tuple[date, date], Row] = {}
    for one, period in zip(cells, spelt, strict=True):
        row = Row(*_period(period, year_start, one.where), _value(one, comma=comma))
        before = found.setdefault((row.start, row.end), row)
        if before.value != row.value:
            raise InputError(
                "a period of this series has two values",
                where=one.where,
                why=f"{row.label}: {before.value} and {row.value}",
                remedy="Keep the one that holds",
            )
    _of_one_calendar(path, spelt)
    return tuple(found[key] for key in sorted(found))


def _read(path: Path) -> tuple[str, list[_Cells]]:
    """Return what parts the columns, and the cells of each line."""
    lines = ["" if line.startswith("#") else line for line in _text(path).splitlines()]
    head = next((line for line in lines if line.strip()), "")
    separator = max(_SEPARATORS, key=head.count)
    reader = csv.reader(lines[:_MOST_ROWS], delimiter=separator)
    try:
        rows = [(reader.line_num, cells) for cells in reader if any(map(str.strip, cells))]
    except csv.Error as error:
        where = f"{path.name}, line {reader.line_num}"
        raise InputError("this series is no table", where=where, why=str(error)) from error
    names = rows[0][1] if rows else []
    places = _places(path, names)
    given = rows if _is_period(names[places[0]]) else rows[1:]
    return separator, list(_placed(path, places, given))


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
        wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        return data.decode("utf-16" if wide else "utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise MissingInput(
            "this series could not be read",
            where=str(path),
            why=getattr(error, "strerror", None) or "not a text in UTF-8",
            remedy=f"Give a CSV file with the columns {_COLUMNS}",
        ) from error


def _places(path: Path, first: Sequence[str]) -> tuple[int, int]:
    """Return the columns of periods and of values.

    Of two columns, the other one holds the values, whatever its name; without a line of names,
    the second does.
    """
    names = [cell.strip().lower() for cell in first]
    period = next((names.index(name) for name in _PERIODS if name in names), None)
    pair = len(names) == 2  # noqa: PLR2004 -- periods and values, and nothing to mistake
    if period is None and pair and _is_period(first[0]):
        return 0, 1
    if period is not None and "value" in names:
        return period, names.index("value")
    if period is not None and pair:
        return period, 1 - period
    raise InputError(
        "this series lacks a column",
        where=str(path),
        why=f"its first line names {', '.join(names) or 'nothing'}",
        remedy=f"Name the columns {_COLUMNS}: periods like 2024, FY2024 or 2024-07, "
        "and plain numbers",
    )


def _placed(
    path: Path, places: tuple[int, int], rows: Iterable[tuple[int, Sequence[str]]]
) -> Iterator[_Cells]:
    for line, cells in rows:
        where = f"{path.name}, line {line}"
        if len(cells) <= max(places):
            raise InputError("a row of this series is too short", where=where)
        yield _Cells(where, cells[places[0]].strip(), cells[places[1]].strip())


def _is_period(text: str) -> bool:
    plain = text.strip()
    return any(one.fullmatch(plain) for one in (_YEAR, _FISCAL, _MONTH, _JOINED))


def _spelt(periods: Sequence[str]) -> list[str]:
    """Return periods that only the whole column makes plain in the way of others.

    2012-13 is a fiscal year where every period joins a year to the next; 2012-12-31 is a year
    where every period is the last day of one, or every one the first.

    >>> _spelt(["2009-10", "2010-11"]), _spelt(["2019-12-31", "2020-12-31"])
    (['2009/10', '2010/11'], ['2019', '2020'])
    """
    joined = [_JOINED.fullmatch(one) for one in periods]
    if all(one is not None and (int(one[1]) + 1) % 100 == int(one[2]) for one in joined):
        return [one.replace("-", "/") for one in periods]
    edges = [_EDGE.fullmatch(one) for one in periods]
    if len({one[2] for one in edges if one is not None}) == 1 and None not in edges:
        return [one[:4] for one in periods]
    return list(periods)


def _period(text: str, year_start: tuple[int, int], where: str) -> tuple[date, date, str]:
    """Return a period's half-open dates and its label."""
    month = _MONTH.fullmatch(text)
    if month is not None:
        year, number = int(month[1]), int(month[2])
        end = date(year + number // 12, number % 12 + 1, 1)
        return date(year, number, 1), end, text[:7]
    fiscal = _FISCAL.fullmatch(text)
    if fiscal is not None and (fiscal[1] or (int(fiscal[2]) + 1) % 100 == int(fiscal[3]) % 100):
        year = int(fiscal[1]) if fiscal[1] else int(fiscal[2]) + 1
        start = date(year if year_start == (1, 1) else year - 1, *year_start)
        return start, start.replace(year=start.year + 1), f"FY{year}"
    if _YEAR.fullmatch(text):
        return date(int(text), 1, 1), date(int(text) + 1, 1, 1), text
    raise InputError(
        "a period of this series cannot be read",
        where=where,
        why=text or "the cell is empty",
        remedy="Write years like 2024, fiscal years like FY2024 or 2023/24, months like 2024-07",
    )


def _of_one_calendar(path: Path, periods: Iterable[str]) -> None:
    fiscal = {_FISCAL.fullmatch(one) is not None for one in periods if not _MONTH.fullmatch(one)}
    if len(fiscal) > 1:
        raise InputError(
            "this series mixes calendar and fiscal years",
            where=path.name,
            remedy="Keep years of one sort: those of two sorts overlap",
        )


def _decimal_comma(path: Path, values: Sequence[str]) -> bool:
    """Return whether a comma is the decimal mark. Raises InputError where nothing tells."""
    written = [one for one in values if "," in one]
    if any(_COMMA.fullmatch(one) and not _GROUPED.fullmatch(one) for one in written):
        return True
    if not written or any(not _COMMA.fullmatch(one) for one in written):
        return False
    raise InputError(
        "a comma in this series may part thousands or decimals",
        where=path.name,
        why=f"as in {written[0]}",
        remedy="Write plain numbers such as 3810000000 or 38.5",
    )


def _value(cells: _Cells, *, comma: bool) -> Decimal:
    text = cells.value
    marks = re.sub(_SPACES, "", text)
    if comma and _COMMA.fullmatch(text):
        value = Decimal(marks.replace(".", "").replace(",", "."))
    elif not comma and (_PLAIN.fullmatch(text) or _GROUPED.fullmatch(text)):
        value = Decimal(marks.replace(",", "").replace("_", ""))
    else:
        raise InputError(
            "a value of this series is no number",
            where=cells.where,
            why=text,
            remedy="Write plain numbers such as 3810000000, and leave out periods without one",
        )
    if value and not _LEAST <= abs(value) <= _MOST:
        raise InputError("a value of this series is out of reach", where=cells.where, why=text)
    return value
