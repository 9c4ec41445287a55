"""Texts of one piece repeated: promises are read in work that grows with the text, and no more.

Work is counted in calls of the modules that read promises and gatherings. Where the room is
compiled no call is seen, and results alone are compared.
"""

import sys
from datetime import date
from itertools import pairwise
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
import yaml

from kept.extract.room import extract
from kept.model.claims import Reading
from kept.model.text import Document
from kept.read.document import from_text

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "awkward.yaml").read_text(encoding="utf-8")
)
LENGTHS = (3_000, 6_000, 12_000)
"""Characters of one text: a few of the longest sentences that are read, and more."""

GROWTH = 2.3
"""Times the work that twice the text may need: twice, and what the last piece leaves."""

COUNTED = frozenset(
    ("actions.py", "appointments.py", "circumstances.py", "commitments.py", "cues.py", "deeds.py")
    + ("drafts.py", "events.py", "initiatives.py", "leads.py", "modals.py", "objects.py")
    + ("passives.py", "pledges.py", "promisers.py", "promises.py", "repeats.py", "undertakings.py")
)


def read(piece: str, length: int) -> tuple[Document, Reading]:
    text = piece * (length // len(piece) + 1)
    document = from_text(text, published=date(2025, 5, 1))
    return document, extract(document)


def calls(piece: str, length: int) -> int:
    """Return how often a function of the counted modules is called."""
    count = 0

    def note(frame: FrameType, event: str, _: object) -> None:
        nonlocal count
        if event == "call":
            count += frame.f_code.co_filename.rpartition("/")[2] in COUNTED

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        read(piece, length)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["piece"][:30])
def test_work_grows_with_the_text(case: dict[str, Any]) -> None:
    read(case["piece"], 1)  # the lexicon is read once
    work = [calls(case["piece"], length) for length in LENGTHS]
    assert all(twice <= once * GROWTH + len(COUNTED) for once, twice in pairwise(work))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["piece"][:30])
def test_results_are_sound(case: dict[str, Any]) -> None:
    document, reading = read(case["piece"], LENGTHS[-1])
    for made in reading.commitments:
        for quote in (made.action, made.promiser, *made.mentions, *made.bodies, *made.conditions):
            assert quote is None or document.text[quote.start : quote.end] == quote.exact
    assert len({made.id for made in reading.commitments}) == len(reading.commitments)
    if "makes" in case:
        assert len(reading.commitments) == case["makes"]
        assert all(made.mentions for made in reading.commitments)
