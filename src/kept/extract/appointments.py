"""Roles to be taken up and gatherings to be held: promises whose number is a date."""

import re
from functools import cache

from kept.extract.tokens import Sentence
from kept.extract.undertakings import Promise
from kept.lexicon.load import table

REACH = 9
"""Tokens behind the verb in which the role or the gathering stands."""

_OBJECT = re.compile("[DdxNTBOQR0]*B")
_ROLE = re.compile("[RTb]")
_HOLDER = re.compile("[RT]")


def is_appointment(sentence: Sentence, parts: str, promise: Promise, *, dated: bool) -> bool:
    """Return whether a promise is to take up a role, or to host or hold a gathering.

    dated: the sentence says when. What is only led ("will lead the council") needs a date.
    """
    if promise.strength == "done":
        return dated and _is_chosen(sentence, parts, promise)
    if promise.passive:
        return _is_held_or_sworn(sentence, parts, promise)
    verb = sentence.words[promise.does]
    if dated and not promise.willed and _takes_place(sentence, promise):
        return True
    if promise.is_cue and not dated:
        return False  # "takes over as chair": a promise only with the day ahead
    if verb not in _group("verbs"):
        return False
    object_words = sentence.words[promise.does + 1 : promise.does + 1 + REACH]
    if verb.startswith(("host", "hold", "chair", "preside")):
        return dated or not _group("gatherings").isdisjoint(object_words)
    if verb.startswith(("head", "lead")):
        return dated and _OBJECT.match(parts, promise.does + 1, promise.does + REACH) is not None
    return not _group("roles").isdisjoint(object_words) or _takes_title(sentence, parts, promise)


def _takes_place(sentence: Sentence, promise: Promise) -> bool:
    """Return whether a gathering "will take place", or begins."""
    verb = sentence.words[promise.does]
    known = _group("taking_place")
    if verb not in known and f"{verb} {sentence.words[promise.does + 1]}" not in known:
        return False
    return not _group("gatherings").isdisjoint(sentence.words[promise.first : promise.does])


def _is_chosen(sentence: Sentence, parts: str, promise: Promise) -> bool:
    """Return whether someone "has been appointed president", or is so by the subject."""
    if sentence.words[promise.cue] not in _group("chosen"):
        return False
    return _ROLE.search(parts, promise.cue, promise.cue + REACH) is not None


def _takes_title(sentence: Sentence, parts: str, promise: Promise) -> bool:
    """Return whether the verb takes a title: "take over as director", "become chairman"."""
    words = sentence.words[promise.does : promise.does + 4]
    if "as" in words:
        first = promise.does + words.index("as") + 1
    elif words[0].startswith(("become", "succeed")):
        first = promise.does + 1
    else:
        return False
    return _ROLE.search(parts, first, first + 4) is not None


def _is_held_or_sworn(sentence: Sentence, parts: str, promise: Promise) -> bool:
    """Return whether a gathering "will be held", or someone "will be sworn in".

    A bridge that "will be inaugurated" takes up no office.
    """
    words = sentence.words
    done = words[promise.does + 1 : promise.does + 3]
    if _group("held").intersection(done[:1]):
        return not _group("gatherings").isdisjoint(words[promise.first : promise.does])
    if " ".join(done) in _group("sworn") or " ".join(done[:1]) in _group("sworn"):
        return True
    if " ".join(done[:1]) not in _group("sworn_or_opened"):
        return False
    return _HOLDER.search(parts, promise.first, promise.does) is not None


@cache
def _group(key: str) -> frozenset[str]:
    return frozenset(table("commitments.toml")["appointments"][key])
