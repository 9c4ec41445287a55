"""Stages, money and offices: what the rules let people record, and what they refuse by name."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from kept.errors import RefusedEntry, UnknownId, UsageError
from kept.model.ledger import Draft, Filed, Held, Proof, Role
from kept.record.changes import hold, move, pay
from kept.record.folds import fold
from kept.record.listing import standing_of
from kept.record.reading import body_page, story
from kept.record.stages import ladders
from kept.statistics.shelf import open_shelf

from .making import START, draft, promise, stopped, ticking

CASES = yaml.safe_load((Path(__file__).parent / "stages.yaml").read_text(encoding="utf-8"))
URL = "https://example.org/evidence"
ANA = "person:ana"


def proof(**fields) -> Proof:
    return Proof(**{"kind": "document", "source": URL, "on": date(2025, 4, 1), **fields})


def named(case) -> str:
    return f"{case['kind']}-{case['to']}-{case.get('rule', 'allowed')}"


@pytest.mark.parametrize("case", CASES, ids=named)
def test_moves(file_ledger, case):
    one = draft(kind=case["kind"])
    file_ledger.append([one], stopped())
    for stage in (*case.get("reach", ()), *case.get("from", ())):
        move(file_ledger, one.subject, stage, proof(), ANA, ticking())
    value = Decimal(case["value"]) if "value" in case else None
    shown = proof(
        kind=case.get("evidence", "document"),
        source=case.get("source", URL),
        on=date.fromisoformat(case.get("day", "2025-05-01")),
        quote=case.get("quote", ""),
        value=value,
        period=case.get("period", ""),
    )
    count = file_ledger.count()
    if "rule" in case:
        with pytest.raises(RefusedEntry) as refused:
            move(file_ledger, one.subject, case["to"], shown, ANA, stopped())
        assert refused.value.rule == case["rule"]
        assert f"rule {case['rule']}" in refused.value.message
        assert file_ledger.count() == count
    else:
        move(file_ledger, one.subject, case["to"], shown, ANA, stopped())
        assert standing_of(file_ledger, one.subject).stage == case["to"]


def test_every_stage_can_be_reached_and_leads_to_stages_that_there_are():
    for ladder in ladders().values():
        reached, waiting = set(), [ladder.start]
        while waiting:
            stage = waiting.pop()
            if stage not in reached:
                reached.add(stage)
                waiting += ladder.stages[stage].to
        assert reached == set(ladder.stages)


def test_a_move_tells_who_made_it_and_on_what_evidence(ledger):
    one = draft()
    ledger.append([one], stopped())
    move(ledger, one.subject, "signed", proof(note="two of three"), ANA, stopped())
    ((moved, stamped),) = fold(ledger.about((one.subject,))).moves
    assert (moved.before, moved.stage, moved.proof.source) == ("announced", "signed", URL)
    assert stamped.writer == ANA


def test_the_same_move_twice_is_refused_and_nothing_is_written(ledger):
    one = draft()
    ledger.append([one], stopped())
    move(ledger, one.subject, "signed", proof(), ANA, stopped())
    with pytest.raises(RefusedEntry, match="rule order"):
        move(ledger, one.subject, "signed", proof(), ANA, stopped())
    assert ledger.count() == 2


def test_a_stage_taken_up_again_after_a_cancellation_is_a_new_entry(ledger):
    one = draft()
    ledger.append([one], stopped())
    for stage in ("signed", "cancelled", "announced", "signed"):
        move(ledger, one.subject, stage, proof(), ANA, stopped())
    assert standing_of(ledger, one.subject).stage == "signed"
    assert ledger.count() == 5


def test_a_quotation_must_stand_in_the_document_it_names(ledger):
    document = "document-0123456789ab"
    filed = Filed(text="The loan was signed on Monday.", sha256="0" * 64)
    ledger.append(
        [
            Draft(
                kind="document", subject=document, identity=("x",), writer=ANA, body=filed
            ),
            draft(),
        ],
        stopped(),
    )  # fmt: skip
    quote = {"kind": "quote", "source": document}
    with pytest.raises(RefusedEntry, match="do not stand in"):
        move(ledger, draft().subject, "signed", proof(**quote, quote="was paid"), ANA, stopped())
    move(ledger, draft().subject, "signed", proof(**quote, quote="was signed"), ANA, stopped())
    with pytest.raises(UnknownId, match="no document"):
        move(ledger, draft().subject, "approved", proof(source="document-0"), ANA, stopped())


def test_an_unknown_id_says_where_ids_are_found(ledger):
    ledger.append([draft()], stopped())
    with pytest.raises(UnknownId, match="kept ledger list"):
        move(ledger, "commitment-ffff", "signed", proof(), ANA, stopped())


def test_an_id_may_be_shortened_while_it_is_the_only_one(file_ledger):
    drafts = [draft(number) for number in range(40)]
    file_ledger.append(drafts, stopped())
    whole = drafts[0].subject
    assert standing_of(file_ledger, whole.removeprefix("commitment-")[:12]).commitment == whole
    with pytest.raises(UsageError, match="several ids begin so"):
        standing_of(file_ledger, "commitment-")


class TestMoney:
    @pytest.fixture
    def pledged(self, ledger):
        one = draft(unit="ZAR", low=Decimal(1_000_000), high=Decimal(1_000_000))
        ledger.append([one], stopped())
        return ledger, one.subject

    def paid(self, pledged, stage, amount, unit="ZAR", **fields):
        ledger, id_ = pledged
        return pay(ledger, id_, stage, Decimal(amount), unit, proof(**fields), ANA, stopped())

    def test_money_is_kept_by_stage_in_its_currency_and_in_dollars(self, pledged):
        self.paid(pledged, "signed", "600000", on=date(2025, 4, 1))
        self.paid(pledged, "disbursed", "150000", on=date(2025, 6, 1))
        self.paid(pledged, "disbursed", "50000", on=date(2025, 9, 1))
        ledger, id_ = pledged
        sums = story(ledger, id_, open_shelf(), day=START.date()).money
        assert [(one.stage, str(one.amount)) for one in sums] == [
            ("announced", "1000000"), ("signed", "600000"), ("disbursed", "200000"),
        ]  # fmt: skip
        # 17.8887489855833 rand for a dollar in 2025: 150000 / 17.89 + 50000 / 17.89.
        assert str(sums[2].usd) == "11180.21"
        assert "rate of 2025, PA.NUS.FCRF" in sums[2].working[0]
        assert not any(one.breaks_order for one in sums)

    def test_more_than_at_the_stage_before_is_shown(self, pledged):
        self.paid(pledged, "signed", "600000")
        self.paid(pledged, "disbursed", "700000")
        ledger, id_ = pledged
        sums = story(ledger, id_, open_shelf(), day=START.date()).money
        assert [one.breaks_order for one in sums] == [False, False, True]

    def test_sums_stand_in_the_order_of_the_ladder_whatever_their_currency(self, pledged):
        self.paid(pledged, "disbursed", "9000", unit="ARS")
        self.paid(pledged, "signed", "600000")
        ledger, id_ = pledged
        sums = story(ledger, id_, open_shelf(), day=START.date()).money
        assert [(one.stage, one.unit) for one in sums] == [
            ("announced", "ZAR"), ("signed", "ZAR"), ("disbursed", "ARS"),
        ]  # fmt: skip

    def test_a_year_without_a_rate_has_no_dollars(self, pledged):
        self.paid(pledged, "signed", "600000", on=date(2040, 1, 1))
        ledger, id_ = pledged
        signed = story(ledger, id_, open_shelf(), day=START.date()).money[1]
        assert signed.usd is None
        assert "no rate of 2040" in signed.working[0]

    @pytest.mark.parametrize(
        ("stage", "amount", "unit", "fields", "rule"),
        [
            ("announced", "1", "ZAR", {}, "money"),
            ("promised", "1", "ZAR", {}, "money"),
            ("signed", "0", "ZAR", {}, "money"),
            ("signed", "-5", "ZAR", {}, "money"),
            ("signed", "5", "rand", {}, "money"),
            ("signed", "5", "ZAR", {"source": ""}, "source"),
            ("signed", "5", "ZAR", {"on": date(2024, 1, 1)}, "date"),
        ],
    )
    def test_money_that_cannot_be_is_refused(self, pledged, stage, amount, unit, fields, rule):
        with pytest.raises(RefusedEntry) as refused:
            self.paid(pledged, stage, amount, unit, **fields)
        assert refused.value.rule == rule

    def test_only_a_pledge_has_money_to_follow(self, ledger):
        one = draft(kind="initiative")
        ledger.append([one], stopped())
        with pytest.raises(RefusedEntry, match="only a pledge"):
            pay(ledger, one.subject, "signed", Decimal(1), "USD", proof(), ANA, stopped())


class TestBodies:
    def test_one_page_holds_all_that_a_body_has_to_do_with(self, ledger):
        supported = draft(1, roles=(Role("State Bank", "promiser"), Role("DCO", "supporting")))
        led = draft(
            2,
            roles=(Role("the Digital Cooperation Organisation (DCO)", "lead"),),
            kind="initiative",
        )
        ledger.append([draft(0), supported, led], stopped())
        hold(ledger, "membership", held("DCO", "Pakistan"), ANA, stopped())
        hold(ledger, "presidency", held("dco", "Jordan", 2025), ANA, stopped())
        hold(ledger, "presidency", held("DCO", "PAK", 2026), ANA, stopped())
        page = body_page(ledger, "Digital Cooperation Organization", day=START.date())
        assert (page.key, page.name) == ("dco", "Digital Cooperation Organization")
        assert [roles for _, roles in page.promises] == [("lead",), ("supporting",)]
        assert [one.holder for one in page.members] == ["PAK"]
        assert [(one.holder, one.start.year) for one in page.presidencies] == [
            ("JOR", 2025), ("PAK", 2026),
        ]  # fmt: skip
        country = body_page(ledger, "Pakistan", day=START.date())
        assert [one.body for one in country.presides] == ["dco"]

    def test_an_office_needs_a_source_and_ends_after_it_begins(self, ledger):
        with pytest.raises(RefusedEntry, match="rule source"):
            hold(ledger, "membership", Held(body="DCO", holder="PAK"), ANA, stopped())
        backwards = Held(
            body="DCO", holder="PAK", start=date(2026, 1, 1), end=date(2025, 1, 1), source=URL
        )
        with pytest.raises(RefusedEntry, match="rule date"):
            hold(ledger, "presidency", backwards, ANA, stopped())

    def test_a_body_that_nobody_named_is_unknown(self, ledger):
        ledger.append([draft()], stopped())
        with pytest.raises(UnknownId, match="no such body"):
            body_page(ledger, "Ministry of Silly Walks", day=START.date())


def held(body: str, holder: str, year: int = 0) -> Held:
    start = date(year, 1, 1) if year else None
    end = date(year + 1, 1, 1) if year else None
    return Held(body=body, holder=holder, start=start, end=end, source=URL)


def test_what_is_promised_stays_as_it_was_said(ledger):
    ledger.append([draft()], stopped())
    assert fold(ledger.about((draft().subject,))).said == promise()
