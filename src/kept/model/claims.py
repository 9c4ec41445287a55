"""Claims and commitments: what an announcement states and what it promises."""

from datetime import date
from decimal import Decimal
from typing import Literal

from msgspec import Struct

from kept.model.text import Issue, Quote

Bound = Literal["exact", "about", "under", "over", "at_least", "at_most"]
Modality = Literal["observed", "estimated", "projected", "target", "pledge", "capability"]
ChangeKind = Literal["relative", "absolute", "points", "multiple", "to_level"]
Direction = Literal["up", "down"]
Grain = Literal["day", "month", "quarter", "half", "year", "range"]
Calendar = Literal["calendar", "fiscal"]
CommitmentKind = Literal["target", "pledge", "initiative", "appointment"]
Strength = Literal["will", "aims", "considers", "done"]


class Quantity(Struct, frozen=True):
    """A number with its unit, as its author bounded it.

    exact: number, scale, currency, percent sign or physical unit, and nothing else.
    low, high: full numbers in the base unit; None where that end is open. Never a midpoint.
    unit: ISO 4217 code, `percent`, `percentage_points`, `basis_points`, `times`, or a
    physical unit's or counted noun's singular in lower case; "" where nothing is named.
    precision: the size, in the base unit, of the last digit that is not a trailing zero of a
    whole number: 1e8 for "$4.1 billion", 1e5 for 300,000; 0.01 for "4.10 %".
    per: what the number is divided by, such as `year` or `person`; None for a plain number.
    """

    exact: str
    start: int
    end: int
    low: Decimal | None
    high: Decimal | None
    unit: str
    bound: Bound = "exact"
    precision: Decimal = Decimal(1)
    per: str | None = None


class Change(Struct, frozen=True):
    """How something moved: in which direction, counted how, and from where.

    baseline: the words that name what it moved from ("from last year"), or None.
    """

    kind: ChangeKind
    direction: Direction
    baseline: Quote | None = None


class Period(Struct, frozen=True):
    """When a statement holds: half-open dates, with the words that say so.

    start or end is None while the words cannot be resolved (no publication date) or that
    side is open. `calendar` is fiscal when the dates follow a country's financial year.
    """

    exact: str
    text_start: int
    text_end: int
    start: date | None
    end: date | None
    grain: Grain = "year"
    calendar: Calendar = "calendar"
    label: str = ""


class Link(Struct, frozen=True):
    """A phrase resolved to an id of the catalogue or the gazetteer.

    score: 0 to 1; reasons: in words, each a step that a reader can follow.
    """

    id: str
    score: float
    reasons: tuple[str, ...] = ()


class Claim(Struct, frozen=True, kw_only=True):
    """A quantity that someone states about the world.

    quote: the sentence. measure, subject, speaker, source: the words that name them, from
    the same sentence or an earlier one. rules: names of the rules that fired, outermost last.
    """

    id: str
    quote: Quote
    quantity: Quantity
    measure: Quote | None = None
    subject: Quote | None = None
    change: Change | None = None
    period: Period | None = None
    modality: Modality = "observed"
    speaker: Quote | None = None
    source: Quote | None = None
    negated: bool = False
    conditional: bool = False
    indicator: Link | None = None
    entity: Link | None = None
    rules: tuple[str, ...] = ()


class Commitment(Struct, frozen=True, kw_only=True):
    """A promise to follow.

    action: the words that say what will be done. promiser: who promises. deadline: None
    where the text sets none. bodies: those named as leading or supporting, in text order.
    strength: how firmly it is said; `done` when it is reported as already decided.
    mentions: the words of the same promise elsewhere in the text, in text order.
    """

    id: str
    kind: CommitmentKind
    quote: Quote
    action: Quote
    promiser: Quote | None = None
    claim_ids: tuple[str, ...] = ()
    deadline: Period | None = None
    strength: Strength = "will"
    conditions: tuple[Quote, ...] = ()
    bodies: tuple[Quote, ...] = ()
    mentions: tuple[Quote, ...] = ()


class Event(Struct, frozen=True):
    """A named gathering and every name that the text gives it.

    names: each way of naming it, first mention of each, in text order. Abbreviations that
    the text itself introduces in brackets are the names' own.
    """

    names: tuple[Quote, ...]
    abbreviations: tuple[Quote, ...]


class Reading(Struct, frozen=True, kw_only=True):
    """All that was extracted from one document, in text order.

    issues: numbers and passages that were seen and not read, each with its reason.
    """

    claims: tuple[Claim, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    events: tuple[Event, ...] = ()
    issues: tuple[Issue, ...] = ()
