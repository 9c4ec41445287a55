"""Tolerances and word lists of the checks, read from the lexicon and typed.

Files: `check_tolerances.toml`, `check_words.toml`, `check_definitions.csv`,
`check_censuses.csv`, `check_yardsticks.csv` and `check_flows.csv`.
"""

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from typing import Any

from msgspec import Struct, ValidationError, convert

from kept.errors import LexiconError
from kept.lexicon.load import rows, table

_TOLERANCES = "check_tolerances.toml"
_WORDS = "check_words.toml"


class Rounding(Struct, frozen=True):
    """How a printed number is taken to be rounded."""

    digits: int
    rough: Decimal
    within_text: Decimal


class Bounds(Struct, frozen=True):
    """How far bound words reach, as shares of the number."""

    about: Decimal
    nearly: Decimal
    over: Decimal
    in_words: Decimal


class ContradictionRules(Struct, frozen=True):
    """When two numbers of one text are not compared at all."""

    far_apart: Decimal
    most_values: int


class ArithmeticRules(Struct, frozen=True):
    """When a base is too far off to be of the same definition."""

    same_definition: Decimal
    fewest_parts: int


class OfficialRules(Struct, frozen=True):
    """When an official figure may be held against a claim."""

    link_score: Decimal
    far_apart: Decimal
    growth_points: Decimal
    recent_years: int
    census_floor: Decimal
    no_census: Decimal
    international: Decimal
    slips: tuple[int, ...]
    slip_digits: int


class TargetRules(Struct, frozen=True):
    """How windows of growth are chosen and when none is enough."""

    illustration_years: int
    since: int
    few: Decimal
    enough: int
    longest_years: int
    short_sentence: int


class PlausibilityRules(Struct, frozen=True):
    """When a size is worth a remark, and when it is out of reach."""

    noteworthy: Decimal
    beyond: Decimal
    cohort: Decimal


class Tolerances(Struct, frozen=True):
    """All of `check_tolerances.toml`."""

    rounding: Rounding
    bounds: Bounds
    contradictions: ContradictionRules
    arithmetic: ArithmeticRules
    official: OfficialRules
    targets: TargetRules
    plausibility: PlausibilityRules


class Definition(Struct, frozen=True):
    """Why bodies count an indicator differently, and the words that mean the whole of it."""

    why: str
    whole: frozenset[str]


class Census(Struct, frozen=True):
    """How many people a country counted in which year."""

    year: int
    count: Decimal


class Yardstick(Struct, frozen=True):
    """What money of one kind is held against: an indicator, its name in words, what settles it."""

    words: frozenset[str]
    modality: str
    indicator: str
    name: str
    settle: str
    topic: str
    topic_words: frozenset[str]


class Flow(Struct, frozen=True):
    """People counted by the year: which words name them, and the ages they come from."""

    words: tuple[frozenset[str], ...]
    topic: str
    from_age: int
    to_age: int


@cache
def tolerances() -> Tolerances:
    """Return the tolerances. Raises LexiconError where the file lacks a key or has a wrong one."""
    raw: dict[str, Any] = table(_TOLERANCES)
    try:
        return convert(raw, Tolerances)
    except ValidationError as error:
        raise LexiconError(
            "a tolerance cannot be used", where=_TOLERANCES, why=str(error)
        ) from error


@cache
def words(group: str) -> frozenset[str]:
    """Return a list of `check_words.toml` as a set. Raises LexiconError for an unknown list."""
    return frozenset(_listed(group))


@cache
def pattern(group: str) -> re.Pattern[str]:
    """Return a pattern that finds any phrase of a list as whole words, the longest first."""
    return whole_words(_listed(group))


def whole_words(phrases: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern that finds any of the phrases as whole words, in either case.

    >>> found = whole_words(["so far"])
    >>> bool(found.search("growth So far")), bool(found.search("also farmed"))
    (True, False)
    """
    rests: dict[str, list[str]] = {}
    for phrase in sorted(phrases, key=len, reverse=True):
        first = re.escape(phrase[0].lower() + phrase[0].upper())
        rests.setdefault(first, []).append(re.escape(phrase[1:]))
    # The set of first letters comes first: the search then passes over all others at once.
    branches = (f"(?<=[{first}])(?:{'|'.join(rest)})" for first, rest in rests.items())
    return re.compile(rf"[{''.join(rests)}](?<!\w.)(?i:{'|'.join(branches)})(?!\w)")


@cache
def narrowing_words() -> frozenset[str]:
    """Return the words that make a measure another one, the linker's included, in lower case."""
    linked = rows("measure_words.csv", "words", "effect", "value", "reason")
    blocking = (row["words"].split("|") for row in linked if row["effect"] == "blocks")
    return words("scope").union(*blocking)


@cache
def definitions() -> dict[str, Definition]:
    """Return, by indicator, why its figures differ from one body to another."""
    columns = ("indicator", "why", "whole")
    return {
        row["indicator"]: Definition(row["why"], frozenset(filter(None, row["whole"].split("|"))))
        for row in rows("check_definitions.csv", *columns)
    }


@cache
def censuses() -> dict[str, Census]:
    """Return each country's last census on file."""
    found = rows("check_censuses.csv", "area", "year", "count", "publisher", "url")
    return {row["area"]: Census(int(row["year"]), Decimal(row["count"])) for row in found}


@cache
def yardsticks() -> tuple[Yardstick, ...]:
    """Return what money is held against, in file order."""
    columns = ("words", "modality", "indicator", "is", "settle", "topic", "topic_words")
    return tuple(
        Yardstick(
            frozenset(row["words"].split("|")),
            row["modality"],
            row["indicator"],
            row["is"],
            row["settle"],
            row["topic"],
            frozenset(row["topic_words"].split("|")),
        )
        for row in rows("check_yardsticks.csv", *columns)
    )


@cache
def flows() -> tuple[Flow, ...]:
    """Return the kinds of people that are counted by the year, in file order."""
    columns = ("words", "topic", "from_age", "to_age")
    return tuple(
        Flow(
            tuple(frozenset(named.split()) for named in row["words"].split("|")),
            row["topic"],
            int(row["from_age"]),
            int(row["to_age"]),
        )
        for row in rows("check_flows.csv", *columns)
    )


def _listed(group: str) -> list[str]:
    listed = table(_WORDS).get(group)
    if not isinstance(listed, list):
        raise LexiconError(
            "a list of words is missing",
            where=f"{_WORDS}, {group}",
            remedy="Add the list to the file",
        )
    return [str(word) for word in listed]
