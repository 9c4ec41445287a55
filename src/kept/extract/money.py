"""Money: signs, codes and names of currencies, with ranges and lists that share them."""

import re

from kept.extract.amounts import scale_of
from kept.extract.readings import NOTHING, codes_of, read_list, read_range, read_single
from kept.extract.rules import MONEY_HEADS, Amount, Rule, rule
from kept.extract.tokens import Sentence


@rule(
    "money.range",
    "(?P<c>[cl]?)(?P<a>{amount})(?:[cC]?)(?P<to>[-t&])[cl]?(?P<b>{amount})(?P<d>(?:C|c(?![nwY]))?)",
    MONEY_HEADS,
)
def money_range(sentence: Sentence, match: re.Match[str]) -> tuple[Amount, ...]:
    """Read "$3-4bn", "between 20 and 30 million rupees"."""
    codes = codes_of(sentence, match)
    return read_range(sentence, match, "money.range", codes[0], codes) if codes else NOTHING


@rule(
    "money.list",
    "(?P<c>[cl]?)(?:{number},)*{number},?&(?P<a>{number}ss?)(?P<d>(?:C|c(?![nwY]))?)",
    MONEY_HEADS,
)
def money_list(sentence: Sentence, match: re.Match[str]) -> tuple[Amount, ...]:
    """Read "3, 5 and 7 billion dollars": the last member's scale and unit serve them all."""
    codes = codes_of(sentence, match)
    scale = scale_of(sentence, *match.span("a"))
    return read_list(sentence, match, "money.list", codes[0], scale, codes) if codes else NOTHING


@rule("money.sign", "(?P<c>[cl])(?P<a>{amount})(?P<d>(?:C|c(?![nwY]))?)", "cl")
def money_sign(sentence: Sentence, match: re.Match[str]) -> tuple[Amount, ...]:
    """Read "$15 billion", "Rs 1.5 lakh crore", "US$3bn"."""
    codes = codes_of(sentence, match)
    return read_single(sentence, match, "money.sign", codes[0], codes)


@rule("money.name", "(?P<c>)(?P<a>{amount})(?P<d>C|c(?![nwY]))")
def money_name(sentence: Sentence, match: re.Match[str]) -> tuple[Amount, ...]:
    """Read "15 billion dollars", "700 million USD"."""
    codes = codes_of(sentence, match)
    return read_single(sentence, match, "money.name", codes[0], codes)


MONEY_RULES: tuple[Rule, ...] = (money_range, money_list, money_sign, money_name)
