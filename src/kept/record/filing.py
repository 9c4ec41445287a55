"""From a report to the entries that file it: document, claims, findings, events, commitments."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

import msgspec

from kept.lexicon.places import country_name, country_of
from kept.model.claims import Claim, Commitment, Period
from kept.model.findings import Finding, Report
from kept.model.ids import identify
from kept.model.ledger import Announced, Draft, Due, EntryKind, Filed, Role
from kept.model.text import Document, Quote
from kept.record.canonical import plain
from kept.record.gatherings import country_words, event_of, made_there, presidency_of

RULE = "rule:filing/1"
"""Who writes these entries: this module, in this version of it."""
Body = msgspec.Struct | dict[str, Any]
_ID_BYTES = 8
_LED_BY = re.compile(r"\b(?:led|headed|spearheaded) by (?:the )?$")
_BEFORE = 24
_UNKEPT = re.compile("[\x00\ud800-\udfff]")
_YEAR_DAYS = (364, 367)


def file_report(report: Report) -> Iterator[Draft]:
    """Yield the entries that file a report: the same document twice yields the same ids."""
    document = report.document
    yield _draft("document", document.id, (document.text_sha256,), _filed(document))
    for claim in report.claims:
        yield _draft("claim", document.id, (claim.id,), _plain(claim))
    for finding in report.findings:
        yield _draft("finding", document.id, _shown(finding), _plain(finding))
    for event in report.events:
        gathered = event_of(document, event, report.claims, alone=len(report.events) == 1)
        yield _draft("event", document.id, gathered.names, gathered)
    for commitment in report.commitments:
        yield commitment_draft(announced(report, commitment), commitment.id)
    for commitment in report.commitments:
        held = presidency_of(commitment, document)
        if held is not None:
            identity = (held.body, held.holder, str(held.start), document.id)
            yield _draft("presidency", held.body, identity, held)


def commitment_draft(said: Announced, id_: str, writer: str = RULE) -> Draft:
    """Return the entry of a commitment; its own id tells apart what two documents say alike."""
    subject = commitment_id(said.document, id_)
    return Draft(kind="commitment", subject=subject, identity=(), writer=writer, body=said)


def commitment_id(document_id: str, id_: str) -> str:
    """Return a commitment's id in the ledger: of what one document, or table, says."""
    return identify("commitment", document_id, id_, size=_ID_BYTES)


def findings_about(report: Report, commitment: Commitment) -> tuple[Finding, ...]:
    """Return the findings about a commitment or its claims, the most serious first."""
    claims = frozenset(commitment.claim_ids)
    return tuple(
        finding
        for finding in report.findings
        if commitment.id in finding.commitment_ids or not claims.isdisjoint(finding.claim_ids)
    )


def announced(report: Report, commitment: Commitment) -> Announced:
    """Return what the ledger keeps of a commitment, with the claim that gives it its size."""
    document = report.document
    claims = [claim for claim in report.claims if claim.id in commitment.claim_ids]
    sized = _telling(claims)
    linked = sized.indicator if sized is not None else None
    quantity = sized.quantity if sized is not None else None
    area = _area(sized, commitment, report)
    return Announced(
        document=document.id,
        kind=commitment.kind,
        text=clean(commitment.action.exact),
        quote=clean(commitment.quote.exact),
        said=document.published,
        due=due_of(commitment.deadline or (sized.period if sized else None)),
        area=area,
        indicator=linked.id if linked else "",
        link=f"{linked.score:.2f}" if linked else "1",
        low=quantity.low if quantity else None,
        high=quantity.high if quantity else None,
        unit=quantity.unit if quantity else "",
        bound=quantity.bound if quantity else "exact",
        precision=quantity.precision if quantity else Decimal(1),
        roles=_roles(commitment, document.text, area),
        strength=commitment.strength,
        conditions=tuple(clean(quote.exact) for quote in commitment.conditions),
        events=made_there(commitment, report.events),
        claims=commitment.claim_ids,
        source=document.uri or "",
    )


def due_of(period: Period | None) -> Due | None:
    """Return when something falls due; None where its dates are open or unresolved."""
    if period is None or period.start is None or period.end is None:
        return None
    label = period.label or period.exact
    low, high = _YEAR_DAYS
    yearly = low < (period.end - period.start).days < high
    return Due(period.start, period.end, label, yearly)


def _telling(claims: Sequence[Claim]) -> Claim | None:
    """Return the claim that is linked best; of equals, the last, as headlines cut corners."""
    best: Claim | None = None
    for claim in claims:
        score = claim.indicator.score if claim.indicator else 0
        if best is None or score >= (best.indicator.score if best.indicator else 0):
            best = claim
    return best


def _area(claim: Claim | None, commitment: Commitment, report: Report) -> str:
    """Return the country it is about: its claim's, its promiser's, or the document's."""
    if claim is not None and claim.entity is not None and _is_country(claim.entity.id):
        return claim.entity.id
    promiser = country_of(commitment.promiser.exact) if commitment.promiser else None
    return promiser or report.document.country or _spoken_of(report.claims)


def _spoken_of(claims: Sequence[Claim]) -> str:
    """Return the country that most of a document's linked claims are about, if one is."""
    areas = Counter(c.entity.id for c in claims if c.entity and _is_country(c.entity.id))
    if not areas:
        return ""
    area, count = areas.most_common(1)[0]
    return area if 2 * count > areas.total() else ""


def _is_country(id_: str) -> bool:
    return len(id_) == 3 and id_.isupper()  # noqa: PLR2004  ISO 3166-1 alpha-3


def _roles(commitment: Commitment, text: str, area: str) -> tuple[Role, ...]:
    promiser = clean(commitment.promiser.exact) if commitment.promiser else ""
    if area and promiser.casefold() in country_words():
        promiser = country_name(area)
    first = (Role(promiser, "promiser"),) if promiser else ()
    return first + tuple(_role(body, text) for body in commitment.bodies)


def _role(body: Quote, text: str) -> Role:
    leads = _LED_BY.search(text, max(0, body.start - _BEFORE), body.start)
    return Role(clean(body.exact), "lead" if leads else "supporting")


def _filed(document: Document) -> Filed:
    return Filed(
        text=clean(document.text),
        sha256=document.text_sha256,
        title=clean(document.title or ""),
        publisher=clean(document.publisher or ""),
        published=document.published,
        country=document.country or "",
        language=document.language or "",
        source=document.uri or "",
        media_type=document.media_type,
    )


def _shown(finding: Finding) -> tuple[str, ...]:
    """Return what makes a finding another one: the day on which it was looked for does not."""
    return finding.id, finding.expected, finding.found


def _plain(value: Claim | Finding) -> dict[str, Any]:
    """Return a claim or finding in text, whole numbers and lists: scores, too, become text."""
    built = msgspec.to_builtins(value, builtin_types=(Decimal,))
    return {key: _exact(one) for key, one in built.items() if one not in (None, "", [])}


def _exact(value: Any) -> Any:
    if isinstance(value, float):
        return plain(Decimal(repr(value)))
    if isinstance(value, dict):
        return {key: _exact(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_exact(one) for one in value]
    return clean(value) if isinstance(value, str) else value


def clean(text: str) -> str:
    """Return text that both stores can hold: NUL and lone surrogates replaced, one for one."""
    return _UNKEPT.sub("\N{REPLACEMENT CHARACTER}", text)


def _draft(kind: EntryKind, subject: str, identity: tuple[str, ...], body: Body) -> Draft:
    return Draft(kind=kind, subject=subject, identity=identity, writer=RULE, body=body)
