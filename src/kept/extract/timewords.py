"""What the rules of time share: their values, and how they read a token."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from kept.extract.calendars import Calendars
from kept.extract.numerals import read_digits
from kept.extract.tokens import Sentence
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
