"""Clauses: the stretch of a sentence that one verb governs, as far as tags can tell."""

import re

from kept.extract.tokens import Sentence

_VERB = re.compile("[UEAS]")
_BREAK = re.compile("[,&k;]")
_LOOK_AHEAD = 12
_FARTHEST = 100
"""No clause reaches more tokens to either side of its amount."""
_SOFT = frozenset(",&k")
_VERBAL = frozenset("UEAS")
_TURNS = _SOFT | _VERBAL | {";"}
"""Tags at which a clause may end, or that tell whether it does: most words have another."""
_LINKING_WORDS = frozenset({"as", "which", "that", "who", "while", "whereas", "but"})


def clause_of(sentence: Sentence, first: int, last: int) -> tuple[int, int]:
    """Return the tokens [start, end) of the clause around tokens [first, last).

    A comma, "and" or a conjunction parts two clauses when a verb stands on the near side:
    "exports rose 5 %, imports fell 2 %" has two, "5 to 7, or even 8, per cent" has one.
    """
    return _start(sentence, first), _end(sentence, last)


def _start(sentence: Sentence, first: int) -> int:
    tags, words = sentence.tags, sentence.words
    seen_verb = False
    farthest = max(0, first - _FARTHEST)
    for at in range(first - 1, farthest - 1, -1):
        tag = tags[at]
        if tag not in _TURNS and words[at] not in _LINKING_WORDS:
            continue
        if tag == ";":
            return at + 1
        if words[at] == "which":
            return at
        soft = (tag in _SOFT and not _joins_nouns(sentence, at)) or _links(sentence, at)
        if soft and (seen_verb or _verb_follows(sentence, at + 1)):
            return at + 1
        if tag in _VERBAL:
            seen_verb = True
    return farthest


def _end(sentence: Sentence, last: int) -> int:
    tags, words = sentence.tags, sentence.words
    count = min(len(tags), last + _FARTHEST)
    for at in range(last, count):
        tag = tags[at]
        if tag not in _TURNS and words[at] not in _LINKING_WORDS:
            continue
        if tag == ";":
            return at
        soft = (tag in _SOFT and not _joins_nouns(sentence, at)) or _links(sentence, at)
        if soft and _verb_follows(sentence, at + 1):
            return at
    return count


def _joins_nouns(sentence: Sentence, at: int) -> bool:
    """Return whether "and" joins two nouns of a subject: no verb stands before it."""
    if sentence.tags[at] != "&" or sentence.tags[at - 1 : at] not in {"W", "X"}:
        return False
    opening = max(sentence.tags.rfind(mark, 0, at) for mark in ",;:") + 1
    return _VERB.search(sentence.tags, opening, at) is None


def _links(sentence: Sentence, at: int) -> bool:
    """Return whether a word begins another clause; "of that sum" begins none."""
    if sentence.words[at] not in _LINKING_WORDS:
        return False
    return at == 0 or sentence.tags[at - 1] != "I" or sentence.words[at] != "that"


def _verb_follows(sentence: Sentence, at: int) -> bool:
    """Return whether a verb comes before the next break: then a new clause begins at `at`."""
    while at < len(sentence.words) and sentence.tags[at] in _SOFT:
        at += 1
    following = sentence.tags[at : at + _LOOK_AHEAD]
    verb, stop = _VERB.search(following), _BREAK.search(following)
    return verb is not None and (stop is None or verb.start() < stop.start())


def in_apposition(sentence: Sentence, first: int) -> bool:
    """Return whether the tokens before `first` open an apposition: ", a 27 % increase"."""
    at = first - 1
    if at > 0 and sentence.words[at] == "of" and sentence.tags[at - 1] == "G":
        at -= 2  # ", an increase of 7 %"
    while at >= 0 and sentence.tags[at] in "bDJ":
        at -= 1
    return at > 0 and sentence.tags[at] == "," and sentence.tags[at - 1] not in _VERBAL
