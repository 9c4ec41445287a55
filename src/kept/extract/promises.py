"""Clauses of promising: who will do what, how firmly, and in which words.

A cue ("will", "plans to", "has approved") is found by its word; its subject stands before it,
and the action behind it runs to the end of the clause, to its deadline or to a condition.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from kept.extract.circumstances import token_at
from kept.extract.names import head_end, is_actor, phrase_at, things
from kept.extract.sayings import acts, subject_of
from kept.extract.tokens import Sentence
from kept.lexicon.load import table
from kept.model.claims import Period, Strength
from kept.model.text import Quote

_STRENGTHS: tuple[Strength, ...] = ("will", "aims", "considers", "done")
_STOP = re.compile(r'[,;:")k]|u|[.]$|&(?=[wehm]|[Dd]?[xNBTOHRb]{1,5}[AZ])')
_CLAUSE = re.compile(r'[,;:"(cku]')
_BEFORE_DATES = frozenset(
    ("in", "on", "at", "during", "for", "by", "from", "within", "over", "before", "until")
    + ("the", "this", "end", "start", "middle", "of")
)
_ENDLESS = frozenset("vI&.Dofut")
LONGEST = 60
"""Tokens that an action may have, and a clause before its verb: no promise needs more."""

_WILL = frozenset(("'ll", "’ll"))
_BEFORE = 5
"""Tokens of "by the end of the" that may stand before a date."""
_TITLE = re.compile("[Dx]*[RT]")
_NOUN = re.compile("[DdxOqQL]")


class Promise(NamedTuple):
    """A cue at token `cue`; its subject and its action as tokens [first, last).

    does: the token of the action's verb. It stands behind `first` where the subject is no
    actor and belongs to the action ("fares will not rise"). willed: somebody does it; false
    for what will only come about ("inflation will fall").
    """

    cue: int
    subject: tuple[int, int] | None
    first: int
    last: int
    does: int
    strength: Strength
    passive: bool = False
    willed: bool = True


def find_promises(sentence: Sentence, parts: str, stops: Sequence[int]) -> list[Promise]:
    """Return the promises of a sentence in text order. stops: as `stops_of` gives them."""
    found: list[Promise] = []
    headline = _headline(sentence, parts, stops)
    if headline is not None:
        found.append(headline)
    first_words = _cue_words()
    for at, word in enumerate(sentence.words):
        if word not in first_words and word[-3:] not in _WILL:
            continue
        strength = _strength(sentence, parts, at)
        if strength is not None:
            promise = _at(sentence, parts, at, strength, stops)
            if promise is not None:
                found.append(_as_decided(parts, promise, found))
    return found


def may_promise(sentence: Sentence) -> bool:
    """Return whether a sentence may promise at all: a quick look before the slow one."""
    return (
        not _own_cue_words().isdisjoint(sentence.words)
        or "At" in sentence.tags
        or (sentence.tags[-1:] != "." and "to" in sentence.words[:10])
        or "'ll" in sentence.text
        or "’ll" in sentence.text
    )


def action_end(sentence: Sentence, parts: str, at: int, stops: Sequence[int]) -> int:
    """Return the token after the action that goes on from token `at`."""
    farthest = min(len(parts), at + LONGEST)
    end = farthest
    for match in _STOP.finditer(parts, at, farthest):
        end = match.start()
        if sentence.words[end] != "as" or not _TITLE.match(parts, end + 1):
            break
        end = farthest
    after = bisect_right(stops, at)
    if after < len(stops):
        end = min(end, stops[after])
    while end > at + 1 and parts[end - 1] in _ENDLESS and not _is_phrasal(sentence, end):
        end -= 1
    closing = parts.find(")", at, end + 1) if "(" in parts[at:end] else -1
    return end + 1 if closing == end else end


def strength_of(sentence: Sentence, promise: Promise | None, *, numbered: bool) -> Strength:
    """Return how firmly something is promised; without a cue, as its words tell."""
    if promise is not None:
        return promise.strength
    cues = _cues()
    found = [cues[word] for word in sentence.words if word in cues]
    return found[0] if found else "will" if numbered else "aims"


def _at(
    sentence: Sentence, parts: str, cue: int, strength: Strength, stops: Sequence[int]
) -> Promise | None:
    word = sentence.words[cue]
    after = cue + 1 + (word not in _cues() and parts[cue] not in "Zhemw")
    while parts[after : after + 1] == "v":
        after += 1
    if after >= len(parts):
        return None
    short = word[-3:] in _WILL
    modal = parts[cue] == "A" or short
    if parts[cue] == "s" and "Z" in parts[max(0, cue - 2) : cue]:
        return _passive(sentence, parts, cue, strength, stops)
    subject = (cue, cue + 1) if short else subject_of(sentence, parts, cue)
    willed = True
    if modal or parts[cue] == "Z":
        does = after + (parts[cue] == "Z")
        first = does
        passive = parts[does : does + 1] == "Z"
        willed = passive or not modal or _acts(sentence, parts, subject, does)
        if passive or not willed:
            first = subject[0] if subject is not None else does
    elif parts[after] == "t":
        first = does = after + 1
    else:
        does = cue
        first = after if word in _objects() or _is_wish(sentence, parts, after) else cue
    if does >= len(parts):
        return None
    while parts[first] == "D" and first < does:
        first += 1
    last = action_end(sentence, parts, max(does, first), stops)
    return Promise(cue, subject, first, last, does, strength, parts[does] == "Z", willed)


def _acts(sentence: Sentence, parts: str, subject: tuple[int, int] | None, does: int) -> bool:
    """Return whether the subject of "will" does something of its own will."""
    if subject is None:
        return False
    if subject[1] - subject[0] == 1 and parts[subject[0]] in "hemw":
        return True
    if subject == (0, 1) and parts[0] == "N" and sentence.words[does : does + 1]:
        # What begins a sentence may be no name at all: "Fares will not rise".
        return sentence.words[does] in acts() | _appointing()
    named = sentence.words[head_end(parts, *subject) - 1] not in things()
    return named and (is_actor(sentence, parts, *subject) or parts[subject[0]] in "Dd")


def _is_wish(sentence: Sentence, parts: str, after: int) -> bool:
    """Return whether "wants" is followed by who is to do what: "wants tourism to bring in"."""
    phrase = phrase_at(parts, after)
    at = phrase[1] if phrase is not None else after + 1
    return parts[at : at + 1] == "t" and sentence.words[at + 1 : at + 2] != []


def _passive(
    sentence: Sentence, parts: str, cue: int, strength: Strength, stops: Sequence[int]
) -> Promise:
    """Return what "has been allocated" decides: the clause from its beginning."""
    agent = phrase_at(parts, cue + 2) if parts[cue + 1 : cue + 2] == "y" else None
    low = max(0, cue - LONGEST)
    opened = [match.end() for match in _CLAUSE.finditer(parts, low, cue)]
    first = opened[-1] if opened else low
    while parts[first] in "D&":
        first += 1
    last = action_end(sentence, parts, cue, stops)
    return Promise(cue, agent, first, last, cue, strength, passive=True)


def _as_decided(parts: str, promise: Promise, before: Sequence[Promise]) -> Promise:
    """Return a planned action as decided where the plan was: "approved a plan to spend"."""
    if not before or promise.strength != "aims" or promise.cue == 0:
        return promise
    last = before[-1]
    if promise.cue - last.cue > 4 or not _NOUN.match(parts, promise.cue - 1):  # noqa: PLR2004
        return promise
    return promise._replace(strength=last.strength, subject=last.subject)


def _headline(sentence: Sentence, parts: str, stops: Sequence[int]) -> Promise | None:
    """Return the promise of a headline's infinitive: "Ministry to build 400 homes"."""
    to = parts.find("t", 1, 10)
    if parts[-1:] in {".", ":"} or to < 0 or not _UNBROKEN.fullmatch(parts, 0, to):
        return None
    if sentence.words[to + 1 : to + 2] == [] or sentence.words[to + 1] not in acts():
        return None
    last = action_end(sentence, parts, to + 1, stops)
    return Promise(to, (0, to), to + 1, last, to + 1, "will")


_UNBROKEN = re.compile("[DNTBHObRxj&of]{1,9}")


def _strength(sentence: Sentence, parts: str, at: int) -> Strength | None:
    word = sentence.words[at]
    cues = _cues()
    strength = cues.get(word)
    if strength is None and at + 1 < len(sentence.words):
        strength = cues.get(f"{word} {sentence.words[at + 1]}")
    if strength is None and word[-3:] in _WILL:
        return "will"
    if strength is None and parts[at] == "Z" and parts[at + 1 : at + 2] == "t":
        after = sentence.words[at + 2 : at + 3]
        return "will" if after and (after[0] in acts() or after[0] == "be") else None
    if strength == "done" and at and parts[at - 1] in "DdqxIy":
        return None
    return strength


def stops_of(
    sentence: Sentence, periods: Sequence[Period], conditions: Sequence[Quote]
) -> list[int]:
    """Return the tokens at which times and conditions begin: no action runs into them."""
    offsets = [period.text_start for period in periods]
    offsets += [quote.start for quote in conditions]
    found = []
    for offset in offsets:
        at = token_at(sentence, offset)
        low = max(0, at - _BEFORE)
        while (
            at > low and sentence.words[at - 1] in _BEFORE_DATES and not _is_phrasal(sentence, at)
        ):
            at -= 1
        found.append(at)
    return sorted(found)


def _is_phrasal(sentence: Sentence, end: int) -> bool:
    """Return whether the token before `end` belongs to a number or a verb: "5%", "sworn in"."""
    last = sentence.words[end - 1]
    return last == "%" or f"{sentence.words[end - 2]} {last}" in _phrasal()


@cache
def _appointing() -> frozenset[str]:
    return frozenset(table("commitments.toml")["appointments"]["verbs"])


@cache
def _phrasal() -> frozenset[str]:
    return frozenset(table("commitments.toml")["actions"]["phrasal"])


@cache
def _cues() -> dict[str, Strength]:
    groups = table("commitments.toml")["strength"]
    return {word: strength for strength in _STRENGTHS for word in groups[strength]}


@cache
def _cue_words() -> frozenset[str]:
    return _own_cue_words() | {"is", "are"}


@cache
def _own_cue_words() -> frozenset[str]:
    return frozenset(cue.split()[0] for cue in _cues())


@cache
def _objects() -> frozenset[str]:
    return frozenset(table("commitments.toml")["decisions"]["object"])
