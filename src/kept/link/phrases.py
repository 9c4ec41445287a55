"""The phrases that name indicators, compiled for look-up by their rarest word."""

from collections import Counter
from collections.abc import Iterator
from functools import cache
from math import log
from typing import NamedTuple

from kept.errors import LexiconError
from kept.lexicon.load import rows
from kept.link.wording import effect_of, words_of


class Meaning(NamedTuple):
    """One row of the phrase table: what its phrases name, and which figures fit.

    units: `money`, `percent`, or counted nouns ("" for a bare number).
    bases: what a percentage may be a share of; base_said: whether the text must say it.
    pers: what the figure may be divided by ("" for nothing, or a year).
    """

    indicator: str
    units: frozenset[str]
    kind: str
    bases: frozenset[str]
    base_said: bool
    pers: frozenset[str]
    growth: str
    score: float
    note: str


class Phrase(NamedTuple):
    """A phrase: its words that matter, how rare they are together, and what it means."""

    text: str
    words: frozenset[str]
    weight: float
    says_growth: bool
    meaning: Meaning


class Phrasebook(NamedTuple):
    """All phrases by their rarest word, and the weight of a word that stands in none."""

    by_word: dict[str, tuple[Phrase, ...]]
    unknown: float


COLUMNS = ("indicator", "unit", "kind", "base", "per", "growth", "score", "phrases", "note")


def content(words: tuple[str, ...]) -> frozenset[str]:
    """Return the words that are not neutral."""
    return frozenset(word for word in words if not _is_neutral(word))


def _is_neutral(word: str) -> bool:
    effect = effect_of(word)
    return effect is not None and effect.effect == "neutral"


@cache
def phrasebook() -> Phrasebook:
    """Return the compiled phrases. Raises LexiconError where one phrase means two things."""
    entries = list(_entries())
    counts = Counter(word for _, words, _ in entries for word in words)
    total = len(entries)
    rarity = {word: log(1 + total / count) for word, count in counts.items()}
    by_word: dict[str, list[Phrase]] = {}
    for text, words, meaning in entries:
        weight = sum(rarity[word] for word in words)
        growth = any(_says_growth(word) for word in words)
        phrase = Phrase(text, words, weight, growth, meaning)
        by_word.setdefault(max(words, key=lambda word: (rarity[word], word)), []).append(phrase)
    return Phrasebook({word: tuple(found) for word, found in by_word.items()}, log(1 + total))


def _says_growth(word: str) -> bool:
    effect = effect_of(word)
    return effect is not None and effect.effect == "growth"


def _entries() -> Iterator[tuple[str, frozenset[str], Meaning]]:
    for row in rows("indicator_phrases.csv", *COLUMNS):
        meaning = _meaning(row)
        for text in row["phrases"].split("|"):
            words = content(words_of(text)) or frozenset(words_of(text))
            if not words:
                raise LexiconError(
                    "a phrase without words",
                    where=f"indicator_phrases.csv, {row['indicator']}",
                    remedy="Remove the empty phrase",
                )
            yield text, words, meaning


def _meaning(row: dict[str, str]) -> Meaning:
    base = row["base"]
    return Meaning(
        indicator=row["indicator"],
        units=frozenset(row["unit"].split("|")),
        kind=row["kind"],
        bases=frozenset(words_of(part)[-1] for part in base.lstrip("!").split("|") if part),
        base_said=base.startswith("!"),
        pers=frozenset(row["per"].split("|")),
        growth=row["growth"],
        score=float(row["score"]),
        note=row["note"],
    )
