"""Claims, documents and cases by hand, from short descriptions such as the YAML tables hold."""

import re
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any

from kept.model.claims import Change, Claim, Commitment, Event, Link, Period, Quantity
from kept.model.findings import Case
from kept.model.statistics import Statistics
from kept.model.text import Document, Quote
from kept.pipeline import UniformGenerator
from kept.statistics.shelf import open_shelf

_SENTENCE = re.compile(r"[^\n]+?(?:[.!?](?=\s|$)|(?=\n|$))")
_DIGITS = re.compile(r"\d[\d,]*(?:\.(\d+))?")
_SCALES = {
    "lakh crore": 12,
    "trillion": 12,
    "billion": 9,
    "bn": 9,
    "million": 6,
    "crore": 7,
    "lakh": 5,
    "thousand": 3,
}


def case(described: dict[str, Any], *, statistics: Statistics | None = None) -> Case:
    """Return the case that a table's row describes."""
    text = described["text"]
    published = described.get("published")
    return Case(
        document=Document(
            id="document-test",
            text=text,
            text_sha256=sha256(text.encode()).hexdigest(),
            published=None if published is None else date.fromisoformat(str(published)),
        ),
        claims=tuple(claim(text, one) for one in described.get("claims", ())),
        commitments=tuple(commitment(text, one) for one in described.get("commitments", ())),
        events=tuple(event(text, one) for one in described.get("events", ())),
        statistics=statistics or open_shelf(),
        as_of=date.fromisoformat(str(described.get("as_of", "2026-11-23"))),
        passwords=UniformGenerator(),
    )


def claim(text: str, described: dict[str, Any]) -> Claim:
    """Return a claim; its sentence is found in the text, its id is its number's place."""
    start = place(text, described["exact"], described.get("nth", 1))
    sentence = next(s for s in sentences(text) if s.start <= start < s.end)
    more = {
        key: _quote_near(text, described[key], start, sentence)
        for key in ("measure", "subject", "speaker", "source")
        if key in described
    }
    return Claim(
        id=described.get("id", f"claim-{start}"),
        quote=sentence,
        quantity=quantity(described, start),
        change=_change(text, described, start),
        period=_period(text, described, start),
        modality=described.get("modality", "observed"),
        negated=described.get("negated", False),
        conditional=described.get("conditional", False),
        indicator=_link(described.get("indicator"), described.get("score", 0.95)),
        entity=_link(described.get("entity", "PAK"), 1.0),
        **more,
    )


def quantity(described: dict[str, Any], start: int) -> Quantity:
    exact, bound = described["exact"], described.get("bound", "exact")
    low = high = Decimal(str(described["value"])) if "value" in described else None
    if bound in {"under", "at_most"}:
        low = None
    elif bound in {"over", "at_least"}:
        high = None
    if "low" in described:
        low, high = Decimal(str(described["low"])), Decimal(str(described["high"]))
    return Quantity(
        exact,
        start,
        start + len(exact),
        low,
        high,
        described.get("unit", "USD"),
        bound,
        precision=Decimal(str(described.get("precision", _precision(exact)))),
        per=described.get("per"),
    )


def commitment(text: str, described: dict[str, Any]) -> Commitment:
    start = place(text, described["action"], 1)
    return Commitment(
        id=f"commitment-{start}",
        kind=described["kind"],
        quote=next(s for s in sentences(text) if s.start <= start < s.end),
        action=Quote(described["action"], start, start + len(described["action"])),
        claim_ids=tuple(described.get("claim_ids", ())),
        deadline=_period(text, described, start),
        strength=described.get("strength", "will"),
    )


def event(text: str, described: dict[str, list[str]]) -> Event:
    return Event(
        tuple(_quote_near(text, name, 0) for name in described.get("names", ())),
        tuple(_quote_near(text, name, 0) for name in described["abbreviations"]),
    )


def sentences(text: str) -> list[Quote]:
    found = (match for match in _SENTENCE.finditer(text) if match[0].strip())
    return [Quote(match[0], match.start(), match.end()) for match in found]


def place(text: str, exact: str, nth: int) -> int:
    starts = [match.start() for match in re.finditer(re.escape(exact), text)]
    if len(starts) < nth:
        message = f"{exact!r} does not stand {nth} times in {text!r}"
        raise ValueError(message)
    return starts[nth - 1]


def _quote_near(text: str, exact: str, start: int, sentence: Quote | None = None) -> Quote:
    """Return the mention of the words that is nearest to a place, in its sentence if there."""
    starts = [match.start() for match in re.finditer(re.escape(exact), text)]
    if not starts:
        message = f"{exact!r} does not stand in {text!r}"
        raise ValueError(message)
    inside = [one for one in starts if sentence and sentence.start <= one < sentence.end]
    best = min(inside or starts, key=lambda one: abs(one - start))
    return Quote(exact, best, best + len(exact))


def _change(text: str, described: dict[str, Any], start: int) -> Change | None:
    if "change" not in described:
        return None
    kind, direction = described["change"].split()
    words = described.get("baseline")
    return Change(kind, direction, None if words is None else _quote_near(text, words, start))


def _period(text: str, described: dict[str, Any], start: int) -> Period | None:
    """Return the period: its words under `period`, its dates, half-open, under `dates`."""
    if "period" not in described:
        return None
    words = _quote_near(text, described["period"], start)
    dates = [date.fromisoformat(str(one)) for one in described.get("dates", ())] or [None, None]
    return Period(
        words.exact,
        words.start,
        words.end,
        dates[0],
        dates[1],
        described.get("grain", "year"),
        described.get("calendar", "calendar"),
        described.get("label", ""),
    )


def _link(described: str | None, score: float) -> Link | None:
    return None if described is None else Link(described, score)


def _precision(exact: str) -> str:
    """Return the size of the last printed digit that is not a closing nought."""
    match = _DIGITS.search(exact)
    if match is None:
        return "1"
    power = next((power for word, power in _SCALES.items() if word in exact), 0)
    if match[1]:
        return f"1E{power - len(match[1])}"
    whole = match[0].replace(",", "")
    return f"1E{power + len(whole) - len(whole.rstrip('0'))}"
