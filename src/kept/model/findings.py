"""What the checks found, with everything a reader needs to find it again."""

from datetime import date
from typing import Literal

from msgspec import Struct

from kept.model.claims import Claim, Commitment, Event
from kept.model.experiments import UniformPasswords
from kept.model.forecasts import Forecasts, Outlook
from kept.model.statistics import Statistics
from kept.model.text import Document

Verdict = Literal[
    "contradicts", "differs", "implausible", "unsupported", "cannot be checked", "agrees"
]
VERDICTS: tuple[Verdict, ...] = (
    "contradicts",
    "differs",
    "implausible",
    "unsupported",
    "cannot be checked",
    "agrees",
)
"""All verdicts, the most serious first."""


class Evidence(Struct, frozen=True, kw_only=True):
    """A source that a finding rests on: who published which value, where, and as it stood when."""

    title: str
    publisher: str
    url: str
    value: str = ""
    period: str = ""
    series: str = ""
    vintage: date | None = None
    licence: str = ""


class Finding(Struct, frozen=True, kw_only=True):
    """One check's verdict on one or more claims.

    title: the finding in one line. reason: the verdict in one or two sentences.
    expected, found: what the check compared, formatted with units; "" where it compared none.
    tolerance: how far apart they may lie and why. working: the arithmetic, a step a line.
    settle_by: what would settle the matter where it cannot be checked.
    commitment_ids: the promises it is about; claim_ids: the claims.
    as_of: the day on which the evidence stood. outlook: the odds that it tells of, to be drawn.
    """

    id: str
    check: str
    verdict: Verdict
    title: str
    reason: str
    claim_ids: tuple[str, ...] = ()
    commitment_ids: tuple[str, ...] = ()
    expected: str = ""
    found: str = ""
    tolerance: str = ""
    working: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    settle_by: str = ""
    as_of: date | None = None
    outlook: Outlook | None = None


class Case(Struct, frozen=True, kw_only=True):
    """All that a check may look at.

    as_of: what is known up to this day counts; nothing later is used. passwords: a perfect
    generator to hold experiments against; None where none is at hand.
    forecasts: the odds of targets; None where none are to be given.
    """

    document: Document
    claims: tuple[Claim, ...]
    commitments: tuple[Commitment, ...]
    events: tuple[Event, ...]
    statistics: Statistics
    as_of: date
    passwords: UniformPasswords | None = None
    forecasts: Forecasts | None = None


class Report(Struct, frozen=True, kw_only=True):
    """The whole result for one document: findings are ordered, the most serious first."""

    document: Document
    claims: tuple[Claim, ...]
    commitments: tuple[Commitment, ...]
    events: tuple[Event, ...]
    findings: tuple[Finding, ...]
    as_of: date
