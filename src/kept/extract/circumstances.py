"""What goes with a promise: its conditions, its partners and its deadline."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

from msgspec import structs

from kept.extract.calendars import add_months
from kept.extract.names import bare, phrase_at
from kept.extract.tokens import Sentence
from kept.lexicon.load import table
from kept.lexicon.vocabulary import words
from kept.model.claims import Period
from kept.model.text import Quote

_CLAUSE_END = re.compile('[,;:")]|[.]$')
_FIRST_ONLY = frozenset(("should", "pending"))
"""Openers of a condition at the beginning of a sentence only."""

_FINITE = re.compile("[sAZ]")
_VERBS_TOO = frozenset(("provided", "assuming", "providing"))
"""Openers that are verbs or adverbs too: a condition only behind a comma or at the beginning."""

_SUBJECT = re.compile("[Dd]?[xNBTOHRbLq]{1,6}[AZsiz]|[hemw]")
_OTHER_CLAUSE = re.compile("&[Dd]?[xNBTOHRb]{1,5}[AZ]|&[wehm]")
NEAR = 3
"""Times behind an action of which one may be its deadline."""

_DATED = re.compile(r"\d")
_MARKS = frozenset('"“”«»')
_NOT_BEFORE_IF = frozenset(("as", "even", "only"))
_BODY = re.compile("[NBb]")
_NAMED_BODY = re.compile("NN|B|b")


def find_conditions(sentence: Sentence, parts: str) -> tuple[Quote, ...]:
    """Return the clauses of a sentence that make what it says conditional, in text order."""
    found: list[Quote] = []
    end = 0
    for at, length in _openings(sentence.words, "conditions", "openers"):
        word = sentence.words[at]
        before = sentence.words[at - 1] if at else ""
        if (at and word in _FIRST_ONLY) or (word == "if" and before in _NOT_BEFORE_IF):
            continue
        is_verb = length == 1 and word in _VERBS_TOO and before not in {"", ","}
        if is_verb and not (word == "provided" and _opens(parts, at + 1)):
            continue
        if word == "once" and not _comes_true(sentence, parts, at):
            continue
        if at >= end:
            end = _clause_end(parts, at + length)
            found.append(sentence.slice(at, end))
    return tuple(found)


def _opens(parts: str, at: int) -> bool:
    """Return whether a clause with a subject begins: "once it is law", not "once a year"."""
    return _SUBJECT.match(parts, at) is not None


def _comes_true(sentence: Sentence, parts: str, at: int) -> bool:
    """Return whether "once" at a token opens a condition: not "once a year", "once a port"."""
    if parts[at + 1 : at + 2] not in _NAMING:
        return False
    comma = parts.find(",")
    coming = at == 0 and comma > 0 and not words("ahead").isdisjoint(sentence.words[comma:])
    return coming or _opens(parts, at + 1)


_NAMING = frozenset("DdhemwNBTHObR")


def _openings(words: Sequence[str], group: str, key: str) -> Iterator[tuple[int, int]]:
    """Yield where the phrases of a list begin, with their length in tokens, the longest first."""
    phrases = _phrases(group, key)
    if phrases.keys().isdisjoint(words):
        return
    for at in [at for at, word in enumerate(words) if word in phrases]:
        for phrase in phrases[words[at]]:
            length, text = 1, words[at]
            while len(text) < len(phrase) and at + length < len(words):
                text = f"{text} {words[at + length]}"
                length += 1
            if text == phrase:
                yield at, length
                break


@cache
def _phrases(group: str, key: str) -> dict[str, tuple[str, ...]]:
    """Return the phrases of a list, the longest first, by the token that each begins with.

    A phrase may be one token where the vocabulary knows it, or begin with such a token.
    """
    phrases: dict[str, list[str]] = {}
    for phrase in sorted(table("commitments.toml")[group][key], key=len, reverse=True):
        words = phrase.split()
        for length in range(1, len(words) + 1):
            phrases.setdefault(" ".join(words[:length]), []).append(phrase)
    return {first: tuple(rest) for first, rest in phrases.items()}


def _clause_end(parts: str, at: int) -> int:
    match = _CLAUSE_END.search(parts, at)
    return len(parts) if match is None else max(match.start(), at)


def find_bodies(sentence: Sentence, parts: str) -> tuple[Quote, ...]:
    """Return the partners of a promise: "together with", "supported by", "through"."""
    found: dict[str, Quote] = {}
    end = 0
    for at, length in _openings(sentence.words, "bodies", "cues"):
        if at < end:
            continue
        sought = _BODY if length > 1 else _NAMED_BODY
        end = at + length
        phrase = phrase_at(parts, end)
        while phrase is not None and sought.search(parts, *phrase):
            body = bare(sentence, parts, *phrase)
            found.setdefault(body.exact, body)
            end = phrase[1]
            joined = parts[end : end + 1] in {"&", ","}
            phrase = phrase_at(parts, end + 1) if joined else None
    return tuple(found.values())


def deadline_of(
    sentence: Sentence,
    parts: str,
    periods: Sequence[Period],
    first: int,
    *,
    beginning: int,
    decided: bool,
) -> Period | None:
    """Return the time by or in which the action from token `first` on is to happen.

    beginning: the cue of the promise: a time before the action must stand before it too.
    decided: the sentence reports a decision; a date then counts only behind a word such as
    "effective from", for the day of the decision is no deadline.
    """
    at = bisect_left(periods, sentence.starts[first], key=lambda period: period.text_start)
    behind = [
        period
        for period in periods[at : at + NEAR]
        if is_same_clause(sentence, parts, first, token_at(sentence, period.text_start))
    ]
    if decided:
        behind = [period for period in behind if _takes_effect(sentence, period)]
    if behind or decided:
        return behind[0] if behind else None
    before = periods[at - 1] if at else None
    return before if before is not None and _leads(sentence, before, beginning) else None


def is_same_clause(sentence: Sentence, parts: str, first: int, at: int) -> bool:
    """Return whether tokens `first` and `at` stand in one clause.

    Behind a comma only a word of deadlines ties it: "will open forty, mostly rural, by 2027".
    """
    if _OTHER_CLAUSE.search(parts, first, at):
        return False
    low = max(parts.rfind(mark, first, at) for mark in ',;"')
    if low < 0:
        return True
    if _FINITE.search(parts, low, at):
        return False
    return not _tying().isdisjoint(sentence.words[max(low, at - 4) : at + 1])


def ahead(period: Period, published: date | None) -> Period | None:
    """Return a time that lies ahead when the text appears, or None where it has passed.

    A month named without a year is the next one of that name: of a promise nothing else is
    meant. Without the day of publication every time may lie ahead.
    """
    if published is None or period.start is None or period.end is None:
        return period
    if period.grain == "day":
        return period if period.start > published else None
    if period.end > published:
        return period
    if period.grain != "month" or _DATED.search(period.exact) or "last" in period.exact.lower():
        return None
    start, end = add_months(period.start, 12), add_months(period.end, 12)
    return structs.replace(period, start=start, end=end, label=start.isoformat()[:7])


def _takes_effect(sentence: Sentence, period: Period) -> bool:
    at = token_at(sentence, period.text_start)
    near = sentence.words[max(0, at - 5) : at + 1]
    return not _effect().isdisjoint(" ".join(near).split())


def _leads(sentence: Sentence, period: Period, first: int) -> bool:
    """Return whether a period before the action belongs to it: "By 2030 the ministry will"."""
    at = token_at(sentence, period.text_start)
    between = sentence.words[at:first]
    return at < first and "and" not in between and _MARKS.isdisjoint(between)


def token_at(sentence: Sentence, offset: int) -> int:
    """Return the token that stands at a document offset, or the next one."""
    return bisect_right(sentence.ends, offset)


@cache
def _tying() -> frozenset[str]:
    return frozenset(table("commitments.toml")["deadlines"]["tying"])


@cache
def _effect() -> frozenset[str]:
    return frozenset(table("commitments.toml")["deadlines"]["effect"])
