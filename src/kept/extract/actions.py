"""How far an action goes: to the end of its clause, to the next deed, a time or a condition."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache

from kept.extract.circumstances import token_at
from kept.extract.deeds import deeds, is_deed
from kept.extract.tokens import Sentence
from kept.lexicon.load import table
from kept.model.claims import Period
from kept.model.text import Quote

LONGEST = 60
"""Tokens that an action may have: no promise needs more."""

_MARK = re.compile(r'[,;:")k&u]|[.]$')
_NEW_CLAUSE = re.compile("&(?:[wehm]|v?s|[Dd]?[xNBTOHRb]{1,5}[AZ])")
_LISTED = "[xNBOQbRdDqj0o.-]{1,7}"
_LIST = re.compile(f",(?:{_LISTED},){{0,6}}(?:{_LISTED}),?&{_LISTED}(?:[Iofy,.:;]|$)")
_TITLE = re.compile("[Dx]*[RTb]")
_JOINT = re.compile(r'[,&;:"kuc]|[.]$')
_NEXT = re.compile("[,&]{1,2}v?t?v?")
_ENDLESS = frozenset("vI&.Dofut")
_BEFORE = 5
"""Tokens of "by the end of the" that may stand before a date."""

_BEFORE_DATES = frozenset(
    ("in", "on", "at", "during", "for", "by", "from", "within", "over", "before", "until")
    + ("the", "this", "of", "early", "late", "mid", "-")
)
_PARTS_OF_TIME = frozenset(("end", "start", "middle", "beginning"))


def action_end(
    sentence: Sentence,
    parts: str,
    at: int,
    stops: Sequence[int],
    forms: frozenset[str] | None = None,
) -> int:
    """Return the token after the action that goes on from token `at`.

    forms: the forms of verbs with which the next deed begins; bare ones if left out.
    """
    farthest = min(len(parts), at + LONGEST)
    end = _mark_end(sentence, parts, at, farthest, deeds() if forms is None else forms)
    after = bisect_right(stops, at)
    if after < len(stops):
        end = min(end, stops[after])
    while end > at + 1 and parts[end - 1] in _ENDLESS and not _is_phrasal(sentence, end):
        end -= 1
    closing = parts.find(")", at, end + 1) if "(" in parts[at:end] else -1
    return end + 1 if closing == end else end


def _mark_end(sentence: Sentence, parts: str, at: int, farthest: int, forms: frozenset[str]) -> int:
    listed = at
    for match in _MARK.finditer(parts, at, farthest):
        end = match.start()
        if end < listed:
            continue
        mark = parts[end]
        if mark == "&" and not _begins(sentence, parts, end, forms):
            continue
        if mark == "," and not _begins(sentence, parts, end, forms):
            items = _LIST.match(parts, end, farthest)
            if items is not None:
                listed = parts.index("&", end)
                continue
        if mark == "u" and sentence.words[end] == "as" and _TITLE.match(parts, end + 1):
            return farthest
        return end
    return farthest


def _begins(sentence: Sentence, parts: str, joint: int, forms: frozenset[str]) -> bool:
    """Return whether a clause of its own or a further deed begins behind "and" or a comma."""
    return (
        _NEW_CLAUSE.match(parts, joint) is not None
        or _deed_behind(sentence, parts, joint, forms) is not None
    )


def _deed_behind(sentence: Sentence, parts: str, joint: int, forms: frozenset[str]) -> int | None:
    match = _NEXT.match(parts, joint)
    if match is None:
        return None
    at = match.end()
    return at if is_deed(sentence, parts, at, forms) else None


def next_deed(sentence: Sentence, parts: str, end: int, forms: frozenset[str]) -> int | None:
    """Return the verb of the next deed of a promise whose action ended at token `end`."""
    farthest = min(len(parts), end + LONGEST // 2)
    for match in _JOINT.finditer(parts, end, farthest):
        joint = match.start()
        if parts[joint] not in ",&" or _NEW_CLAUSE.match(parts, joint):
            return None
        at = _deed_behind(sentence, parts, joint, forms)
        if at is not None:
            return at
    return None


def stops_of(
    sentence: Sentence, periods: Sequence[Period], conditions: Sequence[Quote]
) -> list[int]:
    """Return the tokens at which times and conditions begin: no action runs into them."""
    offsets = [period.text_start for period in periods]
    offsets += [quote.start for quote in conditions]
    found = []
    for offset in offsets:
        at = token_at(sentence, offset)
        low = max(0, at - _BEFORE)
        while at > low and _dates(sentence, at - 1) and not _is_phrasal(sentence, at):
            at -= 1
        found.append(at)
    return sorted(found)


def _dates(sentence: Sentence, at: int) -> bool:
    """Return whether the token belongs to the date behind it: "by the end of", "in early"."""
    word = sentence.words[at]
    if word in _PARTS_OF_TIME:  # "by the end of May", but "will start in May"
        return sentence.words[at + 1] in {"of", "-"}
    return word in _BEFORE_DATES


def _is_phrasal(sentence: Sentence, end: int) -> bool:
    """Return whether the token before `end` belongs to a number or a verb: "5%", "sworn in"."""
    last = sentence.words[end - 1]
    return last == "%" or f"{sentence.words[end - 2]} {last}" in _phrasal()


@cache
def _phrasal() -> frozenset[str]:
    return frozenset(table("commitments.toml")["actions"]["phrasal"])
