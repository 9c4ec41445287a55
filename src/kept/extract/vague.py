"""Numbers that leave their digits open: dozens of, hundreds of, tens of millions of."""

import re
from collections.abc import Iterator
from decimal import Decimal

from kept.extract.nouns import counted_noun
from kept.extract.rules import Amount
from kept.extract.tokens import Sentence

_LEAST = {
    "dozens": 24, "scores": 40, "tens": 10, "hundreds": 100, "thousands": 1000,
}  # fmt: skip
_SCALED = re.compile("I(?P<s>s)")
_TEN = 10


def find_vague(sentence: Sentence) -> Iterator[Amount]:
    """Yield the vague counts of a sentence in text order.

    "Dozens of" is two dozen or more; "tens of millions of" is a range of one power of ten.
    """
    for at, word in enumerate(sentence.words):
        if word in _LEAST and sentence.words[at + 1 : at + 2] == ["of"]:
            yield _read(sentence, at, Decimal(_LEAST[word]))


def _read(sentence: Sentence, at: int, least: Decimal) -> Amount:
    scaled = _SCALED.match(sentence.tags, at + 1)
    factor = sentence.values[scaled.start("s")] if scaled else None
    last = at + 1
    low, high = least, least * _TEN
    if scaled and isinstance(factor, Decimal):
        last, low, high = scaled.end(), low * factor, high * factor
    behind = last + 1 if sentence.words[last : last + 1] == ["of"] else last
    if sentence.tags[behind : behind + 1] == "C":
        codes = sentence.values[behind]
        names = codes if isinstance(codes, tuple) else ()
        return Amount(at, behind + 1, low, high, names[0], low, ("vague",), names)
    noun = counted_noun(sentence, behind)
    unit, place = (noun[1], noun[0]) if noun else ("", -1)
    return Amount(at, last, low, high, unit, low, ("vague",), (), place)
