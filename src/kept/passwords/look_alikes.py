"""Look-alikes undone: p@ssw0rd is password to an attacker who tries rules on every word."""

import tomllib
from functools import cache
from importlib.resources import files
from math import log2

import numpy as np
from numpy.typing import NDArray

from kept.passwords.alphabet import CLASS_OF_SYMBOL, LETTER, Batch, Floats, Ints

RULES = 64  # sets of case and look-alike rules that an attacker is taken to try on a word
RULE_BITS = log2(RULES)
_BITS_A_SWAP = 2.0  # each letter with a look-alike has one or two: more swaps, more rules

Codes = NDArray[np.uint32]


@cache
def _letters() -> Codes:
    """Return by code point of ASCII the letter that it stands for, else itself."""
    text = (files("kept.passwords") / "data" / "look_alikes.toml").read_text(encoding="utf-8")
    plain = np.arange(128, dtype=np.uint32)
    for sign, letter in tomllib.loads(text)["letter_of"].items():
        plain[ord(sign)] = ord(letter)
    return plain


@cache
def _small_letters() -> Codes:
    plain = _letters().copy()
    plain[ord("A") : ord("Z") + 1] += ord("a") - ord("A")
    return plain


def without_case(batch: Batch) -> Codes:
    """Return the code points with every look-alike undone and every capital made small."""
    return _undone(batch.codes, _small_letters())


def _undone(codes: Codes, plain: Codes) -> Codes:
    known = codes < len(plain)
    return np.where(known, plain[np.where(known, codes, 0)], codes)


def undone(batch: Batch) -> tuple[Ints, list[str], Floats]:
    """Return the passwords with look-alikes in their words: index, what they stand for, bits.

    A look-alike is one before the last letter of a stretch: what follows it (password1!) is a
    number or a sign. bits: log2 of the rules tried until the one that writes them so.
    """
    letters = CLASS_OF_SYMBOL[batch.inner] == LETTER
    plain = _undone(batch.codes, _letters())
    within = letters | (plain != batch.codes)
    opens = batch.position == 0
    opens[1:] |= within[1:] != within[:-1]
    starts = np.flatnonzero(opens)
    last = np.maximum.reduceat(np.where(letters, np.arange(len(letters)), -1), starts)
    lengths = np.diff(np.append(starts, len(letters)))
    plain = np.where(np.arange(len(letters)) < np.repeat(last, lengths), plain, batch.codes)
    swaps = np.add.reduceat((plain != batch.codes).astype(np.int64), batch.inner_starts)
    chosen = np.flatnonzero(swaps)
    text = plain.tobytes().decode("utf-32-le", "surrogatepass") if len(chosen) else ""
    begins, lengths = batch.inner_starts[chosen], batch.lengths[chosen]
    words = [
        text[begin : begin + length]
        for begin, length in zip(begins.tolist(), lengths.tolist(), strict=True)
    ]
    return chosen, words, np.maximum(RULE_BITS, _BITS_A_SWAP * swaps[chosen])
