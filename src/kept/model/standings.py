"""What is read from the ledger: where commitments stand, their whole story, money, goalposts."""

from datetime import date, datetime
from decimal import Decimal
from typing import Protocol

from msgspec import Struct

from kept.model.claims import Bound, CommitmentKind
from kept.model.ledger import (
    Announced,
    Gathered,
    Held,
    Judged,
    Matched,
    MoneyStage,
    Moved,
    OnPath,
    Paid,
    Part,
    Relation,
    Weighed,
)
from kept.model.statistics import Country, Observation


class Standing(Struct, frozen=True, kw_only=True):
    """Where a commitment stands: one row of a list.

    since, until: between which times of the ledger this was so, as in `Entry.at`; until is
    "9999" while it lasts. number: sequence of the entry that filed it. head: "" where it is
    followed itself, else the id of the commitment that it repeats. thread: what it is matched
    with shares this id. staged: the day of the stage, "" where nothing tells. verdict: the most
    serious one found, or "". said, due: days as text; said_as as in `Announced`; due is the
    first day too late, "9999" where it has no date. low, high: in plain digits, "" where open.
    """

    commitment: str
    since: str
    until: str
    number: int
    head: str
    thread: str
    kind: CommitmentKind
    area: str
    indicator: str
    stage: str
    open: bool
    staged: str
    verdict: str
    said: str
    said_as: str
    due: str
    due_label: str
    low: str
    high: str
    bound: Bound
    unit: str
    text: str
    promiser: str
    document: str

    def overdue_on(self, day: date) -> bool:
        """Return whether it waits for evidence though its date has passed."""
        return self.open and self.due <= day.isoformat()


class Page(Struct, frozen=True):
    """A page of a list, and where the next begins; "" after the last."""

    rows: tuple[Standing, ...]
    next: str


class Rates(Protocol):
    """What the ledger asks of official exchange rates. `kept.statistics` answers it."""

    def rate(self, area: str, year: int) -> Observation | None:
        """Return units of local currency for one US dollar, average of a calendar year."""
        ...

    def country(self, area: str) -> Country | None:
        """Return the country, or None for an unknown code."""
        ...


class Stamped(Struct, frozen=True):
    """Who wrote something into the ledger, in which entry, when."""

    sequence: int
    at: datetime
    writer: str


class Followed(Struct, frozen=True, kw_only=True):
    """One commitment with all that became of it, each list in the ledger's order.

    stage: the last one recorded. matches, reviews: it is one of the two commitments in each.
    """

    id: str
    said: Announced
    filed: Stamped
    stage: str
    open: bool
    moves: tuple[tuple[Moved, Stamped], ...] = ()
    money: tuple[tuple[Paid, Stamped], ...] = ()
    parts: tuple[Part, ...] = ()
    verdicts: tuple[tuple[Judged, Stamped], ...] = ()
    path: OnPath | None = None
    odds: Weighed | None = None
    matches: tuple[tuple[Matched, Stamped], ...] = ()
    reviews: tuple[tuple[Matched, Stamped], ...] = ()

    def overdue_on(self, day: date) -> bool:
        """Return whether it waits for evidence though its date has passed."""
        return self.open and self.said.due is not None and self.said.due.end <= day


class Sum(Struct, frozen=True):
    """Money that reached a stage: in its currency, and in US dollars at each year's rate.

    usd: None where a rate is missing. working: each conversion, a line each.
    breaks_order: more than at the stage before it.
    """

    stage: MoneyStage
    unit: str
    amount: Decimal
    bound: Bound
    usd: Decimal | None
    working: tuple[str, ...]
    breaks_order: bool = False


class PartsSum(Struct, frozen=True):
    """Parts against the total they were said to make up; gap is total less sum."""

    parts: tuple[Part, ...]
    sum: Decimal
    total: Decimal
    unit: str
    gap: Decimal
    adds_up: bool


class Actual(Struct, frozen=True):
    """A figure on a time line: its period, value, publisher's series and page."""

    label: str
    start: date
    end: date
    value: Decimal
    series: str
    source: str
    known: date


class Goalpost(Struct, frozen=True, kw_only=True):
    """One target on a time line. moves: what it did to earlier ones, each as it was worded.

    asked: matches that wait for a person. repeated_by: how often the same was said again.
    afterwards: said once its date had passed.
    """

    id: str
    said: Announced
    stage: str
    overdue: bool
    moves: tuple[tuple[Relation, Announced], ...]
    outcome: Actual | None
    on_path: OnPath | None
    odds: Weighed | None = None
    afterwards: bool = False
    repeated_by: int = 0
    asked: tuple[Matched, ...] = ()


class Goalposts(Struct, frozen=True, kw_only=True):
    """Every target announced for one indicator of one area, and what was measured."""

    area: str
    area_name: str
    indicator: str
    name: str
    unit: str
    as_of: date
    targets: tuple[Goalpost, ...]
    actuals: tuple[Actual, ...]


class BodyPage(Struct, frozen=True, kw_only=True):
    """All that one body has to do with: its promises by role, members, presidencies."""

    key: str
    name: str
    promises: tuple[tuple[Standing, tuple[str, ...]], ...]
    next: str
    members: tuple[Held, ...] = ()
    presidencies: tuple[Held, ...] = ()
    belongs_to: tuple[Held, ...] = ()
    presides: tuple[Held, ...] = ()


class EventPage(Struct, frozen=True, kw_only=True):
    """A gathering as one announcement tells of it, with the promises made there."""

    gathered: Gathered
    promises: tuple[Standing, ...]


class Change(Struct, frozen=True):
    """What became of a commitment between two days: None where it was not there yet."""

    before: Standing | None
    after: Standing


class Story(Struct, frozen=True, kw_only=True):
    """A commitment as it is shown: it, those that repeat it, its thread, its money, its parts.

    document: title of the document that announced it, or "".
    """

    standing: Standing
    followed: tuple[Followed, ...]
    thread: tuple[Standing, ...]
    money: tuple[Sum, ...]
    parts: PartsSum | None
    document: str
    as_of: date
