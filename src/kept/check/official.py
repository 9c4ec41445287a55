"""Observed and estimated claims held against official series of the same unit and period."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from kept.check.ages import age_limit, says_they_exist
from kept.check.drafting import finding, named, stated
from kept.check.figures import known_figures, linked, print_days, recent_years
from kept.check.growths import grown_years, growths, on_a_year_earlier
from kept.check.judging import (
    Judgement,
    Official,
    distance,
    judge,
    of_growth,
    of_level,
    read_as,
)
from kept.check.rules import words
from kept.check.statements import Said, Statement, growth, level, resolved
from kept.check.surroundings import a_step
from kept.check.times import starts_from, timed
from kept.model.claims import Claim
from kept.model.findings import Case, Evidence, Finding

CHECK = "official"
_TITLES = {
    "agrees": "{said} agrees with the official {shown}",
    "differs": "{said}, but the official figure is {shown}",
    "cannot be checked": "{said} cannot be settled by the official {shown}",
    "undated": "{said} comes without a period; the latest official figure is {shown}",
}


def official(case: Case, said: Said) -> Iterator[Finding]:
    """Yield a finding for each observed claim that an official series can be held against."""
    text = case.document.text
    undated: dict[tuple[object, ...], list[Statement]] = {}
    for statement in said.statements:
        claim = statement.claim
        if claim.modality not in {"observed", "estimated"} or claim.conditional:
            continue
        if not linked(case, claim) or claim.quantity.per or not _of_everyone(claim, text):
            continue
        if a_step(claim, text):
            continue
        period = resolved(claim.period)
        if period is not None:
            yield from _dated(case, statement, period)
        elif claim.period is None and not _of_another_time(statement, text):
            undated.setdefault(_of_one_thing(claim), []).append(statement)
    for alike in undated.values():
        yield from _undated(case, alike)


def _of_another_time(statement: Statement, text: str) -> bool:
    """Return whether every mention is near a time that was not read, or is compared with."""
    return all(timed(claim, text) or starts_from(claim, text) for claim in statement.claims)


def _of_one_thing(claim: Claim) -> tuple[object, ...]:
    links = (claim.indicator, claim.entity)
    return (*(link.id for link in links if link is not None), growth(claim))


def _of_everyone(claim: Claim, text: str) -> bool:
    """Return whether a count of people is of a whole country's; other claims always are."""
    indicator = claim.indicator.id if claim.indicator is not None else ""
    if indicator in words("age_groups") or age_limit(claim, text) is not None:
        return False
    return indicator != "population" or growth(claim) or says_they_exist(claim, text)


def values(
    case: Case, claim: Claim, period: tuple[date, date], days: Iterable[date] | None = None
) -> tuple[Official, ...]:
    """Return the official values for the claim in a period, levels or growth, best series first.

    days: when they were known; at publication and now, if not given.
    """
    if level(claim) or states_a_rate(claim):
        return tuple(of_level(figure) for figure in known_figures(case, claim, period, days))
    if _grows(case, claim) and on_a_year_earlier(claim, period):
        return tuple(of_growth(grown) for grown in growths(case, claim, period, days))
    return ()


def judge_any_print(
    case: Case,
    claim: Claim,
    period: tuple[date, date],
    found: Sequence[Official],
    *,
    lenient: bool = True,
) -> tuple[Judgement, Official]:
    """Return the verdict, an earlier print counting where today's and publication's differ."""
    judged, best = judge(case, claim, found, lenient=lenient)
    if judged.verdict == "differs":
        older = values(case, claim, period, print_days(case, period))
        if older:
            again = judge(case, claim, older, lenient=lenient)
            if again[0].verdict == "agrees":
                return again
    return judged, best


def states_a_rate(claim: Claim) -> bool:
    """Return whether the claim's change is what its indicator measures, as with inflation."""
    named_so = claim.indicator is not None and claim.indicator.id in words("growth_indicators")
    return named_so and growth(claim) and on_a_year_earlier(claim, None)


def _grows(case: Case, claim: Claim) -> bool:
    """Return whether the claim is of the growth of a level; a rate's own growth is ambiguous."""
    indicator = case.statistics.indicator(claim.indicator.id) if claim.indicator else None
    return growth(claim) and indicator is not None and indicator.kind != "rate"


def _dated(case: Case, statement: Statement, period: tuple[date, date]) -> Iterator[Finding]:
    found = values(case, statement.claim, period)
    if found:
        judged, best = judge_any_print(case, statement.claim, period, found)
        yield _finding(case, statement, judged, best, best.evidence)


def _undated(case: Case, alike: Sequence[Statement]) -> Iterator[Finding]:
    """Yield a finding for claims that name no period: one may mean any of the latest.

    Where a text gives several numbers for one thing, none of them is judged by itself.
    """
    statement, claim = alike[0], alike[0].claim
    found = _candidates(case, claim)
    if not found:
        return
    if len(alike) > 1:
        yield _several(case, alike, found)
        return
    judged, best = judge(case, claim, found)
    if judged.verdict == "agrees":
        reason = f"The text names no period. {judged.reason}"
        yield _finding(case, statement, Judgement("agrees", reason), best, best.evidence)
    elif judged.verdict == "differs" and _whatever_the_year(case, claim):
        reason = f"{judged.reason} No year since {found[-1].period} fits."
        yield _finding(case, statement, Judgement("differs", reason), best, best.evidence)
    else:
        yield _open(case, statement, found)


def _candidates(case: Case, claim: Claim) -> tuple[Official, ...]:
    if level(claim) or states_a_rate(claim):
        return tuple(of_level(figure) for figure in recent_years(case, claim))
    if _grows(case, claim) and on_a_year_earlier(claim, None):
        return tuple(of_growth(grown) for grown in grown_years(case, claim))
    return ()


def _whatever_the_year(case: Case, claim: Claim) -> bool:
    """Return whether the year does not matter: a stock, which moves slowly, in a dated text."""
    indicator = case.statistics.indicator(claim.indicator.id) if claim.indicator else None
    stock = indicator is not None and indicator.kind == "stock"
    return stock and case.document.published is not None


def _open(case: Case, statement: Statement, found: Sequence[Official]) -> Finding:
    claim, text = statement.claim, case.document.text
    said = stated(claim, text)
    offered = "; ".join(f"{one.shown} for {one.period}" for one in found)
    judged = Judgement(
        "cannot be checked",
        f"The text names no period for {said}. Official figures that could be meant: {offered}.",
        f"The period that {said} is for.",
    )
    sources = dict.fromkeys(source for one in found for source in one.evidence)
    return _finding(case, statement, judged, found[0], tuple(sources))


def _several(case: Case, alike: Sequence[Statement], found: Sequence[Official]) -> Finding:
    """Return one finding for all numbers of one thing that come without a period."""
    text, claim = case.document.text, alike[0].claim
    said = [stated(one.claim, text) for one in alike]
    listed = f"{', '.join(said[:-1])} and {said[-1]}"
    offered = "; ".join(f"{one.shown} for {one.period}" for one in found)
    return finding(
        case,
        CHECK,
        "several without a period",
        "cannot be checked",
        title=(
            f"{_headed(case, claim)}: {listed} come without a period; "
            f"the latest official figure is {found[0].shown}"
        ),
        reason=f"The text names no period for {listed}. Official figures: {offered}.",
        claim_ids=tuple(id_ for one in alike for id_ in one.ids),
        expected=f"{found[0].shown}, {found[0].period}",
        found=listed,
        evidence=tuple(dict.fromkeys(source for one in found for source in one.evidence)),
        settle_by="The period that each number is for.",
    )


def _finding(
    case: Case,
    statement: Statement,
    judged: Judgement,
    best: Official,
    sources: tuple[Evidence, ...],
) -> Finding:
    claim, text = statement.claim, case.document.text
    said = stated(claim, text)
    measured = _headed(case, claim)
    head = f"{measured}: " if measured else ""
    undated = judged.verdict == "cannot be checked" and claim.period is None
    kind = "undated" if undated else judged.verdict
    return finding(
        case,
        CHECK,
        f"against {best.series.id}",
        judged.verdict,
        title=f"{head}{_TITLES[kind].format(said=said, shown=best.shown)}",
        reason=judged.reason,
        claim_ids=statement.ids,
        expected=f"{best.shown}, {best.period}",
        found=said,
        tolerance=read_as(claim, text),
        working=() if undated else (*best.working, *distance(claim, best)),
        evidence=sources,
        settle_by=judged.settle_by,
    )


def _headed(case: Case, claim: Claim) -> str:
    """Return what is measured, to open a title: growth is called so, whatever the measure."""
    measured = named(case, claim)
    if measured and growth(claim) and "growth" not in measured.lower():
        return f"Growth of {measured}"
    return f"{measured[:1].upper()}{measured[1:]}"
