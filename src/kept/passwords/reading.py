"""A list of passwords from a file, line by line and in constant memory.

What cannot be a password list is refused with its reason: empty, binary, another encoding,
a line no password has, a table without a chosen column. No message repeats a line.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO

from kept.errors import InputError, MissingInput, NoText, TooLarge, UsageError

LONGEST_LINE = 4096
_SEPARATORS = (",", "\t", ";", "|")
_HEADINGS = {"password", "passwords", "pass", "pwd", "passwd", "value", "passwort"}
_SAMPLE = 20


@dataclass(frozen=True)
class ListFile:
    """Where the list lies and how it is to be read.

    column: the name or the number (from 1) of the column of a table; None for a plain list.
    """

    path: Path
    encoding: str = "utf-8"
    column: str | None = None

    def passwords(self) -> Iterator[str]:
        """Yield the passwords in order, empty lines left out."""
        try:
            with self.path.open("rb") as file:
                yield from self._read(file)
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

    def _read(self, file: BinaryIO) -> Iterator[str]:
        lines = self._lines(file)
        head = list(islice(lines, _SAMPLE))
        if self.column is None:
            self._refuse_table(head)
            yield from chain(head, lines)
        else:
            yield from self._column(chain(head, lines))

    def _lines(self, file: BinaryIO) -> Iterator[str]:
        number = 0
        while raw := file.readline(LONGEST_LINE + 1):
            number += 1
            if len(raw) > LONGEST_LINE:
                raise TooLarge(
                    "a line is too long to be a password",
                    where=f"{self.path}, line {number}",
                    why=f"more than {LONGEST_LINE:,} bytes",
                    remedy="Give a list with one password a line",
                )
            if line := self._decoded(raw, number).rstrip("\r\n"):
                yield line

    def _decoded(self, raw: bytes, number: int) -> str:
        where = f"{self.path}, line {number}"
        if b"\x00" in raw and not self.encoding.lower().startswith("utf-16"):
            raise NoText(
                "this is no text file",
                where=where,
                why="it holds a NUL byte",
                remedy="Give a text file with one password a line, in UTF-8",
            )
        try:
            return raw.decode("utf-8-sig" if number == 1 and self._is_utf8() else self.encoding)
        except LookupError as error:
            raise UsageError(
                "no such encoding", where=self.encoding, remedy="Try utf-8 or latin-1"
            ) from error
        except UnicodeDecodeError as error:
            raise NoText(
                "the file is not in this encoding",
                where=where,
                why=f"a byte that {self.encoding} does not allow",
                remedy="Name the right one with --encoding, such as latin-1 or cp1252",
            ) from error

    def _is_utf8(self) -> bool:
        return self.encoding.lower().replace("_", "-") in {"utf-8", "utf8"}

    def _refuse_table(self, head: list[str]) -> None:
        """Raise UsageError where the first line looks like the header of a table."""
        for separator in _SEPARATORS:
            cells = (
                [cell.strip().strip('"').lower() for cell in head[0].split(separator)]
                if head
                else []
            )
            if len(cells) > 1 and _HEADINGS & set(cells):
                raise UsageError(
                    "this is a table with a header, not a list",
                    where=str(self.path),
                    why=f"columns {', '.join(cells)}",
                    remedy="Name the column with --column, such as --column password",
                )
        if head and head[0].strip().lower() in _HEADINGS and len(head) > 1:
            raise UsageError(
                "the first line looks like a heading",
                where=str(self.path),
                remedy=f"Say --column {head[0].strip()}, or delete the line",
            )

    def _column(self, lines: Iterator[str]) -> Iterator[str]:
        first = next(lines, None)
        if first is None:
            return
        separator = max(_SEPARATORS, key=first.count)
        header = next(csv.reader([first], delimiter=separator))
        index, named = self._index(header)
        rows = csv.reader(lines if named else chain([first], lines), delimiter=separator)
        for row in rows:
            if index < len(row) and row[index]:
                yield row[index]

    def _index(self, header: list[str]) -> tuple[int, bool]:
        """Return the column's place and whether it was found by name."""
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
