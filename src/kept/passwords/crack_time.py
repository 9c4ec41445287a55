"""From guess numbers to time, in seconds and in words."""

from math import inf, log2

from kept.passwords.rates import Rate

HORIZONS = {"1 minute": 60.0, "1 hour": 3600.0, "1 day": 86400.0, "1 year": 31556952.0}
_UNITS = (
    (31556952.0, "year"),
    (86400.0, "day"),
    (3600.0, "hour"),
    (60.0, "minute"),
    (1.0, "second"),
)
_FOREVER = 1e10
_SCALES = (
    (1e6, 1.0, ""),
    (1e9, 1e6, " million"),
    (1e12, 1e9, " billion"),
    (1e15, 1e12, " trillion"),
)


def seconds_to_guess(bits: float, rate: Rate) -> float:
    """Return the seconds until the guess numbered 2^bits; infinite beyond all reckoning."""
    exponent = bits - rate.bits_per_second
    return 2.0**exponent if exponent < 1000 else inf  # noqa: PLR2004  (2^1024 overflows)


def budget_bits(rate: Rate, seconds: float) -> float:
    """Return log2 of the guesses that fit into the seconds."""
    return log2(rate.per_second * seconds)


def in_words(seconds: float) -> str:
    """Return a duration as a newspaper would print it.

    >>> in_words(17.19), in_words(3512), in_words(1e-9), in_words(86400 * 365 * 2500)
    ('17 seconds', '59 minutes', 'less than a second', '2,500 years')
    """
    if seconds < 1:
        return "less than a second"
    if seconds / _UNITS[0][0] > _FOREVER:
        return "more than ten billion years"
    for size, unit in _UNITS:
        if seconds >= size:
            count = _rounded(seconds / size)
            return f"{count:,} {unit}" if count == 1 else f"{count:,} {unit}s"
    return "less than a second"


def _rounded(count: float) -> int:
    """Return the count to two significant figures, or whole below a hundred.

    >>> _rounded(2498.3), _rounded(58.53)
    (2500, 59)
    """
    places = len(str(int(count))) - 2
    return int(round(count, -places)) if places > 0 else round(count)


def in_words_count(bits: float) -> str:
    """Return a guess number given as log2, as a newspaper would print it.

    >>> in_words_count(0), in_words_count(20), in_words_count(44), in_words_count(200)
    ('1', '1 million', '18 trillion', 'about 10^60')
    """
    count = 2.0 ** min(bits, 1000.0)
    for limit, size, name in _SCALES:
        if count < limit:
            return f"{_rounded(count / size):,}{name}"
    return f"about 10^{round(bits / log2(10))}"
