"""The table of all series that docs/statistics.md shows."""

import json
import sqlite3
from pathlib import Path

from kept.statistics.shelf import open_shelf

HEADER = ("Series", "Indicator", "Unit", "Areas", "Periods", "Vintage", "Publisher and licence", "")


def table(folder: Path) -> str:
    """Return the series of a data folder as a Markdown table, in order of preference."""
    shelf = open_shelf(folder)
    lines = [HEADER, ("---",) * len(HEADER)]
    for series in shelf.all_series():
        areas, first, last = _extent(folder, series.id)
        marks = [word for word in ("derived", "stale") if getattr(series, word)]
        lines.append(
            (
                f"[{series.id}]({series.url})",
                f"`{series.indicator}`",
                series.unit,
                str(areas),
                f"{first} to {last}",
                str(series.vintage),
                f"{series.publisher}; {series.licence}",
                ", ".join(marks),
            )
        )
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _extent(folder: Path, series_id: str) -> tuple[int, str, str]:
    """Return in how many areas a series has values, and its first and last period."""
    path = folder / "snapshot.sqlite"
    database = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    (number,) = database.execute("SELECT number FROM series WHERE id = ?", [series_id]).fetchone()
    runs = database.execute(
        "SELECT first_year, printed FROM run WHERE series = ?", [number]
    ).fetchall()
    prints = database.execute(
        "SELECT label FROM print WHERE series = ? ORDER BY start", [number]
    ).fetchall()
    database.close()
    if prints:
        return 1, prints[0][0], prints[-1][0]
    last = max(first + len(json.loads(printed)) - 1 for first, printed in runs)
    return len(runs), str(min(first for first, _ in runs)), str(last)
