"""How long each room takes on a whole announcement: python benchmarks/check.py [--runs 30].

Prints two Markdown tables, both in processor time of one core, all lists loaded. The first has
the shipped samples, medians of repeated runs. The second has the annotated announcements of the
tests, each read for the first time: nothing that was remembered from an earlier run helps.
"""

import argparse
import statistics
from collections.abc import Callable
from datetime import date
from pathlib import Path
from time import process_time
from typing import Any

from kept.check.room import run_checks
from kept.extract.room import extract
from kept.link.room import link_claims
from kept.model.findings import Case, Report
from kept.model.text import Document
from kept.pipeline import check_document, read_sample, sample_names
from kept.publish.html_page import to_html
from kept.publish.json import to_json
from kept.read.document import from_text
from kept.statistics.shelf import open_shelf

AS_OF = date(2026, 11, 23)
PUBLISHED = date(2025, 5, 1)
TEXTS = Path(__file__).parents[1] / "tests" / "annotated"
ROOMS = ("read", "extract", "link", "check", "JSON", "HTML")
Times = dict[str, float]


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description="Measure the rooms on whole announcements.")
    parser.add_argument("--runs", type=int, default=30)
    runs = parser.parse_args().runs
    print(head("Sample, ms"))
    for name in sample_names():
        document = read_sample(name)
        rounds = [walk(document) for _ in range(runs + 1)][1:]
        print(row(name, len(document.text), middle(rounds)))
    texts = [path.read_text("utf-8") for path in sorted(TEXTS.glob("announcements_*/*.txt"))]
    firsts = [walk(fresh(text)) for text in texts]
    print(f"\n{head(f'{len(texts)} announcements, first time, ms')}")
    print(row("median", statistics.median(map(len, texts)), middle(firsts)))
    each = [
        {room: taken * 1000 / len(text) for room, taken in first.items()}
        for first, text in zip(firsts, texts, strict=True)
    ]
    print(row("median by 1,000 characters", 1000, middle(each)))


def fresh(text: str) -> Document:
    """Return the text as a document of a known date."""
    return from_text(text, uri="benchmark", published=PUBLISHED)


def walk(document: Document) -> Times:
    """Return the milliseconds that each room takes on the document."""
    times: Times = {}
    timed(times, "read", lambda: fresh(document.text))
    reading = timed(times, "extract", lambda: extract(document))
    claims = timed(
        times,
        "link",
        lambda: link_claims(document, reading.claims, reading.commitments, reading.events),
    )
    case = Case(
        document=document,
        claims=claims,
        commitments=reading.commitments,
        events=reading.events,
        statistics=open_shelf(),
        as_of=AS_OF,
    )
    findings = timed(times, "check", lambda: run_checks(case))
    report = Report(
        document=document,
        claims=claims,
        commitments=reading.commitments,
        events=reading.events,
        findings=findings,
        as_of=AS_OF,
    )
    timed(times, "JSON", lambda: to_json(report))
    timed(times, "HTML", lambda: to_html(report))
    return times


def timed(times: Times, room: str, work: Callable[[], Any]) -> Any:
    """Return what the work returns, and note its milliseconds."""
    began = process_time()
    result = work()
    times[room] = (process_time() - began) * 1000
    return result


def middle(rounds: list[Times]) -> Times:
    """Return each room's median, and of the whole way to the JSON."""
    found = {room: statistics.median(one[room] for one in rounds) for room in ROOMS}
    whole = (sum(taken for room, taken in one.items() if room != "HTML") for one in rounds)
    return {**found, "whole": statistics.median(whole)}


def head(first: str) -> str:
    """Return a table's head."""
    names = (first, "Characters", *ROOMS, "Whole, without HTML")
    return f"| {' | '.join(names)} |\n|---|{'---:|' * (len(names) - 1)}"


def row(name: str, characters: float, times: Times) -> str:
    """Return a table's row."""
    cells = (f"{times[room]:.2f}" for room in (*ROOMS, "whole"))
    return f"| {name} | {characters:,.0f} | {' | '.join(cells)} |"


if __name__ == "__main__":
    for warm in sample_names():
        check_document(read_sample(warm), as_of=AS_OF)
    main()
