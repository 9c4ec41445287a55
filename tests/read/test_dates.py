"""The day of publication, and texts that do not say it."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from kept.read.document import from_text

CASES = yaml.safe_load(Path(__file__).with_name("date_cases.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:50])
def test_day(case: dict[str, Any]) -> None:
    document = from_text(case["text"])
    assert document.published == case["day"]
    codes = [issue.code for issue in document.issues]
    assert codes == ([case["issue"]] if "issue" in case else [])


def test_the_caller_knows_better() -> None:
    given = date(2020, 2, 3)
    document = from_text("LAHORE, May 1, 2025: The board met.", published=given)
    assert document.published == given


def test_an_ambiguous_date_names_both_days() -> None:
    document = from_text("Board meets\n\n03/04/2025\n\nIt met.")
    (issue,) = document.issues
    assert issue.message == (
        "“03/04/2025” may mean 4 March 2025 or 3 April 2025; give the date of publication"
    )
    assert issue.start is not None
    assert document.text[issue.start : issue.end] == "03/04/2025"


def test_no_ambiguity_is_reported_for_a_given_date() -> None:
    document = from_text("Board meets\n\n03/04/2025\n\nIt met.", published=date(2025, 4, 3))
    assert document.issues == ()
