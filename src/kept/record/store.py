"""The store: entries are appended in batches, all or none, and read in order.

A batch is durable when `append` returns. Writers take turns, so the chain never forks. Trying
again after a lost connection is safe: what is already there is known by its id.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

import stamina
from sqlalchemy import Connection, Engine, Select, bindparam, func, select
from sqlalchemy.exc import DBAPIError

from kept.model.ledger import Draft, Entry
from kept.record.chain import EMPTY, Head, Row, entry_id, entry_of, link, stamp
from kept.record.engines import connect, insert_rows, told, url_of, writing
from kept.record.projection import project
from kept.record.schema import open_schema
from kept.record.tables import ENTRY

Clock = Callable[[], datetime]
Plan = Callable[[], Iterable[Draft]]
_AT_ONCE = 500
_TRIES = 8
_COLUMNS = [ENTRY.c[name] for name in Row._fields]
_HEAD = (
    select(ENTRY.c.sequence, ENTRY.c.hash, ENTRY.c.at).order_by(ENTRY.c.sequence.desc()).limit(1)
)
_KNOWN = select(ENTRY.c.id).where(ENTRY.c.id.in_(bindparam("ids", expanding=True)))


class Appended(NamedTuple):
    """What an append did: the entries that are new, and how many drafts were already there."""

    entries: tuple[Entry, ...]
    known: int


class Ledger:
    """A ledger in SQLite or PostgreSQL. Threads may share it; each call is a transaction."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def append(self, drafts: Iterable[Draft] | Plan, clock: Clock) -> Appended:
        """Return what is new of the drafts once it is stored for good, in the order given.

        drafts: or what returns them; it is called once nobody else can write, so that it may
        read the ledger and rely on what it reads. clock: read once for the batch. Raises
        LedgerError, with nothing of the batch kept, where it cannot be stored; UsageError for a
        name that the ledger cannot hold.
        """
        plan = drafts if callable(drafts) else list(drafts).copy
        with told(self.engine):
            for attempt in stamina.retry_context(on=_lost_connection, attempts=_TRIES):
                with attempt, writing(self.engine) as connection:
                    return self._append(connection, list(plan()), clock())
        raise AssertionError("a retry either returns or raises")

    def _append(self, connection: Connection, batch: Sequence[Draft], now: datetime) -> Appended:
        ids = [entry_id(draft) for draft in batch]
        known = _known(connection, ids)
        head = head_of(connection)
        clock = stamp(now)
        at = max(head.at, clock)
        rows: list[Row] = []
        for id_, draft in zip(ids, batch, strict=True):
            if id_ not in known:
                known.add(id_)
                row = link(draft, id_, head, at, clock)
                head = Head(row.sequence, row.hash, at)
                rows.append(row)
        insert_rows(connection, ENTRY, rows)
        entries = tuple(map(entry_of, rows))
        project(connection, entries)
        return Appended(entries, len(batch) - len(entries))

    def head(self) -> Head:
        """Return the last entry's number, hash and time."""
        with told(self.engine), self.engine.connect() as connection:
            return head_of(connection)

    def count(self) -> int:
        """Return how many entries there are."""
        return self.head().sequence

    def entries(
        self, *, after: int = 0, until: str | None = None, kinds: Sequence[str] = ()
    ) -> Iterator[Entry]:
        """Yield entries in order. after: beyond this number. until: known by this time."""
        query = select(*_COLUMNS).where(ENTRY.c.sequence > after).order_by(ENTRY.c.sequence)
        if until is not None:
            query = query.where(ENTRY.c.at <= until)
        if kinds:
            query = query.where(ENTRY.c.kind.in_(kinds))
        with told(self.engine), self.engine.connect() as connection:
            yield from map(entry_of, _streamed(connection, query))

    def latest(
        self, *, before: int = 0, size: int = 50, until: str | None = None
    ) -> tuple[Entry, ...]:
        """Return the last entries, the newest first. before: only those with lower numbers."""
        query = select(*_COLUMNS).order_by(ENTRY.c.sequence.desc()).limit(size)
        if before:
            query = query.where(ENTRY.c.sequence < before)
        if until is not None:
            query = query.where(ENTRY.c.at <= until)
        with told(self.engine), self.engine.connect() as connection:
            return tuple(entry_of(Row(*row)) for row in connection.execute(query))

    def about(self, subjects: Sequence[str], *, until: str | None = None) -> tuple[Entry, ...]:
        """Return all entries about any of the subjects, in order; with `until`, known by then."""
        query = select(*_COLUMNS).where(ENTRY.c.subject.in_(subjects)).order_by(ENTRY.c.sequence)
        if until is not None:
            query = query.where(ENTRY.c.at <= until)
        with told(self.engine), self.engine.connect() as connection:
            return tuple(entry_of(Row(*row)) for row in connection.execute(query))


def rows_after(ledger: Ledger, sequence: int, *, last: int | None = None) -> Iterator[Row]:
    """Yield the stored rows beyond a number, in order; with `last`, up to that one."""
    query = select(*_COLUMNS).where(ENTRY.c.sequence > sequence).order_by(ENTRY.c.sequence)
    if last is not None:
        query = query.where(ENTRY.c.sequence <= last)
    with told(ledger.engine), ledger.engine.connect() as connection:
        yield from _streamed(connection, query)


def _streamed(connection: Connection, query: Select[Any]) -> Iterator[Row]:
    """Yield rows as they come, and close what the database holds open for them."""
    with connection.execution_options(yield_per=_AT_ONCE).execute(query) as rows:
        for row in rows:
            yield Row(*row)


def open_ledger(place: str, *, create: bool = False) -> Ledger:
    """Return the ledger at a path or URL; with `create`, a new one where there is none.

    Raises LedgerError where there is none, OldLedger where its schema is of another version.
    """
    engine = connect(url_of(place))
    try:
        open_schema(engine, create=create)
    except Exception:
        engine.dispose()
        raise
    return Ledger(engine)


def last_until(ledger: Ledger, until: str) -> int:
    """Return the number of the last entry known by a time, 0 where there was none.

    Times never go back along the chain, so all up to it were known by then.
    """
    query = select(func.max(ENTRY.c.sequence)).where(ENTRY.c.at <= until)
    with told(ledger.engine), ledger.engine.connect() as connection:
        return connection.execute(query).scalar() or 0


def head_of(connection: Connection) -> Head:
    """Return the head of the chain as this transaction sees it."""
    row = connection.execute(_HEAD).first()
    return EMPTY if row is None else Head(*row)


def _known(connection: Connection, ids: Sequence[str]) -> set[str]:
    found: set[str] = set()
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        found.update(connection.execute(_KNOWN, {"ids": some}).scalars())
    return found


def _lost_connection(error: Exception) -> bool:
    """Return whether PostgreSQL went away: no state at all, or a state of classes 08 and 57P."""
    if not isinstance(error, DBAPIError):
        return False
    state = getattr(error.orig, "sqlstate", "")
    return error.connection_invalidated or state is None or state.startswith(("08", "57P"))
