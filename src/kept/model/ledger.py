"""The ledger's values: entries, what each kind of entry says, and where a commitment stands.

An entry is one line of the ledger. Nothing in it is ever changed; what is true of a commitment
is folded from its entries. Times are UTC, days are half-open, amounts are exact decimals.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

from msgspec import Struct

from kept.model.claims import Bound, CommitmentKind, Strength
from kept.model.findings import Verdict

EntryKind = Literal[
    "document",
    "claim",
    "finding",
    "event",
    "commitment",
    "verdict",
    "match",
    "review",
    "decision",
    "stage",
    "money",
    "part",
    "observation",
    "path",
    "odds",
    "membership",
    "presidency",
]
Relation = Literal["repeats", "raises", "lowers", "postpones", "brings forward", "splits"]
RELATIONS: tuple[Relation, ...] = (
    "repeats",
    "raises",
    "lowers",
    "postpones",
    "brings forward",
    "splits",
)
EvidenceKind = Literal["document", "quote", "observation"]
MoneyStage = Literal["announced", "signed", "approved", "disbursed"]
MONEY_STAGES: tuple[MoneyStage, ...] = ("announced", "signed", "approved", "disbursed")
OVERDUE = "overdue"
"""The stage shown for what is past its date without evidence; a reading, never an entry."""


class Entry(Struct, frozen=True, kw_only=True):
    """One line of the ledger.

    sequence: from 1, without gaps. id: hash of what identifies it, so that the same thing
    recorded twice is one entry. subject: the id of the commitment, document or body it is about.
    clock: the clock's reading. at: that reading, or the last entry's `at` where the clock had
    gone backwards. writer: who, or which version of which rule. previous, hash: SHA-256 over
    the canonical JSON of the entry before and of this one.
    """

    sequence: int
    id: str
    kind: EntryKind
    subject: str
    at: datetime
    clock: datetime
    writer: str
    body: dict[str, Any]
    previous: str
    hash: str


class Draft(Struct, frozen=True, kw_only=True):
    """An entry that is yet to be written. identity: the fields that its id is the hash of."""

    kind: EntryKind
    subject: str
    identity: tuple[str, ...]
    writer: str
    body: Struct | dict[str, Any]


class Due(Struct, frozen=True):
    """When a commitment falls due: half-open dates; `end` is the first day too late.

    yearly: the period is a year, so that a yearly figure can settle it.
    """

    start: date
    end: date
    label: str
    yearly: bool = False


class Role(Struct, frozen=True):
    """A body on a commitment: who promises, leads or supports it."""

    name: str
    role: Literal["promiser", "lead", "supporting"]


class Announced(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a `commitment` entry says: a promise as one document or row words it.

    document: id of the document, or of the table that a row came from. low, high, unit, bound,
    precision: as in `Quantity`, with amounts in plain digits. area: ISO 3166-1 alpha-3.
    said: the day it was announced; the last day that `said_as`, a month or a year, can mean.
    link: how surely the indicator is the one, 0 to 1. events: every name of the gathering at
    which it was made.
    """

    document: str
    kind: CommitmentKind
    text: str
    quote: str = ""
    said: date | None = None
    said_as: str = ""
    due: Due | None = None
    area: str = ""
    indicator: str = ""
    link: str = "1"
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str = ""
    bound: Bound = "exact"
    precision: Decimal = Decimal(1)
    roles: tuple[Role, ...] = ()
    strength: Strength = "will"
    conditions: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    source: str = ""
    note: str = ""

    @property
    def amount(self) -> Decimal | None:
        """Return the one number it names; None for a range or none."""
        ends = {end for end in (self.low, self.high) if end is not None}
        return ends.pop() if len(ends) == 1 else None


class Proof(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Evidence for a change of stage or a sum of money.

    source: a web address, or the id of a document in the ledger. on: the day it speaks of.
    quote: its words. series, period, value: of an observation.
    """

    kind: EvidenceKind
    source: str
    on: date
    quote: str = ""
    series: str = ""
    period: str = ""
    value: Decimal | None = None
    unit: str = ""
    known: date | None = None
    note: str = ""


class Moved(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a `stage` entry says. after: id of the entry that set the stage before."""

    stage: str
    before: str
    on: date
    proof: Proof
    after: str = ""
    working: tuple[str, ...] = ()


class Paid(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a `money` entry says: a sum that reached a stage on a day."""

    stage: MoneyStage
    amount: Decimal
    unit: str
    on: date
    proof: Proof


class Part(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a `part` entry says: one of the sums that an announced total was said to consist of."""

    amount: Decimal
    unit: str
    name: str = ""
    source: str = ""


class Judged(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a `verdict` entry says: the most serious verdict of the findings about a commitment."""

    verdict: Verdict
    findings: tuple[str, ...]
    after: str = ""


class Matched(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a `match` or `review` entry says: how a commitment relates to one said earlier.

    score: 0 to 1 in plain digits; reasons: each a step that a reader can follow.
    """

    earlier: str
    later: str
    relation: Relation
    score: Decimal
    reasons: tuple[str, ...] = ()


class Decided(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a `decision` entry says: what a person made of a `review`; None: not the same."""

    review: str
    relation: Relation | None
    why: str = ""


class Observed(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What an `observation` entry says: a figure for an area and period, and its source."""

    area: str
    indicator: str
    name: str
    start: date
    end: date
    label: str
    value: Decimal
    unit: str
    publisher: str = ""
    known: date | None = None
    source: str = ""
    note: str = ""


class OnPath(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a `path` entry says: whether the latest figure keeps up with a target."""

    on_path: bool
    actual: Proof
    required: Decimal
    working: tuple[str, ...] = ()


class OddsOn(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The odds of a target with what was known on a day, or why none can be given.

    probability: of reaching it in its period, between 0 and 1 and never either; None where `why`
    tells the reason. low, high: where 90 % of the backtest's draws lay for such odds. series,
    period, value: the latest yearly figure that they rest on.
    """

    on: date
    probability: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    series: str = ""
    period: str = ""
    value: Decimal | None = None
    why: str = ""


class Weighed(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What an `odds` entry says: the odds of a target then, when it was announced, and now.

    then: None where the day it was announced is not known. now: None once it is decided.
    method: how the odds were made. after: id of the `odds` entry before.
    """

    then: OddsOn | None = None
    now: OddsOn | None = None
    method: str = ""
    after: str = ""


class Held(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a `membership` or `presidency` entry says: who belongs to a body, or presides, when.

    end: None while it lasts or where nothing tells.
    """

    body: str
    holder: str
    start: date | None = None
    end: date | None = None
    source: str = ""
    quote: str = ""
    announced: date | None = None


class Attended(Struct, frozen=True, omit_defaults=True):
    """Participants of one kind: how many, as the announcement bounds it, and its words."""

    kind: str
    low: Decimal | None
    high: Decimal | None
    bound: Bound
    exact: str


class Gathered(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What an `event` entry says: a gathering, its names, and who took part by kind."""

    document: str
    names: tuple[str, ...]
    abbreviations: tuple[str, ...] = ()
    participants: tuple[Attended, ...] = ()
    said: date | None = None


class Filed(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a `document` entry says: the text as it was read, and where it came from."""

    text: str
    sha256: str
    title: str = ""
    publisher: str = ""
    published: date | None = None
    country: str = ""
    language: str = ""
    source: str = ""
    media_type: str = ""
