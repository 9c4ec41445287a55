"""What became of statements about the future whose time has come."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from kept.check.aims import aimed
from kept.check.drafting import finding, named, stated
from kept.check.figures import is_year_long, latest, linked, year_earlier
from kept.check.intervals import Interval, holds, number
from kept.check.judging import (
    Judgement,
    Official,
    distance,
    of_a_part,
    read_as,
    reading,
    signed,
)
from kept.check.odds import elapsed_line, odds_then, outlook_then
from kept.check.official import CHECK, judge_any_print, states_a_rate, values
from kept.check.statements import Said, Statement, growth, level, resolved
from kept.check.times import starts_from
from kept.check.wording import change, equals, exact, percent, plain, rounded
from kept.model.claims import Claim
from kept.model.findings import Case, Finding
from kept.model.forecasts import Odds

_YEAR = timedelta(days=365)


def outcomes(case: Case, said: Said) -> Iterator[Finding]:
    """Yield a finding for each projection and target whose period has ended by `as_of`."""
    for statement in said.statements:
        claim = statement.claim
        if claim.modality not in {"projected", "target"} or claim.conditional:
            continue
        if starts_from(claim, case.document.text) or not (
            claim.modality == "projected" or aimed(claim)
        ):
            continue
        period = resolved(claim.period)
        if period is None or not linked(case, claim) or not _decided_since(case, period):
            continue
        found = values(case, claim, _deciding(period))
        if found:
            yield _outcome(case, statement, _deciding(period), found)


def _decided_since(case: Case, period: tuple[date, date]) -> bool:
    published = case.document.published
    return period[1] <= case.as_of and (published is None or published < period[1])


def _deciding(period: tuple[date, date]) -> tuple[date, date]:
    """Return the last year of a period of several: a target "in five years" falls due in it."""
    start, end = period
    if end - start <= _YEAR or is_year_long(start, end):
        return period
    return year_earlier((start, end))[1], end


def _outcome(
    case: Case, statement: Statement, period: tuple[date, date], found: tuple[Official, ...]
) -> Finding:
    claim, text = statement.claim, case.document.text
    judged, best = judge_any_print(case, claim, period, found, lenient=False)
    if claim.modality == "target" and _met(case, claim, best):
        judged = Judgement("agrees", "")
    said, then = stated(claim, text), odds_then(case, claim)
    return finding(
        case,
        CHECK,
        f"outcome by {best.series.id}",
        judged.verdict,
        title=_title(case, claim, best, judged, said),
        reason=_reason(case, claim, best, judged, said),
        claim_ids=statement.ids,
        expected=said,
        found=f"{best.shown}, {best.period}",
        tolerance=read_as(claim, text),
        working=(*best.working, *_line(claim, best), *_foretold(case, then)),
        evidence=best.evidence,
        settle_by=judged.settle_by,
        outlook=None if then is None else outlook_then(case, then),
    )


def _foretold(case: Case, then: Odds | None) -> Iterator[str]:
    """Yield the odds as they stood on the day of the announcement, with what they rest on."""
    if then is not None:
        yield f"the odds on {case.document.published}: {then.sentence}"
        yield from elapsed_line(then)


def _met(case: Case, claim: Claim, best: Official) -> bool:
    """Return whether the outcome is at the target or past it, in the target's direction."""
    fine = reading(claim, case.document.text).fine
    if of_a_part(claim, case.document.text):
        return False
    if _downwards(case, claim):
        return holds(Interval(None, fine.high), best.value)
    return holds(Interval(fine.low, None), best.value)


def _downwards(case: Case, claim: Claim) -> bool:
    if claim.change is not None:
        return claim.change.direction == "down" and level(claim)
    if claim.indicator is None or claim.entity is None:
        return False
    day = case.document.published or case.as_of
    before = latest(case, claim.indicator.id, claim.entity.id, day, ended=day)
    return before is not None and before.value > number(claim.quantity)


def _title(case: Case, claim: Claim, best: Official, judged: Judgement, said: str) -> str:
    came = "changed by" if growth(claim) and not states_a_rate(claim) else "came in at"
    what = named(case, claim)
    head = f"Outcome: {what} {came} {best.shown}"
    if judged.verdict == "agrees":
        return f"{head}; {_reached(case, claim, best, said)}"
    if judged.verdict == "differs":
        return f"{head}, {_gap(claim, best)} the {_noun(claim)} {said}"
    promised = "the target was" if claim.modality == "target" else "projected was"
    return f"{head} by the count of {best.series.publisher}; {promised} {said}"


def _reason(case: Case, claim: Claim, best: Official, judged: Judgement, said: str) -> str:
    figure = f"{best.series.publisher} gives {best.shown} for {best.period}"
    if judged.verdict == "cannot be checked":
        return judged.reason
    if judged.verdict == "agrees":
        reached = _reached(case, claim, best, said)
        return f"{figure}. {reached[:1].upper()}{reached[1:]}."
    return f"{figure}. That is {_gap(claim, best)} the {_noun(claim)} {said}: it was missed."


def _reached(case: Case, claim: Claim, best: Official, said: str) -> str:
    """Return how the outcome stands to what was said; a rounding short is no full success."""
    if claim.modality != "target":
        return f"that is in line with the projected {said}"
    past = best.value - signed(claim)
    if past > 0 if _downwards(case, claim) else past < 0:
        return f"that is within rounding of the target of {said}"
    return f"the target of {said} was reached"


def _noun(claim: Claim) -> str:
    return "target of" if claim.modality == "target" else "projected"


def _line(claim: Claim, best: Official) -> tuple[str, ...]:
    printed, unit = signed(claim), claim.quantity.unit
    if not printed or unit == "percent":
        return distance(claim, best)
    ratio = best.value / printed
    return (
        f"{exact(best.value, unit)} / {exact(printed, unit)} {equals(ratio)} "
        f"{plain(rounded(ratio, 5))}, which is {change(ratio - 1, places=2)}",
    )


def _gap(claim: Claim, best: Official) -> str:
    printed = signed(claim)
    side = "below" if best.value < printed else "above"
    if growth(claim) or claim.quantity.unit == "percent" or not printed:
        points = rounded(abs(best.value - printed), 3 if abs(best.value - printed) >= 1 else 2)
        return f"{plain(points)} percentage points {side}"
    return f"{percent(Decimal(1) - best.value / printed)} {side}"
