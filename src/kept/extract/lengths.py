"""Measures with a physical unit, and lengths of time."""

import re

from kept.extract.amounts import read_run
from kept.extract.bounds import slashed
from kept.extract.nouns import counted_noun
from kept.extract.readings import (
    NOTHING,
    ONE,
    read_alternatives,
    read_list,
    read_range,
    read_single,
)
from kept.extract.rules import NUMBER_HEADS, Amount, Rule, rule
from kept.extract.shares import fraction_of
from kept.extract.tokens import Sentence
from kept.lexicon.vocabulary import words


@rule("measure.fraction", "(?P<w>n?)(?P<f>n/n|v)(?:-?|ID[XW]?)(?P<u>[uQT])", needs="uQT")
def measure_fraction(sentence: Sentence, match: re.Match[str]) -> tuple[Amount, ...]:
    """Read "1/4 mile", "10 1/2 miles", "3/4 of a pint"."""
    share = fraction_of(sentence, *match.span("f"))
    linked = sentence.words[match.end("f") : match.end("f") + 2]
    if share is None or (linked[:1] == ["of"] and linked[1:] not in (["a"], ["an"])):
        return NOTHING
    whole = read_run(sentence, *match.span("w")) if match["w"] else None
    value = share + (whole.value if whole else 0)
    name, unit = "measure.fraction", _unit(sentence, match)
    return (Amount(match.start(), match.end(), value, value, unit, share, (name,)),)


@rule("measure.pounds", "(?P<a>{amount}|n/n|HID|HD)-?(?P<u>C)", NUMBER_HEADS, needs="C")
def measure_pounds(sentence: Sentence, match: re.Match[str]) -> tuple[Amount, ...]:
    """Read "lost 25 pounds", "1/2 pound of flour": a weight and not money, by its company."""
    at = match.start("u")
    if sentence.words[at] not in {"pound", "pounds"} or not _weighs(sentence, match):
        return NOTHING
    first, last = match.span("a")
    share = fraction_of(sentence, first, first + 3 if "/" in match["a"] else first + 1)
    if share is not None and sentence.tags[first] in "nvH" and last > first + 1:
        value = precision = share
    else:
        number = read_run(sentence, first, last)
        if number is None:
            return NOTHING
        value, precision = number.value, number.precision
    name = "measure.pounds"
    return (Amount(match.start(), match.end(), value, value, "pound-mass", precision, (name,)),)


def _weighs(sentence: Sentence, match: re.Match[str]) -> bool:
    before = sentence.words[max(0, match.start() - 5) : match.start()]
    behind = sentence.words[match.end() : match.end() + 2]
    if any(tag in "smc" for tag in match["a"]):
        return False
    stuff = behind[:1] == ["of"] and not words("pounds_of_money").intersection(behind)
    weighed = words("pounds_before").intersection(before)
    return bool(stuff or weighed or words("pounds_after").intersection(behind))


@rule("measure.half", "D?(?P<f>w?-?H)I?D[XW]?(?P<u>[uT])", "HDw", needs="uT")
def measure_half(sentence: Sentence, match: re.Match[str]) -> tuple[Amount, ...]:
    """Read "half a mile", "a quarter of an hour"; "half of the day" is a share."""
    share = fraction_of(sentence, *match.span("f"))
    article = sentence.words[sentence.tags.rindex("D", 0, match.start("u"))]
    if share is None or article not in {"a", "an"}:
        return NOTHING
    name, unit = "measure.half", _unit(sentence, match)
    return (Amount(match.start(), match.end(), share, share, unit, share, (name,)),)


@rule("measure.inches", "(?P<a>[nw])(?P<u>I)", needs="I")
def measure_inches(sentence: Sentence, match: re.Match[str]) -> tuple[Amount, ...]:
    """Read the "2 in" of "12 ft 2 in"."""
    at = match.start()
    if sentence.words[at + 1] != "in" or at < 1 or sentence.values[at - 1] != "foot":
        return NOTHING
    return read_single(sentence, match, "measure.inches", "inch")


@rule("measure.prime", "(?P<a>n)[.]", "n")
def measure_prime(sentence: Sentence, match: re.Match[str]) -> tuple[Amount, ...]:
    """Read "30'" as feet, where no quotation is open."""
    at = match.start()
    glued = sentence.ends[at] == sentence.starts[at + 1]
    if not glued or sentence.words[at + 1] not in _PRIMES or "'" in sentence.words[:at]:
        return NOTHING
    following = sentence.tags[match.end() : match.end() + 1]
    if following in {"n", "W"} and sentence.starts[match.end()] == sentence.ends[at + 1]:
        return NOTHING
    return read_single(sentence, match, "measure.prime", "foot")


_PRIMES = frozenset({"'", "’", "′"})


@rule("measure.of_kind", "(?P<a>{amount})(?P<k>[EWXRJ])(?P<u>[uTQ])", needs="uTQ")
def measure_of_kind(sentence: Sentence, match: re.Match[str]) -> tuple[Amount, ...]:
    """Read "517 rushing yards", "one US pint", "the 50 previous years"."""
    kind = match.start("k")
    if sentence.tags[kind] in "EW" and not sentence.words[kind].endswith("ing"):
        return NOTHING
    if len(sentence.words[match.start("u")]) < _WORD:
        return NOTHING
    return read_single(sentence, match, "measure.of_kind", _unit(sentence, match))


_WORD = 4
"""Shorter forms of units are too easily something else."""


@rule("measure.by", "(?:{number}u?x)+(?P<a>{number})(?P<u>u)", needs="u")
def measure_by(sentence: Sentence, match: re.Match[str]) -> tuple[Amount, ...]:
    """Read "5x10 m", "2 m x 3 m": every side in the unit that stands last."""
    return read_list(sentence, match, "measure.by", _unit(sentence, match), ONE)


@rule("measure.list", "(?:{number}u?,)*{number}u?,?&(?P<a>{number})(?P<u>u)", needs="u")
def measure_list(sentence: Sentence, match: re.Match[str]) -> tuple[Amount, ...]:
    """Read "5.4, 6.1 and 6.7 inches": the last member's unit serves them all."""
    if sentence.words[match.start() - 1 : match.start()] == ["between"]:
        return NOTHING
    return read_list(sentence, match, "measure.list", _unit(sentence, match), ONE)


@rule("measure.letter", "(?P<a>[nY])(?P<u>m)", needs="m")
def measure_letter(sentence: Sentence, match: re.Match[str]) -> tuple[Amount, ...]:
    """Read "1.8m tall" as metres and "a load of 100t" as tonnes; else m and t are scales."""
    at = match.start("u")
    letter = sentence.words[at]
    before = sentence.words[max(0, match.start() - 4) : match.start()]
    after = sentence.words[at + 1 : at + 2]
    beside = sentence.tags[at + 1 : at + 2] in {"n", "x"} or before[-1:] in (["m"], ["x"])
    if letter == "m":
        meant = (
            (beside and counted_noun(sentence, at + 1) is None)
            or bool(words("metres_after").intersection(after))
            or bool(words("metres_before").intersection(before))
        )
        unit = "metre"
    else:
        meant = letter == "t" and bool(words("tonnes_before").intersection(before))
        unit = "tonne"
    if not meant:
        return NOTHING
    number = read_run(sentence, match.start("a"), match.end("a"))
    if number is None:
        return NOTHING
    value, precision = number.value, number.precision
    return (Amount(match.start(), match.end(), value, value, unit, precision, ("measure.letter",)),)


@rule("measure.range", "(?P<a>{amount})u?(?P<to>[-t&])(?P<b>{amount})(?P<u>u)", needs="u")
def measure_range(sentence: Sentence, match: re.Match[str]) -> tuple[Amount, ...]:
    """Read "100-150 MW", "between 3 and 5 tonnes"."""
    return read_range(sentence, match, "measure.range", _unit(sentence, match))


@rule("measure", "(?P<a>{amount})(?:-|a)?(?P<u>u)", needs="u")
def measure(sentence: Sentence, match: re.Match[str]) -> tuple[Amount, ...]:
    """Read "600 MHz", "1,000-km", "two million tonnes"."""
    return read_single(sentence, match, "measure", _unit(sentence, match))


@rule(
    "measure.per", "(?P<a>{amount})(?P<to>-?t?)(?P<b>(?:{number})?)(?P<u>u)/[uWTXlmcn]", needs="u"
)
def measure_per(sentence: Sentence, match: re.Match[str]) -> tuple[Amount, ...]:
    """Read "80 km/h", "15-20 g/l": two units that a slash glues together."""
    slash = match.end() - 2
    below = slashed(sentence, slash)
    if below is None or sentence.ends[slash - 1] != sentence.starts[slash]:
        return NOTHING
    unit = f"{_unit(sentence, match)} per {below}"
    if match["b"] and match["to"]:
        return read_range(sentence, match, "measure.per", unit)
    if match["b"] or match["to"]:
        return NOTHING
    return read_single(sentence, match, "measure.per", unit)


@rule("measure.bracketed", "(?P<a>{amount})[(](?P<u>u)[)]", needs="u")
def measure_bracketed(sentence: Sentence, match: re.Match[str]) -> tuple[Amount, ...]:
    """Read "20 (kg)"."""
    return read_single(sentence, match, "measure.bracketed", _unit(sentence, match))


_SCALES = {"c": "degree Celsius", "f": "degree Fahrenheit"}


@rule("measure.degrees", "(?P<a>{amount})-?u-?(?P<u>[uXWl])", needs="u")
def measure_degrees(sentence: Sentence, match: re.Match[str]) -> tuple[Amount, ...]:
    """Read "100° Celsius": the scale behind the sign."""
    at = match.start("u")
    unit = _SCALES.get(sentence.words[at]) or _unit(sentence, match)
    if sentence.values[at - 1] not in {None, "degree"} or not unit.startswith("degree "):
        return NOTHING
    return read_single(sentence, match, "measure.degrees", unit)


@rule("span", "(?P<a>{number})-?(?P<u>T)", needs="T")
def span(sentence: Sentence, match: re.Match[str]) -> tuple[Amount, ...]:
    """Read "67 years", "90 minutes": a length of time that is itself measured."""
    return read_single(sentence, match, "span", str(sentence.values[match.start("u")]))


@rule("span.range", "(?P<a>{number})T?(?P<to>[-t&])(?P<b>{number})-?(?P<u>T)", needs="T")
def span_range(sentence: Sentence, match: re.Match[str]) -> tuple[Amount, ...]:
    """Read "one to two years", "three or four weeks"."""
    joint = sentence.words[match.start("to")]
    unit = str(sentence.values[match.start("u")])
    if joint == "or":
        return read_alternatives(sentence, match, "span.range", unit)
    return read_range(sentence, match, "span.range", unit)


def _unit(sentence: Sentence, match: re.Match[str]) -> str:
    at = match.start("u")
    if sentence.tags[at] == "Q":
        return "point"
    value = sentence.values[at]
    return value if isinstance(value, str) else "degree"


MEASURE_RULES: tuple[Rule, ...] = (
    measure_letter,
    measure_fraction,
    measure_by,
    measure_per,
    measure_degrees,
    measure_range,
    measure_list,
    measure,
    measure_bracketed,
)
SPAN_RULES: tuple[Rule, ...] = (span_range, span)
POUND_RULES: tuple[Rule, ...] = (measure_pounds,)
WIDE_MEASURE_RULES: tuple[Rule, ...] = (
    measure_half,
    measure_inches,
    measure_prime,
    measure_of_kind,
)
