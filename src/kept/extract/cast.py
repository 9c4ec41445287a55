"""Who plays which part in a sentence: a second string of tags, for the rules of narration.

Where the tags of `kept.lexicon.vocabulary` say how numbers are built, these say who acts and
who speaks. One character a token again, so that a rule stays a plain regular expression:

    N capitalised word      T office, capitalised   B body, capitalised    O portfolio
    H honorific             Q capitalised's         j dot of an initial    0 number
    R people by office      b "company", "ministry" L "research", "data"   q other's
    s verb of saying        i its infinitive        z third person or noun g gerund
    h he, she               e they                  m it                   w I, we
    D determiner            d his, their            o of                   f for
    y by                    I other preposition     & and, or              a according
    t to                    c that                  k who, which, when     u after, as, if
    A auxiliary             Z form of "be"          v adverb               x other word
    , comma   " quotation mark   ( ) brackets   : ; - . other marks
"""

import re
from functools import cache

from kept.extract.tokens import Sentence
from kept.lexicon.load import rows, table

_SMALL = {
    "he": "h", "she": "h", "they": "e", "it": "m", "i": "w", "we": "w", "of": "o", "for": "f",
    "by": "y", "and": "&", "or": "&", "according": "a", "to": "t", "that": "c",
}  # fmt: skip
_PRONOUNS = {word: _SMALL[word] for word in ("he", "she", "they", "it", "i", "we")}
_CONTRACTED = re.compile("['’](?:ll|ve|d|re|m)$")
_GROUPS = {"ambiguous": "z", "possessives": "d", "determiners": "D", "prepositions": "I",
           "be": "Z", "auxiliaries": "A", "adverbs": "v", "relatives": "k",
           "subordinators": "u"}  # fmt: skip
_MARKS = frozenset(',"():;-')
_SINGLE_QUOTES = frozenset("‘’")
_NUMBERS = frozenset("nwYhvsmOHZqy")
_DATES = frozenset("MYyq")
_CAPITAL_KINDS = {
    "honorific": "H", "title": "T", "body": "B", "portfolio": "O", "source": "L", "person": "R",
}  # fmt: skip
_SOURCES = {"source": "L", "lower": "b"}


@cache
def lower_parts() -> dict[str, str]:
    """Return the part that each known word plays when it is not capitalised."""
    parts = dict(_SMALL)
    for group, tag in _GROUPS.items():
        for word in table("narration.toml")[group]:
            parts.setdefault(word, tag)
    for row in rows("body_words.csv", "word", "kind"):
        if row["kind"] in _SOURCES:
            parts.setdefault(row["word"], _SOURCES[row["kind"]])
    for row in rows("roles.csv", "word", "kind"):
        parts.setdefault(row["word"], "H" if row["kind"] == "honorific" else "R")
    for row in rows("saying.csv", "base", "third", "past", "gerund", "kind"):
        for form, tag in (("past", "s"), ("third", "s"), ("gerund", "g"), ("base", "i")):
            parts.setdefault(row[form].split()[0], tag)
    return parts


@cache
def capital_parts() -> dict[str, str]:
    """Return the part that each known word plays when it is capitalised."""
    parts = {word: tag for word, tag in lower_parts().items() if tag not in "RbLHDzx"}
    for kind, tag in _CAPITAL_KINDS.items():
        for name in ("roles.csv", "body_words.csv"):
            for row in rows(name, "word", "kind"):
                if row["kind"] == kind:
                    parts.setdefault(row["word"], tag)
    for word in table("narration.toml")["determiners"]:
        parts.setdefault(word, "D")
    return parts


@cache
def verb_kinds() -> dict[str, str]:
    """Return, for each form of a verb of saying, its kind in `saying.csv`."""
    kinds: dict[str, str] = {}
    for row in rows("saying.csv", "base", "third", "past", "gerund", "kind"):
        for form in ("base", "third", "past", "gerund"):
            kinds.setdefault(row[form], row["kind"])
    return kinds


_SHORTENED = (["1"], ["2"])
_PARTS: dict[str, str] = {}
_MOST_PARTS = 60_000
"""So many words are remembered with their parts: memory stays flat over a corpus."""


_RECENT: dict[str, str] = {}
_MOST_RECENT = 300
_LONGEST_RECENT = 1_000
"""Parts of the latest sentences: speakers are read first, promises from the same parts after."""


def cast(sentence: Sentence) -> str:
    """Return the parts that the tokens of the sentence play, one character a token."""
    parts = _RECENT.get(sentence.text)
    if parts is None:
        parts = _read(sentence)
        if len(sentence.text) <= _LONGEST_RECENT:
            if len(_RECENT) >= _MOST_RECENT:
                _RECENT.clear()
            _RECENT[sentence.text] = parts
    return parts


def _read(sentence: Sentence) -> str:
    text, start = sentence.text, sentence.start
    parts: list[str] = []
    for word, at, end, tag in zip(
        sentence.words, sentence.starts, sentence.ends, sentence.tags, strict=True
    ):
        if tag in _MARKS:
            parts.append(tag)
            continue
        form = text[at - start : end - start]
        part = _PARTS.get(form)
        if part is None:
            part = _part(word, form, tag)
            if len(_PARTS) < _MOST_PARTS and tag not in _DATES:
                _PARTS[form] = part
        if part == "?":
            part = _of_mark(form, parts, sentence)
        elif part in "ND" and len(form) == 1 and text[end - start : end - start + 1] == ".":
            part = "1"
        parts.append("0" if tag in _DATES else part)
    return "".join(parts).replace("1", "N").replace("2j,2", "BjjB").replace("2", "B")


def _part(word: str, form: str, tag: str) -> str:
    """Return the part of a word; "?" for a mark, which its neighbours decide.

    "1" stands for the letter of an initial ("A." Khan), "2" for what shortens a company's
    form, while a sentence is read.
    """
    if form[0].isupper():
        return _capital(word, form)
    known = lower_parts().get(word)
    if known is not None:
        return known
    if tag in _NUMBERS:
        return "0"
    return _unknown(word) if form[0].isalpha() else "?"


def _of_mark(form: str, parts: list[str], sentence: Sentence) -> str:
    if form[0] in _SINGLE_QUOTES and "‘" in sentence.words:
        return '"'
    if form == "'" and _is_quote(sentence, parts):
        return '"'
    if form in "'’" and _is_plural_owner(sentence, len(parts)):
        return "q"
    if form == "." and parts[-1:] == ["H"]:
        return "H"  # "Hon. Akua Sarpong": the dot belongs to the honorific
    return "j" if form == "." and parts[-1:] in _SHORTENED else "."


_SHORT_YEAR = 2


def _is_quote(sentence: Sentence, parts: list[str]) -> bool:
    """Return whether a straight apostrophe opens or closes a quotation: 'We lost 40,' he said."""
    at, starts, ends = len(parts), sentence.starts, sentence.ends
    before = at > 0 and ends[at - 1] == starts[at]
    behind = at + 1 < len(starts) and ends[at] == starts[at + 1]
    if behind and not before:
        year = sentence.words[at + 1]
        return not (year.isdigit() and len(year) == _SHORT_YEAR)  # "the '90s"
    opened = parts.count('"') % 2 == 1
    return (
        before
        and not (behind and sentence.words[at + 1][0].isalnum())
        and (opened or parts[-1] in ",.")
    )


def _is_plural_owner(sentence: Sentence, at: int) -> bool:
    """Return whether the apostrophe at token `at` ends a possessive: "the growers' union"."""
    glued = at > 0 and sentence.ends[at - 1] == sentence.starts[at]
    return glued and sentence.words[at - 1][-1] == "s" and at + 1 < len(sentence.words)


def _capital(word: str, form: str) -> str:
    high = capital_parts()
    if word in _forms():
        return "2"
    if word in _abbreviations() and form[:2].isupper() and len(form) > 1:
        return "O" if high.get(word) == "O" else "N"
    if word in high:
        return high[word]
    if _is_possessive(word):
        return "Q"
    return _PRONOUNS.get(_CONTRACTED.split(word)[0], "N") if _CONTRACTED.search(word) else "N"


def _unknown(word: str) -> str:
    """Return the part of a word that stands in no list: a possessive, "we'll", or any other."""
    if word.isalpha():
        several = word[-1] == "s" and lower_parts().get(word[: -1 - (word[-4:] == "sses")]) == "R"
        return "N" if word in _particles() else "R" if several else "x"
    if _is_possessive(word):
        return "q"
    return _PRONOUNS.get(_CONTRACTED.split(word)[0], "x")


def is_company_form(word: str) -> bool:
    """Return whether a word is the legal form behind a company's name: "plc"."""
    return word in _forms()


@cache
def _forms() -> frozenset[str]:
    return frozenset(table("narration.toml")["company_forms"])


@cache
def _particles() -> frozenset[str]:
    return frozenset(table("narration.toml")["particles"])


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(table("narration.toml")["abbreviations"])


def _is_possessive(word: str) -> bool:
    return word[-2:] in {"'s", "’s"} or word[-2:] in {"s'", "s’"}
