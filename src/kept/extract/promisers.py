"""Whose promise it is: the subject of the promising verb, the owner of a goal, who gives."""

from collections.abc import Sequence

from kept.extract.cues import Cue, group_start, words_of
from kept.extract.names import is_actor, phrase_at, phrase_before
from kept.extract.sayings import subject_of
from kept.extract.tokens import Sentence
from kept.extract.undertakings import LONGEST, Clause, Promise, opening_of

_NEAR = 4
_FAR = 8


def subject_of_verb(
    clause: Clause, verb: int, before: Sequence[Promise] = ()
) -> tuple[int, int] | None:
    """Return the subject of the verb group that ends at `verb`.

    Behind "and" or a comma it is that of the promise before, or of the clause; of a verb of
    saying it is that of the sentence ("announced that it will ... and hopes to").
    """
    sentence, parts, _ = clause
    first = group_start(sentence, parts, verb)
    inner = {"Z", "t"}.intersection(parts[first:verb])
    subject = subject_of(sentence, parts, first if inner else verb)
    if subject is not None:
        return _telling(sentence, parts, subject, first)
    if not first or parts[first - 1] not in "&,":
        return None
    if parts[verb] == "s" and "c" in parts[max(0, verb - LONGEST) : verb]:
        return (0, 1) if parts[0] in "hemw" else phrase_at(parts, 0)
    if before and verb - before[-1].last < _FAR:
        return before[-1].subject
    phrase = phrase_at(parts, opening_of(parts, first - 1))
    return phrase if phrase is not None and is_actor(sentence, parts, *phrase) else None


def _telling(
    sentence: Sentence, parts: str, subject: tuple[int, int], verb: int
) -> tuple[int, int]:
    """Return the name that a relative clause is about: "the effect of the Solar Plan, which"."""
    first, last = subject
    if parts[verb - 1] != "k" or (at := parts.rfind("o", first, last)) < 0:
        return subject
    if is_actor(sentence, parts, first, at) or not {"N", "B"} & set(parts[at:last]):
        return subject
    return at + 1, last


def subject_of_cue(
    clause: Clause, cue: Cue, before: Sequence[Promise] = ()
) -> tuple[int, int] | None:
    """Return who has a plan: the subject of the cue, or of the verb before a noun."""
    parts, at = clause.parts, cue.first
    if cue.phrase in words_of("manners", "nouns"):
        owner = owner_of(parts, at)
        if owner is not None:
            return owner
        at = _verb_before(parts, at) if parts[at - 1 : at] in set("DxdAs") else at
    return subject_of_verb(clause, at, before)


def _verb_before(parts: str, noun: int) -> int:
    """Return the verb that a noun of promising is the object of: "has set a target"."""
    at = noun
    while at > 1 and noun - at < _NEAR and parts[at - 1] == "x":
        at -= 1
    while at > 1 and noun - at < _NEAR and parts[at - 1] in "Dd":
        at -= 1
    return at - 1 if parts[at - 1] in "xsziA" else noun


def owner_of(parts: str, noun: int) -> tuple[int, int] | None:
    """Return the owner of a goal: "Ghana's target", "our goal"."""
    low = max(0, noun - _NEAR)
    for at in range(noun - 1, low - 1, -1):
        if parts[at] in "Qq":
            phrase = phrase_before(parts, at + 1)
            return phrase if phrase is not None else (at, at + 1)
        if parts[at] == "d":
            return at, at + 1
        if parts[at] != "x":
            return None
    return None


def giver_of(sentence: Sentence, parts: str, first: int, last: int) -> tuple[int, int] | None:
    """Return who gives: "pledges of $5 million from eleven donors"."""
    for place in range(first, last - 1):
        if sentence.words[place] == "from":
            counted = parts[place + 1] == "0"
            phrase = phrase_at(parts, place + 1 + counted)
            return None if phrase is None else (place + 1, phrase[1])
    return None
