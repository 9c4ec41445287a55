"""What a promise is while a sentence is read: a cue, a subject and an action, as tokens."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from kept.extract.tokens import Sentence
from kept.model.claims import Strength

LONGEST = 60
"""Tokens that a clause may have before its verb: no promise needs more."""

_CLAUSE = re.compile(r'[,;:"(cku]')


class Promise(NamedTuple):
    """A cue at token `cue`; its subject and its action as tokens [first, last).

    does: the token of the action's verb. It stands behind `first` where the subject is no
    actor and belongs to the action ("fares will not rise"). willed: somebody does it; false
    for what will only come about ("inflation will fall"). negated: it will not be done.
    void: the words of a promise that is none: denied, dropped, asked of others.
    chain: the cue of the promise whose further deed this is, else its own.
    """

    cue: int
    subject: tuple[int, int] | None
    first: int
    last: int
    does: int
    strength: Strength
    passive: bool = False
    willed: bool = True
    negated: bool = False
    void: bool = False
    chain: int = -1

    @property
    def beginning(self) -> int:
        """The cue of the whole promise."""
        return self.cue if self.chain < 0 else self.chain

    @property
    def is_cue(self) -> bool:
        """Whether the cue itself is the verb of the action: "pledged $5 million"."""
        return self.does == self.cue and self.chain < 0


class Clause(NamedTuple):
    """A sentence with its parts, and the tokens at which no action goes on."""

    sentence: Sentence
    parts: str
    stops: Sequence[int]


def opening_of(parts: str, before: int) -> int:
    """Return the first token of the clause that holds the token before `before`."""
    low = max(0, before - LONGEST)
    opened = [match.end() for match in _CLAUSE.finditer(parts, low, before)]
    return opened[-1] if opened else low


def clause_start(parts: str, cue: int) -> int:
    """Return the first token of the clause before a verb, without its article."""
    return without_article(parts, opening_of(parts, cue), cue)


def without_article(parts: str, first: int, end: int) -> int:
    """Return the first token of [first, end) that is no article and no "and"."""
    while first < end and parts[first] in "D&":
        first += 1
    return first


def past_adverbs(parts: str, at: int) -> int:
    """Return the first token from `at` on that is no adverb."""
    while parts[at : at + 1] == "v":
        at += 1
    return at
