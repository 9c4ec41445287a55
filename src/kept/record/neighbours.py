"""Which commitments may be the same as a new one: found by level, date, event and words.

Looking at every earlier promise would make a long table slow; these are the ways in which two
can be matched at all, each an index over the promises of one kind and area.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

import msgspec
from sqlalchemy import select

from kept.model.ledger import Announced
from kept.record.canonical import plain
from kept.record.engines import told
from kept.record.matching import Known, telling_words
from kept.record.store import Ledger
from kept.record.tables import ENTRY, FOREVER, STANDING

_EVERYWHERE = "*"
"""A promise that names no country may be the same as one of any."""
_COMMON = 200
"""Words that more promises share tell nothing; they lead nowhere."""


class Neighbours:
    """The promises of a ledger by what may make them the same, read area by area when asked."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._loaded: set[tuple[str, str]] = set()
        self._by_key: dict[tuple[str, ...], list[Known]] = defaultdict(list)
        self._by_id: dict[str, Known] = {}

    def near(self, said: Announced) -> tuple[Known, ...]:
        """Return the promises that may be the same as this one, each once."""
        for area in (said.area, "") if said.area else (_EVERYWHERE,):
            self._load(area, said.kind)
        found: dict[str, Known] = {}
        for key in _keys(said):
            known = self._by_key.get(key, ())
            if key[0] != "word" or len(known) <= _COMMON:
                found.update((one.id, one) for one in known)
        return tuple(found.values())

    def add(self, known: Known) -> None:
        """Take in one more promise."""
        if known.id not in self._by_id:
            self._by_id[known.id] = known
            for key in _keys(known.said):
                self._by_key[key].append(known)

    def holds(self, id_: str, said: Announced) -> bool:
        """Return whether a promise with this id is known."""
        self._load(said.area, said.kind)
        return id_ in self._by_id

    def known(self, id_: str) -> Known:
        """Return a promise that was read or added. Raises KeyError for any other."""
        return self._by_id[id_]

    def _load(self, area: str, kind: str) -> None:
        if (area, kind) in self._loaded:
            return
        self._loaded.add((area, kind))
        for known in _stored(self._ledger, area, kind):
            self.add(known)


def _stored(ledger: Ledger, area: str, kind: str) -> Iterable[Known]:
    mine = select(STANDING.c.number).where(STANDING.c.kind == kind, STANDING.c.until == FOREVER)
    if area != _EVERYWHERE:
        mine = mine.where(STANDING.c.area == area)
    query = (
        select(ENTRY.c.subject, ENTRY.c.body)
        .where(ENTRY.c.sequence.in_(mine))
        .order_by(ENTRY.c.sequence)
    )
    decode = msgspec.json.Decoder(Announced).decode
    with told(ledger.engine), ledger.engine.connect() as connection:
        return [Known(id_, decode(body)) for id_, body in connection.execute(query)]


def _keys(said: Announced) -> Iterator[tuple[str, ...]]:
    place = (said.kind, said.area)
    level = "" if said.amount is None else plain(said.amount)
    if said.kind == "target":
        if said.indicator:
            yield ("level", *place, said.indicator, said.unit, level)
        if said.indicator and said.due:
            yield ("date", *place, said.indicator, str(said.due.end))
    elif said.kind == "pledge":
        yield ("level", *place, said.unit, level)
        for name in said.events:
            yield ("event", name)
        for word in telling_words(said.text):
            yield ("word", *place, word)
    else:
        for word in telling_words(said.text):
            yield ("word", said.kind, word)
