"""Whatever is extracted, well or badly, the checks answer and never fail."""

from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from kept.check.room import run_checks
from kept.model.claims import Change, Claim, Commitment, Event, Link, Period, Quantity
from kept.model.text import Quote

from .build import case

TEXT = (
    "In all 7 people under 30 of 9 % got $5 a head, up from nearly 4 in 2024, for a total of 12. "
    "Half of all households have already gained 3 billion more to Spain; investors pledged 8."
)
CASE = case({"text": TEXT, "published": "2025-05-01"})

places = st.integers(0, len(TEXT) - 1)
ends = st.one_of(
    st.none(),
    st.decimals(min_value=-(10**12), max_value=10**12, places=2),
    st.sampled_from([Decimal(0), Decimal("1E+999"), Decimal("1E-999"), Decimal(30)]),
)
dates = st.one_of(st.none(), st.dates(), st.sampled_from([date.min, date(2024, 2, 29), date.max]))
units = st.sampled_from(
    ["USD", "percent", "person", "times", "", "household", "graduate", "percentage_points"]
)


@st.composite
def quotes(draw: st.DrawFn) -> Quote:
    start = draw(places)
    end = draw(st.integers(start, len(TEXT)))
    return Quote(TEXT[start:end], start, end)


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    where = draw(quotes())
    return Quantity(
        where.exact,
        where.start,
        where.end,
        draw(ends),
        draw(ends),
        draw(units),
        draw(st.sampled_from(["exact", "about", "under", "over", "at_least", "at_most"])),
        draw(st.sampled_from([Decimal(1), Decimal("0.1"), Decimal("1E+9")])),
        draw(st.sampled_from([None, "year", "person"])),
    )


@st.composite
def periods(draw: st.DrawFn) -> Period:
    where = draw(quotes())
    return Period(where.exact, where.start, where.end, draw(dates), draw(dates))


links = st.builds(
    Link,
    st.sampled_from(["ict-service-exports", "population", "population-under-30", "inflation", "?"]),
    st.floats(0, 1),
)
claims = st.builds(
    Claim,
    id=st.text("abc", min_size=1, max_size=3),
    quote=quotes(),
    quantity=quantities(),
    measure=st.one_of(st.none(), quotes()),
    subject=st.one_of(st.none(), quotes()),
    change=st.one_of(
        st.none(),
        st.builds(
            Change,
            st.sampled_from(["relative", "absolute", "points", "multiple", "to_level"]),
            st.sampled_from(["up", "down"]),
            st.one_of(st.none(), quotes()),
        ),
    ),
    period=st.one_of(st.none(), periods()),
    modality=st.sampled_from(
        ["observed", "estimated", "projected", "target", "pledge", "capability"]
    ),
    indicator=st.one_of(st.none(), links),
    entity=st.one_of(st.none(), st.builds(Link, st.sampled_from(["PAK", "KEN", "??"]), st.just(1))),
)
commitments = st.builds(
    Commitment,
    id=st.text("xyz", min_size=1, max_size=2),
    kind=st.sampled_from(["target", "pledge", "initiative", "appointment"]),
    quote=quotes(),
    action=quotes(),
    claim_ids=st.lists(st.text("abc", min_size=1, max_size=3), max_size=2).map(tuple),
    deadline=st.one_of(st.none(), periods()),
)
events = st.builds(
    Event, st.lists(quotes(), max_size=3).map(tuple), st.lists(quotes(), max_size=3).map(tuple)
)


@given(
    st.lists(claims, max_size=6),
    st.lists(commitments, max_size=2),
    st.lists(events, max_size=1),
    st.one_of(st.none(), st.dates()),
)
@settings(max_examples=4000, deadline=None)
def test_any_claims_are_answered(
    found: list[Claim], promised: list[Commitment], met: list[Event], published: date | None
) -> None:
    this = replace(
        CASE,
        document=replace(CASE.document, published=published),
        claims=tuple(found),
        commitments=tuple(promised),
        events=tuple(met),
    )
    for one in run_checks(this):
        assert one.title
        assert one.reason
