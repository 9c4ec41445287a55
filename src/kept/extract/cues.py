"""Cues of promising, and what denies them: negations, the past, what others think.

A cue is a word or a phrase of `commitments.toml`. What it governs is told by the words behind
it: a verb ("will build", "plans to build"), a gerund ("committed to building"), or an object
("pledged $5 million").
"""

import re
from collections.abc import Sequence
from functools import cache

from msgspec import Struct

from kept.extract.sayings import goes_on
from kept.extract.tokens import Sentence
from kept.lexicon.load import table
from kept.model.claims import Strength

_STRENGTHS: tuple[Strength, ...] = ("will", "aims", "considers", "done")
_CONTRACTED = frozenset(("'ll", "’ll"))
MOST_CUES = 80
"""Words that may be cues, so many a sentence: prose has a tenth of it, and time stays bounded."""

_SHORT: list[tuple[tuple[str, ...], Strength]] = [((), "will")]
_GROUP = re.compile("[AZv]")
_WIDE = 40
_BEHIND = 14
_FAR = 6
"""Tokens before a cue in which its auxiliaries and negations stand."""


class Cue(Struct):
    """A cue as tokens [first, last), with the strength it tells and the words of it."""

    first: int
    last: int
    strength: Strength
    phrase: str


@cache
def words_of(section: str, name: str) -> frozenset[str]:
    """Return a list of `commitments.toml`."""
    return frozenset(table("commitments.toml")[section][name])


@cache
def nouns() -> frozenset[str]:
    """Return nouns of promising: "plan", "pledge", "target"."""
    return words_of("manners", "nouns")


@cache
def _table() -> dict[str, list[tuple[tuple[str, ...], Strength]]]:
    """Return the cues by their first word, the longest first."""
    groups = table("commitments.toml")["strength"]
    found: dict[str, list[tuple[tuple[str, ...], Strength]]] = {}
    for strength in _STRENGTHS:
        for phrase in groups[strength]:
            first, *rest = phrase.split()
            found.setdefault(first, []).append((tuple(rest), strength))
            if rest:  # the vocabulary may have made one token of the phrase
                found.setdefault(phrase, []).append(((), strength))
    for entries in found.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return found


@cache
def first_words() -> frozenset[str]:
    """Return the words that cues begin with."""
    return frozenset(_table())


def find_cues(sentence: Sentence) -> list[Cue]:
    """Return the cues of a sentence in text order; the longest at each place."""
    known, words = _table(), sentence.words
    places = [at for at, word in enumerate(words) if word in known]
    if "'ll" in sentence.text or "’ll" in sentence.text:
        places += [at for at, word in enumerate(words) if word[-3:] in _CONTRACTED]
        places.sort()
    found: list[Cue] = []
    for at in places[:MOST_CUES]:
        word = words[at]
        for rest, strength in known.get(word, _SHORT):
            last = at + 1 + len(rest)
            if not rest or tuple(words[at + 1 : last]) == rest:
                phrase = " ".join((word, *rest)) if word in known else "will"
                found.append(Cue(at, last, strength, phrase))
                break
    return found


def group_start(sentence: Sentence, parts: str, cue: int) -> int:
    """Return the first token of the verb group that the cue closes: "has not yet pledged"."""
    first = cue
    while first > 0 and cue - first < _FAR:
        if _GROUP.match(parts, first - 1):
            first -= 1
        elif goes_on(sentence, parts, first):
            first -= 2
        else:
            break
    return first


def is_past(word: str) -> bool:
    """Return whether a cue's form may be a past tense or a participle."""
    return word.endswith("ed") or word in words_of("manners", "past")


def is_negative(word: str) -> bool:
    """Return whether a word denies the verb beside it."""
    return word in words_of("denials", "negative")


def is_denied(sentence: Sentence, parts: str, cue: Cue) -> bool:
    """Return whether the promise that a cue tells of is denied, dropped or long past."""
    first = group_start(sentence, parts, cue.first)
    words = sentence.words
    before = words[max(0, first - 2) : cue.first]
    if any(is_negative(word) for word in before):
        return True
    if not _denying().isdisjoint(words[max(0, first - _FAR) : first]):
        return True
    ruled = first > 1 and words[first - 1] in words_of("denials", "ruling")
    if ruled and words[first - 2] in words_of("denials", "old"):
        return True
    if cue.phrase in nouns() and _is_over(sentence, parts, cue):
        return True
    return "had" in words[first : cue.first] and not _is_told(parts, cue)


@cache
def _denying() -> frozenset[str]:
    return words_of("denials", "denying")


def _is_told(parts: str, cue: Cue) -> bool:
    """Return whether a verb of saying stands near: tenses are shifted back behind it."""
    low = max(0, cue.first - _WIDE)
    return "s" in parts[low : cue.first] or "s" in parts[cue.last : cue.last + _WIDE]


def _is_over(sentence: Sentence, parts: str, cue: Cue) -> bool:
    """Return whether a plan or a target named by a noun was dropped, met or missed."""
    words, low = sentence.words, max(0, cue.first - _FAR)
    opened = max(parts.rfind(mark, low, cue.first) for mark in ',;:"&') + 1
    near = words[max(low, opened) : cue.first]
    if not words_of("denials", "dropped").isdisjoint(near):
        return True
    if not words_of("denials", "old").isdisjoint(near[-2:]):
        return True
    behind = words[cue.last : cue.last + _BEHIND]
    at = next((at for at, word in enumerate(behind) if word in {"was", "were"}), None)
    if at is None:
        return False
    told = behind[at + 1 : at + 3]
    return (
        not at or any(map(is_negative, told)) or not words_of("denials", "ended").isdisjoint(told)
    )


def is_outsider(words: Sequence[str]) -> bool:
    """Return whether those who say something only foresee it: analysts, critics."""
    return not words_of("denials", "outsiders").isdisjoint(words)
