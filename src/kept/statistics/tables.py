"""Tables that ship with the statistics: CSV files that a reader who does not program can extend.

A line that starts with `#` is a comment.
"""

import csv
from collections.abc import Iterator
from pathlib import Path

from kept.errors import SnapshotError

DATA = Path(__file__).parent / "data"


def rows(path: Path) -> tuple[dict[str, str], ...]:
    """Return the rows of a CSV file as dictionaries, in file order.

    Raises SnapshotError where the file is missing or a row does not fit its header.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SnapshotError(
            "a table of the statistics cannot be read",
            where=str(path),
            why=type(error).__name__,
            remedy="Install the package again",
        ) from error
    return tuple(_fitted(text, path))


def _fitted(text: str, path: Path) -> Iterator[dict[str, str]]:
    reader = csv.reader(line for line in text.splitlines() if not line.startswith("#"))
    header = next(reader, [])
    for cells in reader:
        if len(cells) != len(header):
            raise SnapshotError(
                "a row of the statistics does not fit its header",
                where=f"{path.name}, the row that begins {cells[0] if cells else 'empty'}",
                why=f"{len(cells)} cells under {len(header)} columns",
                remedy="Quote cells that hold a comma",
            )
        yield dict(zip(header, cells, strict=True))
