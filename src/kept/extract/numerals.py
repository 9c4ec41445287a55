"""Numerals to exact decimals: digits in every grouping, words, and fractions."""

import re
from decimal import Decimal

from msgspec import Struct

_ONE = Decimal(1)
_THOUSAND = 1000
_SEVERAL = 2
_BLANKS = str.maketrans("", "", " \u00a0\u2007\u2009\u202f'’")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{2,3})*,\d{3}")
_VULGAR = {
    "½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5),
    "⅗": (3, 5), "⅘": (4, 5), "⅙": (1, 6), "⅚": (5, 6), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8),
    "⅞": (7, 8),
}  # fmt: skip


class Number(Struct):
    """A value and the size of its last meaningful printed digit."""

    value: Decimal
    precision: Decimal


def read_digits(text: str) -> Number:
    """Return the number written in digits, whatever marks group it.

    A lone comma before three digits groups thousands; before one, two, or more than three
    it is a decimal comma. A lone point is a decimal point.

    >>> read_digits("1,50,000").value, read_digits("1.500.000,25").value
    (Decimal('150000'), Decimal('1500000.25'))
    >>> read_digits("26,8"), read_digits("300,000").precision
    (Number(value=Decimal('26.8'), precision=Decimal('0.1')), Decimal('1E+5'))
    """
    plain = text.translate(_BLANKS)
    comma, point = plain.rfind(","), plain.rfind(".")
    if comma >= 0 and point >= 0:
        plain = _drop(plain, "," if point > comma else ".")
    elif comma >= 0:
        plain = plain.replace(",", "" if _GROUPED.fullmatch(plain) else ".")
    elif plain.count(".") > 1:
        plain = plain.replace(".", "")
    value = Decimal(plain)
    return Number(value, _last_digit(plain))


def well_grouped(text: str) -> bool:
    """Return whether the commas of a numeral group its digits as some country does.

    >>> well_grouped("1,50,000"), well_grouped("1,50,00")
    (True, False)
    """
    whole, _, _ = text.partition(".")
    return whole.count(",") < _SEVERAL or _GROUPED.fullmatch(whole) is not None


def _drop(text: str, grouping: str) -> str:
    return text.replace(grouping, "").replace(",", ".")


def _last_digit(plain: str) -> Decimal:
    _, point, decimals = plain.partition(".")
    if point:
        return _ONE.scaleb(-len(decimals))
    zeros = len(plain) - len(plain.rstrip("0"))
    return _ONE.scaleb(min(zeros, len(plain) - 1))


def read_vulgar(text: str) -> Decimal:
    """Return the value of a vulgar fraction character."""
    top, bottom = _VULGAR[text]
    return Decimal(top) / Decimal(bottom)


def read_words(values: list[Decimal]) -> Number:
    """Return the number that a run of number words names, such as [2, 100, 50] for 250.

    The values are those of the words in order; hundreds and scales multiply what stands
    before them and a smaller word adds to it.
    """
    total = Decimal(0)
    current = Decimal(0)
    for value in values:
        if value == 100:  # noqa: PLR2004  the word "hundred"
            current = (current or _ONE) * value
        elif value >= _THOUSAND:
            total += (current or _ONE) * value
            current = Decimal(0)
        else:
            current += value
    total += current
    return Number(total, _last_digit(format(total.normalize(), "f")))
