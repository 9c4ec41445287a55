"""A whole announcement: everything that is wrong with it, once, and in order."""

import time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from kept.check.room import run_checks
from kept.model.findings import Case, Finding

from .build import case

ROW: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parent / "announcement.yaml").read_text(encoding="utf-8")
)
EXPECTED = [
    ("contradictions", "contradicts", ("growth-headline", "growth", "projected-growth"), "25%"),
    ("contradictions", "contradicts", (), "DIG and DFIG"),
    ("arithmetic", "differs", ("projected-level", "projected-growth"), "24.1% more"),
    ("official", "differs", ("projected-level",), "4.75% below"),
    ("official", "differs", ("projected-growth",), "+18.2%"),
    ("official", "differs", ("young",), "164.1 million"),
    ("targets", "implausible", ("target-headline", "target"), "40.9% a year"),
    ("targets", "unsupported", ("target-headline", "target"), "No deadline"),
    ("plausibility", "unsupported", ("pledge-headline", "pledge"), "26.3%"),
    ("targets", "unsupported", ("extra",), "no baseline"),
    ("official", "cannot be checked", ("growth-headline", "growth"), "without a period"),
    ("plausibility", "cannot be checked", ("graduates",), "25,000 to 75,000"),
    ("plausibility", "cannot be checked", ("certified",), "6,100 to 315,000"),
]


@pytest.fixture(scope="module")
def this() -> Case:
    return case(ROW)


@pytest.fixture(scope="module")
def found(this: Case) -> tuple[Finding, ...]:
    return run_checks(this)


def test_everything_is_found_once_and_in_order(found: tuple[Finding, ...]) -> None:
    got = [(one.check, one.verdict, one.claim_ids) for one in found]
    assert got == [wanted[:3] for wanted in EXPECTED]
    for one, wanted in zip(found, EXPECTED, strict=True):
        assert wanted[3] in one.title


def test_the_same_case_gives_the_same_ids(this: Case, found: tuple[Finding, ...]) -> None:
    assert [one.id for one in run_checks(this)] == [one.id for one in found]
    assert len({one.id for one in found}) == len(found)


def test_a_reader_can_redo_the_arithmetic(found: tuple[Finding, ...]) -> None:
    base = next(one for one in found if one.check == "arithmetic")
    assert "$3.223 billion x 1.27 = $4.09321 billion" in base.working
    assert Decimal("3.223") * Decimal("1.27") == Decimal("4.09321")
    source = base.evidence[0]
    assert (source.publisher, source.series) == ("State Bank of Pakistan", "PAK.ICT-REMITTANCES")
    assert source.vintage is not None
    assert source.url.startswith("https://")


def test_precedents_are_counted(found: tuple[Finding, ...]) -> None:
    reach = next(one for one in found if one.verdict == "implausible")
    assert "none of 327" in reach.title
    assert any("327 in 47 countries" in line for line in reach.working)
    assert reach.evidence[1].series == "BX.GSR.CCIS.CD"


def test_without_a_date_nothing_is_judged_by_date(found: tuple[Finding, ...]) -> None:
    undated = {key: value for key, value in ROW.items() if key != "published"}
    undated["claims"] = [
        {key: value for key, value in one.items() if key != "dates"} for one in ROW["claims"]
    ]
    verdicts = {(one.check, one.verdict) for one in run_checks(case(undated))}
    assert ("arithmetic", "differs") not in verdicts
    assert ("official", "differs") not in verdicts
    assert ("contradictions", "contradicts") in verdicts


def test_before_the_outcome_was_known_there_is_none() -> None:
    early = run_checks(case({**ROW, "as_of": "2025-05-02"}))
    assert not any("Outcome" in one.title for one in early)
    assert any(one.check == "arithmetic" for one in early)


def test_a_warm_check_is_quick(this: Case) -> None:
    run_checks(this)
    spent = []
    for _ in range(20):
        start = time.process_time()
        run_checks(this)
        spent.append(time.process_time() - start)
    assert min(spent) < 0.004
