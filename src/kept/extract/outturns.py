"""Figures that are held against what was aimed at: "2.8 %, higher than the targeted 2.0 %"."""

import re

from kept.extract.nouns import singular_or_same
from kept.extract.tokens import Sentence
from kept.lexicon.vocabulary import words


def is_weighed(sentence: Sentence, last: int, cue: int) -> bool:
    """Return whether the figure that ends before token `last` is compared with the aim at `cue`."""
    if "A" in sentence.tags[cue - 1 : cue + 1]:
        return False  # "$3bn above last year's is planned"
    return any(_weighs(word) for word in sentence.words[last:cue])


def _weighs(word: str) -> bool:
    return word in words("weighing") or word.endswith("than")


_REACH = 7


def is_yardstick(sentence: Sentence, at: int) -> bool:
    """Return whether the figure at token `at` is an aim that something is compared with.

    Nobody promises it there: "against a target of 5 %", "within the tolerance band of 2 to 6 %".
    """
    forms, tags = sentence.words, sentence.tags
    return any(
        _weighs(forms[near]) and (tags[near + 1] == "D" or forms[near + 1] == "with")
        for near in range(max(0, at - _REACH), at - 1)
    )


_ON_TO = re.compile("[^,;.&UAS]{0,8}?t[bD]*[cCnwhv]")


def is_starting_point(sentence: Sentence, first: int, last: int) -> bool:
    """Return whether it is where a planned or foreseen change begins: "from 17 % to 25 %".

    That is so already, unless it is an aim or a forecast that is changed.
    """
    if sentence.words[first - 1 : first] != ["from"] or not _ON_TO.match(sentence.tags, last):
        return False
    before = sentence.words[max(0, first - _FAR) : first]
    return not any(singular_or_same(word) in words("foreseeing_nouns") for word in before)


_FAR = 5
_HOLDING = frozenset({"contains", "includes", "comprises", "has", "lists", "contained"})


def is_part_of_plan(sentence: Sentence, first: int, last: int) -> bool:
    """Return whether it is told how much a plan holds: "the plan contains 24 measures"."""
    if first == 0 or sentence.words[first - 1] not in _HOLDING:
        return False
    noun = sentence.words[last : last + 1]
    return bool(noun) and singular_or_same(noun[0]) in words("plan_parts")
