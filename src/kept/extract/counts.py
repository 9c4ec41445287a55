"""Counts of things, alone, in ranges and in lists."""

import re
from decimal import Decimal

from msgspec.structs import replace

from kept.extract.nouns import counted_noun
from kept.extract.readings import NOTHING, ONE, read_list, read_range, read_single
from kept.extract.rules import Amount, Rule, rule
from kept.extract.tokens import Sentence


@rule("count.range", "(?P<a>{amount})(?P<to>[-t&])(?P<b>{amount})", needs="-t&")
def count_range(sentence: Sentence, match: re.Match[str]) -> tuple[Amount, ...]:
    """Read "20 to 30 schools"; without a counted noun two bare numbers are no range."""
    noun = counted_noun(sentence, match.end())
    if noun is None:
        return NOTHING
    amounts = read_range(sentence, match, "count.range", noun[1])
    return tuple(_counting(amount, noun[0]) for amount in amounts)


@rule("count", "(?P<a>{amount})")
def count(sentence: Sentence, match: re.Match[str]) -> tuple[Amount, ...]:
    """Read "45 countries", "75,000 IT graduates", and bare numbers with a scale."""
    noun = counted_noun(sentence, match.end())
    if noun is None:
        return read_single(sentence, match, "count.bare", "")
    amounts = read_single(sentence, match, "count", noun[1])
    if amounts and _points_back(sentence, amounts[0]):
        return NOTHING
    return tuple(_counting(amount, noun[0]) for amount in amounts)


_SMALL = 10


def _points_back(sentence: Sentence, amount: Amount) -> bool:
    """Return whether "the two mines" only points back at what was named before."""
    at = amount.first
    before = sentence.words[at - 1] if at else ""
    if before in {"first", "last", "next", "other", "remaining"} and at > 1:
        before = sentence.words[at - 2]  # "the first six schemes"
    return (
        sentence.tags[at] == "w"
        and amount.high < _SMALL
        and before in {"the", "these", "those", "both"}
    )


_THOUSANDTH = Decimal("0.001")


def _counting(amount: Amount, noun: int) -> Amount:
    """Return the amount with its noun; "12.450 works" are thousands, for things come whole."""
    factor = Decimal(1000) if amount.precision == _THOUSANDTH and amount.low >= 1 else ONE
    return replace(
        amount,
        low=amount.low * factor,
        high=amount.high * factor,
        precision=amount.precision * factor,
        noun=noun,
    )


@rule("count.back", "(?P<a>{amount})")
def count_back(sentence: Sentence, match: re.Match[str]) -> tuple[Amount, ...]:
    """Read "the two mines", which points back at what was named before."""
    noun = counted_noun(sentence, match.end())
    if noun is None:
        return NOTHING
    amounts = read_single(sentence, match, "count.back", noun[1])
    if not amounts or not _points_back(sentence, amounts[0]):
        return NOTHING
    return tuple(_counting(amount, noun[0]) for amount in amounts)


@rule("count.list", "(?:{number},)*{number},?&(?P<a>{number})", needs="&")
def count_list(sentence: Sentence, match: re.Match[str]) -> tuple[Amount, ...]:
    """Read "2, 3 or 5 schools": what the last member counts, all count."""
    noun = counted_noun(sentence, match.end())
    if noun is None or sentence.words[match.start() - 1 : match.start()] == ["between"]:
        return NOTHING
    amounts = read_list(sentence, match, "count.list", noun[1], ONE)
    return tuple(_counting(amount, noun[0]) for amount in amounts)


@rule("count.between", "(?P<a>{amount})(?P<to>&)(?P<b>{amount})", needs="&")
def count_between(sentence: Sentence, match: re.Match[str]) -> tuple[Amount, ...]:
    """Read "between 750,000 and 800,000", which counts nothing named."""
    if sentence.words[match.start() - 1 : match.start()] != ["between"]:
        return NOTHING
    return read_range(sentence, match, "count.between", "")


COUNT_RULES: tuple[Rule, ...] = (count_range, count_list, count)
WIDE_COUNT_RULES: tuple[Rule, ...] = (count_back,)
LAST_COUNT_RULES: tuple[Rule, ...] = (count_between, count)
