"""The odds within a report: open targets, decided ones, and what gets none."""

from datetime import date

import pytest

from kept.pipeline import check_document
from kept.read.document import from_text

AS_OF = date(2026, 11, 27)
RUNNING = (
    "The minister said on Thursday that Pakistan's IT exports are projected to reach $4 billion "
    "in the current fiscal year."
)
DATED = "The minister said Pakistan aims for IT exports of $10 billion by 2030."
UNDATED = "The minister said Pakistan is now targeting $15 billion in IT exports."


def report(text, *, country="PAK", as_of=AS_OF):
    document = from_text(text, published=date(2025, 5, 1), country=country)
    return check_document(document, as_of=as_of)


def odds(text, **more):
    return [one for one in report(text, **more).findings if one.check == "odds"]


def test_a_target_with_a_date_gets_its_odds():
    (found,) = odds(DATED)
    assert found.verdict == "cannot be checked"
    assert "by 2030: about" in found.title
    assert found.reason.startswith("About")
    assert "windows that began at" in found.reason
    assert any(line.startswith("on the day of the announcement") for line in found.working)
    assert {one.series for one in found.evidence} == {"BX.GSR.CCIS.CD"}
    assert found.settle_by == "The figure for 2030."


def test_a_target_without_a_date_gets_them_year_by_year():
    (found,) = odds(UNDATED)
    assert found.title.count(" in 100 by ") == 2
    assert found.reason.count(" in 100 by ") == 4
    assert found.reason.startswith("The text sets no date")


def test_a_decided_projection_shows_the_odds_of_its_day_beside_its_outcome():
    (found,) = [one for one in report(RUNNING).findings if one.title.startswith("Outcome")]
    told = " ".join(found.working)
    assert "the odds on 2025-05-01: About" in told
    assert "$1.86 billion had come in after 6 of 12 months" in told
    assert "3.81 billion" in found.title
    assert not odds(RUNNING)


def test_while_the_year_runs_its_odds_are_those_of_the_months_known():
    (found,) = odds(RUNNING, as_of=date(2025, 5, 1))
    assert "by FY2025: about" in found.title
    assert any("6 of 12 months" in line for line in found.working)
    assert "PAK.ICT-REMITTANCES.YTD" in {one.series for one in found.evidence}


@pytest.mark.parametrize(
    "text",
    [
        "The minister said Pakistan's IT exports rose to $3.8 billion.",
        "The minister said IT exports of Pakistan could reach $10 billion by 2030 if taxes fall.",
        "The minister said Pakistan is targeting up to $10 billion in IT exports by 2030.",
        "The minister said Pakistan is targeting an additional $10 billion in IT exports by 2030.",
        "The minister said Pakistan is targeting $3 billion in IT exports by 2030.",
    ],
)
def test_what_is_no_open_target_of_a_level_gets_none(text):
    assert not odds(text)


def test_the_same_text_gives_the_same_odds():
    assert odds(DATED) == odds(DATED)
