"""The times that a text names around a claim, whatever was read as its period.

A number without a period is of no period only if nothing near it tells one: "in the same month",
"in the first five months" and a heading's year set it apart from a figure of a whole year.
"""

import re
from functools import cache, lru_cache

from kept.check.rules import pattern, words
from kept.check.surroundings import setting
from kept.model.claims import Claim, Period

_YEAR = r"(?<![\d.,])(?:19|20)\d\d(?!\d|[.,]\d)"
_LABEL = r"\b(?:FY|Q|H)-?\d{1,4}\b"
_SPAN = (
    r"\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)[ -]"
    r"(?:day|week|month|quarter)s?\b"
)
_BEFORE = 60
_LIST = 1200
_ITEM = re.compile(
    r"\s*(?:[-•*·–—]|\(?[ivxlcdm]{1,5}[.)]|\(?\d{1,2}[.)]|\(?[a-z][.)])", re.IGNORECASE
)


@cache
def _times() -> re.Pattern[str]:
    months = "|".join(words("months"))
    listed = pattern("times").pattern
    return re.compile(rf"{_YEAR}|\b(?:{months})\b|(?i:{_LABEL}|{_SPAN}|{listed})")


@cache
def _base() -> re.Pattern[str]:
    lead = r"(?:\s+(?:the|a|an|about|around|nearly|some|over|just|only))*\s*$"
    return re.compile(f"(?:{pattern('bases').pattern}){lead}", re.IGNORECASE)


def names_a_time(text: str, start: int, end: int) -> bool:
    """Return whether text[start:end] names a date, a month, a part of a year or a year."""
    return bool(_times().search(text, start, end))


def timed(claim: Claim, text: str) -> bool:
    """Return whether the claim's sentence, or its list's lead, names a time, its own or not."""
    return _holds_a_time(setting(claim)) or _holds_a_time(lead(claim, text))


@lru_cache(maxsize=1024)
def _holds_a_time(words_around: str) -> bool:
    return bool(_times().search(words_around))


def lead(claim: Claim, text: str) -> str:
    """Return the line that opens the list in which the claim stands, or "" outside of lists."""
    before = text[max(0, claim.quote.start - _LIST) : claim.quote.start]
    lines = before.split("\n")[:-1]
    for line in reversed(lines):
        if line.rstrip().endswith(":"):
            return line
        if line.strip() and not _ITEM.match(line):
            return ""
    return ""


def set_apart(one: Claim, other: Claim, text: str) -> bool:
    """Return whether two claims without periods may be of two times: the text names one nearby.

    Nearby is either sentence, and everything between the two.
    """
    first, last = sorted((one, other), key=lambda claim: claim.quantity.start)
    return (
        timed(one, text)
        or timed(other, text)
        or names_a_time(text, first.quantity.end, last.quantity.start)
    )


def starts_from(claim: Claim, text: str) -> bool:
    """Return whether the number is what another one is compared with: "down from 6 %"."""
    start = max(claim.quote.start, claim.quantity.start - _BEFORE)
    return bool(_base().search(text[start : claim.quantity.start]))


def belongs_to_another(period: Period | None, claim: Claim, text: str) -> bool:
    """Return whether the period stands in a comparison behind the claim's number.

    In "$1.9 billion, up from $1.8 billion last year" and "5 %, more than in 2020" the year is
    that of the other number.
    """
    if period is None or not claim.quantity.end <= period.text_start < claim.quote.end:
        return False
    return bool(pattern("comparing").search(text, claim.quantity.end, period.text_start))
