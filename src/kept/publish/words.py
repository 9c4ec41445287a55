"""Readings in words: what a claim or a commitment says, as a reader would say it."""

from datetime import date, timedelta
from decimal import Decimal

from kept.model.claims import (
    Bound,
    Change,
    Claim,
    Commitment,
    CommitmentKind,
    Modality,
    Period,
    Quantity,
    Strength,
)
from kept.model.findings import Evidence
from kept.publish.numbers import in_words, plural

BOUNDS: dict[Bound, str] = {
    "exact": "",
    "about": "about",
    "under": "under",
    "over": "over",
    "at_least": "at least",
    "at_most": "at most",
}
MODALITIES: dict[Modality, str] = {
    "observed": "stated as fact",
    "estimated": "estimated",
    "projected": "projected",
    "target": "target",
    "pledge": "pledged",
    "capability": "capacity",
}
KINDS: dict[CommitmentKind, str] = {
    "target": "Target",
    "pledge": "Pledge",
    "initiative": "Initiative",
    "appointment": "Appointment",
}
STRENGTHS: dict[Strength, str] = {
    "will": "said firmly: “will”",
    "aims": "said as an aim",
    "considers": "under consideration only",
    "done": "reported as already decided",
}
_SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥"}
_POINTS = {"percentage_points": "percentage point", "basis_points": "basis point"}
_CODE_LENGTH = 3


def with_unit(value: Decimal, unit: str) -> str:
    """Return a number with its unit.

    >>> with_unit(Decimal(15_000_000_000), "USD"), with_unit(Decimal(27), "percent")
    ('$15 billion', '27%')
    >>> with_unit(Decimal(45), "country"), with_unit(Decimal(-5), "INR")
    ('45 countries', '-INR 5')
    """
    number = in_words(value.copy_abs())
    sign = "-" if value < 0 else ""
    if unit == "percent":
        return f"{sign}{number}%"
    if unit in _SYMBOLS:
        return f"{sign}{_SYMBOLS[unit]}{number}"
    if len(unit) == _CODE_LENGTH and unit.isupper():
        return f"{sign}{unit} {number}"
    noun = _POINTS.get(unit, unit)
    if noun not in {"", "times"} and number != "1":
        noun = plural(noun)
    return f"{sign}{number} {noun}".rstrip()


def quantity_in_words(quantity: Quantity) -> str:
    """Return the amount with its bound: "under $700 million", "3% to 5%"."""
    ends = [end for end in (quantity.low, quantity.high) if end is not None]
    if not ends:
        return f"“{quantity.exact}”, no number could be read"
    if len(ends) > 1 and ends[0] != ends[1]:
        amount = f"{with_unit(ends[0], quantity.unit)} to {with_unit(ends[1], quantity.unit)}"
    else:
        amount = with_unit(ends[0], quantity.unit)
    per = f"a {quantity.per}" if quantity.per else ""
    return " ".join(part for part in (BOUNDS[quantity.bound], amount, per) if part)


def reading_in_words(claim: Claim) -> str:
    """Return the quantity as the claim uses it: a level, or a change from somewhere."""
    amount = quantity_in_words(claim.quantity)
    reading = amount if claim.change is None else _changed(claim.change, amount)
    return f"not {reading}" if claim.negated else reading


def _changed(change: Change, amount: str) -> str:
    if change.kind == "to_level":
        moved = f"{'rose' if change.direction == 'up' else 'fell'} to {amount}"
    elif change.kind == "multiple":
        moved = f"changed to {amount} its size"
    else:
        moved = f"{change.direction} {amount}"
    return f"{moved}, from “{change.baseline.exact}”" if change.baseline else moved


def day(value: date) -> str:
    """Return the date as it is printed.

    >>> day(date(2025, 5, 1))
    '1 May 2025'
    """
    return f"{value.day} {value:%B} {value.year}"


def period_in_words(period: Period) -> str:
    """Return when it holds: the dates, and the author's words where they say it otherwise."""
    if period.start is None and period.end is None:
        return f"“{period.exact}” (dates unresolved)"
    dates = _dates(period)
    return dates if dates == period.exact else f"{dates} (“{period.exact}”)"


def _dates(period: Period) -> str:
    start, end = period.start, period.end
    last = end and end - timedelta(days=1)
    if start is None:
        return f"until {day(last)}" if last else ""
    if last is None:
        return f"from {day(start)}"
    if start == last:
        return day(start)
    whole_year = (start.month, start.day, last.month, last.day) == (1, 1, 12, 31)
    if whole_year and start.year == last.year:
        return str(start.year)
    label = f"{period.label}: " if period.calendar == "fiscal" and period.label else ""
    return f"{label}{day(start)} to {day(last)}"


def circumstances(claim: Claim) -> str:
    """Return how it is said: modality, condition, and the time it speaks of."""
    period = period_in_words(claim.period) if claim.period else "no period given"
    condition = "on a condition" if claim.conditional else ""
    return "; ".join(part for part in (MODALITIES[claim.modality], condition, period) if part)


def attribution(claim: Claim) -> str:
    """Return who said it, citing whom, about whom; unnamed parties are left out."""
    parts = (
        f"said by {claim.speaker.exact}" if claim.speaker else "",
        f"citing {claim.source.exact}" if claim.source else "",
        f"about {claim.subject.exact}" if claim.subject else "",
    )
    return ", ".join(part for part in parts if part)


def linked_to(claim: Claim) -> str:
    """Return the official measure that the claim was linked to, or "not linked"."""
    if claim.indicator is None:
        return "not linked to an official series"
    return f"{claim.indicator.id} (score {claim.indicator.score:.2f})"


def provenance(evidence: Evidence) -> tuple[str, ...]:
    """Return series, vintage and licence of a source, those that are known."""
    parts = (
        f"Series {evidence.series}" if evidence.series else "",
        f"As it stood on {day(evidence.vintage)}" if evidence.vintage else "",
        f"Licence: {evidence.licence}" if evidence.licence else "",
    )
    return tuple(part.rstrip(".") for part in parts if part)


def deadline_in_words(commitment: Commitment) -> str:
    """Return the deadline, or "no deadline"."""
    if commitment.deadline is None:
        return "no deadline"
    return period_in_words(commitment.deadline)


def counted(number: int, noun: str) -> str:
    """Return a count with its noun.

    >>> counted(1, "finding"), counted(3000, "finding"), counted(0, "finding")
    ('1 finding', '3,000 findings', 'no findings')
    """
    if number == 1:
        return f"1 {noun}"
    return f"{number:,} {plural(noun)}" if number else f"no {plural(noun)}"
