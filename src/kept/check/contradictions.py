"""Contradictions inside one text: incompatible values for one measure, subject and period."""

from collections.abc import Iterable, Iterator
from itertools import combinations

from kept.check.drafting import finding, named, place, span, stated
from kept.check.intervals import Interval, meet, opposite, within_text
from kept.check.rules import tolerances
from kept.check.statements import (
    Said,
    Statement,
    growth,
    kind_of_modality,
    level,
    same_measure,
    same_period,
    same_subject,
    same_voice,
    wording,
)
from kept.check.surroundings import (
    bearing,
    dated_nearby,
    has,
    modifiers,
    narrowed,
    nearly,
    setting,
    so_far,
    taken_over,
    vague,
)
from kept.check.times import set_apart
from kept.check.wording import amount
from kept.model.claims import Claim, Period
from kept.model.findings import Case, Finding

CHECK = "contradictions"
_REMEMBERED = 50


def contradictions(case: Case, said: Said) -> Iterator[Finding]:
    """Yield a finding for each pair of statements that cannot both hold."""
    text = case.document.text
    for group in _comparable(said.statements):
        for one, other in combinations(group, 2):
            if _opposed(one.claim, other.claim, text) and not _held_apart(one, other, text):
                yield _two_values(case, one, other)


def _comparable(found: Iterable[Statement]) -> Iterator[list[Statement]]:
    groups: dict[tuple[object, ...], list[Statement]] = {}
    for statement in found:
        claim = statement.claim
        if claim.conditional or claim.modality == "capability":
            continue
        if not level(claim) and not growth(claim):
            continue
        key = (claim.quantity.unit, claim.quantity.per, level(claim))
        groups.setdefault(key, []).append(statement)
    for group in groups.values():
        yield from _by_measure(group)


def _by_measure(group: list[Statement]) -> Iterator[list[Statement]]:
    """Yield clusters of statements that share a measure and subject with their first member."""
    clusters: list[list[Statement]] = []
    by_name: dict[object, list[list[Statement]]] = {}
    for statement in group:
        names = _names(statement.claim)
        known = (one for name in names for one in by_name.get(name, ())[-_REMEMBERED:])
        cluster = next((one for one in known if _same_thing(one[0], statement)), None)
        if cluster is None:
            cluster = []
            clusters.append(cluster)
            for name in names:
                by_name.setdefault(name, []).append(cluster)
        cluster.append(statement)
    most = tolerances().contradictions.most_values
    yield from (cluster for cluster in clusters if 1 < len(cluster) <= most)


def _names(claim: Claim) -> tuple[object, ...]:
    """Return what the claim's measure may be found under: its indicator, and its words."""
    by_words = wording(claim).core
    return (by_words,) if claim.indicator is None else (claim.indicator.id, by_words)


def _same_thing(one: Statement, other: Statement) -> bool:
    return same_measure(one.claim, other.claim) and same_subject(one.claim, other.claim)


def _opposed(one: Claim, other: Claim, text: str) -> bool:
    return not meet(_signed(one, text), _signed(other, text))


def _signed(claim: Claim, text: str) -> Interval:
    quantity = claim.quantity
    interval = within_text(quantity, near=nearly(quantity, text), vague=vague(quantity))
    falling = growth(claim) and claim.change is not None and claim.change.direction == "down"
    return opposite(interval) if falling else interval


def _held_apart(one: Statement, other: Statement, text: str) -> bool:
    """Return whether anything in the text may tell the two apart, so that both may be true."""
    first, second = one.claim, other.claim
    return (
        not _sentences(one).isdisjoint(_sentences(other))
        or not _same_thing(one, other)
        or not same_voice(first, second)
        or _from_other_times(first, second)
        or taken_over(first)
        or taken_over(second)
        or narrowed(first, text) != narrowed(second, text)
        or modifiers(first, text) != modifiers(second, text)
        or _of_unnamed_times(first, second, text)
        or any(_set_side_by_side(claim) or dated_nearby(claim, text) for claim in (first, second))
        or not _same_time(one, other)
    )


def _of_unnamed_times(one: Claim, other: Claim, text: str) -> bool:
    """Return whether neither has a period and the text names a time that one may be of."""
    return one.period is None and other.period is None and set_apart(one, other, text)


def _sentences(statement: Statement) -> set[int]:
    return {claim.quote.start for claim in statement.claims}


def _from_other_times(one: Claim, other: Claim) -> bool:
    """Return whether two changes start from different times, so far as the text says."""
    starts = [
        claim.change.baseline.exact
        for claim in (one, other)
        if claim.change is not None and claim.change.baseline is not None
    ]
    named = {start.lower() for start in starts if not has("year_earlier", start)}
    return bool(named) and not _same_words(starts)


def _same_words(starts: list[str]) -> bool:
    return len(starts) > 1 and len({start.lower() for start in starts}) == 1


def _set_side_by_side(claim: Claim) -> bool:
    return bearing("comparison_of_growth" if growth(claim) else "comparison", claim)


def _same_time(one: Statement, other: Statement) -> bool:
    first, second = one.claim, other.claim
    modalities = {kind_of_modality(first), kind_of_modality(second)}
    if modalities == {"observed", "projected"}:
        return growth(first) and _so_far(one, other)
    if len(modalities) > 1:
        return False
    if not same_period(first.period, second.period):
        return growth(first) and modalities == {"observed"} and _so_far(one, other)
    return first.period is not None or growth(first) or _close_by(first, second)


def _close_by(one: Claim, other: Claim) -> bool:
    """Return whether all ends of the two lie close together; a wider range is never closer."""
    ends = (one.quantity.low, one.quantity.high, other.quantity.low, other.quantity.high)
    sizes = [abs(end) for end in ends if end is not None]
    low, high = min(sizes), max(sizes)
    alike = (one.change is None) == (other.change is None)
    return alike and high <= low * tolerances().contradictions.far_apart


def _so_far(one: Statement, other: Statement) -> bool:
    """Return whether one is growth so far, without a period, and the other of a running one."""
    undated, dated = _by_period(one, other)
    return (
        len(undated) == len(dated) == 1
        and any(so_far(setting(claim)) for claim in undated[0].claims)
        and has("running", _exact(dated[0].claim.period))
    )


def _by_period(*found: Statement) -> tuple[list[Statement], list[Statement]]:
    undated = [statement for statement in found if statement.claim.period is None]
    return undated, [statement for statement in found if statement.claim.period is not None]


def _exact(period: Period | None) -> str:
    return "" if period is None else period.exact


def _two_values(case: Case, one: Statement, other: Statement) -> Finding:
    text = case.document.text
    first, second = stated(one.claim, text), stated(other.claim, text)
    what = "growth figures" if growth(one.claim) else "figures"
    measured, where = named(case, one.claim), place(case, one.claim)
    about = f" ({where})" if where else ""
    return finding(
        case,
        CHECK,
        "two values",
        "contradicts",
        title=f"Two {what} for {measured}: {first} and {second}",
        reason=f"Both are said of {measured}{about}. {_assumed(one, other, text)}",
        claim_ids=(*one.ids, *other.ids),
        expected=first,
        found=second,
        tolerance="Each number may be rounded as its printed digits allow; they still do not meet.",
        working=_working(one.claim, other.claim, text),
        settle_by=_settled(one, other, text),
    )


def _assumed(one: Statement, other: Statement, text: str) -> str:
    undated, dated = _by_period(one, other)
    if undated and dated:
        open_ended, period = stated(undated[0].claim, text), _period(dated[0].claim)
        return (
            f"{open_ended} comes with no period of its own and is read as growth so far; "
            f"{stated(dated[0].claim, text)} is for {period}. "
            "Nothing else in the text sets them apart."
        )
    if dated:
        return f"Both are for {_period(one.claim)}."
    return "Neither comes with a period, and nothing in the text sets them apart."


def _settled(one: Statement, other: Statement, text: str) -> str:
    undated, dated = _by_period(one, other)
    if undated and dated:
        return (
            f"The period of {stated(undated[0].claim, text)}: both could hold if it is the growth "
            "of some months or of another year."
        )
    return "The author's word on which of the two holds, or what sets them apart."


def _period(claim: Claim) -> str:
    if claim.period is None:
        return ""
    return claim.period.label or f"“{claim.period.exact}”"


def _working(one: Claim, other: Claim, text: str) -> Iterator[str]:
    readings = [_signed(one, text), _signed(other, text)]
    unit = one.quantity.unit
    for claim, reading in zip((one, other), readings, strict=True):
        yield f"{stated(claim, text)}, as printed, stands for {span(reading, unit)}"
    lower, upper = readings[0].high, readings[1].low
    if lower is None or upper is None or lower > upper:
        lower, upper = readings[1].high, readings[0].low
    if lower is not None and upper is not None:
        yield f"{amount(lower, unit)} is below {amount(upper, unit)}: no value fits both"
