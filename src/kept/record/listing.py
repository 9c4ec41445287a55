"""Lists of commitments: filters, full-text search, and pages that cost the same everywhere.

Pages go on from the last row seen (keyset pagination), never by counting rows off.
"""

from datetime import date, timedelta
from typing import Any, Literal

from msgspec import Struct
from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    column,
    literal_column,
    select,
    table,
    text,
    tuple_,
)

from kept.errors import UnknownId, UsageError
from kept.model.ledger import OVERDUE
from kept.model.standings import Page, Standing
from kept.record.engines import is_postgres, told
from kept.record.names import body_key
from kept.record.projection import facets, standing_of_row
from kept.record.store import Ledger
from kept.record.tables import FOREVER, PARTY, STANDING

Order = Literal["said", "due", "filed"]
_AT_ONCE = 500
_PREFIX = "commitment-"
_SEARCH = table("search", column("rowid", Integer))
_FIELDS = [STANDING.c[name] for name in Standing.__struct_fields__]


class Filter(Struct, frozen=True, kw_only=True):
    """Which commitments to list; what is empty filters nothing.

    stage: may be "overdue". due_from, due_until: days, both included. repeats: also those that
    repeat another; a verdict or a document is asked of each as it was said. words: full text,
    every word must occur.
    """

    area: str = ""
    body: str = ""
    indicator: str = ""
    kind: str = ""
    stage: str = ""
    verdict: str = ""
    document: str = ""
    due_from: date | None = None
    due_until: date | None = None
    words: str = ""
    repeats: bool = False


def end_of(day: date) -> str:
    """Return the last time of a day, as the ledger writes times."""
    return f"{day.isoformat()}T23:59:59.999999Z"


def page(
    ledger: Ledger,
    wanted: Filter,
    *,
    day: date,
    as_of: date | None = None,
    order: Order = "said",
    after: str = "",
    size: int = 50,
) -> Page:
    """Return a page of commitments: newest first, or by `due` the soonest first.

    day: against which overdue is read. as_of: as the ledger stood at the end of that day; None
    for now. after: what the page before gave as `next`. A search is ordered by when it was filed.
    Raises UsageError where `after` is none of ours.
    """
    if wanted.words:
        order = "filed"
    query = _filtered(ledger, wanted, day, as_of)
    # A search goes in the order of the full-text index, which then gives no more than a page.
    searched = bool(wanted.words) and not is_postgres(ledger.engine)
    query = _ordered(query, order, _cursor(after) if after else None, searched=searched)
    with told(ledger.engine), ledger.engine.connect() as connection:
        found = list(map(standing_of_row, connection.execute(query.limit(size + 1))))
    rows = tuple(found[:size])
    more = len(found) > size
    return Page(rows, f"{_place(rows[-1], order)}/{rows[-1].number}" if more else "")


def standing_of(ledger: Ledger, id_: str, *, as_of: date | None = None) -> Standing:
    """Return where a commitment stands. An id may be shortened as long as it is the only one.

    Raises UnknownId, or UsageError for a beginning that several ids share.
    """
    id_ = id_ if id_.startswith(_PREFIX) else f"{_PREFIX}{id_}"
    low, high = id_, f"{id_}\x7f"
    query = select(*_FIELDS).where(
        STANDING.c.commitment >= low, STANDING.c.commitment < high, *when(as_of)
    )
    with told(ledger.engine), ledger.engine.connect() as connection:
        found = list(map(standing_of_row, connection.execute(query.limit(2))))
    if len(found) > 1 and id_ not in {one.commitment for one in found}:
        raise UsageError("several ids begin so", where=id_, remedy="Write more of it")
    if not found or id_ == _PREFIX:
        raise UnknownId(
            "no commitment has this id",
            where=id_,
            why=f"as of {as_of}" if as_of else "",
            remedy="`kept ledger list` shows the ids there are",
        )
    return next((one for one in found if one.commitment == id_), found[0])


def standings_of(
    ledger: Ledger, ids: tuple[str, ...], *, as_of: date | None = None
) -> tuple[Standing, ...]:
    """Return where each of these commitments stands; unknown ids are left out."""
    found: list[Standing] = []
    for start in range(0, len(ids), _AT_ONCE):
        found += _all(ledger, as_of, STANDING.c.commitment.in_(ids[start : start + _AT_ONCE]))
    return tuple(found)


def thread_of(ledger: Ledger, thread: str, *, as_of: date | None = None) -> tuple[Standing, ...]:
    """Return all commitments matched with one another, in the order in which they were said."""
    return _all(ledger, as_of, STANDING.c.thread == thread)


def repeats_of(ledger: Ledger, id_: str, *, as_of: date | None = None) -> tuple[Standing, ...]:
    """Return the commitments that only repeat this one, in the order in which they were said."""
    return _all(ledger, as_of, STANDING.c.head == id_)


def targets_for(
    ledger: Ledger, area: str, indicator: str, *, as_of: date | None = None
) -> tuple[Standing, ...]:
    """Return every target for one indicator of one area, in the order in which they were said."""
    return _all(
        ledger, as_of, STANDING.c.area == area, STANDING.c.indicator == indicator,
        STANDING.c.kind == "target",
    )  # fmt: skip


def open_targets(ledger: Ledger) -> tuple[Standing, ...]:
    """Return the targets that statistics may settle: linked to an indicator and an area."""
    return _all(
        ledger, None, STANDING.c.kind == "target", *_named("indicator"), STANDING.c.area != ""
    )


def parties(ledger: Ledger, ids: tuple[str, ...], body: str) -> dict[str, tuple[str, ...]]:
    """Return the roles that a body has on each of the commitments."""
    query = select(PARTY.c.commitment, PARTY.c.role).where(
        PARTY.c.body == body_key(body), PARTY.c.commitment.in_(ids)
    )
    found: dict[str, tuple[str, ...]] = {}
    with told(ledger.engine), ledger.engine.connect() as connection:
        for commitment, role in connection.execute(query.order_by(PARTY.c.role)):
            found[commitment] = (*found.get(commitment, ()), role)
    return found


def changes(
    ledger: Ledger, first: date, last: date
) -> tuple[tuple[Standing | None, Standing], ...]:
    """Return each commitment that changed between two days' ends: as it was, and as it is."""
    newer = _all(ledger, last, STANDING.c.since > end_of(first), filed=True)
    older = {
        row.commitment: row
        for row in _all(ledger, first, STANDING.c.until > end_of(first))
        if row.commitment in {one.commitment for one in newer}
    }
    return tuple((older.get(row.commitment), row) for row in newer)


def _all(
    ledger: Ledger, as_of: date | None, *conditions: ColumnElement[bool], filed: bool = False
) -> tuple[Standing, ...]:
    order = (STANDING.c.number,) if filed else (STANDING.c.said, STANDING.c.number)
    query = select(*_FIELDS).where(*when(as_of), *conditions).order_by(*order)
    with told(ledger.engine), ledger.engine.connect() as connection:
        return tuple(map(standing_of_row, connection.execute(query)))


def when(as_of: date | None) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions under which rows stand now, or stood at the end of a day."""
    if as_of is None:
        # Written out, so that the indexes of what stands now are used.
        return (STANDING.c.until == literal_column(f"'{FOREVER}'"),)
    return STANDING.c.since <= end_of(as_of), STANDING.c.until > end_of(as_of)


def _filtered(ledger: Ledger, wanted: Filter, day: date, as_of: date | None) -> Select[Any]:
    query = select(*_FIELDS).where(*when(as_of))
    if not (wanted.repeats or wanted.verdict or wanted.document):
        query = query.where(STANDING.c.head == literal_column("''"))
    for name in ("area", "indicator", "kind", "verdict", "document"):
        if value := getattr(wanted, name):
            query = query.where(STANDING.c[name] == value, *_named(name))
    if wanted.stage == OVERDUE:
        query = query.where(STANDING.c.open == 1, STANDING.c.due <= day.isoformat())
    elif wanted.stage:
        query = query.where(STANDING.c.stage == wanted.stage)
    if wanted.due_from is not None:
        query = query.where(STANDING.c.due > wanted.due_from.isoformat())
    if wanted.due_until is not None:
        last = wanted.due_until + timedelta(days=1)
        query = query.where(STANDING.c.due <= last.isoformat())
    if wanted.body:
        mine = select(PARTY.c.commitment).where(PARTY.c.body == body_key(wanted.body))
        query = query.where(STANDING.c.commitment.in_(mine))
    return _searched(ledger, query, wanted) if wanted.words else query


def _named(name: str) -> tuple[ColumnElement[bool], ...]:
    """Return in plain words what an index over only some rows asks, so that it is used."""
    partial = name in {"indicator", "verdict"}
    return (STANDING.c[name] != literal_column("''"),) if partial else ()


def _searched(ledger: Ledger, query: Select[Any], wanted: Filter) -> Select[Any]:
    """Return the query joined with the full-text index, which also holds kind, area, indicator."""
    marks = facets(wanted.kind, wanted.area, wanted.indicator)
    if is_postgres(ledger.engine):
        found = text("SELECT number FROM search WHERE words @@ plainto_tsquery('english', :words)")
        asked = " ".join((wanted.words, *marks))
        return query.where(STANDING.c.number.in_(found.bindparams(words=asked)))
    words = (*wanted.words.replace('"', " ").split(), *marks)
    query = query.join_from(_SEARCH, STANDING, STANDING.c.number == _SEARCH.c.rowid)
    asked = " ".join(f'"{word}"' for word in words)
    return query.where(text("search MATCH :words").bindparams(words=asked))


def _ordered(
    query: Select[Any], order: Order, last: tuple[str, int] | None, *, searched: bool
) -> Select[Any]:
    """Return the query in an order, beyond the last row seen."""
    if order == "filed":
        number = _SEARCH.c.rowid if searched else STANDING.c.number
        query = query.order_by(number.desc())
        return query if last is None else query.where(number < last[1])
    key = tuple_(STANDING.c.due if order == "due" else STANDING.c.said, STANDING.c.number)
    if order == "due":
        query = query.order_by(STANDING.c.due, STANDING.c.number)
        return query if last is None else query.where(key > last)
    query = query.order_by(STANDING.c.said.desc(), STANDING.c.number.desc())
    return query if last is None else query.where(key < last)


def _place(row: Standing, order: Order) -> object:
    return {"said": row.said, "due": row.due, "filed": row.number}[order]


def _cursor(after: str) -> tuple[str, int]:
    value, _, number = after.rpartition("/")
    if not number.isdecimal():
        raise UsageError("this is no place in a list", where=after, remedy="Copy it from the page")
    return value, int(number)
