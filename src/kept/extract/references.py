"""Measures that an earlier sentence named, where a word of this one stands for them."""

from collections.abc import Mapping
from functools import cache

from kept.extract.heads import is_past
from kept.extract.rules import Amount
from kept.extract.tokens import Sentence
from kept.lexicon.vocabulary import words
from kept.model.text import Quote


def refers_back(sentence: Sentence, amount: Amount) -> bool:
    """Return whether a pronoun may stand for a measure that an earlier sentence named.

    "It has fallen to 8 per cent"; never the "he" of "he said".
    """
    standing, before = words("standing"), amount.first
    if is_of_them(sentence, amount) or sentence.words[amount.noun] == "ones":
        return True
    if amount.names[0] == "share.in" or sentence.words[0] == "each":
        return True  # "four out of five had lost it"
    forms, tags = sentence.words, sentence.tags
    if any(forms[at] in standing and tags[at] in "rD" for at in range(before)):
        return True
    if _pointing().isdisjoint(forms[:before]):
        return False
    return any(_points(sentence, at) for at in range(before))


def earlier_measure(
    sentence: Sentence, amount: Amount, measures: Mapping[str, Quote], plural: Quote | None
) -> Quote | None:
    """Return the earlier measure that an amount takes up: of its kind, or the things spoken of."""
    if is_of_them(sentence, amount) or amount.names[0] == "share.in":
        return plural
    found = measures.get(family_of(amount))
    return found or (plural if _each(sentence, amount) else None)


def _each(sentence: Sentence, amount: Amount) -> bool:
    """Return whether those spoken of do what an amount tells: "each carries 8,000 litres"."""
    measured = bool(amount.unit) and not amount.currencies and amount.unit != "percent"
    return measured and not _MANY.isdisjoint(sentence.words[: amount.first])


_MANY = frozenset({"each", "they", "these"})


def _points(sentence: Sentence, at: int) -> bool:
    """Return whether a word stands for a figure: "this is up", "the total was"."""
    forms, tags = sentence.words, sentence.tags
    if forms[at] in words("pointers"):
        if at + 1 == len(forms):
            return False
        acts = tags[at + 1] in "EUAF" or is_past(sentence, at + 1)
        return acts or forms[at + 1] in words("figures")
    aimed = forms[at] in words("own_aims") and tags[at + 1 : at + 2] == "A" and at > 0
    if aimed and (forms[at - 1] == "own" or tags[at - 1] == "D"):
        return forms[at + 1] != "to"  # "our target is"
    known = forms[at] in words("figures") and at > 0 and forms[at - 1] == "the"
    return known and tags[at + 1 : at + 2] not in {"W", "X", "I"}


@cache
def _pointing() -> frozenset[str]:
    return words("pointers") | words("own_aims") | words("figures")


def is_of_them(sentence: Sentence, amount: Amount) -> bool:
    """Return whether an amount is a part of things named before: "20 of them"."""
    if sentence.words[amount.last : amount.last + 2] == ["of", "them"]:
        return True
    leads = sentence.words[0] == "of" and sentence.words[1:2] in (["these"], ["those"])
    return leads and sentence.tags[2:3] == "," and not amount.unit


def family_of(amount: Amount) -> str:
    """Return which earlier measures an amount may share: of money, counts, or its unit."""
    if amount.currencies or amount.unit in {"percent", "times"}:
        return "money"
    counts = amount.noun >= 0 or not amount.unit
    return "count" if counts else amount.unit
