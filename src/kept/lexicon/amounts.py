"""Numbers in words: as a newspaper prints them, and exactly, for arithmetic redone by hand."""

from decimal import ROUND_HALF_EVEN, Context, Decimal
from functools import lru_cache

_SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥"}
_SCALES = (
    (Decimal(10) ** 12, "trillion"),
    (Decimal(10) ** 9, "billion"),
    (Decimal(10) ** 6, "million"),
)
_SPOKEN = 4
_SPOKEN_PERCENT = 3
_EXACT = 7
_LARGEST = 15
_CODE = 3
_PLURALS = {"person": "people", "child": "children", "woman": "women", "man": "men"}
_UNCOUNTED = frozenset({"percent", "percentage_points", "basis_points", "times", ""})


@lru_cache(maxsize=4096)
def amount(value: Decimal, unit: str, *, digits: int = _SPOKEN) -> str:
    """Return a value with its unit, rounded to so many significant digits.

    >>> amount(Decimal("3810000000"), "USD"), amount(Decimal("164146226"), "person")
    ('$3.81 billion', '164.1 million people')
    >>> amount(Decimal("-12.5"), "percent"), amount(Decimal("1500000000000"), "INR")
    ('-12.5%', 'INR 1.5 trillion')
    """
    digits = _SPOKEN_PERCENT if unit == "percent" and digits == _SPOKEN else digits
    number = scaled(abs(value), digits=digits)
    sign = "-" if value < 0 else ""
    if unit == "percent":
        return f"{sign}{number}%"
    if unit in _SYMBOLS:
        return f"{sign}{_SYMBOLS[unit]}{number}"
    if is_money(unit):
        return f"{sign}{unit} {number}"
    return f"{sign}{number} {plural(unit)}".rstrip()


def exact(value: Decimal, unit: str) -> str:
    """Return a value for the working: seven significant digits, which stand for all there is.

    >>> exact(Decimal("4093210000"), "USD")
    '$4.09321 billion'
    """
    return amount(value, unit, digits=_EXACT)


def equals(value: Decimal) -> str:
    """Return the sign that goes before `exact(value)`: "=", or "≈" where digits were dropped.

    >>> equals(Decimal("4093210000")), equals(Decimal(1) / Decimal(3))
    ('=', '≈')
    """
    return "=" if rounded(value, _EXACT) == value else "≈"


def scaled(value: Decimal, *, digits: int = _SPOKEN) -> str:
    """Return a number with its scale word and without a unit.

    >>> scaled(Decimal(75000)), scaled(Decimal("2665432100"))
    ('75,000', '2.665 billion')
    """
    short = rounded(value, digits)
    for size, word in _SCALES:
        if abs(short) >= size and abs(short) < size.scaleb(_LARGEST):
            return f"{plain(short / size)} {word}"
    return plain(short)


def rounded(value: Decimal, digits: int) -> Decimal:
    """Return the value rounded to so many significant digits; whole parts are never cut short.

    >>> rounded(Decimal("123456"), 4), rounded(Decimal("0.24108"), 4)
    (Decimal('123456'), Decimal('0.2411'))
    """
    whole = value.adjusted() + 1
    if Decimal(1) <= abs(value) < _SCALES[-1][0]:
        digits = max(digits, whole)
    return Context(prec=digits, rounding=ROUND_HALF_EVEN).plus(value)


def plain(value: Decimal) -> str:
    """Return a number without exponent or closing noughts, with thousands set off.

    >>> plain(Decimal("1234500.10")), plain(Decimal("4E+1"))
    ('1,234,500.1', '40')
    """
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def plural(unit: str) -> str:
    """Return what is counted, in the plural; "" for a unit that is no counted noun.

    >>> plural("country"), plural("person"), plural("chief executive")
    ('countries', 'people', 'chief executives')
    """
    if unit in _UNCOUNTED:
        return "times" if unit == "times" else unit.replace("_", " ")
    if unit in _PLURALS or "per " in unit:
        return _PLURALS.get(unit, unit)
    if unit.endswith("y") and unit[-2:-1] not in "aeiou":
        return f"{unit[:-1]}ies"
    return f"{unit}es" if unit.endswith(("s", "x", "ch", "sh")) else f"{unit}s"


def is_money(unit: str) -> bool:
    """Return whether a unit is an ISO 4217 code."""
    return len(unit) == _CODE and unit.isascii() and unit.isalpha() and unit.isupper()


def percent(share: Decimal, *, digits: int = 3) -> str:
    """Return a share in percent, without a sign.

    >>> percent(Decimal("0.262664")), percent(Decimal("0.0475"))
    ('26.3%', '4.75%')
    """
    return f"{plain(Context(prec=digits).plus(abs(share) * 100))}%"


def change(share: Decimal, *, places: int = 1) -> str:
    """Return a relative change with its sign, in percent.

    >>> change(Decimal("0.24108")), change(Decimal("-0.0475"), places=2)
    ('+24.1%', '-4.75%')
    """
    quantum = Decimal(1).scaleb(-places)
    percent = (share * 100).quantize(quantum, rounding=ROUND_HALF_EVEN)
    return f"{percent:+f}%"
