"""Sourced facts beside a claim: other counts of the same thing, each with who said it and where."""

import re
from collections.abc import Iterable
from datetime import date

from kept.check.wording import exact
from kept.model.findings import Case, Evidence
from kept.model.statistics import Fact

_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?(?!\d)")
_LAST_DAY = "9999-12-31"


def known_facts(case: Case, topic: str, area: str) -> tuple[Fact, ...]:
    """Return the facts on a topic that carry a number and were said by `as_of`, oldest first."""
    found = case.statistics.facts(topic, area)
    return tuple(
        fact for fact in found if fact.value is not None and _surely_said(fact, case.as_of)
    )


def _surely_said(fact: Fact, by: date) -> bool:
    """Return whether the fact was said by that day, whichever day its date leaves open.

    A date may be a year, a month, a day, or several of them: "2024", "2024-07 / 2024-11-18".
    """
    latest = _DATE.findall(fact.said)[-1:]
    return any(one + _LAST_DAY[len(one) :] <= by.isoformat() for one in latest)


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
