"""The store keeps what it is given, once, in order, and lets nobody change it."""

from datetime import timedelta
from itertools import pairwise

import pytest
from sqlalchemy.exc import DBAPIError

from kept.errors import LedgerError, UsageError
from kept.model.ledger import Draft
from kept.record.store import open_ledger
from kept.record.verification import verify

from .making import DAY, START, draft, stopped, ticking


def test_entries_come_back_in_the_order_they_were_given(ledger):
    done = ledger.append([draft(0), draft(1)], stopped())
    assert [entry.sequence for entry in done.entries] == [1, 2]
    assert list(ledger.entries()) == list(done.entries)
    assert done.entries[0].body["text"] == "give 1 million for the forests of Ruritania"
    assert done.entries[1].previous == done.entries[0].hash


def test_the_same_thing_twice_changes_nothing(ledger):
    clock = ticking()
    ledger.append([draft(0), draft(1), draft(0)], clock)
    before = ledger.head()
    again = ledger.append([draft(1), draft(0)], clock)
    assert (again.entries, again.known) == ((), 2)
    assert ledger.head() == before


def test_nothing_of_a_batch_is_kept_when_a_part_of_it_cannot_be(ledger):
    bad = Draft(kind="commitment", subject='a"b', identity=(), writer="rule:test/1", body={})
    with pytest.raises(UsageError, match="quotes"):
        ledger.append([draft(0), bad], stopped())
    assert ledger.count() == 0


def test_a_plan_that_fails_keeps_nothing_and_lets_others_write(ledger):
    def plan():
        yield draft(0)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        ledger.append(plan, stopped())
    assert ledger.append([draft(1)], stopped()).entries[0].sequence == 1


def test_a_clock_that_goes_backwards_is_recorded_and_reorders_nothing(ledger):
    ledger.append([draft(0)], stopped(START + 5 * DAY))
    (entry,) = ledger.append([draft(1)], stopped(START)).entries
    assert entry.clock == START
    assert entry.at == START + 5 * DAY
    (third,) = ledger.append([draft(2)], stopped(START + 6 * DAY)).entries
    assert third.at == third.clock
    assert [entry.sequence for entry in ledger.entries()] == [1, 2, 3]
    assert verify(ledger).entries == 3


ATTACKS = {
    "update": "UPDATE entry SET writer = 'x' WHERE sequence = 1",
    "delete": "DELETE FROM entry WHERE sequence = 2",
    "replacement": "INSERT OR REPLACE INTO entry SELECT sequence, id, kind, subject, at, clock, "
    "'x', body, previous, hash FROM entry WHERE sequence = 1",
    "replacement of the last": "INSERT OR REPLACE INTO entry SELECT sequence, id, kind, subject, "
    "at, clock, 'x', body, previous, hash FROM entry WHERE sequence = 2",
    "replacement by id": "INSERT OR REPLACE INTO entry SELECT 3, id, kind, subject, at, clock, "
    "writer, body, (SELECT hash FROM entry WHERE sequence = 2), hash FROM entry WHERE sequence = 1",
    "upsert": "INSERT INTO entry SELECT sequence, id, kind, subject, at, clock, writer, body, "
    "previous, hash FROM entry WHERE sequence = 1 "
    "ON CONFLICT (sequence) DO UPDATE SET writer = 'x'",
    "gap": "INSERT INTO entry SELECT 9, 'x', kind, subject, at, clock, writer, body, previous, "
    "hash FROM entry WHERE sequence = 1",
    "fork": "INSERT INTO entry SELECT 3, 'x', kind, subject, at, clock, writer, body, previous, "
    "hash FROM entry WHERE sequence = 2",
    "truncate": "TRUNCATE entry",
    "checkpoint": "UPDATE checkpoint SET hash = 'x'",
    "checkpoint deletion": "DELETE FROM checkpoint",
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_the_database_itself_refuses_to_change_an_entry(ledger, attack):
    ledger.append([draft(0), draft(1)], stopped())
    with ledger.engine.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO checkpoint SELECT sequence, hash, at, 'k', 's' FROM entry "
            "WHERE sequence = 1"
        )
    before = list(ledger.entries())
    with (
        # The other store's statements are no statements at all here.
        pytest.raises(DBAPIError, match=r"only grows|permission denied|syntax error"),
        ledger.engine.begin() as connection,
    ):
        connection.exec_driver_sql(ATTACKS[attack])
    assert list(ledger.entries()) == before
    assert verify_chain(ledger) == 2


def verify_chain(ledger) -> int:
    """Return how many entries follow one another; the test's checkpoint has no signature."""
    entries = list(ledger.entries())
    assert all(b.previous == a.hash for a, b in pairwise(entries))
    return len(entries)


def test_entries_are_read_as_they_were_known_on_a_day(ledger):
    clock = ticking()
    for number in range(3):
        ledger.append([draft(number)], clock)
    until = (START + DAY + timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    assert [entry.sequence for entry in ledger.entries(until=until)] == [1, 2]
    assert [entry.sequence for entry in ledger.latest(size=2)] == [3, 2]
    assert [entry.sequence for entry in ledger.latest(before=3, size=9, until=until)] == [2, 1]


def test_a_ledger_is_only_made_where_one_is_asked_for(tmp_path):
    with pytest.raises(LedgerError, match="there is no ledger"):
        open_ledger(str(tmp_path / "none.sqlite"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("mysql://a@b/c", "no place for a ledger"),
        ("://", "no place for a ledger"),
        ("postgresql://nobody@localhost:1/none", "could not be used"),
    ],
)
def test_a_place_that_is_none_says_so(place, words):
    with pytest.raises((LedgerError, UsageError), match=words):
        open_ledger(place, create=True)


def test_a_file_that_is_no_ledger_is_left_as_it_is(tmp_path):
    path = tmp_path / "notes.sqlite"
    path.write_bytes(b"no database at all, but notes\n" * 300)
    with pytest.raises(LedgerError, match="not a database"):
        open_ledger(str(path), create=True)
    assert path.read_bytes().startswith(b"no database")


def test_sqlite_is_durable(file_ledger):
    with file_ledger.engine.connect() as connection:
        pragmas = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous")
        ]
    assert pragmas == ["wal", 2]
