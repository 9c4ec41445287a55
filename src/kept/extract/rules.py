"""The grammar engine: a rule is a name, a pattern over tags, and a production.

Patterns are regular expressions over the tag string of a sentence, anchored where a number
may begin; short names in braces stand for the pieces that patterns share. After Duckling's
rules (name, pattern, production), with finite-state patterns in place of a chart.
"""

import re
from collections.abc import Callable
from decimal import Decimal

from msgspec import Struct

from kept.extract.tokens import Sentence

_WORDS = "(?:w?h(?:&?w)?|w)"
_NUMBER = f"(?:[nw]&DH|[nY]v?|{_WORDS}Qw+|{_WORDS}(?:s&?{_WORDS})*|HD(?=s)|D(?=[hs])h?|v)"
PIECES = {
    "number": _NUMBER,
    "amount": f"(?:nsns|{_NUMBER}(?:-?ss?|m)?)",
    "to": "(?:-|t)",
}
"""Names for the pieces of patterns. number: digits, words or a fraction sign; amount: a
number with none, one, or two scale words ("lakh crore"), or with
smaller ones behind ("7 crore 50 lakh"); to: a dash or the word "to"."""


class Amount(Struct):
    """A number read from tokens [first, last): low and high in the base unit.

    currencies: the ISO 4217 codes that its currency may be, the usual first.
    noun: the token of the counted noun, or -1. names: the rules that fired.
    """

    first: int
    last: int
    low: Decimal
    high: Decimal
    unit: str
    precision: Decimal
    names: tuple[str, ...]
    currencies: tuple[str, ...] = ()
    noun: int = -1


Production = Callable[[Sentence, re.Match[str]], tuple[Amount, ...]]


class Rule(Struct, frozen=True):
    """One way to write something: tried where its pattern matches the tags.

    A production returns an empty tuple to let the next rule try. heads: the tags that the
    pattern can begin with; needs: tags of which one must follow in every match, or "": neither
    changes what is read, only what is tried.
    """

    name: str
    pattern: re.Pattern[str]
    produce: Production
    heads: str
    needs: str


NUMBER_HEADS = "nYwvhHD"
MONEY_HEADS = "cl" + NUMBER_HEADS


def rule(
    name: str, pattern: str, heads: str = NUMBER_HEADS, needs: str = ""
) -> Callable[[Production], Rule]:
    """Return a decorator that makes a production into a rule of that name and pattern.

    >>> @rule("percent", "(?P<number>[nY])p")
    ... def percent(sentence, match): ...
    >>> percent.name, percent.pattern.pattern
    ('percent', '(?P<number>[nY])p')
    """
    expanded = pattern
    for piece, expression in PIECES.items():
        expanded = expanded.replace("{" + piece + "}", expression)
    compiled = re.compile(expanded)

    def make(produce: Production) -> Rule:
        return Rule(name, compiled, produce, heads, needs)

    return make
