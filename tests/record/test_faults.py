"""Faults that are really done: killed writers, a full disk, many writers, a server that restarts.

The numbers are small here; `make faults` does it at length.
"""

import os
import random
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy import insert, inspect, text

from kept.errors import LedgerError, OldLedger
from kept.record.engines import connect, url_of
from kept.record.exchange import jsonl_lines
from kept.record.listing import Filter, page
from kept.record.maintenance import bring_up
from kept.record.schema import CURRENT, migrate, revision
from kept.record.store import open_ledger, rows_after
from kept.record.tables import ENTRY
from kept.record.verification import verify, verify_place

from .making import START, draft, stopped
from .writer import write

WRITER = Path(__file__).with_name("writer.py")
LONG = os.environ.get("KEPT_FAULTS") == "long"
KILLS = 300 if LONG else 6
APPENDS = 60 if LONG else 4
RESTARTS = 10 if LONG else 2
SEED = 20260101
pytestmark = pytest.mark.timeout(3600 if LONG else 180)


def start(place: str, name: str, *, batch: int, threads: int = 1, count: int = 0, **more):
    arguments = [sys.executable, WRITER, place, name, batch, threads, count]
    process = subprocess.Popen(
        list(map(str, arguments)), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **more
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n", process.stderr and process.stderr.read()
    return process


def finish(process) -> tuple[str, str]:
    """Return the rest of what a writer told, and its errors, once it has ended."""
    # Not by communicate(): it would miss what reading the first line has taken in already.
    with process:
        return process.stdout.read(), process.stderr.read()


def acknowledged(lines: str) -> set[int]:
    """Return the entries that a writer told of; a line cut in two by the kill was not told."""
    whole = lines.rpartition("\n")[0]
    return {int(word) for line in whole.splitlines() for word in line.split() if word.isdigit()}


def test_no_acknowledged_entry_is_lost_when_the_writer_is_killed(place, opened):
    ledger, dice, told = opened(place), random.Random(SEED), set()  # noqa: S311
    for kill in range(KILLS):
        process = start(place, f"writer {kill}", batch=dice.choice([1, 1, 20]))
        time.sleep(dice.uniform(0.0, 0.3))
        process.send_signal(signal.SIGKILL)
        lines, _ = finish(process)
        assert process.returncode == -signal.SIGKILL
        told |= acknowledged(lines)
    assert told, "no writer lived long enough to write anything"
    kept = {entry.sequence for entry in ledger.entries()}
    assert told <= kept
    assert verify(ledger).entries == len(kept) == max(kept)


def test_many_writers_at_once_never_fork_the_chain(place, opened):
    ledger = opened(place)
    writers = [
        start(place, f"process {number}", batch=2, threads=8, count=APPENDS) for number in range(2)
    ]
    outcomes = [finish(writer) for writer in writers]
    assert [
        (writer.returncode, err) for writer, (_, err) in zip(writers, outcomes, strict=True)
    ] == [(0, "")] * 2
    told = [acknowledged(lines) for lines, _ in outcomes]
    assert len(told[0]) == len(told[1]) == 8 * 2 * APPENDS
    assert told[0] | told[1] == set(range(1, ledger.count() + 1))
    assert verify(ledger).entries == 2 * 8 * 2 * APPENDS


def fill(place: str, **more) -> tuple[set[int], str]:
    """Write until it is refused; return what was acknowledged, and the refusal."""
    process = start(place, "filler", batch=5, **more)
    lines, errors = finish(process)
    assert process.returncode == 3, errors
    *_, last = lines.splitlines()
    return acknowledged(lines), last


def require_whole(place: str, told: set[int], refusal: str) -> None:
    assert refusal.startswith("refused the ledger could not be used")
    ledger = open_ledger(place)
    kept = {entry.sequence for entry in ledger.entries()}
    assert told == kept
    assert verify(ledger).entries == len(kept)
    (entry,) = ledger.append([draft()], stopped()).entries
    assert entry.sequence == len(kept) + 1
    ledger.engine.dispose()


def test_a_file_that_may_not_grow_refuses_and_loses_nothing(tmp_path, opened):
    place = str(tmp_path / "ledger.sqlite")
    opened(place).engine.dispose()
    limit = 600_000
    told, refusal = fill(
        place, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    )
    require_whole(place, told, refusal)


def test_a_full_disk_refuses_and_loses_nothing(tmp_path):
    mount = tmp_path / "small"
    mount.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(mount)],
        capture_output=True,
        check=False,
    )
    if made.returncode:
        pytest.skip(f"no small disk can be mounted here: {made.stderr.decode().strip()}")
    try:
        place = str(mount / "ledger.sqlite")
        open_ledger(place, create=True).engine.dispose()
        told, refusal = fill(place)
        assert "full" in refusal
        subprocess.run(["mount", "-o", "remount,size=4m", str(mount)], check=True)
        require_whole(place, told, refusal)
    finally:
        subprocess.run(["umount", str(mount)], check=False)


def test_a_server_that_restarts_within_a_batch_loses_nothing_and_repeats_nothing(server, opened):
    ledger = opened(server.place())
    appends, dice = 30 * RESTARTS, random.Random(SEED)  # noqa: S311
    writer = Thread(target=write, args=(ledger, "thread", 40, appends))
    writer.start()
    for _ in range(RESTARTS):
        time.sleep(dice.uniform(0.1, 0.6))
        server.stop("immediate")
        server.start()
    writer.join()
    assert ledger.count() == 40 * appends
    assert verify(ledger).entries == 40 * appends
    names = {entry.body["name"] for entry in ledger.entries()}
    assert len(names) == 40 * appends


@pytest.fixture
def old(place, tmp_path):
    """A ledger as the first version of the schema had it."""
    source = open_ledger(str(tmp_path / "source.sqlite"), create=True)
    source.append([draft(number) for number in range(3)], stopped())
    engine = connect(url_of(place))
    migrate(engine, "0001")
    with engine.begin() as connection:
        connection.execute(insert(ENTRY), [row._asdict() for row in rows_after(source, 0)])
    lines = list(jsonl_lines(source))
    source.engine.dispose()
    yield engine, lines
    engine.dispose()


def test_an_old_schema_is_refused_with_the_command_to_run(place, old):
    with pytest.raises(OldLedger, match=r"it is 0001, .*kept ledger migrate --ledger"):
        open_ledger(place)
    assert revision(old[0]) == "0001"


def test_an_old_schema_is_migrated_and_loses_nothing(place, old):
    engine, lines = old
    assert bring_up(engine) == ("0001", CURRENT)
    ledger = open_ledger(place)
    assert list(jsonl_lines(ledger)) == lines
    assert verify(ledger).entries == 3
    assert len(page(ledger, Filter(), day=START.date()).rows) == 3
    ledger.engine.dispose()


def test_a_newer_schema_is_refused(place, opened):
    ledger = opened(place)
    with ledger.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0999'"))
    with pytest.raises(OldLedger, match="Install a newer version"):
        open_ledger(place)


def test_a_migration_that_fails_halfway_leaves_the_old_schema_whole(old):
    engine, _ = old
    with engine.begin() as connection:
        # Something else has taken the name of the second table that it makes.
        connection.execute(text("CREATE TABLE party (anything INTEGER)"))
    with pytest.raises(LedgerError, match="already exists"):
        migrate(engine)
    assert revision(engine) == "0001"
    assert not inspect(engine).has_table("standing")


def test_there_is_no_ledger_to_migrate_or_to_verify(tmp_path):
    place = str(tmp_path / "none.sqlite")
    with pytest.raises(LedgerError, match="no ledger to migrate"):
        bring_up(connect(url_of(place)))
    with pytest.raises(LedgerError, match="there is no ledger"):
        verify_place(place)
