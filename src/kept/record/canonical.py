"""Canonical JSON by RFC 8785 (JSON Canonicalization Scheme): one text for one value.

Keys are sorted by their UTF-16 code units, numbers are written as ECMAScript writes them, and
nothing stands between tokens. The ledger itself keeps exact decimals as strings, never floats.
"""

import math
from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any

import msgspec

_LARGEST = 2**53 - 1
_PLAIN_BELOW = 21
_SMALLEST_PLAIN = -6
_string = msgspec.json.Encoder().encode


def canonical(value: Any) -> bytes:
    """Return the canonical JSON of strings, whole numbers, floats, booleans, null and their nests.

    A decimal becomes a string in plain digits. Raises ValueError for a number that is not finite
    or not exact as a double, for text that is not Unicode (a lone surrogate), and for a key that
    is no string.

    >>> canonical({"b": [1e21, 0.1, -0.0], "a": "€"}).decode()
    '{"a":"€","b":[1e+21,0.1,0]}'
    """
    return _text(value).encode()


def _text(value: Any) -> str:
    write = _WRITERS.get(type(value))
    if write is None:
        msg = f"{type(value).__name__} has no place in JSON"
        raise ValueError(msg)
    return write(value)


def _whole(value: int) -> str:
    if abs(value) > _LARGEST:
        msg = f"{value} is not exact as a double: write it as a string"
        raise ValueError(msg)
    return str(value)


def _object(value: dict[Any, Any]) -> str:
    return f"{{{','.join([f'{_key(key)}:{_text(value[key])}' for key in _sorted(value)])}}}"


def _array(value: Sequence[Any]) -> str:
    return f"[{','.join(map(_text, value))}]"


def plain(value: Decimal) -> str:
    """Return a decimal in digits, without exponent or trailing noughts, so that equals look equal.

    >>> plain(Decimal("1.50E+10")), plain(Decimal("26.80")), plain(Decimal("-0"))
    ('15000000000', '26.8', '0')
    """
    if not value.is_finite():
        msg = f"{value} is no amount"
        raise ValueError(msg)
    digits = format(value, "f")
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return "0" if digits == "-0" else digits


def _sorted(value: dict[Any, Any]) -> list[str]:
    try:
        if "".join(value).isascii():
            return sorted(value)
    except TypeError as error:
        raise ValueError("a key that is no string has no place in JSON") from error
    return sorted(value, key=lambda key: key.encode("utf-16-be", "surrogatepass"))


def _quoted(text: str) -> str:
    """Return a string literal: msgspec escapes exactly what RFC 8785, 3.2.2.2, escapes."""
    try:
        return _string(text).decode()
    except UnicodeEncodeError as error:
        raise ValueError("a lone surrogate has no place in canonical JSON") from error


@lru_cache(maxsize=1024)
def _key(text: str) -> str:
    return _quoted(text)


def number(value: float) -> str:
    """Return a double as ECMAScript prints it (RFC 8785, 3.2.2.3).

    Python's `repr` gives the same shortest digits; only their layout differs.

    >>> number(4.50), number(2e-3), number(1e-27), number(333333333.33333329)
    ('4.5', '0.002', '1e-27', '333333333.3333333')
    """
    if not math.isfinite(value):
        msg = f"{value} has no place in JSON"
        raise ValueError(msg)
    if value == 0:
        return "0"
    sign, digits, exponent = Decimal(repr(value)).normalize().as_tuple()
    printed = "".join(map(str, digits))
    point = len(printed) + int(exponent)
    return f"{'-' if sign else ''}{_laid_out(printed, point)}"


def _laid_out(digits: str, point: int) -> str:
    """Return digits with a decimal point after the first `point` of them, or an exponent."""
    if len(digits) <= point <= _PLAIN_BELOW:
        return digits.ljust(point, "0")
    if 0 < point <= _PLAIN_BELOW:
        return f"{digits[:point]}.{digits[point:]}"
    if _SMALLEST_PLAIN < point <= 0:
        return f"0.{'0' * -point}{digits}"
    fraction = f".{digits[1:]}" if len(digits) > 1 else ""
    return f"{digits[0]}{fraction}e{point - 1:+d}"


_WRITERS: dict[type, Callable[[Any], str]] = {
    str: _quoted,
    int: _whole,
    bool: lambda value: "true" if value else "false",
    type(None): lambda _: "null",
    float: number,
    Decimal: lambda value: f'"{plain(value)}"',
    dict: _object,
    list: _array,
    tuple: _array,
}
