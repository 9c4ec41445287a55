"""Reads that put a whole story together: one commitment, one body, one gathering, the log."""

from collections.abc import Iterator, Sequence
from datetime import date

import msgspec

from kept.errors import UnknownId
from kept.lexicon.places import country_name
from kept.model.ledger import Entry, Gathered, Held
from kept.model.standings import BodyPage, Change, EventPage, Followed, Rates, Standing, Story
from kept.record.changes import open_reviews
from kept.record.folds import fold
from kept.record.listing import (
    Filter,
    changes,
    end_of,
    page,
    parties,
    repeats_of,
    standing_of,
    standings_of,
    thread_of,
)
from kept.record.money import money_by_stage, parts_of
from kept.record.names import body_key, organisation_names
from kept.record.store import Ledger

_AT_ONCE = 400


def read_many(
    ledger: Ledger, ids: Sequence[str], *, as_of: date | None = None
) -> dict[str, Followed]:
    """Return commitments by id, each folded from its entries."""
    until = end_of(as_of) if as_of else None
    found: dict[str, list[Entry]] = {}
    for start in range(0, len(ids), _AT_ONCE):
        for entry in ledger.about(ids[start : start + _AT_ONCE], until=until):
            found.setdefault(entry.subject, []).append(entry)
    return {id_: fold(entries) for id_, entries in found.items()}


def story(
    ledger: Ledger, id_: str, rates: Rates | None, *, day: date, as_of: date | None = None
) -> Story:
    """Return a commitment as it is shown: with what repeats it, its thread, money and parts.

    Asked for a repetition, it gives the one that is followed. Raises UnknownId.
    """
    standing = standing_of(ledger, id_, as_of=as_of)
    if standing.head:
        standing = standing_of(ledger, standing.head, as_of=as_of)
    repeats = repeats_of(ledger, standing.commitment, as_of=as_of)
    ids = [standing.commitment, *(row.commitment for row in repeats)]
    every = read_many(ledger, ids, as_of=as_of)
    followed = tuple(every[one] for one in ids)
    return Story(
        standing=standing,
        followed=followed,
        thread=thread_of(ledger, standing.thread, as_of=as_of),
        money=money_by_stage(followed, rates) if standing.kind == "pledge" else (),
        parts=parts_of(followed),
        document=_title(ledger, standing.document),
        as_of=day,
    )


def body_page(
    ledger: Ledger, name: str, *, day: date, as_of: date | None = None, after: str = ""
) -> BodyPage:
    """Return all that a body promised, leads or supports, its members and presidencies.

    Raises UnknownId where the ledger knows nothing of it.
    """
    key, until = body_key(name), end_of(as_of) if as_of else None
    found = page(ledger, Filter(body=name), day=day, as_of=as_of, after=after, size=100)
    roles = parties(ledger, tuple(row.commitment for row in found.rows), name)
    held = [
        (entry.kind, msgspec.convert(entry.body, Held))
        for entry in ledger.entries(until=until, kinds=("membership", "presidency"))
    ]
    about = [one for one in held if key in {one[1].body, one[1].holder}]
    if not found.rows and not about:
        raise UnknownId(
            "the ledger knows no such body",
            where=name,
            remedy="Write its name as an announcement does, or its abbreviation",
        )
    return BodyPage(
        key=key,
        name=body_name(key),
        promises=tuple((row, roles.get(row.commitment, ())) for row in found.rows),
        next=found.next,
        members=_held(about, "membership", body=key),
        presidencies=_held(about, "presidency", body=key),
        belongs_to=_held(about, "membership", holder=key),
        presides=_held(about, "presidency", holder=key),
    )


def body_name(key: str) -> str:
    """Return a body's name by its key: an organisation's, a country's, or the key itself.

    >>> body_name("dco"), body_name("PAK")
    ('Digital Cooperation Organization', 'Pakistan')
    """
    return organisation_names().get(key) or country_name(key)


def _held(
    about: Sequence[tuple[str, Held]], kind: str, *, body: str = "", holder: str = ""
) -> tuple[Held, ...]:
    chosen = [
        one
        for found, one in about
        if found == kind and (not body or one.body == body) and (not holder or one.holder == holder)
    ]
    return tuple(sorted(chosen, key=lambda one: (one.start or date.min, one.holder)))


def events(ledger: Ledger, *, as_of: date | None = None) -> Iterator[EventPage]:
    """Yield the gatherings that were recorded, each with the promises made there, in order."""
    until = end_of(as_of) if as_of else None
    for entry in ledger.entries(until=until, kinds=("event",)):
        gathered = msgspec.convert(entry.body, Gathered)
        wanted = Filter(document=gathered.document, repeats=True)
        rows = page(ledger, wanted, day=date.max, as_of=as_of, size=500).rows
        every = read_many(ledger, [row.commitment for row in rows], as_of=as_of)
        names = frozenset(gathered.names)
        made = tuple(row for row in rows if names & set(every[row.commitment].said.events))
        yield EventPage(gathered=gathered, promises=made)


def questions(
    ledger: Ledger, *, as_of: date | None = None
) -> tuple[tuple[Entry, Standing, Standing], ...]:
    """Return the open questions, oldest first: each with the earlier and the later promise."""
    asked = open_reviews(ledger, until=end_of(as_of) if as_of else None)
    ids = {entry.body[end] for entry in asked for end in ("earlier", "later")}
    rows = {row.commitment: row for row in standings_of(ledger, tuple(ids), as_of=as_of)}
    return tuple((entry, rows[entry.body["earlier"]], rows[entry.body["later"]]) for entry in asked)


def latest_entries(
    ledger: Ledger, subject: str, *, before: int, size: int, as_of: date | None = None
) -> tuple[Entry, ...]:
    """Return the newest entries first: all, or those about a subject.

    subject: an id, "" for all; a commitment's may be shortened, and what repeats it counts as
    about it. before: a sequence, 0 for none.
    """
    until = end_of(as_of) if as_of else None
    if not subject:
        return ledger.latest(before=before, size=size, until=until)
    entries = ledger.about((subject,), until=until)
    if not entries or subject.startswith("commitment-"):
        id_ = standing_of(ledger, subject, as_of=as_of).commitment
        again = (row.commitment for row in repeats_of(ledger, id_, as_of=as_of))
        entries = ledger.about((id_, *again), until=until)
    newest = [one for one in reversed(entries) if not before or one.sequence < before]
    return tuple(newest[:size])


def difference(ledger: Ledger, first: date, last: date) -> tuple[Change, ...]:
    """Return the commitments that changed between two days' ends, in the order of filing."""
    return tuple(Change(before, after) for before, after in changes(ledger, first, last))


def _title(ledger: Ledger, document: str) -> str:
    entries = ledger.about((document,))
    filed = next((entry.body for entry in entries if entry.kind == "document"), {})
    return str(filed.get("title", ""))
