"""What an announcement promises: targets, pledges, initiatives and appointments.

Targets and pledges come from claims of that modality; initiatives and appointments from
promises without a number. The same promise made twice is one commitment.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from msgspec.structs import replace

from kept.extract.drafts import Draft, Setting, read_sentence
from kept.extract.leads import Lead, find_lead, leading_body, read_item
from kept.extract.quotations import begins_paragraph
from kept.extract.repeats import merged, normal
from kept.extract.speakers import Attribution
from kept.extract.tokens import Sentence
from kept.model.claims import Claim, Commitment, Period
from kept.model.ids import identify
from kept.model.text import Document, Quote

BACK = 3
"""Sentences back in which a body may be named whose goal "the goal" is."""


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
    reader = _Reader(document.published)
    for sentence, said, times in zip(sentences, attributions, periods, strict=True):
        near = by_sentence.get(sentence.start, [])
        reader.read(sentence, near, times, said.speaker, item=sentence.start in items)
    return tuple(_identified(merged(reader.drafts)))


class _Opening:
    """A sentence and the body that it begins with, which is looked for once, when asked for."""

    __slots__ = ("_body", "_sentence")

    def __init__(self, sentence: Sentence) -> None:
        self._sentence: Sentence | None = sentence
        self._body: Quote | None = None

    def body(self) -> Quote | None:
        """Return the body, or None."""
        if self._sentence is not None:
            self._body, self._sentence = leading_body(self._sentence), None
        return self._body


class _Reader:
    """Reads sentences in order, and remembers what may lead the list that comes next."""

    def __init__(self, published: date | None) -> None:
        self.drafts: list[Draft] = []
        self._published = published
        self._lead: Lead | None = None
        self._before: tuple[Sentence, Sequence[Period], Setting] | None = None
        self._body: Sentence | None = None
        self._party: Quote | None = None
        self._paragraph: list[_Opening] = []
        self._whose: Quote | None = None  # who promises first: whose announcement it is

    def read(
        self,
        sentence: Sentence,
        claims: Sequence[Claim],
        times: Sequence[Period],
        speaker: Quote | None,
        *,
        item: bool,
    ) -> None:
        """Read the next sentence; item: it begins an item of a list."""
        setting = Setting(speaker, self._published)
        if item:
            if self._before is not None:
                self._lead = self._led_by(*self._before)
                self._before = None
            found = read_item(sentence, claims, times, setting, self._lead, self._whose)
        else:
            found = read_sentence(sentence, claims, times, setting)
            found = self._with_promiser(sentence, found)
            self._body = None if self._before is None else self._before[0]
            self._before = (sentence, times, setting)
        self.drafts += found
        if self._whose is None:
            self._whose = next((draft.promiser for draft in found if draft.promiser), None)

    def _with_promiser(self, sentence: Sentence, found: list[Draft]) -> list[Draft]:
        """Give what names nobody the promiser of its paragraph: "An amount has been set aside".

        Who gives what was received, and who holds a gathering, stays open.
        """
        if self._before is None or begins_paragraph(self._before[0], sentence):
            self._party, self._paragraph = None, []
        if any(map(_wants_promiser, found)):
            near = self._near()
            found = [
                replace(draft, promiser=near) if _wants_promiser(draft) else draft
                for draft in found
            ]
        for draft in found:
            self._party = draft.promiser or self._party
        self._paragraph = [*self._paragraph[1 - BACK :], _Opening(sentence)]
        return found

    def _near(self) -> Quote | None:
        """Return who promised last in the paragraph, else the body that opened a sentence of it."""
        if self._party is None:
            bodies = (opening.body() for opening in reversed(self._paragraph))
            self._party = next((body for body in bodies if body is not None), None)
        return self._party

    def _led_by(self, sentence: Sentence, times: Sequence[Period], setting: Setting) -> Lead | None:
        whose = self._whose
        if whose is None and self._body is not None:
            whose = leading_body(self._body)
        return find_lead(sentence, times, setting, whose)


def _wants_promiser(draft: Draft) -> bool:
    return draft.promiser is None and draft.willed and draft.kind != "appointment"


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
