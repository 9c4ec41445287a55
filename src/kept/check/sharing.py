"""Which period a claim may keep: not that of a comparison; growth shares that of its level."""

from collections.abc import Iterable

from msgspec.structs import replace

from kept.check.statements import growth, kind_of_modality, level, same_subject
from kept.check.times import belongs_to_another
from kept.model.claims import Claim

Sentence = tuple[int, int]


def settle_periods(claims: Iterable[Claim], text: str) -> tuple[Claim, ...]:
    """Return the claims with the periods that they surely have.

    A period that stands in a comparison behind the number is that of the other number.
    """
    own = (
        replace(claim, period=None) if belongs_to_another(claim.period, claim, text) else claim
        for claim in claims
    )
    return share_periods(own)


def share_periods(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Return the claims, where "4 billion this year, 27 % up" makes the 27 % of this year too.

    A change without a period takes that of the one level of its measure, subject and modality
    in its sentence; where two levels could be meant it stays without.
    """
    claims = tuple(claims)
    levels: dict[Sentence, list[Claim]] = {}
    for claim in claims:
        if claim.period is not None and level(claim):
            levels.setdefault((claim.quote.start, claim.quote.end), []).append(claim)
    return tuple(_with_period(claim, levels) for claim in claims)


def _with_period(claim: Claim, levels: dict[Sentence, list[Claim]]) -> Claim:
    if claim.period is not None or not growth(claim):
        return claim
    beside = levels.get((claim.quote.start, claim.quote.end), [])
    own = [one for one in beside if _of_one_thing(one, claim)]
    return replace(claim, period=own[0].period) if len(own) == len(beside) == 1 else claim


def _of_one_thing(one: Claim, change: Claim) -> bool:
    if one.indicator is None or change.indicator is None:
        return False
    same = one.indicator.id == change.indicator.id
    return same and kind_of_modality(one) == kind_of_modality(change) and same_subject(one, change)
