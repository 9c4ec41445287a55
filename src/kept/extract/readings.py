"""What rules share: how the pieces of a match become amounts."""

import re
from decimal import Decimal

from kept.extract.amounts import read_run, scale_of
from kept.extract.numerals import Number
from kept.extract.rules import PIECES, Amount
from kept.extract.tokens import Sentence
from kept.lexicon.vocabulary import words

ONE = Decimal(1)
NOTHING: tuple[Amount, ...] = ()


def group(
    sentence: Sentence, match: re.Match[str], name: str, scale: Decimal = ONE
) -> Number | None:
    """Return the number that a group of a match writes, times `scale`."""
    first, last = match.span(name)
    return read_run(sentence, first, last, scale)


def codes_of(sentence: Sentence, match: re.Match[str]) -> tuple[str, ...]:
    """Return the currency codes of groups c or d, whichever matched."""
    for name in ("c", "d"):
        first, last = match.span(name)
        if last > first:
            value = sentence.values[first]
            return value if isinstance(value, tuple) else ()
    return ()


def ends_of(sentence: Sentence, match: re.Match[str]) -> tuple[Number, Number] | None:
    """Return both ends of a range; a scale on the second alone serves both ("$3-4bn")."""
    high = group(sentence, match, "b")
    shared = scale_of(sentence, *match.span("b"))
    first, last = match.span("a")
    own = scale_of(sentence, first, last)
    low = read_run(sentence, first, last, shared if own == 1 else ONE)
    if low is None or high is None:
        return None
    if low.value >= high.value and own == 1:
        low = read_run(sentence, first, last) or low  # "$800,000 to $1.3 million"
    return (low, high) if low.value < high.value else None


def is_joined(sentence: Sentence, match: re.Match[str]) -> bool:
    """Return whether "and" or "to" joins a range here, and not a change or a list."""
    joint = match.start("to")
    tag, before = sentence.tags[joint], match.start() - 1
    word = sentence.words[before] if before >= 0 else ""
    if tag == "&":
        return word == "between"
    if tag == "t" and word == "from":
        return not _moves(sentence, before)
    if tag == "t" and (word == "by" or sentence.tags[before : before + 1] == "U"):
        return _near(sentence, match)
    return tag != "t" or sentence.tags[joint - 1] not in "PB"


_NEAR = 4


def _near(sentence: Sentence, match: re.Match[str]) -> bool:
    """Return whether "by 1 to 1.5 degrees" is a range, and not a step and a new level."""
    if match.end("a") != match.start("to") or sentence.tags[match.start("to") - 1] not in "nw":
        return False
    ends = ends_of(sentence, match)
    return ends is not None and ends[1].value <= ends[0].value * _NEAR


def _moves(sentence: Sentence, at: int) -> bool:
    """Return whether a word of change before "from" at token `at` makes "from A to B" a move."""
    spans = words("spanning")
    for place in range(at - 1, max(-1, at - 9), -1):
        if sentence.words[place] in spans:
            return False
        if sentence.tags[place] in "UGJE":
            return True
    return False


def _movement(
    sentence: Sentence, match: re.Match[str], name: str, unit: str, codes: tuple[str, ...]
) -> tuple[Amount, ...]:
    """Return both ends of "from 21 to 28 billion dollars" as amounts that share scale and unit."""
    before = match.start() - 1
    if match["to"] != "t" or before < 0 or sentence.words[before] != "from":
        return NOTHING
    high = group(sentence, match, "b")
    first, last = match.span("a")
    shared = scale_of(sentence, *match.span("b"))
    low = read_run(sentence, first, last, shared if scale_of(sentence, first, last) == 1 else ONE)
    if low is None or high is None:
        return NOTHING
    pair = ((low, match.start(), match.start("to")), (high, match.end("to"), match.end()))
    single = name.removesuffix(".range")
    return tuple(
        Amount(start, end, number.value, number.value, unit, number.precision, (single,), codes)
        for number, start, end in pair
    )


def read_range(
    sentence: Sentence, match: re.Match[str], name: str, unit: str, codes: tuple[str, ...] = ()
) -> tuple[Amount, ...]:
    """Return the range from group a to group b, or nothing where no range is meant."""
    if not is_joined(sentence, match):
        return _movement(sentence, match, name, unit, codes)
    ends = ends_of(sentence, match)
    if ends is None:
        return NOTHING
    low, high = ends
    precision = max(low.precision, high.precision)
    return (
        Amount(match.start(), match.end(), low.value, high.value, unit, precision, (name,), codes),
    )


def read_single(
    sentence: Sentence, match: re.Match[str], name: str, unit: str, codes: tuple[str, ...] = ()
) -> tuple[Amount, ...]:
    """Return the amount that group a writes, with all that the match holds."""
    number = group(sentence, match, "a")
    if number is None:
        return NOTHING
    return (
        Amount(
            match.start(),
            match.end(),
            number.value,
            number.value,
            unit,
            number.precision,
            (name,),
            codes,
        ),
    )


def read_list(
    sentence: Sentence,
    match: re.Match[str],
    name: str,
    unit: str,
    scale: Decimal,
    codes: tuple[str, ...] = (),
) -> tuple[Amount, ...]:
    """Return the members of a list that shares the last one's scale and unit."""
    last_first, last_end = match.span("a")
    whole = _NUMBER.match(sentence.tags, match.start())
    if whole is not None and not sentence.tags[whole.end() : last_end].strip("s"):
        return NOTHING  # "two hundred and fifty" is one number
    amounts: list[Amount] = []
    position = match.start()
    for number in _NUMBERS.finditer(sentence.tags, match.start(), last_first):
        value = read_run(sentence, number.start(), number.end(), scale)
        if value is None or sentence.tags[number.start()] == "Y":
            return NOTHING
        if unit == "percent" and value.value > _MOST_PERCENT:
            return NOTHING
        amounts.append(
            Amount(
                position,
                number.end(),
                value.value,
                value.value,
                unit,
                value.precision,
                (name,),
                codes,
            )
        )
        position = number.end() + 1
    final = read_run(sentence, last_first, last_end)
    if final is None:
        return NOTHING
    amounts.append(
        Amount(
            last_first, match.end(), final.value, final.value, unit, final.precision, (name,), codes
        )
    )
    return tuple(amounts)


_MOST_PERCENT = 1_000
"""A greater number shares no per cent with another: "310,000, or 24 % of the market"."""
_NUMBERS = re.compile("[nwYv]")
_NUMBER = re.compile(PIECES["number"])


def read_alternatives(
    sentence: Sentence, match: re.Match[str], name: str, unit: str
) -> tuple[Amount, ...]:
    """Return the range that two neighbours joined by "or" stand for: "three or four weeks"."""
    low, high = group(sentence, match, "a"), group(sentence, match, "b")
    if low is None or high is None or not 0 < high.value - low.value <= 1:
        return NOTHING
    return (
        Amount(match.start(), match.end(), low.value, high.value, unit, high.precision, (name,)),
    )
