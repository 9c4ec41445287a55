"""Numbers that are dialled, typed or printed as they stand: short codes, headings, letters."""

import re

from kept.extract.nouns import is_plural
from kept.extract.rules import Amount
from kept.extract.tokens import Sentence
from kept.lexicon.exclusions import listed

_LARGEST_GOAL = 100


def is_goal(sentence: Sentence, amount: Amount) -> bool:
    """SDG 6, [2011] 2 SCR 417: letters that are a currency's only before a sum."""
    sign = sentence.words[amount.first]
    if amount.currencies and sentence.tags[amount.first] == "c" and _is_reported(sentence, amount):
        return True
    if not amount.currencies or amount.last != amount.first + 2 or amount.high >= _LARGEST_GOAL:
        return False
    return sign in listed("identifiers") and sentence.words[amount.last - 1].isdigit()


def _is_reported(sentence: Sentence, amount: Amount) -> bool:
    """Return whether letters stand between a law report's year and volume, and its page."""
    at = amount.first
    volume, page = sentence.words[at - 1 : at], sentence.words[at + 1]
    if not volume or not volume[0].isdigit() or not page.isdigit():
        return False
    year = sentence.text[: sentence.starts[at - 1] - sentence.start].rstrip()
    return year.endswith(("]", ")"))


_LEAST_DIALLED = 3


def is_dialled(sentence: Sentence, amount: Amount) -> bool:
    """Text WIN to 64010; the number 18555 takes complaints; the 112 app; numbers that begin 48."""
    at = amount.first
    digits = sentence.words[at]
    if amount.last != at + 1 or not digits.isdigit() or at == 0 or amount.currencies:
        return False
    before = sentence.words[at - 1]
    if digits in listed("emergency_numbers"):
        behind = sentence.words[at + 1 : at + 2]
        if before in _THE and not listed("lines").isdisjoint(behind):
            return True
    if before in {"to", "on"} and len(digits) >= _LEAST_DIALLED and amount.noun < 0:
        return not listed("texting").isdisjoint(sentence.words[: at - 1])
    if before == "number" and len(digits) >= _LEAST_DIALLED:
        return at < 2 or not is_plural(sentence.words[at - 2])  # noqa: PLR2004  "the Roma number 900"
    begun = before == "with" and sentence.words[at - 2] in listed("beginning")
    return begun and not listed("codes").isdisjoint(sentence.words[: at - 2])


def is_cited(sentence: Sentence, amount: Amount) -> bool:
    """42 U.S.C. § 1983: numbers on both sides of the sign of a section."""
    if "§" not in sentence.text:
        return False
    start = sentence.starts[amount.first] - sentence.start
    end = sentence.ends[amount.last - 1] - sentence.start
    return "§" in sentence.text[max(0, start - 3) : start] + sentence.text[end : end + _TITLE]


_TITLE = 12
"""Characters of a law's short title: " U.S.C. §"."""


_THE = frozenset({"the", "a", "this", "our", "new"})
_HEADING = re.compile(r"\d{1,2}\.\d{1,2}")


def is_heading(sentence: Sentence, amount: Amount) -> bool:
    """2.1 Background 2.2 Method: the number of a heading, at its head or behind another."""
    at = amount.first
    if amount.last != at + 1 or amount.currencies or not _HEADING.fullmatch(sentence.words[at]):
        return False
    start = (
        sentence.starts[amount.last] - sentence.start if amount.last < len(sentence.words) else 0
    )
    if not start or not sentence.text[start].isupper() or sentence.tags[amount.last] in "msu":
        return False
    return at == 0 or bool(_HEADING.fullmatch(sentence.words[0]))


def is_lettered(sentence: Sentence, amount: Amount) -> bool:
    """The 4T, a 5M: a digit and a capital that are glued together behind an article."""
    if amount.unit or sentence.tags[amount.last - 1] != "m":
        return False
    exact = sentence.slice(amount.first, amount.last).exact
    if len(exact) != 2 or not exact[0].isdigit() or not exact[1].isupper():  # noqa: PLR2004
        return False
    return sentence.words[amount.first - 1 : amount.first] == ["the"]


def is_won(sentence: Sentence, amount: Amount) -> bool:
    """Women under 35 won a third: the verb, where what was won stands behind it."""
    at = amount.last
    if sentence.words[at - 1] != "won" or amount.last != amount.first + 2:
        return False
    if sentence.words[at : at + 1] in (["a"], ["per"], ["each"]):
        return sentence.tags[at + 1 : at + 2] not in {"T", "u"}
    return sentence.tags[at : at + 1] in set("nwcDHvhO")
