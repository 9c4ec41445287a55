"""Claims about people below an age, against the United Nations' population by age."""

import re
from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from kept.check.censuses import census_room, census_words
from kept.check.drafting import finding, place, span, stated
from kept.check.figures import population_source
from kept.check.intervals import holds, number
from kept.check.judging import Reading, reading
from kept.check.rules import pattern, tolerances, words
from kept.check.statements import Said, Statement, level, resolved
from kept.check.surroundings import has, stems
from kept.check.wording import amount, change, equals, exact, plain, rounded
from kept.model.claims import Claim
from kept.model.findings import Case, Evidence, Finding, Verdict
from kept.model.statistics import Observation

CHECK = "official"
_AFTER = 60
_BEFORE = 80
_YEARS_BACK = 40
_AGE = re.compile(r"[\s-]+(\d{1,2})(?:s|-year-olds)?\b(?!\s*(?:%|per|million|billion|[.,]\d))")
_END = re.compile(r"(?:\s+years(?: old)?)?\s*(?:[,.;:!?)”\"—–-]|and\b|which\b|$)")
_HUNDRED = Decimal(100)


class Heads(Struct, frozen=True):
    """People below an age in one year, or their share of all people in percent."""

    year: int
    value: Decimal
    under: Observation
    everyone: Observation | None


def ages(case: Case, said: Said) -> Iterator[Finding]:
    """Yield a finding for each claim about how many people are below an age."""
    text = case.document.text
    for statement in said.statements:
        claim = statement.claim
        age = age_limit(claim, text)
        if age is None or not _counts_all(case, claim, text):
            continue
        found = _recent(case, claim, age)
        if found:
            yield _held_against(case, statement, age, found)


def age_limit(claim: Claim, text: str) -> int | None:
    """Return the age below which the people counted are, or None where the text sets none."""
    limit = _limit(claim, text)
    return None if limit is None else int(limit[1])


def _limit(claim: Claim, text: str) -> re.Match[str] | None:
    unit, start = claim.quantity.unit, claim.quantity.end
    if unit not in words("residents") and unit != "percent":
        return None
    end = min(claim.quote.end, start + _AFTER)
    for opener in pattern("age_limits").finditer(text, start, end):
        age = _AGE.match(text, opener.end(), claim.quote.end)
        if age is not None and not any(sign.isdigit() for sign in text[start : opener.start()]):
            return age
    return None


def _counts_all(case: Case, claim: Claim, text: str) -> bool:
    """Return whether the claim counts all such residents, and not those who did something."""
    if claim.modality not in {"observed", "estimated"} or claim.conditional or claim.quantity.per:
        return False
    if not level(claim) or claim.entity is None:
        return False
    limit = _limit(claim, text)
    if limit is None or not _END.match(text, limit.end(), claim.quote.end):
        return False
    between = text[claim.quantity.end : limit.start()]
    if claim.quantity.unit == "percent":
        return has("everyone", between)
    return says_they_exist(claim, text) or _are_of_age(case, claim, between)


def says_they_exist(claim: Claim, text: str) -> bool:
    """Return whether the sentence says that the people counted are there, not what they did."""
    before = text[max(claim.quote.start, claim.quantity.start - _BEFORE) : claim.quantity.start]
    measure = claim.measure.exact if claim.measure is not None else ""
    return has("existing", before) or "population" in stems(measure)


def _are_of_age(case: Case, claim: Claim, between: str) -> bool:
    """Return whether all people named are of that age: "90 million people are under 30"."""
    found = stems(between)
    if not found & words("being"):
        return False
    own = (claim.measure, claim.subject)
    said = frozenset().union(*(stems(quote.exact) for quote in own if quote is not None))
    plain_words = words("being") | words("residents") | words("empty") | words("age_limits")
    return found <= plain_words | said | stems(place(case, claim))


def _recent(case: Case, claim: Claim, age: int) -> tuple[Heads, ...]:
    """Return the count of the claim's year, or of publication's and those before, newest first."""
    period = resolved(claim.period)
    if claim.period is not None and period is None:
        return ()
    last = period[0] if period is not None else case.document.published or case.as_of
    count = 1 if period is not None else tolerances().official.recent_years
    found = (_heads(case, claim, age, last.year - back) for back in range(count))
    return tuple(one for one in found if one is not None)


def _heads(case: Case, claim: Claim, age: int, year: int) -> Heads | None:
    area = claim.entity.id if claim.entity is not None else ""
    under = case.statistics.population_under(age, area, year)
    if under is None or under.value <= 0:
        return None
    if claim.quantity.unit != "percent":
        return Heads(year, under.value, under, None)
    everyone = _everyone(case, under, year)
    if everyone is None or everyone.value <= 0:
        return None
    return Heads(year, under.value / everyone.value * _HUNDRED, under, everyone)


def _everyone(case: Case, under: Observation, year: int) -> Observation | None:
    publisher = case.statistics.series(under.series).publisher
    for series in case.statistics.series_of("population", under.area):
        if series.publisher == publisher:
            observed = case.statistics.observations(series.id, under.area)
            return next((one for one in observed if one.start.year == year), None)
    return None


def _verdict(case: Case, claim: Claim, read: Reading, found: tuple[Heads, ...]) -> Verdict:
    values = [one.value for one in found]
    if any(holds(read.fine, value) for value in values):
        return "agrees"
    dated = claim.period is not None or case.document.published is not None
    printed, room = number(claim.quantity), tolerances().official
    area = claim.entity.id if claim.entity is not None else ""
    far = all(abs(printed / value - 1) > census_room(case, area) for value in values)
    near = any(value / room.far_apart < printed < value * room.far_apart for value in values)
    rough = any(holds(read.rough, value) for value in values)
    between = min(values) <= printed <= max(values)
    return (
        "differs" if dated and far and near and not rough and not between else "cannot be checked"
    )


def _held_against(case: Case, statement: Statement, age: int, found: tuple[Heads, ...]) -> Finding:
    claim, text = statement.claim, case.document.text
    read, unit = reading(claim, text), _unit(claim)
    verdict = _verdict(case, claim, read, found)
    newest = next((one for one in found if holds(read.fine, one.value)), found[0])
    shown, said = amount(newest.value, unit), stated(claim, text)
    where = place(case, claim)
    verb = "agrees with" if verdict == "agrees" else "against"
    return finding(
        case,
        CHECK,
        f"people under {age}",
        verdict,
        title=f"People under {age} in {where}: {said} {verb} {shown} ({newest.year})",
        reason=_reason(case, claim, age, newest, said),
        claim_ids=statement.ids,
        expected=f"{shown}, {newest.year}",
        found=said,
        tolerance=(
            f"{said} is read as {span(read.fine, unit)}. {census_words(case, newest.under.area)}"
        ),
        working=_working(claim, newest, unit),
        evidence=_evidence(case, newest),
        settle_by=(
            "" if verdict != "cannot be checked" else "The year and the count that are meant."
        ),
    )


def _unit(claim: Claim) -> str:
    return "percent" if claim.quantity.unit == "percent" else "person"


def _reason(case: Case, claim: Claim, age: int, newest: Heads, said: str) -> str:
    publisher = case.statistics.series(newest.under.series).publisher
    shown = amount(newest.value, _unit(claim))
    kind = "projects" if newest.under.note == "projection" else "counts"
    what = f"under {age}" if newest.everyone is None else f"of all people under {age}"
    reason = f"The {publisher} {kind} {shown} {what} in {newest.year}; the text says {said}."
    reached = _year_of(case, claim, age, newest)
    return f"{reason} The number was last so low in {reached}." if reached else reason


def _year_of(case: Case, claim: Claim, age: int, newest: Heads) -> int | None:
    """Return the last year in which the count was no more than is claimed."""
    printed = number(claim.quantity)
    if newest.everyone is not None or printed >= newest.value:
        return None
    for year in range(newest.year - 1, newest.year - _YEARS_BACK, -1):
        one = _heads(case, claim, age, year)
        if one is None:
            return None
        if one.value <= printed:
            return year
    return None


def _working(claim: Claim, newest: Heads, unit: str) -> tuple[str, ...]:
    printed = number(claim.quantity)
    ratio = printed / newest.value
    compared = (
        f"{exact(printed, unit)} / {exact(newest.value, unit)} {equals(ratio)} "
        f"{plain(rounded(ratio, 5))}, which is {change(ratio - 1)}"
    )
    if newest.everyone is None:
        return (compared,)
    share = (
        f"{exact(newest.under.value, 'person')} / {exact(newest.everyone.value, 'person')} "
        f"{equals(newest.value)} {exact(newest.value, unit)}"
    )
    return (share, compared)


def _evidence(case: Case, newest: Heads) -> tuple[Evidence, ...]:
    both = (newest.under, newest.everyone)
    return tuple(population_source(case, one) for one in both if one is not None)
