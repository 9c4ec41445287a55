"""Numbers with their units: money, shares, points, multiples, measures and counts.

Rules are tried in order at every token where a number may begin; the first whose production
returns an amount takes its tokens. Groups a and b of a pattern are the two ends of a range;
c is a currency before, d one behind, u a unit.
"""

import re

from msgspec.structs import replace

from kept.extract.counts import COUNT_RULES, LAST_COUNT_RULES, WIDE_COUNT_RULES
from kept.extract.lengths import MEASURE_RULES, POUND_RULES, SPAN_RULES, WIDE_MEASURE_RULES
from kept.extract.money import MONEY_RULES, WIDE_MONEY_RULES
from kept.extract.rates import MULTIPLE_RULES, RATE_RULES, points
from kept.extract.readings import NOTHING
from kept.extract.rules import Amount, Rule
from kept.extract.shares import SHARE_RULES, WIDE_SHARE_RULES
from kept.extract.tokens import Sentence

_BEFORE_MEASURES = (*POUND_RULES, *MONEY_RULES, *RATE_RULES)
_BEFORE_COUNTS = (*MEASURE_RULES[:3], *SHARE_RULES, *MULTIPLE_RULES, *MEASURE_RULES[3:], points)
RULES: tuple[Rule, ...] = (*_BEFORE_MEASURES, *_BEFORE_COUNTS, *SPAN_RULES, *COUNT_RULES)
"""All ways to write a quantity that may be a claim, the most particular first."""

WIDE_RULES: tuple[Rule, ...] = (
    *WIDE_MONEY_RULES,
    *_BEFORE_MEASURES,
    *WIDE_MEASURE_RULES,
    *_BEFORE_COUNTS,
    *SPAN_RULES,
    *WIDE_SHARE_RULES,
    *WIDE_COUNT_RULES,
    *COUNT_RULES[:-1],
    *LAST_COUNT_RULES,
)
"""All ways to write a quantity: also those that never make a claim."""

_HEADS = "clCnYwvhFHD"
_ANCHOR = re.compile("[nYwvhFH]|[cl](?=[-nYwvhHD])|C(?=[nYwv])|D(?=[hsHvwn])")
_RUN = re.compile("[-clCnYwvhFHDsmpPBuxTQt&,/(]+.{0,4}")
"""As far as any quantity can reach: what numbers are written with, and a few tokens more."""
RuleTable = dict[str, tuple[tuple[frozenset[str], tuple[Rule, ...]], ...]]
"""Rules by the tag that they begin with, in order, in runs that need the same tags."""


def by_head(rules: tuple[Rule, ...]) -> RuleTable:
    """Return the rules by their first tag, each list in order and parted by what it needs."""
    table: RuleTable = {}
    for head in _HEADS:
        runs: list[tuple[frozenset[str], tuple[Rule, ...]]] = []
        for candidate in rules:
            if head not in candidate.heads:
                continue
            needs = frozenset(candidate.needs)
            if runs and runs[-1][0] == needs:
                runs[-1] = (needs, (*runs[-1][1], candidate))
            else:
                runs.append((needs, (candidate,)))
        table[head] = tuple(runs)
    return table


CLAIM_TABLE = by_head(RULES)
WIDE_TABLE = by_head(WIDE_RULES)


_LONGEST = 60
"""No quantity, nor a list of them, takes more tokens."""


def find_amounts(
    sentence: Sentence, taken: bytearray, table: RuleTable = CLAIM_TABLE
) -> list[Amount]:
    """Return the amounts of a sentence in text order.

    taken: one byte a token, non-zero where a period or an identifier already holds it.
    table: the rules to try, those of claims unless others are given.
    """
    found: list[Amount] = []
    tags, at = sentence.tags, 0
    while (anchor := _ANCHOR.search(tags, at)) is not None:
        at = anchor.start()
        amounts = NOTHING if taken[at] else _at(sentence, at, taken, table)
        if amounts and at and sentence.words[at - 1] in _MINUS:
            amounts = _negative(sentence, amounts)
        found.extend(amounts)
        at = amounts[-1].last if amounts else at + 1
    return found


def _at(sentence: Sentence, at: int, taken: bytearray, table: RuleTable) -> tuple[Amount, ...]:
    tags = sentence.tags
    run = _RUN.match(tags, at, at + _LONGEST)
    window = frozenset(run[0] if run else "")
    for needs, rules in table[tags[at]]:
        if needs and needs.isdisjoint(window):
            continue
        for candidate in rules:
            match = candidate.pattern.match(tags, at)
            if match is None or taken.find(1, at, match.end()) >= 0:
                continue
            amounts = candidate.produce(sentence, match)
            if amounts:
                return amounts
    return NOTHING


_MINUS = frozenset({"-", "−", "minus"})


def _negative(sentence: Sentence, amounts: tuple[Amount, ...]) -> tuple[Amount, ...]:
    """Return the amounts with the sign that stands glued before the first of them.

    A hyphen between words or numbers is no sign, nor is one that leads a list of counts.
    """
    amount, at = amounts[0], amounts[0].first - 1
    if amount.low != amount.high or amount.low <= 0:
        return amounts
    worded = at > 0 and sentence.words[at] != "minus" and sentence.words[at - 1] == "minus"
    first = at - 1 if worded else at
    if not worded and sentence.words[at] != "minus":
        free = (
            at == 0 or sentence.ends[at - 1] < sentence.starts[at] or sentence.tags[at - 1] == "("
        )
        counts = amount.noun >= 0 or not (amount.unit or "." in sentence.words[at + 1])
        if not free or sentence.ends[at] != sentence.starts[at + 1] or counts:
            return amounts
    signed = replace(amount, first=first, low=-amount.low, high=-amount.high)
    return (signed, *amounts[1:])
