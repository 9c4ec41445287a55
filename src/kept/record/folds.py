"""Folds: what is true of a commitment, from its entries in order."""

from collections.abc import Iterable, Sequence
from typing import Any

from msgspec import convert
from msgspec.structs import replace

from kept.model.ledger import (
    Announced,
    Entry,
    Judged,
    Matched,
    Moved,
    OnPath,
    Paid,
    Part,
    Weighed,
)
from kept.model.standings import Followed, Stamped
from kept.record.stages import is_open, ladders


def fold(entries: Iterable[Entry]) -> Followed:
    """Return a commitment with all that became of it.

    entries: those about it, in order; the first files it. Raises ValueError where none does.
    """
    found: Followed | None = None
    gathered: dict[str, list[Any]] = {name: [] for name in _LISTS.values()}
    for entry in entries:
        if entry.kind == "commitment":
            found = _filed(entry)
        elif entry.kind in _LISTS:
            body = convert(entry.body, _BODIES[entry.kind])
            stamped = Stamped(entry.sequence, entry.at, entry.writer)
            gathered[_LISTS[entry.kind]].append(
                body if entry.kind in _UNSTAMPED else (body, stamped)
            )
    if found is None:
        raise ValueError("no entry files the commitment")
    return _completed(found, gathered)


def _filed(entry: Entry) -> Followed:
    said = convert(entry.body, Announced)
    start = ladders()[said.kind].start
    return Followed(
        id=entry.subject,
        said=said,
        filed=Stamped(entry.sequence, entry.at, entry.writer),
        stage=start,
        open=is_open(said.kind, start),
    )


def _completed(found: Followed, gathered: dict[str, list[Any]]) -> Followed:
    paths: Sequence[OnPath] = gathered.pop("path")
    odds: Sequence[Weighed] = gathered.pop("odds")
    moves: Sequence[tuple[Moved, Stamped]] = gathered["moves"]
    stage = moves[-1][0].stage if moves else found.stage
    return replace(
        found,
        stage=stage,
        open=is_open(found.said.kind, stage),
        path=paths[-1] if paths else None,
        odds=odds[-1] if odds else None,
        **{name: tuple(values) for name, values in gathered.items()},
    )


_BODIES: dict[str, Any] = {
    "stage": Moved,
    "money": Paid,
    "part": Part,
    "verdict": Judged,
    "path": OnPath,
    "odds": Weighed,
    "match": Matched,
    "review": Matched,
}
_LISTS = {
    "stage": "moves",
    "money": "money",
    "part": "parts",
    "verdict": "verdicts",
    "path": "path",
    "odds": "odds",
    "match": "matches",
    "review": "reviews",
}
_UNSTAMPED = frozenset({"part", "path", "odds"})
