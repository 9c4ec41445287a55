"""What a check asks of a perfect generator of passwords, to hold an experiment against chance."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Protocol

from msgspec import Struct


class Chance(Struct, frozen=True):
    """A share that pure chance gives, 0 to 1, and the arithmetic that leads to it."""

    share: Decimal
    working: str


class UniformPasswords(Protocol):
    """A generator that draws every character from the 94 visible ones of ASCII, each alike.

    `kept.passwords` answers it. Kinds are `small letter`, `capital`, `digit` and `sign`.
    """

    def lacking(self, kinds: Sequence[str], length: int) -> Chance:
        """Return the chance that a password of this length lacks at least one of the kinds."""
        ...
