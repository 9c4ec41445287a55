"""All quantities of a text, those that are no claims with the reason why.

Claims are the narrower reading: this layer lies beneath them and leaves nothing out but
numbers that only date or name. A quantity's role says which of the two it is.
"""

import re
from collections.abc import Sequence

import msgspec
from msgspec.structs import replace

from kept.extract.bounds import per_of, quantity_of
from kept.extract.changes import find_change
from kept.extract.clauses import clause_of
from kept.extract.concepts import find_concept
from kept.extract.exclusions import excluded
from kept.extract.nouns import counted_phrase, singular_or_same
from kept.extract.quantities import WIDE_TABLE, find_amounts
from kept.extract.rules import Amount
from kept.extract.timewords import TimeSpan
from kept.extract.tokens import Sentence
from kept.extract.vague import find_vague
from kept.extract.verbs import verb_before
from kept.model.claims import Change
from kept.model.quantities import Stated


def find_stated(
    sentence: Sentence, times: Sequence[TimeSpan], currency: str | None = None
) -> list[Stated]:
    """Return every quantity of a sentence in text order.

    times: the periods that the sentence names. Lengths of time among them ("for two years")
    are quantities too; dates are not. currency: the document's own.
    """
    taken, spans = _times_marked(sentence, times)
    found: list[Stated] = []
    previous: Amount | None = None
    for amount in find_amounts(sentence, taken, WIDE_TABLE):
        if sentence.words[amount.first - 1 : amount.first] in _INDEFINITE and amount.noun < 0:
            continue
        role = "duration" if any(spans[amount.first : amount.last]) else ""
        role = role or excluded(sentence, amount) or "claim"
        stated = _stated(sentence, amount, role, currency)
        if previous is not None:
            stated = _in_company(sentence, stated, amount, previous, found)
        found.append(stated)
        previous = amount
    vague = [_stated(sentence, amount, "vague", currency) for amount in find_vague(sentence)]
    return sorted(found + vague, key=lambda each: each.quantity.start) if vague else found


def _times_marked(sentence: Sentence, times: Sequence[TimeSpan]) -> tuple[bytearray, bytearray]:
    """Return which tokens write dates, and which write lengths of time, one byte a token."""
    taken, spans = bytearray(len(sentence.words)), bytearray(len(sentence.words))
    for time in times:
        bounded = time.first > 0 and sentence.tags[time.first - 1] == "b"
        if bounded and time.last == time.first + 1:
            continue  # "about 2000 calories"
        if not _COUNTED_TIME.search(sentence.tags, time.first, time.last):
            continue  # "previous years" may stand behind a number of its own
        mark = spans if _is_length(sentence, time) else taken
        mark[time.first : time.last] = b"\1" * (time.last - time.first)
    return taken, spans


def _in_company(
    sentence: Sentence,
    stated: Stated,
    amount: Amount,
    previous: Amount,
    found: Sequence[Stated],
) -> Stated:
    """Return a quantity with what it shares with those before it in its sentence."""
    if not amount.unit and _elides(sentence, amount):
        stated = _with_noun(stated, found, step=sentence.words[amount.first - 1] == "by")
    if _repeats(sentence, previous, amount):
        return _carried_over(stated, found[-1])
    if not stated.concept and _continues(sentence, previous, amount):
        concept = next((each.concept for each in reversed(found) if each.concept), ())
        return msgspec.structs.replace(stated, concept=concept)
    return stated


_INDEFINITE = (["several"], ["few"], ["many"])
"""Before "hundred" these leave the number open: "several hundred"."""


def _continues(sentence: Sentence, previous: Amount, amount: Amount) -> bool:
    """Return whether an amount without a noun goes on under the verb of the one before it."""
    return amount.noun < 0 and verb_before(sentence, amount.first) <= previous.first


_COUNTED_TIME = re.compile("[nwhsvYMyqiO]")


def _is_length(sentence: Sentence, time: TimeSpan) -> bool:
    """Return whether a time counts its years or months instead of naming them."""
    tags = sentence.tags[time.first : time.last]
    at = tags.find("T")
    return at > 0 and tags[at - 1] in "nwhsv-"


def _stated(sentence: Sentence, amount: Amount, role: str, currency: str | None) -> Stated:
    clause = clause_of(sentence, amount.first, amount.last)
    found = find_change(sentence, amount, clause)
    change, name = (found[0], found[2]) if found else _signed(sentence, amount)
    if role == "age" and amount.unit not in _AGES:
        amount = replace(amount, unit="year", noun=-1)
    per = per_of(sentence, amount)
    return Stated(
        quantity=quantity_of(sentence, amount, currency, per, negated=False),
        counted=_counted(sentence, amount) if role != "age" else "",
        change=change,
        concept=() if role == "duration" else find_concept(sentence, amount),
        role=role,
        rules=(*amount.names, name) if name else amount.names,
    )


_AGES = frozenset({"year", "month", "week", "day"})


def _signed(sentence: Sentence, amount: Amount) -> tuple[Change | None, str]:
    """Return the change that a plus sign glued before a rate says: "+0.2%"."""
    start = sentence.starts[amount.first] - sentence.start
    if amount.unit == "percent" and sentence.text[max(0, start - 1) : start] == "+":
        return Change("relative", "up"), "change.sign"
    return None, ""


_SAME_AGAIN = re.compile(r"(?:,?&|[WX]{0,2}[(]|[WX]{0,2}/)$")


def _repeats(sentence: Sentence, previous: Amount, amount: Amount) -> bool:
    """Return whether an amount repeats the one before: "190 points, or 0.6%", "(60 miles)"."""
    between = sentence.tags[previous.last : amount.first].rstrip("bD")
    if not _SAME_AGAIN.fullmatch(between.lstrip("WX") if between[-1:] == "&" else between):
        return False
    at = previous.last + len(between) - 1
    return sentence.tags[at] != "&" or sentence.words[at] == "or"


def _carried_over(stated: Stated, earlier: Stated) -> Stated:
    """Return a repeated quantity with the change and the bound of the one that it repeats."""
    quantity, bound = stated.quantity, earlier.quantity.bound
    if quantity.bound == "exact" and bound != "exact" and quantity.low == quantity.high:
        low, high = (
            None if end is None else quantity.low
            for end in (earlier.quantity.low, earlier.quantity.high)
        )
        quantity = msgspec.structs.replace(quantity, bound=bound, low=low, high=high)
    change = stated.change or earlier.change
    concept = earlier.concept or stated.concept
    if change is not None and stated.change is None and quantity.unit == "percent":
        change = msgspec.structs.replace(change, kind="relative")
    return msgspec.structs.replace(stated, quantity=quantity, change=change, concept=concept)


_ELIDING = frozenset(
    {"from", "to", "than", "with", "and", "or", "another", "against", "versus", "by"}
)


def _elides(sentence: Sentence, amount: Amount) -> bool:
    """Return whether a bare number leaves out a noun named before: "435 homes ... and 187"."""
    at = amount.first - 1
    while at >= 0 and sentence.tags[at] in "bD" and sentence.words[at] != "another":
        at -= 1
    behind = sentence.tags[amount.last : amount.last + 1]
    return at >= 0 and sentence.words[at] in _ELIDING and behind not in {"W", "X", "-", "/"}


def _with_noun(stated: Stated, found: Sequence[Stated], *, step: bool) -> Stated:
    """Return a bare quantity with the noun or the unit of the nearest one before that has one.

    step: it is a step ("by 3"), which alone may share a rate ("by 2 per cent and imports by 3").
    """
    for earlier in reversed(found):
        unit = earlier.quantity.unit
        rate = unit == "percent" and step
        if (unit in _NOT_SHARED and not rate) or earlier.role not in {"claim", "bare", "vague"}:
            continue
        quantity = msgspec.structs.replace(stated.quantity, unit=unit)
        return msgspec.structs.replace(stated, quantity=quantity, counted=earlier.counted)
    return stated


_NOT_SHARED = frozenset({"", "percent", "times", "percentage_points"})


def _counted(sentence: Sentence, amount: Amount) -> str:
    if amount.noun < 0 and amount.unit not in {"", "percent"}:
        return ""
    at = amount.last
    glued = at + 1 < len(sentence.words) and sentence.ends[at - 1] == sentence.starts[at]
    if glued and sentence.tags[at] == "-" and sentence.tags[at + 1] in "WX":
        return singular_or_same(sentence.words[at + 1])  # "a 2,000-seat theatre"
    return counted_phrase(sentence, _behind(sentence, amount))[2]


def _behind(sentence: Sentence, amount: Amount) -> int:
    """Return the token where what an amount counts begins: behind "of the" where that follows."""
    at = amount.last
    if sentence.words[at : at + 1] == ["of"]:
        at += 1
    while sentence.tags[at : at + 1] == "D":
        at += 1
    return at
