"""Official figures: what is measured, in which series, and what was observed."""

from datetime import date
from decimal import Decimal
from typing import Literal, Protocol

from msgspec import Struct

FactKind = Literal["actual", "projected", "target", "pledge"]


class Indicator(Struct, frozen=True, kw_only=True):
    """A thing that official statistics measure, whoever publishes it.

    id: a slug such as `ict-service-exports`. unit: as in `Quantity.unit`.
    kind: a flow adds up over time (exports in a year), a stock is counted at a moment
    (population), a rate is a share or a growth rate and adds up over nothing.
    """

    id: str
    name: str
    unit: str
    kind: Literal["flow", "stock", "rate"]
    definition: str


class Series(Struct, frozen=True, kw_only=True):
    """One publisher's series of an indicator.

    calendar: `fiscal` periods follow the reference area's financial year.
    vintage: the date on which these values stood. stale: the publisher stopped updating it.
    compares: which claims may be measured against it in words; differing definitions
    are named here.
    """

    id: str
    indicator: str
    publisher: str
    name: str
    unit: str
    calendar: Literal["calendar", "fiscal"]
    vintage: date
    licence: str
    url: str
    definition: str = ""
    stale: bool = False
    derived: bool = False


class Observation(Struct, frozen=True):
    """One value of one series for one reference area and time period.

    start, end: half-open dates. label: how the publisher names the period (2024, FY2025).
    area: ISO 3166-1 alpha-3. known: the day on which this value was first published, when
    the source tells. url: the page this value was read from, when it is not the series' own.
    """

    series: str
    area: str
    start: date
    end: date
    label: str
    value: Decimal
    known: date | None = None
    url: str = ""
    note: str = ""


class Fact(Struct, frozen=True, kw_only=True):
    """A sourced figure that stands in no series: a rival count, an earlier target, an outcome.

    topic: what it is about, matched against a claim's indicator or measure words.
    said: when it was published. kind: what sort of statement it is.
    """

    id: str
    subject: str
    topic: str
    name: str
    period: str
    value: Decimal | None
    unit: str
    kind: FactKind
    speaker: str
    said: str
    url: str
    note: str = ""


class Window(Struct, frozen=True):
    """Growth of one country's series between two periods `length` years apart.

    growth: compound rate a year, as a fraction. base, final: values in the series' unit.
    """

    area: str
    start_year: int
    base: float
    final: float
    growth: float


class Country(Struct, frozen=True, kw_only=True):
    """A reference area. fiscal_year_start: (month, day) on which its financial year begins."""

    iso3: str
    name: str
    currency: str
    region: str
    income_group: str
    fiscal_year_start: tuple[int, int]


class Statistics(Protocol):
    """What the checks ask of the official figures. `kept.statistics` answers it."""

    def indicator(self, indicator_id: str) -> Indicator | None:
        """Return the indicator, or None for an id that the catalogue does not hold."""
        ...

    def series_of(self, indicator_id: str, area: str) -> tuple[Series, ...]:
        """Return the series of an indicator that hold the area, best match for it first."""
        ...

    def observations(
        self, series_id: str, area: str, *, as_of: date | None = None
    ) -> tuple[Observation, ...]:
        """Return the area's observations, oldest first; with `as_of`, those known by then.

        Where several prints of one period exist, the latest known is returned.
        """
        ...

    def windows(
        self, series_id: str, *, years: int, low: float, high: float, since: int
    ) -> tuple[Window, ...]:
        """Return all countries' windows of `years` years that begin in `since` or later.

        A window counts when its base lies in [low, high]; aggregates are left out.
        """
        ...

    def facts(self, topic: str, area: str) -> tuple[Fact, ...]:
        """Return the sourced facts on a topic for a subject, oldest first."""
        ...

    def population_under(self, age: int, area: str, year: int) -> Observation | None:
        """Return the number of people younger than `age`, or None if the tables cannot tell."""
        ...

    def series(self, series_id: str) -> Series:
        """Return the series' description. Raises KeyError for an unknown id."""
        ...

    def country(self, area: str) -> Country | None:
        """Return the country, or None for an unknown code."""
        ...
