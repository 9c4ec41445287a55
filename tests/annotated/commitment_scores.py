"""Scores of the commitments of one annotated text, field by field.

An annotated commitment is found where one of the reading stands in its sentence and shares a
word of its action, or holds a claim of its own place: a promise that a text makes twice is one
commitment of the reading and may be annotated at both places. Such a repeat may leave out what
the other place says, so that its open deadline and conditions are not scored.
"""

from typing import Any

from tally import Fault, Tally, overlap
from texts import Row, place_of, read_at, sentence_start

from kept.model.claims import Claim, Commitment, Reading

FIELDS = (
    "commitment kind", "commitment promiser", "commitment deadline", "commitment strength",
    "commitment conditions",
)  # fmt: skip


def score_commitments(row: Row, reading: Reading, tally: Tally) -> None:
    """Add the readings of one text's commitments to the tally.

    Of detection, `commitment found` is the share of the annotated that were found, and
    `commitment right` the share of those read that are annotated.
    """
    claims = {claim.id: claim for claim in reading.claims}
    taken: set[str] = set()
    left = list(reading.commitments)
    for wanted in row.commitments:
        found, repeated = _found(row, wanted, left, reading, claims)
        fault = Fault("commitment found", row.id, wanted["action"], _shown(found))
        tally.add("commitment found", float(found is not None), fault)
        if found is None:
            continue
        taken.add(found.id)
        if not repeated:
            left.remove(found)
        _score(row, wanted, found, tally, repeated=repeated)
    for commitment in reading.commitments:
        fault = Fault("commitment right", row.id, None, _shown(commitment))
        tally.add("commitment right", float(commitment.id in taken), fault)


def _found(
    row: Row,
    wanted: dict[str, Any],
    left: list[Commitment],
    reading: Reading,
    claims: dict[str, Claim],
) -> tuple[Commitment | None, bool]:
    """Return the commitment of the reading, and whether it was read at another place."""
    start = read_at(row.document, sentence_start(row, wanted))
    near = [one for one in left if one.quote.start <= start < one.quote.end]
    scored = [(overlap(wanted["action"], one.action.exact), one) for one in near]
    scored = [(score, one) for score, one in scored if score]
    if scored:
        return max(scored, key=lambda pair: pair[0])[1], False
    places = [place_of(row, row.claims[index]) for index in wanted.get("claims", ())]
    for one in reading.commitments:
        held = [claims[id_].quantity for id_ in one.claim_ids if id_ in claims]
        if any(q.start < end and first < q.end for q in held for first, end in places):
            return one, True
    return None, False


def _score(
    row: Row, wanted: dict[str, Any], found: Commitment, tally: Tally, *, repeated: bool
) -> None:
    def add(field: str, score: float, want: object, got: object) -> None:
        where = f"{row.id}: {wanted['action']}"
        tally.add(f"commitment {field}", score, Fault(f"commitment {field}", where, want, got))

    add("kind", float(wanted["kind"] == found.kind), wanted["kind"], found.kind)
    promiser = found.promiser.exact if found.promiser else None
    add("promiser", overlap(wanted.get("promiser"), promiser), wanted.get("promiser"), promiser)
    strength = wanted.get("strength", "will")
    add("strength", float(strength == found.strength), strength, found.strength)
    add("action", overlap(wanted["action"], found.action.exact), wanted["action"], _shown(found))
    deadline, got = wanted.get("deadline"), found.deadline
    if deadline or not repeated:
        want = (str(deadline["start"]), str(deadline["end"])) if deadline else None
        have = (str(got.start), str(got.end)) if got else None
        add("deadline", float(want == have), deadline, got)
    conditions = " ".join(wanted.get("conditions", ()))
    if conditions or not repeated:
        have_conditions = " ".join(quote.exact for quote in found.conditions)
        add("conditions", overlap(conditions, have_conditions), conditions, have_conditions)
    bodies = " ".join(wanted.get("bodies", ()))
    if bodies or not repeated:
        have_bodies = " ".join(quote.exact for quote in found.bodies)
        add("bodies", overlap(bodies, have_bodies), bodies, have_bodies)


def _shown(found: Commitment | None) -> str | None:
    return found.action.exact if found else None
