"""A text of nothing but claims is checked in a time in proportion to its length."""

from datetime import date
from time import process_time

import pytest

from kept.check.room import run_checks
from kept.model.findings import Case
from kept.pipeline import extract_document, official
from kept.read.document import from_text


@pytest.mark.parametrize(
    "piece",
    ["Peru will plant {n} trees. ", "Exports rose 5 % to $3 billion from $2 billion. "],
)
def test_checks_take_time_in_proportion(piece: str) -> None:
    text = "".join(piece.format(n=n) for n in range(2, 2_500))
    began = process_time()
    reading = extract_document(from_text(text))
    extracted = process_time() - began
    assert len(reading.claims) > 2_400
    found = Case(
        document=from_text(text),
        claims=reading.claims,
        commitments=reading.commitments,
        events=reading.events,
        statistics=official(),
        as_of=date(2026, 1, 1),
    )
    began = process_time()
    run_checks(found)
    assert process_time() - began < extracted
