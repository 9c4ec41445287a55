"""The chain: each entry's hash covers the whole of it and the hash of the entry before.

The hash is SHA-256 over the canonical JSON (RFC 8785) of an object of all other columns:
`{"at":…,"body":…,"clock":…,"id":…,"kind":…,"previous":…,"sequence":…,"subject":…,"writer":…}`.
It is put together from the stored bytes, so that verifying needs no parsing.
"""

import re
from datetime import UTC, datetime
from decimal import Decimal
from functools import lru_cache
from hashlib import blake2b, sha256
from typing import Any, NamedTuple, cast

import msgspec

from kept.errors import UsageError
from kept.model.ledger import Draft, Entry, EntryKind
from kept.record.canonical import canonical

GENESIS = "0" * 64
"""What the first entry gives as the hash before it."""
COLUMNS = ("sequence", "id", "kind", "subject", "at", "clock", "writer", "body", "previous", "hash")
_UNSAFE = re.compile(r'["\\\x00-\x1f]')
_ID_BYTES = 16
_decode = msgspec.json.Decoder(dict[str, Any]).decode


class Row(NamedTuple):
    """An entry as it is stored: all text but the sequence, times as in `stamp`."""

    sequence: int
    id: str
    kind: str
    subject: str
    at: str
    clock: str
    writer: str
    body: str
    previous: str
    hash: str


class Head(NamedTuple):
    """The last entry: its number, its hash and its time; zeros before the first."""

    sequence: int
    hash: str
    at: str


EMPTY = Head(0, GENESIS, "")


def stamp(moment: datetime) -> str:
    """Return a time as the ledger writes it: UTC to the microsecond, in order as text.

    >>> stamp(datetime(2025, 5, 1, tzinfo=UTC))
    '2025-05-01T00:00:00.000000Z'
    """
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


@lru_cache(maxsize=256)
def moment(text: str) -> datetime:
    """Return the time that `stamp` wrote."""
    return datetime.fromisoformat(text)


def entry_id(draft: Draft) -> str:
    """Return the id of what a draft is about: the same thing twice has one id."""
    fields = "\x1f".join((draft.kind, draft.subject, *draft.identity))
    return blake2b(fields.encode(), digest_size=_ID_BYTES).hexdigest()


def body_of(value: Any) -> str:
    """Return a body as canonical JSON: decimals as strings in plain digits."""
    return canonical(msgspec.to_builtins(value, builtin_types=(Decimal,))).decode()


def link(draft: Draft, id_: str, head: Head, at: str, clock: str) -> Row:
    """Return the row that continues the chain at `head`.

    Raises UsageError where subject or writer hold quotes or controls.
    """
    for text in (draft.subject, draft.writer):
        if _UNSAFE.search(text) or not text:
            raise UsageError(
                "a name in the ledger is empty or holds quotes, backslashes or controls",
                where=repr(text),
                remedy="Write it in letters, digits and marks such as : . - @",
            )
    row = Row(
        head.sequence + 1,
        id_,
        draft.kind,
        draft.subject,
        at,
        clock,
        draft.writer,
        body_of(draft.body),
        head.hash,
        "",
    )
    return row._replace(hash=digest(row))


def digest(row: Row) -> str:
    """Return the hash of a row, whatever its `hash` says."""
    text = (
        f'{{"at":"{row.at}","body":{row.body},"clock":"{row.clock}","id":"{row.id}",'
        f'"kind":"{row.kind}","previous":"{row.previous}","sequence":{row.sequence},'
        f'"subject":"{row.subject}","writer":"{row.writer}"}}'
    )
    return sha256(text.encode()).hexdigest()


def entry_of(row: Row) -> Entry:
    """Return the entry that a row holds. Raises ValueError where its body is no JSON object."""
    return Entry(
        sequence=row.sequence,
        id=row.id,
        kind=cast("EntryKind", row.kind),
        subject=row.subject,
        at=moment(row.at),
        clock=moment(row.clock),
        writer=row.writer,
        body=_decode(row.body),
        previous=row.previous,
        hash=row.hash,
    )
