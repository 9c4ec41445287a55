"""Changes told by comparing with another time: three times as many as in 2021, 9 more than then."""

import re

from kept.extract.rules import Amount
from kept.extract.tokens import Sentence
from kept.model.claims import Change, Direction
from kept.model.text import Quote

_AS = frozenset({"as many as", "as much as", "as high as", "as large as", "as big as"})
_THAN: dict[str, Direction] = {"more than": "up", "fewer than": "down", "less than": "down"}
_MORE: dict[str, Direction] = {"more": "up", "fewer": "down", "less": "down"}
_LONGEST = 9
"""Tokens of the time that something is compared with: "in the same month of last year"."""


def compared_with_time(sentence: Sentence, amount: Amount) -> tuple[Change, int, str] | None:
    """Return the change of an amount that says how much more there is than at another time."""
    at = (amount.noun if amount.noun >= 0 else amount.last - 1) + 1
    joint = sentence.words[at : at + 1]
    if amount.unit == "times":
        first = _behind_as(sentence, at)
        kind, direction = "multiple", "up"
    elif joint and joint[0] in _THAN:
        first, kind, direction = at + 1, "absolute", _THAN[joint[0]]
        kind = "relative" if amount.unit == "percent" else kind
    elif joint == ["than"] and amount.noun > amount.last and sentence.words[amount.last] in _MORE:
        first, kind, direction = at + 1, "absolute", _MORE[sentence.words[amount.last]]
    else:
        return None
    baseline = _time(sentence, first) if first else None
    if baseline is None:
        return None
    return Change(kind, direction, baseline), at, "change.compared"  # type: ignore[arg-type]


_ONLY_TIMES = re.compile("[ID]*[RTYMyqOH/-]{1,6}n?[TY]?[,]?&")
_AFTER = re.compile("[^UEASG;]{0,14}$")


def shared_growth(sentence: Sentence, earlier: Amount, later: Amount) -> bool:
    """Return whether a growth goes on to a second time: "2.9 % this year and 3 % in 2026".

    Or the one before is told beside it: "9.1 per cent in 2024-25, against 8 per cent in 2023-24".
    """
    if earlier.unit != "percent" or later.names[-1] != "rate":
        return False
    if sentence.words[later.last : later.last + 1] == ["of"]:
        return False  # "rose 4 % in May and 30 % of firms hired"
    between = sentence.tags[earlier.last : later.first]
    if _ONLY_TIMES.fullmatch(between):
        return True
    before = sentence.words[later.first - 1]
    return before in {"after", "against"} and _AFTER.fullmatch(between) is not None


def _behind_as(sentence: Sentence, at: int) -> int:
    """Return the token behind "as many as", or 0."""
    words = sentence.words
    if words[at : at + 1] and words[at] in _AS:
        return at + 1
    return at + 3 if words[at : at + 1] == ["as"] and words[at + 2 : at + 3] == ["as"] else 0


def _time(sentence: Sentence, first: int) -> Quote | None:
    """Return the words of a time at token `first`: "in 2021", "a year earlier"; else None."""
    last = first
    while last < min(len(sentence.tags), first + _LONGEST) and sentence.tags[last] in "IDRTYMHOWq":
        last += 1
        if sentence.words[last - 1] in {"earlier", "ago", "before"}:
            break
    if not set("TYMHq") & set(sentence.tags[first:last]):
        return None
    timed = sentence.tags[first] in "DRY" or sentence.words[first] in {"in", "during", "at"}
    return sentence.slice(first, last) if timed else None
