"""What goes out comes in again without loss: JSONL, Data Package, and between the two stores."""

import csv
import json
from datetime import UTC, date, datetime
from decimal import Decimal
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from kept.errors import BrokenLedger, InputError, MissingInput, RefusedEntry
from kept.model.ledger import Draft
from kept.record.chain import stamp
from kept.record.changes import move
from kept.record.checkpoints import make_key, sign, stored_checkpoints
from kept.record.exchange import (
    DESCRIPTOR,
    jsonl_lines,
    read_package,
    restore,
    rows_of_jsonl,
    write_package,
)
from kept.record.importing import intake_of_table, read_table
from kept.record.listing import end_of
from kept.record.maintenance import rebuild_standings
from kept.record.recording import record
from kept.record.store import open_ledger
from kept.record.tables import PARTY, STANDING
from kept.record.verification import verify
from kept.statistics.tables import DATA

from .making import draft, promise, stopped, ticking
from .test_changes import ANA, proof


def read_model(ledger) -> list[tuple]:
    """Return all rows that lists are read from."""
    with ledger.engine.connect() as connection:
        rows = [
            *connection.execute(select(STANDING).order_by(STANDING.c.commitment, STANDING.c.since)),
            *connection.execute(select(PARTY).order_by(PARTY.c.body, PARTY.c.commitment)),
        ]
    return [tuple(row) for row in rows]


@pytest.fixture
def full(ledger):
    """A ledger with all kinds of what happens, over several days."""
    clock = ticking()
    table, _ = read_table(DATA / "facts.csv")
    record(ledger, [intake_of_table(table)], clock)
    ledger.append([draft(number) for number in range(5)], clock)
    move(ledger, draft(1).subject, "signed", proof(), ANA, clock)
    move(ledger, draft(1).subject, "approved", proof(), ANA, clock)
    return ledger


def test_jsonl_comes_back_as_the_same_ledger(full, opened, tmp_path):
    lines = list(jsonl_lines(full))
    copy = opened(str(tmp_path / "copy.sqlite"))
    assert restore(copy, rows_of_jsonl(lines)) == full.count()
    assert list(jsonl_lines(copy)) == lines
    assert list(copy.entries()) == list(full.entries())
    assert read_model(copy) == read_model(full)
    assert verify(copy).head == verify(full).head


def test_a_package_comes_back_as_the_same_ledger(full, opened, tmp_path):
    key = tmp_path / "key"
    make_key(key)
    sign(full, key, stopped())
    write_package(full, tmp_path / "package")
    copy = opened(str(tmp_path / "copy.sqlite"))
    restore(copy, *read_package(tmp_path / "package"))
    assert list(copy.entries()) == list(full.entries())
    assert stored_checkpoints(copy) == stored_checkpoints(full)
    assert read_model(copy) == read_model(full)


@pytest.mark.parametrize("day", [date(2025, 12, 31), date(2026, 1, 1), date(2026, 1, 3)])
def test_as_of_a_day_goes_out_what_stood_then_and_comes_in_again(full, opened, tmp_path, day):
    until = end_of(day)
    then = [entry for entry in full.entries() if stamp(entry.at) <= until]
    lines = list(jsonl_lines(full, as_of=day))
    assert lines == list(jsonl_lines(full))[: len(then)]
    copy = opened(str(tmp_path / "copy.sqlite"))
    restore(copy, rows_of_jsonl(lines))
    assert list(copy.entries()) == then
    found = verify(copy)
    assert found == verify(full, as_of=day)
    assert found.entries == len(then)
    write_package(full, tmp_path / "package", as_of=day)
    again = opened(str(tmp_path / "again.sqlite"))
    restore(again, *read_package(tmp_path / "package"))
    assert read_model(again) == read_model(copy)
    text = (tmp_path / "package" / "commitments.csv").read_text(encoding="utf-8")
    standing = list(csv.DictReader(StringIO(text, newline="")))
    assert len(standing) == sum(entry.kind == "commitment" for entry in then)
    # What came later goes on from there.
    restore(copy, rows_of_jsonl(jsonl_lines(full)))
    assert read_model(copy) == read_model(full)


def test_as_of_a_day_a_package_holds_the_checkpoints_of_that_day(full, tmp_path):
    key = tmp_path / "key"
    make_key(key)
    sign(full, key, stopped())
    last = full.head().at[:10]
    for day, count in ((date(2026, 1, 1), 0), (date.fromisoformat(last), 1)):
        write_package(full, tmp_path / "package", as_of=day)
        assert len(read_package(tmp_path / "package")[1]) == count


def test_a_ledger_moves_between_the_stores(full, opened, server, tmp_path):
    there, back = opened(server.place()), opened(str(tmp_path / "back.sqlite"))
    restore(there, rows_of_jsonl(jsonl_lines(full)))
    restore(back, rows_of_jsonl(jsonl_lines(there)))
    assert list(back.entries()) == list(full.entries())
    assert read_model(back) == read_model(there) == read_model(full)


def test_the_read_model_follows_from_the_entries_alone(full):
    before = read_model(full)
    assert rebuild_standings(full) == full.count()
    assert read_model(full) == before


def test_a_package_is_described_as_the_standard_asks(full, tmp_path):
    write_package(full, tmp_path)
    descriptor = json.loads((tmp_path / DESCRIPTOR).read_text(encoding="utf-8"))
    assert descriptor["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    for resource in descriptor["resources"]:
        path = tmp_path / resource["path"]
        header = path.read_text(encoding="utf-8").partition("\n")[0].split(",")
        assert [field["name"] for field in resource["schema"]["fields"]] == header
        assert resource["bytes"] == path.stat().st_size


def test_an_import_goes_on_where_the_ledger_ends(full, opened, tmp_path):
    lines = list(jsonl_lines(full))
    copy = opened(str(tmp_path / "copy.sqlite"))
    assert restore(copy, rows_of_jsonl(lines[:40])) == 40
    assert restore(copy, rows_of_jsonl(lines)) == len(lines) - 40
    assert restore(copy, rows_of_jsonl(lines)) == 0


@pytest.mark.parametrize("change", ["body", "hash", "gap", "order"])
def test_an_export_that_was_changed_is_refused_whole(full, opened, tmp_path, change):
    lines = list(jsonl_lines(full))
    if change == "body":
        lines[20] = lines[20].replace(b"PAK", b"IND").replace(b"BGD", b"IND")
        lines[20] = lines[20].replace(b'"writer":"rule:rows/1"', b'"writer":"rule:rows/2"')
    elif change == "hash":
        lines[20] = lines[20].replace(b'"hash":"', b'"hash":"0')
    elif change == "gap":
        del lines[20]
    else:
        lines[20], lines[21] = lines[21], lines[20]
    copy = opened(str(tmp_path / "copy.sqlite"))
    with pytest.raises(RefusedEntry, match=r"rule chain.*entry|entry \d+ .*rule chain"):
        restore(copy, rows_of_jsonl(lines))
    assert copy.count() == 0


def test_another_ledger_is_not_overwritten(full, opened, tmp_path):
    other = opened(str(tmp_path / "other.sqlite"))
    other.append([draft(90)], stopped())
    with pytest.raises(RefusedEntry, match="another entry in its place"):
        restore(other, rows_of_jsonl(jsonl_lines(full)))
    assert other.count() == 1


def test_a_package_whose_file_was_changed_is_refused(full, tmp_path):
    write_package(full, tmp_path)
    path = tmp_path / "entries.csv"
    path.write_bytes(path.read_bytes().replace(b"rule:rows/1", b"rule:rows/2", 1))
    with pytest.raises(InputError, match="not the one that was written"):
        read_package(tmp_path)
    with pytest.raises(MissingInput, match="no data package"):
        read_package(tmp_path / "nowhere")


def test_a_forged_checkpoint_does_not_come_in(full, opened, tmp_path):
    key = tmp_path / "key"
    make_key(key)
    forged = sign(full, key, stopped())._replace(hash="0" * 64)
    copy = opened(str(tmp_path / "copy.sqlite"))
    with pytest.raises(BrokenLedger, match="signature"):
        restore(copy, rows_of_jsonl(jsonl_lines(full)), [forged])
    assert copy.count() == 0


@pytest.mark.parametrize("line", [b"{}", b"[]", b"nonsense", b'{"sequence": 1}', b"\xff"])
def test_a_line_that_is_no_entry_is_named(line):
    with pytest.raises(InputError, match="line 2"):
        list(rows_of_jsonl([b"\n", line]))


TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=30)
BODIES = st.recursive(
    st.none() | st.booleans() | TEXT | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.decimals(allow_nan=False, allow_infinity=False, places=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)  # fmt: skip
MOMENTS = st.datetimes(datetime(1970, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC))


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(st.dictionaries(TEXT, BODIES, max_size=3), TEXT, MOMENTS), max_size=6))
def test_any_ledger_comes_back_as_it_was(entries):
    with TemporaryDirectory() as folder:
        first = open_ledger(f"{folder}/first.sqlite", create=True)
        for number, (body, name, moment) in enumerate(entries):
            one = Draft(
                kind="observation", subject=f"s:{number}", identity=(name,), writer="person:é",
                body=body,
            )  # fmt: skip
            first.append([one], stopped(moment))
        lines = list(jsonl_lines(first))
        write_package(first, Path(folder) / "package")
        for rows, checkpoints in (
            (rows_of_jsonl(lines), ()), read_package(Path(folder) / "package"),
        ):  # fmt: skip
            copy = open_ledger(f"{folder}/copy.sqlite", create=True)
            assert restore(copy, rows, checkpoints) == len(entries)
            assert list(jsonl_lines(copy)) == lines
            assert verify(copy).entries == len(entries)
            copy.engine.dispose()
            for path in Path(folder).glob("copy.sqlite*"):
                path.unlink()
        first.engine.dispose()


def test_an_amount_keeps_every_digit(ledger):
    exact = Decimal("12345678901234567890.123456789")
    ledger.append([draft(low=exact, high=exact)], stopped())
    (entry,) = ledger.entries()
    assert entry.body["low"] == str(exact)
    assert promise(low=exact).low == exact
