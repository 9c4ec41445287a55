"""Passages crowded with numbers: told of as a table, and not read as claims of one clause."""

import pytest

from kept.extract.room import extract
from kept.extract.unread import MOST_NUMBERS
from kept.read.document import from_text


@pytest.mark.parametrize("piece", ["9 ", "(5", "5% and ", "$3 million, "])
def test_a_crowded_passage_is_told_of(piece: str) -> None:
    document = from_text("Exports rose 5% in 2024.\n\n" + piece * 120)
    reading = extract(document)
    assert [claim.quantity.exact for claim in reading.claims] == ["5%"]
    (issue,) = reading.issues
    assert issue.code == "crowded"
    assert issue.message.startswith("120 numbers")
    assert issue.start is not None
    assert document.text[issue.start : issue.end] == (piece * 120).strip()


def test_a_long_list_of_a_sentence_is_read() -> None:
    names = [f"{n + 3} clinics in district {chr(65 + n)}" for n in range(20)]
    text = f"The ministry opened {', '.join(names)}."
    assert len(extract(from_text(text)).claims) == len(names) < MOST_NUMBERS
