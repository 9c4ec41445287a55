"""Ages of persons, and the ages that edge a group: numbers that claim nothing."""

import re
from functools import cache

from kept.extract.rules import Amount
from kept.extract.tokens import Sentence
from kept.lexicon.exclusions import listed

_AGE = re.compile(
    r"\b(?:aged?|ages)(?: (?:of|between|from|group|over|under|above|below))*"
    r"(?: \S+ (?:and|to|-|–))?$"
)


def is_age(sentence: Sentence, amount: Amount) -> bool:
    """Aged 30, the age of 30, a 30-year-old, the over-65s."""
    near = sentence.words[max(0, amount.first - 5) : amount.first]
    aged = amount.unit in _AGED_UNITS and not listed("age_words").isdisjoint(near)
    if aged and _AGE.search(" ".join(near[-3:])):
        return True
    following = sentence.words[amount.last] if amount.last < len(sentence.words) else ""
    if following in listed("age_after") or following.startswith(_starts()):
        after = " ".join(sentence.words[amount.last : amount.last + 4])
        if _OLD.match(after if amount.unit not in listed("spans") else f"{amount.unit} {after}"):
            return True
    if _is_old(sentence, amount) or _hyphened(sentence, amount):
        return True
    bound = amount.first > 1 and sentence.words[amount.first - 1] in listed("age_bounds")
    counts = bool(amount.unit) and sentence.tags[amount.noun] != "E"  # "under 25 stands at"
    if not bound or counts or amount.high >= _OLDEST:
        return False
    people = sentence.words[max(0, amount.first - 8) : amount.first - 1]
    return any(word in listed("threshold_nouns") for word in people)


@cache
def _starts() -> tuple[str, ...]:
    return tuple(listed("age_starts"))


_OLDEST = 110
_AGED_UNITS = frozenset({"", "year", "person"})
_OLD = re.compile(r"(?:- ?)?(?:(?:year|month|week|day)s?(?: - |-| )(?:olds?|of ages?)|yo|y/o)\b")


def _hyphened(sentence: Sentence, amount: Amount) -> bool:
    """Return whether a bound is glued before a number: "the under-21 side", "over-60s"."""
    at = amount.first
    if at < 2 or sentence.tags[at - 1] != "-" or amount.high >= _OLDEST:  # noqa: PLR2004
        return False
    glued = sentence.ends[at - 2] == sentence.starts[at - 1] == sentence.starts[at] - 1
    return glued and sentence.words[at - 2] in listed("hyphened_bounds")


def _is_old(sentence: Sentence, amount: Amount) -> bool:
    """Return whether a bare number says how old somebody is: "who was 10", "he will be 35"."""
    at = amount.first - 1
    if amount.unit or at < 1 or not 0 < amount.high < _OLDEST or amount.noun >= 0:
        return False
    if "expectancy" in sentence.words[max(0, at - 8) : at]:
        return True
    if sentence.tags[at] == "," and sentence.tags[at - 1] == "X":
        return sentence.tags[amount.last : amount.last + 1] == ","
    near = sentence.words[max(0, at - 4) : at]
    ends = sentence.tags[amount.last : amount.last + 1] in {"", ".", ",", "I", "k", "&", ";", "R"}
    return sentence.words[at] in listed("being") and ends and not listed("persons").isdisjoint(near)


def is_age_group(sentence: Sentence, amount: Amount) -> bool:
    """Aged 18 to 34, between the ages of 25 and 54: the edges of a group."""
    if amount.low == amount.high and not _is_edge(sentence, amount):
        return False
    return is_age(sentence, amount)


def _is_edge(sentence: Sentence, amount: Amount) -> bool:
    """Return whether another number is joined to an amount."""
    first, last = amount.first, amount.last
    joins = listed("age_joins")
    if sentence.tags[last + 1 : last + 2] in _NUMBERS and sentence.words[last] in joins:
        return True
    return first > 1 and sentence.tags[first - 2] in _NUMBERS and sentence.words[first - 1] in joins


_NUMBERS = frozenset("nw")
