"""Rates: shares in percent, points, and multiples."""

import re
from decimal import Decimal

from kept.extract.numerals import read_digits
from kept.extract.readings import NOTHING, ONE, read_list, read_range, read_single
from kept.extract.rules import Amount, Rule, rule
from kept.extract.shares import fraction_of
from kept.extract.tokens import Sentence
from kept.lexicon.vocabulary import words

_RATES = {"p": "percent", "P": "percentage_points", "B": "basis_points"}


@rule("rate.range", "(?P<a>{amount})[pPB]?(?P<to>[-t&])(?P<b>{amount})(?P<u>[pPB])", needs="pPB")
def rate_range(sentence: Sentence, match: re.Match[str]) -> tuple[Amount, ...]:
    """Read "5 to 7 per cent", "10%-15%"."""
    return read_range(sentence, match, "rate.range", _RATES[match["u"]])


@rule("rate.list", "(?:{number}p?,)*{number}p?,?&(?P<a>{number})(?P<u>[pPB])", needs="pPB")
def rate_list(sentence: Sentence, match: re.Match[str]) -> tuple[Amount, ...]:
    """Read "3, 5 and 7 per cent": the last member's unit serves them all."""
    return read_list(sentence, match, "rate.list", _RATES[match["u"]], ONE)


@rule("rate", "(?P<a>{amount})-?(?P<u>[pPB])", needs="pPB")
def rate(sentence: Sentence, match: re.Match[str]) -> tuple[Amount, ...]:
    """Read "27 %", "two percentage points", "50 basis points"."""
    return read_single(sentence, match, "rate", _RATES[match["u"]])


@rule("rate.part", "D?(?P<f>w?-?H)I?D?-?(?P<u>[PQ])", "HDw", needs="H")
def rate_part(sentence: Sentence, match: re.Match[str]) -> tuple[Amount, ...]:
    """Read "a quarter of a percentage point", "half a point" when something moved by it."""
    share = fraction_of(sentence, *match.span("f"))
    unit = sentence.words[match.start("u")]
    before = sentence.tags[max(0, match.start() - 6) : match.start()]
    if share is None or (match["u"] == "Q" and not (unit == "point" and _MOVES.search(before))):
        return NOTHING
    points_of = "percentage_points"
    return (Amount(match.start(), match.end(), share, share, points_of, share, ("rate.part",)),)


@rule("multiple.times", "(?P<a>{number})-?x(?![nwY])", needs="x")
def multiple_times(sentence: Sentence, match: re.Match[str]) -> tuple[Amount, ...]:
    """Read "three times", "1.5x", "10-fold"."""
    return read_single(sentence, match, "multiple.times", "times")


@rule("multiple.word", "F", "F", needs="F")
def multiple_word(sentence: Sentence, match: re.Match[str]) -> tuple[Amount, ...]:
    """Read "doubled", "threefold", "halved"."""
    value = sentence.values[match.start()]
    if not isinstance(value, Decimal):
        return NOTHING
    at = match.start()
    return (Amount(at, at + 1, value, value, "times", ONE, ("multiple.word",)),)


@rule("points", "(?P<a>{number})Q", needs="Q")
def points(sentence: Sentence, match: re.Match[str]) -> tuple[Amount, ...]:
    """Read "up two points": points of percent when something rose or fell by them."""
    before = sentence.tags[max(0, match.start() - 6) : match.start()]
    if _of_an_index(sentence, match):
        return read_single(sentence, match, "points", "point")
    after = sentence.words[match.end() : match.end() + 1]
    moved = _MOVES.search(before) or sentence.tags[match.end() : match.end() + 1] in {"G", "J"}
    moved = moved or after in _COMPARED
    return read_single(sentence, match, "points", "percentage_points" if moved else "point")


_MOVES = re.compile("[UJG]")
_COMPARED = (["lower than"], ["higher than"])
_MOST_POINTS = 100


def _of_an_index(sentence: Sentence, match: re.Match[str]) -> bool:
    """Return whether points are those of a price index: then they are no points of percent."""
    digits = sentence.words[match.start()]
    large = digits[:1].isdigit() and read_digits(digits).value > _MOST_POINTS
    return large or not words("indices").isdisjoint(sentence.words)


RATE_RULES: tuple[Rule, ...] = (rate_range, rate_list, rate, rate_part)
MULTIPLE_RULES: tuple[Rule, ...] = (multiple_times, multiple_word)
