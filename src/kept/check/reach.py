"""How fast a target would have to be reached, and how often countries were as fast."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from msgspec import Struct

from kept.check.drafting import finding, sources, stated
from kept.check.figures import Figure, latest, linked
from kept.check.intervals import number
from kept.check.rules import tolerances
from kept.check.statements import Statement, level, resolved
from kept.check.surroundings import narrowed
from kept.check.wording import amount, change, exact, percent, plain, rounded
from kept.model.claims import Claim, Period
from kept.model.findings import Case, Evidence, Finding, Verdict
from kept.model.statistics import Series, Window

CHECK = "targets"
_YEAR_DAYS = Decimal("365.25")


class Climb(Struct, frozen=True):
    """A target's way from the latest figure: how many years, and what growth in each."""

    base: Figure
    years: Decimal
    dated: bool
    growth: Decimal


class Precedents(Struct, frozen=True):
    """Countries' growth over as many years from a like level.

    count: how many spans there are. met: how many of them were as fast.
    """

    series: Series
    years: int
    low: Decimal
    high: Decimal
    count: int
    areas: int
    met: int
    fastest: Window


def reach(case: Case, statement: Statement, deadline: Period | None) -> Iterator[Finding]:
    """Yield what reaching a target would take, where a figure of the same measure is known."""
    climb = _climb(case, statement.claim, deadline)
    if climb is not None:
        yield _reach(case, statement, climb)


def _climb(case: Case, claim: Claim, deadline: Period | None) -> Climb | None:
    """Return the growth that the target needs, or None where no figure fits it."""
    if not _climbs(case, claim) or claim.indicator is None or claim.entity is None:
        return None
    base = latest(case, claim.indicator.id, claim.entity.id, case.as_of, ended=case.as_of)
    dates = resolved(deadline)
    if base is None or base.value <= 0 or (deadline is not None and dates is None):
        return None
    rules = tolerances().targets
    years = Decimal(rules.illustration_years) if dates is None else _between(base.end, dates[1])
    ratio = number(claim.quantity) / base.value
    if ratio <= 1 or not 1 <= years <= rules.longest_years:
        return None
    return Climb(base, years, dates is not None, (ratio.ln() / years).exp() - 1)


def base_case(case: Case, claim: Claim) -> bool:
    """Return whether the claim is of a level of the whole, without "if" and without "a head"."""
    plainly = level(claim) and not claim.quantity.per and not claim.conditional
    return plainly and not narrowed(claim, case.document.text)


def _climbs(case: Case, claim: Claim) -> bool:
    if not base_case(case, claim) or not linked(case, claim):
        return False
    if claim.change is not None and claim.change.direction == "down":
        return False
    indicator = case.statistics.indicator(claim.indicator.id) if claim.indicator else None
    return indicator is not None and indicator.kind != "rate"


def _between(start: date, end: date) -> Decimal:
    return (Decimal((end - start).days) / _YEAR_DAYS).quantize(Decimal("0.1"))


def _precedents(case: Case, claim: Claim, climb: Climb) -> Precedents | None:
    """Return the first series of the indicator that holds countries' growth, with its count."""
    if claim.indicator is None or claim.entity is None:
        return None
    low = Decimal(1).scaleb(climb.base.value.adjusted())
    years = int(climb.years)  # the shorter span: fast growth is likelier over fewer years
    for series in case.statistics.series_of(claim.indicator.id, claim.entity.id):
        found = case.statistics.windows(
            series.id,
            years=years,
            low=float(low),
            high=float(low * 10),
            since=tolerances().targets.since,
        )
        if found and series.unit == climb.base.series.unit:
            rate = float(climb.growth)
            met = len([1 for window in found if window.growth >= rate])
            areas = len({window.area for window in found})
            return Precedents(series, years, low, low * 10, len(found), areas, met, _fastest(found))
    return None


def _fastest(windows: Sequence[Window]) -> Window:
    rates = [window.growth for window in windows]
    return windows[rates.index(max(rates))]


def _reach(case: Case, statement: Statement, climb: Climb) -> Finding:
    claim = statement.claim
    precedents = _precedents(case, claim, climb)
    verdict = _verdict(precedents)
    said, rate = stated(claim, case.document.text), _rate(climb.growth)
    years = plain(climb.years)
    when = f"by the deadline, in {years} years," if climb.dated else f"within {years} years"
    return finding(
        case,
        CHECK,
        f"growth over {years} years",
        verdict,
        title=f"Reaching {said} {when} would take growth of {rate} a year{_done(precedents)}",
        reason=_reason(case, climb, precedents),
        claim_ids=statement.ids,
        expected=_record(precedents),
        found=f"{rate} a year",
        tolerance=_threshold(),
        working=_working(case, claim, climb, precedents),
        evidence=_evidence(climb, precedents),
        settle_by="The deadline, and a plan with yearly steps to hold the figures against.",
    )


def _verdict(precedents: Precedents | None) -> Verdict:
    rules = tolerances().targets
    if precedents is None or precedents.count < rules.enough:
        return "cannot be checked"
    few = Decimal(precedents.met) < rules.few * precedents.count
    return "implausible" if few else "cannot be checked"


def _rate(growth: Decimal) -> str:
    return change(growth).removeprefix("+")


def _threshold() -> str:
    rules = tolerances().targets
    return f"Implausible: met by less than {percent(rules.few)} of at least {rules.enough} spans."


def _record(precedents: Precedents | None) -> str:
    if precedents is None:
        return ""
    record = _rate(Decimal(repr(precedents.fastest.growth)))
    return f"up to {record} a year in comparable countries"


def _done(precedents: Precedents | None) -> str:
    if precedents is None:
        return ""
    done = "none" if precedents.met == 0 else plain(Decimal(precedents.met))
    return f"; {done} of {precedents.count} comparable country spans did that"


def _reason(case: Case, climb: Climb, precedents: Precedents | None) -> str:
    unit = climb.base.series.unit
    start = f"The latest figure is {amount(climb.base.value, unit)} for {climb.base.label}"
    horizon = (
        ""
        if climb.dated
        else f"; the text sets no date, and {plain(climb.years)} years are taken as an illustration"
    )
    if precedents is None:
        return f"{start}{horizon}."
    fastest = precedents.fastest
    record = _rate(Decimal(repr(fastest.growth)))
    return (
        f"{start}{horizon}. From such a level the fastest country in {precedents.years} years was "
        f"{_span(case, fastest, precedents)} with {record} a year."
    )


def _span(case: Case, window: Window, precedents: Precedents) -> str:
    country = case.statistics.country(window.area)
    name = window.area if country is None else country.name
    return f"{name} ({window.start_year} to {window.start_year + precedents.years})"


def _working(
    case: Case, claim: Claim, climb: Climb, precedents: Precedents | None
) -> Iterator[str]:
    unit, value = climb.base.series.unit, number(claim.quantity)
    ratio = value / climb.base.value
    yearly = climb.growth + 1
    yield f"{exact(value, unit)} / {exact(climb.base.value, unit)} ≈ {plain(rounded(ratio, 6))}"
    yield (
        f"{plain(rounded(ratio, 6))} ^ (1 / {plain(climb.years)}) ≈ {plain(rounded(yearly, 6))}, "
        f"which is {_rate(climb.growth)} a year"
    )
    if precedents is None:
        return
    yield (
        f"{precedents.series.id}: spans of {precedents.years} years that begin in "
        f"{tolerances().targets.since} or later at {amount(precedents.low, unit)} to "
        f"{amount(precedents.high, unit)}: {precedents.count} in {precedents.areas} countries"
    )
    yield f"of these at {_rate(climb.growth)} a year or more: {precedents.met}"
    fastest = precedents.fastest
    first, last = Decimal(repr(fastest.base)), Decimal(repr(fastest.final))
    yield (
        f"the fastest: {_span(case, fastest, precedents)}, {amount(first, unit)} to "
        f"{amount(last, unit)}, {_rate(Decimal(repr(fastest.growth)))} a year"
    )


def _evidence(climb: Climb, precedents: Precedents | None) -> Iterator[Evidence]:
    yield from sources((climb.base,))
    if precedents is not None:
        series = precedents.series
        yield Evidence(
            title=series.name,
            publisher=series.publisher,
            url=series.url.partition("?")[0],
            value=f"{precedents.met} of {precedents.count} spans",
            period=f"since {tolerances().targets.since}",
            series=series.id,
            vintage=series.vintage,
            licence=series.licence,
        )
