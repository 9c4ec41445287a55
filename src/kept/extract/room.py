"""The room `extract`: a document becomes its claims, commitments and events."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from kept.extract.calendars import Calendars
from kept.extract.claims import Memory, find_claims
from kept.extract.commitments import find_commitments
from kept.extract.events import find_events
from kept.extract.periods import find_periods
from kept.extract.promised import promised
from kept.extract.sentences import may_count, split_sentences
from kept.extract.speakers import attribute
from kept.extract.stated import find_stated
from kept.extract.tokens import Sentence, tokenise
from kept.extract.unread import issues_of
from kept.lexicon.places import Mention, country_of_document, fiscal_calendar, mentions
from kept.lexicon.vocabulary import currency_of
from kept.model.claims import Claim, Reading
from kept.model.quantities import Stated
from kept.model.text import Document


class Setting(NamedTuple):
    """What the document's country and date decide: whose dollars, whose financial year."""

    country: str | None
    currency: str | None
    calendars: Calendars


def extract(document: Document) -> Reading:
    """Return all that the document claims and promises, in text order."""
    places = mentions(document.text)
    setting = _setting(document, places)
    sentences = [
        tokenise(document.text[start:end], start) for start, end in split_sentences(document)
    ]
    attributions = attribute(sentences)
    times = [find_periods(sentence, setting.calendars) for sentence in sentences]
    memory = Memory(currency=setting.currency)
    claims: list[Claim] = []
    per_sentence = _by_sentence(sentences, places)
    for sentence, spans, said, near in zip(
        sentences, times, attributions, per_sentence, strict=True
    ):
        memory.background.add(sentence, near, said.speaker)
        claims += find_claims(sentence, spans, near, said.speaker, said.source, memory)
    periods = [[span.period for span in spans] for spans in times]
    commitments = find_commitments(document, sentences, claims, attributions, periods)
    return Reading(
        claims=tuple(promised(claims, commitments)),
        commitments=tuple(commitments),
        events=tuple(find_events(sentences)),
        issues=issues_of(memory.unread),
    )


def quantities(document: Document) -> tuple[Stated, ...]:
    """Return every quantity of the document in text order, claims and others."""
    setting = _setting(document, mentions(document.text))
    found: list[Stated] = []
    for start, end in split_sentences(document):
        text = document.text[start:end]
        if not may_count(text):
            continue
        sentence = tokenise(text, start)
        times = find_periods(sentence, setting.calendars)
        found += find_stated(sentence, times, setting.currency)
    return tuple(found)


def _setting(document: Document, places: Sequence[Mention]) -> Setting:
    country = document.country or country_of_document(document.text, places, document.publisher)
    return Setting(
        country,
        currency_of(country) if country else None,
        calendars_of(document.published, country),
    )


def calendars_of(published: date | None, country: str | None) -> Calendars:
    """Return what turns words of time into dates for a country and a day of publication."""
    if country is None:
        return Calendars(published)
    fiscal = fiscal_calendar(country)
    return Calendars(published, (fiscal.month, fiscal.day), fiscal.named == "end")


def _by_sentence(sentences: Sequence[Sentence], places: Sequence[Mention]) -> list[list[Mention]]:
    """Return the countries that each sentence names; both inputs are in text order."""
    grouped: list[list[Mention]] = []
    at = 0
    for sentence in sentences:
        near: list[Mention] = []
        while at < len(places) and places[at].start < sentence.end:
            if places[at].start >= sentence.start:
                near.append(places[at])
            at += 1
        grouped.append(near)
    return grouped
