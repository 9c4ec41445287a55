"""All quantities of a text, those that are no claims with the reason why.

Claims are the narrower reading: this layer lies beneath them and leaves nothing out but
numbers that only date or name. A quantity's role says which of the two it is.
"""

from collections.abc import Sequence

from kept.extract.bounds import per_of, quantity_of
from kept.extract.changes import find_change
from kept.extract.clauses import clause_of
from kept.extract.concepts import find_concept
from kept.extract.exclusions import excluded
from kept.extract.nouns import counted_phrase
from kept.extract.quantities import WIDE_TABLE, find_amounts
from kept.extract.rules import Amount
from kept.extract.timewords import TimeSpan
from kept.extract.tokens import Sentence
from kept.model.quantities import Stated


def find_stated(
    sentence: Sentence, times: Sequence[TimeSpan], currency: str | None = None
) -> list[Stated]:
    """Return every quantity of a sentence in text order.

    times: the periods that the sentence names. Lengths of time among them ("for two years")
    are quantities too; dates are not. currency: the document's own.
    """
    taken = bytearray(len(sentence.words))
    spans = bytearray(len(sentence.words))
    for time in times:
        bounded = time.first > 0 and sentence.tags[time.first - 1] == "b"
        if bounded and time.last == time.first + 1:
            continue  # "about 2000 calories"
        mark = spans if _is_length(sentence, time) else taken
        mark[time.first : time.last] = b"\1" * (time.last - time.first)
    found = []
    for amount in find_amounts(sentence, taken, WIDE_TABLE):
        if sentence.words[amount.first - 1 : amount.first] in _INDEFINITE and not amount.noun >= 0:
            continue
        role = "duration" if any(spans[amount.first : amount.last]) else ""
        found.append(_stated(sentence, amount, role or excluded(sentence, amount), currency))
    return found


_INDEFINITE = (["several"], ["few"], ["many"])
"""Before "hundred" these leave the number open: "several hundred"."""


def _is_length(sentence: Sentence, time: TimeSpan) -> bool:
    """Return whether a time counts its years or months instead of naming them."""
    tags = sentence.tags[time.first : time.last]
    at = tags.find("T")
    return at > 0 and tags[at - 1] in "nwhsv-"


def _stated(sentence: Sentence, amount: Amount, role: str, currency: str | None) -> Stated:
    clause = clause_of(sentence, amount.first, amount.last)
    change = find_change(sentence, amount, clause)
    per = per_of(sentence, amount)
    return Stated(
        quantity=quantity_of(sentence, amount, currency, per, negated=False),
        counted=counted_phrase(sentence, _behind(sentence, amount))[2] if _counts(amount) else "",
        direction=change[0].direction if change else None,
        concept=find_concept(sentence, amount, clause),
        role=role or "claim",
        rules=amount.names if change is None else (*amount.names, change[2]),
    )


def _counts(amount: Amount) -> bool:
    return amount.noun >= 0 or amount.unit in {"", "percent"}


def _behind(sentence: Sentence, amount: Amount) -> int:
    """Return the token where what an amount counts begins: behind "of the" where that follows."""
    at = amount.last
    if sentence.words[at : at + 1] == ["of"]:
        at += 1
        while sentence.tags[at : at + 1] == "D":
            at += 1
    return at
