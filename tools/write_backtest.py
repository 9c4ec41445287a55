"""Run the whole backtest and write what it found: tables, diagram, the record behind the odds.

Usage: python tools/write_backtest.py. It writes docs/odds.md between its marks,
docs/images/reliability.svg and src/kept/forecast/data/calibration.csv. Some minutes.
"""

import csv
import os
import re
import sys
import textwrap
from datetime import date
from decimal import Decimal
from pathlib import Path
from textwrap import fill

from kept.cli.backtest import targets_as_text
from kept.forecast.announced import Target, band_of, kind_of, shipped_targets, tally
from kept.forecast.calibration import COLUMNS, FILE, Row, rows
from kept.forecast.testing import backtest, calibration_rows
from kept.model.forecasts import Question, Tally
from kept.pipeline import odds_of
from kept.publish.backtest_tables import markdown, results_as_text
from kept.publish.reliability import reliability_diagram
from kept.statistics.shelf import open_shelf

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "odds.md"
DIAGRAM = ROOT / "docs" / "images" / "reliability.svg"
EXAMPLE = Question(
    indicator="ict-service-exports",
    area="PAK",
    target=Decimal(15_000_000_000),
    deadline=date(2030, 7, 1),
    calendar="fiscal",
    as_of=date(2026, 11, 27),
)
HEAD = (
    "# What became of targets that were given such odds: ends of 90 % of redraws of whole origin "
    "years.\n# Written by tools/write_backtest.py. n: cases of the group of horizons.\n"
)


def main() -> None:
    """Run the backtest and write its results."""
    results, cases = backtest(open_shelf(), workers=os.cpu_count() or 1, tell=_tell)
    write_calibration(calibration_rows(cases))
    title = f"Odds of {results.calibration[0].cases:,} targets, {results.first} to {results.last}"
    DIAGRAM.write_text(f"{reliability_diagram(results.calibration[0], title=title)}\n", "utf-8")
    text = results_as_text(results).replace("## ", "### ")
    write_part("backtest", text)
    write_part("targets", f"{record()}\n\n{targets_as_text(shipped_targets())}")
    write_example()
    print(text)


def write_example() -> None:
    """Write the sentence of the page's first example, from what was just written."""
    rows.cache_clear()
    found = odds_of(EXAMPLE)
    write_part("example", "" if found is None else textwrap.indent(fill(found.sentence, 96), "> "))


def _tell(message: str) -> None:
    print(message, file=sys.stderr, flush=True)


def record() -> str:
    """Return how the shipped targets fared, by kind and horizon."""
    rows = []
    for kind in ("money", "shares", "counts"):
        for words in ("due within a year", "due in 2 to 3 years", "due in 4 years or more"):
            one = tally(_chosen(kind, words), kind, words)
            rows += [_cells(one)] if one.count else []
    return markdown(("Announced targets", "due", "n", "reached", "median of the missed"), rows)


def _chosen(kind: str, words: str) -> list[Target]:
    return [
        one
        for one in shipped_targets()
        if kind_of(one.unit) == kind and one.years is not None and band_of(one.years) == words
    ]


def _cells(one: Tally) -> tuple[str, ...]:
    short = "" if one.short is None else f"{one.short:.0%} of the target"
    return one.kind, one.horizon.removeprefix("due "), str(one.count), str(one.reached), short


def write_calibration(rows: list[Row]) -> None:
    """Write the table from which the intervals around odds are read."""
    with FILE.open("w", encoding="utf-8", newline="") as file:
        file.write(HEAD)
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for row in rows:
            writer.writerow(
                (
                    row.horizon_from,
                    row.horizon_to,
                    f"{row.odds:.3f}",
                    f"{row.low:.4f}",
                    f"{row.high:.4f}",
                    row.n,
                )
            )


def write_part(name: str, text: str) -> None:
    """Write a part of the page between its marks."""
    page = PAGE.read_text(encoding="utf-8")
    marks = f"<!-- {name} -->", f"<!-- end of {name} -->"
    pattern = re.compile(f"{re.escape(marks[0])}.*?{re.escape(marks[1])}", re.DOTALL)
    new = f"{marks[0]}\n\n{text.strip()}\n\n{marks[1]}"
    PAGE.write_text(pattern.sub(lambda _: new, page), encoding="utf-8")


if __name__ == "__main__":
    main()
