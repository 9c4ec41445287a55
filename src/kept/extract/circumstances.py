"""What goes with a promise: its conditions, its partners and its deadline."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache

from kept.extract.names import bare, phrase_at
from kept.extract.tokens import Sentence
from kept.lexicon.load import table
from kept.model.claims import Period
from kept.model.text import Quote

_CLAUSE_END = re.compile('[,;:")]|[.]$')
_BODY = re.compile("[NBb]")
_NAMED_BODY = re.compile("NN|B|b")


def find_conditions(sentence: Sentence, parts: str) -> tuple[Quote, ...]:
    """Return the clauses of a sentence that make what it says conditional, in text order."""
    found: list[Quote] = []
    openers = _phrases("conditions", "openers")
    at, words = 0, sentence.words
    while at < len(words):
        length = _opens(words, at, openers.get(words[at].partition(" ")[0], ()))
        if not length or (words[at] in {"should", "pending"} and at):
            at += 1
            continue
        end = _clause_end(parts, at + length)
        found.append(sentence.slice(at, end))
        at = end
    return tuple(found)


def _opens(words: Sequence[str], at: int, phrases: Sequence[str]) -> int:
    """Return the number of tokens of the opener that begins at the token, 0 for none."""
    for phrase in phrases:
        length, text = 1, words[at]
        while len(text) < len(phrase) and at + length < len(words):
            text = f"{text} {words[at + length]}"
            length += 1
        if text == phrase:
            return (
                0 if at and words[at - 1] in {"as", "even", "only"} and phrase == "if" else length
            )
    return 0


@cache
def _phrases(group: str, key: str) -> dict[str, tuple[str, ...]]:
    """Return the phrases of a list by their first word, the longest first."""
    phrases: dict[str, list[str]] = {}
    for phrase in sorted(table("commitments.toml")[group][key], key=len, reverse=True):
        phrases.setdefault(phrase.split()[0], []).append(phrase)
    return {first: tuple(rest) for first, rest in phrases.items()}


def _clause_end(parts: str, at: int) -> int:
    match = _CLAUSE_END.search(parts, at)
    return len(parts) if match is None else max(match.start(), at)


def find_bodies(sentence: Sentence, parts: str) -> tuple[Quote, ...]:
    """Return the partners of a promise: "together with", "supported by", "through"."""
    found: dict[str, Quote] = {}
    at, words, cues = 0, sentence.words, _phrases("bodies", "cues")
    while at < len(words):
        length = _opens(words, at, cues.get(words[at].partition(" ")[0], ()))
        sought = _BODY if length > 1 else _NAMED_BODY
        at += max(length, 1)
        phrase = phrase_at(parts, at) if length else None
        while phrase is not None and sought.search(parts, *phrase):
            body = bare(sentence, parts, *phrase)
            found.setdefault(body.exact, body)
            at = phrase[1]
            joined = parts[at : at + 1] in {"&", ","}
            phrase = phrase_at(parts, at + 1) if joined else None
    return tuple(found.values())


def deadline_of(
    sentence: Sentence, periods: Sequence[Period], first: int, *, decided: bool
) -> Period | None:
    """Return the time by or in which the action from token `first` on is to happen.

    decided: the sentence reports a decision; a date then counts only behind a word such as
    "effective from", for the day of the decision is no deadline.
    """
    ahead = [period for period in periods if period.text_start >= sentence.starts[first]]
    if decided:
        ahead = [period for period in ahead if _takes_effect(sentence, period)]
        return ahead[0] if ahead else None
    if ahead:
        return ahead[0]
    before = [period for period in periods if period.text_end <= sentence.starts[first]]
    return before[-1] if before and _leads(sentence, before[-1], first) else None


def _takes_effect(sentence: Sentence, period: Period) -> bool:
    at = token_at(sentence, period.text_start)
    near = sentence.words[max(0, at - 5) : at + 1]
    return not _effect().isdisjoint(" ".join(near).split())


def _leads(sentence: Sentence, period: Period, first: int) -> bool:
    """Return whether a period before the action belongs to it: "By 2030 the ministry will"."""
    at = token_at(sentence, period.text_start)
    return '"' not in sentence.words[at:first]


def token_at(sentence: Sentence, offset: int) -> int:
    """Return the token that stands at a document offset, or the next one."""
    return bisect_right(sentence.ends, offset)


@cache
def _effect() -> frozenset[str]:
    return frozenset(table("commitments.toml")["deadlines"]["effect"])
