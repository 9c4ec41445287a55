"""The way of a document through the house: read, extract, link, check, record.

Rooms never import one another; this module passes their values on. It alone opens the
shelf of statistics for the checks.
"""

import tomllib
from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from msgspec.structs import replace

from kept.check.room import run_checks
from kept.errors import UsageError
from kept.extract.room import extract, quantities
from kept.link.room import link_claims
from kept.model.claims import Reading
from kept.model.experiments import Chance
from kept.model.findings import Case, Report
from kept.model.forecasts import Odds, Question
from kept.model.ledger import Entry
from kept.model.quantities import Stated
from kept.model.statistics import Country, Indicator, Statistics
from kept.model.text import Document
from kept.statistics.shelf import Shelf, open_shelf

if TYPE_CHECKING:
    from kept.forecast.answering import Forecaster
    from kept.record.recording import Intake
    from kept.record.store import Appended, Ledger

_SAMPLES = files("kept") / "samples"


def read(
    target: str,
    *,
    stdin: BinaryIO | None = None,
    published: date | None = None,
    country: str | None = None,
    publisher: str | None = None,
) -> Document:
    """Return the document at a path, an http address, or "-" for standard input.

    published, country (ISO 3166-1 alpha-3) and publisher win over what the document says.
    Raises InputError, with the reason and a remedy, where nothing can be read.
    """
    from kept.read.source import load  # noqa: PLC0415  readers of pages and PDF load when needed

    return load(target, stdin=stdin, published=published, country=country, publisher=publisher)


def extract_document(document: Document) -> Reading:
    """Return the document's claims, each linked where a link is sure, commitments and events."""
    reading = extract(document)
    claims = link_claims(document, reading.claims, reading.commitments, reading.events)
    return replace(reading, claims=claims)


def quantities_of(document: Document) -> tuple[Stated, ...]:
    """Return every number of the document with its role: claims, ages, durations and others."""
    return quantities(document)


def check_document(document: Document, *, as_of: date) -> Report:
    """Return the report on a document: claims, commitments, and findings in order.

    as_of: figures that became known after this day are not used.
    """
    reading = extract_document(document)
    case = Case(
        document=document,
        claims=reading.claims,
        commitments=reading.commitments,
        events=reading.events,
        statistics=open_shelf(),
        as_of=as_of,
        passwords=UniformGenerator(),
        forecasts=_Forecasts(),
    )
    return Report(
        document=replace(document, issues=(*document.issues, *reading.issues)),
        claims=reading.claims,
        commitments=reading.commitments,
        events=reading.events,
        findings=run_checks(case),
        as_of=as_of,
    )


class UniformGenerator:
    """The password room's perfect generator, as checks ask for it; the room loads when asked."""

    def lacking(self, kinds: Sequence[str], length: int) -> Chance:
        """Return the chance that a password of this length lacks at least one of the kinds."""
        from kept.passwords.composition import (  # noqa: PLC0415  few documents speak of passwords
            chance_of_lacking,
            working,
        )

        share = chance_of_lacking(tuple(kinds), length)
        return Chance(Decimal(str(share)), working(tuple(kinds), length))


class Recorded(NamedTuple):
    """What recording did: the new entries in order, and how many drafts were there already."""

    entries: tuple[Entry, ...]
    known: int


def record_intakes(
    ledger: "Ledger", intakes: "Sequence[Intake]", clock: Callable[[], datetime], *, as_of: date
) -> Recorded:
    """Record what reports and tables say, then let the figures known by `as_of` move targets."""
    from kept.record.following import follow  # noqa: PLC0415  only those who record need it
    from kept.record.recording import record  # noqa: PLC0415

    filed = record(ledger, intakes, clock)
    moved = follow(ledger, open_shelf(), clock, as_of=as_of, forecasts=_Forecasts())
    return Recorded((*filed.entries, *moved.entries), filed.known)


def follow_targets(ledger: "Ledger", clock: Callable[[], datetime], *, as_of: date) -> "Appended":
    """Let the figures known by `as_of` move the ledger's targets, and give their odds."""
    from kept.record.following import follow  # noqa: PLC0415  as above

    return follow(ledger, open_shelf(), clock, as_of=as_of, forecasts=_Forecasts())


def official() -> Shelf:
    """Return the official statistics that ship with Kept."""
    return open_shelf()


def catalogue() -> tuple[tuple[Country, ...], tuple[Indicator, ...]]:
    """Return all reference areas and all indicators of the official statistics."""
    return open_shelf().countries(), open_shelf().indicators()


def odds_of(question: Question, statistics: Statistics | None = None) -> Odds | None:
    """Return the odds that a target is reached, or None where no yearly series fits it.

    statistics: the official ones, unless given.
    """
    if statistics is None or statistics is open_shelf():
        return _forecaster().odds(question)
    from kept.forecast.answering import Forecaster  # noqa: PLC0415  numpy loads when needed
    from kept.forecast.parameters import load  # noqa: PLC0415  as above

    return Forecaster(statistics, load()).odds(question)


def sample_names() -> tuple[str, ...]:
    """Return the names of the announcements that ship with Kept."""
    return tuple(_samples())


def sample_notes() -> dict[str, str]:
    """Return each sample's name with its title."""
    return {name: str(entry["title"]) for name, entry in _samples().items()}


def read_sample(name: str) -> Document:
    """Return a shipped announcement. Raises UsageError, naming those there are, for another."""
    from kept.read.document import from_text  # noqa: PLC0415  as above

    entry = _samples().get(name)
    if entry is None:
        raise UsageError(
            "there is no such sample",
            where=name,
            remedy=f"There are {', '.join(sample_names())}",
        )
    return from_text(
        (_SAMPLES / entry["file"]).read_text(encoding="utf-8"),
        uri=f"sample:{name}",
        published=entry["published"],
        country=entry["country"],
        publisher=entry["publisher"],
    )


class _Forecasts:
    """Asks the forecast shelf, which with numpy loads only when there is a target to ask for."""

    def odds(self, question: Question) -> Odds | None:
        return odds_of(question)


@cache
def _forecaster() -> "Forecaster":
    from kept.forecast.answering import Forecaster  # noqa: PLC0415  numpy loads when needed
    from kept.forecast.parameters import load  # noqa: PLC0415  as above

    return Forecaster(open_shelf(), load())


@cache
def _samples() -> dict[str, Any]:
    return tomllib.loads((_SAMPLES / "samples.toml").read_text(encoding="utf-8"))
