"""The odds that a target is reached, and those that a decided one had when it was announced."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from kept.check.drafting import finding, named, stated
from kept.check.figures import as_figure, evidence, is_year_long, linked
from kept.check.intervals import number
from kept.check.reach import base_case
from kept.check.statements import Said, Statement, resolved
from kept.check.targets import deadline_of, is_target
from kept.check.times import starts_from
from kept.check.wording import exact, percent, rounded
from kept.model.claims import Claim, Period
from kept.model.findings import Case, Evidence, Finding
from kept.model.forecasts import Odds, Outlook, Question

CHECK = "odds"
_FORETOLD = frozenset({"target", "projected"})
_OPEN_ENDS = frozenset({"under", "at_most"})
_MEANING = (
    "In brackets: where 90 of 100 redraws of whole years lay for targets that were given such odds "
    "in the backtest."
)


def odds(case: Case, said: Said) -> Iterator[Finding]:
    """Yield the odds of each target, and of each projected level, that is still open."""
    for statement in said.statements:
        if statement.claim.modality not in _FORETOLD:
            continue
        deadline = deadline_of(said, statement)
        if not _asks(case, statement, deadline):
            continue
        found = _odds(case, statement.claim, deadline, case.as_of)
        if found is not None and found.standing == "open" and found.answer:
            yield _finding(case, statement, deadline, found)


def odds_then(case: Case, claim: Claim) -> Odds | None:
    """Return the odds of a decided claim as they stood on the day it was published, if any."""
    published = case.document.published
    if published is None or not _foretellable(case, claim):
        return None
    found = _odds(case, claim, claim.period, published)
    return found if found is not None and found.chance is not None else None


def outlook_then(case: Case, then: Odds) -> Outlook:
    """Return odds of a past day with the years that the series has added up to `as_of`."""
    series, base = then.series, then.arithmetic.base
    known = case.statistics.observations(series.id, then.question.area, as_of=case.as_of)
    return Outlook(
        then,
        tuple(
            one
            for one in known
            if is_year_long(one.start, one.end)
            and base.end < one.end <= case.as_of
            and one.note != "projection"
        ),
    )


def elapsed_line(found: Odds) -> tuple[str, ...]:
    """Return the line that leads from the months known to the year's expected value, if any."""
    running = found.elapsed
    if running is None:
        return ()
    known, unit = running.known, found.series.unit
    expected = rounded(Decimal(repr(running.centre)), 4)
    return (
        f"{known.label}: {exact(known.value, unit)} / {percent(Decimal(repr(running.share)))} of a "
        f"year ≈ {exact(expected, unit)}, within {percent(Decimal(repr(running.spread)))} "
        "two years in three",
    )


def _asks(case: Case, statement: Statement, deadline: Period | None) -> bool:
    claim = statement.claim
    if not is_target(statement) and (claim.modality != "projected" or deadline is None):
        return False
    dates = resolved(deadline)
    if deadline is not None and (dates is None or dates[1] <= case.as_of):
        return False
    return _foretellable(case, claim)


def _foretellable(case: Case, claim: Claim) -> bool:
    if starts_from(claim, case.document.text):
        return False
    return base_case(case, claim) and linked(case, claim) and claim.quantity.bound not in _OPEN_ENDS


def _odds(case: Case, claim: Claim, deadline: Period | None, as_of: date) -> Odds | None:
    if case.forecasts is None or claim.indicator is None or claim.entity is None:
        return None
    dates = resolved(deadline)
    down = claim.change is not None and claim.change.direction == "down"
    return case.forecasts.odds(
        Question(
            indicator=claim.indicator.id,
            area=claim.entity.id,
            target=number(claim.quantity),
            as_of=as_of,
            deadline=None if dates is None else dates[1],
            calendar=None if deadline is None else deadline.calendar,
            falling=down,
        )
    )


def _finding(case: Case, statement: Statement, deadline: Period | None, found: Odds) -> Finding:
    claim, text = statement.claim, case.document.text
    what = named(case, claim) or found.indicator
    about = f"{stated(claim, text)} ({what})"
    chance = found.chance
    due = "" if chance is None else f" by {chance.label}"
    return finding(
        case,
        CHECK,
        "odds",
        "cannot be checked",
        title=f"The odds of {about}{due}: {_brief(found)}",
        reason=" ".join((*_undated(found), found.sentence, *found.notes)),
        claim_ids=statement.ids,
        found="" if chance is None else found.answer,
        tolerance="" if chance is None else _MEANING,
        working=(*found.working, *_when_announced(case, claim, deadline)),
        evidence=_sources(case, found),
        settle_by=_settling(found),
        outlook=Outlook(found),
    )


def _brief(found: Odds) -> str:
    """Return the odds for a title: of the deadline, or at five and ten years without one."""
    if found.chance is not None:
        return found.answer
    parts = found.answer.split(", ")
    return ", ".join(parts[1:3] or parts)


def _undated(found: Odds) -> tuple[str, ...]:
    return ("The text sets no date; year by year the odds are:",) if found.chance is None else ()


def _settling(found: Odds) -> str:
    if found.chance is None:
        return "The deadline, and the figure for it once it is published."
    return f"The figure for {found.chance.label}."


def _when_announced(case: Case, claim: Claim, deadline: Period | None) -> tuple[str, ...]:
    """Return the line with the odds on the day of publication, where a year has passed since."""
    published = case.document.published
    if published is None or deadline is None or published.year >= case.as_of.year:
        return ()
    then = _odds(case, claim, deadline, published)
    if then is None or then.chance is None:
        return ()
    return (f"on the day of the announcement, {published}: {then.answer}",)


def _sources(case: Case, found: Odds) -> Iterator[Evidence]:
    yield evidence(as_figure(found.series, found.arithmetic.base))
    if found.elapsed is not None:
        known = found.elapsed.known
        part = case.statistics.series(known.series)
        yield Evidence(
            title=part.name,
            publisher=part.publisher,
            url=known.url or part.url,
            value=exact(known.value, part.unit),
            period=known.label,
            series=part.id,
            vintage=known.known or part.vintage,
            licence=part.licence,
        )
    for one in found.references[:1]:
        series = case.statistics.series(one.series)
        yield Evidence(
            title=series.name,
            publisher=series.publisher,
            url=series.url.partition("?")[0],
            value=f"{one.met} of {one.count} spans",
            period=f"since {one.since}",
            series=series.id,
            vintage=series.vintage,
            licence=series.licence,
        )
