"""Numbers that are names: of pages and laws, of streets and telephones."""

import re

from kept.extract.rules import Amount
from kept.extract.tokens import Sentence
from kept.lexicon.exclusions import listed

BARE = frozenset({"", "degree"})
"""Units of an amount that counts nothing named."""


def is_identifier(sentence: Sentence, amount: Amount) -> bool:
    """Page 12, Article 370, No. 5, COVID-19, Windows 11."""
    at = amount.first
    if at == 0 or sentence.tags[at] not in "nYw":
        return False
    before, tag = sentence.words[at - 1], sentence.tags[at - 1]
    glued = sentence.ends[at - 1] == sentence.starts[at]
    if tag == "-" and glued and at > 1 and sentence.ends[at - 2] == sentence.starts[at - 1]:
        named = sentence.words[at - 2].isalpha() and sentence.words[at - 2] not in listed(
            "glued_signs"
        )
        return (sentence.tags[at - 2] in "XZ" and named) or (
            (sentence.tags[at - 2] in "WEn" or named) and amount.unit in BARE
        )
    if tag == "/" and glued:
        return not amount.currencies and amount.unit != "percent"
    if before == "no." or (before == "." and sentence.words[at - 2 : at - 1] == ["no"]):
        return True
    if before in listed("identifiers"):
        return (
            amount.unit in BARE
            or before in listed("strict_identifiers")
            or sentence.text[sentence.starts[at - 1] - sentence.start].isupper()
        )
    if tag == "l" and amount.unit == "":
        return True  # "S&P 500"
    behind = sentence.tags[amount.last : amount.last + 2]
    if amount.names[-1] == "measure" and behind in {"-n", "-Y"}:
        return sentence.ends[amount.last - 1] == sentence.starts[amount.last]  # "247 L-202"
    return amount.unit == "" and tag in "XZ" and small(amount)


def small(amount: Amount) -> bool:
    """Return whether the amount is one plain token: a scale word would make it a quantity."""
    return amount.last == amount.first + 1 and amount.noun < 0


def is_address(sentence: Sentence, amount: Amount) -> bool:
    """49 Zorro Ranch Road, 22 Ave Foch."""
    if not sentence.words[amount.first].isdigit() or sentence.tags[amount.last - 1] not in "nY":
        return False
    following = sentence.words[amount.last : amount.last + 5]
    for place, word in enumerate(following):
        if sentence.tags[amount.last + place] not in "XOZ":
            return False
        if word in listed("streets"):
            return True
    return False


_TELEPHONE = re.compile(r"(?:\+|\b)\(?\d{1,4}\)?(?:[ -]\(?\d{2,7}\)?){2,}")


def is_telephone(sentence: Sentence, amount: Amount) -> bool:
    """+92 51 920 1234, 021-111-222-333."""
    if amount.unit and amount.noun < 0:
        return False
    start = sentence.starts[amount.first] - sentence.start
    near = sentence.text[max(0, start - 24) : start + 24]
    if "-" not in near and "+" not in near:
        return False
    for match in _TELEPHONE.finditer(sentence.text, max(0, start - 24), start + 24):
        if match.start() <= start < match.end():
            digits = sum(character.isdigit() for character in match.group())
            separated = match.group().startswith("+") or "-" in match.group()
            return digits >= 7 and separated  # noqa: PLR2004
    return False
