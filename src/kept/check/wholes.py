"""Shares above the whole, and amounts per head that do not fit their total."""

import re
from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from kept.check.drafting import finding, span, stated
from kept.check.intervals import Interval, admitted, meet, number, within_text
from kept.check.rules import words
from kept.check.statements import Said, level
from kept.check.surroundings import has, nearly, setting, vague
from kept.check.wording import amount, equals, exact, is_money, plain
from kept.model.claims import Claim
from kept.model.findings import Case, Finding

CHECK = "arithmetic"
_WHOLE = Decimal(100)
_TRIO = 3
_ANY_HEAD = frozenset({"person", "head", "capita"})
_OF = re.compile(r"\s+of\s+(?:(?:all|the|its|our|their|country[’']s)\s+)*([\w-]+)")


class Shared(Struct, frozen=True):
    """A total, the heads it is shared among, and what is said to fall to each."""

    each: Claim
    whole: Claim
    heads: Claim


def shares(case: Case, said: Said) -> Iterator[Finding]:
    """Yield a finding for each share of a group that is more than all of it."""
    text = case.document.text
    for statement in said.statements:
        claim = statement.claim
        if claim.quantity.unit != "percent" or not level(claim) or claim.conditional:
            continue
        whole = _whole(claim, text)
        lowest = admitted(claim.quantity, near=nearly(claim.quantity, text)).low
        if whole and lowest is not None and lowest > _WHOLE:
            printed = stated(claim, text)
            yield finding(
                case,
                CHECK,
                "share above the whole",
                "implausible",
                title=f"{printed} of {whole} is more than all of them",
                reason=f"A share of {whole} cannot be above 100%.",
                claim_ids=statement.ids,
                expected="100% at most",
                found=printed,
                tolerance=f"{printed} is read as {span(admitted(claim.quantity), 'percent')}.",
                working=(f"{plain(number(claim.quantity))}% > 100%",),
                settle_by="What the share is a share of.",
            )


def _whole(claim: Claim, text: str) -> str:
    """Return the group of which the share is taken; "" where it may exceed 100 % after all."""
    match = _OF.match(text, claim.quantity.end, claim.quote.end)
    if match is None or match[1].lower() not in words("wholes"):
        return ""
    return "" if has("above_whole", setting(claim)) else match[1]


def per_head(case: Case, said: Said) -> Iterator[Finding]:
    """Yield a finding for each amount per head that its total and its heads do not give."""
    text = case.document.text
    for claims in said.sentences:
        each = [one for one in claims if is_money(one.quantity.unit) and _heads(one.quantity.per)]
        whole = [one for one in claims if is_money(one.quantity.unit) and not one.quantity.per]
        counted = [one for one in claims if _heads(one.quantity.unit) and not one.quantity.per]
        if len(each) == len(whole) == len(counted) == 1 and len(claims) == _TRIO:
            trio = Shared(each[0], whole[0], counted[0])
            if _belong(trio) and not meet(_quotient(trio, text), _interval(trio.each, text)):
                ids = said.mentions(trio.each, trio.whole, trio.heads)
                yield _uneven(case, trio, ids)


def _heads(unit: str | None) -> bool:
    return unit is not None and unit in words("heads")


def _belong(trio: Shared) -> bool:
    """Return whether all three are plain levels in one currency, for the same kind of head."""
    claims = (trio.each, trio.whole, trio.heads)
    same_head = trio.each.quantity.per in {trio.heads.quantity.unit, *_ANY_HEAD}
    return (
        same_head
        and all(level(claim) and claim.modality != "capability" for claim in claims)
        and trio.each.quantity.unit == trio.whole.quantity.unit
        and len({claim.period for claim in claims}) == 1
    )


def _interval(claim: Claim, text: str) -> Interval:
    quantity = claim.quantity
    return within_text(quantity, near=nearly(quantity, text), vague=vague(quantity))


def _quotient(trio: Shared, text: str) -> Interval:
    whole, heads = _interval(trio.whole, text), _interval(trio.heads, text)
    return Interval(_ratio(whole.low, heads.high), _ratio(whole.high, heads.low))


def _ratio(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    return None if one is None or other is None or other <= 0 else one / other


def _uneven(case: Case, trio: Shared, ids: tuple[str, ...]) -> Finding:
    text, unit = case.document.text, trio.whole.quantity.unit
    whole, heads = number(trio.whole.quantity), number(trio.heads.quantity)
    each = whole / heads
    said = f"{stated(trio.each, text)} per {trio.each.quantity.per}"
    shared = f"{stated(trio.whole, text)} for {stated(trio.heads, text)}"
    return finding(
        case,
        CHECK,
        "amount per head",
        "contradicts",
        title=f"{shared} is {amount(each, unit)} each, not {stated(trio.each, text)}",
        reason=f"The sentence gives a total, the number of heads and {said}; they do not fit.",
        claim_ids=ids,
        expected=f"{amount(each, unit)} per {trio.each.quantity.per}",
        found=said,
        tolerance=f"With both numbers rounded as printed: {span(_quotient(trio, text), unit)}.",
        working=(f"{exact(whole, unit)} / {plain(heads)} {equals(each)} {exact(each, unit)}",),
        settle_by="The author's word on which of the three numbers is wrong.",
    )
