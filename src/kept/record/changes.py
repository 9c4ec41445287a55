"""What people record: stages with evidence, money, decisions on reviews, members, presidencies.

Each is checked against the rules of `stages` when nobody else can write, and refused by name.
"""

from datetime import date
from decimal import Decimal
from typing import Any, Literal

import msgspec

from kept.errors import RefusedEntry, UnknownId
from kept.model.ledger import (
    MONEY_STAGES,
    RELATIONS,
    Decided,
    Draft,
    Entry,
    EntryKind,
    Held,
    Matched,
    MoneyStage,
    Moved,
    Paid,
    Proof,
    Relation,
)
from kept.model.standings import Standing
from kept.record.listing import standing_of
from kept.record.names import body_key
from kept.record.stages import require_evidence, require_move, require_source
from kept.record.store import Appended, Clock, Ledger


def move(ledger: Ledger, id_: str, stage: str, proof: Proof, writer: str, clock: Clock) -> Appended:
    """Move a commitment to a stage. A repetition moves the one that is followed.

    Raises UnknownId, or RefusedEntry with the rule that evidence or stage breaks.
    """

    def plan() -> tuple[Draft, ...]:
        row = followed(ledger, id_)
        since = date.fromisoformat(row.staged) if row.staged else None
        rung = require_move(row.kind, row.stage, stage, since=since)
        require_evidence(proof, rung, stage=stage, since=since)
        require_source(proof, _document(ledger, proof.source))
        entries = ledger.about((row.commitment,))
        after = next((entry.id for entry in reversed(entries) if entry.kind == "stage"), "")
        body = Moved(stage=stage, before=row.stage, on=proof.on, proof=proof, after=after)
        identity = (stage, str(proof.on), proof.source, after)
        return (_draft("stage", row.commitment, identity, writer, body),)

    return ledger.append(plan, clock)


def pay(
    ledger: Ledger,
    id_: str,
    stage: str,
    amount: Decimal,
    unit: str,
    proof: Proof,
    writer: str,
    clock: Clock,
) -> Appended:
    """Record a sum that reached a stage of a pledge. Raises as `move`, by `money` too."""

    def plan() -> tuple[Draft, ...]:
        row = followed(ledger, id_)
        reason = _no_money(row, stage, amount, unit)
        if reason:
            raise RefusedEntry(
                "this money cannot be recorded",
                rule="money",
                where=f"{amount} {unit} {stage}",
                why=reason,
                remedy=f"Name one of {', '.join(MONEY_STAGES[1:])}, an amount and its currency",
            )
        since = date.fromisoformat(row.said) if row.said else None
        if since is not None and proof.on < since:
            msg = f"money {stage} before it was announced"
            raise RefusedEntry(
                msg,
                rule="date",
                where=str(proof.on),
                why=f"it was announced on {since}",
                remedy="Give the day on which it came about",
            )
        require_source(proof, _document(ledger, proof.source))
        named: MoneyStage = msgspec.convert(stage, MoneyStage)
        body = Paid(stage=named, amount=amount, unit=unit, on=proof.on, proof=proof)
        identity = (stage, str(amount.normalize()), unit, str(proof.on), proof.source)
        return (_draft("money", row.commitment, identity, writer, body),)

    return ledger.append(plan, clock)


def _no_money(row: Standing, stage: str, amount: Decimal, unit: str) -> str:
    if row.kind != "pledge":
        return f"only a pledge has money to follow, and this is a {row.kind}"
    if stage not in MONEY_STAGES[1:]:
        return (
            "what was announced stands in the announcement; then come signed, approved, disbursed"
        )
    if amount <= 0 or not amount.is_finite():
        return "an amount is more than nothing"
    if len(unit) != 3 or not unit.isupper():  # noqa: PLR2004  ISO 4217
        return f"“{unit}” is no currency's code"
    return ""


def decide(
    ledger: Ledger,
    review: str,
    relation: str | None,
    why: str,
    writer: str,
    clock: Clock,
) -> Appended:
    """Answer a question of the review queue: how the two relate, or None for not at all.

    review: id of the entry, or the beginning of it. Raises UnknownId, RefusedEntry.
    """
    if relation is not None and relation not in RELATIONS:
        raise RefusedEntry(
            "two commitments cannot relate so",
            rule="relation",
            where=relation,
            why=f"there are {', '.join(RELATIONS)}",
            remedy="Name one of them, or say that they are different",
        )

    def plan() -> tuple[Draft, ...]:
        entry = _open_review(ledger, review)
        match = msgspec.convert(entry.body, Matched)
        named: Relation | None = msgspec.convert(relation, Relation | None)
        body = Decided(review=entry.id, relation=named, why=why)
        decided = _draft("decision", entry.subject, (entry.id,), writer, body)
        if named is None:
            return (decided,)
        reasons = (*match.reasons, f"decided: {why}" if why else "decided by a person")
        same = msgspec.structs.replace(match, relation=named, score=Decimal(1), reasons=reasons)
        identity = (match.earlier, match.later, named)
        return decided, _draft("match", entry.subject, identity, writer, same)

    return ledger.append(plan, clock)


def open_reviews(ledger: Ledger, *, until: str | None = None) -> tuple[Entry, ...]:
    """Return the questions that wait for a person, oldest first."""
    found = list(ledger.entries(until=until, kinds=("review", "decision")))
    decided = {entry.body["review"] for entry in found if entry.kind == "decision"}
    return tuple(one for one in found if one.kind == "review" and one.id not in decided)


def hold(
    ledger: Ledger,
    kind: Literal["membership", "presidency"],
    held: Held,
    writer: str,
    clock: Clock,
) -> Appended:
    """Record a membership or a presidency. Raises RefusedEntry by `source` or `date`."""
    start, end = held.start, held.end
    if start is not None and end is not None and end <= start:
        msg = f"a {kind} that ends before it begins"
        raise RefusedEntry(
            msg,
            rule="date",
            where=f"{start} to {end}",
            why="an end is the first day after it",
            remedy="Give --from and --until in order",
        )
    proof = Proof(kind="document", source=held.source, on=start or date.max)
    require_source(proof)
    body = msgspec.structs.replace(held, body=body_key(held.body), holder=body_key(held.holder))
    identity = (body.body, body.holder, str(start), held.source)
    draft = _draft(kind, body.body, identity, writer, body)
    return ledger.append([draft], clock)


def followed(ledger: Ledger, id_: str) -> Standing:
    """Return the commitment that is followed under an id: it, or the one that it repeats."""
    row = standing_of(ledger, id_)
    return standing_of(ledger, row.head) if row.head else row


def _open_review(ledger: Ledger, review: str) -> Entry:
    found = [entry for entry in open_reviews(ledger) if review and entry.id.startswith(review)]
    if len(found) != 1:
        raise UnknownId(
            "no open question has this id" if not found else "several questions begin so",
            where=review,
            remedy="`kept ledger review` lists them",
        )
    return found[0]


def _document(ledger: Ledger, source: str) -> dict[str, Any] | None:
    """Return the body of the document that a source names; None for a web address."""
    if not source.startswith("document-"):
        return None
    for entry in ledger.about((source,)):
        if entry.kind == "document":
            return entry.body
    raise UnknownId(
        "no document in the ledger has this id",
        where=source,
        remedy="Record it first, or give a web address",
    )


def _draft(
    kind: EntryKind, subject: str, identity: tuple[str, ...], writer: str, body: msgspec.Struct
) -> Draft:
    return Draft(kind=kind, subject=subject, identity=identity, writer=writer, body=body)
