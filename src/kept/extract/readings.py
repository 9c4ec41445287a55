"""What rules share: how the pieces of a match become amounts."""

import re
from decimal import Decimal

from kept.extract.amounts import read_run, scale_of
from kept.extract.numerals import Number
from kept.extract.rules import Amount
from kept.extract.tokens import Sentence

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
    return (low, high) if low.value < high.value else None


def is_joined(sentence: Sentence, match: re.Match[str]) -> bool:
    """Return whether "and" or "to" joins a range here, and not a change or a list."""
    joint = match.start("to")
    tag, before = sentence.tags[joint], match.start() - 1
    word = sentence.words[before] if before >= 0 else ""
    if tag == "&":
        return word == "between"
    if tag == "t" and word == "from":
        return not re.search("[UGJE]", sentence.tags[max(0, before - 8) : before])
    return tag != "t" or (word != "by" and sentence.tags[joint - 1] not in "PB")


def read_range(
    sentence: Sentence, match: re.Match[str], name: str, unit: str, codes: tuple[str, ...] = ()
) -> tuple[Amount, ...]:
    """Return the range from group a to group b, or nothing where no range is meant."""
    ends = ends_of(sentence, match) if is_joined(sentence, match) else None
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
    amounts: list[Amount] = []
    position = match.start()
    for number in _NUMBERS.finditer(sentence.tags, match.start(), last_first):
        value = read_run(sentence, number.start(), number.end(), scale)
        if value is None or sentence.tags[number.start()] == "Y":
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


_NUMBERS = re.compile("[nwYv]")
