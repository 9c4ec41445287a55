"""Passages too crowded with numbers to be statements: seen, told of, and not read as claims."""

from collections.abc import Iterable
from typing import NamedTuple

from kept.model.text import Issue

MOST_NUMBERS = 40
"""A sentence with more is a table or a list without its columns: no clause governs a number."""

_APART = 3
"""Characters between two passages that are told of as one."""


class Unread(NamedTuple):
    """A passage [start, end) of the document and how many numbers it holds."""

    start: int
    end: int
    numbers: int


def issues_of(passages: Iterable[Unread]) -> tuple[Issue, ...]:
    """Return an issue for each run of neighbouring passages, in text order.

    >>> [issue.message for issue in issues_of([Unread(0, 90, 41), Unread(91, 200, 50)])]
    ['91 numbers that stand as in a table were not read as claims']
    """
    runs: list[Unread] = []
    for passage in passages:
        if runs and passage.start - runs[-1].end <= _APART:
            first = runs.pop()
            runs.append(Unread(first.start, passage.end, first.numbers + passage.numbers))
        else:
            runs.append(passage)
    return tuple(
        Issue(
            "crowded",
            f"{run.numbers:,} numbers that stand as in a table were not read as claims",
            run.start,
            run.end,
        )
        for run in runs
    )
