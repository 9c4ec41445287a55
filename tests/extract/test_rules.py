"""Every rule of the grammar against its table of cases."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from kept.extract.changed import MEASURE_RULES
from kept.extract.changes import CHANGE_RULES
from kept.extract.exclusions import EXCLUSIONS, excluded
from kept.extract.periods import PERIOD_RULES, find_periods
from kept.extract.quantities import RULES, find_amounts
from kept.extract.room import calendars_of, extract
from kept.extract.subjects import SUBJECT_RULES
from kept.extract.tokens import tokenise
from kept.model.claims import Claim
from kept.read.document import from_text

HERE = Path(__file__).parent
PUBLISHED = date(2025, 5, 1)


def table(name: str) -> list[dict[str, Any]]:
    return list(yaml.safe_load((HERE / f"{name}.yaml").read_text(encoding="utf-8")))


def claims_of(text: str) -> tuple[Claim, ...]:
    return extract(from_text(text, published=PUBLISHED)).claims


def shown(value: object) -> str:
    return "-" if value is None else str(value)


QUANTITIES = [
    pytest.param(row["rule"], text, lines, id=f"{row['rule']}: {text}")
    for row in table("quantities")
    for text, lines in row["reads"].items()
]


@pytest.mark.parametrize(("rule", "text", "lines"), QUANTITIES)
def test_quantities_read_as_the_table_says(rule: str, text: str, lines: list[str]) -> None:
    claims = claims_of(text)
    read = [
        " | ".join((q.exact, shown(q.low), shown(q.high), q.unit))
        for q in (claim.quantity for claim in claims)
    ]
    assert [line for line in lines if line not in read] == []
    assert len(read) == len(lines) or rule == "rate.range"
    fired = {name for claim in claims for name in claim.rules}
    assert rule in fired or text not in first_texts("quantities")


def first_texts(name: str) -> set[str]:
    return {next(iter(row["reads"])) for row in table(name)}


@pytest.mark.parametrize("row", table("exclusions"), ids=lambda row: row["text"])
def test_numbers_that_claim_nothing(row: dict[str, Any]) -> None:
    assert len(claims_of(row["text"])) == row.get("claims", 0)
    if "rule" not in row:
        return
    sentence = tokenise(row["text"], 0)
    taken = bytearray(len(sentence.words))
    reasons = {excluded(sentence, amount) for amount in find_amounts(sentence, taken)}
    assert row["rule"] in reasons


@pytest.mark.parametrize("row", table("periods"), ids=lambda row: row["text"])
def test_times_resolve_as_the_table_says(row: dict[str, Any]) -> None:
    sentence = tokenise(row["text"], 0)
    calendars = calendars_of(row.get("published", PUBLISHED), row.get("country", "PAK"))
    times = find_periods(sentence, calendars)
    read = [
        " | ".join((p.exact, str(p.start or "?"), str(p.end or "?"), p.grain, p.calendar))
        for p in (time.period for time in times)
    ]
    assert read == row["times"]
    assert not row["rule"] or row["rule"] in {time.rule for time in times}


@pytest.mark.parametrize("row", table("changes"), ids=lambda row: row["text"])
def test_changes_read_as_the_table_says(row: dict[str, Any]) -> None:
    claims = claims_of(row["text"])
    read = []
    for claim in claims:
        change = claim.change
        baseline = change.baseline.exact if change and change.baseline else None
        parts = (change.kind, change.direction, baseline) if change else (None, None, None)
        read.append(" | ".join((claim.quantity.exact, *map(shown, parts))))
    assert read == row["changes"]
    assert not row["rule"] or row["rule"] in {name for claim in claims for name in claim.rules}


@pytest.mark.parametrize("row", table("meant"), ids=lambda row: row["text"])
def test_claims_are_meant_as_the_table_says(row: dict[str, Any]) -> None:
    read = []
    for claim in claims_of(row["text"]):
        speaker = claim.speaker.exact if claim.speaker else "-"
        signs = [
            name for name, is_so in (("denied", claim.negated), ("if", claim.conditional)) if is_so
        ]
        read.append(" | ".join((claim.quantity.exact, claim.modality, speaker, *signs)))
    assert read == row["meant"]


@pytest.mark.parametrize("row", table("dating"), ids=lambda row: row["text"])
def test_amounts_are_dated_as_the_table_says(row: dict[str, Any]) -> None:
    claims = extract(from_text(row["text"], published=PUBLISHED, country="PAK")).claims
    read = [
        f"{claim.quantity.exact} | {dated(claim, 'start')} | {dated(claim, 'end')}"
        for claim in claims
    ]
    assert read == row["periods"]


def dated(claim: Claim, side: str) -> str:
    return str(getattr(claim.period, side, None) or "?")


@pytest.mark.parametrize("row", table("measures"), ids=lambda row: row["text"])
def test_measures_read_as_the_table_says(row: dict[str, Any]) -> None:
    claims = claims_of(row["text"])
    read = [
        f"{claim.quantity.exact} | {claim.measure.exact if claim.measure else '-'}"
        for claim in claims
    ]
    assert read == row["measures"]
    assert row["rule"] in {name for claim in claims for name in claim.rules}


@pytest.mark.parametrize("row", table("subjects"), ids=lambda row: row["text"])
def test_subjects_read_as_the_table_says(row: dict[str, Any]) -> None:
    claims = claims_of(row["text"])
    read = [
        f"{claim.quantity.exact} | {claim.subject.exact if claim.subject else '-'}"
        for claim in claims
    ]
    assert read == row["subjects"]
    assert not row["rule"] or row["rule"] in {name for claim in claims for name in claim.rules}


@pytest.mark.parametrize(
    ("name", "rules"),
    [
        ("quantities", {rule.name for rule in RULES}),
        ("periods", {rule.name for rule in PERIOD_RULES}),
        ("changes", {rule.name for rule in CHANGE_RULES}),
        ("measures", {name for name, _ in MEASURE_RULES}),
        ("subjects", {name for name, _ in SUBJECT_RULES}),
        ("exclusions", {name for name, _ in EXCLUSIONS}),
    ],
)
def test_every_rule_has_a_case(name: str, rules: set[str]) -> None:
    tested = {row["rule"] for row in table(name) if row.get("rule")}
    assert rules - tested == set()
