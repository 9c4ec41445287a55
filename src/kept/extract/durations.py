"""Lengths of time that only date, limit or name something, and so claim nothing."""

from kept.extract.rules import Amount
from kept.extract.tokens import Sentence
from kept.lexicon.exclusions import listed

_OFTEN = 10
"""A drug is taken three times a day; a star that spins 78,000 times a minute is news."""


def is_duration(sentence: Sentence, amount: Amount) -> bool:
    """Two-day, a ten-year plan, for five years, within an hour, three times a day."""
    at = amount.last
    if amount.unit == "times":
        often = sentence.words[at : at + 1] in (["a"], ["each"], ["every"], ["per"])
        return often and sentence.tags[at + 1 : at + 2] == "T" and amount.high < _OFTEN
    joined = sentence.tags[at : at + 1] == "-"
    unit = sentence.words[at + joined] if at + joined < len(sentence.words) else ""
    if unit.split("-")[0] in listed("spans") and joined:
        return True
    if amount.unit not in listed("spans"):
        return False
    if _is_served(sentence, amount):
        return True
    if "-" in sentence.tags[amount.first : at] and amount.low == amount.high:
        return True  # "the fifteenth five-year plan"
    if not listed("giving").isdisjoint(sentence.words[max(0, amount.first - 3) : amount.first]):
        return True
    first = amount.first - (amount.first > 0 and sentence.tags[amount.first - 1] == "b")
    return _is_spent(sentence, first) or _only_dates(sentence, amount, first)


def _only_dates(sentence: Sentence, amount: Amount, bound: int) -> bool:
    """Return whether the word before a length of time makes it date something: "within"."""
    first = _whole_span(sentence, bound)
    before = sentence.words[first - 1] if first > 0 else ""
    if before == "of" and amount.high >= _MANY:
        return False  # "a total of 4 million hours"
    if before == "of" and not _LEVELS.isdisjoint(sentence.words[max(0, first - 2) : first]):
        return False  # "a record low of 18 days"
    return before in listed("dating") or first == 0 or before in {",", ":", ";"}


_MANY = 1000
_LEVELS = frozenset({"low", "high"})


def _is_served(sentence: Sentence, amount: Amount) -> bool:
    """Return whether it is a term: "12 years in prison", "was sentenced to 18 months"."""
    words = sentence.words
    if not listed("terms").isdisjoint(words[amount.last : amount.last + 3]):
        return True
    return not listed("sentencing").isdisjoint(words[max(0, amount.first - 4) : amount.first])


def _is_spent(sentence: Sentence, first: int) -> bool:
    """Return whether a person spent a length of time somewhere: "she spent two decades at"."""
    spent = sentence.words[first - 1 : first] in (["spent"], ["served"], ["worked"])
    return spent and first > 1 and sentence.words[first - 2] in listed("persons")


def _whole_span(sentence: Sentence, first: int) -> int:
    """Return where a length of time begins whose end is read: "in an hour and 40 minutes"."""
    joined = first > 2 and sentence.tags[first - 2 : first] == "T&"  # noqa: PLR2004
    return first - 3 if joined else first
