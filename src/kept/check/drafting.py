"""Findings put together: the same id for the same finding, evidence without repeats."""

import re
from collections.abc import Iterable
from datetime import date

from kept.check.figures import Figure, evidence
from kept.check.intervals import Interval
from kept.check.surroundings import nearly
from kept.check.wording import amount
from kept.model.claims import Claim
from kept.model.findings import Case, Evidence, Finding, Verdict
from kept.model.forecasts import Outlook
from kept.model.ids import identify

_PER = re.compile(r"[ -]per[ -](?:capita|head|person|worker|household)\b")
_BOUND_WORDS = {
    "exact": "",
    "about": "about ",
    "under": "under ",
    "over": "over ",
    "at_least": "at least ",
    "at_most": "up to ",
}


def finding(
    case: Case,
    check: str,
    kind: str,
    verdict: Verdict,
    *,
    title: str,
    reason: str,
    claim_ids: tuple[str, ...] = (),
    commitment_ids: tuple[str, ...] = (),
    expected: str = "",
    found: str = "",
    tolerance: str = "",
    working: Iterable[str] = (),
    evidence: Iterable[Evidence] = (),
    settle_by: str = "",
    outlook: Outlook | None = None,
) -> Finding:
    """Return the finding with its id and date: the newest evidence, or the case's own day."""
    sources = tuple(dict.fromkeys(evidence))
    days = [source.vintage for source in sources if source.vintage is not None]
    return Finding(
        id=identify("finding", check, verdict, *claim_ids, *commitment_ids, kind),
        check=check,
        verdict=verdict,
        title=title,
        reason=reason,
        claim_ids=claim_ids,
        commitment_ids=commitment_ids,
        expected=expected,
        found=found,
        tolerance=tolerance,
        working=tuple(working),
        evidence=sources,
        settle_by=settle_by,
        as_of=newest(days, case.as_of),
        outlook=outlook,
    )


def newest(days: Iterable[date], as_of: date) -> date:
    """Return the newest day up to `as_of`, or `as_of` itself where there is none."""
    return max((day for day in days if day <= as_of), default=as_of)


def sources(found: Iterable[Figure]) -> tuple[Evidence, ...]:
    """Return the evidence for figures, in their order."""
    return tuple(evidence(figure) for figure in found)


def stated(claim: Claim, text: str) -> str:
    """Return the number as its author printed and bounded it, such as "nearly $700 million"."""
    quantity = claim.quantity
    word = "nearly " if nearly(quantity, text) else _BOUND_WORDS[quantity.bound]
    return f"{word}{quantity.exact}"


def span(interval: Interval, unit: str) -> str:
    """Return an interval in words, such as "$3.95 billion to $4.05 billion"."""
    if interval.low is None:
        return "" if interval.high is None else f"up to {amount(interval.high, unit)}"
    if interval.high is None:
        return f"{amount(interval.low, unit)} or more"
    return f"{amount(interval.low, unit)} to {amount(interval.high, unit)}"


def named(case: Case, claim: Claim) -> str:
    """Return what the claim measures, in the text's words or the catalogue's; "" for neither."""
    if claim.measure is not None:
        per = _PER.match(case.document.text, claim.measure.end)
        return " ".join(f"{claim.measure.exact}{per[0] if per else ''}".split())
    known = case.statistics.indicator(claim.indicator.id) if claim.indicator is not None else None
    return "" if known is None else known.name


def place(case: Case, claim: Claim) -> str:
    """Return whom the claim is about: the country's name, or the text's words; "" for neither."""
    country = case.statistics.country(claim.entity.id) if claim.entity is not None else None
    if country is not None:
        return country.name
    return claim.subject.exact if claim.subject is not None else ""
