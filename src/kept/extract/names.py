"""Noun phrases that may act or speak, read from the parts that `kept.extract.cast` gives."""

import re
from functools import cache

from kept.extract.tokens import Sentence
from kept.lexicon.load import table
from kept.model.text import Quote

WINDOW = 32
"""Tokens in which a phrase is looked for: nobody's title is longer."""

_CAPITAL = "[NTBHOQj]"
_CAPITALS = (
    rf"[NTBHOQ](?:{_CAPITAL}|\((?=[NBO]\)[NB])|\)(?=[NB])|(?:[of]D?|&|(?<=O),)(?=[NTBHO])){{0,16}}"
)
_COMMON = "[xbBNTHOQRLqj0]"
_TAIL = rf"(?:[of][Dd]?{_COMMON}{{1,6}}){{0,2}}"
_DETERMINED = rf"[Dd]{_COMMON}{{1,8}}{_TAIL}"
_OFFICE_HOLDER = rf"[xbLNBOQ]{{0,4}}[RT]{{1,3}}(?:[of][Dd]?{_COMMON}{{1,4}})?"
_PEOPLE = rf"(?:{_OFFICE_HOLDER}|[xNOQq]{{0,3}}b){_CAPITAL}{{0,5}}"
_PUBLISHED = r"R?[xNBOQqbD]{0,6}[Lz]"
_BRACKET = r"(?:\([NBOx0-]{1,4}\))?"
_PHRASE = rf"(?:{_DETERMINED}|{_CAPITALS}|{_PEOPLE}|{_PUBLISHED}){_BRACKET}"
_BEFORE = re.compile(rf"(?:(?:[Dd][NTBHO]{{1,6}}&)?{_PHRASE})$")
_OFFICE_OR_BODY = rf"[Dd][xNBTHOQLq0]{{0,6}}[RTbB]{{1,3}}{_TAIL}{_CAPITAL}{{0,5}}"
_AT = re.compile(rf"(?:{_OFFICE_OR_BODY}|{_PHRASE})")
_BODY_AT = re.compile(rf"[Dd]?(?:{_CAPITALS}(?<=B)|[xNO]{{0,3}}[bB])")
_OFFICE = re.compile("[THR]")
_ACTOR = re.compile("[NTBHORb]")


@cache
def things() -> frozenset[str]:
    """Return nouns that stand before verbs and yet neither speak nor promise."""
    return frozenset(table("narration.toml")["things"])


def phrase_before(parts: str, end: int) -> tuple[int, int] | None:
    """Return the noun phrase that ends before token `end`, as token bounds, or None."""
    low = max(0, end - WINDOW)
    comma = parts.rfind(",", low, end)
    if comma >= 0 and parts[comma - 1] != "O":
        low = comma + 1  # only a ministry's name goes on over a comma
    match = _BEFORE.search(parts[low:end])
    return None if match is None else (low + match.start(), end)


def phrase_at(parts: str, first: int) -> tuple[int, int] | None:
    """Return the noun phrase that begins at token `first`, as token bounds, or None."""
    match = _AT.match(parts, first, first + WINDOW)
    return None if match is None else match.span()


def body_at(parts: str, first: int) -> tuple[int, int] | None:
    """Return the body that is named at token `first`, as token bounds, or None."""
    match = _BODY_AT.match(parts, first, first + WINDOW)
    return None if match is None else match.span()


def bare(sentence: Sentence, parts: str, first: int, last: int) -> Quote:
    """Return the phrase without article, owner, bracketed abbreviation and possessive ending."""
    while last - 1 > first and parts[last - 1] == ")":
        last = parts.rindex("(", first, last)
    while first < last - 1 and (parts[first] in "Dd" or _is_owner(sentence, parts, first)):
        first += 1
    quote = sentence.slice(first, last)
    if parts[last - 1] in "Qq" and quote.exact[-2:] in {"'s", "’s"}:
        return Quote(quote.exact[:-2], quote.start, quote.end - 2)
    return quote


def _is_owner(sentence: Sentence, parts: str, at: int) -> bool:
    """Return whether "Nigeria's" only owns the name behind it; "Planters' Guild" is one name."""
    owns = parts[at] == "Q" and parts[at + 1] == "N"
    return owns and sentence.words[at][-1] not in "'’"


def is_person(parts: str, first: int, last: int) -> bool:
    """Return whether the phrase may be a person: an office, a title, or two names."""
    if parts[last - 1] == "B":
        return False
    return _OFFICE.search(parts, first, last) is not None or (
        "B" not in parts[first:last] and "NN" in parts[first:last]
    )


def head_end(parts: str, first: int, last: int) -> int:
    """Return the token after the head of a phrase: before "at the forum" and a year."""
    place = parts.find("I", first + 1, last)
    last = place if place > 0 else last
    while last - 1 > first and parts[last - 1] == "0":
        last -= 1
    return last


def is_actor(sentence: Sentence, parts: str, first: int, last: int) -> bool:
    """Return whether the phrase names someone who can act: a person, a body or a name."""
    last = head_end(parts, first, last)
    named = parts[last - 1] == "O" or sentence.words[last - 1] not in things()
    return named and (_ACTOR.search(parts, first, last) is not None)
