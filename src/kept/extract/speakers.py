"""Who says each sentence, and whom the speaker cites.

A verb of saying is looked for first (`kept.extract.sayings`). What a sentence leaves open, a
pronoun or a quotation that goes on, is settled from the sentences before it, or from the end
of the quotation.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from kept.extract.cast import cast, is_company_form
from kept.extract.names import bare, body_at, is_actor, is_person, phrase_at
from kept.extract.people import People
from kept.extract.quotations import begins_paragraph, quoted
from kept.extract.sayings import ASIDE, INSIDE, PARTY, Saying, find_sayings
from kept.extract.sources import (
    according_to,
    find_source,
    find_study,
    is_document,
    is_member,
    is_someone,
)
from kept.extract.speeches import speech_author
from kept.extract.tokens import Sentence
from kept.lexicon.load import table
from kept.model.text import Quote

_ENDS = frozenset({".", '"', "!", "?"})
HEAD = 6
"""Sentences from the top in which a text names the body that it speaks for."""


class Attribution(NamedTuple):
    """Who says a sentence, and whom that speaker cites; None where nobody is named."""

    speaker: Quote | None
    source: Quote | None


def attribute(sentences: Sequence[Sentence]) -> tuple[Attribution, ...]:
    """Return the attribution of each sentence, in order.

    Quotes are without a leading article. A pronoun's speaker is the name it stands for.
    """
    narrator = _Narrator()
    for sentence in sentences:
        narrator.read(sentence)
    return narrator.finish()


class _Narrator:
    """Reads sentences in order and remembers who spoke."""

    def __init__(self) -> None:
        self._read: list[tuple[Sentence, str]] = []
        self._speakers: list[Quote | None] = []
        self._sources: list[Quote | None] = []
        self._told: list[Quote | None] = []
        self._people = People()
        self._last: Quote | None = None
        self._study: Quote | None = None
        self._open = False
        self._waiting: list[int] = []
        self._after_colon = False
        self._goes_on = False
        self._own: Quote | None = None
        self._quoted: list[bool] = []

    def read(self, sentence: Sentence) -> None:
        """Read the next sentence."""
        parts = cast(sentence)
        if begins_paragraph(self._read[-1][0] if self._read else None, sentence):
            self._open = False
            self._goes_on = False
        was_open = self._open
        self._quoted.append(was_open or '"' in parts)
        inside, self._open = quoted(sentence, parts, open_before=was_open)
        sayings = find_sayings(sentence, parts, inside)
        chosen = _chosen(sentence, parts, sayings)
        speaker = self._speaker(sentence, parts, chosen)
        self._sources.append(self._source(sentence, parts, sayings, chosen))
        self._speakers.append(self._carried(speaker, parts, was_open=was_open))
        listed = self._after_colon and parts[-1:] not in _ENDS
        self._after_colon = listed or (parts[-1:] == ":" and speaker is not None)
        if speaker is not None:
            self._goes_on = chosen is None or chosen.weight < PARTY
            self._last = speaker if self._goes_on else self._last
        if self._own is None and len(self._read) < HEAD:
            self._own = self._first_body(speaker, sentence, parts)
        told = chosen is not None and chosen.kind in {"say", "find"}
        self._told.append(speaker if told else None)
        self._read.append((sentence, parts))

    def finish(self) -> tuple[Attribution, ...]:
        """Return the attributions of all sentences read."""
        sentences, parts = [item[0] for item in self._read], [item[1] for item in self._read]
        speech = speech_author(sentences, parts, self._quoted)
        if speech is not None:
            first, author = speech
            for index in range(first + 1, len(self._speakers)):
                self._sources[index] = self._sources[index] or self._told[index]
                self._speakers[index] = author
        return tuple(map(Attribution, self._speakers, self._sources))

    def _speaker(self, sentence: Sentence, parts: str, chosen: Saying | None) -> Quote | None:
        """Return the speaker whom the sentence itself names."""
        phrase = None if chosen is None else (chosen.first, chosen.last)
        if chosen is None or chosen.weight >= PARTY:
            phrase = _other_party(sentence, parts) or phrase
        if phrase is None:
            if parts[:1] == "h":  # it tells at least which pronoun the last speaker goes by
                self._people.meant(sentence.words[0], self._read)
            return None
        if phrase[1] - phrase[0] == 1 and parts[phrase[0]] in "hemw":
            aside = chosen is not None and chosen.weight == ASIDE and phrase[0] > 0
            return self._meant(sentence, parts, phrase[0], aside=aside)
        speaker = bare(sentence, parts, *phrase)
        self._people.add(len(self._read), speaker, person=is_person(parts, *phrase))
        return speaker

    def _meant(self, sentence: Sentence, parts: str, at: int, *, aside: bool) -> Quote | None:
        """Return whom a pronoun stands for; "it said" behind a body's deed, that body."""
        if sentence.words[at] == "we" and not self._quoted[-1] and not self._goes_on:
            return self._own
        if aside and parts[at] in "me":
            body = body_at(parts, 0)
            if body is not None:
                return bare(sentence, parts, *body)
        return self._people.meant(sentence.words[at], self._read)

    def _first_body(self, speaker: Quote | None, sentence: Sentence, parts: str) -> Quote | None:
        """Return the body that a text begins with or has speak first: its "we" is that one's."""
        if speaker is not None:
            return None if self._people.is_person(speaker) else speaker
        body = body_at(parts, 0)
        if body is None:
            return None
        first, last = body
        last += is_company_form(sentence.words[last]) if last < len(parts) else 0
        return bare(sentence, parts, first, last)

    def _source(
        self, sentence: Sentence, parts: str, sayings: Sequence[Saying], chosen: Saying | None
    ) -> Quote | None:
        """Return whom the sentence cites; a member of a body speaks from its research."""
        source = find_source(sentence, parts, sayings, chosen)
        studied, self._study = self._study, None
        if source is None and chosen is not None and is_member(sentence, chosen):
            return studied
        if find_study(sentence, parts, sayings) is not None:
            self._study = source
        return source

    def _carried(self, speaker: Quote | None, parts: str, *, was_open: bool) -> Quote | None:
        """Return the speaker, or the one whose quotation or list the sentence goes on with."""
        if speaker is not None:
            if was_open:
                for index in self._waiting:
                    self._speakers[index] = speaker
            self._waiting.clear()
            return speaker
        if was_open or parts[:1] == '"':
            if not was_open:
                self._waiting.clear()
            self._waiting.append(len(self._speakers))
            return self._last
        return self._last if self._after_colon or self._goes_on else None


def _chosen(sentence: Sentence, parts: str, sayings: Sequence[Saying]) -> Saying | None:
    """Return the saying that carries the sentence, or None."""
    heard = [
        saying
        for saying in sayings
        if saying.weight < INSIDE and not is_document(sentence, parts, saying)
    ]
    return min(heard, key=lambda saying: (saying.weight, saying.verb), default=None)


def _other_party(sentence: Sentence, parts: str) -> tuple[int, int] | None:
    """Return the person after "according to", or the subject of "Addressing reporters, ..."."""
    phrase = according_to(parts)
    if phrase is not None and is_someone(parts, phrase):
        return phrase
    words = sentence.words
    named = _named_beside(parts) if '"' in parts else None
    if named is not None:
        return named
    if not words or not _opening().intersection(words[:2]):
        return None
    comma = parts.find(",")
    phrase = phrase_at(parts, comma + 1) if comma > 0 else None
    return phrase if phrase is not None and is_actor(sentence, parts, *phrase) else None


def _named_beside(parts: str) -> tuple[int, int] | None:
    """Return who is named before a colon or behind a dash: `Ana Ruiz, CEO: "We ..."`."""
    if ':"' in parts:
        match = _BEFORE_COLON.match(parts)
    else:
        match = _BEHIND_DASH.search(parts) if '"-' in parts else None
    return None if match is None else match.span("name")


_BEFORE_COLON = re.compile('(?P<name>[HTRNB]{0,4}N[Nj]{1,4})(?:,[TROoDxNB]{1,6})?:"')
_BEHIND_DASH = re.compile('"-(?P<name>[HTR]{0,4}N[Nj]{1,4})(?=[,.]|$)')


@cache
def _opening() -> frozenset[str]:
    return frozenset(table("narration.toml")["opening"])
