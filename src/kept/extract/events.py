"""Named gatherings: forums, summits, conferences, and all the names that a text gives each.

A name is a run of capitalised words that ends in a word of gathering ("Digital Trade Forum"),
with the abbreviation that stands in brackets within or behind it. Names that share their
telling words, and name no different year or edition, are one gathering.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from msgspec import Struct

from kept.extract.cast import verb_kinds
from kept.extract.tokens import Sentence
from kept.lexicon.load import table
from kept.model.claims import Event
from kept.model.text import Quote

LONGEST = 14
"""Tokens that a name may have on either side of its head."""

MEMORY = 100
"""Gatherings that a new name is compared with, the latest: no announcement has more."""

_LINKS = frozenset(("of", "on", "for", "and", "&"))
_LEADING = frozenset(("of", "on", "for"))
_APOSTROPHES = frozenset("'’")


class _Mention(Struct, frozen=True):
    """One name in the text: what it is called, its head word, and what tells it apart."""

    quote: Quote
    head: str
    telling: frozenset[str]
    abbreviation: Quote | None
    edition: frozenset[str]


@dataclass(slots=True)
class _Gathering:
    """One gathering, as the mentions read so far describe it."""

    head: str
    telling: set[str]
    editions: set[str] = field(default_factory=set)
    names: dict[str, Quote] = field(default_factory=dict)
    abbreviations: dict[str, Quote] = field(default_factory=dict)

    def is_meant(self, mention: _Mention) -> bool:
        """Return whether the mention may name this gathering."""
        if mention.head != self.head or (
            mention.edition and self.editions and not mention.edition & self.editions
        ):
            return False
        known = self.telling | self.abbreviations.keys()
        return mention.telling <= known or self.telling <= mention.telling

    def add(self, mention: _Mention) -> None:
        """Take in one more mention."""
        self.telling |= mention.telling
        self.editions |= mention.edition
        self.names.setdefault(mention.quote.exact.lower(), mention.quote)
        if mention.abbreviation is not None:
            self.abbreviations.setdefault(mention.abbreviation.exact.lower(), mention.abbreviation)


def find_events(sentences: Sequence[Sentence]) -> tuple[Event, ...]:
    """Return the named gatherings of a document, in the order of their first mention."""
    gatherings: list[_Gathering] = []
    heads = _words("heads")
    for sentence in sentences:
        if heads.isdisjoint(sentence.words):
            continue
        for mention in _mentions(sentence):
            latest = reversed(gatherings[-MEMORY:])
            known = next((one for one in latest if one.is_meant(mention)), None)
            if known is None:
                known = _Gathering(mention.head, set(mention.telling))
                gatherings.append(known)
            known.add(mention)
    return tuple(
        Event(tuple(one.names.values()), tuple(one.abbreviations.values())) for one in gatherings
    )


def _mentions(sentence: Sentence) -> Iterator[_Mention]:
    heads, end = _words("heads"), 0
    for at, word in enumerate(sentence.words):
        if at < end or word not in heads or not _is_capital(sentence, at):
            continue
        if _is_capital(sentence, at + 1) and sentence.words[at + 1] in heads:
            continue
        first, last = _left(sentence, at, end), _right(sentence, at)
        mention = _mention(sentence, first, at, last)
        if mention is not None:
            end = last
            yield mention


def _mention(sentence: Sentence, first: int, head: int, last: int) -> _Mention | None:
    words = sentence.words[first:last]
    capitals = sum(_is_capital(sentence, at) for at in range(first, last))
    if capitals < (3 if sentence.words[head] in _words("weak") else 2):
        return None
    if _is_body(sentence, first, last):
        return None
    bracket = _bracket(sentence, first, last)
    skipped = _words("empty") | _words("ordinals")
    telling = frozenset(
        word
        for word in words
        if word not in skipped and word != sentence.words[head] and word[0].isalpha()
    )
    abbreviation = None if bracket is None else sentence.slice(bracket, bracket + 1)
    if bracket is not None:
        telling -= {sentence.words[bracket]}
    if not telling:
        return None
    return _Mention(
        sentence.slice(first, last),
        sentence.words[head],
        telling,
        abbreviation,
        _edition(sentence, first, last),
    )


def _left(sentence: Sentence, head: int, floor: int) -> int:
    """Return the first token of the name whose head stands at `head`."""
    first = at = head
    low = max(floor, head - LONGEST)
    while at > low:
        at -= 1
        word = sentence.words[at]
        if word == ")" and at - 2 >= low and sentence.words[at - 2] == "(":
            at -= 2
        elif word in _words("outer"):
            break
        elif _is_capital(sentence, at):
            if word[-2:] in {"'s", "’s"} and word not in _words("inner_possessives"):
                break
            first = at
        elif not (word in _LINKS and first == at + 1) and not _joins(sentence, at):
            break
    return first


def _right(sentence: Sentence, head: int) -> int:
    """Return the token after the name: past "on Clean Energy" and a year."""
    last, count = head + 1, len(sentence.words)
    if last < count and sentence.words[last] in _LEADING:
        at = last + 1 + (sentence.words[last + 1 : last + 2] == ["the"])
        while at < min(count, head + LONGEST) and (
            _is_named(sentence, at)
            or (sentence.words[at] in {"and", "&"} and _is_named(sentence, at + 1))
        ):
            at += 1
            last = at
    if last < count and sentence.tags[last] == "Y":
        last += 1
    return last


def _bracket(sentence: Sentence, first: int, last: int) -> int | None:
    """Return the token of the abbreviation in brackets, within the name or right behind it."""
    for at in range(first, min(last + 1, len(sentence.words) - 2)):
        if sentence.words[at] == "(" and sentence.words[at + 2] == ")":
            word = sentence.slice(at + 1, at + 2).exact
            if word[:2].isupper() and len(word) > 1:
                return at + 1
    return None


def _edition(sentence: Sentence, first: int, last: int) -> frozenset[str]:
    """Return the year or the ordinal that says which of several gatherings is meant."""
    before = sentence.words[max(0, first - 2) : last + 1]
    tags = sentence.tags[max(0, first - 2) : last + 1]
    ordinals = _words("ordinals")
    return frozenset(
        word for word, tag in zip(before, tags, strict=True) if tag == "Y" or word in ordinals
    )


def _is_body(sentence: Sentence, first: int, last: int) -> bool:
    """Return whether the name is that of a body: by its words, its officers or its speech."""
    words = sentence.words
    name = " ".join(words[first:last])
    if any(name.endswith(body) for body in _words("bodies")):
        return True
    before = [word for word in words[max(0, first - 3) : first] if word != "the"]
    if before[-1:] == ["of"] and before[-2:-1] and before[-2] in _words("offices"):
        return True
    return last < len(words) and verb_kinds().get(words[last]) == "say"


def _is_capital(sentence: Sentence, at: int) -> bool:
    if at >= len(sentence.starts):
        return False
    return sentence.text[sentence.starts[at] - sentence.start].isupper()


def _is_named(sentence: Sentence, at: int) -> bool:
    """Return whether a capitalised word may go on with a name: no day, no month does."""
    if not _is_capital(sentence, at) or sentence.tags[at] == "M":
        return False
    return sentence.words[at] not in _words("days")


def _joins(sentence: Sentence, at: int) -> bool:
    """Return whether the token is the apostrophe of "Ministers' Conference"."""
    return (
        sentence.words[at] in _APOSTROPHES
        and at > 0
        and sentence.ends[at - 1] == sentence.starts[at]
    )


@cache
def _words(group: str) -> frozenset[str]:
    return frozenset(table("gatherings.toml")[group])
