"""The commitments of one sentence, before those of the whole text are compared."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from kept.extract.actions import action_end, stops_of
from kept.extract.appointments import is_appointment
from kept.extract.cast import cast
from kept.extract.circumstances import (
    ahead,
    deadline_of,
    find_bodies,
    find_conditions,
    is_same_clause,
    token_at,
)
from kept.extract.cues import find_cues, is_past, words_of
from kept.extract.initiatives import find_list, is_initiative, may_list
from kept.extract.names import bare
from kept.extract.outturns import is_starting_point, is_yardstick
from kept.extract.pledges import find_nominal, gives_money, is_money, is_promised
from kept.extract.promisers import promiser_of
from kept.extract.promises import find_promises, may_promise
from kept.extract.timewords import tells_past
from kept.extract.tokens import Sentence
from kept.extract.undertakings import LONGEST, Promise
from kept.model.claims import Claim, CommitmentKind, Period, Strength
from kept.model.text import Quote

NUMBERED = frozenset(("target", "pledge"))
"""Modalities of claims that belong to a commitment."""

OLD = 60
"""Days before the day of publication after which a promise is told as history."""

NEAR = 5
_CLAUSE_MARKS = frozenset(',;:"(cku')


class Draft(Struct, frozen=True):
    """A commitment before it has an id.

    chain: the cue of the promise whose deeds share a deadline, or -1. willed: somebody does
    it, whether he is named or not.
    """

    kind: CommitmentKind
    sentence: Sentence
    action: Quote
    promiser: Quote | None
    strength: Strength
    deadline: Period | None
    conditions: tuple[Quote, ...]
    bodies: tuple[Quote, ...]
    claims: tuple[Claim, ...] = ()
    mentions: tuple[Quote, ...] = ()
    chain: int = -1
    willed: bool = False


class Setting:
    """What a sentence's commitments share with its surroundings.

    speaker: who says the sentence. published: the day of the text, if known.
    """

    __slots__ = ("published", "speaker")

    def __init__(self, speaker: Quote | None, published: date | None) -> None:
        self.speaker = speaker
        self.published = published

    def ahead(self, time: Period) -> Period | None:
        """Return a time that lies ahead when the text appears, or None."""
        return ahead(time, self.published)


def read_sentence(
    sentence: Sentence,
    claims: Sequence[Claim],
    times: Sequence[Period],
    setting: Setting,
) -> list[Draft]:
    """Return what one sentence promises, in text order. claims: all that it holds."""
    cues = find_cues(sentence)
    promising, listing = may_promise(sentence, cues), may_list(sentence)
    if not (promising or listing or any(claim.modality in NUMBERED for claim in claims)):
        return []
    parts = cast(sentence)
    reader = Reader(sentence, parts, times, setting)
    promises = find_promises(sentence, parts, reader.stops, cues) if promising else []
    drafts = reader.numbered(promises, claims)
    quantities = [token_at(sentence, claim.quantity.start) for claim in claims]
    drafts += reader.plain(promises, quantities)
    drafts += reader.listed() if listing else []
    return reader.with_shared_deadlines(sorted(drafts, key=lambda draft: draft.action.start))


class Reader:
    """One sentence with what every commitment in it shares."""

    def __init__(
        self, sentence: Sentence, parts: str, times: Sequence[Period], setting: Setting
    ) -> None:
        self._sentence = sentence
        self._parts = parts
        self._setting = setting
        self._conditions = find_conditions(sentence, parts)
        self._times = [
            coming
            for time in times
            if not any(quote.start <= time.text_start < quote.end for quote in self._conditions)
            if (coming := ahead(time, setting.published)) is not None and not self._names(coming)
        ]
        self._past = [time for time in times if ahead(time, setting.published) is None]
        self.stops = stops_of(sentence, times, self._conditions)
        self._bodies: tuple[Quote, ...] | None = None
        self._taken = bytearray(len(parts))
        self._given = not words_of("strength", "given").isdisjoint(sentence.words)

    def is_history(self, promise: Promise) -> bool:
        """Return whether a promise is told as one of the past: "in 2019 it promised to build"."""
        published, at = self._setting.published, promise.beginning
        words = self._sentence.words
        if not is_past(words[at]):
            return False
        if not words_of("denials", "once").isdisjoint(words[max(0, at - NEAR) : at + 2]):
            return True
        return published is not None and any(
            time.end is not None
            and (published - time.end).days > OLD
            and self._dates(promise, token_at(self._sentence, time.text_start))
            for time in self._past
        )

    def _dates(self, promise: Promise, at: int) -> bool:
        """Return whether the time at token `at` says when a promise was made."""
        if at > promise.beginning:
            return at < promise.last + NEAR
        return is_same_clause(self._sentence, self._parts, at, promise.beginning)

    # Promises with numbers.

    def numbered(self, promises: Sequence[Promise], claims: Sequence[Claim]) -> list[Draft]:
        """Return the targets and pledges: one for the claims that share a promise."""
        cues = [promise.cue for promise in promises]
        groups: dict[int, list[Claim]] = {}
        apart: dict[int, list[Claim]] = {}
        for claim in claims:
            at = token_at(self._sentence, claim.quantity.start)
            number = self._promise_of(promises, cues, at)
            held = groups.setdefault(number, []) if number >= 0 else []
            if number >= 0 and self._is_none(promises[number], at):
                continue
            if self._is_known(claim, at):
                continue
            if number >= 0 and self._belongs(promises[number], held, claim, at):
                held.append(claim)
            elif claim.modality in NUMBERED and not self._is_unwilled(promises, number):
                apart.setdefault(self._clause_start(at), []).append(claim)
        self._give_unwilled(promises, groups)
        drafts = [self.of_claims(promises[at], group) for at, group in groups.items() if group]
        named = (self._of_nominal(group) for group in apart.values())
        return drafts + [draft for draft in named if draft is not None]

    def _is_known(self, claim: Claim, at: int) -> bool:
        """Return whether a number is promised nowhere here: a yardstick, or where a change starts.

        "Against a target of 5 %"; "raise it from 17 % to 25 %".
        """
        last = token_at(self._sentence, claim.quantity.end - 1) + 1
        starts = claim.modality == "observed" and is_starting_point(self._sentence, at, last)
        if starts or not is_yardstick(self._sentence, at):
            return starts
        return tells_past(self._sentence, 0, len(self._sentence.words))

    def _is_none(self, promise: Promise, at: int) -> bool:
        """Return whether a number belongs to words that promise nothing, or nothing now."""
        return (promise.void and at < promise.last) or self.is_history(promise)

    def _is_unwilled(self, promises: Sequence[Promise], number: int) -> bool:
        return number >= 0 and not promises[number].willed

    def _promise_of(self, promises: Sequence[Promise], cues: Sequence[int], at: int) -> int:
        """Return the number of the promise that token `at` belongs to, or -1."""
        number = bisect_right(cues, at)
        if number < len(promises):
            promise = promises[number]
            if promise.first <= at < promise.last:
                return number
        return number - 1

    def _belongs(self, promise: Promise, group: Sequence[Claim], claim: Claim, at: int) -> bool:
        """Return whether a claim is part of the promise before or around it."""
        chosen = self._sentence.words[promise.cue] in words_of("appointments", "chosen")
        if chosen or (promise.negated and is_money(claim)):
            return False  # "has been named president" and "will not invest" promise no number
        if at < promise.last:
            return claim.modality in NUMBERED or is_promised(self._sentence, self._parts, promise)
        between = self._sentence.words[max(promise.last, at - LONGEST) : at]
        if group and not words_of("manners", "parting").isdisjoint(between):
            return True  # "was pledged, including $14 million"
        if claim.modality not in NUMBERED or promise.is_cue:
            return False
        same = not group or group[0].modality == claim.modality
        return same and "k" not in self._parts[promise.last : at]

    def _give_unwilled(self, promises: Sequence[Promise], groups: dict[int, list[Claim]]) -> None:
        """Give what will only come about to the promise before it, or leave it out.

        "We will build 90 homes, and a third of them will go to nurses" is one promise.
        Somebody's own word makes a promise of anything: "fares will not rise, the mayor
        promised".
        """
        if self._given:
            return
        before: list[Claim] | None = None
        for number, group in list(groups.items()):
            if promises[number].willed:
                before = group
            else:
                if before is not None:
                    before.extend(group)
                del groups[number]

    def of_claims(self, promise: Promise, claims: list[Claim]) -> Draft:
        """Return the target or pledge that a promise makes with its numbers."""
        end = token_at(self._sentence, claims[-1].quantity.end - 1) + 1
        last = max(promise.last, end)
        paid = gives_money(self._sentence, self._parts, promise, claims)
        kind: CommitmentKind = "pledge" if paid else "target"
        deadline = self._deadline_of(claims, promise) or self._deadline(promise)
        return self.draft(kind, promise, promise.first, last, deadline, tuple(claims))

    def _of_nominal(self, claims: list[Claim]) -> Draft | None:
        """Return what a noun promises: "pledges of $5 million from Norway"; None if nothing."""
        sentence = self._sentence
        at = token_at(sentence, claims[0].quantity.start)
        end = token_at(sentence, claims[-1].quantity.end - 1) + 1
        first = self._clause_start(at)
        last = max(action_end(sentence, self._parts, end - 1, self.stops), end)
        nominal = find_nominal(
            sentence, self._parts, first, at, last, paid=any(map(is_money, claims))
        )
        if nominal is None:
            return None
        kind: CommitmentKind = "pledge" if any(c.modality == "pledge" for c in claims) else "target"
        draft = self.draft(
            kind, None, nominal.first, last, self._deadline_of(claims, None), tuple(claims)
        )
        giver = nominal.promiser
        if giver is not None:
            draft = replace(draft, promiser=bare(sentence, self._parts, *giver))
        elif nominal.received:
            draft = replace(draft, promiser=None)
        return replace(draft, strength=nominal.strength)

    def _deadline_of(self, claims: Sequence[Claim], promise: Promise | None) -> Period | None:
        """Return the first time of the claims that may be a deadline of this promise."""
        for claim in claims:
            time = claim.period and ahead(claim.period, self._setting.published)
            if time is None or self._names(time):
                continue
            at = token_at(self._sentence, time.text_start)
            if promise is None or not promise.beginning < at < promise.first:
                return time
        return None

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

    # Promises without numbers.

    def plain(self, promises: Sequence[Promise], quantities: Sequence[int]) -> list[Draft]:
        """Return the initiatives and appointments: the inner of two nested promises only."""
        drafts = []
        for promise in reversed(promises):
            after = bisect_left(quantities, promise.first)
            if any(self._taken[promise.first : promise.last]) or (
                after < len(quantities) and quantities[after] < promise.last
            ):
                continue
            if promise.void or self.is_history(promise):
                continue
            kind, deadline = self._kind(promise)
            if kind is not None:
                first = promise.first if self._says_what(promise) else promise.does
                drafts.append(self.draft(kind, promise, first, promise.last, deadline))
        return drafts

    def _says_what(self, promise: Promise) -> bool:
        """Return whether the action needs its subject: "fares will fall", "the mine will open"."""
        if promise.willed or promise.passive or promise.last - promise.does < 2:  # noqa: PLR2004
            return True
        return self._sentence.words[promise.does] in {"take", "be", "have"}

    def _kind(self, promise: Promise) -> tuple[CommitmentKind | None, Period | None]:
        sentence, parts = self._sentence, self._parts
        deadline = self._deadline(promise)
        dated = deadline is not None
        if is_appointment(sentence, parts, promise, dated=dated):
            return "appointment", deadline
        if is_initiative(sentence, parts, promise, dated=dated):
            return "initiative", deadline
        return None, None

    def _deadline(self, promise: Promise) -> Period | None:
        return deadline_of(
            self._sentence,
            self._parts,
            self._times,
            promise.does,
            beginning=_clause_of(promise),
            decided=promise.strength == "done",
        )

    def listed(self) -> list[Draft]:
        """Return the initiatives that the sentence lists."""
        return [
            self.draft("initiative", None, first, last, None)
            for first, last in find_list(self._sentence, self._parts)
            if not any(self._taken[first:last])
        ]

    # What all have.

    def draft(
        self,
        kind: CommitmentKind,
        promise: Promise | None,
        first: int,
        last: int,
        deadline: Period | None,
        claims: tuple[Claim, ...] = (),
    ) -> Draft:
        """Return a commitment of the sentence, its action being tokens [first, last)."""
        sentence = self._sentence
        self._taken[first:last] = b"\x01" * (last - first)
        promiser = promiser_of(sentence, self._parts, promise, self._setting.speaker)
        return Draft(
            kind=kind,
            sentence=sentence,
            action=sentence.slice(first, last),
            promiser=promiser,
            strength="aims" if promise is None else promise.strength,
            deadline=deadline,
            conditions=self._conditions,
            bodies=self._partners(promiser),
            claims=claims,
            chain=-1 if promise is None else promise.beginning,
            willed=promise is not None and promise.willed,
        )

    def _partners(self, promiser: Quote | None) -> tuple[Quote, ...]:
        """Return the partners that the sentence names, without the promiser himself."""
        if self._bodies is None:
            self._bodies = find_bodies(self._sentence, self._parts)
        return tuple(body for body in self._bodies if not _is_part(body, promiser))

    def with_shared_deadlines(self, drafts: list[Draft]) -> list[Draft]:
        """Give all deeds of one promise the deadline that stands once, behind the last."""
        if len(self._times) != 1 or len(drafts) < 2:  # noqa: PLR2004  nothing to share
            return drafts
        dated = {draft.chain: draft.deadline for draft in drafts if draft.deadline is not None}
        found = []
        for draft in drafts:
            shared = dated.get(draft.chain) if draft.deadline is None else None
            behind = shared is not None and shared.text_start >= draft.action.end
            found.append(replace(draft, deadline=shared) if behind else draft)
        return found


def _clause_of(promise: Promise) -> int:
    """Return the token before which a time leads the promise: its subject's or its cue's."""
    subject = promise.subject
    ahead_of = subject is not None and subject[0] < promise.beginning
    return subject[0] if subject is not None and ahead_of else promise.beginning


def _is_part(body: Quote, promiser: Quote | None) -> bool:
    return promiser is not None and body.exact in promiser.exact
