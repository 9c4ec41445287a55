"""Change: whether a quantity is a new level or a step, in which direction, and from where.

Patterns are read on the tags to the left and right of the amount (`@`); the first that
matches names the rule.
"""

import re
from typing import NamedTuple

from kept.extract.comparisons import compared_with_time
from kept.extract.rules import Amount
from kept.extract.tokens import Sentence
from kept.lexicon.vocabulary import words
from kept.model.claims import Change, ChangeKind, Direction
from kept.model.text import Quote

_KINDS: dict[str, ChangeKind] = {
    "percent": "relative",
    "percentage_points": "points",
    "basis_points": "points",
    "times": "multiple",
}


class ChangeRule(NamedTuple):
    """A way to say a change. side: where the word of change stands; level: it names a new level."""

    name: str
    side: str
    pattern: re.Pattern[str]
    level: bool


_LEFT = (
    ChangeRule(
        "change.to", "left", re.compile("(?P<u>[UGF])(?!.*[;S])[^UG;SF]{0,10}tb?D?$"), level=True
    ),
    ChangeRule(
        "change.by",
        "left",
        re.compile("(?P<u>[UGFJ])[^UG;Stc]{0,8}(?P<by>I)[IW]?b?D?$"),
        level=False,
    ),
    ChangeRule("change.rate", "left", re.compile("(?P<u>U)ID[WX]{1,3}Ib?D?$"), level=False),
    ChangeRule(
        "change.of", "left", re.compile("(?P<u>[UGF])[^UG;St]{0,1}(?P<by>I)b?D?$"), level=False
    ),
    ChangeRule("change.base", "left", re.compile("[tA][JW]?(?P<u>G)[JW]?b?D?b?$"), level=False),
    ChangeRule("change.verb", "left", re.compile("(?P<u>[UJ])D?[bW]?b?D?$"), level=False),
    ChangeRule(
        "change.noun",
        "left",
        re.compile("(?P<u>G)[WX]?(?:I|[AEN]{1,4}|I?[AE]{0,2}t|)b?D?b?$"),
        level=False,
    ),
)
_MOVED = re.compile("[UGFJ]")
"""The tags of a word of change: without one no rule of the left side matches."""
_RIGHT = (
    ChangeRule(
        "change.from", "right", re.compile("(?:[Yy][-/]n|[^ncCwhups;.]){0,8},(?P<u>J)I"), level=True
    ),
    ChangeRule("change.before", "right", re.compile('-?[WX"]{0,2}(?P<u>[GU])'), level=False),
    ChangeRule("change.adverb", "right", re.compile("(?P<u>[Jb])"), level=False),
)
CHANGE_RULES: tuple[ChangeRule, ...] = _LEFT + _RIGHT
"""All ways to say a change: verb and "to", "by", the verb alone, the noun, and what follows."""

_WINDOW = 14


def find_change(
    sentence: Sentence, amount: Amount, clause: tuple[int, int]
) -> tuple[Change, int, str] | None:
    """Return the change that an amount takes part in, its word's token, and the rule; or None."""
    if amount.unit == "times" and sentence.tags[amount.first] == "F":
        if sentence.words[amount.first] in {"twice", "thrice"}:
            return None  # "twice as fast" compares
        return _multiple(sentence, amount, clause)
    if is_baseline(sentence, amount):
        return None
    compared = compared_with_time(sentence, amount)
    if compared is not None:
        return compared
    record = _record(sentence, amount, clause)
    if record is not None:
        return record
    start = max(clause[0], amount.first - _WINDOW)
    left = sentence.tags[start : amount.first]
    for rule in _LEFT if _MOVED.search(left) else ():
        match = rule.pattern.search(left)
        if match is None or not _fits(sentence, rule, match, start, amount):
            continue
        at = start + match.start("u")
        return _change(sentence, amount, clause, at, rule)
    after = (amount.noun if amount.noun >= 0 else amount.last - 1) + 1
    for rule in _RIGHT:
        reach = len(sentence.tags) if rule.level else min(clause[1], after + 4)
        match = rule.pattern.match(sentence.tags[after:reach])
        if match is not None and _may_follow(sentence, rule, amount, after + match.start("u")):
            return _change(sentence, amount, clause, after + match.start("u"), rule)
    return None


def _record(
    sentence: Sentence, amount: Amount, clause: tuple[int, int]
) -> tuple[Change, int, str] | None:
    """Return the change of "a record 19 billion" and "a record low of 3 %"."""
    near = sentence.words[max(0, amount.first - 4) : amount.first]
    if "record" not in near:
        return None
    at = amount.first - len(near) + near.index("record")
    if not set(sentence.words[at + 1 : amount.first]) <= {"high", "low", "of", "over", "about"}:
        return None
    direction: Direction = "down" if "low" in near else "up"
    return (
        Change("to_level", direction, _baseline(sentence, amount, clause)),
        at,
        "change.record",
    )


def _fits(
    sentence: Sentence, rule: ChangeRule, match: re.Match[str], start: int, amount: Amount
) -> bool:
    if rule.name == "change.by":
        at = start + match.start("by")
        at -= sentence.words[at] in words("hedging")  # "by between 5 and 7 per cent"
        hedge = sentence.words[at + 1 : at + 2] if sentence.tags[at + 1] in "IW" else []
        done = sentence.tags[at - 1] == "E" and sentence.words[at - 1].endswith(("ed", "led"))
        plain = words("hedging").issuperset(hedge) or at + 1 == amount.first
        return sentence.words[at] == "by" and plain and not done  # "funding led by three investors"
    if rule.name == "change.rate":
        paced = sentence.words[start : amount.first]
        return amount.unit == "percent" and not {"rate", "pace", "speed"}.isdisjoint(paced[-4:])
    if rule.name == "change.of":
        return sentence.words[start + match.start("by")] == "of"
    if rule.name == "change.verb" and _is_made(sentence, start + match.start("u"), amount):
        return False
    if rule.name == "change.verb":
        return amount.unit != "times" and _moves(sentence, start + match.start("u"), amount)
    if rule.name == "change.noun":
        return amount.unit in _KINDS
    return True


def _moves(sentence: Sentence, at: int, amount: Amount) -> bool:
    """Return whether the verb or adverb at token `at` moves what the amount measures.

    "Set up 20 centres" and "raise 74 km of dikes" act on things; "up 5 %" moves.
    """
    word = sentence.words[at]
    if sentence.tags[at] == "U":
        return amount.unit in _STEP_UNITS or word not in words("acting_on_things")
    return word in {"up", "down"} and sentence.tags[at - 1 : at] != "E"


_STEP_UNITS = frozenset({"percent", "percentage_points", "basis_points", "times", "point"})


def _is_made(sentence: Sentence, at: int, amount: Amount) -> bool:
    """Return whether "grow" only says what is produced: "farmers grow 70 per cent of the tea"."""
    grows = sentence.words[at] in {"grow", "grows", "grew", "growing"}
    return grows and sentence.words[amount.last : amount.last + 2] == ["of", "the"]


def _may_follow(sentence: Sentence, rule: ChangeRule, amount: Amount, at: int) -> bool:
    """Return whether the word of change behind the amount is its own ("a 25 % rise")."""
    if sentence.tags[at] == "b" and not sentence.words[at].endswith(" than"):
        return False
    if rule.level:
        word = sentence.words[at + 1]
        return word == "from" and sentence.words[at] in {"up", "down"}
    if amount.unit in _STEP_UNITS:
        return True
    money = bool(amount.currencies)
    if rule.name == "change.before":
        return sentence.tags[at] == "G" and (money or amount.noun < 0)
    return money and sentence.words[at] in {"higher", "lower", "more", "less"}


def is_baseline(sentence: Sentence, amount: Amount) -> bool:
    """Return whether an amount is what something moved from: "from 21 billion", "compared to 3"."""
    at = amount.first - 1
    while at > 0 and sentence.tags[at] in "bD":
        at -= 1
    if at > 0 and sentence.words[at] in {"with", "to"}:
        return sentence.words[at - 1] in {"compared", "comparison"}
    return at >= 0 and sentence.words[at] in {"from", "against", "versus"}


def _change(
    sentence: Sentence, amount: Amount, clause: tuple[int, int], at: int, rule: ChangeRule
) -> tuple[Change, int, str]:
    direction = _direction(sentence, at)
    kind: ChangeKind = "to_level" if rule.level else _KINDS.get(amount.unit, "absolute")
    if kind == "to_level" and amount.unit == "percent" and _is_growth(sentence, clause, at):
        kind, direction = "relative", "down" if amount.high < 0 else "up"
    if kind == "absolute" and sentence.words[amount.last : amount.last + 1] == ["point"]:
        kind = "points"
    return Change(kind, direction, _baseline(sentence, amount, clause)), at, rule.name


def _is_growth(sentence: Sentence, clause: tuple[int, int], at: int) -> bool:
    """Return whether the verb of change at a token moves a growth: "growth will slow to 3 %"."""
    first = at - 1
    while first > clause[0] and sentence.tags[first] in "AJN":
        first -= 1
    return sentence.tags[at] == "U" and sentence.words[first] == "growth"


def _direction(sentence: Sentence, at: int) -> Direction:
    if sentence.tags[at] == "F":
        value = sentence.values[at]
        return "down" if str(value) == "0.5" else "up"
    falls = sentence.values[at] in {"down", "under"}
    return "down" if falls else "up"


def _multiple(
    sentence: Sentence, amount: Amount, clause: tuple[int, int]
) -> tuple[Change, int, str]:
    direction = _direction(sentence, amount.first)
    change = Change("multiple", direction, _baseline(sentence, amount, clause))
    return change, amount.first, "change.multiple"


_BASELINE = re.compile(r"(?:from|compared|against|(?:\w+ )?than|over|on|versus|relative)$")
_FROM_TO = re.compile("I(?P<level>b?D?[cC]?[nws]+[^nwc,;.&tUGS]{0,8})t$")
_YEARLY = frozenset({"year-on-year", "year-over-year", "month-on-month", "quarter-on-quarter"})
_BACK = frozenset({"earlier", "ago", "before"})
_BASELINE_JOINS = frozenset({"with", "to", "from", "in"})


def _baseline(sentence: Sentence, amount: Amount, clause: tuple[int, int]) -> Quote | None:
    """Return the words that say what it moved from, behind the amount in its clause."""
    said, tags = sentence.words, sentence.tags
    before = _FROM_TO.search(tags[clause[0] : amount.first])
    if before is not None and said[clause[0] + before.start()] == "from":
        return sentence.slice(clause[0] + before.start("level"), clause[0] + before.end("level"))
    for at in range(amount.last, min(clause[1], amount.last + 12)):
        if tags[at] in ";.":
            break
        if tags[at] == "T" and _is_turned(sentence, at):
            return sentence.slice(at, at + 3)
        if said[at] in _YEARLY:
            return sentence.slice(at, at + 1)
        if tags[at] == "b" and tags[at + 1 : at + 2] in ("n", "w", "c"):
            continue
        if not _BASELINE.match(said[at]):
            continue
        first = at + 1
        if (
            said[at] in {"compared", "relative"}
            and first < len(said)
            and said[first] in _BASELINE_JOINS
        ):
            first += 1
        if _is_no_baseline(sentence, at, first):
            continue
        return _until_break(sentence, first, clause[1])
    return _leading(sentence, amount)


def _is_no_baseline(sentence: Sentence, at: int, first: int) -> bool:
    """Return whether no time follows "over", or only a currency "against"."""
    if sentence.words[at] in {"over", "on"}:
        return not _time_follows(sentence, first)
    return sentence.words[at] == "against" and sentence.tags[first : first + 2] == "DC"


def _is_turned(sentence: Sentence, at: int) -> bool:
    """Return whether "year on year" or its like stands at a token."""
    first, joint, second = (*sentence.words[at : at + 3], "", "", "")[:3]
    return first == second and joint in {"on", "over"}


def _leading(sentence: Sentence, amount: Amount) -> Quote | None:
    """Return what a sentence begins by comparing with: "Compared with a year ago, ..."."""
    comma = sentence.tags.find(",", 0, min(amount.first, _FARTHEST))
    if comma < 0:
        return None
    if sentence.tags[0] == "T" and comma == _SPAN and _is_turned(sentence, 0):
        return sentence.slice(0, comma)
    if sentence.words[0] == "compared" and sentence.words[1] in {"with", "to"}:
        return sentence.slice(2, comma)
    return None


_FARTHEST, _SPAN = 10, 3


def _time_follows(sentence: Sentence, at: int) -> bool:
    """Return whether "over" or "on" begins a time to compare with: "on a year earlier"."""
    following = sentence.words[at : at + 4]
    if sentence.tags[at : at + 1] == "Y" and sentence.words[at - 1] == "on":
        return True  # "up 12 per cent on 2019"
    return any(
        word in {"earlier", "ago", "previous", "before", "year", "last", "same"}
        for word in following
    ) and not (any(tag in "nw" for tag in sentence.tags[at : at + 3]))


def _until_break(sentence: Sentence, first: int, end: int) -> Quote | None:
    last = first
    while last < end and sentence.tags[last] not in ",;.&ktUS" and last - first < 8:  # noqa: PLR2004
        last += 1
        if sentence.words[last - 1] in _BACK and sentence.tags[last : last + 1] == "I":
            break  # "on a year earlier in August"
    while first < last and sentence.tags[first] == "D":
        first += 1
    return sentence.slice(first, last) if last > first else None
