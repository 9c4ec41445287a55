"""Sourced facts beside a claim: none that might not have been said yet."""

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from kept.check.rivals import known_facts
from kept.model.statistics import Fact
from kept.statistics.shelf import open_shelf

from .build import case

TOPIC = "it-graduates-per-year"


class Figures:
    """The shipped figures with one fact's date written in another way."""

    def __init__(self, said: str) -> None:
        self.said = said

    def facts(self, topic: str, area: str) -> tuple[Fact, ...]:
        return tuple(replace(one, said=self.said) for one in open_shelf().facts(topic, area)[:1])


@pytest.mark.parametrize(
    ("said", "by", "known"),
    [
        ("2025-05-01", date(2025, 5, 1), True),
        ("2025-05-02", date(2025, 5, 1), False),
        ("2025-05", date(2025, 5, 30), False),
        ("2025-05", date(2025, 6, 1), True),
        ("2025", date(2025, 11, 30), False),
        ("2025", date(2026, 1, 1), True),
        ("2024-2025", date(2025, 6, 1), False),
        ("2024-07 / 2024-11-18", date(2024, 11, 18), True),
        ("2024-07 / 2024-11-18", date(2024, 11, 17), False),
        ("2025 (stated at year end)", date(2025, 12, 1), False),
        ("undated", date(2026, 12, 1), False),
    ],
)
def test_a_fact_counts_once_it_was_surely_said(said: str, by: date, known: bool) -> None:
    figures: Any = Figures(said)
    asked = case({"text": "Nothing.", "as_of": by.isoformat()}, statistics=figures)
    assert bool(known_facts(asked, TOPIC, "PAK")) is known
