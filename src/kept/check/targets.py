"""What a target and a promise leave open: deadline, baseline, definition."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from kept.check.aims import aimed, grows_by_the_year, lasting
from kept.check.drafting import finding, named, stated
from kept.check.reach import CHECK, reach
from kept.check.rules import tolerances, words
from kept.check.statements import Said, Statement, level
from kept.check.surroundings import added, has, setting
from kept.check.times import starts_from, timed
from kept.check.wording import is_money
from kept.model.claims import Claim, Period
from kept.model.findings import Case, Finding

Size = tuple[Decimal | None, Decimal | None, str]
"""A number as it is printed: its ends and its unit."""

_OPEN = {
    "deadline": "The text names no date by which the target is to be reached.",
    "baseline": "It does not say from which level the amount is counted.",
    "definition": "It does not say what is counted.",
}
_SETTLE = {
    "deadline": "The year in which the target falls due.",
    "baseline": "The level, and its year, on which the target builds.",
    "definition": "What is counted, and by whom.",
}


def targets(case: Case, said: Said) -> Iterator[Finding]:
    """Yield what each target leaves open, and what reaching it would take."""
    aims = [one for one in said.statements if is_target(one)]
    levels = {_promise(one, said) for one in aims if level(one.claim)}
    dated = _sizes_ahead(case) if aims else frozenset()
    lacking: dict[tuple[object, ...], list[Statement]] = {}
    for statement in aims:
        if starts_from(statement.claim, case.document.text):
            continue
        if not level(statement.claim) and _promise(statement, said) in levels:
            continue  # "doubling to 1,400": the level is the target
        deadline = deadline_of(said, statement)
        missing = _missing(case, statement, deadline, dated)
        if missing:
            lacking.setdefault((statement.claim.quote.start, *missing), []).append(statement)
        yield from reach(case, statement, deadline)
    for (_, *parts), alike in lacking.items():
        yield _unsupported(case, alike, said, tuple(map(str, parts)))
    yield from _undated_promises(case)


def is_target(statement: Statement) -> bool:
    """Return whether a statement sets a target."""
    return statement.claim.modality == "target" and any(aimed(one) for one in statement.claims)


def _promise(statement: Statement, said: Said) -> str:
    """Return the id of the promise that the statement belongs to, or its own."""
    found = (said.promises[id_].id for id_ in statement.ids if id_ in said.promises)
    return next(found, statement.claim.id)


def deadline_of(said: Said, statement: Statement) -> Period | None:
    """Return the target's date: its own, or that of the promise which it belongs to."""
    for claim in statement.claims:
        if claim.period is not None:
            return claim.period
    promised = (said.promises[id_].deadline for id_ in statement.ids if id_ in said.promises)
    return next((period for period in promised if period is not None), None)


def _missing(
    case: Case, statement: Statement, deadline: Period | None, ahead: frozenset[Size]
) -> tuple[str, ...]:
    """Return which of deadline, baseline and definition the text leaves open.

    A target beside a year or another time, and a standing one, are not called undated, nor is
    one whose number stands elsewhere with a period. ahead: the numbers that do.
    """
    claim, text = statement.claim, case.document.text
    dated = (
        deadline is not None
        or lasting(claim)
        or _size(claim) in ahead
        or all(timed(one, text) for one in statement.claims)
    )
    missing = [] if dated else ["deadline"]
    if _builds_on_a_level(claim, text, dated=deadline is not None):
        missing.append("baseline")
    if _counts_nothing_named(claim, text):
        missing.append("definition")
    return tuple(missing)


def _counts_nothing_named(claim: Claim, text: str) -> bool:
    """Return whether a statement surely leaves unsaid what its number counts.

    "An additional $10 billion." does, and so does a short sentence that names nothing; in
    another one it may only have been overlooked.
    """
    if claim.indicator is not None or claim.measure is not None or has("growth", setting(claim)):
        return False
    alone = bool(added(claim, text)) and text[claim.quantity.end : claim.quantity.end + 1] in _STOPS
    return alone or len(claim.quote.exact.split()) <= tolerances().targets.short_sentence


_STOPS = frozenset(".,;:")


def _sizes_ahead(case: Case) -> frozenset[Size]:
    """Return the numbers that stand with a period which ends after publication."""
    day = case.document.published or case.as_of
    return frozenset(
        _size(claim)
        for claim in case.claims
        if claim.period is not None and claim.period.end is not None and claim.period.end > day
    )


def _size(claim: Claim) -> Size:
    return claim.quantity.low, claim.quantity.high, claim.quantity.unit


def _builds_on_a_level(claim: Claim, text: str, *, dated: bool) -> bool:
    """Return whether the amount is counted from a level, which the text does not name.

    What is to double by a date doubles from today's level.
    """
    change = claim.change
    if change is not None and change.baseline is not None:
        return False
    if change is not None and change.kind == "multiple":
        return not dated
    if change is not None and change.kind == "relative":
        return not grows_by_the_year(claim)
    return is_money(claim.quantity.unit) and added(claim, text).lower() in words("on_top")


def _unsupported(
    case: Case,
    alike: Sequence[Statement],
    said: Said,
    missing: tuple[str, ...],
) -> Finding:
    """Return one finding for the targets of a sentence that leave the same open."""
    ids = tuple(id_ for statement in alike for id_ in statement.ids)
    *first, last = (f"no {part}" for part in missing)
    lacking = f"{', '.join(first)} and {last}" if first else last
    noun = "target" if len(alike) == 1 else "targets"
    about = "; ".join(_named_target(case, statement.claim) for statement in alike)
    return finding(
        case,
        CHECK,
        f"missing {' '.join(missing)}",
        "unsupported",
        title=f"{lacking[:1].upper()}{lacking[1:]} for the {noun} of {about}",
        reason=" ".join(_OPEN[part] for part in missing),
        claim_ids=ids,
        commitment_ids=tuple(
            dict.fromkeys(said.promises[id_].id for id_ in ids if id_ in said.promises)
        ),
        expected="deadline, baseline and definition",
        found=lacking,
        settle_by=" ".join(_SETTLE[part] for part in missing),
    )


def _named_target(case: Case, claim: Claim) -> str:
    said, what = stated(claim, case.document.text), named(case, claim)
    return f"{said} ({what})" if what else said


def _undated_promises(case: Case) -> Iterator[Finding]:
    """Yield one finding for all promises without a number of their own and without a date."""
    numbered = {claim.id for claim in case.claims}
    open_ended = [
        promise
        for promise in case.commitments
        if promise.kind == "initiative"
        and promise.deadline is None
        and promise.strength != "done"
        and not numbered & set(promise.claim_ids)
    ]
    if not open_ended:
        return
    count = len(open_ended)
    what = "One initiative is" if count == 1 else f"{count} initiatives are"
    yield finding(
        case,
        CHECK,
        "promises without a date",
        "unsupported",
        title=f"{what} announced without a date",
        reason="Without a date nobody can say later whether the promise was kept.",
        commitment_ids=tuple(promise.id for promise in open_ended),
        expected="a date",
        found="none",
        working=tuple(" ".join(promise.action.exact.split()) for promise in open_ended),
        settle_by="A date for each, and what will then have been done.",
    )
