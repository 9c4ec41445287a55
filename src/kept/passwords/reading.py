"""A list of passwords from a file, line by line and in constant memory.

What cannot be a password list is refused with its reason: empty, binary, another encoding,
a line no password has, a table without a chosen column. No message repeats a line, and none
carries along the error of a codec, which would quote a byte of one.
"""

import codecs
import csv
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from io import TextIOWrapper
from itertools import chain, count, islice
from pathlib import Path
from typing import BinaryIO

from kept.errors import InputError, MissingInput, NoText, TooLarge, UsageError

LONGEST_LINE = 4096
STANDARD_INPUT = Path("-")
_SEPARATORS = (",", "\t", ";", "|")
_HEADINGS = {"password", "passwords", "pass", "pwd", "passwd", "value", "passwort"}
_HEAD = 20
_ENOUGH_ROWS = 5
_WIDE = ("utf-16", "utf-32")
_WIDE_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True)
class ListFile:
    """Where the list lies and how it is to be read.

    stream: read instead of the path, which is then a name for messages. column: the name or the
    number (from 1) of the column of a table; None for a plain list. whole_lines: take every
    line as a password, even where the file looks like a table.
    """

    path: Path
    stream: BinaryIO | None = None
    encoding: str = "utf-8"
    column: str | None = None
    whole_lines: bool = False

    def passwords(self) -> Iterator[str]:
        """Yield the passwords in order, empty lines left out.

        Raises MissingInput, NoText, TooLarge and InputError for what cannot be read, and
        UsageError for an encoding or a column that there is not.
        """
        read = self._wide_lines if self._encoding_name().startswith(_WIDE) else self._lines
        with self._opened() as file, closing(read(file)) as lines:
            head = list(islice(lines, _HEAD))
            rest = chain(head, lines)
            if self.column is not None:
                yield from self._column(rest)
                return
            if not self.whole_lines:
                self._refuse_table(head)
            yield from rest

    @contextmanager
    def _opened(self) -> Iterator[BinaryIO]:
        if self.stream is not None:
            yield self.stream
            return
        try:
            with self.path.open("rb") as file:
                yield file
        except FileNotFoundError as error:
            raise MissingInput(
                "no such file", where=str(self.path), remedy="Check the path"
            ) from error
        except IsADirectoryError as error:
            raise MissingInput(
                "this is a directory", where=str(self.path), remedy="Name a file in it"
            ) from error
        except OSError as error:
            raise InputError("this file cannot be read", where=str(self.path)) from error

    def _encoding_name(self) -> str:
        try:
            return codecs.lookup(self.encoding).name
        except LookupError as error:
            raise UsageError(
                "no such encoding", where=self.encoding, remedy="Try utf-8 or latin-1"
            ) from error

    def _lines(self, file: BinaryIO) -> Generator[str]:
        number = 0
        while raw := file.readline(LONGEST_LINE + 1):
            number += 1
            where = f"{self.path}, line {number}"
            _require_short(raw, where)
            if number == 1:
                raw = raw.removeprefix(codecs.BOM_UTF8)
            if line := _without_end(decoded(raw, self.encoding, where), where):
                yield line

    def _wide_lines(self, file: BinaryIO) -> Generator[str]:
        """Yield the lines of text whose characters take two or four bytes each."""
        text = TextIOWrapper(file, self.encoding, newline="\n")
        try:
            for number in count(1):
                where = f"{self.path}, line {number}"
                try:
                    line = text.readline(LONGEST_LINE + 1)
                except UnicodeError:  # also where the mark of the byte order is missing
                    raise _not_in(self.encoding, where) from None
                if not line:
                    return
                _require_short(line, where)
                if "\0" in line:
                    raise _nul(where)
                # The mark of the byte order, where the encoding's name leaves it to the text.
                line = line.removeprefix("\ufeff") if number == 1 else line
                if line := _without_end(line, where):
                    yield line
        finally:
            text.detach()

    def _refuse_table(self, head: Sequence[str]) -> None:
        """Raise UsageError where the first lines look like a table's."""
        if not head:
            return
        if len(head) > 1 and head[0].strip().lower() in _HEADINGS:
            raise UsageError(
                "the first line looks like a heading",
                where=str(self.path),
                remedy=f"Say --column {head[0].strip()}, or --lines to take it for a password",
            )
        for separator in _SEPARATORS:
            cells = [cell.strip().strip('"').lower() for cell in head[0].split(separator)]
            named = len(cells) > 1 and bool(_HEADINGS & set(cells))
            if named or _regular(head, separator):
                raise UsageError(
                    "this is a table, not a list",
                    where=str(self.path),
                    why=f"{len(cells)} columns" + (f": {', '.join(cells)}" if named else ""),
                    remedy="Name the column of the passwords with --column, such as --column "
                    "password or --column 2; or say --lines to take whole lines",
                )

    def _column(self, lines: Iterator[str]) -> Iterator[str]:
        first = next(lines, None)
        if first is None:
            return
        separator = max(_SEPARATORS, key=first.count)
        try:
            header = next(csv.reader([first], delimiter=separator, strict=True))
            index, named = self._index(header)
            body = lines if named else chain([first], lines)
            rows = csv.reader(body, delimiter=separator, strict=True)
            for row in rows:
                if index < len(row) and row[index]:
                    yield row[index]
        except csv.Error:
            raise InputError(
                "a row of the table cannot be read",
                where=str(self.path),
                remedy="Close every quotation mark, or give a list with one password a line",
            ) from None

    def _index(self, header: Sequence[str]) -> tuple[int, bool]:
        """Return the column's place and whether the first row is a header."""
        wanted = (self.column or "").strip()
        names = [name.strip().lower() for name in header]
        if wanted.lower() in names:
            return names.index(wanted.lower()), True
        if wanted.isdecimal() and 1 <= int(wanted) <= len(header):
            return int(wanted) - 1, bool(_HEADINGS & set(names))
        raise UsageError(
            "the table has no such column",
            where=str(self.path),
            why=f"it has {len(header)} columns",
            remedy="Give a column's name or its number from 1",
        )


def _require_short(line: bytes | str, where: str) -> None:
    if len(line) > LONGEST_LINE:
        raise TooLarge(
            "a line is too long to be a password",
            where=where,
            why=f"more than {LONGEST_LINE:,} {'characters' if isinstance(line, str) else 'bytes'}",
            remedy="Give a list with one password a line",
        )


def _without_end(line: str, where: str) -> str:
    line = line.rstrip("\r\n")
    if "\r" in line:
        raise NoText(
            "the lines end in carriage returns alone",
            where=where,
            remedy="Give them line feeds first: tr '\\r' '\\n' < old > new",
        )
    return line


def _regular(head: Sequence[str], separator: str) -> bool:
    """Return whether every one of the first lines has the same number of separators."""
    counts = {line.count(separator) for line in head}
    return len(head) >= _ENOUGH_ROWS and len(counts) == 1 and counts != {0}


def decoded(raw: bytes, encoding: str, where: str) -> str:
    """Return bytes as text. Raises NoText, which quotes nothing of them."""
    for mark, name in _WIDE_MARKS:
        if raw.startswith(mark):
            found = f"the text is in {name.upper()}"
            raise NoText(
                found,
                where=where,
                remedy=f"Convert it to UTF-8: iconv -f {name} -t utf-8; "
                f"for a list it is enough to say --encoding {name}",
            )
    if b"\x00" in raw:
        raise _nul(where)
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        raise _not_in(encoding, where) from None


def _nul(where: str) -> NoText:
    return NoText(
        "this is no text",
        where=where,
        why="it holds a NUL byte",
        remedy="Give text with one password a line, in UTF-8; "
        "for a list in UTF-16 without a mark say --encoding utf-16-le",
    )


def _not_in(encoding: str, where: str) -> NoText:
    return NoText(
        "the text is not in this encoding",
        where=where,
        why=f"a byte that {encoding} does not allow",
        remedy="Convert it to UTF-8, or name its encoding, such as cp1252 or utf-16-le",
    )


def one_password(stream: BinaryIO) -> str:
    """Return the one password on a stream, without its line end.

    Raises NoText where there is none or it is no text in UTF-8, TooLarge beyond LONGEST_LINE
    bytes, and UsageError where there are several lines.
    """
    where = "standard input"
    raw = stream.read(LONGEST_LINE + 1)
    if len(raw) > LONGEST_LINE:
        raise TooLarge(
            "this is too long to be a password",
            where=where,
            why=f"more than {LONGEST_LINE:,} bytes",
            remedy="Give one password; for a list use `kept passwords audit`",
        )
    text = decoded(raw.removeprefix(codecs.BOM_UTF8), "utf-8", where)
    lines = [line for line in text.replace("\r\n", "\n").split("\n") if line]
    if not lines:
        raise NoText(
            "there is no password", where=where, remedy="Type or pipe one: it is never shown"
        )
    if len(lines) > 1:
        raise UsageError(
            "there are several lines",
            where=where,
            remedy="Give one password; for a list use `kept passwords audit`",
        )
    return lines[0]
