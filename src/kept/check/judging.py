"""A claim held against official values: agreement, distance, and what else may explain it."""

from collections.abc import Sequence
from decimal import Decimal

from msgspec import Struct

from kept.check.censuses import census_room
from kept.check.drafting import span, stated
from kept.check.figures import Figure, evidence
from kept.check.growths import Growth
from kept.check.intervals import (
    Interval,
    admitted,
    cut_off,
    digits_printed,
    holds,
    number,
    opposite,
    roughly,
)
from kept.check.rules import definitions, tolerances, words
from kept.check.statements import growth, wording
from kept.check.surroundings import narrowed, nearly, vague
from kept.check.wording import amount, change, equals, exact, plain, rounded
from kept.model.claims import Claim
from kept.model.findings import Case, Evidence, Verdict
from kept.model.statistics import Series

_HUNDRED = Decimal(100)
_PEOPLE = "population"
_POINTS = frozenset({"percent", "percentage_points"})


class Official(Struct, frozen=True):
    """An official level or growth that a claim may be held against.

    value: in the claim's unit, growth in percent. shown: the value in words. period: which one.
    """

    value: Decimal
    shown: str
    period: str
    series: Series
    evidence: tuple[Evidence, ...]
    working: tuple[str, ...]


class Reading(Struct, frozen=True):
    """The values that a claim admits: as printed, and if it was rounded to its first digit."""

    fine: Interval
    rough: Interval


class Judgement(Struct, frozen=True):
    """A verdict with its reason and what would settle it."""

    verdict: Verdict
    reason: str
    settle_by: str = ""


def of_level(figure: Figure) -> Official:
    """Return an official level to hold a claim against."""
    shown = amount(figure.value, figure.series.unit)
    return Official(
        figure.value, shown, figure.label, figure.series, (evidence(figure),), figure.summed
    )


def of_growth(grown: Growth) -> Official:
    """Return an official growth, in percent, to hold a claim against."""
    before, after, unit = grown.before, grown.after, grown.after.series.unit
    ratio = grown.share + 1
    line = (
        f"{exact(after.value, unit)} / {exact(before.value, unit)} {equals(ratio)} "
        f"{plain(rounded(ratio, 5))}, which is {change(grown.share)}"
    )
    return Official(
        grown.share * _HUNDRED,
        change(grown.share),
        f"{after.label} on the year before",
        after.series,
        (evidence(before), evidence(after)),
        (*before.summed, *after.summed, line),
    )


def reading(claim: Claim, text: str) -> Reading:
    """Return the values that the claim admits; a fall is a negative change."""
    near, loose = nearly(claim.quantity, text), vague(claim.quantity)
    fine = cut_off(claim.quantity, admitted(claim.quantity, near=near, vague=loose))
    rough = roughly(claim.quantity, near=near, vague=loose)
    if not growth(claim):
        return Reading(fine, rough)
    if claim.change is not None and claim.change.direction == "down":
        fine, rough = opposite(fine), opposite(rough)
    slack = tolerances().official.growth_points
    return Reading(_widened(fine, slack), _widened(rough, slack))


def read_as(claim: Claim, text: str) -> str:
    """Return which values the claim's number is read as, for the reader."""
    line = (
        f"{stated(claim, text)} is read as {span(reading(claim, text).fine, claim.quantity.unit)}"
    )
    if growth(claim):
        slack = plain(tolerances().official.growth_points)
        return f"{line}; {slack} points of that are for growth worked out from rounded levels."
    return f"{line}."


def signed(claim: Claim) -> Decimal:
    """Return the printed number; a fall is a negative change."""
    falling = growth(claim) and claim.change is not None and claim.change.direction == "down"
    return -number(claim.quantity) if falling else number(claim.quantity)


def judge(
    case: Case, claim: Claim, found: Sequence[Official], *, lenient: bool = True
) -> tuple[Judgement, Official]:
    """Return the verdict on a claim, and the official value that it rests on.

    found: not empty, the best series first. The claim agrees if it agrees with any of them.
    lenient: a rough rounding of the value is not called wrong.
    """
    text = case.document.text
    read = reading(claim, text)
    if of_a_part(claim, text):
        return _apart(case, claim, found), found[0]
    for one in found:
        if holds(read.fine, one.value):
            return _agreement(claim, one, text), one
    if lenient and any(holds(read.rough, one.value) for one in found):
        return _rough(claim, found[0], text), found[0]
    return _apart(case, claim, found), found[0]


def distance(claim: Claim, one: Official) -> tuple[str, ...]:
    """Return the line of working that compares the claim with the official value."""
    printed = signed(claim)
    if claim.quantity.unit in _POINTS:
        gap = printed - one.value
        points = plain(rounded(gap, 3))
        return (f"{plain(printed)} - {plain(rounded(one.value, 5))} ≈ {points} percentage points",)
    if not one.value:
        return ()
    unit, ratio = claim.quantity.unit, printed / one.value
    return (
        f"{exact(printed, unit)} / {exact(one.value, unit)} {equals(ratio)} "
        f"{plain(rounded(ratio, 5))}, which is {change(ratio - 1)}",
    )


def _agreement(claim: Claim, one: Official, text: str) -> Judgement:
    said = stated(claim, text)
    reason = f"{one.series.publisher} gives {one.shown} for {one.period}; {said} agrees with it."
    if claim.quantity.bound in {"over", "at_least"} and _understated(claim, one.value):
        reason = (
            f"{one.series.publisher} gives {one.shown} for {one.period}: {said} is true, "
            "and says much less than it could."
        )
    return Judgement("agrees", reason)


def _rough(claim: Claim, best: Official, text: str) -> Judgement:
    return Judgement(
        "cannot be checked",
        f"{_not(claim, best, text)} They agree only if {claim.quantity.exact} is a rough rounding.",
        "The figure to one more digit, from the announcement's author.",
    )


def _not(claim: Claim, best: Official, text: str) -> str:
    said = stated(claim, text)
    return f"{best.series.publisher} gives {best.shown} for {best.period}; the text says {said}."


def _apart(case: Case, claim: Claim, found: Sequence[Official]) -> Judgement:
    """Return the verdict where no value agrees: an accusation only if nothing else explains it."""
    text = case.document.text
    plain_words = _not(claim, found[0], text)
    narrower = narrowed(claim, text) or " ".join(sorted(wording(claim).scope))
    if narrower:
        return Judgement(
            "cannot be checked",
            f"{plain_words} But the text speaks of a part or another scope (“{narrower}”).",
            f"A figure for “{narrower}” from the body that counts it.",
        )
    why = another_measure(claim)
    slip = "" if why else scale_slip(claim, found, text)
    if slip and digits_printed(claim.quantity) >= tolerances().official.slip_digits:
        return Judgement("differs", f"{plain_words} {slip}")
    why = why or slip or another_definition(case, claim, found)
    if why:
        return Judgement(
            "cannot be checked",
            f"{plain_words} {why}",
            "The definition and the source that the announcement's author uses.",
        )
    return Judgement("differs", plain_words)


def scale_slip(claim: Claim, found: Sequence[Official], text: str) -> str:
    """Return that a value agrees in all digits but not in its scale; "" where none does.

    "$3.81 million" for an official 3.81 billion: million was written for billion. A single
    digit says nothing, as it agrees by chance.
    """
    few = digits_printed(claim.quantity) < tolerances().rounding.digits
    if few or growth(claim) or claim.quantity.unit in _POINTS:
        return ""
    read = reading(claim, text).fine
    low, high = read.low, read.high
    if low is None or high is None:
        return ""
    for one in found:
        for power in tolerances().official.slips:
            for sign, than in ((1, "more"), (-1, "less")):
                moved = Interval(low.scaleb(sign * power), high.scaleb(sign * power))
                if holds(moved, one.value):
                    many = f"{10**power:,} times {than}"
                    return f"{many} would agree with it: perhaps the scale was mistaken."
    return ""


def of_a_part(claim: Claim, text: str) -> str:
    """Return the words by which the claim may measure a part of its indicator; "" for none."""
    scope = wording(claim).scope - words("harmless_scope")
    return narrowed(claim, text) or " ".join(sorted(scope)) or another_measure(claim)


def another_measure(claim: Claim) -> str:
    """Return why the claim's own words may mean a part of its indicator; "" if they do not."""
    known = definitions().get(claim.indicator.id) if claim.indicator is not None else None
    if known is None or not known.whole or wording(claim).core <= known.whole:
        return ""
    return known.why


def another_definition(case: Case, claim: Claim, found: Sequence[Official]) -> str:
    """Return why another definition may explain the distance to every value; "" if none does."""
    printed, values = signed(claim), [one.value for one in found]
    if all(one.series.publisher.lower() in words("international") for one in found):
        room = _room(case, claim)
        known = definitions().get(found[0].series.indicator)
        why = "" if known is None else known.why
        if why or any(abs(printed - value) <= abs(value) * room for value in values):
            return why or "National figures may differ by as much."
    if max(values) - min(values) > min(abs(printed - value) for value in values):
        return "Official figures by different definitions lie further apart than that."
    far = tolerances().official.far_apart
    if claim.modality != "target" and all(_times_apart(printed, one, far) for one in values):
        return "They are so far apart that the text probably counts something else."
    return ""


def _room(case: Case, claim: Claim) -> Decimal:
    """Return the share by which a national figure may depart from an international one."""
    people = claim.indicator is not None and claim.indicator.id.startswith(_PEOPLE)
    if people and claim.entity is not None and claim.quantity.unit != "percent":
        return census_room(case, claim.entity.id)
    return tolerances().official.international


def _times_apart(printed: Decimal, value: Decimal, times: Decimal) -> bool:
    small, large = sorted((abs(printed), abs(value)))
    return large > small * times


def _understated(claim: Claim, value: Decimal) -> bool:
    printed = number(claim.quantity)
    return value > printed + abs(printed) * tolerances().bounds.over


def _widened(interval: Interval, slack: Decimal) -> Interval:
    low = None if interval.low is None else interval.low - slack
    high = None if interval.high is None else interval.high + slack
    return Interval(low, high)
