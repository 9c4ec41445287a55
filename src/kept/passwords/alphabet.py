"""Passwords as one flat row of symbols, the form in which every attack reads them.

Each password is laid down as START, its characters, END, one behind the other, so that
an attack runs over a whole batch in a handful of array operations and never loops over
passwords. Characters outside printable ASCII share one symbol, OTHER.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Symbols = NDArray[np.uint8]
Truths = NDArray[np.bool_]

START = 0
OTHER = 96
END = 97
START_OF_LETTERS = 98
START_OF_DIGITS = 99
START_OF_SIGNS = 100
SYMBOLS = 101

LETTER, DIGIT, SIGN = 0, 1, 2
LOWER_CASE, UPPER_CASE, DECIMAL, SPECIAL = 0, 1, 2, 3

# Unicode 16 assigns about 155,000 characters: what one unseen character costs to guess.
BITS_OF_OTHER = 17.25

PRINTABLE = "".join(map(chr, range(32, 127)))

_SYMBOL_OF_CODE = np.full(128, OTHER, np.uint8)
_SYMBOL_OF_CODE[32:127] = np.arange(1, 96)


def _by_symbol(kind_of: dict[int, str], default: int) -> Symbols:
    """Return a table from symbol to kind, for kinds given as strings of characters."""
    table = np.full(128, default, np.uint8)
    for kind, characters in kind_of.items():
        table[[ord(character) - 31 for character in characters]] = kind
    return table


_LOWER = "abcdefghijklmnopqrstuvwxyz"
_UPPER = _LOWER.upper()
_DIGITS = "0123456789"

CLASS_OF_SYMBOL = _by_symbol({LETTER: _LOWER + _UPPER, DIGIT: _DIGITS}, SIGN)
CASED_CLASS_OF_SYMBOL = _by_symbol(
    {LOWER_CASE: _LOWER, UPPER_CASE: _UPPER, DECIMAL: _DIGITS}, SPECIAL
)
LOWERED_SYMBOL = np.arange(128, dtype=np.uint8)
LOWERED_SYMBOL[[ord(letter) - 31 for letter in _UPPER]] += ord("a") - ord("A")


@dataclass(frozen=True)
class Batch:
    """Passwords in their flat form.

    symbols: uint8, START and END included. starts: int64, the index of each START.
    lengths: int64, characters of each password. codes: uint32 code points, characters only.
    """

    passwords: tuple[str, ...]
    symbols: Symbols
    starts: Ints
    lengths: Ints
    codes: NDArray[np.uint32]

    @cached_property
    def inner(self) -> Symbols:
        """Return the symbols of the characters alone, without START and END."""
        return _SYMBOL_OF_CODE[np.minimum(self.codes, 127)]

    @cached_property
    def inner_starts(self) -> Ints:
        """Return where each password begins in `inner`."""
        return self.lengths.cumsum() - self.lengths

    @cached_property
    def position(self) -> Ints:
        """Return the place of each character of `inner` in its password, from 0."""
        return np.arange(len(self.codes)) - self.inner_starts.repeat(self.lengths)

    def total(self, values: Floats) -> Floats:
        """Return the sum over each password of one value a character of `inner`."""
        return sum_by(values, self.inner_starts)


def sum_by(values: Floats, starts: Ints) -> Floats:
    """Return the sum of `values` from each start to the next. No start may be repeated."""
    return np.add.reduceat(values, starts)


def encode(passwords: Sequence[str]) -> Batch:
    """Return the passwords as a batch. An empty password is refused with ValueError."""
    lengths = np.fromiter(map(len, passwords), np.int64, len(passwords))
    if len(lengths) and not lengths.all():
        raise ValueError("an empty password has no guess number")
    codes = np.frombuffer("".join(passwords).encode("utf-32-le", "surrogatepass"), np.uint32)
    ends = (lengths + 2).cumsum() - 1
    starts = ends - lengths - 1
    symbols = np.empty(len(codes) + 2 * len(lengths), np.uint8)
    symbols[starts] = START
    symbols[ends] = END
    owner = np.arange(1, 2 * len(lengths), 2).repeat(lengths)
    symbols[np.arange(len(codes)) + owner] = _SYMBOL_OF_CODE[np.minimum(codes, 127)]
    return Batch(tuple(passwords), symbols, starts, lengths, codes)


def decode(symbols: Sequence[int]) -> str:
    """Return the text of the symbols before the first END.

    >>> decode([34, 65, 66, 97])
    'A`a'
    """
    text = []
    for symbol in symbols:
        if symbol == END:
            break
        text.append("\N{REPLACEMENT CHARACTER}" if symbol == OTHER else chr(symbol + 31))
    return "".join(text)
