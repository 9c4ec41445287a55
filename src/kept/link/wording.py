"""The words of a measure in one spelling, and what the lexicon says of each.

"Exports of information-technology services" and "IT service exports" have the same words:
order, plural, hyphens and small words do not tell indicators apart.
"""

import re
from functools import cache, lru_cache
from typing import Literal, NamedTuple, get_args

from kept.errors import LexiconError
from kept.lexicon.load import rows

Effect = Literal["neutral", "lowers", "blocks", "adds", "growth", "share", "time"]

_EFFECTS: dict[str, Effect] = {effect: effect for effect in get_args(Effect)}
_WORD = re.compile(r"[^\W_]+(?:[&.'’/-][^\W_]+)*")
_JOINT = re.compile(r"[-/]")
_DIGIT = re.compile(r"\d")
_SHORTEST_PLURAL = 4
_AGE_TOKEN = re.compile(r"under-\d+|aged-\d+-(?:\d+|up)")
_UNDER = re.compile(
    r"\b(?:aged )?(?:under|below|younger than|less than)(?: the age of| age)?[ -](\d{1,2})\b"
    r"(?: years?(?: of age| old)?|s\b)?",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"\b(?:aged|ages|age|between(?: the ages of)?|in the age group(?: of)?)[ :]*"
    r"(\d{1,2})(?: ?[-–] ?| to | and )(\d{1,2})\b(?: years?)?",
    re.IGNORECASE,
)
_OVER = re.compile(
    r"\b(?:aged )?(?:over |above )?(\d{2})(?: years?)?(?: and| or) (?:over|older|above|more)\b",
    re.IGNORECASE,
)


Wording = tuple[str, ...]


class Word(NamedTuple):
    """What a word beside a phrase does: its effect, by how much, and why."""

    effect: Effect
    factor: float = 1.0
    reason: str = ""


class Wordlists(NamedTuple):
    """Compiled measure words: rewritings by their first word, longest first, and effects."""

    same: dict[str, tuple[tuple[Wording, Wording], ...]]
    effects: dict[str, Word]


@lru_cache(maxsize=4096)
def words_of(phrase: str) -> tuple[str, ...]:
    """Return the words of a phrase in the one spelling, small words included.

    >>> words_of("exports of information technology services")
    ('export', 'of', 'infotech', 'service')
    >>> words_of("young people under the age of 30")
    ('young', 'people', 'under-30')
    """
    plain = _plain_words(_with_ages(phrase))
    same = wordlists().same
    out: list[str] = []
    i = 0
    while i < len(plain):
        for pattern, replacement in same.get(plain[i], ()):
            if plain[i : i + len(pattern)] == pattern:
                out.extend(replacement)
                i += len(pattern)
                break
        else:
            out.append(plain[i])
            i += 1
    return tuple(out)


def effect_of(word: str) -> Word | None:
    """Return what the lexicon says of a word beside a phrase, or None if it is unknown."""
    if word[0].isdigit():
        return Word("time")
    return wordlists().effects.get(word)


def _with_ages(phrase: str) -> str:
    """Return the phrase with its bounds of age as single words: "under-30", "aged-15-24"."""
    if _DIGIT.search(phrase) is None:
        return phrase
    phrase = _BETWEEN.sub(r"aged-\1-\2", phrase)
    phrase = _OVER.sub(r"aged-\1-up", phrase)
    return _UNDER.sub(r"under-\1", phrase)


def _plain_words(phrase: str) -> tuple[str, ...]:
    out: list[str] = []
    for token in _WORD.findall(phrase):
        if "-" not in token and "/" not in token:
            out.append(_plain(token))
        elif _AGE_TOKEN.fullmatch(token):
            out.append(token)
        else:
            out.extend(map(_plain, _JOINT.split(token)))
    return tuple(out)


def _plain(written: str) -> str:
    """Return a word in lower case and the singular; "IT" is no pronoun."""
    bare = written.removesuffix("'s").removesuffix("’s").replace(".", "")
    if bare == "IT":
        return "infotech"
    word = bare.lower()
    if len(word) < _SHORTEST_PLURAL or word.endswith(("ss", "us", "is")):
        return word
    return word[:-3] + "y" if word.endswith("ies") else word.removesuffix("s")


@cache
def group(name: str) -> frozenset[str]:
    """Return a group of small words. Raises LexiconError for a group that is not listed."""
    for row in rows("link_words.csv", "group", "words"):
        if row["group"] == name:
            return frozenset(row["words"].split("|"))
    raise LexiconError("a group of words is missing", where="link_words.csv", why=name)


@cache
def wordlists() -> Wordlists:
    """Return the compiled measure words. The first row that names a word decides."""
    same: dict[str, list[tuple[Wording, Wording]]] = {}
    effects: dict[str, Word] = {}
    for row in rows("measure_words.csv", "words", "effect", "value", "reason"):
        if row["effect"] == "same":
            replacement = _plain_words(row["value"])
            for words in row["words"].split("|"):
                pattern = _plain_words(words)
                same.setdefault(pattern[0], []).append((pattern, replacement))
        else:
            word = _effect(row)
            for words in row["words"].split("|"):
                effects.setdefault(" ".join(_plain_words(words)), word)
    for rewritings in same.values():
        rewritings.sort(key=lambda pair: -len(pair[0]))
    return Wordlists({head: tuple(found) for head, found in same.items()}, effects)


def _effect(row: dict[str, str]) -> Word:
    effect = row["effect"]
    if effect not in _EFFECTS:
        raise LexiconError(
            "an unknown effect",
            where="measure_words.csv",
            why=effect,
            remedy=f"Write one of {', '.join(_EFFECTS)} or same",
        )
    factor = float(row["value"]) if effect == "lowers" else float(effect != "blocks")
    return Word(_EFFECTS[effect], factor, row["reason"])
