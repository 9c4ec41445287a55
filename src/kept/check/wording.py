"""Numbers in words for the checks: those of `kept.lexicon.amounts`, and changes in words."""

from decimal import Decimal

from kept.lexicon.amounts import (
    amount,
    change,
    equals,
    exact,
    is_money,
    percent,
    plain,
    plural,
    rounded,
    scaled,
)

__all__ = [
    "amount",
    "change",
    "equals",
    "exact",
    "is_money",
    "moved",
    "percent",
    "plain",
    "plural",
    "rounded",
    "scaled",
]


def moved(share: Decimal) -> str:
    """Return a relative change in words.

    >>> moved(Decimal("0.24108")), moved(Decimal("-0.158"))
    ('24.1% more', '15.8% less')
    """
    return f"{change(abs(share)).removeprefix('+')} {'less' if share < 0 else 'more'}"
