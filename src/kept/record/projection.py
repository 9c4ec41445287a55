"""The read model: where each commitment stood from when until when, kept up with the entries.

It follows from the entries alone. What happens to a commitment at one time leaves one row (all
entries of a batch share their time), so building it again gives the same rows.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from msgspec.structs import astuple, replace
from sqlalchemy import ColumnElement, Connection, and_, delete, or_, select, text, update

from kept.model.ledger import Announced, Entry, Judged, Matched, Moved
from kept.model.standings import Standing
from kept.record.canonical import plain
from kept.record.chain import stamp
from kept.record.engines import insert_rows, is_postgres
from kept.record.names import body_key
from kept.record.stages import is_open, ladders
from kept.record.tables import FOREVER, PARTY, READ_MODEL, STANDING

_SHOWN = frozenset({"commitment", "verdict", "stage", "match"})
"""The kinds of entries that change where a commitment stands."""
_AT_ONCE = 300
_MARKS = re.compile("[^a-z0-9]")
_FIELDS = [STANDING.c[name] for name in Standing.__struct_fields__]


def project(connection: Connection, entries: Iterable[Entry]) -> None:
    """Bring the read model up to these entries, the next in order."""
    shown = [entry for entry in entries if entry.kind in _SHOWN]
    if shown:
        _Projection(connection).take(shown)


def rebuild(connection: Connection, entries: Iterable[Entry]) -> None:
    """Build the read model anew from all entries."""
    for table in READ_MODEL:
        if table == "search" and not is_postgres(connection):
            connection.exec_driver_sql("INSERT INTO search (search) VALUES ('delete-all')")
        else:
            connection.exec_driver_sql(f"DELETE FROM {table}")  # noqa: S608  our own names
    batch: list[Entry] = []
    for entry in entries:
        if batch and entry.at != batch[-1].at and len(batch) >= _AT_ONCE:
            project(connection, batch)
            batch = []
        batch.append(entry)
    project(connection, batch)


class _Projection:
    """The rows of one batch: read when first needed, written at its end."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._now: dict[str, Standing] = {}
        self._stored: dict[str, Standing] = {}
        self._passed: list[tuple[Standing, str]] = []
        self._closed: list[Standing] = []
        self._roles: set[tuple[str, str, str]] = set()
        self._parties: list[tuple[str, str, str, str]] = []
        self._words: list[dict[str, Any]] = []

    def take(self, entries: Sequence[Entry]) -> None:
        """Fold the entries in and write what changed."""
        filed = {entry.subject for entry in entries if entry.kind == "commitment"}
        self._load({id_ for entry in entries for id_ in _ids(entry)} - filed)
        for entry in entries:
            _APPLY[entry.kind](self, entry)
        self._write()

    def filed(self, entry: Entry) -> None:
        said = msgspec.convert(entry.body, Announced)
        self._now[entry.subject] = _first(entry, said)
        for role in said.roles:
            key = (body_key(role.name), entry.subject, role.role)
            if key not in self._roles:
                self._roles.add(key)
                self._parties.append((*key, role.name))
        names = " ".join((*(role.name for role in said.roles), *said.events))
        marks = facets(said.kind, said.area, said.indicator)
        words = " ".join((said.text, said.quote, names, said.note, *marks))
        self._words.append({"number": entry.sequence, "words": words})

    def judged(self, entry: Entry) -> None:
        verdict = msgspec.convert(entry.body, Judged).verdict
        self._change(entry, verdict=verdict)

    def moved(self, entry: Entry) -> None:
        move = msgspec.convert(entry.body, Moved)
        kind = self._now[entry.subject].kind
        self._change(
            entry, stage=move.stage, open=is_open(kind, move.stage), staged=move.on.isoformat()
        )

    def matched(self, entry: Entry) -> None:
        match = msgspec.convert(entry.body, Matched)
        other = self._now[match.earlier if entry.subject == match.later else match.later]
        own = self._now[entry.subject]
        if match.relation == "repeats" and own.commitment != (other.head or other.commitment):
            head = other.head or other.commitment
            for id_ in self._members("head", own.commitment):
                self._set(entry, id_, head=head)
            self._change(entry, head=head)
        if own.thread != other.thread:
            for id_ in self._members("thread", own.thread):
                self._set(entry, id_, thread=other.thread)

    def _change(self, entry: Entry, **changes: Any) -> None:
        self._set(entry, entry.subject, **changes)

    def _set(self, entry: Entry, id_: str, **changes: Any) -> None:
        """Change a row from the entry's time on; what stood until then stays as it was."""
        old, at = self._now[id_], stamp(entry.at)
        if self._stored.get(id_) is old:
            self._passed.append((old, at))
        elif old.since != at:
            self._closed.append(replace(old, until=at))
        self._now[id_] = replace(old, since=at, **changes)

    def _members(self, column: str, value: str) -> list[str]:
        """Return the commitments whose `column` has this value now, those of the batch included."""
        found = select(STANDING.c.commitment).where(
            STANDING.c[column] == value, STANDING.c.until == FOREVER
        )
        self._load(set(self._connection.execute(found).scalars()))
        return [id_ for id_, row in self._now.items() if getattr(row, column) == value]

    def _load(self, ids: set[str]) -> None:
        missing = sorted(ids - self._now.keys())
        for start in range(0, len(missing), _AT_ONCE):
            query = select(*_FIELDS).where(
                STANDING.c.commitment.in_(missing[start : start + _AT_ONCE]),
                STANDING.c.until == FOREVER,
            )
            for one in map(standing_of_row, self._connection.execute(query)):
                self._now[one.commitment] = self._stored[one.commitment] = one

    def _write(self) -> None:
        # A stored row from the same time is replaced; one from before ends when the new begins.
        for start in range(0, len(self._passed), _AT_ONCE):
            some = self._passed[start : start + _AT_ONCE]
            same = [_key(row) for row, at in some if row.since == at]
            if same:
                self._connection.execute(delete(STANDING).where(or_(*same)))
        for row, at in self._passed:
            if row.since != at:
                self._connection.execute(update(STANDING).where(_key(row)).values(until=at))
        changed = [row for id_, row in self._now.items() if self._stored.get(id_) is not row]
        rows = [_columns(row) for row in (*self._closed, *changed)]
        insert_rows(self._connection, STANDING, rows)
        insert_rows(self._connection, PARTY, self._parties)
        if self._words:
            self._connection.execute(_search_insert(self._connection), self._words)


_APPLY = {
    "commitment": _Projection.filed,
    "verdict": _Projection.judged,
    "stage": _Projection.moved,
    "match": _Projection.matched,
}


def facets(kind: str, area: str, indicator: str) -> list[str]:
    """Return the marks by which the full-text index finds kind, area and indicator.

    >>> facets("pledge", "PAK", "")
    ['kindxpledge', 'areaxpak']
    """
    named = (("kind", kind), ("area", area), ("measure", indicator))
    return [f"{name}x{_MARKS.sub('', value.lower())}" for name, value in named if value]


def standing_of_row(row: Sequence[Any]) -> Standing:
    """Return the standing that a row of its columns, in order, holds."""
    named = dict(zip(Standing.__struct_fields__, row, strict=True))
    return Standing(**{**named, "open": bool(named["open"])})


def _columns(row: Standing) -> tuple[object, ...]:
    return tuple(int(value) if isinstance(value, bool) else value for value in astuple(row))


def _key(row: Standing) -> ColumnElement[bool]:
    return and_(STANDING.c.commitment == row.commitment, STANDING.c.since == row.since)


def _ids(entry: Entry) -> tuple[str, ...]:
    if entry.kind == "match":
        return entry.subject, entry.body["earlier"], entry.body["later"]
    return (entry.subject,)


def _first(entry: Entry, said: Announced) -> Standing:
    start = ladders()[said.kind].start
    day = "" if said.said is None else said.said.isoformat()
    return Standing(
        commitment=entry.subject,
        since=stamp(entry.at),
        until=FOREVER,
        number=entry.sequence,
        head="",
        thread=entry.subject,
        kind=said.kind,
        area=said.area,
        indicator=said.indicator,
        stage=start,
        open=is_open(said.kind, start),
        staged=day,
        verdict="",
        said=day,
        said_as=said.said_as,
        due=FOREVER if said.due is None else said.due.end.isoformat(),
        due_label="" if said.due is None else said.due.label,
        low="" if said.low is None else plain(said.low),
        high="" if said.high is None else plain(said.high),
        bound=said.bound,
        unit=said.unit,
        text=said.text,
        promiser=next((role.name for role in said.roles if role.role == "promiser"), ""),
        document=said.document,
    )


def _search_insert(connection: Connection) -> Any:
    if is_postgres(connection):
        return text("INSERT INTO search VALUES (:number, to_tsvector('english', :words))")
    return text("INSERT INTO search (rowid, words) VALUES (:number, :words)")
