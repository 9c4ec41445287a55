"""A level, its growth and its base that cannot hold together, in the text or with the records."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from msgspec import Struct

from kept.check.drafting import finding, sources, span, stated
from kept.check.figures import Figure, known_figures, linked, print_days, year_earlier
from kept.check.growths import on_a_year_earlier
from kept.check.intervals import Interval, admitted, meet, number, opposite, roughly, within_text
from kept.check.judging import another_measure
from kept.check.rules import tolerances, words
from kept.check.statements import Said, growth, level, resolved, same_subject
from kept.check.surroundings import has, narrowed, nearly, vague
from kept.check.wording import amount, change, equals, exact, moved, plain, rounded
from kept.model.claims import Claim
from kept.model.findings import Case, Finding, Verdict

CHECK = "arithmetic"
_BEFORE = 24
_MISREAD = Decimal(3)
_ONE = Decimal(1)
_HUNDRED = Decimal(100)


class Steps(Struct, frozen=True):
    """A level, the growth that is said to have led to it, and the stated base, if any."""

    level: Claim
    growth: Claim
    base: Claim | None


def arithmetic(case: Case, said: Said) -> Iterator[Finding]:
    """Yield a finding for each level that its growth and its base do not lead to."""
    told: set[tuple[int, ...]] = set()
    for claims in said.sentences:
        steps = _steps(claims, case.document.text)
        if steps is None:
            continue
        about = said.places_of(*_involved(steps))
        if about in told:
            continue
        check = _on_record if steps.base is None else _in_text
        found = check(case, said, steps)
        if found is not None:
            told.add(about)
            yield found


def _steps(claims: Sequence[Claim], text: str) -> Steps | None:
    """Return a sentence's level and growth, where it has just one of each and they belong."""
    risen = [claim for claim in claims if growth(claim)]
    levels = [claim for claim in claims if level(claim) and claim.quantity.unit != "percent"]
    if len(risen) != 1 or vague(risen[0].quantity) or not _firm(risen[0]):
        return None
    alike = [claim for claim in levels if _belong(claim, risen[0])]
    bases = [claim for claim in alike if _is_base(claim, risen[0], text)]
    reached = [claim for claim in alike if claim not in bases]
    bases += [claim for claim in levels if _of_the_year_before(claim, risen[0], text)]
    if len(reached) != 1 or len(bases) > 1:
        return None
    return Steps(reached[0], risen[0], bases[0] if bases else None)


def _is_base(claim: Claim, risen: Claim, text: str) -> bool:
    baseline = risen.change.baseline if risen.change is not None else None
    if baseline is not None and baseline.start <= claim.quantity.start < baseline.end:
        return True
    before = text[max(0, claim.quantity.start - _BEFORE) : claim.quantity.start].lower().split()
    openers = [word for word in before if word == "from" or word not in words("empty")]
    return bool(openers) and openers[-1] == "from"


def _of_the_year_before(claim: Claim, risen: Claim, text: str) -> bool:
    """Return whether a level is what the change is on: "from 71 tonnes in 2020" of one in 2021."""
    period, after = resolved(claim.period), resolved(risen.period)
    if period is None or after is None or period != year_earlier(after):
        return False
    return _of_one(claim, risen) and _is_base(claim, risen, text)


def _belong(reached: Claim, risen: Claim) -> bool:
    periods = resolved(reached.period), resolved(risen.period)
    together = None in periods or periods[0] == periods[1]
    return together and _of_one(reached, risen)


def _of_one(claim: Claim, risen: Claim) -> bool:
    alike = same_subject(claim, risen) or _named_alone(claim, risen)
    return alike and _same_thing(claim, risen)


def _named_alone(one: Claim, other: Claim) -> bool:
    """Return whether the very same words name both, and no subject in the sentence does more.

    A subject from a sentence before, or one that is the measure itself, sets neither apart.
    """
    if one.measure is None or one.measure != other.measure:
        return False
    if one.entity is not None and other.entity is not None and one.entity.id != other.entity.id:
        return False
    return not any(_has_subject(claim) for claim in (one, other))


def _has_subject(claim: Claim) -> bool:
    subject, measure, quote = claim.subject, claim.measure, claim.quote
    if subject is None or not quote.start <= subject.start < quote.end:
        return False
    return measure is None or not measure.start <= subject.start < measure.end


def _same_thing(one: Claim, other: Claim) -> bool:
    if one.indicator is not None and other.indicator is not None:
        return one.indicator.id == other.indicator.id
    return one.measure is not None and one.measure == other.measure


def _firm(claim: Claim) -> bool:
    return claim.quantity.low is not None and claim.quantity.high is not None


def _in_text(case: Case, said: Said, steps: Steps) -> Finding | None:
    """Return a finding where the text's own level, growth and base contradict one another."""
    base, text = steps.base, case.document.text
    if base is None or base.quantity.unit != steps.level.quantity.unit:
        return None
    if has("real_terms", steps.growth.quote.exact):
        return None
    start = within_text(base.quantity, near=nearly(base.quantity, text))
    end = within_text(steps.level.quantity, near=nearly(steps.level.quantity, text))
    implied = _implied(end, start)
    if implied is None or meet(implied, _share(steps.growth)) or _of_another_size(steps, base):
        return None
    return _draft(case, said, steps, number(base.quantity), (), "contradicts")


def _of_another_size(steps: Steps, base: Claim) -> bool:
    """Return whether base and level are too far apart for the growth: one of them was misread."""
    needed = number(steps.level.quantity) / _factor(steps.growth)
    ratio = needed / number(base.quantity)
    return not 1 / _MISREAD < ratio < _MISREAD


def _on_record(case: Case, said: Said, steps: Steps) -> Finding | None:
    """Return a finding where no official base leads to the level by the growth."""
    period = resolved(steps.level.period) or resolved(steps.growth.period)
    if (
        period is None
        or not on_a_year_earlier(steps.growth, period)
        or not linked(case, steps.level)
    ):
        return None
    text, before = case.document.text, year_earlier(period)
    if narrowed(steps.level, text) or narrowed(steps.growth, text):
        return None
    bases = [one for one in known_figures(case, steps.level, before) if one.value > 0]
    if not bases or _leads_from(steps, bases, text):
        return None
    if _leads_from(steps, known_figures(case, steps.level, before, print_days(case, before)), text):
        return None
    verdict: Verdict = "differs" if _same_definition(steps, bases[0]) else "cannot be checked"
    return _draft(case, said, steps, bases[0].value, (bases[0],), verdict)


def _leads_from(steps: Steps, bases: Iterable[Figure], text: str) -> bool:
    """Return whether the growth leads from any of the bases to the level."""
    reading = admitted(steps.level.quantity, near=nearly(steps.level.quantity, text))
    implied = (_implied(reading, Interval(base.value, base.value)) for base in bases)
    return any(one is None or meet(one, _share(steps.growth)) for one in implied)


def _same_definition(steps: Steps, base: Figure) -> bool:
    if another_measure(steps.level):
        return False
    needed = number(steps.level.quantity) / _factor(steps.growth)
    return abs(needed / base.value - 1) <= tolerances().arithmetic.same_definition


def _implied(end: Interval, start: Interval) -> Interval | None:
    """Return the growth, in percent, that leads from any start to any end; None if unbounded."""
    if start.low is None or start.high is None or start.low <= 0:
        return None
    low = None if end.low is None else (end.low / start.high - 1) * _HUNDRED
    high = None if end.high is None else (end.high / start.low - 1) * _HUNDRED
    return Interval(low, high)


def _share(risen: Claim) -> Interval:
    falling = risen.change is not None and risen.change.direction == "down"
    interval = admitted(risen.quantity)
    return opposite(interval) if falling else interval


def _factor(risen: Claim) -> Decimal:
    falling = risen.change is not None and risen.change.direction == "down"
    share = number(risen.quantity) / _HUNDRED
    return max(_ONE - share if falling else _ONE + share, Decimal("0.01"))


def _draft(
    case: Case,
    said: Said,
    steps: Steps,
    base: Decimal,
    found: tuple[Figure, ...],
    verdict: Verdict,
) -> Finding:
    text, unit = case.document.text, steps.level.quantity.unit
    reached, risen = stated(steps.level, text), _risen(steps.growth, text)
    value, grown = number(steps.level.quantity), base * _factor(steps.growth)
    actual = moved(value / base - 1)
    origin = f"The official figure for {found[0].label}" if found else "The base in the text"
    return finding(
        case,
        CHECK,
        "level, growth and base",
        verdict,
        title=f"{risen} does not lead to {reached}: from {amount(base, unit)} it is {actual}",
        reason=(
            f"{origin} is {amount(base, unit)}. {reached} is {actual} than that; "
            f"{risen} would be {amount(grown, unit)}.{_caution(verdict)}"
        ),
        claim_ids=said.mentions(*_involved(steps)),
        expected=f"{actual}, or {amount(grown, unit)}",
        found=f"{risen} and {reached}",
        tolerance=_tolerance(steps, base, text),
        working=_working(steps, base),
        evidence=sources(found),
        settle_by=_settle(verdict, found),
    )


def _risen(growth_claim: Claim, text: str) -> str:
    falling = growth_claim.change is not None and growth_claim.change.direction == "down"
    return f"{stated(growth_claim, text)} {'less' if falling else 'more'}"


def _involved(steps: Steps) -> tuple[Claim, ...]:
    base = () if steps.base is None else (steps.base,)
    return (steps.level, steps.growth, *base)


def _caution(verdict: Verdict) -> str:
    if verdict != "cannot be checked":
        return ""
    return " They are so far apart that the announcement probably counts something else."


def _settle(verdict: Verdict, found: tuple[Figure, ...]) -> str:
    if verdict == "cannot be checked":
        return "The figure of the year before as the announcement's author counts it."
    return "" if found else "The author's word on which of the three numbers is wrong."


def _tolerance(steps: Steps, base: Decimal, text: str) -> str:
    quantity, unit = steps.level.quantity, steps.level.quantity.unit
    near = nearly(quantity, text)
    read = span(admitted(quantity, near=near), unit)
    wanted = _share(steps.growth)
    risen = f"{steps.growth.quantity.exact} as {span(wanted, 'percent')}"
    line = f"{quantity.exact} is read as {read} and {risen}."
    rough = roughly(quantity, near=near)
    implied = _implied(rough, Interval(base, base))
    if implied is not None and meet(implied, wanted):
        line += f" Both could hold only if {quantity.exact} is rounded from {span(rough, unit)}."
    return line


def _working(steps: Steps, base: Decimal) -> tuple[str, ...]:
    unit, value = steps.level.quantity.unit, number(steps.level.quantity)
    factor = _factor(steps.growth)
    ratio, grown, needed = value / base, base * factor, value / factor
    return (
        f"{exact(value, unit)} / {exact(base, unit)} {equals(ratio)} {plain(rounded(ratio, 5))}, "
        f"which is {change(ratio - 1)}",
        f"{exact(base, unit)} x {plain(factor)} {equals(grown)} {exact(grown, unit)}",
        f"{exact(value, unit)} / {plain(factor)} {equals(needed)} {exact(needed, unit)}: "
        "the base that both would need",
    )
