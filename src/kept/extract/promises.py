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
    find_cues,
    first_words,
    goes_on,
    is_denied,
    is_negative,
    is_outsider,
    words_of,
)
from kept.extract.deeds import deeds, gerunds, is_willing, participles
from kept.extract.names import is_actor, phrase_at
from kept.extract.promisers import giver_of, subject_of_cue, subject_of_verb
from kept.extract.tokens import Sentence
from kept.extract.undertakings import Clause, Promise, clause_start, without_article

_MONEY = re.compile("D?b*(?:c|n[sm]?C)")
_UNBROKEN = re.compile("[DNTBHObRxj&of]{1,9}")
_NOUN = re.compile("[DdxOqQL]")
_HEADLINE = 10
_NEAR = 4
_AROUND = 20


def may_promise(sentence: Sentence) -> bool:
    """Return whether a sentence may promise at all: a quick look before the slow one."""
    return (
        not first_words().isdisjoint(sentence.words)
        or (sentence.tags[-1:] != "." and "to" in sentence.words[:_HEADLINE])
        or "'ll" in sentence.text
        or "’ll" in sentence.text
    )


def find_promises(sentence: Sentence, parts: str, stops: Sequence[int]) -> list[Promise]:
    """Return the promises of a sentence in text order. stops: as `stops_of` gives them."""
    clause = Clause(sentence, parts, stops)
    found: list[Promise] = []
    headline = _headline(clause)
    if headline is not None:
        found += with_further(clause, headline)
    free = 0
    for cue in find_cues(sentence):
        if cue.first < free:
            continue
        promise = _at(clause, cue, found)
        if promise is not None:
            free = promise.does + (2 if promise.passive else promise.does > cue.first)
            found += with_further(clause, _as_decided(clause, promise, found))
    found.sort(key=lambda promise: promise.cue)
    return found


def _at(clause: Clause, cue: Cue, before: Sequence[Promise]) -> Promise | None:
    """Return the promise that a cue makes, or None where it makes none."""
    sentence, parts, _ = clause
    if is_denied(sentence, parts, cue) or _is_governed(sentence, parts, cue):
        return None
    if parts[cue.first] == "A" or cue.phrase in {"will", "won't", "won’t"}:
        return _modal(clause, cue, before)
    if parts[_past_adverbs(parts, cue.last) :][:1] == "c":
        return None
    does = _verb_behind(clause, cue)
    if does is not None:
        return _to_do(clause, cue, does, before)
    be = "Z" in parts[max(0, cue.first - 2) : cue.first]
    if be and parts[cue.first] in "sx" and not cue.phrase.endswith("ing"):
        return _passive(clause, cue)
    return _with_object(clause, cue, before)


def _verb_behind(clause: Clause, cue: Cue) -> int | None:
    """Return the verb that a cue governs: "plans to build", "the goal is to", "aims at raising"."""
    sentence, parts, _ = clause
    if cue.last < len(parts) and cue.phrase.endswith(" to"):
        return cue.last
    behind = _past_adverbs(parts, cue.last)
    if behind + 1 >= len(parts):
        return None
    if parts[behind] == "t":
        return behind + 1
    if parts[behind : behind + 2] == "Zt" and cue.phrase in words_of("manners", "nouns"):
        return behind + 2
    at = sentence.words[behind] in {"at", "on", "for"} and cue.strength != "done"
    return behind + 1 if at and sentence.words[behind + 1] in gerunds() else None


def _is_governed(sentence: Sentence, parts: str, cue: Cue) -> bool:
    """Return whether another verb governs the cue: "urged them to pledge"."""
    if parts[cue.first - 1 : cue.first] != "t" or parts[cue.first] not in "ix":
        return False
    return not goes_on(sentence, parts, cue.first)


def _past_adverbs(parts: str, at: int) -> int:
    while parts[at : at + 1] == "v":
        at += 1
    return at


def _modal(clause: Clause, cue: Cue, before: Sequence[Promise]) -> Promise | None:
    """Return what "will" promises; None where a deed of others is told ("would")."""
    sentence, parts, stops = clause
    does = _past_adverbs(parts, cue.last)
    negated = "n" in cue.phrase[3:] or any(map(is_negative, sentence.words[cue.last : does]))
    if does + 1 >= len(parts):
        return None
    short = sentence.words[cue.first][-3:] in {"'ll", "’ll"}
    subject = (cue.first, cue.first + 1) if short else subject_of_verb(clause, cue.first, before)
    if cue.phrase in words_of("manners", "reported") and not _is_own_word(clause, cue, subject):
        return None
    if parts[does] == "Z":
        return _will_be(clause, cue, does, negated=negated)
    willed = is_willing(sentence, parts, subject, does)
    first = does
    if not willed:
        first = subject[0] if subject is not None else does
    elif negated:
        first = cue.last if cue.last < does else cue.first
    first = without_article(parts, first, does)
    last = action_end(sentence, parts, max(does, first), stops)
    return Promise(
        cue.first, subject, first, last, does, cue.strength, willed=willed, negated=negated
    )


def _is_own_word(clause: Clause, cue: Cue, subject: tuple[int, int] | None) -> bool:
    """Return whether "would" tells what a speaker has said that he or his own will do."""
    sentence, parts, _ = clause
    said = parts.find("s")
    near = sentence.words[max(0, cue.first - _AROUND) : cue.last + _AROUND]
    if said < 0 or is_outsider(near):
        return False
    return is_willing(sentence, parts, subject, _past_adverbs(parts, cue.last))


def _will_be(clause: Clause, cue: Cue, be: int, *, negated: bool) -> Promise | None:
    """Return what "will be built by the ministry" promises: the clause from its beginning."""
    sentence, parts, stops = clause
    done = _past_adverbs(parts, be + 1)
    if done >= len(parts):
        return None
    by = parts.find("y", done, done + 2)
    agent = phrase_at(parts, by + 1) if by > 0 else None
    if agent is not None and not is_actor(sentence, parts, *agent):
        agent = None
    first = clause_start(parts, cue.first)
    last = action_end(sentence, parts, done, stops)
    if agent is not None:
        last = min(last, by)
    willed = sentence.words[done] in participles()
    return Promise(
        cue.first,
        agent,
        first,
        last,
        be,
        cue.strength,
        passive=True,
        willed=willed,
        negated=negated,
    )


def _to_do(clause: Clause, cue: Cue, does: int, before: Sequence[Promise]) -> Promise | None:
    """Return what "plans to", "is to" or "committed to" promises: the verb and what follows."""
    sentence, parts, stops = clause
    if does >= len(parts):
        return None
    subject = subject_of_cue(clause, cue, before)
    fixed = cue.phrase in words_of("manners", "fixed")
    if fixed and parts[does] == "Z":
        return _will_be(clause, cue, does, negated=False)
    willed = not fixed or is_willing(sentence, parts, subject, does)
    if fixed and sentence.words[does] not in deeds():
        return None
    first = does if willed or subject is None else without_article(parts, subject[0], does)
    last = action_end(sentence, parts, does, stops)
    return Promise(cue.first, subject, first, last, does, cue.strength, willed=willed)


def _with_object(clause: Clause, cue: Cue, before: Sequence[Promise]) -> Promise | None:
    """Return what "pledged $5 million" promises: the cue and its object."""
    sentence, parts, stops = clause
    behind = _past_adverbs(parts, cue.last)
    if behind >= len(parts):
        return None
    if cue.strength == "done" and cue.first and parts[cue.first - 1] in "DdqxIy":
        return None
    if cue.phrase in words_of("manners", "hopes"):
        behind = cue.last
    if cue.phrase in words_of("manners", "asking") and _MONEY.match(sentence.tags, behind):
        return None
    subject = subject_of_cue(clause, cue, before)
    wished = _wished(clause, cue, behind)
    if wished is not None:
        return None if wished < 0 else _wish(clause, cue, subject, behind, wished)
    bare = sentence.words[cue.first] in words_of("decisions", "object")
    bare = bare or cue.phrase in words_of("manners", "hopes")
    first = without_article(parts, behind if bare else cue.first, behind)
    last = action_end(sentence, parts, max(cue.last - 1, first), stops)
    if cue.phrase in words_of("manners", "nouns"):
        subject = giver_of(sentence, parts, cue.last, last) or subject
    return Promise(cue.first, subject, first, last, cue.first, cue.strength)


def _wished(clause: Clause, cue: Cue, after: int) -> int | None:
    """Return the verb of what is to happen: "wants trade to double"; None without one.

    -1 where somebody else is wanted to act: "wants the government to hire".
    """
    sentence, parts, _ = clause
    if cue.phrase not in words_of("manners", "wishes"):
        return None
    phrase = phrase_at(parts, after)
    at = phrase[1] if phrase is not None else after + 1
    if parts[at : at + 1] != "t" or at + 1 >= len(parts):
        return None
    if phrase is not None and parts[phrase[0]] == "D" and is_actor(sentence, parts, *phrase):
        return -1
    return at + 1


def _wish(
    clause: Clause, cue: Cue, subject: tuple[int, int] | None, first: int, does: int
) -> Promise:
    sentence, parts, stops = clause
    last = action_end(sentence, parts, does, stops)
    return Promise(cue.first, subject, first, last, does, cue.strength)


def _passive(clause: Clause, cue: Cue) -> Promise:
    """Return what "has been allocated" decides: the clause from its beginning."""
    sentence, parts, stops = clause
    at = cue.last - 1
    agent = phrase_at(parts, at + 2) if parts[at + 1 : at + 2] == "y" else None
    first = clause_start(parts, cue.first)
    last = action_end(sentence, parts, at, stops)
    if agent is not None:
        last = min(last, at + 1)
    return Promise(cue.first, agent, first, last, cue.first, cue.strength, passive=True)


def _as_decided(clause: Clause, promise: Promise, before: Sequence[Promise]) -> Promise:
    """Return a planned action as decided where the plan was: "approved a plan to spend"."""
    if not before or promise.strength != "aims" or promise.cue == 0:
        return promise
    last = before[-1]
    if promise.cue - last.cue > _NEAR or not _NOUN.match(clause.parts, promise.cue - 1):
        return promise
    if last.strength == "will":
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
    while forms is not None:
        at = next_deed(sentence, parts, end, forms)
        if at is None:
            return
        end = action_end(sentence, parts, at, stops, forms)
        yield promise._replace(cue=at, first=at, does=at, last=end, chain=promise.cue)


def _forms(sentence: Sentence, promise: Promise) -> frozenset[str] | None:
    """Return the forms in which further deeds of a promise stand; None where none can."""
    if promise.passive or not promise.willed or promise.negated:
        return None
    verb = sentence.words[promise.does]
    if promise.does == promise.cue:
        return None
    return frozenset(gerunds()) if verb in gerunds() else deeds()
