"""The commitments of one sentence, before those of the whole text are compared."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from kept.extract.appointments import is_appointment
from kept.extract.cast import cast
from kept.extract.circumstances import deadline_of, find_bodies, find_conditions, token_at
from kept.extract.initiatives import find_list, is_initiative, may_list
from kept.extract.names import bare, head_end, things
from kept.extract.promises import (
    LONGEST,
    Promise,
    action_end,
    find_promises,
    may_promise,
    stops_of,
    strength_of,
)
from kept.extract.tokens import Sentence
from kept.lexicon.load import table
from kept.model.claims import Claim, CommitmentKind, Period, Strength
from kept.model.text import Quote

_NUMBERED = frozenset(("target", "pledge"))
_CLAUSE_MARKS = frozenset(',;:"(cku')


@dataclass(slots=True, frozen=True)
class Draft:
    """A commitment before it has an id."""

    kind: CommitmentKind
    sentence: Sentence
    action: Quote
    promiser: Quote | None
    strength: Strength
    deadline: Period | None
    conditions: tuple[Quote, ...]
    bodies: tuple[Quote, ...]
    claims: tuple[Claim, ...] = ()


def read_sentence(
    sentence: Sentence,
    claims: Sequence[Claim],
    speaker: Quote | None,
    times: Sequence[Period],
) -> list[Draft]:
    """Return what one sentence promises, in text order. claims: all that it holds."""
    numbered = [claim for claim in claims if claim.modality in _NUMBERED]
    promising, listing = may_promise(sentence), may_list(sentence)
    if not (numbered or promising or listing):
        return []
    parts = cast(sentence)
    reader = _Reader(sentence, parts, speaker, times, find_conditions(sentence, parts))
    promises = find_promises(sentence, parts, reader.stops)
    drafts = reader.numbered(promises, numbered)
    quantities = [token_at(sentence, claim.quantity.start) for claim in claims]
    drafts += reader.plain(promises, quantities)
    drafts += reader.listed() if listing else []
    return sorted(drafts, key=lambda draft: draft.action.start)


class _Reader:
    """One sentence with what every commitment in it shares."""

    def __init__(
        self,
        sentence: Sentence,
        parts: str,
        speaker: Quote | None,
        times: Sequence[Period],
        conditions: tuple[Quote, ...],
    ) -> None:
        self._sentence = sentence
        self._parts = parts
        self._speaker = speaker
        self._times = [
            time
            for time in times
            if not any(quote.start <= time.text_start < quote.end for quote in conditions)
        ]
        self._conditions = conditions
        self.stops = stops_of(sentence, times, conditions)
        self._bodies: tuple[Quote, ...] | None = None
        self._taken = bytearray(len(parts))

    def numbered(self, promises: Sequence[Promise], claims: Sequence[Claim]) -> list[Draft]:
        """Return the targets and pledges: one for the claims that share a promise."""
        cues = [promise.cue for promise in promises]
        groups: dict[int, list[Claim]] = {}
        apart: dict[int, list[Claim]] = {}
        for claim in claims:
            number = self._promise_of(promises, cues, claim)
            group = groups.setdefault(number, [])
            if number < 0 or self._is_apart(promises[number], group, claim):
                clause = self._clause_start(token_at(self._sentence, claim.quantity.start))
                apart.setdefault(clause, []).append(claim)
            else:
                group.append(claim)
        self._give_unwilled(promises, groups)
        drafts = [self._of_claims(promises[at], group) for at, group in groups.items() if group]
        return drafts + [self._of_claims(None, group) for group in apart.values()]

    def _give_unwilled(self, promises: Sequence[Promise], groups: dict[int, list[Claim]]) -> None:
        """Give what will only come about to the promise before it, or leave it out.

        "We will build 90 homes, and a third will go to nurses" is one promise. Somebody's
        own word makes a promise of anything: "fares will not rise, the mayor promised".
        """
        if not _given_words().isdisjoint(self._sentence.words):
            return
        before: list[Claim] | None = None
        for number, group in list(groups.items()):
            if number < 0 or promises[number].willed:
                before = group
            else:
                if before is not None:
                    before.extend(group)
                del groups[number]

    def _is_apart(self, promise: Promise, group: Sequence[Claim], claim: Claim) -> bool:
        """Return whether a claim behind the action is of another kind: "aims for A, secures B"."""
        behind = token_at(self._sentence, claim.quantity.start) >= promise.last
        return behind and bool(group) and group[0].modality != claim.modality

    def _promise_of(self, promises: Sequence[Promise], cues: Sequence[int], claim: Claim) -> int:
        """Return the number of the promise that a claim belongs to, or -1."""
        at = token_at(self._sentence, claim.quantity.start)
        number = bisect_right(cues, at)
        if number < len(promises):
            promise = promises[number]
            if promise.first <= at < promise.last:
                return number
        return number - 1

    def _of_claims(self, promise: Promise | None, claims: list[Claim]) -> Draft:
        sentence, last_claim = self._sentence, claims[-1]
        end = token_at(sentence, last_claim.quantity.end - 1) + 1
        if promise is None:
            first = self._clause_start(token_at(sentence, claims[0].quantity.start))
            last = max(action_end(sentence, self._parts, end - 1, self.stops), end)
        else:
            first, last = promise.first, max(promise.last, end)
        kind: CommitmentKind = "pledge" if any(c.modality == "pledge" for c in claims) else "target"
        deadline = next((c.period for c in claims if c.period and not self._names(c.period)), None)
        return self._draft(kind, promise, first, last, deadline, tuple(claims))

    def _names(self, period: Period) -> bool:
        """Return whether a year is part of a name: "Digital Trade Forum 2025"."""
        at = token_at(self._sentence, period.text_start)
        return period.exact.isdigit() and self._parts[max(0, at - 1) : at] in {"N", "B"}

    def _clause_start(self, at: int) -> int:
        parts = self._parts
        first, low = at, max(0, at - LONGEST)
        while first > low and parts[first - 1] not in _CLAUSE_MARKS:
            first -= 1
        while first < at and parts[first] in "D.-&":
            first += 1
        return first

    def plain(self, promises: Sequence[Promise], quantities: Sequence[int]) -> list[Draft]:
        """Return the initiatives and appointments: the inner of two nested promises only."""
        drafts = []
        for promise in reversed(promises):
            after = bisect_left(quantities, promise.first)
            if any(self._taken[promise.first : promise.last]) or (
                after < len(quantities) and quantities[after] < promise.last
            ):
                continue
            kind, deadline = self._kind(promise)
            if kind is not None:
                drafts.append(self._draft(kind, promise, promise.first, promise.last, deadline))
        return drafts

    def _kind(self, promise: Promise) -> tuple[CommitmentKind | None, Period | None]:
        sentence, parts = self._sentence, self._parts
        deadline = deadline_of(
            sentence,
            parts,
            self._times,
            promise.does,
            decided=promise.strength == "done",
        )
        dated = deadline is not None
        if is_appointment(sentence, parts, promise, dated=dated):
            return "appointment", deadline
        if is_initiative(sentence, parts, promise, dated=dated):
            return "initiative", deadline
        return None, None

    def listed(self) -> list[Draft]:
        """Return the initiatives that the sentence lists."""
        return [
            self._draft("initiative", None, first, last, None)
            for first, last in find_list(self._sentence, self._parts)
            if not any(self._taken[first:last])
        ]

    def _draft(
        self,
        kind: CommitmentKind,
        promise: Promise | None,
        first: int,
        last: int,
        deadline: Period | None,
        claims: tuple[Claim, ...] = (),
    ) -> Draft:
        sentence = self._sentence
        self._taken[first:last] = b"\x01" * (last - first)
        promiser = self._promiser(promise)
        return Draft(
            kind=kind,
            sentence=sentence,
            action=sentence.slice(first, last),
            promiser=promiser,
            strength=strength_of(sentence, promise, numbered=bool(claims)),
            deadline=deadline,
            conditions=self._conditions,
            bodies=self._partners(promiser),
            claims=claims,
        )

    def _partners(self, promiser: Quote | None) -> tuple[Quote, ...]:
        """Return the partners that the sentence names, without the promiser himself."""
        if self._bodies is None:
            self._bodies = find_bodies(self._sentence, self._parts)
        return tuple(body for body in self._bodies if not _is_part(body, promiser))

    def _promiser(self, promise: Promise | None) -> Quote | None:
        """Return the subject of the promise, else the speaker, else the thing it is about."""
        subject = None if promise is None else promise.subject
        if promise is None or subject is None or self._parts[subject[0]] in "hemw":
            return self._speaker
        named = bare(self._sentence, self._parts, *subject)
        head = self._sentence.words[head_end(self._parts, *subject) - 1]
        if head in things() or promise.first < promise.does:
            return self._speaker or (None if promise.passive else named)
        return named


@cache
def _given_words() -> frozenset[str]:
    return frozenset(table("commitments.toml")["strength"]["will"]) - {"will", "shall"}


def _is_part(body: Quote, promiser: Quote | None) -> bool:
    return promiser is not None and body.exact in promiser.exact
