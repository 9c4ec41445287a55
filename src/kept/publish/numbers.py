"""Numbers as a newspaper prints them: every digit that matters, none rounded away."""

from decimal import Decimal

from kept.publish.wording import wording

_SCALES = (
    (Decimal("1e12"), "trillion"),
    (Decimal("1e9"), "billion"),
    (Decimal("1e6"), "million"),
)
_UNSCALED = (Decimal(1), "")
_LONGEST_DIGITS = 36
_LONGEST_SCALED = 7
_EXACT_DIGITS = 28


def in_words(value: Decimal) -> str:
    """Return the number for reading, exact to its last digit.

    A scale word is used only where it shortens the number without rounding it.

    >>> in_words(Decimal("15000000000")), in_words(Decimal("300000")), in_words(Decimal("26.80"))
    ('15 billion', '300,000', '26.8')
    >>> in_words(Decimal("3812345678")), in_words(Decimal("1E+999"))
    ('3,812,345,678', 'a number of 1,000 digits')
    """
    if abs(value.adjusted()) > _LONGEST_DIGITS and value:
        return _too_long(value)
    size, word = next((scale for scale in _SCALES if abs(value) >= scale[0]), _UNSCALED)
    if not word or len(value.as_tuple().digits) > _EXACT_DIGITS:
        return _plain(value)
    scaled = _plain(value / size)
    return f"{scaled} {word}" if len(scaled) <= _LONGEST_SCALED else _plain(value)


def _plain(value: Decimal) -> str:
    digits = format(value, ",f")
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def _too_long(value: Decimal) -> str:
    exponent = value.adjusted()
    if exponent > 0:
        return f"a number of {exponent + 1:,} digits"
    return f"a number with {-exponent - 1:,} noughts after the point"


def plural(noun: str) -> str:
    """Return the plural of a counted noun or unit; of a phrase, its head's.

    >>> plural("country"), plural("person"), plural("gigabit per second"), plural("bus")
    ('countries', 'people', 'gigabits per second', 'buses')
    """
    if " per " in noun:
        head, _, rest = noun.partition(" per ")
        return f"{plural(head)} per {rest}"
    start, _, last = noun.rpartition(" ")
    return f"{start} {_plural_word(last)}".strip()


def _plural_word(word: str) -> str:
    irregular = wording("plurals").get(word)
    if irregular:
        return irregular
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return f"{word[:-1]}ies"
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return f"{word}es"
    return f"{word}s"
