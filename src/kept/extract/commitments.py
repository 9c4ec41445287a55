"""What an announcement promises: targets, pledges, initiatives and appointments.

Targets and pledges come from claims of that modality; initiatives and appointments from
promises without a number. The same promise made twice is one commitment.
"""

from collections.abc import Iterable, Sequence

from kept.extract.drafts import Draft, Setting, read_sentence
from kept.extract.leads import Lead, find_lead, leading_body, read_item
from kept.extract.repeats import merged, normal
from kept.extract.speakers import Attribution
from kept.extract.tokens import Sentence
from kept.model.claims import Claim, Commitment, Period
from kept.model.ids import identify
from kept.model.text import Document, Quote


def find_commitments(
    document: Document,
    sentences: Sequence[Sentence],
    claims: Sequence[Claim],
    attributions: Sequence[Attribution],
    periods: Sequence[Sequence[Period]],
) -> tuple[Commitment, ...]:
    """Return the commitments of a document in text order.

    attributions, periods: one item a sentence; periods in text order.
    """
    by_sentence: dict[int, list[Claim]] = {}
    for claim in claims:
        by_sentence.setdefault(claim.quote.start, []).append(claim)
    items = {block.start for block in document.blocks if block.kind == "item"}
    drafts: list[Draft] = []
    lead: Lead | None = None
    before: Sentence | None = None
    first: Quote | None = None  # who promises first: whose announcement it is
    for sentence, said, times in zip(sentences, attributions, periods, strict=True):
        near = by_sentence.get(sentence.start, [])
        setting = Setting(said.speaker, document.published)
        if sentence.start in items:
            found = read_item(sentence, near, times, setting, lead, first)
        else:
            found = read_sentence(sentence, near, times, setting)
            if items:
                body = leading_body(before) if first is None and before is not None else None
                lead = find_lead(sentence, times, setting, first or body)
            before = sentence
        drafts += found
        first = first or next((draft.promiser for draft in found if draft.promiser), None)
    return tuple(_identified(merged(drafts)))


def _identified(drafts: Iterable[Draft]) -> Iterable[Commitment]:
    """Yield commitments whose ids rest on the words, not on where they stand."""
    seen: dict[tuple[str, ...], int] = {}
    for draft in drafts:
        promiser = "" if draft.promiser is None else normal(draft.promiser.exact)
        identity = (draft.kind, normal(draft.action.exact), promiser)
        number = seen[identity] = seen.get(identity, -1) + 1
        yield Commitment(
            id=identify("commitment", *identity, number),
            kind=draft.kind,
            quote=draft.sentence.quote(),
            action=draft.action,
            promiser=draft.promiser,
            claim_ids=tuple(claim.id for claim in draft.claims),
            deadline=draft.deadline,
            strength=draft.strength,
            conditions=draft.conditions,
            bodies=draft.bodies,
            mentions=draft.mentions,
        )
