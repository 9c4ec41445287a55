"""What the rules of time share: their values, and how they read a token."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from kept.extract.calendars import Calendars
from kept.extract.numerals import read_digits
from kept.extract.tokens import Sentence
from kept.lexicon.vocabulary import words
from kept.model.claims import Calendar, Grain, Period

DEADLINES = frozenset({"by", "before", "until", "till"})
FISCAL_WORDS = frozenset({"fiscal", "financial", "fy", "budget", "accounting"})


class Dates(NamedTuple):
    """What a rule read: the dates, how fine they are, and which calendar they follow."""

    start: date | None
    end: date | None
    grain: Grain
    calendar: Calendar
    label: str


Read = tuple[Dates, int]
"""The dates, and the token behind the last one that writes them."""


class TimeSpan(NamedTuple):
    """A period and the tokens [first, last) that write it. deadline: said with "by" or alike."""

    first: int
    last: int
    period: Period
    deadline: bool
    rule: str


class PeriodRule(NamedTuple):
    """One way to write a time. `read` returns None to let the next rule try."""

    name: str
    pattern: re.Pattern[str]
    read: Callable[[Sentence, re.Match[str], Calendars], Read | None]


def number_at(sentence: Sentence, at: int) -> int:
    """Return the whole number that token `at` writes, or 0 where it is none."""
    value = sentence.values[at]
    if isinstance(value, int | Decimal):
        return int(value)
    if not sentence.words[at][:1].isdigit():
        return 0
    digits = read_digits(sentence.words[at]).value
    return int(digits) if digits == digits.to_integral_value() else 0


def word_before(sentence: Sentence, at: int) -> str:
    """Return the word before token `at`, or "" at the start."""
    return sentence.words[at - 1] if at else ""


_PARTING = frozenset(",;:")


def clause_around(sentence: Sentence, at: int) -> tuple[int, int]:
    """Return the tokens between the commas on either side of token `at`."""
    tags = sentence.tags
    first = last = at
    while first and tags[first - 1] not in _PARTING:
        first -= 1
    while last < len(tags) and tags[last] not in _PARTING:
        last += 1
    return first, last


def is_ahead(sentence: Sentence, at: int) -> bool:
    """Return whether the words around token `at` tell of what is to come.

    Where its own clause tells neither of that nor of a past, what stands before it is asked.
    """
    first, last = clause_around(sentence, at)
    ahead = words("ahead")
    if not ahead.isdisjoint(sentence.words[first:last]):
        return True
    return not ahead.isdisjoint(sentence.words[:first]) and not tells_past(sentence, first, last)


def is_certain(sentence: Sentence, at: int) -> bool:
    """Return whether the clause around token `at` says what will be, and nothing that was."""
    first, last = clause_around(sentence, at)
    coming = words("certain").isdisjoint(sentence.words[first:last])
    return not coming and not tells_past(sentence, first, last)


def tells_past(sentence: Sentence, first: int, last: int) -> bool:
    """Return whether a verb of tokens [first, last) tells of a past: "fell", "were", "built"."""
    told, done = words("past_auxiliaries"), words("past_verbs")
    return any(
        word in told or (tag in "EUS" and (word in done or word.endswith("ed")))
        for tag, word in zip(sentence.tags[first:last], sentence.words[first:last], strict=True)
    )
