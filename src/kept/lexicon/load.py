"""Lexicon files, read once and checked: CSV for tables, TOML for grouped words.

Files lie in `kept/lexicon/data`, so that a reader who does not program can extend them.
A line that starts with `#` in a CSV file is a comment.
"""

import csv
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from kept.errors import LexiconError

_DATA = files("kept.lexicon") / "data"


@cache
def rows(name: str, *columns: str) -> tuple[dict[str, str], ...]:
    """Return the rows of a CSV file as dictionaries, in file order.

    Raises LexiconError, naming the file and line, where a column of `columns` is missing or
    a row has more or fewer cells than the header.
    """
    return tuple(_checked(name, columns))


def _checked(name: str, columns: tuple[str, ...]) -> Iterator[dict[str, str]]:
    with (_DATA / name).open(encoding="utf-8") as file:
        lines = (line if not line.startswith("#") else "\n" for line in file)
        reader = csv.reader(lines)
        header: list[str] | None = None
        for cells in reader:
            if not cells:
                continue
            if header is None:
                header = cells
                missing = set(columns) - set(header)
                if missing:
                    raise LexiconError(
                        "a lexicon file lacks a column",
                        where=name,
                        why=", ".join(sorted(missing)),
                        remedy="Add the column to the first row",
                    )
                continue
            if len(cells) != len(header):
                raise LexiconError(
                    "a lexicon row does not fit its header",
                    where=f"{name}, line {reader.line_num}",
                    why=f"{len(cells)} cells under {len(header)} columns",
                    remedy="Quote cells that hold a comma",
                )
            yield dict(zip(header, cells, strict=True))


@cache
def table(name: str) -> dict[str, Any]:
    """Return a TOML file as nested dictionaries. Raises LexiconError with the line at fault."""
    try:
        return tomllib.loads((_DATA / name).read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise LexiconError("a lexicon file is not TOML", where=name, why=str(error)) from error
