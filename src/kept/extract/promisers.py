"""Whose promise it is: the subject of the promising verb, the owner of a goal, who gives."""

import re
from collections.abc import Sequence
from functools import cache

from kept.extract.cues import Cue, group_start, words_of
from kept.extract.deeds import group, is_several, lifeless
from kept.extract.names import bare, head_end, is_actor, phrase_at, phrase_before, things
from kept.extract.sayings import subject_of
from kept.extract.tokens import Sentence
from kept.extract.undertakings import LONGEST, Clause, Promise, opening_of, past_adverbs
from kept.model.text import Quote

_PLURAL = re.compile("[xbRN](?:[xbRNB0DdqO&oI]{0,8}[xbRNBO])?")
_NEAR = 4
_FAR = 8
_SELVES = frozenset(("itself", "himself", "herself", "themselves", "ourselves", "myself"))
_OPENERS = '":;(uc,'


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
    several = _several(sentence, parts, first)
    if several is not None and (subject is None or several[0] < subject[0]):
        return several
    if subject is not None:
        return _together(sentence, parts, _telling(sentence, parts, subject, first))
    if not first or parts[first - 1] not in "&,":
        return None
    aside = parts.rfind(",", max(0, first - LONGEST), first - 1)
    if parts[first - 1] == "," and aside > 0 and parts[aside + 1] == "k":
        return phrase_before(parts, aside)
    if parts[verb] == "s" and "c" in parts[max(0, verb - LONGEST) : verb]:
        return (0, 1) if parts[0] in "hemw" else phrase_at(parts, 0)
    if before and verb - before[-1].last < _FAR:
        return before[-1].subject
    phrase = phrase_at(parts, opening_of(parts, first - 1))
    return phrase if phrase is not None and is_actor(sentence, parts, *phrase) else None


def _several(sentence: Sentence, parts: str, verb: int) -> tuple[int, int] | None:
    """Return bodies named by a plural that opens its clause: "firms in the hall had promised"."""
    if verb < 1:
        return None
    first = past_adverbs(parts, opening_of(parts, verb))
    if first >= verb or not _PLURAL.fullmatch(parts, first, verb):
        return None
    return (first, verb) if is_several(sentence.words[head_end(parts, first, verb) - 1]) else None


def _together(sentence: Sentence, parts: str, subject: tuple[int, int]) -> tuple[int, int]:
    """Return all of those who act together: "Peru, Chile and Bolivia"."""
    start, last = subject
    if not start or parts[start] in "hemw":
        return subject
    if parts[start - 1] == "&":
        whole = phrase_before(parts, start - 1)
        if whole is None or not is_actor(sentence, parts, *whole):
            return subject
        start = whole[0]
    elif parts[start - 1] != "," or "&" not in parts[start:last]:
        return subject
    for _ in range(_NEAR):
        other = phrase_before(parts, start - 1) if start and parts[start - 1] == "," else None
        if other is None or not is_actor(sentence, parts, *other):
            break
        start = other[0]
    return (start, last) if not start or parts[start - 1] in _OPENERS else subject


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
        if parts[at - 1 : at] == "N" and parts[cue.last : cue.last + 1] in {"Z", "o"}:
            return None  # "the GDP target is"
        at = _verb_before(clause.sentence, parts, at) if parts[at - 1 : at] in set("DxdAs") else at
    return subject_of_verb(clause, at, before)


def _verb_before(sentence: Sentence, parts: str, noun: int) -> int:
    """Return the verb that a noun of promising is the object of: "has set itself a target"."""
    at = noun
    while at > 1 and noun - at < _NEAR and parts[at - 1] in "xDd":
        at -= 1
        if parts[at] in "Dd":
            at -= sentence.words[at - 1] in _SELVES
            break
    if at and parts[at - 1] == "Z" and at < noun:
        return at
    return at - 1 if at and parts[at - 1] in "xsziA" else noun


def owner_of(parts: str, noun: int) -> tuple[int, int] | None:
    """Return the owner of a goal: "Ghana's target", "our goal"."""
    low = max(0, noun - _NEAR)
    for at in range(noun - 1, low - 1, -1):
        if parts[at] in "Qq":
            phrase = phrase_before(parts, at + 1)
            return phrase if phrase is not None else (at, at + 1)
        if parts[at] == "d":
            return at, at + 1
        if parts[at] not in "x0":
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


def promiser_of(
    sentence: Sentence, parts: str, promise: Promise | None, speaker: Quote | None
) -> Quote | None:
    """Return who promises: the subject, or the speaker where that is a thing or a pronoun."""
    subject = None if promise is None else promise.subject
    if promise is None or subject is None:
        return speaker
    if subject[1] - subject[0] == 1 and parts[subject[0]] in "hemwd":
        return _meant(sentence, parts, subject[0]) or speaker
    named = bare(sentence, parts, *subject)
    acts = promise.willed and promise.first >= promise.cue
    if promise.passive or (acts and not _is_thing(sentence, parts, subject)):
        return named
    return None if speaker is not None and speaker.start == named.start else speaker


def _is_thing(sentence: Sentence, parts: str, subject: tuple[int, int]) -> bool:
    """Return whether the head of a subject is no actor, so that the speaker promises."""
    head = head_end(parts, *subject) - 1
    joined = "&" in parts[slice(*subject)] and is_several(sentence.words[subject[0]])
    if joined:
        return False
    told = parts[head] not in "NO" or not head  # a capital tells nothing where a sentence begins
    return told and sentence.words[head] in _things()


def _meant(sentence: Sentence, parts: str, pronoun: int) -> Quote | None:
    """Return the body that the sentence begins with, where "it" or "its" goes on with it."""
    if sentence.words[pronoun] not in {"it", "its", "they", "their"}:
        return None
    phrase = phrase_at(parts, 0)
    if phrase is None or phrase[1] > pronoun:
        return None
    head = parts[head_end(parts, *phrase) - 1]
    kinds = "bBN" if parts[pronoun] == "d" else "bB"  # "Norvik published its targets"
    return bare(sentence, parts, *phrase) if head in kinds else None


@cache
def _things() -> frozenset[str]:
    return things() | lifeless() | group("decreed") | words_of("manners", "proposals")
