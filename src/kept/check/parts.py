"""Parts that do not add up to the total they are listed with."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from kept.check.drafting import finding, span, stated
from kept.check.intervals import Interval, meet, number, within_text
from kept.check.rules import pattern, tolerances
from kept.check.statements import Said, level
from kept.check.surroundings import nearly, vague
from kept.check.wording import amount, equals, exact
from kept.model.claims import Claim
from kept.model.findings import Case, Finding

CHECK = "arithmetic"
_BESIDE = 30
_NUMBER = re.compile(r"(?<![\w,.])(?!(?:1[5-9]|20)\d\d\b)\d[\d,.]*")


def parts(case: Case, said: Said) -> Iterator[Finding]:
    """Yield a finding for each total whose parts, all listed in its sentence, give another sum."""
    text = case.document.text
    for claims in said.sentences:
        alike = [one for one in claims if level(one) and one.quantity.per is None]
        total = _total(alike, text)
        if total is None:
            continue
        listed = _listed(total, alike, text)
        if len(listed) < tolerances().arithmetic.fewest_parts or _unread(claims, listed, total):
            continue
        summed = _sum([_interval(part, text) for part in listed])
        if not meet(summed, _interval(total, text)):
            yield _apart(case, total, listed, summed, said.mentions(total, *listed))


def _unread(claims: Sequence[Claim], listed: Sequence[Claim], total: Claim) -> bool:
    """Return whether the sentence holds a number that may be a part and was not read as one."""
    left = [one for one in claims if one is not total and one not in listed]
    if any(one.quantity.unit == total.quantity.unit for one in left):
        return True
    sentence = list(total.quote.exact)
    for one in claims:
        start = one.quantity.start - total.quote.start
        sentence[start : one.quantity.end - total.quote.start] = " " * len(one.quantity.exact)
    return bool(_NUMBER.search("".join(sentence)))


def _total(claims: Sequence[Claim], text: str) -> Claim | None:
    """Return the one claim that is called a total, where the sentence calls just one so."""
    called = [claim for claim in claims if _called_total(claim, text)]
    return called[0] if len(called) == 1 else None


def _called_total(claim: Claim, text: str) -> bool:
    start, end = claim.quantity.start, claim.quantity.end
    before = text[max(claim.quote.start, start - _BESIDE) : start]
    after = text[end : min(claim.quote.end, end + _BESIDE)]
    close = pattern("total").search(before) or pattern("total").search(after.partition(",")[0])
    return close is not None


def _listed(total: Claim, claims: Sequence[Claim], text: str) -> list[Claim]:
    """Return the parts: all like claims on one side of a word that says the list is whole."""
    rest = text[total.quantity.end : total.quote.end]
    opener = pattern("exhaustive").search(rest)
    others = [one for one in claims if one is not total]
    if any(one.quantity.unit != total.quantity.unit for one in others):
        return []
    if opener is not None:
        begin = total.quantity.end + opener.end()
        return others if all(one.quantity.start >= begin for one in others) else []
    ahead = text[total.quote.start : total.quantity.start]
    closing = pattern("sums_up").search(ahead)
    if closing is None:
        return []
    limit = total.quote.start + closing.start()
    return others if all(one.quantity.end <= limit for one in others) else []


def _interval(claim: Claim, text: str) -> Interval:
    quantity = claim.quantity
    return within_text(quantity, near=nearly(quantity, text), vague=vague(quantity))


def _sum(intervals: Sequence[Interval]) -> Interval:
    lows = [one.low for one in intervals]
    highs = [one.high for one in intervals]
    return Interval(_added(lows), _added(highs))


def _added(ends: Sequence[Decimal | None]) -> Decimal | None:
    closed = [end for end in ends if end is not None]
    return sum(closed, Decimal(0)) if len(closed) == len(ends) else None


def _apart(
    case: Case, total: Claim, listed: Sequence[Claim], summed: Interval, ids: tuple[str, ...]
) -> Finding:
    text, unit = case.document.text, total.quantity.unit
    value = sum((number(part.quantity) for part in listed), Decimal(0))
    terms = " + ".join(exact(number(part.quantity), unit) for part in listed)
    said = stated(total, text)
    return finding(
        case,
        CHECK,
        "parts and total",
        "contradicts",
        title=f"The parts add up to {amount(value, unit)}, not to the total of {said}",
        reason=(
            f"The sentence lists {len(listed)} parts as the whole of {said}; "
            f"together they are {amount(value, unit)}."
        ),
        claim_ids=ids,
        expected=amount(value, unit),
        found=said,
        tolerance=f"With each part rounded as printed, the sum lies at {span(summed, unit)}.",
        working=(f"{terms} {equals(value)} {exact(value, unit)}",),
        settle_by="The author's word on which number is wrong, or which part is left out.",
    )
