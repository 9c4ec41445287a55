"""Counted nouns: which word says what was counted, and its singular."""

from functools import cache, lru_cache

from kept.extract.tokens import Sentence
from kept.lexicon.load import table
from kept.lexicon.vocabulary import singulars
from kept.lexicon.vocabulary import words as group_of
from kept.model.text import Quote

MAX_ADJECTIVES = 6
"""How many words may stand between a number and the noun it counts."""

_MOST_WORDS = 30_000
"""So many words are remembered with their number: memory stays flat."""
_SILENT_E = ("auses", "ouses", "cuses", "fuses", "muses")
_OPEN = frozenset("WXZGJ")
_JOINS = frozenset("&,")


@cache
def _not_plural() -> frozenset[str]:
    return frozenset(table("words.toml")["not_plural"]["words"])


@lru_cache(maxsize=_MOST_WORDS)
def is_plural(word: str) -> bool:
    """Return whether a lower-case word looks like a plural noun."""
    if word in singulars():
        return True
    return (
        len(word) > 3  # noqa: PLR2004  "gas", "bus"
        and word.endswith("s")
        and not word.endswith(("ss", "us", "is", "'s", "’s"))
        and word not in _not_plural()
    )


@lru_cache(maxsize=_MOST_WORDS)
def singular(word: str) -> str:
    """Return the singular of a lower-case plural noun.

    >>> [singular(word) for word in ("companies", "people", "branches", "jobs")]
    ['company', 'person', 'branch', 'job']
    """
    head, hyphen, tail = word.rpartition("-")
    irregular = singulars().get(tail)
    if irregular is not None:
        return head + hyphen + irregular
    if tail.endswith("ies") and len(tail) > 4:  # noqa: PLR2004  "ties", "dies"
        return head + hyphen + tail[:-3] + "y"
    if tail.endswith("uses") and len(tail) > 5 and not tail.endswith(_SILENT_E):  # noqa: PLR2004
        return head + hyphen + tail[:-2]
    if tail.endswith(("sses", "shes", "ches", "xes", "zzes", "oes")):
        return head + hyphen + tail[:-2]
    return head + hyphen + tail.removesuffix("s")


def counted_noun(sentence: Sentence, at: int) -> tuple[int, str] | None:
    """Return the token of the noun that a number before token `at` counts, and its singular.

    The first plural among the next words is taken; None where a word of another kind
    comes first ("3 million in 2024").
    """
    tags, words = sentence.tags, sentence.words
    joins = 0
    if words[at : at + 1] == ["of"] and tags[at + 1 : at + 2] == "D":
        at += 2 + (tags[at + 2 : at + 3] in {"n", "w"})
    for position in range(at, min(at + MAX_ADJECTIVES, len(words))):
        tag = tags[position]
        if tag in _OPEN or tag == "E":
            if is_plural(words[position]) and tag != "J":
                head = position + _describes(sentence, position)
                return head, singular(words[head])
            if tag == "E" and not _leads_plural(sentence, position):
                return None
        elif tag in _JOINS and position > at and joins == 0:
            joins += 1
        elif tag != '"':
            return None
    return None


def _leads_plural(sentence: Sentence, at: int) -> bool:
    """Return whether a verb's form at token `at` is half of a noun: "31,000 work permits"."""
    follows = sentence.tags[at + 1 : at + 2] == "W" and is_plural(sentence.words[at + 1])
    return follows and sentence.words[at] in group_of("noun_verbs")


def _describes(sentence: Sentence, at: int) -> bool:
    """Return whether an irregular plural describes another right behind: "police officers"."""
    following = sentence.words[at + 1] if at + 1 < len(sentence.words) else ""
    plain = sentence.words[at].endswith("s") or sentence.words[at] not in singulars()
    if plain or sentence.tags[at + 1 : at + 2] != "W" or not is_plural(following):
        return False
    return singular(following) not in group_of("common_verbs")  # "our 160 million people demand"


def counted_phrase(sentence: Sentence, at: int) -> tuple[int, int, str]:
    """Return the tokens [first, last) of the noun phrase that begins at token `at`, and its name.

    The name is in lower case, its last noun in the singular: "European countries" gives
    "european country". A phrase ends with its first plural, or before the first word that
    cannot belong to it; (at, at, "") where none begins.
    """
    tags, words = sentence.tags, sentence.words
    first = at
    while _participle(sentence, first):
        first += 1
    position, joint = first, -1
    while position < len(words):
        tag = tags[position]
        if words[position].endswith("er") and words[position + 1 : position + 2] == ["than"]:
            break  # "cheaper than"
        if tag in "WXZG" or (tag in "EJ" and is_plural(words[position])):
            position += 1
            if is_plural(words[position - 1]):
                break
        elif tag == "J" and position == first:
            position += 1
        elif tag == "&" and joint < 0 and position > first and _goes_on(sentence, position):
            joint = position
            position += 1
        else:
            break
    if position == first:
        return at, at, ""
    name = " ".join([*words[first : position - 1], singular_or_same(words[position - 1])])
    return first, position, name


def _participle(sentence: Sentence, at: int) -> bool:
    """Return whether a verb's form at token `at` stands before a noun: "300 recorded songs"."""
    if at >= len(sentence.words) or sentence.words[at] == "more":
        return at < len(sentence.words)
    tag, word = sentence.tags[at], sentence.words[at]
    formed = word.endswith(("ed", "ing", "en")) if tag == "E" else word.endswith("ed")
    return tag in "EW" and formed and sentence.tags[at + 1 : at + 2] in set("WXGE")


def _goes_on(sentence: Sentence, at: int) -> bool:
    """Return whether "and" at token `at` joins two names of one plural: "Kia and Hyundai cars"."""
    for place in range(at + 1, min(at + 4, len(sentence.words))):
        if sentence.tags[place] not in "WX":
            return False
        if is_plural(sentence.words[place]):
            return place > at + 1
    return False


def things_of(measure: Quote, *, counted: bool = False) -> Quote | None:
    """Return the words of a measure that name things one can count, or None.

    counted: they were counted, so that they may be named in the singular: "the workforce".

    >>> things_of(Quote("number of start-ups", 0, 19)), things_of(Quote("exports", 0, 7))
    (Quote(exact='start-ups', start=10, end=19), None)
    """
    words = measure.exact.split()
    head = words[-1].lower()
    if not counted and (not is_plural(head) or head in _sums()):
        return None
    if words[0].lower() in {"number", "numbers"} and words[1:2] == ["of"]:
        exact = measure.exact.partition("of")[2].strip()
        return Quote(exact, measure.end - len(exact), measure.end)
    return measure


def singular_or_same(word: str) -> str:
    """Return the singular of a plural, any other word as it is."""
    return singular(word) if is_plural(word) else word


@cache
def _sums() -> frozenset[str]:
    return frozenset(table("words.toml")["sums"])


def counted_in(measure: str) -> str:
    """Return what a measure phrase counts, in the singular; "" where it may be money or mass.

    >>> counted_in("number of apprentices in Leeds"), counted_in("Visitor numbers")
    ('apprentice', 'visitor')
    >>> counted_in("Maternal deaths"), counted_in("exports"), counted_in("Net migration")
    ('death', '', '')
    """
    words = measure.lower().split()
    if words[0] in {"number", "numbers"} and words[1:2] == ["of"]:
        words = words[2:]
    elif words[-1] == "numbers" and len(words) > 1:
        return singular_or_same(words[-2])
    for word in words:
        if word in _STOPS:
            break
        if is_plural(word) and word not in _sums():
            return singular(word)
    return ""


_STOPS = frozenset({"of", "in", "for", "from", "to", "by", "with", "among", "at", "on"})
