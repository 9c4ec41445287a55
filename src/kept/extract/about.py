"""What an entity of a sentence is to an amount: measure, speaker, or perhaps its subject."""

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from kept.extract.background import Background, bare_quote, kind_of
from kept.extract.heads import (
    NAME,
    PEOPLE,
    THING,
    Entity,
    is_owner,
    kind_of_form,
)
from kept.extract.rules import Amount
from kept.extract.tokens import Sentence
from kept.lexicon.places import Mention
from kept.lexicon.vocabulary import words
from kept.model.claims import Modality
from kept.model.text import Quote

Tokens = tuple[int, int]
Found = tuple[Quote, str] | None
"""The words that name a subject, and what kind of thing it is; None where there are none."""


class About(Struct):
    """An amount where it stands, with its measure, its meaning, and the sentence's entities.

    speaker, source: who says it and who is cited; neither is what the claim is about, unless
    it is the speaker's own doing. until: the token where the next amount begins. fitting,
    acting: the `particulars` and the subject of the verb, once they were asked for.
    """

    sentence: Sentence
    amount: Amount
    clause: Tokens
    measure: Tokens | None
    measure_words: str
    modality: Modality
    entities: Sequence[Entity]
    mentions: Sequence[Mention]
    speaker: Quote | None
    source: Quote | None
    background: Background
    until: int
    fitting: list[Entity] | None = None
    acting: Found | Literal["unread"] = "unread"


def is_of_place(about: About) -> bool:
    """Return whether the measure is one that countries, regions and towns have."""
    last = about.measure_words.lower().split()[-1:]
    return bool(last) and last[0] in words("of_places")


def is_of_firms_too(about: About) -> bool:
    """Return whether firms have what is measured as countries do: debt, output, emissions."""
    last = about.measure_words.lower().split()[-1:]
    return not last or last[0] in words("of_firms_too")


def entity_at(about: About, at: int) -> Entity | None:
    """Return the entity that holds token `at`, or None."""
    return next((entity for entity in about.entities if entity.first <= at < entity.last), None)


def is_measure(about: About, entity: Entity) -> bool:
    """Return whether an entity is counted or measured here, in whole or in part."""
    measure = about.measure
    if about.amount.noun >= 0 and entity.first <= about.amount.noun < entity.last:
        return True
    return measure is not None and entity.first < measure[1] and measure[0] < entity.last


def is_vague(about: About, entity: Entity) -> bool:
    """Return whether "a hospital" names none in particular; with a place behind it, it does."""
    sentence = about.sentence
    if entity.kind == NAME or "X" in sentence.tags[entity.first : entity.last]:
        return False
    return entity.first > 0 and sentence.words[entity.first - 1] in {"a", "an"}


def _gives(about: About, entity: Entity) -> bool:
    """Return whether money comes "from" an entity: it is then not what the money is about."""
    at = entity.first - 1 - (about.sentence.tags[max(0, entity.first - 1)] == "D")
    return bool(about.amount.currencies) and at >= 0 and about.sentence.words[at] == "from"


def _is_aside(about: About, entity: Entity) -> bool:
    """Return whether an entity is no subject by itself: a group, any one, somebody's employer."""
    if is_measure(about, entity) or is_vague(about, entity):
        return True
    at = entity.first - 1 - (about.sentence.tags[max(0, entity.first - 1)] == "D")
    forms = about.sentence.words
    if at <= 0:
        return False
    if about.sentence.tags[at] == "&" and at == about.amount.noun + 1:
        return True  # "14 States and Union Territories" are counted together
    led = forms[at] == "by" and forms[at - 1] in words("accompanied")
    return led or (forms[at] in _SERVING and forms[at - 1] in words("affiliated"))


_SERVING = frozenset({"at", "of", "for", "with"})


def particulars(about: About) -> list[Entity]:
    """Return the entities that may be the subject wherever they stand: no group, no mere noun.

    Of "Pakistan's demographic advantage", Pakistan.
    """
    if about.fitting is not None:
        return about.fitting
    found: list[Entity] = []
    condition = _end_of_condition(about.sentence)
    for entity in about.entities:
        if entity.first < condition or about.amount.last < about.until <= entity.first:
            continue
        if entity.kind in {THING, PEOPLE}:
            owner = _owner_within(about, entity)
            if owner is not None:
                found.append(owner)
        elif not _gives(about, entity) and not _is_aside(about, entity):
            found.append(entity)
    about.fitting = found
    return found


def _end_of_condition(sentence: Sentence) -> int:
    """Return where the condition ends that the sentence begins with, or 0."""
    opens = sentence.words[:1] and sentence.words[0] in words("conditions")
    return max(0, sentence.tags.find(",")) if opens else 0


def _owner_within(about: About, entity: Entity) -> Entity | None:
    for at in range(entity.first, entity.last - 1):
        word = about.sentence.words[at]
        kind = NAME if about.sentence.tags[at] == "X" else kind_of_form(word)
        if is_owner(word) and kind:
            return Entity(entity.first, at + 1, kind, owner=True)
    return None


def in_measure(about: About, mention: Mention) -> bool:
    """Return whether a country's name stands within the measure."""
    if about.measure is None:
        return False
    start = about.sentence.starts[about.measure[0]]
    return start <= mention.start < about.sentence.ends[about.measure[1] - 1]


def holds(sentence: Sentence, quote: Quote) -> bool:
    """Return whether a quote stands in the sentence."""
    return sentence.start <= quote.start and quote.end <= sentence.end


def covers(quote: Quote | None, place: int) -> bool:
    """Return whether a quote holds a place of the text; None holds nothing."""
    return quote is not None and quote.start <= place < quote.end


def speaks(about: About, entity: Entity) -> bool:
    """Return whether an entity says the sentence or is cited in it."""
    place = about.sentence.starts[entity.first]
    return covers(about.speaker, place) or covers(about.source, place)


def reckons(about: About, entity: Entity) -> bool:
    """Return whether an entity only says, foresees or is cited: then it is not the subject."""
    if covers(about.source, about.sentence.starts[entity.first]):
        return True
    at = entity.last
    forms = about.sentence.words
    said = entity.first > 1 and forms[entity.first - 1] in words("reckoning")
    if said and about.sentence.tags[entity.first - 2] in ',"':
        return True
    while at < len(forms) and (about.sentence.tags[at] == "A" or forms[at] in {"also", "now"}):
        if forms[at] in {"will", "shall"}:
            return False  # "Ottawa will put in $4 million"
        at += 1
    return at < len(forms) and forms[at] in words("reckoning")


def shown(about: About, entity: Entity) -> tuple[Quote, str]:
    """Return the entity's words and kind; for "the country", the name given to it before."""
    kind = kind_of(about.sentence, entity, about.mentions)
    quote = bare_quote(about.sentence, entity)
    if quote.exact.lower() not in words("country_words"):
        return quote, kind
    return about.background.country(quote.start) or (quote, kind)
