"""Lists under a lead: "The ministry will:", "The plan includes:", and what their items promise."""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from msgspec.structs import replace

from kept.extract.actions import action_end
from kept.extract.cast import cast
from kept.extract.circumstances import token_at
from kept.extract.cues import Cue, find_cues, first_words, is_denied, words_of
from kept.extract.deeds import deeds
from kept.extract.drafts import Draft, Reader, Setting, read_sentence
from kept.extract.initiatives import names_one
from kept.extract.names import bare, body_at
from kept.extract.pledges import is_money
from kept.extract.promisers import owner_of, subject_of_cue
from kept.extract.promises import with_further
from kept.extract.tokens import Sentence
from kept.extract.undertakings import Clause, Promise, without_article
from kept.lexicon.load import table
from kept.model.claims import Claim, Period, Strength
from kept.model.text import Quote

_OPEN = re.compile("[tv]*[:,]?-?")
_VERBLESS = re.compile('[^sAZhemw"c]*')
_LONGEST_LEAD = 40
"""Tokens of a sentence that may lead a list."""


class Lead(NamedTuple):
    """What a sentence says of the list behind it: how firmly, who promises, by when."""

    strength: Strength
    promiser: Quote | None
    deadline: Period | None


def find_lead(
    sentence: Sentence, times: Sequence[Period], setting: Setting, whose: Quote | None
) -> Lead | None:
    """Return what a sentence promises of the list that follows, or None where it does not.

    whose: who is taken to have the plan where the sentence does not say so.
    """
    if len(sentence.words) > _LONGEST_LEAD or _leading().isdisjoint(sentence.words):
        return None
    parts = cast(sentence)
    deadline = next((time for time in map(setting.ahead, times) if time is not None), None)
    money = words_of("manners", "money")
    for cue in reversed([cue for cue in find_cues(sentence) if cue.phrase not in money]):
        if _is_open(sentence, parts, cue) and not is_denied(sentence, parts, cue):
            subject = subject_of_cue(Clause(sentence, parts, ()), cue)
            promiser = _named(sentence, parts, subject) or setting.speaker
            return Lead(cue.strength, promiser, deadline)
    return _of_noun(sentence, parts, setting, whose, deadline)


def _is_open(sentence: Sentence, parts: str, cue: Cue) -> bool:
    """Return whether nothing but the list follows the cue: "will:", "pledges to"."""
    rest = sentence.words[cue.last :]
    followed = [word for word in rest if word not in {"to", ":", "do", "the", "following", "-"}]
    return not followed and (parts[-1:] == ":" or rest[:1] == ["to"])


def _of_noun(
    sentence: Sentence,
    parts: str,
    setting: Setting,
    whose: Quote | None,
    deadline: Period | None,
) -> Lead | None:
    """Return what "Our targets for 2030" or "The plan includes:" says of its list."""
    words = sentence.words
    over = words_of("denials", "dropped") | words_of("denials", "old")
    if not over.isdisjoint(words) or (parts[-1:] != ":" and not _VERBLESS.fullmatch(parts)):
        return None
    for at, word in enumerate(words):
        if word not in words_of("leads", "nouns"):
            continue
        strength: Strength = "aims" if word in words_of("strength", "aims") else "will"
        if word in {"plan", "plans", "programme", "program", "scheme", "initiative"}:
            strength = "will"
        if word in words_of("strength", "considers") or word in words_of("manners", "proposals"):
            strength = "considers"
        owner = owner_of(parts, at)
        named = _named(sentence, parts, owner) or leading_body(sentence)
        promiser = named or setting.speaker or whose
        return Lead(strength, promiser, deadline)
    return None


def _named(sentence: Sentence, parts: str, phrase: tuple[int, int] | None) -> Quote | None:
    if phrase is None or (phrase[1] - phrase[0] == 1 and parts[phrase[0]] in "hemwd"):
        return None
    return bare(sentence, parts, *phrase)


def read_item(
    sentence: Sentence,
    claims: Sequence[Claim],
    times: Sequence[Period],
    setting: Setting,
    lead: Lead | None,
    whose: Quote | None,
) -> list[Draft]:
    """Return what one item of a list promises, under its lead or without one."""
    own = read_sentence(sentence, claims, times, setting)
    if lead is None:
        found = own or _dated(sentence, claims, times, setting)
        return [replace(draft, promiser=draft.promiser or whose) for draft in found]
    drafts = own or _led(sentence, claims, times, setting, lead)
    return [
        replace(
            draft,
            promiser=draft.promiser or lead.promiser or whose,
            deadline=draft.deadline or lead.deadline,
        )
        for draft in drafts
    ]


def _led(
    sentence: Sentence,
    claims: Sequence[Claim],
    times: Sequence[Period],
    setting: Setting,
    lead: Lead,
) -> list[Draft]:
    """Return the promise of an item: a deed ("build 40 schools") or a thing ("40 schools")."""
    parts = cast(sentence)
    reader = Reader(sentence, parts, times, Setting(lead.promiser, setting.published))
    if sentence.words and sentence.words[0] in deeds():
        last = action_end(sentence, parts, 0, reader.stops)
        deed = Promise(0, (0, 1), 0, last, 0, lead.strength, chain=0)
        promises = list(with_further(Clause(sentence, parts, reader.stops), deed))
        drafts = reader.numbered(promises, claims) or reader.plain(promises, ())
        return [replace(draft, promiser=lead.promiser) for draft in drafts]
    first = without_article(parts, 0, len(parts))
    last = action_end(sentence, parts, first, reader.stops)
    whole = Promise(0, None, first, last, 0, lead.strength)
    relative = parts.find("k")
    numbers = [claim for claim in claims if relative < 0 or _at(sentence, claim) < relative]
    if numbers:
        draft = reader.of_claims(whole, numbers)
        money = lead.strength != "aims" and any(map(is_money, numbers))
        return [replace(draft, kind="pledge") if money else draft]
    state = not words_of("initiatives", "states").isdisjoint(sentence.words[first:last])
    if state or names_one(sentence, parts, first, last):
        deadline = next((time for time in map(setting.ahead, times) if time is not None), None)
        return [reader.draft("initiative", whole, first, last, deadline)]
    return []


def _at(sentence: Sentence, claim: Claim) -> int:
    return token_at(sentence, claim.quantity.start)


def _dated(
    sentence: Sentence,
    claims: Sequence[Claim],
    times: Sequence[Period],
    setting: Setting,
) -> list[Draft]:
    """Return the target of an item that is a level by a date: "Recycled share: 20% by 2030"."""
    parts = cast(sentence)
    if not claims or not times or not _VERBLESS.fullmatch(parts):
        return []
    reader = Reader(sentence, parts, times, setting)
    whole = Promise(0, None, 0, action_end(sentence, parts, 0, reader.stops), 0, "will")
    draft = reader.of_claims(whole, list(claims))
    if draft.deadline is None or not _is_limit(sentence, draft.deadline):
        return []
    return [draft]


def leading_body(sentence: Sentence) -> Quote | None:
    """Return the body that a sentence begins with: "The council approved the plan"."""
    parts = cast(sentence)
    phrase = body_at(parts, 0)
    return None if phrase is None else bare(sentence, parts, *phrase)


def _is_limit(sentence: Sentence, deadline: Period) -> bool:
    """Return whether a time is a limit by its words: "by 2030", "until March 2027"."""
    before = sentence.text[: deadline.text_start - sentence.start].split()[-1:]
    words = {word.lower() for word in (*before, *deadline.exact.split()[:1])}
    return not words.isdisjoint({"by", "until", "before", "within"})


@cache
def _leading() -> frozenset[str]:
    return first_words() | frozenset(table("commitments.toml")["leads"]["nouns"])
