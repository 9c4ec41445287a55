"""What must always hold, whatever the numbers."""

from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from kept.check.intervals import Interval, holds, meet, within_text
from kept.check.room import run_checks
from kept.check.wording import rounded, scaled
from kept.model.claims import Claim, Quantity
from kept.model.findings import Case, Finding
from kept.statistics.shelf import open_shelf

from .build import case

ACCUSING = {"contradicts", "differs", "implausible"}
AREAS = ("PAK", "IND", "KEN", "GBR", "BGD", "NGA", "BRA", "VNM")
INDICATORS = (
    "ict-service-exports",
    "gdp",
    "merchandise-exports",
    "population",
    "foreign-direct-investment",
    "inflation",
    "unemployment",
    "remittances",
)

numbers = st.decimals(min_value="0.1", max_value="9999", places=1)
widths = st.decimals(min_value=0, max_value=500, places=1)
bounds = st.sampled_from(["about", "under", "over", "at_least", "at_most"])


def quantity(low: Decimal, high: Decimal, **more: Any) -> Quantity:
    return Quantity(f"{low}", 0, 4, low, high, "tonne", precision=Decimal("0.1"), **more)


def as_bound(one: Quantity, bound: str) -> Quantity:
    low = None if bound in {"under", "at_most"} else one.low
    high = None if bound in {"over", "at_least"} else one.high
    return replace(one, low=low, high=high, bound=bound)


def inside(one: Interval, other: Interval) -> bool:
    low = other.low is None or (one.low is not None and other.low <= one.low)
    high = other.high is None or (one.high is not None and one.high <= other.high)
    return low and high


@given(numbers, widths, widths, widths)
def test_a_wider_range_admits_all_that_a_narrower_one_did(
    low: Decimal, width: Decimal, down: Decimal, up: Decimal
) -> None:
    narrow = quantity(low, low + width)
    wide = quantity(low - min(down, low), low + width + up)
    assert inside(within_text(narrow), within_text(wide))


@given(numbers, bounds, st.booleans())
def test_a_bound_admits_all_that_the_exact_number_did(
    value: Decimal, bound: str, near: bool
) -> None:
    exact = quantity(value, value)
    loose = as_bound(exact, bound)
    assert inside(within_text(exact), within_text(loose, near=near and bound == "under"))


PAIR = "Wheat store stocks are {0}. By the books wheat store stocks are {1}."


def stocks(*ranges: tuple[Decimal, Decimal]) -> Case:
    texts = [f"{low} to {high} tonnes" for low, high in ranges]
    described = [
        {"exact": exact, "nth": 1, "low": low, "high": high, "unit": "tonne", "precision": "0.1"}
        for exact, (low, high) in zip(texts, ranges, strict=True)
    ]
    if texts[0] == texts[1]:
        described[1]["nth"] = 2
    for one in described:
        one["measure"] = "heat store stocks"
    return case({"text": PAIR.format(*texts), "claims": described})


def contradicted(this: Case) -> bool:
    return any(one.verdict == "contradicts" for one in run_checks(this))


@given(numbers, widths, numbers, widths, widths, widths)
@settings(max_examples=60, deadline=None)
def test_widening_a_range_never_creates_a_contradiction(
    low: Decimal, width: Decimal, other: Decimal, span: Decimal, down: Decimal, up: Decimal
) -> None:
    second = (other, other + span)
    narrow = stocks((low, low + width), second)
    wide = stocks((low - min(down, low), low + width + up), second)
    assert contradicted(narrow) or not contradicted(wide)


@given(st.integers(11, 9999), st.integers(11, 9999), st.integers(-3, 9))
@settings(max_examples=60, deadline=None)
def test_rescaling_changes_no_verdict(one: int, other: int, power: int) -> None:
    plain = [Decimal(one), Decimal(other)]
    scale = Decimal(1).scaleb(power)
    meets = [
        meet(*(within_text(_printed(value * by, by)) for value in plain))
        for by in (Decimal(1), scale)
    ]
    assert meets[0] == meets[1]


def _printed(value: Decimal, size: Decimal) -> Quantity:
    return Quantity(f"{value / size}", 0, 4, value, value, "tonne", precision=size)


@st.composite
def official_values(draw: st.DrawFn) -> dict[str, Any]:
    """A statement of an official value, rounded to three or more digits, with its year."""
    shelf, area = open_shelf(), draw(st.sampled_from(AREAS))
    indicator = draw(st.sampled_from(INDICATORS))
    held = shelf.series_of(indicator, area)
    assume(held)
    series = draw(st.sampled_from(held))
    known = [one for one in shelf.observations(series.id, area) if one.end <= date(2026, 6, 1)]
    observed = draw(st.sampled_from(known))
    value = rounded_to(observed.value, draw(st.integers(3, 9)))
    unit = series.unit
    exact = f"{value:f}%" if unit == "percent" else scaled(value, digits=12)
    precision = Decimal(1).scaleb(int(value.normalize().as_tuple().exponent))
    return {
        "text": f"The total was {exact} in the period.",
        "published": observed.end.isoformat(),
        "claims": [
            {
                "exact": exact,
                "value": value,
                "unit": unit,
                "precision": precision,
                "entity": area,
                "indicator": indicator,
                "period": "in the period",
                "dates": [observed.start, observed.end],
            }
        ],
    }


def rounded_to(value: Decimal, digits: int) -> Decimal:
    exponent = value.adjusted() - digits + 1
    return value.quantize(Decimal(1).scaleb(exponent)) if value else value


@given(official_values())
@settings(max_examples=150, deadline=None)
def test_the_official_value_itself_never_differs(described: dict[str, Any]) -> None:
    found = run_checks(case(described))
    accused: list[Finding] = [one for one in found if one.verdict in ACCUSING]
    assert accused == []
    assert any(one.verdict == "agrees" for one in found)


@given(st.permutations(range(3)))
def test_the_order_of_claims_changes_nothing(order: list[int]) -> None:
    described = {
        "text": "Tea sales rose 9%. The tea sales rose 12%. Tea sales fell 3%.",
        "claims": [
            _growth("9%", 9, "Tea sales", "up"),
            _growth("12%", 12, "tea sales", "up"),
            _growth("3%", 3, "Tea sales", "down"),
        ],
    }
    this = case(described)
    shuffled: tuple[Claim, ...] = tuple(this.claims[place] for place in order)
    found = run_checks(this)
    assert run_checks(replace(this, claims=shuffled)) == found
    assert len(found) == 3


def _growth(exact: str, value: int, measure: str, direction: str) -> dict[str, Any]:
    return {
        "exact": exact,
        "value": value,
        "unit": "percent",
        "change": f"relative {direction}",
        "measure": measure,
    }


@given(st.decimals(min_value="-1e6", max_value="1e6", places=3))
def test_a_rounded_number_stays_close(value: Decimal) -> None:
    assert abs(rounded(value, 4) - value) <= abs(value) * Decimal("0.0005")
    assert holds(Interval(value, value), value)
