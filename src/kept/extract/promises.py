"""Clauses of promising: who will do what, how firmly, and in which words.

A cue ("will", "plans to", "has approved") is found by its word; its subject stands before it,
and the action behind it runs to the end of the clause, to the next deed, to its deadline or to
a condition. Each deed of one promise ("will build homes and hire nurses") is a promise of its
own.
"""

import re
from collections.abc import Iterator, Sequence

from kept.extract.actions import action_end, next_deed
from kept.extract.cues import (
    Cue,
    is_denied,
    is_negative,
    nouns,
    words_of,
)
from kept.extract.deeds import deeds, gerunds, group, is_willing
from kept.extract.modals import modal
from kept.extract.objects import with_object
from kept.extract.passives import void_of, was_done, will_be
from kept.extract.promisers import subject_of_cue
from kept.extract.sayings import goes_on
from kept.extract.tokens import Sentence
from kept.extract.undertakings import Clause, Promise, past_adverbs, without_article

_UNBROKEN = re.compile("[DNTBHObRxj&of,]{1,9}")
_NOUN = re.compile("[DdxOqQL]")
MOST_DEEDS = 12
"""Deeds that one promise may have."""

_HEADLINE = 10
_NEAR = 4
_AROUND = 20


def may_promise(sentence: Sentence, cues: Sequence[Cue]) -> bool:
    """Return whether a sentence with these cues may promise at all: before the slow look."""
    return bool(cues) or (sentence.tags[-1:] != "." and "to" in sentence.words[:_HEADLINE])


def find_promises(
    sentence: Sentence, parts: str, stops: Sequence[int], cues: Sequence[Cue]
) -> list[Promise]:
    """Return the promises of a sentence in text order.

    stops: as `stops_of` gives them; cues: all that the sentence holds.
    """
    clause = Clause(sentence, parts, stops)
    found: list[Promise] = []
    headline = _headline(clause)
    if headline is not None:
        found += with_further(clause, headline)
    free = 0
    for cue in cues:
        if cue.first < free:
            continue
        promise = _at(clause, cue, found)
        if promise is not None and _is_asked(sentence, promise):
            promise = promise._replace(void=True)
        if promise is not None:
            chain = list(with_further(clause, _as_decided(clause, promise, found)))
            free = promise.does + (2 if promise.passive else promise.does > cue.first)
            free = max(free, chain[-1].does + (len(chain) > 1))
            found += chain
    found.sort(key=lambda promise: promise.cue)
    return found


def _is_asked(sentence: Sentence, promise: Promise) -> bool:
    """Return whether it is open that somebody promises: "whether the ministry will hire"."""
    subject = promise.subject
    if subject is None or not subject[0]:
        return False
    return sentence.words[subject[0] - 1] in {"whether", "if"} or sentence.words[-1] == "?"


def _at(clause: Clause, cue: Cue, before: Sequence[Promise]) -> Promise | None:
    """Return the promise that a cue makes, or None where it makes none."""
    sentence, parts, _ = clause
    if is_denied(sentence, parts, cue):
        return void_of(clause, cue)
    if _is_governed(sentence, parts, cue):
        return None
    if cue.phrase.endswith("ed") and parts[cue.first - 1 : cue.first] in {"D", "d"}:
        given = cue.phrase in words_of("strength", "given")
        return void_of(clause, cue) if given else None  # "the promised loan", "a planned dam"
    if parts[cue.first] == "A" or cue.phrase in words_of("manners", "modals"):
        return modal(clause, cue, before)
    behind = past_adverbs(parts, cue.last)
    if parts[behind : behind + 1] == "c":
        return _that(clause, cue, before)
    does = _verb_behind(clause, cue)
    if cue.phrase in words_of("manners", "works"):
        # "the scheme to" promises only where a verb before it decided on it
        near = does is not None and bool(before) and cue.first - before[-1].cue <= _NEAR
        return _to_do(clause, cue, does, before) if near and does is not None else None
    if does is not None:
        return _to_do(clause, cue, does, before)
    return _without_verb(clause, cue, before)


def _without_verb(clause: Clause, cue: Cue, before: Sequence[Promise]) -> Promise | None:
    """Return the promise of a cue with its object, or of one in the passive."""
    sentence, parts, _ = clause
    be = "Z" in parts[max(0, cue.first - 2) : cue.first] or _is_contracted(sentence, cue)
    if cue.phrase in words_of("manners", "progressive") and not be:
        return None
    done = be and parts[cue.first] in "sx" and not cue.phrase.split()[0].endswith("ing")
    if done or cue.phrase in words_of("manners", "pending"):
        return was_done(clause, cue)
    return with_object(clause, cue, before)


def _is_contracted(sentence: Sentence, cue: Cue) -> bool:
    """Return whether "is" hides in the pronoun before a cue: "we're investing"."""
    return cue.first > 0 and sentence.words[cue.first - 1].endswith(("'re", "’re", "'m", "’m"))


def _that(clause: Clause, cue: Cue, before: Sequence[Promise]) -> Promise | None:
    """Return what "proposes that we spend" proposes; other clauses have cues of their own."""
    sentence, parts, stops = clause
    if cue.phrase not in words_of("manners", "proposing"):
        return None
    first = past_adverbs(parts, cue.last) + 1
    for does in range(first + 1, min(len(parts), first + _AROUND // 2)):
        if sentence.words[does] in deeds() and parts[does - 1] in "hemwxNbBR":
            subject = subject_of_cue(clause, cue, before)
            last = action_end(sentence, parts, does, stops)
            return Promise(cue.first, subject, does, last, does, cue.strength)
    return None


def _verb_behind(clause: Clause, cue: Cue) -> int | None:
    """Return the verb that a cue governs: "plans to build", "the goal is to", "aims at raising"."""
    sentence, parts, _ = clause
    if cue.last < len(parts) and cue.phrase.endswith(" to"):
        return cue.last
    behind = past_adverbs(parts, cue.last)
    if behind + 1 >= len(parts):
        return None
    if parts[behind] == "t":
        return behind + 1
    if sentence.words[behind] == "whether" and parts[behind + 1] == "t":
        return behind + 2
    if cue.strength == "considers" and sentence.words[behind] in gerunds():
        return behind
    if parts[behind : behind + 2] == "Zt" and cue.phrase in nouns():
        return behind + 2
    of_noun = sentence.words[behind] == "of" and cue.phrase in nouns()
    at = of_noun or (sentence.words[behind] in {"at", "on", "for"} and cue.strength != "done")
    return behind + 1 if at and sentence.words[behind + 1] in gerunds() else None


def _is_governed(sentence: Sentence, parts: str, cue: Cue) -> bool:
    """Return whether another verb governs the cue: "urged them to pledge"."""
    if parts[cue.first - 1 : cue.first] != "t" or parts[cue.first] not in "ix":
        return False
    return not goes_on(sentence, parts, cue.first)


def _to_do(clause: Clause, cue: Cue, does: int, before: Sequence[Promise]) -> Promise | None:
    """Return what "plans to", "is to" or "committed to" promises: the verb and what follows."""
    sentence, parts, stops = clause
    if does >= len(parts):
        return None
    subject = subject_of_cue(clause, cue, before)
    fixed = cue.phrase in words_of("manners", "fixed")
    if fixed and parts[does] == "Z":
        return will_be(clause, cue, does, negated=False)
    willed = not fixed or is_willing(sentence, parts, subject, does)
    held = cue.strength == "done" and sentence.words[does] in group("holding")
    if held or (fixed and sentence.words[does] not in deeds()):
        return void_of(clause, cue)
    first = does if willed or subject is None else without_article(parts, subject[0], does)
    denied = next((at for at in range(cue.last, does) if is_negative(sentence.words[at])), does)
    last = action_end(sentence, parts, does, stops)
    return Promise(
        cue.first,
        subject,
        min(first, denied),
        last,
        does,
        cue.strength,
        willed=willed,
        negated=denied < does,
    )


def _as_decided(clause: Clause, promise: Promise, before: Sequence[Promise]) -> Promise:
    """Return a planned action as decided where the plan was: "approved a plan to spend"."""
    if not before or promise.strength != "aims" or promise.cue == 0:
        return promise
    last = before[-1]
    if promise.cue - last.cue > _NEAR or not _NOUN.match(clause.parts, promise.cue - 1):
        return promise
    works = clause.sentence.words[promise.cue] in words_of("manners", "works")
    if last.strength == "will" and not works:
        return promise._replace(subject=last.subject)
    return promise._replace(strength=last.strength, subject=last.subject)


def _headline(clause: Clause) -> Promise | None:
    """Return the promise of a headline's infinitive: "Ministry to build 400 homes"."""
    sentence, parts, stops = clause
    to = parts.find("t", 1, _HEADLINE)
    if parts[-1:] in {".", ":"} or to < 0 or not _UNBROKEN.fullmatch(parts, 0, to):
        return None
    if sentence.words[to + 1 : to + 2] == [] or sentence.words[to + 1] not in deeds():
        return None
    last = action_end(sentence, parts, to + 1, stops)
    return Promise(to, (0, to), to + 1, last, to + 1, "will")


def with_further(clause: Clause, promise: Promise) -> Iterator[Promise]:
    """Yield the promise, and one for each further deed that "and" or a comma joins to it."""
    sentence, parts, stops = clause
    yield promise
    forms = _forms(sentence, promise)
    end = promise.last
    for _ in range(MOST_DEEDS if forms is not None else 0):
        at = next_deed(sentence, parts, end, forms or frozenset())
        if at is None:
            return
        end = action_end(sentence, parts, at, stops, forms)
        yield promise._replace(cue=at, first=at, does=at, last=end, chain=promise.cue)


def _forms(sentence: Sentence, promise: Promise) -> frozenset[str] | None:
    """Return the forms in which further deeds of a promise stand; None where none can."""
    if promise.passive or promise.void or promise.negated or not promise.willed:
        return None
    verb = sentence.words[promise.does]
    if promise.does == promise.cue:
        return None
    return frozenset(gerunds()) if verb in gerunds() else deeds()
