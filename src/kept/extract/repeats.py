"""Promises made twice in one text: a headline repeats its story, a speaker himself."""

import re
from collections.abc import Sequence
from functools import cache

from msgspec.structs import replace

from kept.extract.cues import words_of
from kept.extract.drafts import Draft
from kept.lexicon.load import table
from kept.model.text import Quote

MEMORY = 20
"""Promises of one value that a new one is compared with, the latest."""

_WORD = re.compile(r"[^\W_]+")
_BRACKETED = re.compile(r"\([^()]*\)?")
_SMALL = frozenset(("the", "a", "an", "of", "in", "for", "to", "and", "its", "their", "our", "on"))


class _Group:
    """The mentions of one promise, with what a new one is compared with."""

    __slots__ = ("base", "drafts", "measure", "promiser")

    def __init__(self, draft: Draft) -> None:
        self.drafts = [draft]
        self._take(draft)

    def _take(self, draft: Draft) -> None:
        self.base = draft
        self.promiser = _words(draft.promiser)
        self.measure = _words(draft.claims[0].measure) if draft.claims else frozenset()

    def add(self, draft: Draft) -> None:
        """Take in one more mention: the first of the story goes before its headline's."""
        self.drafts.append(draft)
        if _is_headline(self.base) and not _is_headline(draft):
            self._take(draft)

    def holds(self, draft: Draft) -> bool:
        """Return whether a draft that shares a key with the group is the same promise."""
        known = self.base
        if not draft.claims:
            return known.sentence is not draft.sentence or known.action.exact != draft.action.exact
        if known.sentence is draft.sentence:
            return False
        if _is_headline(known):
            return True
        measures = self.measure, _words(draft.claims[0].measure)
        return _share(*measures) and _share(self.promiser, _words(draft.promiser))

    def joined(self) -> Draft:
        """Return one draft of all mentions: in the words of the story, not of its headline."""
        if len(self.drafts) == 1:
            return self.base
        base, others = self.base, [one for one in self.drafts if one is not self.base]
        order = [base, *others]
        return replace(
            base,
            promiser=_by_name(base.promiser, others),
            deadline=next((one.deadline for one in order if one.deadline), None),
            conditions=next((one.conditions for one in order if one.conditions), ()),
            bodies=next((one.bodies for one in order if one.bodies), ()),
            claims=tuple(claim for one in self.drafts for claim in one.claims),
            mentions=tuple(one.action for one in others),
        )


def merged(drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts with those that promise the same thing made one, in text order."""
    groups: list[_Group] = []
    places: dict[tuple[str, ...], list[_Group]] = {}
    for draft in drafts:
        keys = _keys(draft)
        near = (group for key in keys for group in places.get(key, ())[-MEMORY:])
        group = next((group for group in near if group.holds(draft)), None)
        if group is None:
            group = _Group(draft)
            groups.append(group)
        else:
            group.add(draft)
        for key in keys:
            known = places.setdefault(key, [])
            if group not in known[-MEMORY:]:
                known.append(group)
    return sorted((group.joined() for group in groups), key=lambda draft: draft.action.start)


def _by_name(promiser: Quote | None, others: Sequence[Draft]) -> Quote | None:
    """Return the promiser; by his name, where one mention says "the country" and one "Peru"."""
    generic = words_of("manners", "generic")
    if promiser is not None and promiser.exact not in generic:
        return promiser
    known = [one.promiser for one in others if one.promiser is not None]
    named = [one for one in known if one.exact[0].isupper() and one.exact.lower() not in generic]
    return promiser if promiser is not None and not named else next(iter(named or known), None)


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


def _words(quote: Quote | None) -> frozenset[str]:
    """Return the telling words of a phrase; none where it is not known."""
    return frozenset() if quote is None else frozenset(normal(quote.exact).split())


def _share(one: frozenset[str], other: frozenset[str]) -> bool:
    """Return whether two phrases have a word in common, or one is not known."""
    return not one or not other or not one.isdisjoint(other)


def _is_headline(draft: Draft) -> bool:
    return draft.sentence.tags[-1:] not in {".", '"', ":"}
