"""Whom a speaker cites: the body whose research, figures or word a sentence rests on."""

import re
from collections.abc import Sequence
from functools import cache

from kept.extract.names import bare, is_person, phrase_at
from kept.extract.nouns import is_plural
from kept.extract.sayings import MAIN, Saying, citing
from kept.extract.tokens import Sentence
from kept.lexicon.load import table
from kept.model.text import Quote

_BYLINE = re.compile("[Lz][sx]?[yI]")
_BODY = re.compile("[NBOb]")


def find_source(
    sentence: Sentence, parts: str, sayings: Sequence[Saying], chosen: Saying | None
) -> Quote | None:
    """Return whom the sentence cites, or None.

    sayings: those of the sentence; chosen: the one whose subject is the speaker.
    """
    phrase = _named_after_cue(sentence, parts) or find_study(sentence, parts, sayings)
    if phrase is None and chosen is not None:
        phrase = _within(parts, sayings, chosen)
    return None if phrase is None else bare(sentence, parts, *phrase)


def is_member(sentence: Sentence, chosen: Saying) -> bool:
    """Return whether a speaker is said to belong to those whose research was just cited."""
    return not _members().isdisjoint(sentence.words[chosen.first : max(chosen.verb, chosen.last)])


def is_document(sentence: Sentence, parts: str, saying: Saying) -> bool:
    """Return whether what "says" is a document, or a body by way of its document.

    A paper that cites somebody is a newspaper.
    """
    if not citing().isdisjoint(sentence.words[saying.last : saying.verb]):
        return False
    return _is_paper(parts, saying) or _published_by(sentence, parts, saying.first)


def _is_paper(parts: str, saying: Saying) -> bool:
    """Return whether the subject is a document by its noun: "a report from the bank"."""
    if parts[saying.last - 1] in "Lz":
        return True
    place = parts.find("I", saying.first + 1, saying.last)
    return place > 0 and parts[place - 1] in "Lz"


def according_to(parts: str) -> tuple[int, int] | None:
    """Return the phrase after "according to", or None."""
    at = parts.find("at")
    return None if at < 0 else phrase_at(parts, at + 2)


def is_someone(parts: str, phrase: tuple[int, int]) -> bool:
    """Return whether the phrase after "according to" is a person: these speak for themselves."""
    named = parts[slice(*phrase)]
    return not set("BLzb") & set(named[-1]) and any(tag in named for tag in "THR")


def _named_after_cue(sentence: Sentence, parts: str) -> tuple[int, int] | None:
    phrase = according_to(parts)
    if phrase is not None and is_someone(parts, phrase):
        return None
    if phrase is None and not _cues().isdisjoint(sentence.words):
        phrase = _cited(sentence, parts)
    if phrase is not None:
        return _publisher(sentence, parts, _with_papers(sentence, phrase))
    if sentence.words[:1] not in _OPENING:
        return None
    phrase = _own_figures(sentence, parts)
    return None if phrase is None else _publisher(sentence, parts, phrase)


def _cited(sentence: Sentence, parts: str) -> tuple[int, int] | None:
    """Return the phrase behind "citing", "as per" or "based on": of the last, only figures."""
    words = sentence.words
    for at, word in enumerate(words):
        if word in citing() or (word == "per" and at and words[at - 1] in {"as", ","}):
            return phrase_at(parts, at + 1) or _several(sentence, parts, at + 1)
        if word == "as" and words[at + 2 : at + 3] == ["by"] and words[at + 1] in _published():
            return phrase_at(parts, at + 3)
        if word == "based" and words[at + 1 : at + 2] == ["on"]:
            phrase = phrase_at(parts, at + 2)
            if phrase and parts[phrase[1] : phrase[1] + 1] in {"L", "z"}:
                phrase = phrase[0], phrase[1] + 1
            return phrase if phrase and {"L", "z"} & set(parts[slice(*phrase)]) else None
    return None


def _several(sentence: Sentence, parts: str, first: int) -> tuple[int, int] | None:
    """Return a plural without an article: "local councils"."""
    match = _PLURAL.match(parts, first)
    if match is None or not is_plural(sentence.words[match.end() - 1]):
        return None
    return match.span()


_OPENING = (["on"], ["by"])


def _with_papers(sentence: Sentence, phrase: tuple[int, int]) -> tuple[int, int]:
    """Return a phrase with the papers that it names: "court filings" are no word of the court."""
    if sentence.words[phrase[1] : phrase[1] + 1] == []:
        return phrase
    return (phrase[0], phrase[1] + (sentence.words[phrase[1]] in _papers()))


def _own_figures(sentence: Sentence, parts: str) -> tuple[int, int] | None:
    """Return whose "on the ministry's own numbers" they are, where that opens the sentence."""
    match = _OWN.match(parts)
    if match is None:
        return None
    if parts[match.end() - 1] not in "Lz" and sentence.words[match.end() - 1] not in _reckonings():
        return None
    return match.span("whose")


_OWN = re.compile("[Iy](?P<whose>D?[xNBObQR]{0,4}[qQ])x?[xLz](?=,)")
_PLURAL = re.compile("[x0R]{1,3}(?=[,.])")


def find_study(sentence: Sentence, parts: str, sayings: Sequence[Saying]) -> tuple[int, int] | None:
    """Return whose research, report or figures the sentence tells of, or None."""
    for saying in sayings:
        if _is_paper(parts, saying):
            return _publisher(sentence, parts, (saying.first, saying.last))
        if _published_by(sentence, parts, saying.first):
            return saying.first, saying.last
    match = _BYLINE.search(parts)
    if match is None or not _published_by(sentence, parts, match.end()):
        return None
    return phrase_at(parts, match.end())


def _within(parts: str, sayings: Sequence[Saying], chosen: Saying) -> tuple[int, int] | None:
    """Return a body that reckons or reports inside what the speaker says."""
    for saying in sayings:
        if saying is chosen or saying.kind != "find" or saying.is_pronoun(parts):
            continue
        if is_person(parts, saying.first, saying.last):
            continue  # who reckons in a clause of his own speaks for himself
        if chosen.weight <= MAIN and _BODY.search(parts, saying.first, saying.last):
            return saying.first, saying.last
    return None


def _published_by(sentence: Sentence, parts: str, first: int) -> bool:
    """Return whether "research by", "figures released by" or the like ends before a token.

    So does "a study carried out for the state by".
    """
    at = first - 1 - (first > 0 and parts[first - 1] == "D")
    words = sentence.words
    if at < 1 or words[at] not in {"by", "from"}:
        return False
    if words[at - 2 : at] == ["carried", "out"]:
        at -= 1
    if words[at - 1] in _published():
        at -= 1
    if at > 0 and parts[at - 1] in "Lz":
        return True
    done = next(
        (back for back in range(at, max(1, at - _FAR), -1) if words[back] in _published()), 0
    )
    return done > 0 and words[at] == "by" and parts[done - 1] in "Lz" and "," not in parts[done:at]


_SURVEYED = re.compile("Lo[D0xR]{1,4}$")
_FAR = 12
"""Tokens before "by" in which it may stand what was done: "carried out for the state by"."""


def _publisher(sentence: Sentence, parts: str, phrase: tuple[int, int]) -> tuple[int, int]:
    """Return who published what the phrase names, or the phrase itself."""
    first, last = phrase
    for at in range(first, last + 1):
        if parts[at : at + 1] not in {"L", "z"}:
            continue
        after = at + 1
        after += sentence.words[after : after + 1] != [] and sentence.words[after] in _published()
        while parts[after : after + 1] == "v" and parts[after + 1 : after + 2] in {"v", "y"}:
            after += 1  # "a survey published today by"
        owned = sentence.words[after : after + 1] == ["of"] and _owner(parts, first, at)
        if owned:
            return owned  # "a Reuters analysis of customs data"
        if sentence.words[after : after + 1] and sentence.words[after] in {"by", "from", "of"}:
            body = phrase_at(parts, after + 1)
            if body is not None:
                return body
        owner = _owner(parts, first, at)
        if owner is not None:
            return owner
    return phrase


def _owner(parts: str, first: int, document: int) -> tuple[int, int] | None:
    """Return whose document it is: "Kaspersky's research", "World Bank data"."""
    for at in range(document - 1, first - 1, -1):
        if parts[at] in "Qq":
            return first, at + 1
    end = document
    while end > first and parts[end - 1] in "x0":
        end -= 1
    return (first, end) if any(tag in parts[first:end] for tag in "NBQ") else None


@cache
def _cues() -> frozenset[str]:
    return citing() | {"per", "based", "as"}


@cache
def _published() -> frozenset[str]:
    return frozenset(table("narration.toml")["published"])


@cache
def _members() -> frozenset[str]:
    return frozenset(table("narration.toml")["members"])


@cache
def _papers() -> frozenset[str]:
    return frozenset(table("narration.toml")["papers"])


@cache
def _reckonings() -> frozenset[str]:
    return frozenset(table("narration.toml")["reckonings"])
