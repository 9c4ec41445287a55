"""Named things of a sentence that a figure may be about: names, bodies, places, programmes.

A name is a run of capitalised words; a common noun counts when it stands in
`subject_heads.csv` or `body_words.csv` and heads its phrase ("the new hospital in Tamale").
People who hold an office and months, days and page furniture are none.
"""

from functools import cache
from typing import NamedTuple

from kept.extract.nouns import is_plural
from kept.extract.tokens import Sentence
from kept.lexicon.load import rows, table
from kept.lexicon.vocabulary import words

NAME, PLACE, BODY, FACILITY, PROGRAMME, PEOPLE = (
    "name", "place", "body", "facility", "programme", "people",
)  # fmt: skip
_POSSESSIVE = ("'s", "’s", "s'", "s’")
_MOST_ADJECTIVES = 3
_TAILED = frozenset((BODY, FACILITY))
_LOCATED = frozenset(("in", "of", "at"))
_LINKS = frozenset(("of", "for", "on"))
_LOUD_SHARE = 0.6


class Entity(NamedTuple):
    """Tokens [first, last) that name something, articles left out. owner: a possessive."""

    first: int
    last: int
    kind: str
    owner: bool


def find_entities(sentence: Sentence) -> list[Entity]:
    """Return the entities of a sentence in text order, none overlapping."""
    found: list[Entity] = []
    headline = is_headline(sentence)
    heads, tags, forms = subject_heads(), sentence.tags, sentence.words
    at = 0
    while at < len(forms):
        entity = None
        if tags[at] in "XZ" and not headline:
            entity = _name_at(sentence, at)
        if entity is None and _without_s(forms[at]) in heads and tags[at] not in "UEASD":
            entity = _headed_at(sentence, at, found[-1].last if found else 0)
        if entity is not None:
            found.append(entity)
            at = entity.last
        else:
            at = at + 1 if tags[at] not in "XZ" or headline else _run_end(sentence, at)
    return found


def is_headline(sentence: Sentence) -> bool:
    """Return whether nearly every word has a capital, so that capitals name nothing."""
    tags = sentence.tags
    if tags[-1:] == ".":
        return False
    capital = tags.count("X")
    small = tags.count("W") + tags.count("E")
    return capital > 2 and capital >= _LOUD_SHARE * (capital + small)  # noqa: PLR2004


@cache
def subject_heads() -> dict[str, str]:
    """Return the kind of each common noun that may head a subject."""
    kinds = {row["word"]: row["kind"] for row in rows("subject_heads.csv", "word", "kind")}
    for row in rows("body_words.csv", "word", "kind"):
        if row["kind"] == "lower":
            kinds.setdefault(row["word"], BODY)
    return kinds


def _without_s(word: str) -> str:
    return word[:-2] if word.endswith(("'s", "’s")) else word.rstrip("'’")


def is_owner(word: str) -> bool:
    """Return whether a word is a possessive."""
    return word.endswith(_POSSESSIVE)


# Names.


def _run_end(sentence: Sentence, at: int) -> int:
    tags, forms = sentence.tags, sentence.words
    last = at
    while last < len(forms) and tags[last] in "XZ":
        last += 1
        if is_owner(forms[last - 1]):
            break
        if _linked(sentence, last):
            last += 1 + (tags[last + 1 : last + 2] == "D")
    return last


def _linked(sentence: Sentence, at: int) -> bool:
    """Return whether "of the" or "&" goes on to another capital: "Bank of Ghana"."""
    tags, forms = sentence.tags, sentence.words
    if at + 1 >= len(forms):
        return False
    after = at + 1 + (tags[at + 1] == "D" and forms[at] in _LINKS)
    if tags[after : after + 1] != "X":
        return False
    if tags[at] == "&":
        return forms[at] == "&"
    return forms[at] in _LINKS and forms[at - 1] in _of_names()


@cache
def _of_names() -> frozenset[str]:
    """Return nouns whose name goes on over "of": ministries, banks, universities."""
    kinds = ("body", "lower")
    found = {row["word"] for row in rows("body_words.csv", "word", "kind") if row["kind"] in kinds}
    return frozenset(found) | {"republic", "kingdom", "port", "city", "isle", "state", "bay"}


def _name_at(sentence: Sentence, at: int) -> Entity | None:
    """Return the name that begins at a capital, or None for people and for opening words."""
    forms, tags = sentence.words, sentence.tags
    last = _run_end(sentence, at)
    if last == at + 1 and (tags[at] == "Z" or forms[at] in words("weekdays")):
        return None
    if _is_office(forms[at]) or (at and _is_office(forms[at - 1])):
        return None
    if at <= _opening(sentence) and last == at + 1 and _is_common(forms[at]):
        return None
    owner = is_owner(forms[last - 1])
    head = _without_s(forms[last - 1])
    kind = subject_heads().get(head, NAME)
    if not owner and last < len(forms) and forms[last] in subject_heads() and tags[last] == "W":
        return Entity(at, last + 1, subject_heads()[forms[last]], owner=False)
    return Entity(at, last, kind, owner)


def _opening(sentence: Sentence) -> int:
    """Return the first token that is a word: quotation marks and bullets may stand before it."""
    at = 0
    while at < len(sentence.words) and not sentence.words[at][:1].isalpha():
        at += 1
    return at


def _is_office(word: str) -> bool:
    return word in _offices()


@cache
def _offices() -> frozenset[str]:
    return frozenset(row["word"] for row in rows("roles.csv", "word", "kind"))


_COMMON_ENDINGS = (
    "tion", "sion", "ment", "ness", "ing", "ity", "ship", "age", "ance", "ence", "ly", "ism",
    "wth", "lth", "ded", "ure",
)  # fmt: skip


def _is_common(word: str) -> bool:
    """Return whether a lone capitalised word that opens a sentence is no name, as a rule."""
    bare = _without_s(word)
    if bare in subject_heads():
        return True
    return (
        bare in words("mass_measures")
        or bare in _openers()
        or is_plural(bare)
        or bare.endswith(_COMMON_ENDINGS)
    )


@cache
def _openers() -> frozenset[str]:
    return frozenset(table("words.toml")["opening_words"])


# Common nouns.


def _headed_at(sentence: Sentence, at: int, low: int) -> Entity | None:
    """Return the phrase that a common noun heads, with its place: "museum in Lyon"."""
    kind = subject_heads()[_without_s(sentence.words[at])]
    owner = is_owner(sentence.words[at])
    if not owner and _goes_on(sentence, at + 1):
        return None
    first = at
    tags = sentence.tags
    while first > low and at - first < _MOST_ADJECTIVES and tags[first - 1] in "WXH":
        if is_owner(sentence.words[first - 1]) or sentence.words[first - 1].endswith("ly"):
            break
        first -= 1
    determined = first > 0 and (tags[first - 1] in "DXnw" or is_owner(sentence.words[first - 1]))
    if not determined and first and kind not in {PEOPLE, PLACE} and not tags[first - 1] == "I":
        return None
    if _denies(sentence, first):
        return None
    last = at + 1
    if kind in _TAILED and not owner and sentence.words[last : last + 1]:
        last = _with_place(sentence, last)
    return Entity(first, last, kind, owner)


def _denies(sentence: Sentence, first: int) -> bool:
    """Return whether "every", "no" or "each" makes the noun general."""
    return first > 0 and sentence.words[first - 1] in {"every", "each", "no", "any", "another"}


def _goes_on(sentence: Sentence, at: int) -> bool:
    """Return whether the noun before token `at` only describes the next: "bank margins"."""
    tags, forms = sentence.tags, sentence.words
    if at >= len(forms) or tags[at] not in "WZ":
        return tags[at : at + 1] == "-"
    word = forms[at]
    if word in words("foreseeing") or word.endswith(("ed", "ly")):
        return False
    return not (word.endswith("s") and tags[at + 1 : at + 2] in {"W", "D", "X", "n", "b", "c"})


def _with_place(sentence: Sentence, last: int) -> int:
    if sentence.words[last] not in _LOCATED or sentence.tags[last + 1 : last + 2] != "X":
        return last
    end = _run_end(sentence, last + 1)
    return last if is_owner(sentence.words[end - 1]) else end
