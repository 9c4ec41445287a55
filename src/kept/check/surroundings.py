"""The words around a claim that change what its number means, read from the document's text."""

import re
from functools import cache, lru_cache

from kept.check.rules import narrowing_words, pattern, whole_words, words
from kept.model.claims import Claim, Quantity
from kept.model.text import Quote

_BEFORE = 24
_BESIDE = re.compile(r"(?:[^\W\d_][\w’'&.-]*\s+)+$")
_CLOSE = 2
_MOST_MODIFIERS = 3
_NEARBY = 60
_SETTING = 400
_DATE = re.compile(
    r"\b(?:19|20)\d\d\b|\b(?:January|February|March|April|May|June|July|August|September"
    r"|October|November|December)\b"
)
_NEXT = re.compile(r"[\s,]*([\w’'-]+)\s+((?:the\s+|a\s+|an\s+)?([\w’'-]+))")
_MONTHS_AND_SPANS = frozenset(
    [
        *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
        *("october", "november", "december", "fy", "financial", "fiscal"),
    ]
)
_PERFECT = re.compile(r"\b(?:has|have|’ve|'ve)\s+(?:\w+ly\s+)?$", re.IGNORECASE)
_PLAIN_WORD = re.compile(r"\w+")
_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")


def nearly(quantity: Quantity, text: str) -> bool:
    """Return whether the bound word before the number is one like "nearly"."""
    if quantity.bound != "under":
        return False
    before = text[max(0, quantity.start - _BEFORE) : quantity.start]
    found = list(pattern("nearly").finditer(before))
    return bool(found) and not before[found[-1].end() :].strip()


def vague(quantity: Quantity) -> bool:
    """Return whether the number is a fraction or a multiple in words, such as "a third"."""
    if any(character.isdigit() for character in quantity.exact):
        return False
    return bool(pattern("vague").search(quantity.exact)) or quantity.unit == "times"


def setting(claim: Claim) -> str:
    """Return the claim's sentence, cut off far from its number: a sentence may be a whole book."""
    at = claim.quantity.start - claim.quote.start
    return claim.quote.exact[max(0, at - _SETTING) : at + _SETTING]


def has(group: str, sentence: str) -> bool:
    """Return whether a sentence holds a word or phrase of a list of the lexicon.

    Single words are looked up in the set of the sentence's words; only phrases are searched for.
    """
    single, phrases = _split(group)
    if not single.isdisjoint(_words_of(sentence)):
        return True
    return phrases is not None and bool(phrases.search(sentence))


@cache
def _split(group: str) -> tuple[frozenset[str], re.Pattern[str] | None]:
    single = frozenset(word.lower() for word in words(group) if _PLAIN_WORD.fullmatch(word))
    phrases = [word for word in words(group) if not _PLAIN_WORD.fullmatch(word)]
    return single, whole_words(phrases) if phrases else None


@lru_cache(maxsize=1024)
def _words_of(sentence: str) -> frozenset[str]:
    return frozenset(_PLAIN_WORD.findall(sentence.lower()))


def so_far(sentence: str) -> bool:
    """Return whether a sentence speaks of what has happened up to now, as "has grown" does."""
    if has("so_far", sentence):
        return True
    verbs = pattern("so_far_verbs").finditer(sentence)
    return any(_PERFECT.search(sentence, 0, verb.start()) for verb in verbs)


def bearing(group: str, claim: Claim) -> bool:
    """Return whether the claim's sentence holds a word of the list, its own period left out."""
    return has(group, _without_period(claim))


def added(claim: Claim, text: str) -> str:
    """Return the word that puts the number on top of another, such as "additional"; "" for none."""
    quantity = claim.quantity
    before = _WORD.findall(text[max(claim.quote.start, quantity.start - _BEFORE) : quantity.start])
    after = _WORD.findall(text[quantity.end : min(claim.quote.end, quantity.end + _BEFORE)])
    measure = _WORD.findall(claim.measure.exact) if claim.measure is not None else []
    near = (*before[-_CLOSE:], *after[:1], *measure[:_CLOSE])
    return next((word for word in near if word.lower() in words("scope_of_amounts")), "")


def taken_over(claim: Claim) -> bool:
    """Return whether the measure is from another sentence, which may speak of something else."""
    return claim.measure is not None and not _inside(claim.measure, claim.quote)


def a_step(claim: Claim, text: str) -> bool:
    """Return whether a level is one in name only: "up $160" says how far it moved."""
    if claim.change is not None:
        return False
    before = text[max(claim.quote.start, claim.quantity.start - _BEFORE) : claim.quantity.start]
    found = _WORD.findall(before)
    return bool(found) and found[-1].lower() in words("steps")


def dated_nearby(claim: Claim, text: str) -> bool:
    """Return whether a month or a year stands by a number that was read without a period."""
    if claim.period is not None:
        return False
    start = max(claim.quote.start, claim.quantity.start - _NEARBY)
    end = min(claim.quote.end, claim.quantity.end + _NEARBY)
    beside = f"{text[start : claim.quantity.start]} | {text[claim.quantity.end : end]}"
    return bool(_DATE.search(beside))


def narrowed(claim: Claim, text: str) -> str:
    """Return the words that make the measure a narrower one, such as "to Spain"; "" for none."""
    extra = added(claim, text)
    if extra:
        return extra
    places = [claim.quantity.end]
    if claim.measure is not None and _inside(claim.measure, claim.quote):
        places.append(claim.measure.end)
    own = _own_words(claim)
    for place in places:
        found = _narrowing_at(claim, text, place, own)
        if found:
            return found
    return ""


def modifiers(claim: Claim, text: str) -> frozenset[str]:
    """Return the words that stand directly before the measure and are no part of it.

    "Non-oil real GDP growth", read as GDP, is narrower than "overall real GDP growth". Only
    words that are known to narrow a measure count, and those with a hyphen.
    """
    measure = claim.measure
    if measure is None or not _inside(measure, claim.quote):
        return frozenset()
    before = text[max(claim.quote.start, measure.start - _NEARBY) : measure.start]
    beside = _BESIDE.search(before)
    if beside is None:
        return frozenset()
    found: list[str] = []
    for word in reversed(beside[0].split()):
        if word.lower() in words("function_words"):
            break
        found.append(word)
    plain = frozenset(_stem(word.lower()) for word in found[:_MOST_MODIFIERS])
    narrow = frozenset(word for word in plain if "-" in word) | (plain & narrowing_words())
    return narrow - words("harmless_scope") - _own_words(claim)


@lru_cache(maxsize=4096)
def stems(phrase: str) -> frozenset[str]:
    """Return a phrase's words in the singular and lower case.

    >>> sorted(stems("Pakistan’s IT exports"))
    ['export', 'it', 'pakistan']
    """
    return frozenset(_stem(word.lower()) for word in _WORD.findall(phrase))


def _stem(word: str) -> str:
    word = word.removesuffix("’s").removesuffix("'s")
    if word.endswith("ies") and len(word) > 4:  # noqa: PLR2004
        return f"{word[:-3]}y"
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:  # noqa: PLR2004
        return word[:-1]
    return word


def _narrowing_at(claim: Claim, text: str, place: int, own: frozenset[str]) -> str:
    if any(_covers(quote, place) for quote in (claim.measure, claim.subject)):
        return ""
    match = _NEXT.match(text, place, claim.quote.end)
    if match is None or match[1].lower() not in words("narrowing"):
        return ""
    if (
        claim.period is not None
        and claim.period.text_start <= match.start(2) + 4
        and (match.start(1) < claim.period.text_end)
    ):
        return ""
    opener, follower = match[1].lower(), match[3]
    plain = _stem(follower.lower())
    if plain in own or follower.lower() in _MONTHS_AND_SPANS or follower[0].isdigit():
        return ""
    named = follower[0].isupper() or follower.lower() in words("groups")
    if opener in words("always_narrowing") or named:
        return f"{match[1]} {match[2]}"
    return ""


def _own_words(claim: Claim) -> frozenset[str]:
    quotes = (quote for quote in (claim.measure, claim.subject) if quote is not None)
    return frozenset().union(*(stems(quote.exact) for quote in quotes))


def _covers(quote: Quote | None, place: int) -> bool:
    return quote is not None and quote.start <= place < quote.end


def _inside(quote: Quote, outer: Quote) -> bool:
    return outer.start <= quote.start and quote.end <= outer.end


def _without_period(claim: Claim) -> str:
    around, period = setting(claim), claim.period
    if period is None or not period.exact:
        return around
    return around.replace(period.exact, " ", 1)
