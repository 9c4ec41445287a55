"""What is read from the ledger: where commitments stand, their whole story, money, goalposts."""

from datetime import date, datetime
from decimal import Decimal
from typing import Protocol

from msgspec import Struct

from kept.model.claims import Bound, CommitmentKind
from kept.model.ledger import (
    Announced,
    Entry,
    Gathered,
    Held,
    Judged,
    Matched,
    MoneyStage,
    Moved,
    OnPath,
    Paid,
    Part,
)
from kept.model.statistics import Country, Observation


class Standing(Struct, frozen=True, kw_only=True):
    """Where a commitment stands: one row of a list.

    since, until: between which times of the ledger this was so, as in `Entry.at`; until is
    "9999" while it lasts. number: sequence of the entry that filed it. head: "" where it is
    followed itself, else the id of the commitment that it repeats. thread: what it is matched
    with shares this id. staged: the day of the stage, "" where nothing tells. verdict: the most
    serious one found, or "". said, due: days as text; due is the first day too late, "9999"
    where it has no date. low, high: in plain digits, "" where open.
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
