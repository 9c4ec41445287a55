"""Which numbers a promise holds, and whether it gives money: pledges apart from targets."""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from kept.extract.cues import nouns, words_of
from kept.extract.deeds import base_of, deeds, group
from kept.extract.names import is_actor, phrase_at
from kept.extract.tokens import Sentence
from kept.extract.undertakings import Promise
from kept.model.claims import Claim, Strength

_MONEY = re.compile(r"c[nw]s?|n[sm]?C")
_GIVEN_FOR = re.compile(r"(?:c[nw](?:[smh]|[nw])*|[nw]s?C)W{0,2}$")
_VERBLESS = re.compile("[^sAZhemwc]*")
_SETTING = re.compile("[^x-]|$")
"""What follows a noun that sets a level: "a target of", not "goal totals"."""

_VERB = re.compile("[UE]")

_AHEAD = 4
_WEIGHED = frozenset(("could",))
_CURRENCY = re.compile("[A-Z]{3}")


def is_promised(sentence: Sentence, parts: str, promise: Promise) -> bool:
    """Return whether every number in the action is promised, however its claim was read.

    A decision promises money only, and only where a word of giving names it.
    """
    words = sentence.words
    if promise.negated or not promise.willed:
        return False
    cue = words[promise.cue]
    if cue in words_of("manners", "money") and promise.is_cue:
        return _is_money_for(sentence, parts, promise)
    if promise.strength == "done" and (promise.is_cue or promise.passive):
        given = cue in words_of("manners", "granting") and _MONEY.search(
            sentence.tags, promise.first, promise.last
        )
        return bool(given) or _is_gift(sentence, promise.first, promise.last)
    if promise.passive:
        return True
    if promise.is_cue:
        known = promise.strength != "will" or cue in words_of("strength", "given")
        return promise.subject is not None and known
    return cue not in _WEIGHED and (
        base_of(words[promise.does]) in deeds() or promise.first != promise.cue
    )


def is_money(claim: Claim) -> bool:
    """Return whether a claim's unit is a currency."""
    return _CURRENCY.fullmatch(claim.quantity.unit) is not None


def gives_money(sentence: Sentence, parts: str, promise: Promise, claims: Sequence[Claim]) -> bool:
    """Return whether a promise is a pledge: money, and a verb or a noun of giving."""
    if not any(map(is_money, claims)):
        return any(claim.modality == "pledge" for claim in claims) and promise.is_cue
    if promise.strength == "done" and (promise.is_cue or promise.passive):
        return True
    words = sentence.words
    done = words[promise.does + 1 : promise.does + 4] if promise.passive else []
    if not {"go", "available"}.isdisjoint(done) or not group("paying").isdisjoint(
        map(base_of, (words[promise.does], *done))
    ):
        return True
    spending = promise.is_cue and words[promise.cue] in words_of("manners", "spending")
    if spending and _is_money_for(sentence, parts, promise):
        return True
    if not promise.is_cue and base_of(words[promise.does]) in deeds():
        return False
    return any(claim.modality == "pledge" for claim in claims) or _is_gift(
        sentence, promise.first, promise.last
    )


def _is_gift(sentence: Sentence, first: int, last: int) -> bool:
    """Return whether money is named as given: "a grant of $5 million"."""
    named = not words_of("manners", "giving").isdisjoint(sentence.words[first:last])
    return named and _MONEY.search(sentence.tags, first, last) is not None


def _is_money_for(sentence: Sentence, parts: str, promise: Promise) -> bool:
    """Return whether money is announced as given, or for a purpose: "£90 million for clubs"."""
    first, last = promise.cue + 1, promise.last
    if _is_gift(sentence, first, last) or sentence.words[promise.cue] == "investing":
        return True
    purpose = parts.find("f", first, last)
    return purpose > 0 and _GIVEN_FOR.search(sentence.tags[first:purpose]) is not None


class Nominal(NamedTuple):
    """A promise in a noun, from token `first`: who gives it, and how firmly.

    received: the sentence's subject gets what others have promised ("secures pledges").
    """

    first: int
    promiser: tuple[int, int] | None
    strength: Strength
    received: bool


def find_nominal(
    sentence: Sentence, parts: str, first: int, at: int, last: int, *, paid: bool
) -> Nominal | None:
    """Return what the clause [first, last) with a number at `at` promises without a verb of it.

    paid: the number is money.
    None where the clause tells of a promise denied, dropped, met, or made by others long ago.
    """
    words = sentence.words[first:last]
    before = sentence.words[max(0, first - 2) : last]
    if (
        not words_of("denials", "negative").isdisjoint(before)
        or not _vetoes().isdisjoint(words)
        or words[0] == "of"
    ):
        return None
    named = any(
        word in _naming(paid=paid) and (paid or _SETTING.match(parts, first + place + 1))
        for place, word in enumerate(words)
    )
    verbless = _VERBLESS.fullmatch(parts, first, last) is not None
    told = not nouns().isdisjoint(words) and _VERB.search(sentence.tags, first, last) is not None
    if not named and (not verbless or told):
        return None
    strength: Strength = "will"
    for place in range(max(0, first - _AHEAD), last):
        if sentence.words[place] in words_of("strength", "aims"):
            strength = "aims"
    giver = _giver(sentence, parts, at, last) or _named_before(sentence, parts, first, at)
    received = not words_of("manners", "receiving").isdisjoint(words)
    return Nominal(first, giver, strength, received)


@cache
def _naming(*, paid: bool) -> frozenset[str]:
    """Return nouns that promise: of money every word of giving, of levels words of aims alone."""
    given = words_of("manners", "giving") - words_of("manners", "plans")
    return words_of("manners", "aiming") | given if paid else words_of("manners", "aiming")


@cache
def _vetoes() -> frozenset[str]:
    return (
        words_of("denials", "dropped")
        | words_of("denials", "old")
        | words_of("denials", "outsiders")
        | words_of("denials", "demanding")
        | words_of("denials", "settled")
        | {"had"}
    )


def _named_before(sentence: Sentence, parts: str, first: int, at: int) -> tuple[int, int] | None:
    """Return whose the number right behind a name is: "Norway pledged two, Korea 20 million"."""
    phrase = phrase_at(parts, first)
    if phrase is None or phrase[1] != at or not is_actor(sentence, parts, *phrase):
        return None
    return phrase


def _giver(sentence: Sentence, parts: str, at: int, last: int) -> tuple[int, int] | None:
    """Return who gives: "from Norway", "by eleven donors" behind the number."""
    for place in range(at, last - 1):
        if sentence.words[place] in {"from", "by"}:
            counted = parts[place + 1] == "0"
            phrase = phrase_at(parts, place + 1 + counted)
            if phrase is not None:
                return (place + 1, phrase[1])
    return None
