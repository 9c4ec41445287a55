"""Promises whose cue takes an object: "pledged $5 million", "wants trade to double"."""

import re
from collections.abc import Sequence

from kept.extract.actions import action_end
from kept.extract.cues import Cue, nouns, words_of
from kept.extract.names import head_end, is_actor, phrase_at
from kept.extract.passives import void_of
from kept.extract.promisers import giver_of, subject_of_cue
from kept.extract.tokens import Sentence
from kept.extract.undertakings import Clause, Promise, past_adverbs, without_article

_MONEY = re.compile("D?b*(?:c|n[sm]?C)")
_BEING = re.compile("[fo0yIDxN]{0,5}Z|:")
_NEAR = 4


def with_object(clause: Clause, cue: Cue, before: Sequence[Promise]) -> Promise | None:
    """Return what "pledged $5 million" promises: the cue and its object."""
    sentence, parts, _ = clause
    if cue.phrase in words_of("manners", "appealing"):
        return _appeal(clause, cue)
    behind = past_adverbs(parts, cue.last)
    if behind >= len(parts) or _has_no_object(sentence, parts, cue, behind):
        return None
    subject = subject_of_cue(clause, cue, before)
    if cue.phrase in words_of("manners", "budgeting") and not _is_budget(clause, subject):
        return None
    wished = _wished(clause, cue, behind)
    if wished is not None:
        return void_of(clause, cue) if wished < 0 else _wish(clause, cue, subject, behind, wished)
    return _of_object(clause, cue, subject, behind)


def _has_no_object(sentence: Sentence, parts: str, cue: Cue, behind: int) -> bool:
    """Return whether nothing stands behind the cue that it could promise."""
    if parts[behind] in ",;)" and cue.phrase not in nouns():
        return True
    if _is_mere_noun(sentence, parts, cue, behind):
        return True
    if cue.phrase in words_of("manners", "asking") and _MONEY.match(sentence.tags, behind):
        return True
    if cue.strength != "done" or not cue.first or parts[cue.first - 1] not in "DdqxIy":
        return False
    if cue.phrase in words_of("manners", "finite"):
        return parts[cue.first - 1] != "x"
    # "loans approved by banks" describes; "has formally approved" decides
    return parts[cue.first - 1] != "x" or "A" not in parts[max(0, cue.first - _NEAR) : cue.first]


def _is_mere_noun(sentence: Sentence, parts: str, cue: Cue, behind: int) -> bool:
    """Return whether a noun names no level and no money: "the floor plan", "goal totals"."""
    if cue.phrase not in nouns() or " " in cue.phrase:
        return False
    before = parts[cue.first - 1 : cue.first]
    if cue.phrase in words_of("manners", "verbs_too") and before not in set("DdxqNoQIZ"):
        return False
    be = parts[behind] == "Z" and cue.phrase in words_of("manners", "aiming")
    return not (be or parts[behind] in "of:t" or sentence.tags[behind] in "nwcb")


def _of_object(clause: Clause, cue: Cue, subject: tuple[int, int] | None, behind: int) -> Promise:
    sentence, parts, stops = clause
    hoped = cue.phrase in words_of("manners", "hopes")
    bare = hoped or sentence.words[cue.first] in words_of("decisions", "object")
    behind = cue.last if hoped else behind
    first = without_article(parts, behind if bare else cue.first, behind)
    told = _BEING.match(parts, cue.last) if cue.phrase in nouns() else None
    last = action_end(sentence, parts, max(told.end() if told else cue.last - 1, first), stops)
    strength = cue.strength
    if subject is not None and cue.phrase in words_of("manners", "budgeting"):
        proposed = not words_of("manners", "proposals").isdisjoint(sentence.words[slice(*subject)])
        strength = "considers" if proposed else strength
    if cue.phrase in nouns():
        subject = giver_of(sentence, parts, cue.last, last) or subject
    return Promise(cue.first, subject, first, last, cue.first, strength)


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


def _appeal(clause: Clause, cue: Cue) -> Promise | None:
    """Return what a speaker asks those who decide for: "I ask parliament to approve"."""
    sentence, parts, stops = clause
    first = max(0, cue.first - 2)
    if "w" not in parts[first : cue.first]:
        return None
    subject = (parts.index("w", first), parts.index("w", first) + 1)
    if parts[cue.last : cue.last + 1] == "f" and _MONEY.match(sentence.tags, cue.last + 1):
        last = action_end(sentence, parts, cue.last + 1, stops)
        return Promise(cue.first, subject, cue.last + 1, last, cue.first, cue.strength)
    to = parts.find("t", cue.last, cue.last + _NEAR + 2)
    if to < 0 or to + 1 >= len(parts):
        return None
    if words_of("manners", "deciding").isdisjoint(sentence.words[cue.last : to]):
        return None
    last = action_end(sentence, parts, to + 1, stops)
    return Promise(cue.first, subject, to + 1, last, to + 1, cue.strength)


def _is_budget(clause: Clause, subject: tuple[int, int] | None) -> bool:
    if subject is None:
        return False
    head = clause.sentence.words[head_end(clause.parts, *subject) - 1]
    return head in words_of("manners", "purses")
