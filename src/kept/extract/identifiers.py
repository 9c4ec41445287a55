"""Numbers that are names: of pages and laws, of streets and telephones."""

import re

from kept.extract.nouns import singular_or_same
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
    if _is_dotted(sentence, amount) or _is_chained(sentence, at):
        return True
    if sentence.ends[at - 1] == sentence.starts[at]:
        if tag == "-" and at > 1 and sentence.ends[at - 2] == sentence.starts[at - 1]:
            return _joined(sentence, amount)
        if tag == "/":
            return not amount.currencies and amount.unit != "percent"
    if before == "no." or (before == "." and sentence.words[at - 2 : at - 1] == ["no"]):
        return True
    name = _named_by(before)
    if name:
        if name == "number" and sentence.tags[at - 2 : at - 1] == "D":
            return True
        capital = sentence.text[sentence.starts[at - 1] - sentence.start].isupper()
        strict = name in listed("strict_identifiers") or sentence.words[at - 2 : at] == _SEASON
        strict = strict or _is_lettered(sentence, amount)
        strict = strict or (amount.noun >= 0 and sentence.words[at - 2 : at - 1] in _ONE_OF)
        return amount.unit in BARE or capital or strict
    return _paired(sentence, at) or _is_index(sentence, amount)


def _is_dotted(sentence: Sentence, amount: Amount) -> bool:
    """Return whether a number goes on over a dot: the end of version 1.0.3, or of 10.2.0.1."""
    start = sentence.starts[amount.first] - sentence.start
    text = sentence.text
    return start > 1 and text[start - 1] == "." and text[start - 2].isdigit()


def _is_lettered(sentence: Sentence, amount: Amount) -> bool:
    """Return whether one capital is glued to a number: "stand 4C"."""
    exact = sentence.slice(amount.first, amount.last).exact
    return exact[:-1].isdigit() and exact[-1].isupper()


def _is_chained(sentence: Sentence, at: int) -> bool:
    """Return whether a number goes on behind letters and one more: "CVE-2024-30", "ISO 3166-1"."""
    if at < 3 or sentence.tags[at - 1] not in "-/:" or sentence.tags[at - 2] not in "nY":  # noqa: PLR2004
        return False
    if not sentence.ends[at - 2] == sentence.starts[at - 1] == sentence.starts[at] - 1:
        return False
    name = at - 3 - (sentence.tags[at - 3] == "-")
    exact = sentence.slice(name, name + 1).exact
    return len(exact) > 1 and exact.isalpha() and exact.isupper()


_ONE_OF = (["a"], ["an"])  # "a level 2 alert" is one, so that 2 counts nothing
_SEASON = ["of", "season"]


def _joined(sentence: Sentence, amount: Amount) -> bool:
    """Return whether a hyphen joins a number to the name before it: "COVID-19"."""
    word, tag = sentence.words[amount.first - 2], sentence.tags[amount.first - 2]
    named = word.replace("-", "").isalpha() and word not in listed("glued_signs")
    return (tag in "XZ" and named) or ((tag in "WEn" or named) and amount.unit in BARE)


def _is_index(sentence: Sentence, amount: Amount) -> bool:
    """Return whether a number ends a name of another kind: "S&P 500", "247 L-202"."""
    at, tag = amount.first, sentence.tags[amount.first - 1]
    if tag == "l" and (amount.unit == "" or sentence.words[at - 2 : at - 1] == ["&"]):
        return True
    behind = sentence.tags[amount.last : amount.last + 2]
    if amount.names[-1] == "measure" and behind in {"-n", "-Y"}:
        return sentence.ends[amount.last - 1] == sentence.starts[amount.last]
    return amount.unit == "" and tag in "XZ" and small(amount)


def _named_by(word: str) -> str:
    """Return the word of the list that a word is, or that it is the plural of, or ""."""
    names = listed("identifiers")
    if word in names:
        return word
    one = singular_or_same(word)
    return one if one in names else ""


def _paired(sentence: Sentence, at: int) -> bool:
    """Return whether a number goes on behind a first one: "Junctions 9 to 11"."""
    if at < 3 or sentence.tags[at - 2] not in "nY" or sentence.tags[at - 1] not in "t-&,I":  # noqa: PLR2004
        return False
    capital = sentence.text[sentence.starts[at - 3] - sentence.start].isupper()
    name = _named_by(sentence.words[at - 3])
    strict = {name, singular_or_same(name)} & listed("strict_identifiers")
    return bool(name) and (capital or bool(strict))


def is_coded(sentence: Sentence, amount: Amount) -> bool:
    """Vitamin B12; 34.5°N; on 98.5 FM; the Group of Seven."""
    first, last = amount.first, amount.last
    before = sentence.words[first - 1] if first else ""
    behind = sentence.words[last] if last < len(sentence.words) else ""
    if amount.currencies:
        coded = before in listed("coded") or before in listed("identifiers")
        return sentence.tags[first] == "l" and coded
    if amount.unit == "times":
        return amount.high >= _LARGEST_TIMES and sentence.slice(first, last).exact[-1] == "X"
    if amount.unit == "degree":
        return behind in listed("bearings") or _is_arc(sentence, amount)
    if amount.unit in listed("frequencies"):
        return before in listed("tuned") or "tune" in sentence.words or behind in listed("bands")
    if amount.unit == "" and behind in listed("bands"):
        return sentence.tags[last] == "X"
    if before == "of" and first > 1 and sentence.words[first - 2] == "group":
        start = sentence.starts[first - 2] - sentence.start
        return sentence.text[start].isupper()
    return False


def _is_arc(sentence: Sentence, amount: Amount) -> bool:
    """Return whether minutes of arc follow degrees: 35°41' N."""
    return _ARC.match(sentence.text, sentence.ends[amount.last - 1] - sentence.start) is not None


_ARC = re.compile(r"\s?\d{1,2}(?:\.\d+)?\s?['’′]")


_LARGEST_TIMES = 100
"""Larger numbers with an X glued on are models: the 777X. "10X growth" is none."""


def is_said_name(sentence: Sentence, amount: Amount) -> bool:
    """The passport number is 4481222; the code was 400100."""
    at, digits = amount.first, sentence.words[amount.first]
    if amount.unit or at < 2 or sentence.tags[at - 1] not in "A:I" or not digits.isdigit():  # noqa: PLR2004
        return False
    noun = sentence.words[at - 2]
    if sentence.words[at - 1] == "in" and noun in _ENDING and at > 2:  # noqa: PLR2004
        return sentence.words[at - 3] == "number"
    if noun in {"number", "no", "no.", "reference"} and at > 2:  # noqa: PLR2004
        return sentence.words[at - 3] in listed("numbered")
    return noun in listed("coined")


_ENDING = frozenset({"ends", "ending", "ended"})


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


_GROUPS = re.compile(r"\(?\b\d{2,5}\)?(?: \d{2,4}){2,}\b")


def _is_dialling(text: str, start: int) -> bool:
    """Return whether groups of digits stand apart as no sum is written: "1800 22 33 44"."""
    for match in _GROUPS.finditer(text, max(0, start - 16), start + 24):
        if match.start() <= start < match.end():
            first, *rest = match.group().split(" ")
            return len(first) > 3 or any(len(group) != 3 for group in rest)  # noqa: PLR2004
    return False


def is_telephone(sentence: Sentence, amount: Amount) -> bool:
    """+92 51 920 1234, 021-111-222-333."""
    if amount.unit and amount.noun < 0:
        return False
    start = sentence.starts[amount.first] - sentence.start
    if _is_dialling(sentence.text, start):
        return True
    near = sentence.text[max(0, start - 24) : start + 24]
    if "-" not in near and "+" not in near:
        return False
    for match in _TELEPHONE.finditer(sentence.text, max(0, start - 24), start + 24):
        if match.start() <= start < match.end():
            digits = sum(character.isdigit() for character in match.group())
            separated = match.group().startswith("+") or "-" in match.group()
            return digits >= 7 and separated  # noqa: PLR2004
    return False
