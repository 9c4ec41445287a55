"""Whose speech a document is, where it is one: its author speaks throughout."""

import re
from collections.abc import Sequence
from functools import cache

from kept.extract.names import bare, is_person, phrase_at
from kept.extract.tokens import Sentence
from kept.lexicon.load import table
from kept.model.text import Quote

HEAD = 8
"""Sentences from the top in which a speech names its author."""

LEAST = 3
SHARE = 0.2
"""A speech has at least this many sentences in the first person, and this share of all."""

_REACH = 10
"""Tokens in which "by" follows the word "statement": "Statement to the House by"."""

_FIRST = frozenset(("i", "we", "our", "my", "us", "me"))
_NAME = re.compile("H{0,2}N[Nj]{1,4}")
_END = re.compile("[.:]?$")
_OFFICE = re.compile(",D?[TR]{1,4}(?:[of&][DTNBOx]{1,6})*$")


def speech_author(
    sentences: Sequence[Sentence], parts: Sequence[str], quoted: Sequence[bool]
) -> tuple[int, Quote] | None:
    """Return the author of a speech and after which sentence it begins, or None.

    A text is a speech when it is told in the first person outside quotation marks and names
    a person at its head, or when its title says so: "Statement by the Commissioner for Trade".
    quoted: of each sentence, whether any of it is quoted.
    """
    own = [
        index
        for index, sentence in enumerate(sentences)
        if not quoted[index] and not _FIRST.isdisjoint(sentence.words)
    ]
    if len(own) < max(LEAST, SHARE * len(sentences)):
        return _titled(sentences[:_TITLES], parts)
    for index in range(min(HEAD, own[0] + 1, len(sentences))):
        author = _author(sentences[index], parts[index])
        if author is not None:
            return index, author
    return _body(sentences, parts, own[0])


def _titled(sentences: Sequence[Sentence], parts: Sequence[str]) -> tuple[int, Quote] | None:
    """Return the person whom a title names, told from "Statement by minister angers farmers".

    A body's statement in the third person is a release, in which nobody speaks.
    """
    for index, sentence in enumerate(sentences):
        words = sentence.words
        by = next((at for at in range(1, len(words) - 1) if words[at] in {"by", "of"}), 0)
        if not by or _kinds().isdisjoint(words[:by]) or parts[index][-1:] in _STOPS:
            continue
        author = _author(sentence, parts[index])
        if author is not None and _ends_title(sentence, author):
            return index, author
    return None


def _ends_title(sentence: Sentence, author: Quote) -> bool:
    """Return whether nothing but an office, a place, a day or a subject follows the author."""
    behind = [
        word
        for word, start in zip(sentence.words, sentence.starts, strict=True)
        if start >= author.end
    ]
    return not behind or behind[0] in _BEHIND_AUTHOR


_TITLES = 3
"""Sentences from the top that may be a title."""
_STOPS = frozenset({".", '"', "?", "!", ""})
_BEHIND_AUTHOR = frozenset({",", "on", "to", "at", "before", "(", ":", "-", "–", "in"})


def _body(
    sentences: Sequence[Sentence], parts: Sequence[str], first: int
) -> tuple[int, Quote] | None:
    """Return the body of "Statement by BODY" above the first sentence told by "we", or None."""
    for index in range(min(HEAD, first, len(sentences))):
        words = sentences[index].words
        if words[:2] in (["statement", "by"], ["statement", "from"], ["statement", "of"]):
            phrase = phrase_at(parts[index], 2)
            if phrase is not None and "B" in parts[index][slice(*phrase)]:
                return index, bare(sentences[index], parts[index], *phrase)
    return None


def _author(sentence: Sentence, parts: str) -> Quote | None:
    """Return the person of "Speech by NAME", or of a line that is a name alone."""
    words = sentence.words
    for at in range(len(words) - 2):
        if words[at] not in _kinds():
            continue
        for by in range(at + 1, min(at + _REACH, len(words) - 1)):
            if words[by] in {"by", "from"} or (words[by] == "of" and by == at + 1):
                author = _person(sentence, parts, by + 1)
                if author is not None:
                    return author
    if words[0] in {"by", "from"}:
        return _person(sentence, parts, 1)
    phrase = phrase_at(parts, 0)
    shouted = sentence.text.isupper() and parts[:1] not in {"H", "T", "R"}
    if phrase is None or shouted or "N" not in parts:
        return None
    alone = _END.match(parts, phrase[1]) or _OFFICE.match(parts, phrase[1])
    return _person(sentence, parts, 0) if alone else None


def _person(sentence: Sentence, parts: str, first: int) -> Quote | None:
    phrase = phrase_at(parts, first)
    if phrase is None:
        return None
    name = _NAME.match(parts, phrase[1] + 1) if parts[phrase[1] : phrase[1] + 1] == "," else None
    if name is not None and parts[phrase[0] : phrase[1]].lstrip("D")[:1] in {"T", "R", "O"}:
        phrase = name.span()
    return bare(sentence, parts, *phrase) if is_person(parts, *phrase) else None


@cache
def _kinds() -> frozenset[str]:
    return frozenset(table("narration.toml")["speeches"])
