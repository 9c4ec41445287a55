"""Targets against figures: judged only by what fits, and moved by themselves."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kept.model.ledger import Announced, Draft, Observed
from kept.record.figures import Figure, figures_for, observation_subject
from kept.record.following import follow, outcome, path
from kept.record.listing import Filter, page, standing_of
from kept.record.periods import due_of_label
from kept.record.store import Ledger
from kept.statistics.shelf import open_shelf

from .making import START, draft, promise, stopped, ticking

INDICATOR = "ict-service-exports"
DAY = START.date()


def target(level: str = "5", due: str = "2024", **fields) -> Announced:
    amount = Decimal(level)
    told = {
        "kind": "target", "indicator": INDICATOR, "low": amount, "high": amount, "unit": "USD",
        "said": date(2021, 6, 1), "due": due_of_label(due, "PAK"), "precision": Decimal("0.1"),
    }  # fmt: skip
    return promise(**{**told, **fields})


def figure(year: int, value: str, series: str = "A", label: str = "") -> Figure:
    due = due_of_label(label or str(year), "PAK")
    return Figure(
        series, due.start, due.end, due.label, Decimal(value), "USD", due.end, "https://example.org"
    )


HISTORY = (figure(2019, "1"), figure(2020, "2"))


@pytest.mark.parametrize(
    ("said", "figures", "expected"),
    [
        (target(), [figure(2024, "5")], "reached"),
        (target(), [figure(2024, "6")], "reached"),
        (target(), [figure(2024, "4.9")], "missed"),
        # Printed as 5.0: what is within half of the last digit may be rounding.
        (target(), [figure(2024, "4.96")], None),
        # Printed with one digit it is read to two, as a reader does.
        (target(precision=Decimal(1)), [figure(2024, "4.6")], "missed"),
        (target(precision=Decimal(1)), [figure(2024, "4.96")], None),
        # Two series that disagree settle nothing.
        (target(), [figure(2024, "6"), figure(2024, "4", "B")], None),
        (target(), [figure(2024, "4"), figure(2024, "3", "B")], "missed"),
        # A figure for another period is no figure for this one.
        (target(), [figure(2023, "6")], None),
        (target(due="FY2024"), [figure(2024, "6")], None),
        (target(due="FY2024"), [figure(2024, "6", label="FY2024")], "reached"),
        (target(due="2024-12"), [figure(2024, "6", label="2024-12")], None),
        # Without a date, or with a range, there is nothing to compare.
        (target(due=""), [figure(2024, "6")], None),
        (target(high=Decimal(9)), [figure(2024, "6")], None),
        # Another measure settles nothing.
        (target(link="0.8"), [figure(2024, "6")], None),
        (target(unit="PKR"), [figure(2024, "6")], None),
        # Downwards: the level lay above the target when it was set.
        (target("1.5"), [figure(2024, "1.4")], "reached"),
        (target("1.5"), [figure(2024, "1.9")], "missed"),
    ],
)
def test_outcomes(said, figures, expected):
    found = outcome(said, [*HISTORY, *figures])
    assert (found and found[0]) == expected


def test_a_target_whose_direction_nothing_tells_is_not_judged():
    assert outcome(target(), [figure(2024, "6")]) is None
    assert outcome(target("2"), [*HISTORY, figure(2024, "6")]) is None


@pytest.mark.parametrize(
    ("value", "on_path", "required"),
    # From 2 at the end of 2020 to 32 at the end of 2024: 8 at the end of 2022.
    [("8.1", True, "8.000"), ("7.9", False, "8.000")],
)
def test_the_required_path_is_equal_growth(value, on_path, required):
    found = path(target("32"), [*HISTORY, figure(2021, "3"), figure(2022, value)])
    assert found is not None
    assert (found.on_path, round(float(found.required), 1)) == (on_path, round(float(required), 1))
    assert "x (32 / 2)^0.5" in found.working[1]


def test_no_path_before_a_figure_has_come_since():
    assert path(target("32"), HISTORY) is None
    assert path(target("32", due=""), [*HISTORY, figure(2021, "3")]) is None


@given(st.decimals("2.1", "1000", places=2), st.decimals("0.1", "2000", places=2))
def test_who_reaches_the_target_is_on_the_path_there(level, value):
    said = target(str(level))
    found = outcome(said, [*HISTORY, figure(2024, str(value))])
    if value >= level:
        assert found is not None
        assert found[0] == "reached"
    else:
        assert found is None or found[0] == "missed"


def observed(year: int, value: str, known: date | None = None, name: str = "IT exports") -> Draft:
    due = due_of_label(str(year), "PAK")
    body = Observed(
        area="PAK", indicator="it-exports", name=name, start=due.start, end=due.end,
        label=due.label, value=Decimal(value), unit="USD", known=known or due.end,
        source=f"https://example.org/{year}/{value}",
    )  # fmt: skip
    return Draft(
        kind="observation",
        subject=observation_subject("PAK", "it-exports"),
        identity=(name, str(year), value),
        writer="rule:test/1",
        body=body,
    )


class TestFollowing:
    @pytest.fixture
    def filed(self, ledger):
        body = target(indicator="it-exports")
        one = draft()
        one = Draft(
            kind="commitment", subject=one.subject, identity=(), writer=one.writer, body=body
        )
        ledger.append([one, observed(2019, "1"), observed(2020, "2")], stopped())
        return ledger, one.subject

    def test_a_target_is_settled_when_its_figure_arrives(self, filed):
        ledger, id_ = filed
        assert follow(ledger, None, stopped(), as_of=DAY).entries == ()
        ledger.append([observed(2024, "4")], stopped())
        (entry,) = follow(ledger, None, stopped(), as_of=DAY).entries
        assert (entry.kind, entry.writer) == ("stage", "rule:following/1")
        assert entry.body["proof"]["source"] == "https://example.org/2024/4"
        assert standing_of(ledger, id_).stage == "missed"
        assert follow(ledger, None, stopped(), as_of=DAY).entries == ()

    def test_a_figure_counts_from_the_day_on_which_it_was_known(self, filed):
        ledger, _ = filed
        ledger.append([observed(2024, "4", known=date(2025, 8, 20))], stopped())
        assert follow(ledger, None, stopped(), as_of=date(2025, 8, 19)).entries == ()
        (entry,) = follow(ledger, None, stopped(), as_of=date(2025, 8, 20)).entries
        assert entry.body["on"] == "2025-08-20"

    def test_a_revised_figure_turns_the_outcome_and_both_stay_on_record(self, filed):
        ledger, id_ = filed
        ledger.append([observed(2024, "4", known=date(2025, 2, 1))], stopped())
        follow(ledger, None, stopped(), as_of=DAY)
        ledger.append([observed(2024, "5.2", known=date(2025, 6, 1))], stopped())
        follow(ledger, None, stopped(), as_of=DAY)
        stages = [e.body["stage"] for e in ledger.about((id_,)) if e.kind == "stage"]
        assert stages == ["missed", "reached"]
        assert standing_of(ledger, id_).stage == "reached"

    def test_on_the_way_it_is_told_whether_it_keeps_up(self, filed):
        ledger, _ = filed
        ledger.append([observed(2022, "2.1")], stopped())
        (entry,) = follow(ledger, None, stopped(), as_of=date(2023, 6, 1)).entries
        assert (entry.kind, entry.body["on_path"]) == ("path", False)
        assert follow(ledger, None, stopped(), as_of=date(2023, 6, 1)).entries == ()

    def test_past_its_date_without_a_figure_it_is_overdue_from_the_day_after(self, filed):
        ledger, id_ = filed
        row = standing_of(ledger, id_)
        assert not row.overdue_on(date(2024, 12, 31))
        assert row.overdue_on(date(2025, 1, 1))
        for day, expected in ((date(2024, 12, 31), 0), (date(2025, 1, 1), 1)):
            assert len(page(ledger, Filter(stage="overdue"), day=day).rows) == expected

    def test_the_latest_print_of_a_period_counts(self, filed):
        ledger, _ = filed
        ledger.append(
            [
                observed(2024, "7", known=date(2025, 9, 1)),
                observed(2024, "3", known=date(2025, 2, 1)),
            ],
            stopped(),
        )
        figures = figures_for(ledger, None, "it-exports", "PAK", as_of=DAY)
        assert [str(one.value) for one in figures] == ["1", "2", "7"]
        early = figures_for(ledger, None, "it-exports", "PAK", as_of=date(2025, 3, 1))
        assert [str(one.value) for one in early] == ["1", "2", "3"]


def test_the_official_figures_settle_what_was_announced(file_ledger):
    amount = Decimal(4_200_000_000)
    body = promise(
        kind="target", indicator=INDICATOR, low=amount, high=amount, said=date(2024, 12, 18),
        due=due_of_label("FY2025", "PAK"), precision=Decimal(100_000_000),
    )  # fmt: skip
    one = Draft(
        kind="commitment", subject=draft().subject, identity=(), writer="rule:test/1", body=body
    )
    file_ledger.append([one], stopped())
    before = follow(file_ledger, open_shelf(), ticking(), as_of=date(2025, 8, 19))
    assert [entry.kind for entry in before.entries] == []
    (entry,) = follow(file_ledger, open_shelf(), ticking(), as_of=date(2025, 8, 20)).entries
    assert entry.body["stage"] == "missed"
    assert entry.body["proof"]["series"] == "PAK.ICT-REMITTANCES"
    assert entry.body["working"] == ["FY2025: 3810000000 / 4200000000 = 0.907 of the target"]


MONTHS = "PAK.ICT-REMITTANCES.MONTH, twelve months"
SUM_2025 = (
    "313000000 + 305000000 + 342000000 + 318000000 + 329000000 + 338000000 + 354000000"
    " + 337000000 + 366000000 + 386000000 + 356000000 + 437000000 = 4181000000, "
    "2025-01 to 2025-12 of PAK.ICT-REMITTANCES.MONTH"
)


class TestTwelveMonths:
    """The months of 2025 are all known since 18 February 2026; of no earlier year are they."""

    @pytest.fixture
    def filed(self, file_ledger):
        def file(level: str, due: str = "2025") -> Ledger:
            body = target(level, due, said=date(2024, 6, 1), precision=Decimal(100_000_000))
            one = draft()
            file_ledger.append(
                [
                    Draft(
                        kind="commitment", subject=one.subject, identity=(), writer="rule:test/1",
                        body=body,
                    )
                ],
                stopped(),
            )  # fmt: skip
            return file_ledger

        return file

    @pytest.mark.parametrize(
        ("level", "stage"),
        [
            ("5e9", "missed"),
            ("4e9", "reached"),
            # The sum is 4,181 million, of months each rounded to the million: 12 either way.
            ("4.17e9", None),
            ("4.169e9", "reached"),
            ("4.19e9", None),
        ],
    )
    def test_a_calendar_year_is_settled_by_the_sum_of_its_months(self, filed, level, stage):
        ledger = filed(level)
        found = follow(ledger, open_shelf(), stopped(), as_of=date(2026, 2, 18)).entries
        assert [one.body["stage"] for one in found if one.kind == "stage"] == [stage] * bool(stage)

    def test_the_evidence_names_the_sum(self, filed):
        ledger = filed("5e9")
        (entry,) = follow(ledger, open_shelf(), stopped(), as_of=date(2026, 2, 18)).entries
        proof = entry.body["proof"]
        assert (proof["series"], proof["period"], proof["value"]) == (MONTHS, "2025", "4181000000")
        assert (proof["known"], proof["note"]) == (
            "2026-02-18", "the sum of the year's twelve months",
        )  # fmt: skip
        assert proof["source"].startswith("https://")
        assert entry.body["working"] == [
            SUM_2025, "2025: 4181000000 / 5000000000 = 0.836 of the target",
        ]  # fmt: skip

    @pytest.mark.parametrize(
        ("due", "as_of"),
        # A month short; a year with months missing; a year of another calendar.
        [("2025", date(2026, 2, 17)), ("2026", DAY), ("FY2026", date(2026, 7, 1))],
    )
    def test_otherwise_nothing_is_settled(self, filed, due, as_of):
        found = follow(filed("5e9", due), open_shelf(), stopped(), as_of=as_of).entries
        assert [one for one in found if one.kind == "stage"] == []

    def test_of_one_year_alone_all_months_are_known(self, file_ledger):
        day = date(2026, 3, 1)
        found = figures_for(file_ledger, open_shelf(), INDICATOR, "PAK", as_of=day)
        assert [(one.series, one.label) for one in found if one.working] == [(MONTHS, "2025")]
