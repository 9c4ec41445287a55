"""The room `link`: every claim gets the indicator and the entity that it is surely about."""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from operator import attrgetter

from msgspec.structs import replace

from kept.lexicon.places import Mention, country_of_document, mentions
from kept.link.entities import country_reported_on, introductions, link_entity
from kept.link.extent import narrowed_before, of_another_clause, whole_measure
from kept.link.indicators import link_indicator
from kept.link.surroundings import start_of_words
from kept.link.whose import carried_over, is_partner, names_a_part, owned_by_another
from kept.link.wording import effect_of, group, words_of
from kept.model.claims import Claim, Commitment, Event, Link
from kept.model.text import Document, Quote

_START = attrgetter("start")
_REACH = 240
_REACH_AHEAD = 40
_ISO3 = re.compile(r"[A-Z]{3}")
_YEARLY = re.compile(r"\b(?:every|each|per|a) year\b|\b(?:annually|yearly)\b", re.IGNORECASE)
_LAST_WORD = re.compile(r"([^\W\d_]+) +$")


def link_claims(
    document: Document,
    claims: Sequence[Claim],
    commitments: Sequence[Commitment] = (),
    events: Sequence[Event] = (),
) -> tuple[Claim, ...]:
    """Return the claims with `indicator` and `entity` filled where a link is certain enough.

    events: their names are names of gatherings, never of organisations. commitments: bodies
    are named there too, and what they are called in full counts for the whole text.
    """
    places = mentions(document.text)
    country = document.country or country_of_document(document.text, places, document.publisher)
    names = _names(document.text, commitments, events)
    return tuple(_linked(document, claim, places, country, names) for claim in claims)


def _names(
    text: str, commitments: Sequence[Commitment], events: Sequence[Event]
) -> Mapping[str, str]:
    gatherings = {quote.exact for event in events for quote in event.abbreviations}
    names = introductions(text)
    for commitment in commitments:
        for body in commitment.bodies:
            names |= introductions(body.exact)
    return {short: name for short, name in names.items() if short not in gatherings}


def _linked(
    document: Document,
    claim: Claim,
    places: Sequence[Mention],
    country: str | None,
    names: Mapping[str, str],
) -> Claim:
    first = bisect_left(places, claim.quote.start, key=_START)
    near = places[first : bisect_left(places, claim.quote.end, lo=first, key=_START)]
    subject = claim.subject.exact if claim.subject else None
    entity = _own(document, claim, country, near, link_entity(subject, near, country, names))
    reported = country_reported_on(entity, country) if entity is not None else None
    whose = reported or entity
    area = whose.id if whose and _ISO3.fullmatch(whose.id) else None
    indicator = _indicator(document, claim, area)
    return replace(claim, entity=entity if indicator is None else whose, indicator=indicator)


def _own(
    document: Document,
    claim: Claim,
    country: str | None,
    near: Sequence[Mention],
    entity: Link | None,
) -> Link | None:
    """Return the entity, unless it is another country's or a province's figure."""
    if entity is None or not _ISO3.fullmatch(entity.id):
        return entity
    if country is not None and entity.id != country and carried_over(claim):
        return None
    if any(place.iso3 != country for place in near) and is_partner(claim):
        return None
    if owned_by_another(claim, document.text, near, entity.id):
        return None
    unsaid = claim.subject is None or carried_over(claim)
    if unsaid and _only_others(near, entity.id):
        return None
    return None if unsaid and names_a_part(document, claim, entity.id) else entity


def _only_others(near: Sequence[Mention], iso3: str) -> bool:
    """Return whether a sentence names countries, and none of them is the one it was taken for."""
    named = {place.iso3 for place in near if place.kind == "name"}
    return bool(named) and iso3 not in named


def _indicator(document: Document, claim: Claim, area: str | None) -> Link | None:
    if claim.measure is None or _is_one_group(claim):
        return None
    if of_another_clause(document.text, claim) or narrowed_before(document.text, claim):
        return None
    end = claim.quantity.end
    after = document.text[end : min(claim.quote.end, end + _REACH)]
    return link_indicator(
        whole_measure(document.text, claim),
        claim.quantity.unit,
        _around(document, claim.measure),
        change_kind=claim.change.kind if claim.change else None,
        per=claim.quantity.per or ("year" if _YEARLY.search(after) else None),
        area=area,
        after=after,
        stage=_stage(document, claim),
    )


def _around(document: Document, measure: Quote) -> str:
    """Return the text around a measure: its neighbours matter, and a sentence may be endless."""
    return document.text[max(0, measure.start - _REACH_AHEAD) : measure.end + _REACH]


def _stage(document: Document, claim: Claim) -> str:
    """Return what the statement adds to its measure: "pledged", or "additional" before it."""
    before = document.text[
        max(claim.quote.start, claim.quantity.start - _REACH_AHEAD) : claim.quantity.start
    ]
    word = _LAST_WORD.search(before, start_of_words(before, 1))
    effect = effect_of(words_of(word[1])[0]) if word and words_of(word[1]) else None
    adds = word[1] if word and effect and effect.effect == "adds" else ""
    pledged = "pledged" if claim.modality == "pledge" else ""
    return f"{adds} {pledged}".strip()


def _is_one_group(claim: Claim) -> bool:
    """Return whether the subject is one group or branch, so that no national figure fits."""
    if claim.subject is None:
        return False
    words = set(words_of(claim.subject.exact)) - group("governing") - group("acting")
    effects = (effect_of(word) for word in words - group("emigrant"))
    return any(effect is not None and effect.effect == "blocks" for effect in effects)
