"""Lines of a saved page that are not its article."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from kept.read.document import from_text

CASES = yaml.safe_load(Path(__file__).with_name("furniture_cases.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_left(case: dict[str, Any], assert_sound: Any) -> None:
    document = from_text(case["text"])
    assert_sound(document, case["text"])
    assert document.text == case["left"]
    found = [issue for issue in document.issues if issue.code == "furniture"]
    assert len(found) == case["places"]


def test_the_issue_says_what_was_cut_and_where() -> None:
    source = "It has the boats.\n\nIt has the plan, it says.\n\nLeave a Reply\n\nPost Comment"
    document = from_text(source)
    (issue,) = document.issues
    assert issue.message == (
        "2 lines of page furniture left out, from line 5: “Leave a Reply” … “Post Comment”"
    )
    assert issue.start == issue.end == len(document.text)


def test_title_after_furniture() -> None:
    document = from_text("Menu\n\nFish board sets goal\n\nIt wants 2 billion by 2030.")
    assert document.title == "Fish board sets goal"
    run = document.runs[0]
    assert (run.text, run.source) == (0, 6)
