"""The published shape of a result: what `--json` prints and the JSON Schema describes.

The types here are the contract with other programs and stand apart from the model, so that
the model may move without breaking a reader. New fields come last within an object; a field
that leaves or changes its meaning raises the first number of `SCHEMA_VERSION`.
"""

from datetime import date
from typing import Annotated

from msgspec import Meta, Struct

from kept.model.claims import (
    Bound,
    Calendar,
    ChangeKind,
    CommitmentKind,
    Direction,
    Grain,
    Modality,
    Strength,
)
from kept.model.findings import Verdict
from kept.model.forecasts import Standing

SCHEMA_VERSION = "1.1"

Offset = Annotated[int, Meta(ge=0, description="Code points from the start of the text.")]
Amount = Annotated[
    str,
    Meta(
        pattern=r"^-?[0-9]+(\.[0-9]+)?$",
        description="A full decimal number: no exponent, no separators, no trailing zeros.",
    ),
]
Score = Annotated[float, Meta(ge=0, le=1)]
VersionOfShape = Annotated[str, Meta(description="Version of this schema.")]
VersionOfKept = Annotated[str, Meta(description="Version of the program that wrote this.")]


class Quote(Struct, frozen=True):
    """Words of the text and where they stand: text[start:end] is exact."""

    exact: str
    start: Offset
    end: Offset


class Issue(Struct, frozen=True):
    """Something that could not be read, or was read with a doubt."""

    code: str
    message: str
    start: Offset | None
    end: Offset | None


class Document(Struct, frozen=True):
    """The announcement as it was read. `kept extract --text` prints the text itself."""

    id: str
    title: str | None
    publisher: str | None
    published: date | None
    language: Annotated[str | None, Meta(description="BCP 47 tag.")]
    text_sha256: Annotated[str, Meta(description="SHA-256 of the text in UTF-8.")]
    characters: Annotated[int, Meta(ge=0, description="Code points in the text.")]
    issues: tuple[Issue, ...]
    country: Annotated[str | None, Meta(description="ISO 3166-1 alpha-3; null if not given.")]


class Quantity(Struct, frozen=True):
    """A number with its unit, as its author bounded it; an open end is null."""

    exact: str
    start: Offset
    end: Offset
    low: Amount | None
    high: Amount | None
    unit: Annotated[
        str,
        Meta(
            description="ISO 4217 code, percent, percentage_points, basis_points, times, or the "
            "singular of a physical unit or counted noun; empty where nothing is named."
        ),
    ]
    bound: Bound
    precision: Annotated[Amount, Meta(description="Size of the last digit that says something.")]
    per: Annotated[str | None, Meta(description="What it is divided by, such as year or person.")]


class Change(Struct, frozen=True):
    """How something moved, and from where."""

    kind: ChangeKind
    direction: Direction
    baseline: Quote | None


class Period(Struct, frozen=True):
    """When a statement holds: half-open dates, null where open or unresolved."""

    start: date | None
    end: date | None
    exact: Annotated[str, Meta(description="The words that say when.")]
    text_start: Offset
    text_end: Offset
    grain: Grain
    calendar: Calendar
    label: str


class Indicator(Struct, frozen=True):
    """The official measure that a claim was linked to."""

    id: str
    score: Score
    reasons: tuple[str, ...]


class Entity(Struct, frozen=True):
    """The country, organisation or group that a claim is about."""

    id: Annotated[str, Meta(description="ISO 3166-1 alpha-3 for countries.")]
    score: Score
    reasons: tuple[str, ...]


class Claim(Struct, frozen=True):
    """A quantity that someone states about the world."""

    id: str
    quote: Annotated[Quote, Meta(description="The sentence.")]
    quantity: Quantity
    measure: Annotated[Quote | None, Meta(description="The words that name what is measured.")]
    subject: Annotated[Quote | None, Meta(description="Whom or what it is about.")]
    change: Change | None
    period: Period | None
    modality: Modality
    speaker: Annotated[Quote | None, Meta(description="Who says it.")]
    source: Annotated[Quote | None, Meta(description="Whom the speaker cites.")]
    negated: bool
    conditional: bool
    indicator: Indicator | None
    entity: Entity | None
    rules: Annotated[tuple[str, ...], Meta(description="Rules that fired, outermost last.")]


class Commitment(Struct, frozen=True):
    """A promise to follow; without a deadline, `deadline` is null."""

    id: str
    kind: CommitmentKind
    quote: Annotated[Quote, Meta(description="The sentence.")]
    promiser: Quote | None
    action: Annotated[Quote, Meta(description="The words that say what will be done.")]
    claim_ids: tuple[str, ...]
    deadline: Period | None
    strength: Strength
    conditions: tuple[Quote, ...]
    bodies: Annotated[tuple[Quote, ...], Meta(description="Lead and supporting bodies.")]
    mentions: Annotated[
        tuple[Quote, ...], Meta(description="The same promise elsewhere in the text.")
    ]


class Event(Struct, frozen=True):
    """A named gathering and every name that the text gives it."""

    names: tuple[Quote, ...]
    abbreviations: tuple[Quote, ...]


class Evidence(Struct, frozen=True):
    """A source that a finding rests on, as it stood on its vintage."""

    title: str
    publisher: str
    url: str
    value: str
    period: str
    series: str
    vintage: date | None
    licence: str


class Finding(Struct, frozen=True):
    """One check's verdict, with the working that a reader can redo."""

    id: str
    check: str
    verdict: Verdict
    claim_ids: tuple[str, ...]
    expected: str
    found: str
    tolerance: str
    reason: str
    working: Annotated[tuple[str, ...], Meta(description="The arithmetic, a step an item.")]
    evidence: tuple[Evidence, ...]
    settle_by: Annotated[str, Meta(description="What would settle it; empty where settled.")]
    as_of: Annotated[date | None, Meta(description="The day on which the evidence stood.")]
    title: str
    commitment_ids: tuple[str, ...]


class Report(Struct, frozen=True, kw_only=True, tag_field="kind", tag="report"):
    """What `kept check --json` prints; findings are ordered, the most serious first."""

    schema_version: VersionOfShape
    kept_version: VersionOfKept
    as_of: Annotated[date, Meta(description="Nothing that became known later was used.")]
    document: Document
    claims: tuple[Claim, ...]
    commitments: tuple[Commitment, ...]
    findings: tuple[Finding, ...]
    events: tuple[Event, ...]


class Reading(Struct, frozen=True, kw_only=True, tag_field="kind", tag="reading"):
    """What `kept extract` prints: one for a document, or one a line."""

    schema_version: VersionOfShape
    kept_version: VersionOfKept
    id: Annotated[str | int | None, Meta(description="The id that the input line gave.")]
    document: Document
    claims: tuple[Claim, ...]
    commitments: tuple[Commitment, ...]
    events: tuple[Event, ...]


class Stated(Struct, frozen=True):
    """A number of the text, whether or not it is a claim."""

    quantity: Quantity
    counted: Annotated[str, Meta(description="What is counted, with its adjectives; else empty.")]
    change: Change | None
    concept: Annotated[tuple[Quote, ...], Meta(description="The words that name what it is of.")]
    role: Annotated[str, Meta(description="claim, or the reason why it is none: age, score ...")]
    rules: Annotated[tuple[str, ...], Meta(description="Rules that fired, outermost last.")]


class Quantities(Struct, frozen=True, kw_only=True, tag_field="kind", tag="quantities"):
    """What `kept extract --quantities` prints: every number, in text order."""

    schema_version: VersionOfShape
    kept_version: VersionOfKept
    document: Document
    quantities: tuple[Stated, ...]


class Chance(Struct, frozen=True):
    """Odds of reaching the target in a period or before it."""

    label: str
    years: Annotated[int, Meta(ge=1, description="Periods after the latest known one.")]
    probability: Score
    low: Annotated[float, Meta(ge=0, le=1, description="Lower end of 90 % of redraws.")]
    high: Annotated[float, Meta(ge=0, le=1, description="Upper end of 90 % of redraws.")]
    quantiles: Annotated[
        tuple[float, ...], Meta(description="Of the level, at the levels that `levels` names.")
    ]


class Reference(Struct, frozen=True):
    """How often countries grew as fast from a like level."""

    series: str
    group: Annotated[str, Meta(description="Income group or region; empty for all countries.")]
    years: int
    floor: float
    ceiling: float
    since: int
    met: int
    count: int
    areas_met: int
    areas: int
    independent: Annotated[
        int, Meta(description="Windows if those of one country may not overlap.")
    ]
    low: Annotated[float, Meta(description="Wilson's 95 % interval with the independent ones.")]
    high: float
    names: Annotated[tuple[str, ...], Meta(description="Countries that did, the fastest first.")]


class Tally(Struct, frozen=True):
    """How announced targets of a kind and horizon fared."""

    kind: str
    horizon: str
    count: int
    reached: int
    short: Annotated[
        float | None, Meta(description="Median outcome of the missed ones, over the target.")
    ]


class RunningYear(Struct, frozen=True):
    """The running year as far as it is known."""

    label: str
    known: Amount
    months: int
    share: Score
    expected: float
    spread: Annotated[float, Meta(description="Standard deviation of the logarithm.")]


class Odds(Struct, frozen=True, kw_only=True, tag_field="kind", tag="odds"):
    """What `kept odds --json` prints."""

    schema_version: VersionOfShape
    kept_version: VersionOfKept
    as_of: Annotated[date, Meta(description="Nothing that became known later was used.")]
    country: str
    area: str
    indicator: str
    series: str
    publisher: str
    vintage: date
    licence: str
    url: str
    unit: str
    target: Amount
    falling: bool
    standing: Standing
    deadline: Annotated[str | None, Meta(description="The period that the deadline falls in.")]
    sentence: str
    latest: Amount
    latest_period: str
    needed: Annotated[float | None, Meta(description="Compound growth a year, as a fraction.")]
    own_growth: Annotated[
        dict[str, float], Meta(description="The series' own growth a year, by years back.")
    ]
    pace_period: str | None
    probability: Score | None
    low: float | None
    high: float | None
    levels: tuple[float, ...]
    curve: tuple[Chance, ...]
    references: tuple[Reference, ...]
    running_year: RunningYear | None
    record: tuple[Tally, ...]
    working: tuple[str, ...]
    notes: tuple[str, ...]
    method: str


class Problem(Struct, frozen=True):
    """What happened, where, why and what to do."""

    what: str
    where: str
    why: str
    remedy: str


class Failure(Struct, frozen=True, kw_only=True, tag_field="kind", tag="error"):
    """What `kept extract --jsonl` prints for an input line that it could not read."""

    schema_version: VersionOfShape
    kept_version: VersionOfKept
    id: Annotated[str | int | None, Meta(description="The id that the input line gave, if any.")]
    line: Annotated[int, Meta(ge=1, description="Number of the input line.")]
    error: Problem
