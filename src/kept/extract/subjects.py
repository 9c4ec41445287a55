"""Subject: the country, organisation, place or programme that a claim is about.

`SUBJECT_RULES` look at one construction each, the surest first: the owner or the place of the
measure, who receives promised money, the subject of the verb, a place or a body elsewhere in
the sentence. What the sentence leaves open is taken from the nearest earlier one that names
something fitting (`kept.extract.background`).
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from kept.extract.background import Background, bare_quote, kind_of
from kept.extract.entities import (
    NAME,
    PEOPLE,
    PLACE,
    THING,
    Entity,
    is_headline,
    is_owner,
    is_past,
    name_at,
)
from kept.extract.phrases import whole_subject
from kept.extract.rules import Amount
from kept.extract.tokens import Sentence
from kept.lexicon.places import Mention
from kept.lexicon.vocabulary import words
from kept.model.claims import Modality
from kept.model.text import Quote

Tokens = tuple[int, int]


class About(NamedTuple):
    """An amount where it stands, with its measure, its meaning, and the sentence's entities.

    speaker, source: who says it and who is cited; neither is what the claim is about, unless
    it is the speaker's own doing.
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


class Subject(NamedTuple):
    """The words that name the subject, what kind of thing it is, and the rule that found it."""

    quote: Quote
    kind: str
    rule: str


Found = tuple[Quote, str] | None
SubjectRule = Callable[[About], Found]


def find_subject(about: About) -> Subject | None:
    """Return the subject that the amount's own sentence names, or None."""
    for name, rule in SUBJECT_RULES:
        found = rule(about)
        if found is not None:
            return Subject(*found, name)
    return None


def earlier_subject(about: About) -> Subject | None:
    """Return the subject that the nearest earlier sentence names, or None."""
    last = about.measure_words.lower().split()[-1:]
    place = bool(last) and last[0] in words("of_places")
    found = about.background.nearest(place=place)
    return None if found is None else Subject(*found, "subject.earlier")


# Rules of one construction each.


def _antecedent(about: About) -> Found:
    """The National Programme, which aims to ...; the plant, which can process."""
    sentence, at = about.sentence, about.clause[0]
    if at == 0 or sentence.words[at : at + 1] != ["which"]:
        return None
    last = at - (sentence.tags[at - 1] == ",")
    return next((_shown(about, entity) for entity in about.entities if entity.last == last), None)


def _owner(about: About) -> Found:
    """Kenya's budget deficit; the bank's margin; its reserves: whose they are."""
    if about.measure is None:
        return None
    sentence, at = about.sentence, about.measure[0] - 1
    if at < 0:
        return None
    if is_owner(sentence.words[at]):
        found = _entity_at(about, at)
        return _shown(about, found) if found else _any_owner(about, at)
    if sentence.words[at] in words("possessives"):
        return _own(about, at)
    return None


def _any_owner(about: About, at: int) -> Found:
    """Return an owner that heads no list: "the driver's"; times such as "this year's" own nothing."""
    sentence = about.sentence
    if sentence.tags[at] in "TMR" or sentence.words[at][:-2] in words("times_of"):
        return None
    return bare_quote(sentence, Entity(at, at + 1, "name", owner=True)), "name"


def _own(about: About, at: int) -> Found:
    """Return whom "its" or "our" stands for: the entity before it, else an earlier one."""
    before = [
        entity
        for entity in about.entities
        if entity.last <= at and entity.kind not in {PEOPLE, THING} and not _speaks(about, entity)
    ]
    if before and about.sentence.words[at] not in {"our", "my"}:
        return _shown(about, before[-1])
    return about.background.nearest(place=_is_of_place(about))


def _is_of_place(about: About) -> bool:
    last = about.measure_words.lower().split()[-1:]
    return bool(last) and last[0] in words("of_places")


_PLACING = frozenset({"in", "of", "at", "from", "across", "within", "throughout", "by", "among"})


def _place_of_measure(about: About) -> Found:
    """Farmers in Busia County; sales of the bakery chain; health spending in the state."""
    at = max(about.measure[1] if about.measure else 0, about.amount.last, about.amount.noun + 1)
    words_ = about.sentence.words
    if words_[at : at + 1] and words_[at] in _PLACING:
        found = _entity_after(about, at)
        if found is not None:
            return _shown(about, found)
    if about.measure is None or about.measure[1] >= about.clause[1]:
        return None
    if words_[about.measure[1] : about.measure[1] + 1] and words_[about.measure[1]] in _PLACING:
        found = _entity_after(about, about.measure[1])
        return _shown(about, found) if found else None
    return None


_GIVEN = frozenset({"to", "for", "in", "into", "at"})


def _receiver(about: About) -> Found:
    """Released to Assam; a loan for water supply in Sindh; an outlay for the centre in Gilgit."""
    if not about.amount.currencies:
        return None
    pledged = about.modality == "pledge"
    for entity in about.entities:
        if not about.amount.last < entity.first < about.clause[1] or _is_measure(about, entity):
            continue
        at = entity.first - 1
        own = about.sentence.words[at] in words("possessives")
        while at > about.amount.last and about.sentence.tags[at] in "Dnw":
            at -= 1
        if own and entity.kind == PEOPLE:
            continue
        word = about.sentence.words[at]
        if word == "to" or (pledged and word in _GIVEN):
            return _shown(about, entity)
    return None


def _verb_subject(about: About) -> Found:
    """The airport earned; the museum in Lyon received; the brewery will halve."""
    sentence, start = about.sentence, about.clause[0]
    first = about.amount.first
    found = _subject_within(about, start, first)
    elided = start > 0 and sentence.tags[start : start + 1] in {"A", "E", "U"}
    if found is None and elided and sentence.tags[start - 1] in "&,":
        return _subject_within(about, 0, start - 1)
    return found


def _subject_within(about: About, start: int, end: int) -> Found:
    """Return the subject of the last verb in tokens [start, end) that has one."""
    sentence = about.sentence
    for at in range(end - 1, start - 1, -1):
        if not _is_verb(sentence, at):
            continue
        beside = _beside_aside(about, at)
        if beside is not None:
            return beside
        phrase = whole_subject(sentence, at, start)
        if phrase is None:
            continue
        if about.measure is not None and phrase[0] <= about.measure[0] < phrase[1]:
            return None
        named = [entity for entity in about.entities if phrase[0] <= entity.first < phrase[1]]
        named = [entity for entity in named if not entity.owner]
        if named and not _reckons(about, named[0]):
            return _shown(about, named[0])
    return None


def _is_verb(sentence: Sentence, at: int) -> bool:
    if sentence.tags[at] in "EUAF" or sentence.words[at] in words("foreseeing"):
        return True
    return sentence.tags[at] == "W" and is_past(sentence, at)


def _beside_aside(about: About, verb: int) -> Found:
    """Three banks, led by Uwezo Bank, have pledged: the entity before the aside."""
    tags = about.sentence.tags
    while verb > 0 and tags[verb - 1] == "A":
        verb -= 1
    if verb == 0 or tags[verb - 1] != ",":
        return None
    for entity in about.entities:
        if entity.last < verb - 1 and tags[entity.last] == "," and not entity.owner:
            return None if _reckons(about, entity) else _shown(about, entity)
    return None


def _pronoun(about: About) -> Found:
    """It will invest; we have hired; they have never run: whom the pronoun stands for."""
    sentence, start = about.sentence, about.clause[0]
    for at in range(about.amount.first - 1, start - 1, -1):
        if not _is_verb(sentence, at):
            continue
        before = at - 1
        while before >= start and sentence.tags[before] in "A":
            before -= 1
        if before < start or sentence.words[before] not in words("actors"):
            continue
        if sentence.words[before] in {"it", "they"}:
            named = [entity for entity in about.entities if entity.last <= before]
            if named:
                return _shown(about, named[0])
        return about.background.nearest(place=_is_of_place(about))
    return None


def _located(about: About) -> Found:
    """Lost power during the storm in Queensland; are normal in the district."""
    for entity in about.entities:
        inside = about.clause[0] <= entity.first < about.clause[1]
        if not inside or not _is_particular(about, entity) or _speaks(about, entity):
            continue
        at = entity.first - 1
        while at >= 0 and about.sentence.tags[at] in "Dnw":
            at -= 1
        if at >= 0 and about.sentence.words[at] in {"in", "at", "across", "into", "for", "of"}:
            return _shown(about, entity)
    return None


def _within_clause(about: About) -> Found:
    """Any other entity of the clause: 60 countries have ratified the treaty."""
    for entity in about.entities:
        inside = about.clause[0] <= entity.first < about.clause[1]
        if inside and _is_particular(about, entity) and not _speaks(about, entity):
            return _shown(about, entity)
    return None


def _elsewhere(about: About) -> Found:
    """An entity of another clause, the nearest before: the agency denied that 200 staff."""
    fitting = [
        entity
        for entity in about.entities
        if _is_particular(about, entity) and not _reckons(about, entity)
    ]
    before = [entity for entity in fitting if entity.last <= about.amount.first]
    if before:
        return _shown(about, before[-1])
    return _shown(about, fitting[0]) if fitting else None


def _country(about: About) -> Found:
    """The country nearest the amount in its clause, else nearest in the sentence."""
    sentence = about.sentence
    place = sentence.starts[about.amount.first]
    named = [
        mention
        for mention in about.mentions
        if not _covers(about.source, mention.start) and not _in_measure(about, mention)
    ]
    if not named:
        return None
    near = min(named, key=lambda mention: abs(mention.start - place))
    exact = sentence.text[near.start - sentence.start : near.end - sentence.start]
    return Quote(exact, near.start, near.end), PLACE


# What an entity is to the claim.


def _entity_at(about: About, at: int) -> Entity | None:
    return next((entity for entity in about.entities if entity.first <= at < entity.last), None)


def _entity_after(about: About, at: int) -> Entity | None:
    """Return the entity that begins behind token `at`, articles and numbers between left out."""
    first = at + 1 + (about.sentence.tags[at + 1 : at + 2] == "D")
    found = next((entity for entity in about.entities if entity.first == first), None)
    if found is None and not is_headline(about.sentence):
        found = name_at(about.sentence, first)
    if found is None or _is_measure(about, found) or _is_vague(about, found):
        return None
    return found


def _is_measure(about: About, entity: Entity) -> bool:
    measure = about.measure
    if about.amount.noun >= 0 and entity.first <= about.amount.noun < entity.last:
        return True
    return measure is not None and entity.first < measure[1] and measure[0] < entity.last


def _is_vague(about: About, entity: Entity) -> bool:
    """Return whether "a hospital" names none in particular; with a place behind it, it does."""
    sentence = about.sentence
    if entity.kind == NAME or "X" in sentence.tags[entity.first : entity.last]:
        return False
    return entity.first > 0 and sentence.words[entity.first - 1] in {"a", "an"}


def _is_aside(about: About, entity: Entity) -> bool:
    """Return whether an entity is no subject by itself: a group, any one, somebody's employer."""
    if _is_measure(about, entity) or _is_vague(about, entity):
        return True
    at = entity.first - 1 - (about.sentence.tags[max(0, entity.first - 1)] == "D")
    forms = about.sentence.words
    return at > 0 and forms[at] in _SERVING and forms[at - 1] in words("affiliated")


def _is_particular(about: About, entity: Entity) -> bool:
    """Return whether an entity may be the subject wherever it stands: no group, no mere noun."""
    return entity.kind not in {PEOPLE, THING} and not _is_aside(about, entity)


_SERVING = frozenset({"at", "of", "for", "with"})


def _in_measure(about: About, mention: Mention) -> bool:
    if about.measure is None:
        return False
    start = about.sentence.starts[about.measure[0]]
    return start <= mention.start < about.sentence.ends[about.measure[1] - 1]


def _covers(quote: Quote | None, place: int) -> bool:
    return quote is not None and quote.start <= place < quote.end


def _speaks(about: About, entity: Entity) -> bool:
    """Return whether an entity says the sentence or is cited in it."""
    place = about.sentence.starts[entity.first]
    return _covers(about.speaker, place) or _covers(about.source, place)


def _reckons(about: About, entity: Entity) -> bool:
    """Return whether an entity only says, foresees or is cited: then it is not the subject."""
    if _covers(about.source, about.sentence.starts[entity.first]):
        return True
    at = entity.last
    forms = about.sentence.words
    while at < len(forms) and (about.sentence.tags[at] == "A" or forms[at] in {"also", "now"}):
        at += 1
    return at < len(forms) and forms[at] in words("reckoning")


def _shown(about: About, entity: Entity) -> Found:
    places = {mention.start for mention in about.mentions}
    return bare_quote(about.sentence, entity), kind_of(about.sentence, entity, places)


SUBJECT_RULES: tuple[tuple[str, SubjectRule], ...] = (
    ("subject.antecedent", _antecedent),
    ("subject.owner", _owner),
    ("subject.receiver", _receiver),
    ("subject.place", _place_of_measure),
    ("subject.verb", _verb_subject),
    ("subject.pronoun", _pronoun),
    ("subject.located", _located),
    ("subject.clause", _within_clause),
    ("subject.elsewhere", _elsewhere),
    ("subject.country", _country),
)
"""Where a subject may be named, the surest place first."""
