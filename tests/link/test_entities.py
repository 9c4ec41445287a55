import re

import pytest

from kept.lexicon.load import rows
from kept.lexicon.places import mentions
from kept.link.entities import introductions, link_entity

from .cases import cases


@pytest.mark.parametrize("case", cases("entities.yaml"), ids=str)
def test_subjects_link_to_their_entity(case):
    link = link_entity(
        case.get("subject"),
        mentions(case.get("near", "")),
        case.get("country"),
        introductions(case.get("text", "")),
    )
    assert (link.id if link else "none") == case["want"]
    assert link is None or (link.reasons and 0 < link.score <= 1)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the Bureau of Public Works (BPW) and", {"BPW": "Bureau of Public Works"}),
        ("Ministry of Trade and Industry (MTI)", {"MTI": "Ministry of Trade and Industry"}),
        ("growth (GDP) rose", {}),
        ("it rose (CPI)", {}),
        ("Green Growth Fund (XYZ)", {}),
        ("(ABC)", {}),
    ],
)
def test_abbreviations_that_the_text_explains(text, found):
    assert introductions(text) == found


def test_the_list_of_organisations_is_sound():
    listed = rows("organisations.csv", "id", "name", "kind", "country", "website")
    assert len(listed) >= 150
    assert len({row["id"] for row in listed}) == len(listed)
    for row in listed:
        assert re.fullmatch(r"[a-z0-9-]+", row["id"])
        assert row["website"].startswith("http")
        assert (row["country"] == "") or re.fullmatch(r"[A-Z]{3}", row["country"])
