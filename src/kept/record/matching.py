"""Whether a promise repeats or changes one that was said earlier, how surely, and why.

Only what is sure is matched; what may be is left to a person; nothing is merged silently. The
scores are in `data/matching.toml`. Order is by the day a promise was said, not recorded.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from msgspec import Struct, convert

from kept.model.ledger import Announced, Matched, Relation
from kept.record.canonical import plain

_WORD = re.compile(r"[^\W\d_]{2,}|\d{4}")
_MOST = Decimal("0.99")
_FEWEST_WORDS = 2


class Known(NamedTuple):
    """A commitment with its id."""

    id: str
    said: Announced


class Limits(Struct, frozen=True):
    """From which score a match is made, and from which a person is asked."""

    sure: Decimal
    review: Decimal


class Rules(Struct, frozen=True):
    """The scores of `matching.toml`."""

    limits: Limits
    target: dict[str, Decimal]
    pledge: dict[str, Decimal]
    wording: dict[str, Decimal]
    words: dict[str, frozenset[str]]


@cache
def rules() -> Rules:
    """Return the scores by which commitments are matched."""
    text = (files("kept.record") / "data" / "matching.toml").read_text(encoding="utf-8")
    return convert(tomllib.loads(text), Rules, strict=False)


def matches(new: Known, others: Iterable[Known]) -> tuple[Matched, ...]:
    """Return how a commitment relates to others of its kind, the surest first.

    others: those that may be the same, in any order, without the commitment itself. What
    scores below the limit of review is left out. A target has one match for its date and one
    for its level, any other kind has one match and the rest for review.
    """
    near = sorted(
        (one for one in others if one.id != new.id and _comparable(new.said, one.said)),
        key=lambda one: (one.said.said or date.max, one.id),
    )
    find = _target if new.said.kind == "target" else _by_score
    limit = rules().limits.review
    found = [match for match in find(new, near) if match.score >= limit]
    return tuple(sorted(found, key=lambda match: (-match.score, match.earlier, match.later)))


def splits(news: Sequence[Known], others: Iterable[Known]) -> tuple[Matched, ...]:
    """Return the pledges of one document as parts of an earlier one whose sum they are."""
    found: list[Matched] = []
    for whole in others:
        parts = [
            one
            for one in news
            if one.said.kind == "pledge"
            and _comparable(one.said, whole.said)
            and _said(whole) < _said(one)
        ]
        amounts = [part.said.amount for part in parts if part.said.amount is not None]
        total = whole.said.amount
        if total is None or len(amounts) < _FEWEST_WORDS or sum(amounts) != total:
            continue
        listed = " + ".join(map(plain, amounts))
        for part in parts:
            points = _shared(part.said, whole.said)
            score = rules().pledge["parts_add_up"] + sum(value for value, _ in points)
            reasons = (f"{listed} = {plain(total)}", *(reason for _, reason in points))
            found.append(_matched(whole, part, "splits", score, reasons))
    return tuple(found)


def _comparable(one: Announced, other: Announced) -> bool:
    same = one.kind == other.kind and (one.kind != "pledge" or one.unit == other.unit)
    if one.document == other.document and one.document.startswith("document-"):
        return False
    if one.kind == "target":
        named = one.indicator and one.indicator == other.indicator and one.unit == other.unit
        return bool(same and named and one.area == other.area)
    return same and (one.area == other.area or not (one.area and other.area))


def _said(one: Known) -> date:
    return one.said.said or date.max


def _target(new: Known, near: Sequence[Known]) -> Iterator[Matched]:
    amount, due = new.said.amount, new.said.due
    if amount is None:
        return
    same_date = [o for o in near if due and o.said.due and o.said.due.end == due.end]
    dated = _beside(new, same_date)
    if dated is not None:
        yield _same_date(*dated)
        if dated[0].said.amount == dated[1].said.amount:
            return
    same_level = _beside(new, [o for o in near if o.said.amount == amount and o not in same_date])
    if same_level is not None:
        yield _same_level(*same_level)


def _beside(new: Known, near: Sequence[Known]) -> tuple[Known, Known] | None:
    """Return the neighbour in time with the new one, the earlier first: rather one before it."""
    before = [one for one in near if _said(one) <= _said(new)]
    if before:
        return before[-1], new
    return (new, near[0]) if near else None


def _same_date(earlier: Known, later: Known) -> Matched:
    due, first, then = later.said.due, earlier.said.amount, later.said.amount
    label = due.label if due else ""
    if first == then:
        reasons = [f"the same level for the same date, {label}"]
        score = rules().target["same_level_and_date"]
    else:
        reasons = [f"another level for the same date, {label}"]
        score = rules().target["same_date"]
    if due and _said(later) >= due.end:
        reasons.append("said once that date had passed")
        score *= rules().target["said_afterwards"]
    return _linked(earlier, later, _by_level(first, then), score, reasons)


def _by_level(first: Decimal | None, then: Decimal | None) -> Relation:
    if first is None or then is None or first == then:
        return "repeats"
    return "raises" if then > first else "lowers"


def _same_level(earlier: Known, later: Known) -> Matched:
    first, then = earlier.said.due, later.said.due
    if first is not None and then is not None:
        relation: Relation = "postpones" if then.end > first.end else "brings forward"
        reasons = [f"the same level, first for {first.label}, then for {then.label}"]
        score = rules().target["same_level"]
        if _said(later) >= first.end:
            reasons.append("said once the first date had passed")
            score *= rules().target["said_afterwards"]
    elif first is None and then is None:
        relation, reasons = "repeats", ["the same level, each time without a date"]
        score = rules().target["both_undated"]
    else:
        relation, dated = "repeats", then or first
        label = dated.label if dated else ""
        reasons = [f"the same level, one for {label} and one without a date"]
        score = rules().target["one_undated"]
    return _linked(earlier, later, relation, score, reasons)


def _linked(
    earlier: Known, later: Known, relation: Relation, score: Decimal, reasons: list[str]
) -> Matched:
    """Return a target's match, its score lowered by the weaker link to the indicator."""
    said = later.said
    weaker = min(Decimal(earlier.said.link), Decimal(said.link))
    told = [f"the same indicator, {said.indicator}, of {said.area or 'an unnamed area'}", *reasons]
    if weaker < 1:
        told.append(f"the words were linked to the indicator with a score of {plain(weaker)}")
    return _matched(earlier, later, relation, score * weaker, tuple(told))


def _by_score(new: Known, near: Sequence[Known]) -> Iterator[Matched]:
    for other in near:
        earlier, later = (other, new) if _said(other) <= _said(new) else (new, other)
        score = _pledge if new.said.kind == "pledge" else _wording
        yield from score(earlier, later)


def _pledge(earlier: Known, later: Known) -> Iterator[Matched]:
    first, then = earlier.said.amount, later.said.amount
    if first is None or then is None:
        return
    if first == then:
        points = [
            (rules().pledge["same_amount"], f"the same amount, {plain(then)} {later.said.unit}")
        ]
    else:
        points = [(rules().pledge["other_amount"], f"{plain(then)} instead of {plain(first)}")]
    points += _shared(earlier.said, later.said)
    score = sum((value for value, _ in points), Decimal(0))
    if first != then:
        score = min(score, rules().pledge["other_amount_most"])
    reasons = tuple(reason for _, reason in points)
    yield _matched(earlier, later, _by_level(first, then), score, reasons)


def _shared(one: Announced, other: Announced) -> list[tuple[Decimal, str]]:
    """Return what two pledges have in common beside their amount: points and reasons."""
    scores, points = rules().pledge, []
    event = _event(one, other) or _event(other, one)
    if event:
        points.append((scores["same_event"], f"both name one gathering, {event}"))
    promisers = [{r.name.casefold() for r in s.roles if r.role == "promiser"} for s in (one, other)]
    if promisers[0] & promisers[1]:
        points.append((scores["same_promiser"], "the same promiser"))
    words = telling_words(one.text) & telling_words(other.text)
    if words:
        fewer = min(len(telling_words(one.text)), len(telling_words(other.text)))
        share = Decimal(len(words)) / fewer
        shared = (scores["shared_words"] * share).quantize(Decimal("0.01"))
        points.append((shared, f"shared words: {', '.join(sorted(words))}"))
    days = _days_apart(one, other)
    if days is not None and days <= scores["near_days"]:
        points.append((scores["near"], f"said {days} days apart"))
    return points


def _event(named: Announced, told: Announced) -> str:
    """Return the name of the one's gathering that stands in the other's words, or ""."""
    words = f"{told.text} {told.quote} {' '.join(told.events)}"
    for name in sorted(named.events, key=len, reverse=True):
        if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words):
            return name
    return ""


def _days_apart(one: Announced, other: Announced) -> int | None:
    if one.said is None or other.said is None:
        return None
    return abs((one.said - other.said).days)


def _wording(earlier: Known, later: Known) -> Iterator[Matched]:
    one, other = telling_words(earlier.said.text), telling_words(later.said.text)
    shared = one & other
    if len(shared) < _FEWEST_WORDS:
        return
    scores = rules().wording
    if one == other:
        score, reasons = scores["same"], [f"the same words: {', '.join(sorted(shared))}"]
    elif len(shared) >= scores["most_share"] * max(len(one), len(other)):
        score, reasons = scores["most"], [f"most words shared: {', '.join(sorted(shared))}"]
    else:
        return
    if not (earlier.said.area and later.said.area):
        score *= scores["area_unknown"]
        reasons.append("nothing tells of which country one of them speaks")
    first, then = earlier.said.due, later.said.due
    relation: Relation = "repeats"
    if first is not None and then is not None and first.end != then.end:
        relation = "postpones" if then.end > first.end else "brings forward"
        reasons.append(f"first for {first.label}, then for {then.label}")
    yield _matched(earlier, later, relation, score, tuple(reasons))


def telling_words(text: str) -> frozenset[str]:
    """Return the words of a promise that tell it from others, in lower case.

    >>> sorted(telling_words("the National AI Policy"))
    ['ai', 'national', 'policy']
    """
    return frozenset(_WORD.findall(text.casefold())) - rules().words["plain"]


def _matched(
    earlier: Known,
    later: Known,
    relation: Relation,
    score: Decimal | int,
    reasons: tuple[str, ...],
) -> Matched:
    rounded = min(_MOST, Decimal(score)).quantize(Decimal("0.01"))
    return Matched(
        earlier=earlier.id, later=later.id, relation=relation, score=rounded, reasons=reasons
    )
