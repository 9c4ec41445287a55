"""Pledged money beside a year's whole flow of such money, and how far it has come."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from kept.check.drafting import finding, place, sources, stated
from kept.check.figures import Figure, as_of_days, latest
from kept.check.intervals import holds, number
from kept.check.judging import reading
from kept.check.rivals import evidence, known_facts, line
from kept.check.rules import Yardstick, tolerances, yardsticks
from kept.check.statements import Said, Statement, level
from kept.check.surroundings import setting, stems
from kept.check.wording import amount, equals, exact, percent, plain, rounded
from kept.model.claims import Claim
from kept.model.findings import Case, Finding, Verdict
from kept.model.statistics import Fact

CHECK = "plausibility"


def pledges(case: Case, said: Said) -> Iterator[Finding]:
    """Yield how large each pledge is beside what comes in a year, and that it is only announced."""
    for statement in said.statements:
        claim = statement.claim
        if claim.entity is None or not level(claim):
            continue
        for yardstick in yardsticks():
            if claim.modality == yardstick.modality and _speaks_of(claim, yardstick.words):
                yield from _money(case, statement, yardstick)


def _speaks_of(claim: Claim, named_by: frozenset[str]) -> bool:
    measure = claim.measure.exact if claim.measure is not None else ""
    return bool((stems(measure) | stems(setting(claim))) & named_by)


def _money(case: Case, statement: Statement, yardstick: Yardstick) -> Iterator[Finding]:
    claim, figure = statement.claim, _year_of(case, statement.claim, yardstick.indicator)
    if figure is None or figure.value <= 0 or figure.series.unit != claim.quantity.unit:
        return
    share = number(claim.quantity) / figure.value
    rules = tolerances().plausibility
    if share < rules.noteworthy:
        return
    facts = _facts(case, claim, yardstick)
    said, unit = stated(claim, case.document.text), claim.quantity.unit
    year, value = figure.label, amount(figure.value, unit)
    verdict: Verdict = "implausible" if share > rules.beyond else "unsupported"
    yield finding(
        case,
        CHECK,
        f"money against {yardstick.indicator}",
        verdict,
        title=f"Announced only: {said}, {percent(share)} of a year's {yardstick.name}",
        reason=(
            f"{_stage(facts)} For its size: {place(case, claim)}'s whole {yardstick.name} "
            f"in {year} was {value}."
        ),
        claim_ids=statement.ids,
        expected=f"{value}: {yardstick.name} in {year}",
        found=said,
        tolerance=_room(rules.beyond),
        working=(
            f"{exact(number(claim.quantity), unit)} / {exact(figure.value, unit)} "
            f"{equals(share)} {plain(rounded(share, 4))}, which is {percent(share)}",
            *(line(fact) for fact in facts),
        ),
        evidence=(*sources((figure,)), *evidence(facts)),
        settle_by=yardstick.settle,
    )


def _room(beyond: Decimal) -> str:
    return f"Implausible only beyond {plain(beyond)} whole years of it; below, it wants support."


def _year_of(case: Case, claim: Claim, indicator: str) -> Figure | None:
    """Return the last whole year that had ended at publication, as it is known today."""
    if claim.entity is None:
        return None
    return latest(case, indicator, claim.entity.id, case.as_of, ended=as_of_days(case)[0])


def _facts(case: Case, claim: Claim, yardstick: Yardstick) -> tuple[Fact, ...]:
    """Return what other sources said of the same money, if the text speaks of that money."""
    if claim.entity is None or not _speaks_of(claim, yardstick.topic_words):
        return ()
    read = reading(claim, case.document.text).rough
    found = known_facts(case, yardstick.topic, claim.entity.id)
    return tuple(fact for fact in found if fact.value and holds(read, fact.value))


def _stage(facts: Sequence[Fact]) -> str:
    if any(fact.kind == "actual" for fact in facts):
        return "Another source reports such money as received; the text gives the announcement."
    return "The money is announced; no stage beyond that (approved, paid in) is known here."
