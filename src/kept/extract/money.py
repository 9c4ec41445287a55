"""Money: signs, codes and names of currencies, with ranges and lists that share them."""

import re
from decimal import Decimal

from msgspec.structs import replace

from kept.extract.amounts import scale_of
from kept.extract.nouns import counted_noun
from kept.extract.readings import NOTHING, ONE, codes_of, group, read_list, read_range, read_single
from kept.extract.rules import MONEY_HEADS, Amount, Rule, rule
from kept.extract.tokens import Sentence
from kept.lexicon.vocabulary import words

_HUNDRED = Decimal(100)


@rule(
    "money.range",
    "(?P<c>[cl]?)(?P<a>{amount})(?:[cC]?)(?P<to>[-t&])[cl]?(?P<b>{amount})(?P<d>(?:C|c(?![nwY]))?)",
    MONEY_HEADS,
    needs="clC",
)
def money_range(sentence: Sentence, match: re.Match[str]) -> tuple[Amount, ...]:
    """Read "$3-4bn", "between 20 and 30 million rupees"."""
    codes = codes_of(sentence, match)
    return read_range(sentence, match, "money.range", codes[0], codes) if codes else NOTHING


@rule(
    "money.list",
    "(?P<c>[cl]?)(?:{number},)*{number},?&(?P<a>{number}(?:ss?)?)(?P<d>(?:C|c(?![nwY]))?)",
    MONEY_HEADS,
    needs="clC",
)
def money_list(sentence: Sentence, match: re.Match[str]) -> tuple[Amount, ...]:
    """Read "3, 5 and 7 billion dollars": the last member's scale and unit serve them all."""
    codes = codes_of(sentence, match)
    scale = scale_of(sentence, *match.span("a"))
    return read_list(sentence, match, "money.list", codes[0], scale, codes) if codes else NOTHING


@rule("money.sign", "(?P<c>[cl])-?(?P<a>{amount})(?P<d>(?:C|c(?![nwY]))?)", "cl", needs="cl")
def money_sign(sentence: Sentence, match: re.Match[str]) -> tuple[Amount, ...]:
    """Read "$15 billion", "Rs 1.5 lakh crore", "US$3bn", "$-2bn"."""
    at = match.start()
    if sentence.tags[at] == "l" and not (_glued(sentence, at) or "s" in match["a"]):
        return NOTHING
    if sentence.words[at] in words("word_codes") and counted_noun(sentence, match.end()):
        return NOTHING  # "ALL 5 answers"
    if sentence.tags[at + 1] == "-" and sentence.ends[at] != sentence.starts[at + 1]:
        return NOTHING
    codes = codes_of(sentence, match)
    amounts = read_single(sentence, match, "money.sign", codes[0], codes)
    if sentence.tags[at + 1] == "-":
        return tuple(replace(each, low=-each.low, high=-each.high) for each in amounts)
    return amounts


def _glued(sentence: Sentence, at: int) -> bool:
    """Return whether a letter stands glued before its number and behind nothing: "R18"."""
    if sentence.ends[at] != sentence.starts[at + 1]:
        return False
    return at == 0 or sentence.ends[at - 1] < sentence.starts[at] or sentence.tags[at - 1] == "("


@rule("money.inside", "(?P<a>{number})(?P<c>[cC])(?P<s>ss?)", needs="cC")
def money_inside(sentence: Sentence, match: re.Match[str]) -> tuple[Amount, ...]:
    """Read "75 USD million": the currency before its scale."""
    codes = codes_of(sentence, match)
    first, last = match.span("s")
    scale = ONE
    for value in sentence.values[first:last]:
        scale *= value if isinstance(value, Decimal) else ONE
    number = group(sentence, match, "a", scale)
    if number is None or not codes:
        return NOTHING
    value, precision = number.value, number.precision
    return (
        Amount(
            match.start(), match.end(), value, value, codes[0], precision, ("money.inside",), codes
        ),
    )


@rule("money.change", "(?P<a>{number})(?P<c>[cC])&?(?P<b>[nw])(?P<u>u?)(?![cCuxspm])", needs="cC")
def money_change(sentence: Sentence, match: re.Match[str]) -> tuple[Amount, ...]:
    """Read "5 dollars and 20 cents", "17 USD 25": a sum with its small change."""
    whole, part = group(sentence, match, "a"), group(sentence, match, "b")
    at, small = match.start("b"), sentence.words[match.end() - 1]
    named = bool(match["u"]) and small in words("small_change")
    code = sentence.tags[match.start("c")] == "c" and not match["u"] and "&" not in match[0]
    if whole is None or part is None or part.value >= _HUNDRED or not (named or code):
        return NOTHING
    if code and not (sentence.words[at].isdigit() and len(sentence.words[at]) == 2):  # noqa: PLR2004
        return NOTHING
    codes = codes_of(sentence, match)
    value = whole.value + part.value / _HUNDRED
    name, cent = "money.change", ONE / _HUNDRED
    return (Amount(match.start(), match.end(), value, value, codes[0], cent, (name,), codes),)


@rule("money.word", "(?P<c>C)(?P<a>{number}ss?)(?![pu])", "C", needs="C")
def money_word(sentence: Sentence, match: re.Match[str]) -> tuple[Amount, ...]:
    """Read "Rupees 500 crore": the name before its sum."""
    codes = codes_of(sentence, match)
    return read_single(sentence, match, "money.word", codes[0], codes)


@rule("money.name", "(?P<c>)(?P<a>{amount})(?P<d>C|c(?![nwY])|c(?=[nY][cC](?![nwY])))", needs="cC")
def money_name(sentence: Sentence, match: re.Match[str]) -> tuple[Amount, ...]:
    """Read "15 billion dollars", "700 million USD"."""
    codes = codes_of(sentence, match)
    return read_single(sentence, match, "money.name", codes[0], codes)


MONEY_RULES: tuple[Rule, ...] = (
    money_range,
    money_list,
    money_sign,
    money_inside,
    money_name,
    money_word,
)
WIDE_MONEY_RULES: tuple[Rule, ...] = (money_change,)
