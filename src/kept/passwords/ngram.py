"""An n-gram over characters, held as a trie in flat arrays.

The node of an n-gram is a child of the node of its first n-1 characters, so the node of
the context of every character is the node found one character earlier: scoring a whole
batch takes one pass an order and no search. A character unseen in its context pays the
context's back-off and is asked again in the context shortened by one character.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import IO

import numpy as np
from numpy.typing import NDArray

from kept.passwords.alphabet import START, START_OF_LETTERS, SYMBOLS

FRACTION = 2048  # costs are kept in 1/2048 bit, so that one takes two bytes
FEW = 64  # symbols up to which a loop over them is faster than a loop over orders
_LARGEST = 2**16 - 1
_WORD = 64


@dataclass(frozen=True)
class NgramTables:
    """The trie. Node 0 is "absent"; nodes 1 to SYMBOLS are the single characters.

    cost: uint16 per node, the price of the n-gram's last character in its context.
    backoff: uint16 per node that may have children. bits, first: for each such node and
    each half of the alphabet, which symbols follow, and the node of the first of them.
    """

    order: int
    cost: NDArray[np.uint16]
    backoff: NDArray[np.uint16]
    bits: NDArray[np.uint64]
    first: NDArray[np.int32]

    def bits_of(self, symbols: NDArray[np.uint8]) -> NDArray[np.float64]:
        """Return the information of each symbol given those before it, in bits.

        symbols: rows that each begin with a START, one behind the other. A START costs
        nothing and ends what went before.
        """
        if len(symbols) <= FEW:
            return np.array(self._one_by_one(symbols.tolist()), np.float64) / FRACTION
        return self._all_at_once(symbols) / FRACTION

    def _one_by_one(self, symbols: list[int]) -> list[int]:
        """Return the price of each symbol: a dozen need no arrays, which cost more to set up."""
        cost, backoff, bits, first = self._views
        prices: list[int] = []
        contexts: list[int] = []
        for symbol in symbols:
            half, own = symbol >> 6, 1 << (symbol & (_WORD - 1))
            nodes = [symbol + 1]
            price = cost[symbol + 1]
            for context in contexts:
                slot = 2 * context + half
                word = bits[slot]
                if word & own:
                    node = first[slot] + (word & (own - 1)).bit_count()
                    price = cost[node]
                    nodes.append(node)
                else:
                    price += backoff[context]
            prices.append(0 if symbol == START or symbol >= START_OF_LETTERS else price)
            contexts = nodes[: self.order - 1]
        return prices

    @cached_property
    def _views(self) -> "tuple[memoryview[int], memoryview[int], memoryview[int], memoryview[int]]":
        """Return the arrays in a form that is quick to ask for one number."""
        return (self.cost.data, self.backoff.data, self.bits.data, self.first.data)

    def _all_at_once(self, symbols: NDArray[np.uint8]) -> NDArray[np.int32]:
        """Return the price of each symbol, all symbols in one pass an order."""
        half = (symbols >> np.uint8(6)).astype(np.intp)
        bit = (symbols & np.uint8(_WORD - 1)).astype(np.uint64)
        own = np.uint64(1) << bit
        below = own - np.uint64(1)
        node = symbols.astype(np.intp) + 1
        price = self.cost[node].astype(np.int32)
        context = np.zeros_like(node)
        free = (symbols == START) | (symbols >= START_OF_LETTERS)
        for _ in range(2, self.order + 1):
            context[1:] = node[:-1]
            slot = 2 * context + half
            word = self.bits[slot]
            seen = (word & own) != 0
            rank = np.bitwise_count(word & below)
            node = np.where(seen, self.first[slot] + rank, 0)
            price = np.where(seen, self.cost[node], price + self.backoff[context])
        return np.where(free, 0, price).astype(np.int32)

    def save(self, file: IO[bytes]) -> None:
        """Write the tables to `file`. The same tables give the same bytes."""
        arrays = {name: getattr(self, name) for name in ("cost", "backoff", "bits", "first")}
        np.savez(file, allow_pickle=False, order=np.int64(self.order), **arrays)


def load_tables(file: IO[bytes]) -> NgramTables:
    """Return the tables that `NgramTables.save` wrote."""
    with np.load(file, allow_pickle=False) as stored:
        return NgramTables(
            int(stored["order"]),
            stored["cost"],
            stored["backoff"],
            stored["bits"],
            stored["first"],
        )


def in_fractions(probability: NDArray[np.float64]) -> NDArray[np.uint16]:
    """Return -log2 of each probability in fractions of a bit; 0 where it is 0."""
    bits = -np.log2(np.where(probability > 0, probability, 1.0))
    fractions: NDArray[np.float64] = np.minimum(np.rint(bits * FRACTION), _LARGEST)
    return fractions.astype(np.uint16)


def child_index(
    parents: NDArray[np.int64], symbols: NDArray[np.int64], children: int, internal: int
) -> tuple[NDArray[np.uint64], NDArray[np.int32]]:
    """Return `bits` and `first` for children sorted by parent and symbol.

    children: the node of the first child; the others follow it without a gap.
    """
    slot = 2 * parents + symbols // _WORD
    bits = np.zeros(2 * internal, np.uint64)
    np.bitwise_or.at(bits, slot, np.uint64(1) << (symbols % _WORD).astype(np.uint64))
    first = np.zeros(2 * internal, np.int32)
    used, at = np.unique(slot, return_index=True)
    first[used] = at + children
    return bits, first


FIRST_PAIR = SYMBOLS + 1
