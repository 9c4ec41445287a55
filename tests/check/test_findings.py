"""Tables of true statements that must not be accused, and of faults that must be found."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from kept.check.room import run_checks
from kept.model.findings import VERDICTS, Finding

from .build import case

HERE = Path(__file__).parent
ACCUSING = ("contradicts", "differs", "implausible")


def table(name: str) -> list[Any]:
    rows = yaml.safe_load((HERE / name).read_text(encoding="utf-8"))
    return [pytest.param(row, id=row["name"]) for row in rows]


def words_of(finding: Finding) -> str:
    return " ".join((finding.title, finding.reason, *finding.working)).lower()


@pytest.mark.parametrize("row", table("innocent.yaml"))
def test_a_true_statement_is_not_accused(row: dict[str, Any]) -> None:
    accused = [
        (one.verdict, one.title)
        for one in run_checks(case(row))
        if one.verdict in row.get("never", ACCUSING)
    ]
    assert accused == []


@pytest.mark.parametrize("row", table("guilty.yaml"))
def test_a_fault_is_found(row: dict[str, Any]) -> None:
    found = run_checks(case(row))
    for wanted in row["finds"]:
        alike = [
            one
            for one in found
            if (one.check, one.verdict) == (wanted["check"], wanted["verdict"])
            and wanted["says"].lower() in words_of(one)
        ]
        assert alike, (wanted, [(one.check, one.verdict, one.title) for one in found])


@pytest.mark.parametrize("row", [*table("innocent.yaml"), *table("guilty.yaml")])
def test_every_finding_says_what_a_reader_needs(row: dict[str, Any]) -> None:
    this = case(row)
    ids = {claim.id for claim in this.claims}
    for one in run_checks(this):
        assert one.title
        assert "\n" not in one.title
        assert one.reason
        assert one.as_of is not None
        assert one.as_of <= this.as_of
        assert set(one.claim_ids) <= ids
        assert one.settle_by or one.verdict != "cannot be checked"
        assert one.evidence or one.verdict not in ("differs", "agrees")
        assert all(source.publisher and source.url for source in one.evidence)


def test_the_tables_are_large_enough() -> None:
    assert len(table("innocent.yaml")) >= 40
    assert len(table("guilty.yaml")) >= 30


def test_findings_are_ordered_by_verdict() -> None:
    found = [one for row in table("guilty.yaml") for one in run_checks(case(row.values[0]))]
    assert {one.verdict for one in found} <= set(VERDICTS)
    for row in table("guilty.yaml"):
        ranks = [VERDICTS.index(one.verdict) for one in run_checks(case(row.values[0]))]
        assert ranks == sorted(ranks)


def test_a_part_does_not_agree_with_the_whole() -> None:
    row = {
        "text": "Net IT exports came to $3.2 billion in FY2024.",
        "published": "2025-05-01",
        "claims": [
            {
                "exact": "$3.2 billion",
                "value": 3.2e9,
                "measure": "Net IT exports",
                "indicator": "ict-service-exports",
                "period": "in FY2024",
                "dates": ["2023-07-01", "2024-07-01"],
            }
        ],
    }
    assert [one.verdict for one in run_checks(case(row))] == ["cannot be checked"]
