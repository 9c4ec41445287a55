"""What repeats, changes or splits an earlier promise, and what is left to people."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from kept.errors import RefusedEntry, UnknownId
from kept.model.ledger import Announced, Matched, Role
from kept.record.changes import decide, open_reviews
from kept.record.filing import commitment_draft
from kept.record.listing import Filter, page, standing_of, thread_of
from kept.record.periods import due_of_label
from kept.record.recording import Intake, record

from .making import START, stopped, ticking

CASES = yaml.safe_load((Path(__file__).parent / "matching.yaml").read_text(encoding="utf-8"))
DEFAULTS = {
    "target": {"amount": 5e9, "due": "2027", "indicator": "ict-service-exports"},
    "pledge": {"amount": 7e8},
    "initiative": {},
    "appointment": {},
}


def announced(kind: str, number: int, told: dict) -> Announced:
    fields = {
        "said": "2025-03-01", "area": "PAK", "unit": "USD", "link": "1", "due": "", "events": [],
        "amount": None, "indicator": "", "promiser": "Ministry of Trade", "kind": kind,
        "text": f"promise of {kind}s in Ruritania",
    } | DEFAULTS[kind] | told  # fmt: skip
    amount = None if fields["amount"] is None else Decimal(str(float(fields["amount"])))
    return Announced(
        document=f"document-{number:012x}",
        kind=fields["kind"],
        text=fields["text"],
        said=date.fromisoformat(str(fields["said"])),
        due=due_of_label(fields["due"], fields["area"]),
        area=fields["area"],
        indicator=fields["indicator"],
        link=fields["link"],
        low=amount,
        high=amount,
        unit=fields["unit"] if amount is not None else "",
        precision=Decimal(100_000_000),
        roles=(Role(fields["promiser"], "promiser"),),
        events=tuple(fields["events"]),
        source="https://example.org/said",
    )


def intake(*said: Announced) -> Intake:
    drafts = tuple(
        commitment_draft(one, f"{number}-{one.text}", "rule:test/1")
        for number, one in enumerate(said)
    )
    return Intake(drafts, {})


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['kind']}: {case['name']}")
def test_matching(file_ledger, case):
    first = announced(case["kind"], 1, case.get("earlier", {}))
    second = announced(case["kind"], 2, case.get("later", {}))
    clock = ticking()
    record(file_ledger, [intake(first)], clock)
    done = record(file_ledger, [intake(second)], clock)
    made = [entry for entry in done.entries if entry.kind in {"match", "review"}]
    if case["as"] == "nothing":
        assert made == []
        return
    (entry,) = made
    assert (entry.kind, entry.body["relation"]) == (case["as"], case["relation"])
    assert entry.body["reasons"]
    assert 0 < Decimal(entry.body["score"]) < 1
    said = [file_ledger.about((entry.body[end],))[0].body["said"] for end in ("earlier", "later")]
    assert said == sorted(said)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['kind']}: {case['name']}")
def test_what_is_recorded_together_is_matched_as_what_is_recorded_apart(file_ledger, case):
    first = announced(case["kind"], 1, case.get("earlier", {}))
    second = announced(case["kind"], 2, case.get("later", {}))
    done = record(file_ledger, [intake(first), intake(second)], stopped())
    made = [(e.kind, e.body["relation"]) for e in done.entries if e.kind in {"match", "review"}]
    expected = [] if case["as"] == "nothing" else [(case["as"], case["relation"])]
    assert made == expected


def test_recording_twice_changes_nothing(ledger):
    intakes = [
        intake(announced(case["kind"], number, case.get("later", {})))
        for number, case in enumerate(CASES)
    ]
    assert record(ledger, intakes, stopped()).entries
    assert record(ledger, intakes, stopped()).entries == ()
    for one in intakes:
        assert record(ledger, [one], stopped()).entries == ()


def test_a_repetition_is_followed_where_it_was_first_said(ledger):
    first, again = announced("target", 1, {}), announced("target", 2, {"said": "2025-06-01"})
    record(ledger, [intake(first)], stopped())
    record(ledger, [intake(again)], stopped())
    listed = page(ledger, Filter(), day=START.date()).rows
    assert [row.said for row in listed] == ["2025-03-01"]
    both = page(ledger, Filter(repeats=True), day=START.date()).rows
    assert [row.head for row in both] == [listed[0].commitment, ""]


def test_a_changed_target_stays_on_the_record_as_revised(ledger):
    first = announced("target", 1, {})
    lowered = announced("target", 2, {"said": "2025-06-01", "amount": 3e9})
    record(ledger, [intake(first)], stopped())
    record(ledger, [intake(lowered)], stopped())
    rows = {row.low: row for row in page(ledger, Filter(), day=START.date()).rows}
    assert {low: row.stage for low, row in rows.items()} == {
        "5000000000": "revised",
        "3000000000": "set",
    }
    assert len({row.thread for row in rows.values()}) == 1
    (moved,) = list(ledger.entries(kinds=["stage"]))
    assert moved.body["proof"]["source"] == "document-000000000002"
    assert moved.writer == "rule:matching/1"


def test_parts_that_add_up_to_an_earlier_pledge_split_it(ledger):
    whole = announced("pledge", 1, {"events": ["Silver Forum"]})
    parts = [
        announced("pledge", 2, {"amount": a, "said": "2025-04-01", "text": t, "events": e})
        for a, t, e in (
            (2e8, "for ports", ["Silver Forum"]),
            (5e8, "for roads", ["Silver Forum"]),
        )
    ]
    record(ledger, [intake(whole)], stopped())
    done = record(ledger, [intake(*parts)], stopped())
    split = [e for e in done.entries if e.kind == "match" and e.body["relation"] == "splits"]
    assert len(split) == 2
    assert split[0].body["reasons"][0] == "200000000 + 500000000 = 700000000"
    rows = thread_of(ledger, standing_of(ledger, split[0].subject).thread)
    assert len(rows) == 3


def test_parts_that_do_not_add_up_split_nothing(ledger):
    whole = announced("pledge", 1, {"events": ["Silver Forum"]})
    parts = [
        announced(
            "pledge", 2, {"amount": a, "said": "2025-04-01", "text": t, "events": ["Silver Forum"]}
        )
        for a, t in ((2e8, "for ports"), (4e8, "for roads"))
    ]
    done = record(ledger, [intake(whole), intake(*parts)], stopped())
    assert not [e for e in done.entries if e.body.get("relation") == "splits"]


class TestQuestions:
    @pytest.fixture
    def asked(self, ledger):
        undated = announced("target", 2, {"said": "2025-06-01", "due": ""})
        record(ledger, [intake(announced("target", 1, {})), intake(undated)], stopped())
        (question,) = open_reviews(ledger)
        return ledger, question

    def test_nothing_is_merged_before_it_is_answered(self, asked):
        ledger, question = asked
        row = standing_of(ledger, question.body["later"])
        assert (row.head, row.thread) == ("", row.commitment)

    def test_an_answer_matches_them_and_closes_the_question(self, asked):
        ledger, question = asked
        decide(ledger, question.id[:10], "repeats", "the plan names both", "person:ana", stopped())
        assert open_reviews(ledger) == ()
        assert standing_of(ledger, question.body["later"]).head == question.body["earlier"]
        (match,) = ledger.entries(kinds=["match"])
        assert match.writer == "person:ana"
        assert Matched(**{**match.body, "reasons": ()}).relation == "repeats"
        assert match.body["reasons"][-1] == "decided: the plan names both"

    def test_an_answer_may_keep_them_apart(self, asked):
        ledger, question = asked
        decide(ledger, question.id, None, "", "person:ana", stopped())
        assert open_reviews(ledger) == ()
        assert standing_of(ledger, question.body["later"]).head == ""

    def test_a_question_is_answered_once(self, asked):
        ledger, question = asked
        decide(ledger, question.id, None, "", "person:ana", stopped())
        with pytest.raises(UnknownId, match="no open question"):
            decide(ledger, question.id, "repeats", "", "person:ana", stopped())

    def test_a_relation_that_there_is_not_is_refused(self, asked):
        ledger, question = asked
        with pytest.raises(RefusedEntry, match="rule relation"):
            decide(ledger, question.id, "resembles", "", "person:ana", stopped())


def test_a_repetition_of_a_repetition_is_followed_at_the_first(ledger):
    said = ("2025-03-01", "2025-04-01", "2025-05-01")
    for number, day in enumerate(said):
        record(ledger, [intake(announced("target", number, {"said": day}))], stopped())
    rows = page(ledger, Filter(repeats=True), day=START.date()).rows
    first = rows[-1].commitment
    assert [row.head for row in rows] == [first, first, ""]
