"""Promises made twice in one text: a headline repeats its story, a speaker himself."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from kept.extract.drafts import Draft
from kept.lexicon.load import table
from kept.model.text import Quote

MEMORY = 20
"""Promises of one value that a new one is compared with, the latest."""

_WORD = re.compile(r"[^\W_]+")
_BRACKETED = re.compile(r"\([^()]*\)?")
_SMALL = frozenset(("the", "a", "an", "of", "in", "for", "to", "and", "its", "their", "our", "on"))


def merged(drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts with those that promise the same thing made one, in text order."""
    kept: list[Draft] = []
    places: dict[tuple[str, ...], list[int]] = {}
    for draft in drafts:
        keys = _keys(draft)
        at = next(
            (
                place
                for key in keys
                for place in places.get(key, ())[-MEMORY:]
                if _is_same(kept[place], draft)
            ),
            None,
        )
        if at is None:
            at = len(kept)
            kept.append(draft)
        else:
            kept[at] = _joined(kept[at], draft)
        for key in keys:
            known = places.setdefault(key, [])
            if at not in known[-MEMORY:]:
                known.append(at)
    return sorted(kept, key=lambda draft: draft.action.start)


def normal(text: str) -> str:
    """Return the words of a phrase in lower case, without the small ones.

    >>> normal("The Fair Rents Act")
    'fair rents act'
    """
    return " ".join(word for word in _WORD.findall(text.lower()) if word not in _SMALL)


def _keys(draft: Draft) -> list[tuple[str, ...]]:
    """Return what two mentions of one promise share: a value with its unit, or a name."""
    if not draft.claims:
        return [(draft.kind, _name(draft.action.exact))]
    keys: list[tuple[str, ...]] = []
    for claim in draft.claims:
        quantity = claim.quantity
        change = claim.change.kind if claim.change else ""
        numbers = {quantity.low, quantity.high} - {None}
        keys += [(draft.kind, quantity.unit, str(number), change) for number in numbers]
    return keys


def _name(action: str) -> str:
    """Return the name of an act or a programme in the action, else the action's words."""
    match = _named().search(action)
    return normal(match.group() if match else _BRACKETED.sub("", action))


@cache
def _named() -> re.Pattern[str]:
    """Return a pattern for capitalised words that end in "Act", "Policy" or the like."""
    nouns = sorted(table("commitments.toml")["initiatives"]["nouns"], key=len, reverse=True)
    heads = "|".join(f"{re.escape(noun[0].upper())}{re.escape(noun[1:])}" for noun in nouns)
    return re.compile(rf"(?:[^\W\d_a-z][\w’'-]*\s+){{1,8}}(?:{heads})\b")


def _is_same(known: Draft, draft: Draft) -> bool:
    """Return whether two drafts that share a key are one promise."""
    if not draft.claims:
        return known.sentence is not draft.sentence or known.action.exact != draft.action.exact
    if known.sentence is draft.sentence:
        return False
    if _is_headline(known):
        return True
    one, other = known.claims[0].measure, draft.claims[0].measure
    return _share(one, other) and _share(known.promiser, draft.promiser)


def _share(one: Quote | None, other: Quote | None) -> bool:
    """Return whether two phrases have a word in common, or one is not known."""
    if one is None or other is None:
        return True
    return not set(normal(one.exact).split()).isdisjoint(normal(other.exact).split())


def _is_headline(draft: Draft) -> bool:
    return draft.sentence.tags[-1:] not in {".", '"', ":"}


def _joined(first: Draft, second: Draft) -> Draft:
    """Return one draft of two mentions: in the words of the story, not of its headline."""
    base, other = (second, first) if _is_headline(first) else (first, second)
    return replace(
        base,
        promiser=base.promiser or other.promiser,
        deadline=base.deadline or other.deadline,
        conditions=base.conditions or other.conditions,
        bodies=base.bodies or other.bodies,
        claims=(*first.claims, *second.claims),
        mentions=tuple(sorted((*base.mentions, *other.mentions, other.action), key=_place)),
    )


def _place(quote: Quote) -> int:
    return quote.start
