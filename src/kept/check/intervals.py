"""What a printed number admits: the values it may stand for, by its digits and bound words.

Three readings, from narrow to wide. `admitted` is what a careful author would still print so.
`roughly` adds a rounding to the first digit ("4 billion" for 3.8). `within_text` serves to
compare two numbers of one text: there each may be the other's rounding.
"""

from decimal import Decimal

from msgspec import Struct

from kept.check.rules import tolerances
from kept.model.claims import Quantity

_THOUSAND = 1000
_HALF = Decimal("0.5")
_ONE = Decimal(1)
_NEARLY_ALL = Decimal("0.99")
_ENOUGH_DIGITS = 3
_PRINTED_AS_IS = frozenset({"percent", "percentage_points", "basis_points"})


class Interval(Struct, frozen=True):
    """All values from low to high, both ends counted; None where an end is open."""

    low: Decimal | None
    high: Decimal | None


def number(quantity: Quantity) -> Decimal:
    """Return the number that was printed: the low end of a range, the closed end of a bound."""
    closed = quantity.low if quantity.low is not None else quantity.high
    return closed if closed is not None else Decimal(0)


def admitted(quantity: Quantity, *, near: bool = False, vague: bool = False) -> Interval:
    """Return the values that the quantity, as it is printed and bounded, may stand for.

    near: the bound word was one like "nearly". vague: the number is a fraction in words.
    """
    return _bounded(quantity, near=near, half=_half_width(quantity, vague=vague))


def cut_off(quantity: Quantity, interval: Interval) -> Interval:
    """Return the interval with the values whose further digits were cut off: 346 for 346.6.

    Only an exact level printed with three digits or more is taken so: fewer digits would admit
    much, and rates are rounded.
    """
    value = number(quantity)
    if quantity.unit in _PRINTED_AS_IS or quantity.bound != "exact" or _is_range(quantity):
        return interval
    exclusive = abs(value) + step(quantity) * _NEARLY_ALL
    if len(value.normalize().as_tuple().digits) < _ENOUGH_DIGITS or interval.high is None:
        return interval
    return Interval(interval.low, max(interval.high, exclusive))


def roughly(quantity: Quantity, *, near: bool = False, vague: bool = False) -> Interval:
    """Return the values that the quantity may stand for if it was rounded to its first digit."""
    half = max(_half_width(quantity, vague=vague), _rough_half(quantity))
    return _bounded(quantity, near=near, half=half)


def within_text(quantity: Quantity, *, near: bool = False, vague: bool = False) -> Interval:
    """Return the values to compare with another number of the same text.

    Widening a range, or turning an exact number into a bound, never makes this narrower.
    """
    return _bounded(quantity, near=near, half=_text_half(quantity, vague=vague))


def meet(one: Interval, other: Interval) -> bool:
    """Return whether a value lies in both.

    >>> meet(Interval(Decimal(26), Decimal(27)), Interval(Decimal(27), None))
    True
    """
    return not (_below(one.high, other.low) or _below(other.high, one.low))


def holds(interval: Interval, value: Decimal) -> bool:
    """Return whether the value lies in the interval."""
    return meet(interval, Interval(value, value))


def opposite(interval: Interval) -> Interval:
    """Return the interval mirrored at nought: a fall of 3 to 5 as a change of -5 to -3."""
    low = None if interval.high is None else -interval.high
    high = None if interval.low is None else -interval.low
    return Interval(low, high)


def decimals_count(quantity: Quantity) -> bool:
    """Return whether the printed digits say how exact the number is, noughts included.

    They do in shares and rates, up to a thousand per cent: "1,430 %" is rounded as any count.
    """
    if "." in quantity.exact:
        return True
    return quantity.unit in _PRINTED_AS_IS and abs(number(quantity)) < _THOUSAND


def step(quantity: Quantity) -> Decimal:
    """Return the size of the digit to which the number is taken to be rounded.

    >>> step(Quantity("4 billion", 0, 9, Decimal("4E9"), Decimal("4E9"), "USD"))
    Decimal('1E+8')
    >>> step(Quantity("27%", 0, 3, Decimal(27), Decimal(27), "percent"))
    Decimal('1')
    """
    value = number(quantity)
    if decimals_count(quantity) or _is_range(quantity) or not value:
        return _last_digit(quantity)
    digits, place = _significant(value)
    return place.scaleb(min(0, digits - tolerances().rounding.digits))


def digits_printed(quantity: Quantity) -> int:
    """Return how many digits of the number count: 2 for "3.8 billion", 1 for "4,000".

    >>> digits_printed(Quantity("3.80 billion", 0, 12, Decimal("3.8E9"), Decimal("3.8E9"), "USD"))
    2
    """
    return _significant(number(quantity))[0]


def _bounded(quantity: Quantity, *, near: bool, half: Decimal) -> Interval:
    bounds = tolerances().bounds
    value = number(quantity)
    if _is_range(quantity):
        return Interval(value - half, _other_end(quantity) + half)
    match quantity.bound:
        case "about":
            half = max(half, abs(value) * bounds.about)
            return Interval(value - half, value + half)
        case "under" | "at_most":
            floor = value - max(half, abs(value) * bounds.nearly) if near else None
            return Interval(floor, value + half)
        case "over" | "at_least":
            return Interval(value - half, None)
        case _:
            return Interval(value - half, value + half)


def _half_width(quantity: Quantity, *, vague: bool) -> Decimal:
    half = step(quantity) * _HALF
    return max(half, abs(number(quantity)) * tolerances().bounds.in_words) if vague else half


def _rough_half(quantity: Quantity) -> Decimal:
    value = number(quantity)
    if decimals_count(quantity) or not value:
        return _last_digit(quantity) * _HALF
    _, place = _significant(value)
    return min(place * _HALF, abs(value) * tolerances().rounding.rough)


def _text_half(quantity: Quantity, *, vague: bool) -> Decimal:
    rounding = tolerances().rounding
    value = max(abs(number(quantity)), abs(_other_end(quantity)))
    share = tolerances().bounds.in_words if vague else rounding.within_text
    half = _last_digit(quantity) * _HALF
    if _is_range(quantity) or vague:
        return max(half, value * share)
    if quantity.unit in _PRINTED_AS_IS or "." in quantity.exact or not value:
        return half
    _, place = _significant(value)
    return max(min(half, value * rounding.rough), min(place * _HALF, value * share))


def _last_digit(quantity: Quantity) -> Decimal:
    """Return the size of the last printed digit; whole percents are printed to the unit."""
    whole = quantity.unit in _PRINTED_AS_IS and "." not in quantity.exact
    return min(quantity.precision, _ONE) if whole else quantity.precision


def _other_end(quantity: Quantity) -> Decimal:
    return quantity.high if quantity.high is not None else number(quantity)


def _is_range(quantity: Quantity) -> bool:
    closed = quantity.low is not None and quantity.high is not None
    return closed and quantity.low != quantity.high


def _significant(value: Decimal) -> tuple[int, Decimal]:
    _, digits, exponent = value.normalize().as_tuple()
    return len(digits), Decimal(1).scaleb(int(exponent))


def _below(high: Decimal | None, low: Decimal | None) -> bool:
    return high is not None and low is not None and high < low
