"""Repeated passwords of a long list, counted in constant memory.

Passwords are known by a keyed 64-bit hash. When the table is full, only hashes with one
more zero bit at the end are kept (Gibbons 2001): a uniform sample of the different
passwords, each with its exact count, from which the list's figures are scaled up.
"""

import secrets
from dataclasses import dataclass, field
from hashlib import blake2b
from math import log2

CAPACITY = 1 << 18
_RULE_OF_THREE = 3.0


@dataclass(frozen=True)
class Repetition:
    """How often passwords repeat.

    different: distinct passwords. repeated: rows beyond the first of each. collision_bits:
    log2 of one over the chance that two rows drawn from the list are equal; None where none
    are. at_least_bits: then a 95 % lower bound. most: the largest count. exact: false where
    the figures were scaled up from a sample.
    """

    different: int
    repeated: int
    collision_bits: float | None
    at_least_bits: float
    most: int
    exact: bool


@dataclass
class Tally:
    """Counts of passwords seen so far; add them one by one, then ask for `repetition`."""

    capacity: int = CAPACITY
    key: bytes = field(default_factory=lambda: secrets.token_bytes(16), repr=False)
    _counts: dict[int, int] = field(default_factory=dict, repr=False)
    _rows: int = 0
    _bits: int = 0

    def add(self, password: str) -> None:
        """Count one row."""
        self._rows += 1
        data = password.encode("utf-8", "surrogatepass")
        mark = int.from_bytes(blake2b(data, digest_size=8, key=self.key).digest(), "little")
        if mark & ((1 << self._bits) - 1):
            return
        self._counts[mark] = self._counts.get(mark, 0) + 1
        while len(self._counts) > self.capacity:
            self._bits += 1
            mask = (1 << self._bits) - 1
            self._counts = {m: count for m, count in self._counts.items() if not m & mask}

    def repetition(self) -> Repetition:
        """Return the figures of all rows added."""
        scale, rows = 1 << self._bits, self._rows
        pairs = scale * sum(count * (count - 1) for count in self._counts.values())
        possible = rows * (rows - 1)
        different = min(scale * len(self._counts), rows)
        floor = log2(possible / 2 / _RULE_OF_THREE) if possible > 2 * _RULE_OF_THREE else 0.0
        return Repetition(
            different=different,
            repeated=rows - different,
            collision_bits=log2(possible / pairs) if pairs else None,
            at_least_bits=max(floor, 0.0),
            most=max(self._counts.values(), default=0),
            exact=self._bits == 0,
        )
