"""What earlier sentences named: where a sentence names nobody, the nearest name that fits."""

from collections.abc import Sequence

from kept.extract.entities import candidates
from kept.extract.heads import (
    BODY,
    FACILITY,
    NAME,
    PEOPLE,
    PLACE,
    PROGRAMME,
    THING,
    Entity,
    is_past,
)
from kept.extract.nouns import is_plural
from kept.extract.proper import has_company_form
from kept.extract.tokens import Sentence
from kept.extract.topics import Topics, is_of
from kept.lexicon.places import Mention, country_of
from kept.lexicon.vocabulary import words
from kept.model.text import Quote

REACH = 12
"""Sentences back in which a name is looked for; the first three of the text count always."""

_LEAD = 3
_SHORTEST = 3
"""Letters of the shortest country's name in capitals: abbreviations are none."""
_ANY = (NAME, BODY, PLACE, FACILITY, PROGRAMME, THING)


class Background:
    """The sentences so far, with the subjects that their claims were given.

    Names are looked for only when a claim asks, so that text without claims costs nothing.
    """

    __slots__ = (
        "_carried", "_counted", "_entities", "_last_count", "_mentions", "_sentences", "_speakers",
        "_subjects", "_topics",
    )  # fmt: skip

    def __init__(self) -> None:
        self._sentences: list[Sentence] = []
        self._speakers: list[Quote | None] = []
        self._mentions: list[Sequence[Mention]] = []
        self._subjects: dict[int, tuple[Quote, str]] = {}
        self._entities: dict[int, list[Entity]] = {}
        self._carried: dict[int, list[tuple[Quote, str]]] = {}
        self._topics = Topics()
        self._counted = 0
        self._last_count: tuple[int, Quote] | None = None

    def add(
        self, sentence: Sentence, mentions: Sequence[Mention], speaker: Quote | None = None
    ) -> None:
        """Note the next sentence with its countries and speaker, before its claims are read."""
        self._sentences.append(sentence)
        self._speakers.append(speaker)
        self._mentions.append(mentions)

    def entities(self) -> list[Entity]:
        """Return the entities of the latest sentence without the person who speaks."""
        return self._entities_of(len(self._sentences) - 1)

    def note_count(self, counted: Quote) -> None:
        """Note what the latest sentence counts: "they" may take it up in the next one."""
        self._last_count = (len(self._sentences) - 1, counted)

    def note(self, subject: Quote, kind: str) -> None:
        """Note what a claim of the latest sentence is about."""
        self._subjects[len(self._sentences) - 1] = (subject, kind)

    def nearest(
        self, *, place: bool, counted: bool = True, shared: bool = False
    ) -> tuple[Quote, str] | None:
        """Return what the nearest earlier sentence is about, with its kind, or None.

        place: look for a country, region or town first, and for anything else after.
        shared: firms have what is measured too, so that a text about a firm means the firm's.
        counted: the sentence counts things; then a plant or an event just spoken of may have
        them, where money and rates belong to a body or a place rather.
        Behind the paragraph's own names, those come that the whole text is about.
        """
        topics = self._known_topics()
        firm = topics.firm()
        if place and not (shared and firm is not None):
            found = self._search((PLACE,), self._paragraph())
            found = found or topics.commoner_place(self._search((PLACE,))) or self._shouted()
            if found is not None:
                return found
        latest = len(self._sentences) - 2
        if counted and (firm is None or latest >= self._paragraph()):
            found = self._in_sentence(latest, _ANY)
            if found is not None:
                return found
        found = self._search((NAME, BODY, PLACE), self._paragraph()) if firm is not None else None
        if found is None and firm is not None:
            found = self._of_firm(firm)
        found = found or self._search((NAME, BODY, PLACE)) or self._search(_ANY)
        return found or self._search((PEOPLE,))

    def _shouted(self) -> tuple[Quote, str] | None:
        """Return the country that a heading names in capitals: "REPUBLIC OF KENYA", or None."""
        for index in range(min(_LEAD, len(self._sentences) - 1)):
            sentence = self._sentences[index]
            for at, tag in enumerate(sentence.tags):
                if tag != "X":
                    continue
                quote = sentence.slice(at, at + 1)
                if quote.exact.isupper() and _is_country(quote.exact):
                    return quote, PLACE
        return None

    def is_firm(self, name: Quote) -> bool:
        """Return whether a name is that of the firm that the text is about."""
        firm = self._known_topics().firm()
        return firm is not None and is_of(firm, name.exact)

    def _known_topics(self) -> Topics:
        """Return the topics of the sentences before the latest."""
        while self._counted < len(self._sentences) - 1:
            index = self._counted
            sentence, places = self._sentences[index], self._mentions[index]
            named = [
                (bare_quote(sentence, entity), kind_of(sentence, entity, places))
                for entity in self._entities_of(index)
            ]
            self._topics.add(index, named, formed=has_company_form(sentence))
            self._counted += 1
        return self._topics

    def _paragraph(self) -> int:
        """Return the number of the sentence with which the latest one's paragraph begins."""
        at = len(self._sentences) - 1
        while at > 0 and self._sentences[at].start - self._sentences[at - 1].end <= 1:
            at -= 1
        return at

    def _of_firm(self, firm: Quote) -> tuple[Quote, str]:
        """Return the firm as it was named last: by its name, a part of it, or "the company"."""
        for index in range(len(self._sentences) - 2, -1, -1):
            for quote, kind in self._named(index):
                if kind in {NAME, BODY} and is_of(firm, quote.exact):
                    return quote, kind
        return firm, NAME

    def plural(self) -> tuple[Quote, str] | None:
        """Return whom "they" stands for: the plural that the sentence before is about, or None.

        Else what it counts, else the last group that it names; all within one paragraph.
        """
        index = len(self._sentences) - 2
        if index < self._paragraph():
            return None
        noted = self._subjects.get(index)
        if noted is not None and is_plural(noted[0].exact.lower().split()[-1]):
            return noted
        if self._last_count is not None and self._last_count[0] == index:
            return self._last_count[1], PEOPLE
        sentence = self._sentences[index]
        groups = [e for e in self._entities_of(index) if is_plural(sentence.words[e.last - 1])]
        return (bare_quote(sentence, groups[-1]), PEOPLE) if groups else None

    def country(self, before: int) -> tuple[Quote, str] | None:
        """Return the country named last before a place in the text, or None."""
        for index in range(len(self._sentences) - 1, -1, -1):
            for mention in reversed(self._mentions[index]):
                if mention.start < before and mention.kind == "name":
                    return _named_by(self._sentences[index], mention), PLACE
        return None

    def _search(self, kinds: tuple[str, ...], start: int = -1) -> tuple[Quote, str] | None:
        """Return the nearest subject of some kinds; none before sentence `start` if it is given."""
        latest = len(self._sentences) - 2
        nearest = range(latest, max(-1, latest - REACH, start - 1), -1)
        lead = range(min(_LEAD, latest + 1) if start < 0 else 0)
        for index in (*nearest, *lead):
            found = self._in_sentence(index, kinds)
            if found is not None:
                return found
        return None

    def _in_sentence(self, index: int, kinds: tuple[str, ...]) -> tuple[Quote, str] | None:
        if index < 0:
            return None
        named = self._subjects.get(index)
        if named is not None and named[1] in kinds:
            return named
        for item in self._named(index):
            if item[1] in kinds:
                return item
        return self._country_in(index) if kinds == (PLACE,) else None

    def _country_in(self, index: int) -> tuple[Quote, str] | None:
        """Return the last country that a sentence calls by its name, wherever it stands."""
        for mention in reversed(self._mentions[index]):
            if mention.kind == "name":
                return _named_by(self._sentences[index], mention), PLACE
        return None

    def _named(self, index: int) -> list[tuple[Quote, str]]:
        """Return the entities of a sentence, what it is about first."""
        known = self._carried.get(index)
        if known is None:
            sentence = self._sentences[index]
            places = self._mentions[index]
            verb = _first_verb(sentence)
            known = [
                (bare_quote(sentence, entity), kind_of(sentence, entity, places))
                for entity in self._entities_of(index)
                if _is_carried(sentence, entity, lead=index < _LEAD, verb=verb)
            ]
            self._carried[index] = known
        return known

    def _entities_of(self, index: int) -> list[Entity]:
        known = self._entities.get(index)
        if known is None:
            known = candidates(self._sentences[index], self._speakers[index])
            self._entities[index] = known
        return known


def _is_country(word: str) -> bool:
    return len(word) > _SHORTEST and country_of(word.title()) is not None


def _is_carried(sentence: Sentence, entity: Entity, *, lead: bool, verb: int) -> bool:
    """Return whether later sentences may be about an entity without naming it again.

    In the lead of a text every name is carried; elsewhere what stands before the verb; a
    mere noun and a group only as the subject of their sentence; "the country" never.
    """
    if sentence.words[entity.last - 1] in words("country_words"):
        return False
    if entity.kind in {THING, PEOPLE}:
        return entity.first <= 1 and entity.last == verb
    return lead or entity.first < verb


def _first_verb(sentence: Sentence) -> int:
    """Return the token of the first verb: what stands before it is what the sentence is about."""
    for at, tag in enumerate(sentence.tags):
        if tag in "EUA" or (tag == "W" and is_past(sentence, at)):
            return at
    return len(sentence.tags)


def _named_by(sentence: Sentence, mention: Mention) -> Quote:
    first, last = mention.start - sentence.start, mention.end - sentence.start
    return Quote(sentence.text[first:last], mention.start, mention.end)


def kind_of(sentence: Sentence, entity: Entity, mentions: Sequence[Mention]) -> str:
    """Return the kind of an entity: a country's name is a place, its people are people."""
    if entity.kind != NAME:
        return entity.kind
    start = sentence.starts[entity.first]
    named = next((mention for mention in mentions if mention.start == start), None)
    if named is None or entity.last - entity.first > _LEAD:
        return NAME
    return PLACE if named.kind == "name" else PEOPLE


def bare_quote(sentence: Sentence, entity: Entity) -> Quote:
    """Return the entity's words without the ending of a possessive."""
    quote = sentence.slice(entity.first, entity.last)
    if not entity.owner:
        return quote
    bare = quote.exact.removesuffix("'s").removesuffix("’s").rstrip("'’")
    return Quote(bare, quote.start, quote.start + len(bare))
