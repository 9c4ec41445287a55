"""Shares, bits and chances as a reader wants them, the same in every report."""

from math import log2

from kept.passwords.characters import Evenness
from kept.passwords.composition import CompositionRow
from kept.passwords.intervals import Share

_SMALL = 0.1
_LARGE = 0.9
_LEAST_CHANCE = 0.001
_CLEAR = 3.0
TEN = log2(10)


def percent(share: float) -> str:
    """Return a share in percent: whole, with a decimal where it is near none or all.

    >>> percent(0.324), percent(0.0025), percent(0.9987), percent(0.0), percent(1e-5)
    ('32 %', '0.2 %', '99.9 %', '0 %', 'below 0.1 %')
    """
    if share in {0.0, 1.0}:
        return f"{share:.0%}".replace("%", " %")
    if share < _LEAST_CHANCE / 2:
        return "below 0.1 %"
    if share > 1 - _LEAST_CHANCE / 2:
        return "above 99.9 %"
    digits = 1 if share < _SMALL or share > _LARGE else 0
    return f"{100 * share:.{digits}f} %"


def interval(share: Share) -> str:
    """Return the ends of a 95 % interval in percent.

    >>> from kept.passwords.intervals import wilson
    >>> interval(wilson(33, 100)), interval(wilson(0, 1000)), interval(wilson(99999, 100000))
    ('25–43 %', '0–0.4 %', '>99.9 %')
    """
    ends = (percent(end).removesuffix(" %") for end in (share.low, share.high))
    low, high = (end.replace("below ", "<").replace("above ", ">") for end in ends)
    return f"{low} %" if low == high and low[0] in "<>" else f"{low}–{high} %"


def with_interval(share: Share) -> str:
    """Return a share with its interval in brackets."""
    return f"{percent(share.value)} ({interval(share)})"


def chance(value: float | None) -> str:
    """Return a chance under the null, or why there is none.

    >>> chance(0.04), chance(1e-9), chance(None)
    ('0.04', '< 0.001', 'too few')
    """
    if value is None:
        return "too few"
    return "< 0.001" if value < _LEAST_CHANCE else f"{value:.2g}"


def against_null(row: CompositionRow) -> str:
    """Return how a row of the composition table stands to the uniform generator, in words."""
    if row.deviation is None:
        return "chance leaves no room"
    if abs(row.deviation) < _CLEAR:
        return "as chance would have it"
    side = "more" if row.deviation > 0 else "fewer"
    errors = f"{row.deviation:+.1f}".replace("-", "−")
    return f"{side} than chance ({errors} standard errors)"


def evenness(row: Evenness) -> str:
    """Return bits a character beside the most there could be."""
    return f"{row.bits:.2f} of at most {row.most_bits:.2f} bits"


def power_of_ten(bits: float) -> str:
    """Return a guess number given as log2, as a power of ten.

    >>> power_of_ten(49.07)
    '10^14.8'
    """
    return f"10^{bits / TEN:.1f}"
