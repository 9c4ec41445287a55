"""Claims: each amount of a sentence with all that the sentence says of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from kept.extract.calendars import add_months
from kept.extract.changes import find_change, is_baseline
from kept.extract.clauses import clause_of, in_apposition
from kept.extract.exclusions import excluded
from kept.extract.measures import Setting, find_measure
from kept.extract.modality import Cue, find_cues, is_conditional, is_negated, modality_of
from kept.extract.quantities import find_amounts
from kept.extract.rules import Amount
from kept.extract.subjects import About, find_subject
from kept.extract.timewords import TimeSpan
from kept.extract.tokens import Sentence
from kept.lexicon.places import Mention
from kept.model.claims import Bound, Change, Claim, Modality, Period, Quantity
from kept.model.ids import identify
from kept.model.text import Quote

Tokens = tuple[int, int]


@dataclass(slots=True)
class Memory:
    """What earlier sentences leave to later ones.

    measures: the last measure phrase of each kind of unit. seen: how often each quantity
    has stood in each sentence, which keeps the ids of repeated claims apart.
    """

    currency: str | None = None
    subject: Quote | None = None
    measures: dict[str, Quote] = field(default_factory=dict)
    seen: dict[tuple[str, str], int] = field(default_factory=dict)


@dataclass(slots=True)
class _Draft:
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

    times: the periods that the sentence names; mentions: its countries; memory is updated.
    """
    amounts = _amounts(sentence, times)
    if not amounts:
        return []
    cues = find_cues(sentence)
    drafts: list[_Draft] = []
    for amount in amounts:
        previous = drafts[-1] if drafts else None
        drafts.append(_read(sentence, amount, times, cues, mentions, speaker, previous, memory))
    _share_backwards(sentence, drafts)
    return [_claim(sentence, draft, speaker, source, memory) for draft in drafts]


def _amounts(sentence: Sentence, times: Sequence[TimeSpan]) -> list[Amount]:
    taken = bytearray(len(sentence.words))
    for time in times:
        taken[time.first : time.last] = b"\1" * (time.last - time.first)
    found = find_amounts(sentence, taken)
    return [amount for amount in found if not excluded(sentence, amount)]


def _read(
    sentence: Sentence,
    amount: Amount,
    times: Sequence[TimeSpan],
    cues: list[Cue],
    mentions: Sequence[Mention],
    speaker: Quote | None,
    previous: _Draft | None,
    memory: Memory,
) -> _Draft:
    clause = clause_of(sentence, amount.first, amount.last)
    draft = _Draft(amount, clause, list(amount.names), per=_per(sentence, amount))
    change = find_change(sentence, amount, clause)
    if change is not None:
        draft.change, draft.change_at, draft.change_rule = change
        draft.rules.append(draft.change_rule)
    related = sentence.words[clause[0]] == "which" and bool(clause[0])
    draft.apposed = previous is not None and (related or in_apposition(sentence, amount.first))
    _read_measure(sentence, draft, previous, memory)
    _read_subject(sentence, draft, previous, mentions, speaker)
    draft.period = _period_of(sentence, draft, times)
    draft.modality, cue = modality_of(sentence, cues, amount.first, amount.last, clause)
    if cue:
        draft.rules.append(f"modality.{draft.modality}:{cue}")
    if previous is not None and draft.apposed:
        draft.period = draft.period or previous.period
        draft.modality = previous.modality if draft.modality == "observed" else draft.modality
        draft.rules.append("apposition")
    if draft.modality == "pledge" and not amount.currencies:
        draft.modality = "target"
    return draft


def _read_measure(
    sentence: Sentence, draft: _Draft, previous: _Draft | None, memory: Memory
) -> None:
    setting = Setting(sentence, draft.amount, draft.clause, draft.change_at, draft.change_rule)
    found = find_measure(setting)
    if found is not None and not (draft.apposed and found[1] == "measure.verb-subject"):
        draft.measure_at = found[0]
        draft.measure = sentence.slice(*found[0])
        draft.rules.append(found[1])
    elif previous is not None and previous.measure is not None:
        draft.measure = previous.measure
        draft.rules.append("measure.same-sentence")
    elif _refers_back(sentence):
        draft.measure = memory.measures.get(_family(draft.amount))
        if draft.measure is not None:
            draft.rules.append("measure.earlier-sentence")


def _refers_back(sentence: Sentence) -> bool:
    """Return whether a pronoun may stand for a measure that an earlier sentence named."""
    return "r" in sentence.tags or not _POINTERS.isdisjoint(sentence.words)


_POINTERS = frozenset({"this", "that", "these", "figure", "total"})


def _family(amount: Amount) -> str:
    """Return which earlier measures an amount may share: money with rates, or its own unit."""
    if amount.currencies or amount.unit in {"percent", "times"}:
        return "money"
    return amount.unit


def _read_subject(
    sentence: Sentence,
    draft: _Draft,
    previous: _Draft | None,
    mentions: Sequence[Mention],
    speaker: Quote | None,
) -> None:
    about = About(sentence, draft.amount, draft.clause, draft.measure_at, mentions, speaker)
    found = find_subject(about)
    if found is not None and not (draft.apposed and found[1] == "subject.verb"):
        draft.subject = found[0]
        draft.rules.append(found[1])
    elif previous is not None:
        draft.subject = previous.subject


def _share_backwards(sentence: Sentence, drafts: list[_Draft]) -> None:
    """Give the members of a list what only its last member names: the measure, "a year"."""
    for earlier, later in zip(reversed(drafts[:-1]), reversed(drafts[1:]), strict=True):
        listed = earlier.amount.names == later.amount.names and earlier.amount.names[-1].endswith(
            ".list"
        )
        if earlier.measure is None or listed:
            earlier.measure = later.measure
        if earlier.per is None and _joined(sentence, earlier.amount, later.amount):
            earlier.per = later.per


def _period_of(sentence: Sentence, draft: _Draft, times: Sequence[TimeSpan]) -> Period | None:
    """Return the time of the amount's own clause, else the one that leads its sentence.

    A time inside the change's baseline ("from last year") dates the baseline, not the claim;
    and a baseline ("from 21 billion in 2021") takes no time but the one right behind it.
    """
    amount, clause = draft.amount, draft.clause
    baseline = draft.change.baseline if draft.change else None
    own = [time for time in times if not _within(time, baseline) and not _compares(sentence, time)]
    behind = [time for time in own if amount.last <= time.first < clause[1]]
    if is_baseline(sentence, amount):
        return _of_baseline(sentence, draft, times)
    before = [time for time in own if clause[0] <= time.first < amount.first]
    if behind and not _another_amount(sentence, amount, behind[0]):
        return behind[0].period
    if before:
        return before[-1].period
    if behind:
        return behind[0].period
    leading = [time for time in own if time.last <= clause[0] and _leads(time)]
    return leading[-1].period if leading else None


_REACH = 4


def _of_baseline(sentence: Sentence, draft: _Draft, times: Sequence[TimeSpan]) -> Period | None:
    """Return the time right behind a baseline; "a year earlier" is one before the sentence's."""
    last = (draft.amount.noun if draft.amount.noun >= 0 else draft.amount.last - 1) + 1
    for time in times:
        if last <= time.first <= last + _REACH and not _another_amount(
            sentence, draft.amount, time
        ):
            return time.period
    words = sentence.words[last : last + 3]
    if words[-2:] not in (["year", "earlier"], ["year", "ago"], ["year", "before"]):
        return None
    dated = [time.period for time in times if time.period.start and time.period.grain == "year"]
    if not dated:
        return None
    quote = sentence.slice(last, last + len(words))
    return _year_before(dated[0], quote)


def _year_before(period: Period, quote: Quote) -> Period:
    start, end = (day and add_months(day, -12) for day in (period.start, period.end))
    return Period(
        quote.exact, quote.start, quote.end, start, end, period.grain, period.calendar, ""
    )


def _joined(sentence: Sentence, earlier: Amount, later: Amount) -> bool:
    """Return whether two counts are members of one list: "75,000 graduates and 300,000"."""
    if earlier.noun < 0 or later.noun < 0:
        return False
    between = sentence.tags[earlier.noun + 1 : later.first].rstrip("bD")
    return between in {"&", ",", ",&"}


def _within(time: TimeSpan, baseline: Quote | None) -> bool:
    return (
        baseline is not None
        and baseline.start <= time.period.text_start
        and time.period.text_end <= baseline.end
    )


def _compares(sentence: Sentence, time: TimeSpan) -> bool:
    """Return whether the time is what something is compared with: "than in 2023"."""
    words = sentence.words[max(0, time.first - 3) : time.first]
    return any(word in {"than", "compared", "against", "versus"} for word in words)


def _another_amount(sentence: Sentence, amount: Amount, time: TimeSpan) -> bool:
    """Return whether another amount stands between this one and the time."""
    between = sentence.tags[amount.last : time.first]
    return bool(re.search("[pcCP]", between)) and "," not in between[:1]


def _leads(time: TimeSpan) -> bool:
    """Return whether a time opens the sentence: then it holds for all of it."""
    return time.first <= 2  # noqa: PLR2004  "In 2024", "By the end of"


# From draft to claim.


def _claim(
    sentence: Sentence,
    draft: _Draft,
    speaker: Quote | None,
    source: Quote | None,
    memory: Memory,
) -> Claim:
    negated = is_negated(sentence, draft.amount.first, draft.clause)
    quantity = _quantity(sentence, draft.amount, memory.currency, draft.per, negated=negated)
    if draft.measure is not None and "measure.earlier-sentence" not in draft.rules:
        memory.measures[_family(draft.amount)] = draft.measure
    subject = draft.subject
    if subject is None and source is None:
        subject = memory.subject
    key = (sentence.text, quantity.exact)
    memory.seen[key] = memory.seen.get(key, 0) + 1
    return Claim(
        id=identify("claim", *key, memory.seen[key]),
        quote=sentence.quote(),
        quantity=quantity,
        measure=draft.measure,
        subject=subject,
        change=draft.change,
        period=draft.period,
        modality=draft.modality,
        speaker=speaker,
        source=source,
        negated=negated,
        conditional=is_conditional(sentence, draft.clause),
        rules=tuple(draft.rules),
    )


def _quantity(
    sentence: Sentence, amount: Amount, currency: str | None, per: str | None, *, negated: bool
) -> Quantity:
    quote = sentence.slice(amount.first, amount.last)
    bound = _bound(sentence, amount)
    if negated and bound in {"exact", "at_least", "over"}:
        bound = "under"
    low: Decimal | None = _plain(amount.low)
    high: Decimal | None = _plain(amount.high)
    if bound in {"under", "at_most"} and low == high:
        low = None
    elif bound in {"over", "at_least"} and low == high:
        high = None
    unit = amount.unit
    if currency in amount.currencies:
        unit = str(currency)
    return Quantity(
        exact=quote.exact,
        start=quote.start,
        end=quote.end,
        low=low,
        high=high,
        unit=unit,
        bound=bound,
        precision=_plain(amount.precision),
        per=per,
    )


def _plain(value: Decimal) -> Decimal:
    """Return the value without exponent or needless zeros, so that it prints in full."""
    whole = value.to_integral_value()
    if value == whole:
        return Decimal(int(whole))
    return value.quantize(Decimal("1e-12")).normalize()


def _bound(sentence: Sentence, amount: Amount) -> Bound:
    at = amount.first - 1
    while at > 0 and sentence.tags[at] == "D" and sentence.tags[at - 1] == "b":
        at -= 1
    if at >= 0 and sentence.tags[at] == "b":
        return sentence.values[at]  # type: ignore[return-value]  # bounds.csv holds bounds
    after = (amount.noun if amount.noun >= 0 else amount.last - 1) + 1
    for place in dict.fromkeys((amount.last, after)):
        if sentence.tags[place : place + 1] == "a":
            return sentence.values[place]  # type: ignore[return-value]
    end = sentence.ends[amount.last - 1] - sentence.start
    return "at_least" if sentence.text[end : end + 1] == "+" else "exact"


_PER_WORDS = {
    "annually": "year", "yearly": "year", "annum": "year", "daily": "day", "monthly": "month",
    "weekly": "week", "capita": "person", "head": "person", "person": "person", "gdp": "GDP",
    "household": "household", "worker": "worker", "tonne": "tonne", "barrel": "barrel",
    "kilometre": "kilometre", "km": "kilometre", "kwh": "kilowatt-hour", "unit": "unit",
    "acre": "acre", "hectare": "hectare", "litre": "litre", "kg": "kilogram", "mt": "tonne",
}  # fmt: skip
_PER_WINDOW = 9
_AGO = frozenset({"earlier", "ago", "before", "later", "previously"})


def _per(sentence: Sentence, amount: Amount) -> str | None:
    """Return what the quantity is divided by: "a year", "per head", "% of GDP"."""
    words, tags = sentence.words, sentence.tags
    last = amount.noun + 1 if amount.noun >= 0 else amount.last
    if amount.unit == "percent" and words[last : last + 2] == ["of", "gdp"]:
        return "GDP"
    for at in range(last, min(len(words), last + _PER_WINDOW)):
        if tags[at] in ";." or (tags[at] in "nwYc" and at > last):
            return None
        word = words[at]
        if word in {"annually", "yearly"}:
            return "year"
        near = word in {"per", "each", "every"} or (word in {"a", "an"} and at == last)
        if not near or at + 1 >= len(words):
            continue
        following = words[at + 1]
        if words[at + 2 : at + 3] and words[at + 2] in _AGO:
            return None
        if tags[at + 1] == "T":
            return str(sentence.values[at + 1])
        if following in _PER_WORDS:
            return _PER_WORDS[following]
        return None if word != "per" else following
    return None
