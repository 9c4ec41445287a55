"""Gatherings and offices: who took part in a forum, what was pledged there, who presides."""

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from kept.model.claims import Claim, Commitment, Event
from kept.model.ledger import Attended, Gathered, Held
from kept.model.text import Document
from kept.record.names import body_key


def event_of(document: Document, event: Event, claims: Sequence[Claim], *, alone: bool) -> Gathered:
    """Return the gathering with its participants by kind, in text order.

    alone: it is the document's only gathering; else nothing tells whose participants they are.
    """
    return Gathered(
        document=document.id,
        names=tuple(_flat(name.exact) for name in event.names),
        abbreviations=tuple(_flat(name.exact) for name in event.abbreviations),
        participants=tuple(filter(None, map(_attended, claims))) if alone else (),
        said=document.published,
    )


def _attended(claim: Claim) -> Attended | None:
    """Return the participants that a claim counts: a level, observed, of people or bodies."""
    quantity = claim.quantity
    kind = _participants().get(quantity.unit)
    if kind is None or claim.modality != "observed" or claim.change or quantity.per:
        return None
    if claim.indicator is not None or claim.negated:
        return None
    exact = claim.measure.exact if claim.measure else quantity.unit
    return Attended(kind, quantity.low, quantity.high, quantity.bound, f"{quantity.exact} {exact}")


def made_there(commitment: Commitment, events: Sequence[Event]) -> tuple[str, ...]:
    """Return every name of the gathering at which a promise was made; none where nothing tells.

    It was made there when the document has one gathering and its sentence speaks of it.
    """
    if len(events) != 1:
        return ()
    names = [_flat(quote.exact) for quote in (*events[0].names, *events[0].abbreviations)]
    said = commitment.quote.exact.casefold()
    speaks = any(name.casefold() in said for name in names) or any(
        re.search(rf"\b{word}s?\b", said) for word in _words("gatherings")
    )
    return tuple(dict.fromkeys(names)) if speaks else ()


def presidency_of(commitment: Commitment, document: Document) -> Held | None:
    """Return the presidency of a body that an appointment announces, or None."""
    if commitment.kind != "appointment" or commitment.promiser is None:
        return None
    found = _presiding().search(commitment.action.exact)
    if found is None:
        return None
    deadline = commitment.deadline
    return Held(
        body=body_key(_flat(found["body"])),
        holder=body_key(commitment.promiser.exact),
        start=deadline.start if deadline else None,
        end=deadline.end if deadline else None,
        source=document.id,
        quote=commitment.quote.exact,
        announced=document.published,
    )


@cache
def _presiding() -> re.Pattern[str]:
    words = "|".join(map(re.escape, _words("presiding")))
    return re.compile(rf"\b(?:{words}) of (?:the )?(?P<body>[^,;]+)", re.IGNORECASE)


@cache
def _participants() -> dict[str, str]:
    return {unit: kind for kind, units in _table()["participants"].items() for unit in units}


def country_words() -> frozenset[str]:
    """Return the words by which a country's promise names its promiser, in lower case."""
    return frozenset(_words("country"))


def _words(group: str) -> list[str]:
    return _table()[group]["words"]


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    text = (files("kept.record") / "data" / "words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _flat(text: str) -> str:
    return " ".join(text.split())
