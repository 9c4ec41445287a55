"""Proof that nothing was changed: the chain is worked out again from the stored bytes.

The first entry that does not fit is named. A chain alone cannot show that its end was cut off:
signed checkpoints can, best when they are kept elsewhere too.
"""

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from kept.errors import BrokenLedger, LedgerError
from kept.record.chain import GENESIS, Head
from kept.record.checkpoints import Checkpoint, require_signed, stored_checkpoints
from kept.record.engines import connect, file_of, is_postgres, place_of, url_of
from kept.record.listing import end_of
from kept.record.store import Ledger, last_until, open_ledger

_AT_ONCE = 2000
_HEADER = 100
_ENVELOPE = (
    """'{"at":"' || at || '","body":' || body || ',"clock":"' || clock || '","id":"' || id"""
    """ || '","kind":"' || kind || '","previous":"' || previous || '","sequence":' || sequence"""
    """ || ',"subject":"' || subject || '","writer":"' || writer || '"}'"""
)
"""The canonical JSON that a hash covers, put together where the bytes lie (see `chain`)."""


_Bytes = tuple[int, bytes, bytes, bytes | None]
"""An entry's sequence, the hash before it, its own hash, and its envelope."""


class Verified(NamedTuple):
    """What was proved: how many entries, the last one's hash, and how many checkpoints."""

    entries: int
    head: str
    checkpoints: int


def verify_place(
    place: str,
    *,
    checkpoints: Sequence[Checkpoint] = (),
    key: str | None = None,
    as_of: date | None = None,
) -> Verified:
    """Return what was proved of the ledger at a path or URL, as `verify` does.

    A file that was cut off is refused by SQLite as a whole: then a copy is filled up with
    nothing, and the first entry that it no longer gives is named.
    """
    file = file_of(connect(url_of(place)))
    size, whole = _sizes(file)
    if file is None or size >= whole:
        return verify(open_ledger(place), checkpoints=checkpoints, key=key, as_of=as_of)
    with TemporaryDirectory(prefix="kept-verify-") as folder:
        copy = Path(folder) / "ledger.sqlite"
        shutil.copyfile(file, copy)
        os.truncate(copy, whole)
        ledger = Ledger(connect(url_of(str(copy))))
        try:
            told = f"all {walk(ledger, {}).sequence} entries can still be read"
        except BrokenLedger as error:
            told = error.message
        finally:
            ledger.engine.dispose()
    raise BrokenLedger(
        "the ledger's file was cut off",
        where=place,
        why=f"{size:,} of {whole:,} bytes are there; {told}",
        remedy="Restore a copy from before",
    )


def verify(
    ledger: Ledger,
    *,
    checkpoints: Sequence[Checkpoint] = (),
    key: str | None = None,
    as_of: date | None = None,
) -> Verified:
    """Return what was proved of the whole ledger, or of what stood at the end of a day.

    checkpoints: signed ones that were kept elsewhere. key: the public key, in hexadecimal, by
    which all checkpoints must be signed; None for any. as_of: the entries up to the last one of
    that day, with the checkpoints that sign any of them, whenever they were signed. Raises
    BrokenLedger, naming the first bad entry.
    """
    known = (*stored_checkpoints(ledger), *checkpoints)
    for checkpoint in known:
        require_signed(checkpoint, key)
    signed = {one.sequence: one for one in known}
    if as_of is None:
        last = walk(ledger, signed)
        _require_not_cut(known, last.sequence)
    else:
        # From the end of the chain, so that neither a cut nor a hidden entry shortens the day.
        _require_not_cut(known, ledger.count())
        last = walk(ledger, signed, until=last_until(ledger, end_of(as_of)))
    _require_whole_file(ledger, last.sequence)
    covered = sum(one.sequence <= last.sequence for one in known)
    return Verified(last.sequence, last.hash, covered)


def _require_not_cut(known: Sequence[Checkpoint], last: int) -> None:
    """Raise BrokenLedger where a checkpoint signs an entry beyond the ledger's last one."""
    missing = [one for one in known if one.sequence > last]
    if missing:
        first = min(missing)
        raise _broken(
            last + 1,
            "it is missing",
            f"a checkpoint of {first.at} was signed at entry {first.sequence}, "
            f"and the ledger ends at {last}",
        )


def _sizes(file: Path | None) -> tuple[int, int]:
    """Return a SQLite file's size, and the size that its header tells (file format, 1.3)."""
    if file is None or not file.is_file():
        return 0, 0
    with file.open("rb") as opened:
        header = opened.read(_HEADER)
    if len(header) < _HEADER or not header.startswith(b"SQLite format 3"):
        return 0, 0
    page = int.from_bytes(header[16:18], "big")
    pages = int.from_bytes(header[28:32], "big")
    return file.stat().st_size, (65536 if page == 1 else page) * pages


class _Walk:
    """A walk along the chain: how far it has come, and the hash there."""

    def __init__(self, signed: Mapping[int, Checkpoint]) -> None:
        self.sequence = 0
        self.hash = GENESIS.encode()
        self._signed = signed

    def take(self, rows: Iterable[_Bytes]) -> None:
        """Go over the rows. Raises BrokenLedger at the first that does not follow."""
        sequence, last, signed = self.sequence, self.hash, self._signed
        try:
            for row in rows:
                number, previous, hash_, envelope = row
                if (
                    number != sequence + 1
                    or previous != last
                    or envelope is None
                    or sha256(envelope).hexdigest().encode() != hash_
                ):
                    raise _fault(row, sequence)
                sequence, last = number, hash_
                if number in signed:
                    _require_signed_head(number, hash_, signed[number])
        finally:
            self.sequence, self.hash = sequence, last


def _fault(row: _Bytes, last: int) -> BrokenLedger:
    """Return what is wrong with a row that does not follow entry `last`."""
    sequence, _, hash_, envelope = row
    if sequence != last + 1:
        return _broken(last + 1, "it is missing", f"after {last} comes {sequence}")
    if envelope is None or sha256(envelope).hexdigest().encode() != hash_:
        return _broken(sequence, "it was changed or moved", "its hash does not fit what it says")
    return _broken(
        sequence,
        "it does not follow the entry before",
        "it names another hash for that one: an entry was replaced or left out",
    )


def _require_signed_head(sequence: int, hash_: bytes, checkpoint: Checkpoint) -> None:
    if checkpoint.hash.encode() != hash_:
        raise _broken(
            sequence,
            "it is not the one that was signed",
            f"the checkpoint of {checkpoint.at} gives the hash {checkpoint.hash[:16]}…",
        )


def walk(ledger: Ledger, signed: Mapping[int, Checkpoint], *, until: int | None = None) -> Head:
    """Return the head after a walk over the chain. Raises BrokenLedger as `_Walk` does.

    until: the number of the last entry to walk to, None for all. The next one must follow it too:
    an entry whose time was changed, or that was taken out, would only make the day shorter.
    """
    walked = _Walk(signed)
    try:
        with ledger.engine.connect() as connection:
            walked.take(_fetched(connection, "" if until is None else f"<= {until:d}"))
            head = Head(walked.sequence, walked.hash.decode(), "")
            if until is not None:
                walked.take(_fetched(connection, f"> {until:d}", 1))
    except DBAPIError as error:
        raise _unreadable(walked.sequence, str(error.orig)) from error
    except Exception as error:
        # Below SQLAlchemy, a driver raises errors of its own.
        if type(error).__name__ not in {"DatabaseError", "OperationalError"}:
            raise
        raise _unreadable(walked.sequence, str(error)) from error
    return head


def _fetched(connection: Connection, which: str, most: int = 0) -> Iterator[_Bytes]:
    """Yield rows in order. which: what to compare the sequence with, "" for all; most: how many."""
    some = f"WHERE sequence {which}" if which else ""
    limit = f" LIMIT {most:d}" if most else ""
    query = (
        f"SELECT sequence, previous, hash, {_ENVELOPE} FROM entry {some} ORDER BY sequence{limit}"  # noqa: S608
    )
    driver: Any = connection.connection.driver_connection
    if is_postgres(connection):
        with driver.cursor(name="kept_verify") as cursor:
            cursor.itersize = _AT_ONCE
            cursor.execute(query)
            for sequence, previous, hash_, envelope in cursor:
                yield sequence, previous.encode(), hash_.encode(), envelope.encode()
        return
    factory, driver.text_factory = driver.text_factory, bytes
    try:
        yield from driver.execute(query)
    finally:
        driver.text_factory = factory


def _require_whole_file(ledger: Ledger, last: int) -> None:
    """Raise BrokenLedger where the file of a SQLite ledger is damaged beside the entries."""
    if file_of(ledger.engine) is None:
        return
    try:
        with ledger.engine.connect() as connection:
            found = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
    except DBAPIError as error:
        found = str(error.orig)
    if found != "ok":
        raise BrokenLedger(
            "the ledger's file is damaged",
            where=place_of(ledger.engine),
            why=f"{found}; all {last} entries that it still gives verify",
            remedy="Export the entries, and import them into a new ledger",
        )


def _unreadable(last: int, why: str) -> LedgerError:
    return _broken(last + 1, "it cannot be read", f"{why}; entries up to {last} verify")


def _broken(sequence: int, what: str, why: str) -> BrokenLedger:
    return BrokenLedger(
        f"the ledger does not verify at entry {sequence}: {what}",
        why=why,
        remedy="Restore a copy from before; entries are never changed in place",
    )
