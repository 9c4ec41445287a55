"""Lists: filters, pages, search, and answers as the ledger stood on a day."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from kept.errors import UnknownId, UsageError
from kept.model.ledger import Draft, Judged, Role
from kept.record.changes import move, pay
from kept.record.folds import fold
from kept.record.listing import Filter, page, standing_of
from kept.record.periods import due_of_label
from kept.record.reading import difference, latest_entries, questions, story

from .making import DAY, START, draft, stopped, ticking
from .test_changes import ANA, proof

TODAY = date(2026, 6, 1)


def fields(number: int) -> dict:
    """Return a promise in a set where every filter divides it differently."""
    kind = ("pledge", "target", "initiative", "appointment")[number % 4]
    return {
        "kind": kind,
        "area": ("PAK", "KEN", "IND")[number % 3],
        "indicator": "gdp" if kind == "target" else "",
        "said": date(2024, 1, 1) + timedelta(days=number % 17),
        "due": due_of_label(str(2025 + number % 5), "PAK") if number % 7 else None,
        "roles": (Role(("Bank A", "Bank B")[number % 2], "promiser"),),
        "text": f"{('harbour', 'railway', 'school')[number % 3]} number {number}",
    }


@pytest.fixture
def many(ledger):
    ledger.append([draft(number, **fields(number)) for number in range(120)], stopped())
    return ledger


def every_page(ledger, wanted, size=7, **more) -> list:
    rows, after = [], ""
    while True:
        found = page(ledger, wanted, day=TODAY, size=size, after=after, **more)
        rows += found.rows
        after = found.next
        if not after:
            return rows


@pytest.mark.parametrize(
    ("wanted", "keep"),
    [
        (Filter(), lambda _: True),
        (Filter(area="KEN"), lambda row: row.area == "KEN"),
        (Filter(kind="target"), lambda row: row.kind == "target"),
        (Filter(indicator="gdp"), lambda row: row.indicator == "gdp"),
        (Filter(stage="set"), lambda row: row.stage == "set"),
        (Filter(body="bank a"), lambda row: row.promiser == "Bank A"),
        (Filter(words="railway"), lambda row: "railway" in row.text),
        (Filter(words="railways NUMBER"), lambda row: "railway" in row.text),
        (Filter(words='"; DROP TABLE entry; --'), lambda _: False),
        (Filter(stage="overdue"), lambda row: row.due <= "2026-06-01"),
        (Filter(due_from=date(2027, 1, 1)), lambda row: row.due > "2027-01-01"),
        (Filter(due_until=date(2026, 12, 31)), lambda row: row.due <= "2027-01-01"),
        (
            Filter(area="PAK", kind="pledge", words="harbour", due_until=date(2028, 1, 1)),
            lambda row: (row.area, row.kind) == ("PAK", "pledge") and row.due <= "2028-01-02",
        ),
    ],
)
def test_filters_give_what_they_name_and_nothing_else(many, wanted, keep):
    rows = every_page(many, Filter(), size=50)
    found = every_page(many, wanted)
    assert {row.commitment for row in found} == {row.commitment for row in rows if keep(row)}
    assert len({row.commitment for row in found}) == len(found)


@pytest.mark.parametrize(
    ("order", "key"),
    [
        ("said", lambda row: (row.said, row.number)),
        ("due", lambda row: (row.due, row.number)),
        ("filed", lambda row: row.number),
    ],
)
def test_pages_follow_one_another_in_order_without_gap_or_repeat(many, order, key):
    rows = every_page(many, Filter(), order=order)
    assert len(rows) == 120
    assert rows == sorted(rows, key=key, reverse=order != "due")


def test_a_place_in_a_list_that_is_none_is_refused(many):
    with pytest.raises(UsageError, match="no place in a list"):
        page(many, Filter(), day=TODAY, after="nonsense")


def test_a_verdict_is_a_filter(many):
    id_ = draft(3, **fields(3)).subject
    body = Judged(verdict="differs", findings=("finding-1",))
    many.append(
        [Draft(kind="verdict", subject=id_, identity=("differs",), writer=ANA, body=body)],
        stopped(),
    )
    assert [row.commitment for row in every_page(many, Filter(verdict="differs"))] == [id_]


class TestAsOf:
    """Each day something happens; each day's answer stays what it was."""

    @pytest.fixture
    def days(self, ledger):
        clock = ticking(START, DAY)
        ledger.append([draft(0)], clock)
        move(ledger, draft(0).subject, "signed", proof(), ANA, clock)
        ledger.append([draft(1)], clock)
        move(ledger, draft(0).subject, "disbursed", proof(), ANA, clock)
        return ledger

    def stages(self, ledger, day) -> list[str]:
        rows = page(ledger, Filter(), day=TODAY, as_of=day, order="filed").rows
        return [row.stage for row in reversed(rows)]

    def test_lists_answer_as_they_stood(self, days):
        first = START.date()
        assert [self.stages(days, first + n * DAY) for n in range(-1, 5)] == [
            [],
            ["announced"],
            ["signed"],
            ["signed", "announced"],
            ["disbursed", "announced"],
            ["disbursed", "announced"],
        ]
        assert self.stages(days, None) == ["disbursed", "announced"]

    def test_stories_answer_as_they_stood(self, days):
        second = START.date() + DAY
        found = story(days, draft(0).subject, None, day=TODAY, as_of=second)
        assert found.followed[0].stage == found.standing.stage == "signed"
        assert story(days, draft(0).subject, None, day=TODAY).followed[0].stage == "disbursed"
        with pytest.raises(UnknownId, match="as of"):
            standing_of(days, draft(1).subject, as_of=second)

    def test_search_answers_as_it_stood(self, days):
        found = [
            len(page(days, Filter(words="forests"), day=TODAY, as_of=START.date() + n * DAY).rows)
            for n in (-1, 0, 2)
        ]
        assert found == [0, 1, 2]

    def test_the_log_answers_as_it_stood(self, days):
        day = START.date() + DAY
        assert [e.sequence for e in latest_entries(days, "", before=0, size=9, as_of=day)] == [2, 1]
        about = latest_entries(days, draft(0).subject, before=0, size=9)
        assert [entry.sequence for entry in about] == [4, 2, 1]

    def test_what_comes_later_never_changes_an_earlier_answer(self, days):
        day = START.date() + DAY
        before = page(days, Filter(), day=TODAY, as_of=day).rows
        days.append([draft(number) for number in range(2, 20)], ticking(START + 9 * DAY))
        move(days, draft(0).subject, "delivered", proof(), ANA, ticking(START + 10 * DAY))
        after = page(days, Filter(), day=TODAY, as_of=day).rows
        assert [(row.commitment, row.stage) for row in after] == [
            (row.commitment, row.stage) for row in before
        ]

    def test_a_difference_tells_what_is_new_and_what_changed(self, days):
        first = START.date()
        (new, changed) = sorted(
            difference(days, first + DAY, first + 3 * DAY), key=lambda one: one.before is not None
        )
        assert new.before is None
        assert new.after.commitment == draft(1).subject
        assert (changed.before.stage, changed.after.stage) == ("signed", "disbursed")
        assert difference(days, first + 5 * DAY, first + 9 * DAY) == ()

    def test_no_question_is_open_before_it_was_asked(self, days):
        assert questions(days, as_of=START.date()) == ()


def test_a_commitment_with_a_thousand_entries_is_folded(file_ledger):
    one = draft()
    file_ledger.append([one], stopped())
    evidence = proof()
    drafts = []
    for number in range(999):
        body = {
            "stage": "signed", "amount": str(number + 1), "unit": "USD", "on": "2025-04-01",
            "proof": {"kind": "document", "source": "https://example.org/a", "on": "2025-04-01"},
        }  # fmt: skip
        drafts.append(
            Draft(kind="money", subject=one.subject, identity=(str(number),), writer=ANA, body=body)
        )
    file_ledger.append(drafts, stopped())
    found = fold(file_ledger.about((one.subject,)))
    assert len(found.money) == 999
    assert sum(paid.amount for paid, _ in found.money) == Decimal(999 * 1000 // 2)
    again = pay(file_ledger, one.subject, "signed", Decimal(5), "USD", evidence, ANA, stopped())
    assert len(again.entries) == 1
