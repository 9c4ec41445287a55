"""Sourced facts beside a claim: other counts of the same thing, each with who said it and where."""

from collections.abc import Iterable

from kept.check.wording import exact
from kept.model.findings import Case, Evidence
from kept.model.statistics import Fact


def known_facts(case: Case, topic: str, area: str) -> tuple[Fact, ...]:
    """Return the facts on a topic that carry a number and were said by `as_of`, oldest first."""
    today = case.as_of.isoformat()
    found = case.statistics.facts(topic, area)
    return tuple(fact for fact in found if fact.value is not None and fact.said <= today)


def line(fact: Fact) -> str:
    """Return the fact as a line of working."""
    return f"{shown(fact)}: {fact.name}, {fact.period} ({fact.speaker}, {fact.said})"


def shown(fact: Fact) -> str:
    """Return the fact's value in words."""
    return "" if fact.value is None else exact(fact.value, fact.unit)


def evidence(facts: Iterable[Fact]) -> tuple[Evidence, ...]:
    """Return where the facts come from."""
    return tuple(
        Evidence(
            title=fact.name,
            publisher=fact.speaker,
            url=fact.url,
            value=shown(fact),
            period=fact.period,
        )
        for fact in facts
    )
