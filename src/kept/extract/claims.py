"""Claims: each amount of a sentence with all that the sentence says of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from kept.extract.about import About
from kept.extract.background import Background
from kept.extract.bounds import per_of, quantity_of
from kept.extract.changed import find_measure
from kept.extract.changes import find_change, is_baseline
from kept.extract.clauses import clause_of, in_apposition
from kept.extract.comparisons import shared_growth
from kept.extract.dating import is_part_of_year, past_or_open, period_of
from kept.extract.exclusions import excluded
from kept.extract.heads import Entity
from kept.extract.measurable import Setting
from kept.extract.modality import (
    Asked,
    Cue,
    find_cues,
    has_condition,
    is_negated,
    modality_of,
    reports,
)
from kept.extract.nouns import counted_in, things_of
from kept.extract.quantities import find_amounts
from kept.extract.references import earlier_measure, family_of, is_of_them, refers_back
from kept.extract.rules import Amount
from kept.extract.subjects import (
    LOCAL,
    earlier_subject,
    find_subject,
    is_known_place,
    is_measured,
    last_resort,
)
from kept.extract.timewords import TimeSpan
from kept.extract.tokens import Sentence
from kept.extract.unread import MOST_NUMBERS, Unread
from kept.extract.verbs import verb_before
from kept.lexicon.places import Mention
from kept.lexicon.vocabulary import words
from kept.model.claims import Change, Claim, Modality, Period
from kept.model.ids import identify
from kept.model.text import Quote

Tokens = tuple[int, int]


@dataclass(slots=True)
class Memory:
    """What earlier sentences leave to later ones.

    measures: the last measure phrase of each kind of unit. plural: the last things that were
    measured or counted, which "of them" takes up. part: the last stretch of months
    that dated an amount. seen: how often each quantity
    has stood in each sentence, which keeps the ids of repeated claims apart. background:
    the sentences so far, for what a sentence leaves unnamed. unread: passages left alone.
    """

    currency: str | None = None
    background: Background = field(default_factory=Background)
    measures: dict[str, Quote] = field(default_factory=dict)
    plural: Quote | None = None
    part: Period | None = None
    seen: dict[tuple[str, str], int] = field(default_factory=dict)
    unread: list[Unread] = field(default_factory=list)


class _Scene(Struct):
    """A sentence with what was found in it before its amounts are read one by one."""

    sentence: Sentence
    times: Sequence[TimeSpan]
    mentions: Sequence[Mention]
    cues: list[Cue]
    entities: list[Entity]
    speaker: Quote | None
    source: Quote | None


class _Draft(Struct):
    """An amount's reading while it is put together."""

    amount: Amount
    clause: Tokens
    rules: list[str]
    change: Change | None = None
    change_at: int = -1
    change_rule: str = ""
    measure: Quote | None = None
    measure_at: Tokens | None = None
    subject: Quote | None = None
    period: Period | None = None
    modality: Modality = "observed"
    per: str | None = None
    apposed: bool = False


def find_claims(
    sentence: Sentence,
    times: Sequence[TimeSpan],
    mentions: Sequence[Mention],
    speaker: Quote | None,
    source: Quote | None,
    memory: Memory,
) -> list[Claim]:
    """Return the claims of one sentence in text order.

    times: the periods that the sentence names; mentions: its countries; memory is updated, and
    the sentence is the latest of its background.
    """
    numerals = sentence.tags.count("n")
    amounts = _amounts(sentence, times) if numerals <= 2 * MOST_NUMBERS else []
    if len(amounts) > MOST_NUMBERS or numerals > 2 * MOST_NUMBERS:
        count = max(len(amounts), numerals)
        memory.unread.append(Unread(sentence.start, sentence.end, count))
        return []
    if not amounts:
        return []
    scene = _Scene(
        sentence,
        times,
        mentions,
        find_cues(sentence),
        memory.background.entities(),
        speaker,
        source,
    )
    drafts: list[_Draft] = []
    for amount, following in zip(amounts, [*amounts[1:], None], strict=True):
        previous = drafts[-1] if drafts else None
        until = len(sentence.words) if following is None else following.first
        drafts.append(_read(scene, amount, until, previous, memory))
    _share_backwards(sentence, drafts)
    _share_growth(sentence, drafts)
    _date_lists(drafts, times)
    conditional = has_condition(sentence)
    return [_claim(scene, draft, memory, conditional=conditional) for draft in drafts]


def _amounts(sentence: Sentence, times: Sequence[TimeSpan]) -> list[Amount]:
    taken = bytearray(len(sentence.words))
    for time in times:
        taken[time.first : time.last] = b"\1" * (time.last - time.first)
    found = find_amounts(sentence, taken)
    return [amount for amount in found if not excluded(sentence, amount)]


def _read(
    scene: _Scene, amount: Amount, until: int, previous: _Draft | None, memory: Memory
) -> _Draft:
    sentence, times = scene.sentence, scene.times
    clause = clause_of(sentence, amount.first, amount.last)
    draft = _Draft(amount, clause, list(amount.names), per=per_of(sentence, amount))
    change = find_change(sentence, amount, clause)
    if change is not None:
        draft.change, draft.change_at, draft.change_rule = change
        draft.rules.append(draft.change_rule)
    related = sentence.words[clause[0]] == "which" and bool(clause[0])
    draft.apposed = previous is not None and (related or in_apposition(sentence, amount.first))
    _read_measure(sentence, draft, previous, memory)
    baseline = change[0].baseline if change is not None else None
    draft.period = period_of(sentence, amount, clause, baseline, times, memory.part)
    if is_part_of_year(draft.period):
        memory.part = draft.period
    asked = Asked(amount.first, amount.last, clause, bool(amount.currencies))
    draft.modality, cue = modality_of(sentence, scene.cues, asked)
    draft.period = past_or_open(draft.period, draft.modality)
    _read_subject(scene, draft, until, previous, memory)
    if cue:
        draft.rules.append(f"modality.{draft.modality}:{cue}")
    if previous is not None and draft.apposed:
        draft.period = draft.period or previous.period
        if draft.modality == "observed" and not reports(sentence, clause):
            draft.modality = previous.modality
        draft.rules.append("apposition")
    if draft.modality == "pledge" and not amount.currencies:
        draft.modality = "target"
    return draft


def _read_measure(
    sentence: Sentence, draft: _Draft, previous: _Draft | None, memory: Memory
) -> None:
    if (
        previous is not None
        and previous.measure is not None
        and previous.change is not None
        and draft.clause[0] <= previous.amount.first
        and is_baseline(sentence, draft.amount)
    ):
        draft.measure = previous.measure
        draft.rules.append("measure.same-sentence")
        return
    if previous is not None and _restates(sentence, draft.amount, previous):
        draft.measure = previous.measure
        draft.rules.append("measure.same-sentence")
        return
    setting = Setting(sentence, draft.amount, draft.clause, draft.change_at, draft.change_rule)
    found = find_measure(setting)
    if found is not None and _is_growth_of(sentence, found[0], draft, previous):
        found = None
    loose = found is not None and found[1] == "measure.verb-subject"
    if loose and (draft.apposed or _is_another(draft, previous)):
        found = None
    if found is not None:
        draft.measure_at = found[0]
        draft.measure = sentence.slice(*found[0])
        draft.rules.append(found[1])
    elif previous is not None and _shares(sentence, draft, previous):
        draft.measure = previous.measure
        draft.rules.append("measure.same-sentence")
    elif refers_back(sentence, draft.amount):
        draft.measure = earlier_measure(sentence, draft.amount, memory.measures, memory.plural)
        if draft.measure is not None:
            draft.rules.append("measure.earlier-sentence")


def _shares(sentence: Sentence, draft: _Draft, previous: _Draft) -> bool:
    """Return whether an amount without a measure may have that of the one before it.

    What is counted in one clause is not measured by a rate of the next: "four voted for no
    change and two for a cut of 25 basis points".
    """
    if previous.measure is None or draft.apposed or "measure.counted" not in previous.rules:
        return previous.measure is not None
    rate = draft.amount.unit in words("rate_units") and not is_of_them(sentence, draft.amount)
    return not rate or verb_before(sentence, draft.amount.first) < previous.amount.first


def _is_another(draft: _Draft, previous: _Draft | None) -> bool:
    """Return whether a bare number counts what was counted before: "and damaged another 4,100"."""
    bare = draft.amount.names[0] == "count.bare"
    return bare and previous is not None and "measure.counted" in previous.rules


def _restates(sentence: Sentence, amount: Amount, previous: _Draft) -> bool:
    """Return whether an amount says the one before again: "$410 million, or 18 percent of"."""
    at = amount.first
    while at > 0 and sentence.tags[at - 1] in "bD":
        at -= 1
    again = sentence.words[at - 2 : at] == [",", "or"] and previous.measure is not None
    return again and at - 2 <= previous.amount.last + 1


def _is_growth_of(
    sentence: Sentence, tokens: Tokens, draft: _Draft, previous: _Draft | None
) -> bool:
    """Return whether bare "growth" is that of what was measured: "rose to $2bn at a growth of"."""
    if previous is None or previous.measure is None or previous.clause != draft.clause:
        return False
    return sentence.words[tokens[0] : tokens[1]] == ["growth"]


def _read_subject(
    scene: _Scene, draft: _Draft, until: int, previous: _Draft | None, memory: Memory
) -> None:
    about = About(
        scene.sentence,
        draft.amount,
        draft.clause,
        draft.measure_at,
        draft.measure.exact if draft.measure else "",
        draft.modality,
        scene.entities,
        scene.mentions,
        scene.speaker,
        scene.source,
        memory.background,
        until,
    )
    found = find_subject(about)
    if previous is not None and (found is None or _goes_with(scene.sentence, draft, found.rule)):
        draft.subject = previous.subject
        return
    found = found or earlier_subject(about) or last_resort(about)
    if found is not None:
        draft.subject = found.quote
        draft.rules.append(found.rule)
        promised = draft.modality in {"pledge", "target"}
        before = scene.sentence.words[draft.clause[0] : draft.amount.first]
        costs = not _COSTS.isdisjoint(before)
        if draft.measure is None and not promised and is_measured(found, costs=costs):
            draft.measure = found.quote
            draft.rules.append("measure.subject")
        if found.rule not in LOCAL or is_known_place(found):
            memory.background.note(found.quote, found.kind)


_COSTS = frozenset({"cost", "costs"})


def _goes_with(sentence: Sentence, draft: _Draft, rule: str) -> bool:
    """Return whether an amount shares its subject with the one before: it has no own verb."""
    if rule not in {"subject.verb", "subject.agent"}:
        return False
    return draft.apposed or is_baseline(sentence, draft.amount)


def _share_backwards(sentence: Sentence, drafts: list[_Draft]) -> None:
    """Give the members of a list what only one of them names: measure, change, "a year"."""
    for earlier, later in zip(reversed(drafts[:-1]), reversed(drafts[1:]), strict=True):
        listed = _are_listed(earlier, later)
        if later.measure is not None and (listed or _shares_on(sentence, earlier, later)):
            earlier.measure = later.measure
        if listed and earlier.modality == "observed":
            earlier.modality = later.modality
        if earlier.per is None and _joined(sentence, earlier.amount, later.amount):
            earlier.per = later.per
    for earlier, later in pairwise(drafts):
        if _are_listed(earlier, later) and later.change is None:
            later.change = earlier.change


def _share_growth(sentence: Sentence, drafts: list[_Draft]) -> None:
    """Give the growth of a second time the change of the first; its figure is no baseline."""
    for earlier, later in pairwise(drafts):
        change = earlier.change
        if change is None or change.kind != "relative" or later.change is not None:
            continue
        if shared_growth(sentence, earlier.amount, later.amount):
            later.change = Change("relative", change.direction, None)
            start = sentence.starts[later.amount.first]
            if change.baseline is not None and change.baseline.start == start:
                earlier.change = replace(change, baseline=None)


def _shares_on(sentence: Sentence, earlier: _Draft, later: _Draft) -> bool:
    """Return whether an amount without a measure has that of the next: "5 % or £2m in fees".

    Behind a comma another thing begins: "were put at £8 million, with fines at £3 million".
    """
    if earlier.measure is not None or earlier.clause != later.clause:
        return False
    if later.amount.noun >= 0 and earlier.amount.unit:
        return False  # "9 times higher than in the other 25 countries"
    return "," not in sentence.tags[earlier.amount.last : later.amount.first]


def _are_listed(earlier: _Draft, later: _Draft) -> bool:
    """Return whether two amounts were read as members of one list: "3, 5 and 7 million"."""
    names = earlier.amount.names
    return names == later.amount.names and names[-1].endswith(".list")


def _date_lists(drafts: list[_Draft], times: Sequence[TimeSpan]) -> None:
    """Give the members of a list a time each: "4, 4.5 and 5 per cent in 2025, 2026 and 2027"."""
    listed = [draft for draft in drafts if draft.amount.names[-1].endswith(".list")]
    if len(listed) == len(times) > 1 and len({draft.amount.names for draft in listed}) == 1:
        for draft, time in zip(listed, times, strict=True):
            draft.period = time.period


def _joined(sentence: Sentence, earlier: Amount, later: Amount) -> bool:
    """Return whether two counts are members of one list: "75,000 graduates and 300,000"."""
    if earlier.noun < 0 or later.noun < 0:
        return False
    between = sentence.tags[earlier.noun + 1 : later.first].rstrip("bD")
    return between in {"&", ",", ",&"}


# From draft to claim.


def _claim(scene: _Scene, draft: _Draft, memory: Memory, *, conditional: bool) -> Claim:
    sentence = scene.sentence
    negated = is_negated(sentence, draft.amount.first, draft.clause)
    quantity = quantity_of(sentence, draft.amount, memory.currency, draft.per, negated=negated)
    if not quantity.unit and draft.measure is not None:
        quantity = replace(quantity, unit=counted_in(draft.measure.exact))
    if draft.measure is not None and "measure.earlier-sentence" not in draft.rules:
        memory.measures[family_of(draft.amount)] = draft.measure
        counted = draft.amount.noun >= 0
        memory.plural = things_of(draft.measure, counted=counted) or memory.plural
        if "measure.counted" in draft.rules:
            memory.background.note_count(draft.measure)
    key = (sentence.text, quantity.exact)
    memory.seen[key] = memory.seen.get(key, 0) + 1
    return Claim(
        id=identify("claim", *key, memory.seen[key]),
        quote=sentence.quote(),
        quantity=quantity,
        measure=draft.measure,
        subject=draft.subject,
        change=draft.change,
        period=draft.period,
        modality=draft.modality,
        speaker=scene.speaker,
        source=scene.source,
        negated=negated,
        conditional=conditional,
        rules=tuple(draft.rules),
    )
