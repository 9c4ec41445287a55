"""The words of `check_experiments.toml`, typed and compiled."""

import re
from functools import cache
from typing import Any

from msgspec import Struct

from kept.check.rules import whole_words
from kept.errors import LexiconError
from kept.lexicon.load import table

_FILE = "check_experiments.toml"
_Pattern = re.Pattern[str]


class Horizon(Struct, frozen=True):
    """A time within which passwords fall, and the topic of the facts on passwords of people."""

    name: str
    words: _Pattern
    topic: str


class Firm(Struct, frozen=True):
    """A firm with studies on file: the subject of its facts, and how texts name it."""

    subject: str
    names: _Pattern
    machine_topic: str


class ExperimentRules(Struct, frozen=True):
    """All of the file. kinds, names: by kind of character."""

    nouns: _Pattern
    machines: _Pattern
    people: _Pattern
    lacking: _Pattern
    cracked: _Pattern
    lengths: tuple[int, ...]
    kinds: dict[str, _Pattern]
    names: dict[str, str]
    horizons: tuple[Horizon, ...]
    firms: tuple[Firm, ...]


@cache
def experiment_rules() -> ExperimentRules:
    """Return the rules. Raises LexiconError where the file lacks a list."""
    raw = table(_FILE)
    try:
        return _typed(raw)
    except (KeyError, TypeError) as error:
        raise LexiconError(
            "a list of words is missing or has another shape", where=_FILE, why=str(error)
        ) from error


def _typed(raw: dict[str, Any]) -> ExperimentRules:
    lists = ("nouns", "machines", "people", "lacking", "cracked")
    return ExperimentRules(
        **{name: whole_words(raw[name]) for name in lists},
        lengths=tuple(raw["lengths"]),
        kinds={kind: whole_words(words) for kind, words in raw["kinds"].items()},
        names=dict(raw["names"]),
        horizons=tuple(
            Horizon(one["name"], whole_words(one["words"]), one["topic"]) for one in raw["horizons"]
        ),
        firms=tuple(
            Firm(one["subject"], whole_words(one["names"]), one["machine_topic"])
            for one in raw["firms"]
        ),
    )
