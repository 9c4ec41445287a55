"""One event under two names: a gathering whose abbreviation changes inside one text."""

import re
from collections.abc import Iterator

from kept.check.drafting import finding
from kept.check.statements import Said
from kept.model.claims import Event
from kept.model.findings import Case, Finding
from kept.model.text import Quote

CHECK = "contradictions"
_SHORTEST = 2


def names(case: Case, _said: Said) -> Iterator[Finding]:
    """Yield a finding for each event that the text abbreviates in more than one way."""
    for event in case.events:
        distinct = _distinct(event.abbreviations)
        if len(distinct) > 1:
            yield _two_names(case, event, distinct)


def _two_names(case: Case, event: Event, distinct: tuple[Quote, ...]) -> Finding:
    short = [quote.exact for quote in distinct]
    full = list(dict.fromkeys(" ".join(quote.exact.split()) for quote in event.names))
    mentions = tuple(f"“{quote.exact}” at character {quote.start}" for quote in distinct)
    return finding(
        case,
        CHECK,
        f"two names {distinct[0].start} {distinct[1].start}",
        "contradicts",
        title=f"One event under {_counted(len(short))} abbreviations: {' and '.join(short)}",
        reason=(
            "The text speaks of one gathering and abbreviates its name in "
            f"{_counted(len(short))} ways; it is called {_listed(full)}."
        ),
        expected=short[0],
        found=", ".join(short[1:]),
        tolerance="Years, full stops, plurals and more of the same letters make no difference.",
        working=mentions,
        settle_by="The organiser's own name for the event.",
    )


def _distinct(abbreviations: tuple[Quote, ...]) -> tuple[Quote, ...]:
    kept: dict[str, Quote] = {}
    for quote in abbreviations:
        letters = _letters(quote.exact)
        if len(letters) >= _SHORTEST and not any(_same(letters, other) for other in kept):
            kept[letters] = quote
    return tuple(kept.values())


def _letters(abbreviation: str) -> str:
    """Return the capital letters of an abbreviation, without years, stops and plural endings."""
    return re.sub(r"[^A-Z]", "", abbreviation)


def _same(one: str, other: str) -> bool:
    return one in other or other in one


def _counted(count: int) -> str:
    return {2: "two", 3: "three", 4: "four"}.get(count, str(count))


def _listed(full: list[str]) -> str:
    quoted = [f"“{name}”" for name in full]
    return " and ".join(quoted) if quoted else "by no full name"
