"""Claims grouped into statements, and when two of them speak of the same thing.

An announcement says a thing in its headline and again below. Both mentions are one statement,
and a finding about it names both claims.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import lru_cache

from msgspec import Struct

from kept.check.intervals import number
from kept.check.rules import words
from kept.check.surroundings import stems
from kept.model.claims import Claim, Commitment, Period
from kept.model.findings import Case
from kept.model.text import Quote

_LARGEST = Decimal(10) ** 18
_SMALLEST = Decimal(10) ** -9
_REMEMBERED = 50
_SIMILAR = {"estimated": "observed", "capability": "observed"}


class Statement(Struct, frozen=True):
    """One thing said, with every claim that says it. `claim` is the fullest of them."""

    claim: Claim
    claims: tuple[Claim, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """Return the ids of all mentions, in text order."""
        return tuple(claim.id for claim in self.claims)


class Said(Struct, frozen=True):
    """What a document says, arranged once: what every check is given beside the case.

    statements: in text order. sentences: the usable claims of each sentence, in text order.
    promises: by the id of each claim, the promise that it belongs to. places: by the id of each
    usable claim, the place of its statement.
    """

    statements: tuple[Statement, ...]
    sentences: tuple[tuple[Claim, ...], ...]
    promises: dict[str, Commitment]
    places: dict[str, int]

    def places_of(self, *about: Claim) -> tuple[int, ...]:
        """Return the places of the statements that the claims belong to, in text order."""
        return tuple(sorted({self.places[claim.id] for claim in about}))

    def mentions(self, *about: Claim) -> tuple[str, ...]:
        """Return the ids of the claims and of all others that say the same, in text order."""
        return tuple(id_ for place in self.places_of(*about) for id_ in self.statements[place].ids)


class Wording(Struct, frozen=True):
    """What a measure's words name, and the words among them that set its scope."""

    core: frozenset[str]
    scope: frozenset[str]


def arranged(case: Case) -> Said:
    """Return what the case's claims say.

    Left out: numbers beyond any statistics, claims that are negated, and those with no number;
    of the sentences also conditional claims.
    """
    usable = [claim for claim in case.claims if _usable(claim)]
    found = _statements(usable)
    return Said(
        found,
        _sentences(usable),
        {id_: promise for promise in case.commitments for id_ in promise.claim_ids},
        {claim.id: place for place, one in enumerate(found) for claim in one.claims},
    )


def _statements(claims: Iterable[Claim]) -> tuple[Statement, ...]:
    """Return the claims grouped by what they say, in the order of their first mention."""
    groups: dict[tuple[object, ...], list[list[Claim]]] = {}
    order: list[list[Claim]] = []
    for claim in sorted(claims, key=lambda one: one.quantity.start):
        same_number = groups.setdefault(_said(claim), [])
        for group in same_number[-_REMEMBERED:]:
            if _repeats(group[0], claim):
                group.append(claim)
                break
        else:
            same_number.append([claim])
            order.append(same_number[-1])
    return tuple(Statement(max(group, key=_fullness), tuple(group)) for group in order)


def _sentences(claims: Iterable[Claim]) -> tuple[tuple[Claim, ...], ...]:
    grouped: dict[tuple[int, int], list[Claim]] = {}
    for claim in claims:
        if not claim.conditional:
            grouped.setdefault((claim.quote.start, claim.quote.end), []).append(claim)
    return tuple(map(tuple, grouped.values()))


def wording(claim: Claim) -> Wording:
    """Return the words of the claim's measure without its subject, sorted into core and scope."""
    measure = claim.measure.exact if claim.measure is not None else ""
    subject = claim.subject.exact if claim.subject is not None else ""
    return _wording(measure, subject)


def same_measure(one: Claim, other: Claim) -> bool:
    """Return whether two claims surely measure the same thing, by indicator or by words."""
    if one.quantity.unit != other.quantity.unit or one.quantity.per != other.quantity.per:
        return False
    first, second = wording(one), wording(other)
    if first.scope != second.scope:
        return False
    if one.indicator is not None and other.indicator is not None:
        nested = first.core <= second.core or second.core <= first.core
        return one.indicator.id == other.indicator.id and nested
    return first.core == second.core and len(first.core) > 1


def same_subject(one: Claim, other: Claim) -> bool:
    """Return whether two claims are surely about the same country, body or group."""
    if one.entity is not None and other.entity is not None:
        return one.entity.id == other.entity.id
    if one.subject is not None and other.subject is not None:
        return stems(one.subject.exact) == stems(other.subject.exact)
    return one.subject is None and other.subject is None and one.entity is other.entity


def same_voice(one: Claim, other: Claim) -> bool:
    """Return whether nothing tells that two claims come from different sources or speakers."""
    if (one.source is None) != (other.source is None):
        return False
    if one.source is not None and other.source is not None:
        return _may_be_one(one.source, other.source)
    if one.speaker is not None and other.speaker is not None:
        return _may_be_one(one.speaker, other.speaker)
    return True


def same_period(one: Period | None, other: Period | None) -> bool:
    """Return whether both name the same period, or neither names one."""
    if one is None or other is None:
        return one is other
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return one.exact.lower() == other.exact.lower()
    return (one.start, one.end) == (other.start, other.end)


def resolved(period: Period | None) -> tuple[date, date] | None:
    """Return the period's dates, or None where it is unstated, open or not resolved."""
    if period is None or period.start is None or period.end is None:
        return None
    return period.start, period.end


def level(claim: Claim) -> bool:
    """Return whether the claim states a level, and no growth, difference or multiple."""
    return claim.change is None or claim.change.kind == "to_level"


def growth(claim: Claim) -> bool:
    """Return whether the claim states a relative change in percent."""
    change = claim.change
    return change is not None and change.kind == "relative" and claim.quantity.unit == "percent"


def kind_of_modality(claim: Claim) -> str:
    """Return the modality, with the ways of stating what is taken together."""
    return _SIMILAR.get(claim.modality, claim.modality)


def _usable(claim: Claim) -> bool:
    low, high = claim.quantity.low, claim.quantity.high
    if claim.negated or (low is None and high is None):
        return False
    return _is_of_a_size(low) and (high is low or _is_of_a_size(high))


def _is_of_a_size(end: Decimal | None) -> bool:
    return not end or _SMALLEST < end.copy_abs() < _LARGEST


def _said(claim: Claim) -> tuple[object, ...]:
    quantity, change = claim.quantity, claim.change
    moved = (None, None) if level(claim) or change is None else (change.kind, change.direction)
    upper = quantity.high if quantity.low is not None else None
    ends = (number(quantity), upper if upper != quantity.low else None)
    return (*ends, quantity.unit, quantity.per, moved, kind_of_modality(claim), claim.conditional)


def _repeats(first: Claim, claim: Claim) -> bool:
    return (
        _alike(first, claim)
        and _may_share_subject(first, claim)
        and _may_share_period(first, claim)
    )


def _alike(first: Claim, claim: Claim) -> bool:
    if first.indicator is not None and claim.indicator is not None:
        return first.indicator.id == claim.indicator.id
    one, other = wording(first).core, wording(claim).core
    return bool(one & other) or (not one and not other and first.measure is claim.measure)


def _may_share_subject(first: Claim, claim: Claim) -> bool:
    if first.entity is not None and claim.entity is not None:
        return first.entity.id == claim.entity.id
    return True


def _may_share_period(first: Claim, claim: Claim) -> bool:
    one, other = first.period, claim.period
    return one is None or other is None or same_period(one, other)


def _may_be_one(one: Quote, other: Quote) -> bool:
    first, second = stems(one.exact), stems(other.exact)
    named, also_named = first - words("titles"), second - words("titles")
    if named and also_named:
        return bool(named & also_named)
    return True


def _fullness(claim: Claim) -> tuple[int, ...]:
    return (
        int(claim.quantity.bound != "exact"),
        int(resolved(claim.period) is not None),
        int(claim.indicator is not None),
        int(claim.entity is not None),
        int(claim.measure is not None),
        -claim.quantity.start,
    )


@lru_cache(maxsize=4096)
def _wording(measure: str, subject: str) -> Wording:
    named = stems(measure) - stems(subject) - words("empty")
    return Wording(named - words("scope"), named & words("scope"))
