"""Odds then and now: of targets that the official series can tell of, and of no other."""

import subprocess
import sys
from datetime import date, timedelta
from decimal import Decimal
from types import SimpleNamespace

import msgspec
import pytest

from kept.model.forecasts import Question
from kept.model.ledger import Announced, Draft, Weighed
from kept.pipeline import odds_of
from kept.publish.ledger_words import entry_in_words, weighed_in_words
from kept.publish.terminal_goalposts import goalposts_to_terminal
from kept.publish.terminal_story import story_to_terminal
from kept.record.following import follow
from kept.record.goalposts import goalposts
from kept.record.periods import due_of_label
from kept.record.reading import story
from kept.statistics.shelf import open_shelf

from .making import START, draft, promise, stopped, ticking

FORECASTS = SimpleNamespace(odds=odds_of)
INDICATOR = "ict-service-exports"
SAID, LATER = date(2025, 8, 20), date(2026, 3, 5)


def target(level: str = "5e9", due: str = "FY2026", **fields) -> Draft:
    amount = Decimal(level)
    told = {
        "kind": "target", "indicator": INDICATOR, "low": amount, "high": amount, "said": SAID,
        "due": due_of_label(due, "PAK"), "precision": Decimal(100_000_000),
    }  # fmt: skip
    body: Announced = promise(**{**told, **fields})
    one = draft()
    return Draft(kind="commitment", subject=one.subject, identity=(), writer=one.writer, body=body)


def asked(level: str, due: str, day: date) -> Decimal:
    """The odds that the forecast gives when it is asked by itself."""
    period = due_of_label(due, "PAK")
    found = odds_of(
        Question(
            indicator=INDICATOR, area="PAK", target=Decimal(level), as_of=day,
            deadline=period.end, calendar="fiscal" if due.startswith("FY") else "calendar",
        )
    )  # fmt: skip
    return Decimal(repr(found.chance.probability)).quantize(Decimal("0.0001"))


def weighed(ledger, as_of: date, clock=None) -> tuple[Weighed, ...]:
    made = follow(
        ledger, open_shelf(), clock or stopped(), as_of=as_of, forecasts=FORECASTS
    ).entries
    return tuple(msgspec.convert(one.body, Weighed) for one in made if one.kind == "odds")


def test_an_open_target_has_odds_then_and_now(ledger):
    ledger.append([target()], stopped())
    (said,) = weighed(ledger, LATER)
    assert (said.then.on, said.now.on) == (SAID, LATER)
    assert said.then.probability == asked("5e9", "FY2026", SAID)
    assert said.now.probability == asked("5e9", "FY2026", LATER)
    assert said.then.probability > said.now.probability
    assert (said.now.series, said.now.period) == ("PAK.ICT-REMITTANCES", "FY2025")
    assert said.now.value == Decimal(3_810_000_000)
    assert weighed_in_words(said) == "odds then about 21 in 100, now about 3 in 100"


def test_the_same_odds_are_recorded_once_and_new_ones_beside_them(ledger):
    ledger.append([target()], stopped())
    (first,) = weighed(ledger, SAID)
    assert first.then.probability == first.now.probability
    assert weighed(ledger, SAID) == ()
    # A day on which nothing became known changes nothing.
    assert weighed(ledger, SAID + timedelta(days=1)) == ()
    (second,) = weighed(ledger, LATER)
    assert (second.then, second.after != "") == (first.then, True)
    assert weighed(ledger, LATER) == ()
    # An earlier day says nothing that is newer than the last entry.
    assert weighed(ledger, SAID) == ()
    made = [entry for entry in ledger.entries() if entry.kind == "odds"]
    assert [entry.writer for entry in made] == ["rule:odds/1"] * 2


def test_a_reached_target_has_the_odds_of_the_day_it_was_announced(ledger):
    said = date(2024, 12, 18)
    ledger.append([target("3.5e9", "FY2025", said=said)], stopped())
    (found,) = weighed(ledger, SAID)
    assert found.now is None
    assert (found.then.on, found.then.period) == (said, "FY2024")
    assert found.then.probability == asked("3.5e9", "FY2025", said)
    assert weighed_in_words(found) == "odds then about 48 in 100"
    assert [entry.body["stage"] for entry in ledger.entries(kinds=("stage",))] == ["reached"]
    assert weighed(ledger, LATER) == ()


def test_nothing_was_told_before_it_was_announced(ledger):
    ledger.append([target()], stopped())
    assert weighed(ledger, SAID - timedelta(days=1)) == ()


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"indicator": "no-such-measure"}, "no yearly figures of it were known"),
        ({"said": date(2020, 1, 1)}, "only 3 years are known, and a forecast needs 8."),
        ({"due": "2026-12"}, "it is not for a year"),
        ({"due": ""}, "it is not for a year"),
        ({"bound": "under"}, "what was said is an upper bound"),
        ({"due": "FY2045"}, "the deadline is 20 years on, and forecasts end"),
        ({"said": date(2026, 8, 20)}, "its date had passed when it was announced"),
    ],
)
def test_where_there_are_none_the_reason_is_kept_and_no_number(file_ledger, fields, why):
    file_ledger.append([target(**fields)], stopped())
    (found,) = weighed(file_ledger, date(2026, 9, 1))
    assert found.then.probability is None
    assert why in found.then.why
    (entry,) = [one for one in file_ledger.entries() if one.kind == "odds"]
    assert "probability" not in entry.body["then"]
    assert "odds then" not in entry_in_words(entry)
    assert weighed(file_ledger, date(2026, 9, 1)) == ()


def test_no_odds_where_another_thing_may_be_counted_or_no_level_is_named(file_ledger):
    file_ledger.append([target(link="0.8"), target(high=Decimal("9e9"))], stopped())
    assert weighed(file_ledger, LATER) == ()


@pytest.mark.parametrize(("level", "words"), [("4e12", "under 1 in 100"), ("3.82e9", "in 100")])
def test_neither_none_nor_all_is_ever_told(file_ledger, level, words):
    file_ledger.append([target(level, "FY2030")], stopped())
    (found,) = weighed(file_ledger, LATER)
    for one in (found.then, found.now):
        assert Decimal(0) < one.low <= one.probability <= one.high < Decimal(1)
    told = weighed_in_words(found)
    assert words in told
    assert not {"0", "100"} & {part.split()[-1] for part in told.split(" in 100")[:-1]}


def test_pages_tell_the_odds_as_of_their_day(ledger):
    day = START.date()
    ledger.append([target()], stopped(START))
    weighed(ledger, LATER, ticking(START + timedelta(days=3)))
    told = "odds then about 21 in 100, now about 3 in 100"
    id_, shelf = draft().subject, open_shelf()
    for as_of, expected in ((day + timedelta(days=2), False), (day + timedelta(days=3), True)):
        one = story(ledger, id_, shelf, day=as_of, as_of=as_of)
        posts = goalposts(ledger, "PAK", INDICATOR, shelf, day=as_of, as_of=as_of)
        for page in (story_to_terminal(one), goalposts_to_terminal(posts)):
            assert (told in " ".join(page.split())) == expected
        assert (one.followed[0].odds is not None) == expected
        assert (posts.targets[0].odds is not None) == expected


def test_who_only_reads_a_ledger_loads_no_forecast(tmp_path):
    code = (
        "import sys, kept.record.following, kept.record.reading\n"
        "sys.exit(any(name == 'numpy' or name.startswith('kept.forecast') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=False).returncode == 0
