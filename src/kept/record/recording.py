"""Recording: what a document or a table says, matched with what was said before.

Everything that follows from one intake is appended together. Recording it twice changes nothing.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby

from msgspec import Struct

from kept.model.findings import VERDICTS, Report, Verdict
from kept.model.ledger import Announced, Draft, Judged, Matched, Moved, Proof
from kept.model.standings import Standing
from kept.record.filing import commitment_id, file_report, findings_about
from kept.record.listing import standings_of
from kept.record.matching import Known, matches, rules, splits
from kept.record.neighbours import Neighbours
from kept.record.stages import is_open, ladders
from kept.record.store import Appended, Clock, Ledger

RULE = "rule:matching/1"
VERDICT_RULE = "rule:verdict/1"
_REVISED = "revised"
_CHANGES = frozenset({"raises", "lowers", "postpones", "brings forward"})


class Verdicts(Struct, frozen=True):
    """The most serious verdict about a commitment, and the ids of the findings."""

    verdict: Verdict
    findings: tuple[str, ...]


class Intake(Struct, frozen=True):
    """What is to be recorded together. verdicts: by the commitment's id in the ledger."""

    drafts: tuple[Draft, ...]
    verdicts: Mapping[str, Verdicts]


def intake_of(report: Report) -> Intake:
    """Return what a report gives the ledger."""
    verdicts = {}
    for commitment in report.commitments:
        about = findings_about(report, commitment)
        if about:
            worst = min((finding.verdict for finding in about), key=VERDICTS.index)
            id_ = commitment_id(report.document.id, commitment.id)
            verdicts[id_] = Verdicts(worst, tuple(finding.id for finding in about))
    return Intake(tuple(file_report(report)), verdicts)


def record(ledger: Ledger, intakes: Sequence[Intake], clock: Clock) -> Appended:
    """Return what is new of the intakes, with the matches and reviews that follow from them."""
    return ledger.append(lambda: _Batch(ledger, intakes).drafts(), clock)


class _Batch:
    """The drafts of one append, in an order in which each rests on those before it."""

    def __init__(self, ledger: Ledger, intakes: Sequence[Intake]) -> None:
        self._ledger = ledger
        self._neighbours = Neighbours(ledger)
        self._given = [draft for intake in intakes for draft in intake.drafts]
        self._verdicts = {id_: v for intake in intakes for id_, v in intake.verdicts.items()}
        self._heads: dict[str, str] = {}
        self._stages: dict[str, str] = {}

    def drafts(self) -> Iterator[Draft]:
        """Yield all drafts: what was given, matches, revisions, verdicts."""
        yield from self._given
        new = self._new()
        self._read_standings(new)
        for known in new:
            near = self._neighbours.near(known.said)
            self._neighbours.add(known)
            yield from self._matched(known, matches(known, near))
        for _, group in groupby(sorted(new, key=_document), key=_document):
            parts = list(group)
            whole = [one for part in parts for one in self._neighbours.near(part.said)]
            unique = {one.id: one for one in whole if one.said.kind == "pledge"}
            for match in splits(parts, unique.values()):
                yield _match_draft(match, match.later)
        yield from self._judged()

    def _new(self) -> list[Known]:
        given = [
            Known(draft.subject, draft.body)
            for draft in self._given
            if draft.kind == "commitment" and isinstance(draft.body, Announced)
        ]
        unique = {one.id: one for one in given}
        new = [one for one in unique.values() if not self._neighbours.holds(*one)]
        return sorted(new, key=lambda one: (one.said.said or date.max, one.id))

    def _read_standings(self, new: Sequence[Known]) -> None:
        """Learn where the neighbours stand that the ledger holds already."""
        near = {one.id for known in new for one in self._neighbours.near(known.said)}
        for row in standings_of(self._ledger, tuple(near)):
            self._heads[row.commitment] = row.head or row.commitment
            self._stages[row.commitment] = row.stage

    def _matched(self, known: Known, found: Iterable[Matched]) -> Iterator[Draft]:
        sure = rules().limits.sure
        for number, match in enumerate(found):
            first = number == 0 or known.said.kind == "target"
            draft = _match_draft(match, known.id, sure=first and match.score >= sure)
            yield draft
            if draft.kind == "match":
                other = match.earlier if match.later == known.id else match.later
                if match.relation == "repeats":
                    self._heads[known.id] = self._heads.get(other, other)
                yield from self._revised(match)

    def _revised(self, match: Matched) -> Iterator[Draft]:
        """Yield the stage `revised` of a target that was changed before its date had passed."""
        earlier, later = self._announced(match.earlier), self._announced(match.later)
        if earlier.kind != "target" or match.relation not in _CHANGES or later.said is None:
            return
        if earlier.due is not None and later.said >= earlier.due.end:
            return
        head = self._heads.get(match.earlier, match.earlier)
        before = self._stages.get(head, ladders()["target"].start)
        if before == _REVISED or not is_open("target", before):
            return
        self._stages[head] = _REVISED
        source = later.document if later.document.startswith("document-") else later.source
        proof = Proof(kind="document", source=source, on=later.said, note=match.relation)
        move = Moved(stage=_REVISED, before=before, on=later.said, proof=proof, after=match.later)
        yield Draft(
            kind="stage", subject=head, identity=(_REVISED, match.later), writer=RULE, body=move
        )

    def _announced(self, id_: str) -> Announced:
        return self._neighbours.known(id_).said

    def _judged(self) -> Iterator[Draft]:
        stood = {row.commitment: row for row in standings_of(self._ledger, tuple(self._verdicts))}
        for id_, found in self._verdicts.items():
            row: Standing | None = stood.get(id_)
            if row is None or row.verdict != found.verdict:
                after = "" if row is None else row.since
                body = Judged(verdict=found.verdict, findings=found.findings, after=after)
                identity = (found.verdict, after)
                yield Draft(
                    kind="verdict",
                    subject=id_,
                    identity=identity,
                    writer=VERDICT_RULE,
                    body=body,
                )


def _document(known: Known) -> str:
    return known.said.document


def _match_draft(match: Matched, subject: str, *, sure: bool | None = None) -> Draft:
    """Return a match, or where it is not sure enough a question to a person."""
    certain = match.score >= rules().limits.sure if sure is None else sure
    return Draft(
        kind="match" if certain else "review",
        subject=subject,
        identity=(match.earlier, match.later, match.relation),
        writer=RULE,
        body=match,
    )
