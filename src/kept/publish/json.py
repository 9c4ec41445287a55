"""Results as JSON, in the shape of `kept.publish.shape`."""

from collections.abc import Sequence
from decimal import Decimal

import msgspec

from kept.errors import KeptError
from kept.model.claims import Change, Claim, Commitment, Event, Link, Period, Quantity, Reading
from kept.model.findings import Evidence, Finding, Report
from kept.model.quantities import Stated
from kept.model.text import Document, Issue, Quote
from kept.publish import shape
from kept.version import __version__

_ENCODER = msgspec.json.Encoder()


def to_json(report: Report, *, indent: int = 0) -> bytes:
    """Return the report as one JSON object in UTF-8, without a line end.

    indent: blanks a level; 0 keeps everything on one line.
    """
    return _encoded(shape_of_report(report), indent)


def reading_to_json(
    document: Document, reading: Reading, *, given_id: str | int | None = None, indent: int = 0
) -> bytes:
    """Return what was extracted from a document as one JSON object, without a line end.

    given_id: the id under which the caller handed the document in.
    """
    return _encoded(shape_of_reading(document, reading, given_id=given_id), indent)


def quantities_to_json(document: Document, stated: Sequence[Stated], *, indent: int = 0) -> bytes:
    """Return every quantity of a document as one JSON object, without a line end."""
    value = shape.Quantities(
        schema_version=shape.SCHEMA_VERSION,
        kept_version=__version__,
        document=_document(document),
        quantities=tuple(map(_stated, stated)),
    )
    return _encoded(value, indent)


def failure_to_json(error: KeptError, *, line: int, given_id: str | int | None = None) -> bytes:
    """Return the object that stands in for the result of an input line that failed."""
    failure = shape.Failure(
        schema_version=shape.SCHEMA_VERSION,
        kept_version=__version__,
        id=given_id,
        line=line,
        error=shape.Problem(error.what, error.where, error.why, error.remedy),
    )
    return _encoded(failure, 0)


def shape_of_report(report: Report) -> shape.Report:
    """Return the report in its published shape."""
    return shape.Report(
        schema_version=shape.SCHEMA_VERSION,
        kept_version=__version__,
        as_of=report.as_of,
        document=_document(report.document),
        claims=tuple(map(_claim, report.claims)),
        commitments=tuple(map(_commitment, report.commitments)),
        findings=tuple(map(_finding, report.findings)),
        events=tuple(map(_event, report.events)),
    )


def shape_of_reading(
    document: Document, reading: Reading, *, given_id: str | int | None = None
) -> shape.Reading:
    """Return a document's claims, commitments and events in their published shape."""
    return shape.Reading(
        schema_version=shape.SCHEMA_VERSION,
        kept_version=__version__,
        id=given_id,
        document=_document(document, reading.issues),
        claims=tuple(map(_claim, reading.claims)),
        commitments=tuple(map(_commitment, reading.commitments)),
        events=tuple(map(_event, reading.events)),
    )


def amount(value: Decimal) -> str:
    """Return the whole number in plain digits, so that equal values look equal.

    >>> amount(Decimal("1.50E+10")), amount(Decimal("26.80")), amount(Decimal("-0"))
    ('15000000000', '26.8', '0')
    """
    digits = format(value, "f")
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return "0" if digits == "-0" else digits


def _encoded(
    value: shape.Report | shape.Reading | shape.Quantities | shape.Failure, indent: int
) -> bytes:
    encoded = _ENCODER.encode(value)
    return msgspec.json.format(encoded, indent=indent) if indent else encoded


def _document(document: Document, more: tuple[Issue, ...] = ()) -> shape.Document:
    return shape.Document(
        id=document.id,
        title=document.title,
        publisher=document.publisher,
        published=document.published,
        language=document.language,
        text_sha256=document.text_sha256,
        characters=len(document.text),
        issues=tuple(
            shape.Issue(issue.code, issue.message, issue.start, issue.end)
            for issue in (*document.issues, *more)
        ),
        country=document.country,
    )


def _quote(quote: Quote) -> shape.Quote:
    return shape.Quote(quote.exact, quote.start, quote.end)


def _optional(quote: Quote | None) -> shape.Quote | None:
    return None if quote is None else _quote(quote)


def _quotes(quotes: tuple[Quote, ...]) -> tuple[shape.Quote, ...]:
    return tuple(map(_quote, quotes))


def _quantity(quantity: Quantity) -> shape.Quantity:
    return shape.Quantity(
        exact=quantity.exact,
        start=quantity.start,
        end=quantity.end,
        low=None if quantity.low is None else amount(quantity.low),
        high=None if quantity.high is None else amount(quantity.high),
        unit=quantity.unit,
        bound=quantity.bound,
        precision=amount(quantity.precision),
        per=quantity.per,
    )


def _stated(stated: Stated) -> shape.Stated:
    return shape.Stated(
        quantity=_quantity(stated.quantity),
        counted=stated.counted,
        change=_change(stated.change),
        concept=_quotes(stated.concept),
        role=stated.role,
        rules=stated.rules,
    )


def _change(change: Change | None) -> shape.Change | None:
    if change is None:
        return None
    return shape.Change(change.kind, change.direction, _optional(change.baseline))


def _period(period: Period | None) -> shape.Period | None:
    if period is None:
        return None
    return shape.Period(
        start=period.start,
        end=period.end,
        exact=period.exact,
        text_start=period.text_start,
        text_end=period.text_end,
        grain=period.grain,
        calendar=period.calendar,
        label=period.label,
    )


def _link(link: Link) -> tuple[str, float, tuple[str, ...]]:
    return link.id, link.score, link.reasons


def _claim(claim: Claim) -> shape.Claim:
    indicator, entity = claim.indicator, claim.entity
    return shape.Claim(
        id=claim.id,
        quote=_quote(claim.quote),
        quantity=_quantity(claim.quantity),
        measure=_optional(claim.measure),
        subject=_optional(claim.subject),
        change=_change(claim.change),
        period=_period(claim.period),
        modality=claim.modality,
        speaker=_optional(claim.speaker),
        source=_optional(claim.source),
        negated=claim.negated,
        conditional=claim.conditional,
        indicator=indicator if indicator is None else shape.Indicator(*_link(indicator)),
        entity=entity if entity is None else shape.Entity(*_link(entity)),
        rules=claim.rules,
    )


def _commitment(commitment: Commitment) -> shape.Commitment:
    return shape.Commitment(
        id=commitment.id,
        kind=commitment.kind,
        quote=_quote(commitment.quote),
        promiser=_optional(commitment.promiser),
        action=_quote(commitment.action),
        claim_ids=commitment.claim_ids,
        deadline=_period(commitment.deadline),
        strength=commitment.strength,
        conditions=_quotes(commitment.conditions),
        bodies=_quotes(commitment.bodies),
        mentions=_quotes(commitment.mentions),
    )


def _event(event: Event) -> shape.Event:
    return shape.Event(_quotes(event.names), _quotes(event.abbreviations))


def _evidence(evidence: Evidence) -> shape.Evidence:
    return shape.Evidence(
        title=evidence.title,
        publisher=evidence.publisher,
        url=evidence.url,
        value=evidence.value,
        period=evidence.period,
        series=evidence.series,
        vintage=evidence.vintage,
        licence=evidence.licence,
    )


def _finding(finding: Finding) -> shape.Finding:
    return shape.Finding(
        id=finding.id,
        check=finding.check,
        verdict=finding.verdict,
        claim_ids=finding.claim_ids,
        expected=finding.expected,
        found=finding.found,
        tolerance=finding.tolerance,
        reason=finding.reason,
        working=finding.working,
        evidence=tuple(map(_evidence, finding.evidence)),
        settle_by=finding.settle_by,
        as_of=finding.as_of,
        title=finding.title,
        commitment_ids=finding.commitment_ids,
    )
