"""Acts, policies, programmes and works that a sentence promises, without a number.

Either somebody will bring something about ("will introduce a bill"), or has decided it
("has passed the Fair Rents Act"), or a speaker lists what is under way ("key policy
initiatives, including the X Act, the development of parks and the transition to Y").
"""

import re
from functools import cache

from kept.extract.cues import words_of
from kept.extract.deeds import base_of, deeds, gerunds, group, participles
from kept.extract.tokens import Sentence
from kept.extract.undertakings import Promise
from kept.lexicon.load import table

_SPLIT = re.compile(r"[,;]&?|&(?=[Dd]|x)")
_LIST_END = re.compile(r'[.:"]$|[;"k]|,[gk]|,[hewm]')
LONGEST_LIST = 150
"""Tokens that a list of initiatives may have."""

LONGEST = 14
"""Tokens that the name of an initiative may have."""


def is_initiative(sentence: Sentence, parts: str, promise: Promise, *, dated: bool) -> bool:
    """Return whether a promise without a number brings something about.

    dated: the sentence says when; then a thing may be its own subject ("the plant will open").
    """
    if promise.strength == "done" and (promise.is_cue or promise.passive):
        return _is_decided(sentence, parts, promise)
    if promise.passive and promise.strength == "considers":
        return names_one(sentence, parts, promise.first, promise.cue)
    if promise.passive:
        return _will_be_done(sentence, parts, promise, dated=dated)
    if promise.is_cue:
        return _is_named(sentence, parts, promise)
    if dated and _comes_about(sentence, promise):
        return True
    return promise.subject is not None and _is_work(sentence, parts, promise, dated=dated)


def _comes_about(sentence: Sentence, promise: Promise) -> bool:
    """Return whether something opens, begins or becomes law: followed where it has a date."""
    if base_of(sentence.words[promise.does]) in _group("initiatives", "dated"):
        return True
    done = sentence.words[promise.does : promise.last]
    if done[:2] == ["take", "effect"]:
        return True
    return not _group("initiatives", "states").isdisjoint(done)


def _is_work(sentence: Sentence, parts: str, promise: Promise, *, dated: bool) -> bool:
    """Return whether what somebody will do brings something about that can be followed."""
    verb = base_of(sentence.words[promise.does])
    if sentence.words[promise.does + 1 : promise.does + 2] == ["forward"]:  # put it, come with it
        return names_one(sentence, parts, promise.does + 2, promise.last)
    if verb == "have":
        return names_one(sentence, parts, promise.does + 1, promise.last)
    if promise.negated and promise.willed:
        return verb in deeds()
    if promise.last - promise.does < 2:  # noqa: PLR2004  a verb and what it does it to
        return False
    if not _is_deed(verb, promise):
        new = sentence.words[promise.does + 1] in {"a", "an", "another"}
        return dated and new and promise.willed and verb in deeds()
    if verb in _group("initiatives", "soft") and not dated:
        return promise.willed and _is_concrete(sentence, parts, promise.does + 1, promise.last)
    return promise.first == promise.does or dated


def _is_deed(verb: str, promise: Promise) -> bool:
    """Return whether a verb brings something about, or is a deed that can be seen done."""
    if verb in _group("initiatives", "verbs"):
        return True
    seen = verb in deeds() and verb not in group("vague") | group("change")
    return seen and promise.willed and promise.strength != "considers"


def _is_concrete(sentence: Sentence, parts: str, first: int, last: int) -> bool:
    """Return whether a phrase names a thing to follow, or anything by its name."""
    return names_one(sentence, parts, first, last) or "N" in parts[first:last]


def _is_decided(sentence: Sentence, parts: str, promise: Promise) -> bool:
    """Return whether an act, a policy or the like was decided, and is named or new."""
    if sentence.words[promise.cue] not in _group("decisions", "done"):
        return False
    if promise.passive:
        told = sentence.words[promise.cue - 1] in {"was", "were"} and promise.subject is None
        return not told and _is_new(sentence, parts, promise.first, promise.does)
    first = promise.does + 1
    if sentence.words[promise.cue] in {"gave", "gives", "given"}:  # "the go-ahead for a dam"
        first = max(first, parts.find("f", first, promise.last) + 1)
    return _is_new(sentence, parts, first, promise.last)


def _will_be_done(sentence: Sentence, parts: str, promise: Promise, *, dated: bool) -> bool:
    """Return whether "will be launched" is said of an act, a programme or a work."""
    done = sentence.words[promise.does : promise.does + 3]
    verbs = {participles().get(word) for word in done}
    if verbs.isdisjoint(_group("initiatives", "verbs") | _group("initiatives", "dated")):
        return False
    if dated and not verbs <= _group("initiatives", "soft") | {None}:
        return promise.willed
    return promise.willed and names_one(sentence, parts, promise.first, promise.cue)


def _is_named(sentence: Sentence, parts: str, promise: Promise) -> bool:
    """Return whether what is weighed, announced or hoped for is an initiative."""
    cue = sentence.words[promise.cue]
    if cue in words_of("manners", "money"):
        return parts[promise.does + 1 : promise.does + 2] in {"D", "N", "O"} and _is_new(
            sentence, parts, promise.does + 1, promise.last
        )
    if promise.strength == "aims" and cue in words_of("manners", "planning"):
        return promise.subject is not None and _is_new(
            sentence, parts, promise.first + (promise.first == promise.cue), promise.last
        )
    hoped = promise.strength == "aims" and sentence.words[promise.first] in gerunds()
    return (
        (promise.strength == "considers" or hoped)
        and promise.subject is not None
        and names_one(sentence, parts, promise.first, promise.last)
    )


def _is_new(sentence: Sentence, parts: str, first: int, last: int) -> bool:
    """Return whether what was decided is named: "the Fair Rents Act", "a scheme", not "the law"."""
    new = not {"a", "an"}.isdisjoint(sentence.words[max(0, first - 1) : min(last, first + 4)])
    named = "N" in parts[first:last] or "O" in parts[first:last]
    return (new or named) and names_one(sentence, parts, first, last)


def names_one(sentence: Sentence, parts: str, first: int, last: int) -> bool:
    """Return whether a word for an act, a policy or a work stands in the phrase's first part."""
    for at in range(first, min(last, first + LONGEST)):
        if parts[at] in "fIctku" and at > first:
            return False
        if sentence.words[at] in _group("initiatives", "nouns"):
            return True
    return False


def may_list(sentence: Sentence) -> bool:
    """Return whether a sentence may list initiatives: a quick look before the slow one."""
    words = sentence.words
    return not _group("initiatives", "lists").isdisjoint(words) or not _group(
        "initiatives", "enumerating"
    ).isdisjoint(words)


def find_list(sentence: Sentence, parts: str) -> list[tuple[int, int]]:
    """Return the members of a list of initiatives, each as tokens [first, last)."""
    first = _list_start(sentence, parts)
    if first is None:
        return []
    end = _list_end(parts, first)
    members = [
        (low, high)
        for low, high in _members(sentence, parts, first, end)
        if low < high
        and (
            names_one(sentence, parts, low, high)
            or not _doing().isdisjoint(sentence.words[low : min(low + 3, high)])
        )
    ]
    return members if len(members) > 1 else []


def _doing() -> frozenset[str]:
    return _group("initiatives", "doing")


def _list_start(sentence: Sentence, parts: str) -> int | None:
    """Return the token at which a list of initiatives begins, or None."""
    words = sentence.words
    for at, word in enumerate(words):
        if word in _group("initiatives", "lists"):
            after = at + 1 + (parts[at + 1 : at + 2] == ",")
            if words[after : after + 1] and words[after] in _group("initiatives", "listing"):
                return after + 1 + (words[after] == "such")
        elif (
            word in _group("initiatives", "enumerating")
            and parts[at + 1 : at + 2] in {"D", "N"}
            and _is_enumeration(sentence, parts, at + 1)
        ):
            return at + 1
    return None


def _is_enumeration(sentence: Sentence, parts: str, first: int) -> bool:
    """Return whether a capitalised initiative comes first, and a comma or "and" after it."""
    end = _list_end(parts, first)
    members = _members(sentence, parts, first, end)
    named = [member for member in members if names_one(sentence, parts, *member)]
    return len(named) > 1 and named[0] == members[0] and "N" in parts[slice(*named[0])]


def _list_end(parts: str, first: int) -> int:
    farthest = min(len(parts), first + LONGEST_LIST)
    match = _LIST_END.search(parts, first, farthest)
    return farthest if match is None else match.start()


def _members(sentence: Sentence, parts: str, first: int, end: int) -> list[tuple[int, int]]:
    """Return the parts of a list: "and" parts them before an article or a noun of doing."""
    cuts = [first]
    for match in _SPLIT.finditer(parts, first, end):
        after = match.end()
        if match.group() == "&" and not _begins_member(sentence, parts, after):
            continue
        cuts += [match.start(), after]
    cuts.append(end)
    spans = [(cuts[at], cuts[at + 1]) for at in range(0, len(cuts), 2)]
    return [_without_article(parts, *span) for span in spans]


def _begins_member(sentence: Sentence, parts: str, at: int) -> bool:
    return parts[at] in "Dd" or sentence.words[at] in _doing()


def _without_article(parts: str, first: int, last: int) -> tuple[int, int]:
    while first < last and parts[first] in "D&v":
        first += 1
    return first, last


@cache
def _group(table_name: str, key: str) -> frozenset[str]:
    return frozenset(table("commitments.toml")[table_name][key])
