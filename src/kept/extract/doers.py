"""Who does what the verb before an amount says: the subject of the verb, or its pronoun's."""

import re

from kept.extract.about import (
    About,
    Found,
    covers,
    holds,
    is_of_firms_too,
    is_of_place,
    reckons,
    shown,
)
from kept.extract.heads import NAME, PEOPLE, THING, Entity, is_past, may_be_known
from kept.extract.nouns import is_plural
from kept.extract.phrases import is_foreseeing, phrase_after
from kept.extract.proper import cuts
from kept.extract.tokens import Sentence
from kept.extract.verb_subjects import whole_subject
from kept.lexicon.vocabulary import words

_BEARERS = re.compile("(?:ID?[WX]{1,3})?[bDJ]*")
"""What may stand between who bears a cost and the amount: "firms in the North nearly"."""


def burdened(about: About) -> Found:
    """Crashes cost the public purse £240,000; the scheme saves the county $3 million."""
    sentence = about.sentence
    costs = words("burdening")
    if costs.isdisjoint(sentence.words[about.clause[0] : about.amount.first - 1]):
        return None
    for at in range(about.clause[0], about.amount.first - 1):
        if sentence.words[at] not in costs:
            continue
        nominal = sentence.tags[at + 1] in "DX" or is_plural(sentence.words[at + 1])
        if nominal:
            phrase = phrase_after(sentence, at + 1, about.amount.first)
            between = sentence.tags[phrase[1] : about.amount.first] if phrase is not None else "-"
            if phrase is not None and _BEARERS.fullmatch(between):
                return sentence.slice(*phrase), THING
    return None


def verb_subject(about: About) -> Found:
    """The airport earned; the museum in Lyon received; the brewery will halve."""
    if about.acting == "unread":
        about.acting = _verb_subject(about)
    return about.acting


def _verb_subject(about: About) -> Found:
    sentence, start = about.sentence, about.clause[0]
    first = about.amount.first
    found = _subject_within(about, start, first)
    elided = start > 0 and sentence.tags[start : start + 1] in {"A", "E", "U"}
    if found is None and elided and sentence.tags[start - 1] in "&,":
        return _subject_within(about, 0, start - 1) or _beside_aside(about, start)
    return found


def _subject_within(about: About, start: int, end: int) -> Found:
    """Return the subject of the last verb in tokens [start, end) that has one."""
    sentence = about.sentence
    for at in range(end - 1, start - 1, -1):
        if not is_verb(sentence, at) and sentence.words[at] not in words("passing"):
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
        if named and named[0].first - phrase[0] > _LARGEST_LEAD:
            return None
        if named and not reckons(about, named[0]):
            group = named[0].kind == PEOPLE and len(named) > 1
            joint = group and sentence.words[named[0].last] in {"at", "of", "in", "from"}
            return shown(about, named[1] if joint else _counted(about, named[0]))
    return None


def agent(about: About) -> Found:
    """The industry employs; foreign nationals hold; rail passengers made: any noun that acts.

    Taken where what is counted or measured is not itself the subject of the verb.
    """
    sentence, start = about.sentence, about.clause[0]
    if _begins_anew(about):
        return None
    for at in range(about.amount.first - 1, start, -1):
        if not is_verb(sentence, at):
            continue
        phrase = whole_subject(sentence, at, start)
        if phrase is None:
            continue
        head = phrase_after(sentence, *phrase)
        if head is None or not _may_act(about, head, at):
            return None
        return sentence.slice(*head), PEOPLE if is_plural(sentence.words[head[1] - 1]) else THING
    return None


def acting_before(about: About, end: int) -> Found:
    """Return the plural subject of the verb before token `end`: "banks lost 5 % of their"."""
    sentence, start = about.sentence, about.clause[0]
    for at in range(end - 1, start, -1):
        phrase = whole_subject(sentence, at, start) if is_verb(sentence, at) else None
        head = phrase_after(sentence, *phrase) if phrase is not None else None
        if head is not None:
            plural = is_plural(sentence.words[head[1] - 1])
            return (sentence.slice(*head), PEOPLE) if plural else None
    return None


def _begins_anew(about: About) -> bool:
    """Return whether the amount is the subject of a verb behind it: "and one in three cars are"."""
    sentence, at = about.sentence, about.amount.first
    while at > 0 and sentence.tags[at - 1] in "bDA":
        at -= 1
    if at > 0 and sentence.tags[at - 1] not in "&,":
        return False
    behind = max(about.amount.last, about.amount.noun + 1)
    return any(is_verb(sentence, each) for each in range(behind, min(about.clause[1], about.until)))


def _may_act(about: About, phrase: tuple[int, int], verb: int) -> bool:
    """Return whether a phrase before a verb may be whom a figure is about."""
    sentence = about.sentence
    first, last = phrase
    if about.measure is None or about.measure[0] < verb:
        return False
    behind = sentence.tags[about.amount.last :][:1]
    if behind == "G" or sentence.words[verb] in words("causing"):
        return False  # "policies have led to a 5 % rise in exports": of whom, others say
    counted = about.amount.first <= first <= about.amount.noun
    if counted or sentence.words[verb] in words("reckoning"):
        return False
    held = first > 0 and sentence.tags[first - 1] in "nw"
    place = sentence.starts[first]
    said = covers(about.speaker, place) or covers(about.source, place)
    return not (held or said) and may_be_known(sentence.words[last - 1])


_LARGEST_LEAD = 1
"""Tokens of a subject before its entity: more, and the entity is not what acts."""


def _counted(about: About, entity: Entity) -> Entity:
    """Return the entity with its own number: "three banks", "the two mines"."""
    numbered = entity.first > 0 and about.sentence.tags[entity.first - 1] in "nw"
    return entity.beginning(entity.first - 1) if numbered else entity


def is_verb(sentence: Sentence, at: int) -> bool:
    """Return whether token `at` is a verb: known as one, or by its form and place."""
    if sentence.tags[at] in "EUAF" or is_foreseeing(sentence, at):
        return True
    if sentence.tags[at] == "G" and at > 0 and sentence.tags[at - 1] in "WX":
        return cuts(sentence, at)
    if sentence.tags[at] != "W" or at == 0:
        return False
    if is_past(sentence, at):
        return True
    counts = sentence.tags[at + 1 : at + 2] in {"b", "n", "c"} and sentence.words[at][-1] == "s"
    return counts and sentence.tags[at - 1] in "WX"  # "the herd numbers about 400"


def _beside_aside(about: About, verb: int) -> Found:
    """Three banks, led by Uwezo Bank, have pledged: the entity before the aside."""
    tags = about.sentence.tags
    while verb > 0 and tags[verb - 1] in "At":
        verb -= 1
    if verb == 0 or tags[verb - 1] != ",":
        return None
    for entity in about.entities:
        if entity.last < verb - 1 and tags[entity.last] == "," and not entity.owner:
            return None if reckons(about, entity) else shown(about, _counted(about, entity))
        named = tags[entity.first] == "X" and tags[entity.first - 1] == ","
        if named and entity.first and entity.last == verb - 1:
            return shown(about, entity)  # "the investor, Uwezo Bank, is to spend"
    return None


def pronoun(about: About) -> Found:
    """It will invest; we have hired; they have never run: whom the pronoun stands for."""
    sentence, start = about.sentence, about.clause[0]
    for at in range(about.amount.first - 1, start - 1, -1):
        if not is_verb(sentence, at):
            continue
        before = at - 1
        while before >= start and sentence.tags[before] == "A":
            before -= 1
        if before < start or not _stands_for_actor(sentence, before):
            continue
        group = about.background.plural() if sentence.words[before] in _PLURAL else None
        if group is not None and not _named_before(about, before):
            return group
        if sentence.words[before] in {"it", "they"}:
            named = _named_before(about, before)
            if named:
                return shown(about, named[0])
            said = about.speaker
            named_before = said is not None and said.start < about.sentence.starts[before]
            if said is not None and named_before and holds(about.sentence, said):
                return said, NAME
        shared = is_of_firms_too(about)
        return about.background.nearest(place=is_of_place(about), shared=shared)
    return None


_PLURAL = frozenset({"they", "these", "those"})


def _stands_for_actor(sentence: Sentence, at: int) -> bool:
    """Return whether token `at` is a pronoun that may act: "it", "these", but never "IT"."""
    standing = sentence.tags[at] == "r" or sentence.words[at] in _PLURAL
    return standing and sentence.words[at] in words("actors")


def _named_before(about: About, at: int) -> list[Entity]:
    return [entity for entity in about.entities if entity.last <= at]
