"""Numbers with their units: money, shares, points, multiples, measures and counts.

Rules are tried in the order of `RULES` at every token where a number may begin; the first
whose production returns an amount takes its tokens. Groups a and b of a pattern are the two
ends of a range; c is a currency before, d one behind, u a unit.
"""

import re
from dataclasses import replace
from decimal import Decimal

from kept.extract.amounts import read_run, scale_of
from kept.extract.nouns import counted_noun
from kept.extract.numerals import Number
from kept.extract.rules import Amount, Rule, rule
from kept.extract.shares import share_by, share_in, share_of
from kept.extract.tokens import Sentence

_ONE = Decimal(1)
_RATES = {"p": "percent", "P": "percentage_points", "B": "basis_points"}
_ANCHOR = re.compile("[clnYwhvFHD]")
_Nothing: tuple[Amount, ...] = ()


def find_amounts(sentence: Sentence, taken: bytearray) -> list[Amount]:
    """Return the amounts of a sentence in text order.

    taken: one byte a token, non-zero where a period or an identifier already holds it.
    """
    found: list[Amount] = []
    at = 0
    while (anchor := _ANCHOR.search(sentence.tags, at)) is not None:
        at = anchor.start()
        amounts = _Nothing if taken[at] else _at(sentence, at, taken)
        found.extend(amounts)
        at = amounts[-1].last if amounts else at + 1
    return found


def _at(sentence: Sentence, at: int, taken: bytearray) -> tuple[Amount, ...]:
    for candidate in RULES:
        match = candidate.pattern.match(sentence.tags, at)
        if match is None or any(taken[at : match.end()]):
            continue
        amounts = candidate.produce(sentence, match)
        if amounts:
            return amounts
    return _Nothing


def _group(
    sentence: Sentence, match: re.Match[str], name: str, scale: Decimal = _ONE
) -> Number | None:
    first, last = match.span(name)
    return read_run(sentence, first, last, scale)


def _codes(sentence: Sentence, match: re.Match[str]) -> tuple[str, ...]:
    """Return the currency codes of groups c or d, whichever matched."""
    for name in ("c", "d"):
        first, last = match.span(name)
        if last > first:
            value = sentence.values[first]
            return value if isinstance(value, tuple) else ()
    return ()


def _ends(sentence: Sentence, match: re.Match[str]) -> tuple[Number, Number] | None:
    """Return both ends of a range; a scale on the second alone serves both ("$3-4bn")."""
    high = _group(sentence, match, "b")
    shared = scale_of(sentence, *match.span("b"))
    first, last = match.span("a")
    own = scale_of(sentence, first, last)
    low = read_run(sentence, first, last, shared if own == 1 else _ONE)
    if low is None or high is None:
        return None
    return (low, high) if low.value < high.value else None


def _joined(sentence: Sentence, match: re.Match[str]) -> bool:
    """Return whether "and" or "to" joins a range here, and not a change or a list."""
    joint = match.start("to")
    tag, before = sentence.tags[joint], match.start() - 1
    word = sentence.words[before] if before >= 0 else ""
    if tag == "&":
        return word == "between"
    if tag == "t" and word == "from":
        return not re.search("[UGJE]", sentence.tags[max(0, before - 8) : before])
    return tag != "t" or (word != "by" and sentence.tags[joint - 1] not in "PB")


def _range(
    sentence: Sentence, match: re.Match[str], name: str, unit: str, codes: tuple[str, ...] = ()
) -> tuple[Amount, ...]:
    ends = _ends(sentence, match) if _joined(sentence, match) else None
    if ends is None:
        return _Nothing
    low, high = ends
    precision = max(low.precision, high.precision)
    return (
        Amount(match.start(), match.end(), low.value, high.value, unit, precision, (name,), codes),
    )


def _single(
    sentence: Sentence, match: re.Match[str], name: str, unit: str, codes: tuple[str, ...] = ()
) -> tuple[Amount, ...]:
    number = _group(sentence, match, "a")
    if number is None:
        return _Nothing
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


@rule(
    "money.range",
    "(?P<c>[cl]?)(?P<a>{amount})(?:[cC]?)(?P<to>[-t&])[cl]?(?P<b>{amount})(?P<d>(?:C|c(?![nwY]))?)",
)
def money_range(sentence: Sentence, match: re.Match[str]) -> tuple[Amount, ...]:
    """Read "$3-4bn", "between 20 and 30 million rupees"."""
    codes = _codes(sentence, match)
    return _range(sentence, match, "money.range", codes[0], codes) if codes else _Nothing


@rule(
    "money.list", "(?P<c>[cl]?)(?:{number},)*{number},?&(?P<a>{number}ss?)(?P<d>(?:C|c(?![nwY]))?)"
)
def money_list(sentence: Sentence, match: re.Match[str]) -> tuple[Amount, ...]:
    """Read "3, 5 and 7 billion dollars": the last member's scale and unit serve them all."""
    codes = _codes(sentence, match)
    scale = scale_of(sentence, *match.span("a"))
    return _listed(sentence, match, "money.list", codes[0], scale, codes) if codes else _Nothing


@rule("money.sign", "(?P<c>[cl])(?P<a>{amount})(?P<d>(?:C|c(?![nwY]))?)")
def money_sign(sentence: Sentence, match: re.Match[str]) -> tuple[Amount, ...]:
    """Read "$15 billion", "Rs 1.5 lakh crore", "US$3bn"."""
    codes = _codes(sentence, match)
    return _single(sentence, match, "money.sign", codes[0], codes)


@rule("money.name", "(?P<c>)(?P<a>{amount})(?P<d>C|c(?![nwY]))")
def money_name(sentence: Sentence, match: re.Match[str]) -> tuple[Amount, ...]:
    """Read "15 billion dollars", "700 million USD"."""
    codes = _codes(sentence, match)
    return _single(sentence, match, "money.name", codes[0], codes)


@rule("rate.range", "(?P<a>{amount})[pPB]?(?P<to>[-t&])(?P<b>{amount})(?P<u>[pPB])")
def rate_range(sentence: Sentence, match: re.Match[str]) -> tuple[Amount, ...]:
    """Read "5 to 7 per cent", "10%-15%"."""
    return _range(sentence, match, "rate.range", _RATES[match["u"]])


@rule("rate.list", "(?:{number}p?,)*{number}p?,?&(?P<a>{number})(?P<u>[pPB])")
def rate_list(sentence: Sentence, match: re.Match[str]) -> tuple[Amount, ...]:
    """Read "3, 5 and 7 per cent": the last member's unit serves them all."""
    return _listed(sentence, match, "rate.list", _RATES[match["u"]], _ONE)


@rule("rate", "(?P<a>{amount})-?(?P<u>[pPB])")
def rate(sentence: Sentence, match: re.Match[str]) -> tuple[Amount, ...]:
    """Read "27 %", "two percentage points", "50 basis points"."""
    return _single(sentence, match, "rate", _RATES[match["u"]])


@rule("multiple.times", "(?P<a>{number})-?x")
def multiple_times(sentence: Sentence, match: re.Match[str]) -> tuple[Amount, ...]:
    """Read "three times", "1.5x", "10-fold"."""
    return _single(sentence, match, "multiple.times", "times")


@rule("multiple.word", "F")
def multiple_word(sentence: Sentence, match: re.Match[str]) -> tuple[Amount, ...]:
    """Read "doubled", "threefold", "halved"."""
    value = sentence.values[match.start()]
    if not isinstance(value, Decimal):
        return _Nothing
    at = match.start()
    return (Amount(at, at + 1, value, value, "times", _ONE, ("multiple.word",)),)


@rule("measure.range", "(?P<a>{amount})u?(?P<to>[-t&])(?P<b>{amount})(?P<u>u)")
def measure_range(sentence: Sentence, match: re.Match[str]) -> tuple[Amount, ...]:
    """Read "100-150 MW", "between 3 and 5 tonnes"."""
    return _range(sentence, match, "measure.range", _unit(sentence, match))


@rule("measure", "(?P<a>{amount})-?(?P<u>u)")
def measure(sentence: Sentence, match: re.Match[str]) -> tuple[Amount, ...]:
    """Read "600 MHz", "1,000-km", "two million tonnes"."""
    return _single(sentence, match, "measure", _unit(sentence, match))


@rule("points", "(?P<a>{number})Q")
def points(sentence: Sentence, match: re.Match[str]) -> tuple[Amount, ...]:
    """Read "up two points": points of percent when something rose or fell by them."""
    before = sentence.tags[max(0, match.start() - 6) : match.start()]
    moved = re.search("[UJG]", before) or sentence.tags[match.end() : match.end() + 1] in {"G", "J"}
    return _single(sentence, match, "points", "percentage_points" if moved else "point")


@rule("span", "(?P<a>{number})(?P<u>T)")
def span(sentence: Sentence, match: re.Match[str]) -> tuple[Amount, ...]:
    """Read "67 years", "90 minutes": a length of time that is itself measured."""
    return _single(sentence, match, "span", str(sentence.values[match.start("u")]))


@rule("count.range", "(?P<a>{amount})(?P<to>[-t&])(?P<b>{amount})")
def count_range(sentence: Sentence, match: re.Match[str]) -> tuple[Amount, ...]:
    """Read "20 to 30 schools"; without a counted noun two bare numbers are no range."""
    noun = counted_noun(sentence, match.end())
    if noun is None:
        return _Nothing
    amounts = _range(sentence, match, "count.range", noun[1])
    return tuple(_counting(amount, noun[0]) for amount in amounts)


@rule("count", "(?P<a>{amount})")
def count(sentence: Sentence, match: re.Match[str]) -> tuple[Amount, ...]:
    """Read "45 countries", "75,000 IT graduates", and bare numbers with a scale."""
    noun = counted_noun(sentence, match.end())
    if noun is None:
        return _single(sentence, match, "count.bare", "")
    amounts = _single(sentence, match, "count", noun[1])
    if amounts and _points_back(sentence, amounts[0]):
        return _Nothing
    return tuple(_counting(amount, noun[0]) for amount in amounts)


_SMALL = 10


def _points_back(sentence: Sentence, amount: Amount) -> bool:
    """Return whether "the two mines" only points back at what was named before."""
    at = amount.first
    before = sentence.words[at - 1] if at else ""
    return (
        sentence.tags[at] == "w"
        and amount.high < _SMALL
        and before in {"the", "these", "those", "both"}
    )


RULES: tuple[Rule, ...] = (
    money_range,
    money_list,
    money_sign,
    money_name,
    rate_range,
    rate_list,
    rate,
    share_of,
    share_by,
    share_in,
    multiple_times,
    multiple_word,
    measure_range,
    measure,
    points,
    span,
    count_range,
    count,
)
"""All ways to write a quantity, the most particular first."""


def _unit(sentence: Sentence, match: re.Match[str]) -> str:
    value = sentence.values[match.start("u")]
    return value if isinstance(value, str) else "degree"


_THOUSANDTH = Decimal("0.001")


def _counting(amount: Amount, noun: int) -> Amount:
    """Return the amount with its noun; "12.450 works" are thousands, for things come whole."""
    factor = Decimal(1000) if amount.precision == _THOUSANDTH and amount.low >= 1 else _ONE
    return replace(
        amount,
        low=amount.low * factor,
        high=amount.high * factor,
        precision=amount.precision * factor,
        noun=noun,
    )


def _listed(
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
            return _Nothing
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
        return _Nothing
    amounts.append(
        Amount(
            last_first, match.end(), final.value, final.value, unit, final.precision, (name,), codes
        )
    )
    return tuple(amounts)


_NUMBERS = re.compile("[nwYv]")
