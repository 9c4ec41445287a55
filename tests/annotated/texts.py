"""The annotated texts as rows of one shape, sentences and whole announcements alike.

A file `*.yaml` holds sentences; a folder holds announcements, each a `.txt` with its `.yaml`.
"""

from pathlib import Path
from typing import Any, NamedTuple

import yaml

from kept.model.text import Document
from kept.read.document import from_text

HERE = Path(__file__).parent
HALVES = ("dev", "dev_later", "opened", "set_aside")
"""`dev_later` and `opened` belong to the development half: texts added once the first were read
in full, and those that were set aside until the rules of that time had been written."""


class Row(NamedTuple):
    """One annotated text: a sentence or an announcement. claims, commitments: as annotated."""

    id: str
    text: str
    document: Document
    claims: list[dict[str, Any]]
    commitments: list[dict[str, Any]]


def rows_of(path: Path) -> list[Row]:
    """Return the annotated texts of a file of sentences or a folder of announcements."""
    if path.is_dir():
        return [_announcement(found) for found in sorted(path.glob("*.yaml"))]
    return [_row(item) for item in load(path)]


def load(path: Path) -> Any:
    """Return what a YAML file holds."""
    return yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)


def _announcement(path: Path) -> Row:
    item = load(path)
    text = path.with_suffix(".txt").read_text(encoding="utf-8")
    return _row({"id": path.stem, "text": text} | item)


def _row(item: dict[str, Any]) -> Row:
    document = from_text(item["text"], published=item.get("published"), country=item.get("country"))
    claims, commitments = item.get("claims") or [], item.get("commitments") or []
    return Row(item["id"], item["text"], document, claims, commitments)


def sentence_start(row: Row, item: dict[str, Any]) -> int:
    """Return where an annotated claim's or commitment's sentence starts in the row's text."""
    return row.text.index(item["sentence"]) if "sentence" in item else 0


def place_of(row: Row, claim: dict[str, Any]) -> tuple[int, int]:
    """Return the half-open place of an annotated quantity in the text of the document read."""
    exact = str(claim["quantity"]["exact"])
    start = sentence_start(row, claim) - 1
    for _ in range(int(claim["quantity"].get("nth", 1))):
        start = row.text.index(exact, start + 1)
    first = read_at(row.document, start)
    return first, first + len(exact)


def read_at(document: Document, source: int) -> int:
    """Return the place in the document's text of a place in the source that it was read from."""
    for run in document.runs:
        if run.source <= source < run.source + run.length:
            return run.text + source - run.source
    return source if not document.runs else -1
