"""People counted by the year, beside other counts of them and the age group they come from."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec import Struct

from kept.check.drafting import finding, named, span, stated
from kept.check.figures import as_of_days, population_source
from kept.check.intervals import holds, number
from kept.check.judging import reading
from kept.check.rivals import evidence, known_facts, line
from kept.check.rules import Flow, flows, tolerances
from kept.check.statements import Said, Statement, level
from kept.check.surroundings import has, setting, stems
from kept.check.wording import amount, equals, exact, percent
from kept.model.claims import Claim
from kept.model.findings import Case, Evidence, Finding, Verdict
from kept.model.statistics import Fact, Observation

CHECK = "plausibility"


class Cohort(Struct, frozen=True):
    """The people of an age group, from whom those counted by the year come.

    yearly: the average number of one year of age.
    """

    older: Observation
    younger: Observation
    yearly: Decimal


def yearly_people(case: Case, said: Said) -> Iterator[Finding]:
    """Yield how each yearly number of people compares with other counts and with its age group."""
    for statement in said.statements:
        claim = statement.claim
        if claim.modality not in {"observed", "estimated"} or claim.conditional:
            continue
        if claim.entity is None or not level(claim) or not _is_yearly(claim):
            continue
        flow = _flow(claim)
        if flow is not None:
            yield from _people(case, statement, flow, claim.entity.id)


def _is_yearly(claim: Claim) -> bool:
    return claim.quantity.per == "year" or has("yearly", setting(claim))


def _flow(claim: Claim) -> Flow | None:
    """Return the kind of people counted: the first row of which all words name them."""
    measure = claim.measure.exact if claim.measure is not None else ""
    named_by = stems(measure) | stems(claim.quantity.unit)
    for flow in flows():
        if any(alternative <= named_by for alternative in flow.words):
            return flow
    return None


def _people(case: Case, statement: Statement, flow: Flow, area: str) -> Iterator[Finding]:
    facts = [fact for fact in known_facts(case, flow.topic, area) if fact.kind == "actual"]
    cohort = _cohort(case, flow, area)
    if facts or _beyond(statement.claim, cohort):
        yield _counted(case, statement, flow, facts, cohort)


def _cohort(case: Case, flow: Flow, area: str) -> Cohort | None:
    year = as_of_days(case)[0].year
    older = case.statistics.population_under(flow.to_age, area, year)
    younger = case.statistics.population_under(flow.from_age, area, year)
    if older is None or younger is None or older.value <= younger.value:
        return None
    return Cohort(older, younger, (older.value - younger.value) / (flow.to_age - flow.from_age))


def _beyond(claim: Claim, cohort: Cohort | None) -> bool:
    most = tolerances().plausibility.cohort
    return cohort is not None and number(claim.quantity) > cohort.yearly * most


def _counted(
    case: Case, statement: Statement, flow: Flow, facts: Sequence[Fact], cohort: Cohort | None
) -> Finding:
    claim, text = statement.claim, case.document.text
    read, said = reading(claim, text).fine, stated(claim, text)
    agreeing = [fact for fact in facts if fact.value is not None and holds(read, fact.value)]
    verdict = _verdict(claim, facts, agreeing, cohort)
    what = named(case, claim)
    return finding(
        case,
        CHECK,
        f"people of {flow.topic}",
        verdict,
        title=f"{what[:1].upper()}{what[1:]} a year: {said}; {_others(facts)}",
        reason=_reason(claim, facts, agreeing, cohort, said),
        claim_ids=statement.ids,
        expected=_others(facts),
        found=f"{said} a year",
        tolerance=f"{said} is read as {span(read, '')}.",
        working=(*_share(claim, flow, cohort), *(line(fact) for fact in facts)),
        evidence=(*_sources(case, cohort), *evidence(facts)),
        settle_by="" if verdict == "agrees" else _SETTLE,
    )


_SETTLE = "A count for one year by the body that certifies or graduates them, and whom it counts."


def _verdict(
    claim: Claim, facts: Sequence[Fact], agreeing: Sequence[Fact], cohort: Cohort | None
) -> Verdict:
    if _beyond(claim, cohort):
        return "implausible"
    return "agrees" if facts and len(agreeing) == len(facts) else "cannot be checked"


def _others(facts: Sequence[Fact]) -> str:
    values = sorted(fact.value for fact in facts if fact.value is not None)
    if not values:
        return "no other count is known"
    ends = list(dict.fromkeys((amount(values[0], ""), amount(values[-1], ""))))
    return f"other counts say {' to '.join(ends)}"


def _reason(
    claim: Claim,
    facts: Sequence[Fact],
    agreeing: Sequence[Fact],
    cohort: Cohort | None,
    said: str,
) -> str:
    parts = []
    if facts:
        parts.append(f"{len(agreeing)} of {len(facts)} sourced counts agree with {said}.")
    if cohort is not None:
        share = percent(number(claim.quantity) / cohort.yearly)
        parts.append(f"It would be {share} of all people of one year of age in the country.")
    return " ".join(parts)


def _share(claim: Claim, flow: Flow, cohort: Cohort | None) -> Iterator[str]:
    if cohort is None:
        return
    gap, ages = cohort.older.value - cohort.younger.value, flow.to_age - flow.from_age
    value = number(claim.quantity)
    yield (
        f"({exact(cohort.older.value, '')} under {flow.to_age} - "
        f"{exact(cohort.younger.value, '')} under {flow.from_age}) / {ages} years "
        f"{equals(gap / ages)} {exact(gap / ages, '')} people of one year of age"
    )
    yield f"{exact(value, '')} / {exact(cohort.yearly, '')} ≈ {percent(value / cohort.yearly)}"


def _sources(case: Case, cohort: Cohort | None) -> Iterator[Evidence]:
    if cohort is not None:
        yield population_source(case, cohort.older)
        yield population_source(case, cohort.younger)
