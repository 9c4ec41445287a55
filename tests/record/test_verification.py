"""Verification names the first bad entry: each damage is really done to the store."""

import os
import sqlite3
from datetime import date
from pathlib import Path

import pytest

from kept.errors import BrokenLedger, InputError, LedgerError, MissingInput, UsageError
from kept.record.chain import COLUMNS, Row, digest
from kept.record.checkpoints import (
    checkpoint_line,
    make_key,
    read_checkpoints,
    require_signed,
    sign,
    stored_checkpoints,
)
from kept.record.engines import file_of, is_postgres
from kept.record.store import open_ledger, rows_after
from kept.record.verification import verify, verify_place

from .making import draft, stopped, ticking

COUNT = 30


@pytest.fixture
def full(ledger):
    ledger.append([draft(number) for number in range(COUNT)], stopped())
    return ledger


def without_guards(ledger, *statements: str) -> None:
    """Do what somebody with all rights to the database can do."""
    with ledger.engine.begin() as connection:
        if is_postgres(connection):
            connection.exec_driver_sql("GRANT ALL ON entry, checkpoint TO CURRENT_USER")
            connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        else:
            for name in (
                "entry_no_UPDATE", "entry_no_DELETE", "entry_continues", "checkpoint_no_UPDATE",
                "checkpoint_no_DELETE",
            ):  # fmt: skip
                connection.exec_driver_sql(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.exec_driver_sql(statement)


def test_an_untouched_ledger_verifies(full):
    found = verify(full)
    assert (found.entries, found.head) == (COUNT, full.head().hash)


def test_an_empty_ledger_verifies(ledger):
    assert verify(ledger).entries == 0


@pytest.fixture
def days(ledger):
    """Three days of ten entries each."""
    clock = ticking()
    for first in range(0, COUNT, 10):
        ledger.append([draft(number) for number in range(first, first + 10)], clock)
    return ledger


SECOND = date(2026, 1, 2)


def test_as_of_a_day_the_beginning_of_the_chain_is_proved(days, tmp_path):
    key = tmp_path / "key"
    make_key(key)
    signed = sign(days, key, stopped())
    found = verify(days, as_of=SECOND)
    rows = list(rows_after(days, 0))
    assert (found.entries, found.head, found.checkpoints) == (20, rows[19].hash, 0)
    assert verify(days, as_of=date(2025, 1, 1)).entries == 0
    assert verify(days, as_of=date(2026, 1, 3)) == verify(days) == (30, signed.hash, 1)


@pytest.mark.parametrize(
    ("statement", "bad"),
    [
        ("UPDATE entry SET subject = subject || 'x' WHERE sequence = 7", 7),
        ("UPDATE entry SET at = '2026-01-03T00:00:00.000000Z' WHERE sequence = 20", 20),
        ("UPDATE entry SET at = '2026-01-03T00:00:00.000000Z' WHERE sequence >= 18", 18),
        ("DELETE FROM entry WHERE sequence = 20", 20),
        ("DELETE FROM entry WHERE sequence = 21", 21),
    ],
)
def test_as_of_a_day_no_entry_can_be_changed_or_hidden_before_it(days, statement, bad):
    without_guards(days, statement)
    with pytest.raises(BrokenLedger, match=f"at entry {bad}:"):
        verify(days, as_of=SECOND)


def test_as_of_a_day_what_came_later_may_be_bad(days):
    without_guards(days, "UPDATE entry SET subject = subject || 'x' WHERE sequence = 25")
    assert verify(days, as_of=SECOND).entries == 20


def test_a_checkpoint_beyond_the_end_tells_of_a_cut_on_any_day(days, tmp_path):
    key = tmp_path / "key"
    make_key(key)
    signed = sign(days, key, stopped())
    without_guards(days, "DELETE FROM checkpoint", "DELETE FROM entry WHERE sequence > 12")
    with pytest.raises(BrokenLedger, match="at entry 13: it is missing"):
        verify(days, as_of=SECOND, checkpoints=[signed])


DAMAGE = {
    "a changed body": (
        ["UPDATE entry SET body = replace(body, 'give 8', 'give 9') WHERE sequence = 8"],
        "entry 8: it was changed",
    ),
    "a changed writer": (
        ["UPDATE entry SET writer = 'person:other' WHERE sequence = 3"],
        "entry 3: it was changed",
    ),
    "a changed time": (
        ["UPDATE entry SET at = '2020-01-01T00:00:00.000000Z' WHERE sequence = 21"],
        "entry 21: it was changed",
    ),
    "a removed row": (["DELETE FROM entry WHERE sequence = 11"], "entry 11: it is missing"),
    "a removed first row": (["DELETE FROM entry WHERE sequence = 1"], "entry 1: it is missing"),
    "two rows in each other's place": (
        [
            "UPDATE entry SET sequence = 1000 WHERE sequence = 5",
            "UPDATE entry SET sequence = 5 WHERE sequence = 6",
            "UPDATE entry SET sequence = 6 WHERE sequence = 1000",
        ],
        "entry 5: it was changed or moved",
    ),
    "a removed row, and those behind it moved up": (
        [
            "DELETE FROM entry WHERE sequence = 11",
            *(
                f"UPDATE entry SET sequence = {number - 1} WHERE sequence = {number}"
                for number in range(12, COUNT + 1)
            ),
        ],
        "entry 11: it was changed or moved",
    ),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_damage_is_named_by_its_first_entry(full, damage):
    statements, words = DAMAGE[damage]
    without_guards(full, *statements)
    with pytest.raises(BrokenLedger, match=words):
        verify(full)


def test_an_entry_made_to_fit_itself_breaks_the_next_one(full):
    """Whoever changes an entry and works out its hash anew has to change all that follow."""
    row = next(rows_after(full, 7))
    forged = row._replace(body=row.body.replace("give 8", "give 9"))
    without_guards(
        full,
        f"UPDATE entry SET body = replace(body, 'give 8', 'give 9'), hash = '{digest(forged)}' "
        "WHERE sequence = 8",
    )
    with pytest.raises(BrokenLedger, match="entry 9: it does not follow"):
        verify(full)


@pytest.fixture
def file(tmp_path, opened):
    path = tmp_path / "ledger.sqlite"
    ledger = opened(str(path))
    ledger.append([draft(number) for number in range(300)], stopped())
    with ledger.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    ledger.engine.dispose()
    return path


def test_a_flipped_byte_in_the_file_is_named(file):
    data = bytearray(file.read_bytes())
    at = data.index(b"give 150 million")
    data[at] ^= 0x01
    file.write_bytes(data)
    with pytest.raises(BrokenLedger, match="entry 150: it was changed"):
        verify_place(str(file))


def test_a_flipped_byte_that_is_no_text_any_more_is_named(file):
    data = bytearray(file.read_bytes())
    data[data.index(b"give 77 million") + 2] = 0xFF
    file.write_bytes(data)
    with pytest.raises(BrokenLedger, match="entry 77: it was changed"):
        verify_place(str(file))


@pytest.mark.parametrize("share", [0.9, 0.6, 0.4, 0.2])
def test_a_truncated_file_is_named_by_the_first_entry_it_no_longer_gives(file, share):
    os.truncate(file, int(file.stat().st_size * share))
    with pytest.raises(BrokenLedger, match=r"was cut off.*(at entry \d+: it|all 300 entries can)"):
        verify_place(str(file))


def test_a_file_cut_to_nothing_is_no_ledger(file):
    os.truncate(file, 0)
    with pytest.raises(LedgerError, match="there is no ledger"):
        open_ledger(str(file))


def test_an_overwritten_page_is_named(file):
    data = bytearray(file.read_bytes())
    start = data.index(b"give 200 million") // 4096 * 4096
    data[start : start + 4096] = bytes(4096)
    file.write_bytes(data)
    with pytest.raises(BrokenLedger, match=r"entry \d+"):
        verify_place(str(file))


class TestCheckpoints:
    @pytest.fixture
    def key(self, tmp_path) -> Path:
        path = tmp_path / "key.pem"
        make_key(path)
        return path

    def test_a_signed_head_verifies_by_its_key(self, full, key):
        made = sign(full, key, stopped())
        assert verify(full, key=made.key).checkpoints == 1

    def test_signing_the_same_head_twice_changes_nothing(self, full, key):
        assert sign(full, key, ticking()) == sign(full, key, ticking())
        assert len(stored_checkpoints(full)) == 1

    def test_a_cut_off_end_is_named(self, full, key):
        sign(full, key, stopped())
        without_guards(full, f"DELETE FROM entry WHERE sequence > {COUNT - 4}")
        with pytest.raises(BrokenLedger, match=f"entry {COUNT - 3}: it is missing"):
            verify(full)

    def test_a_cut_off_end_is_named_by_a_checkpoint_kept_elsewhere(self, full, key, tmp_path):
        path = tmp_path / "published.jsonl"
        path.write_bytes(checkpoint_line(sign(full, key, stopped())))
        without_guards(
            full, f"DELETE FROM entry WHERE sequence > {COUNT - 4}", "DELETE FROM checkpoint"
        )
        assert verify(full).entries == COUNT - 4
        with pytest.raises(BrokenLedger, match=f"entry {COUNT - 3}: it is missing"):
            verify(full, checkpoints=read_checkpoints(path))

    def test_a_chain_written_anew_is_not_the_one_that_was_signed(self, opened, key, tmp_path):
        first = opened(str(tmp_path / "first.sqlite"))
        first.append([draft(number) for number in range(5)], stopped())
        signed = sign(first, key, stopped())
        anew = opened(str(tmp_path / "anew.sqlite"))
        anew.append([draft(number + 1) for number in range(5)], stopped())
        assert verify(anew).entries == 5
        with pytest.raises(BrokenLedger, match="entry 5: it is not the one that was signed"):
            verify(anew, checkpoints=[signed])

    def test_a_forged_checkpoint_is_refused(self, full, key):
        made = sign(full, key, stopped())
        for forged in (
            made._replace(hash="0" * 64),
            made._replace(sequence=2),
            made._replace(at="2020-01-01T00:00:00.000000Z"),
            made._replace(signature="00" * 64),
            made._replace(key="zz"),
        ):
            with pytest.raises(BrokenLedger, match="signature does not hold"):
                require_signed(forged)

    def test_another_key_is_not_the_one_that_was_asked_for(self, full, key):
        sign(full, key, stopped())
        with pytest.raises(BrokenLedger, match="another key"):
            verify(full, key="ab" * 32)

    def test_a_key_is_for_its_owner_alone(self, full, key):
        assert key.stat().st_mode & 0o777 == 0o600
        key.chmod(0o644)
        with pytest.raises(UsageError, match="others may read this key"):
            sign(full, key, stopped())

    def test_a_key_is_never_overwritten(self, key):
        before = key.read_bytes()
        with pytest.raises(UsageError, match="cannot be written"):
            make_key(key)
        assert key.read_bytes() == before

    def test_a_key_is_never_in_the_ledger(self, file_ledger, key):
        file_ledger.append([draft()], stopped())
        sign(file_ledger, key, stopped())
        secret = b"".join(key.read_bytes().splitlines()[1:-1])
        path = file_of(file_ledger.engine)
        for part in (path, Path(f"{path}-wal")):
            assert secret not in part.read_bytes()

    def test_what_is_no_key_and_no_checkpoint_says_so(self, full, tmp_path):
        path = tmp_path / "nothing"
        with pytest.raises(MissingInput, match="keygen"):
            sign(full, path, stopped())
        path.write_text("no key\n")
        path.chmod(0o600)
        with pytest.raises(InputError, match="no key"):
            sign(full, path, stopped())
        with pytest.raises(InputError, match="line 1"):
            read_checkpoints(path)

    def test_an_empty_ledger_has_nothing_to_sign(self, ledger, key):
        with pytest.raises(LedgerError, match="nothing to sign"):
            sign(ledger, key, stopped())


def test_the_tables_say_what_the_hash_covers(file_ledger):
    """A column that no hash covers could be changed unseen."""
    file_ledger.append([draft()], stopped())
    with sqlite3.connect(file_of(file_ledger.engine)) as plain:
        found = [row[1] for row in plain.execute("PRAGMA table_info(entry)")]
    plain.close()
    assert tuple(found) == COLUMNS == Row._fields
