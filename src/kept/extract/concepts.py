"""What a quantity is about: the words of its clause that name what is measured or counted.

Read from the tags alone: the noun phrase that an amount qualifies ("a $40 fee", "5 % of the
budget", "a speed of 30 mph"), else or also the subject of the verb before it.
"""

import re

from kept.extract.rules import Amount
from kept.extract.tokens import Sentence
from kept.model.text import Quote

Range = tuple[int, int]
_NOUN = frozenset("WXZGHO")
_VERB = frozenset("UEAS")
_QUALIFIED = re.compile("[pPBcC]|u|T|x|Q")
_BREAK = frozenset(',;:.()k"')
_MOST = 9
_SUBJECT_MOST = 16


def find_concept(sentence: Sentence, amount: Amount, clause: Range) -> tuple[Quote, ...]:
    """Return the noun phrases that name what an amount measures, in text order."""
    found = [
        _behind(sentence, amount),
        _before_of(sentence, amount),
        _subject(sentence, amount, clause),
    ]
    ranges = sorted({each for each in found if each is not None})
    return tuple(sentence.slice(*each) for each in ranges)


def _behind(sentence: Sentence, amount: Amount) -> Range | None:
    """Return the phrase behind the amount: "a 5 kW panel", "20 % of personal spending"."""
    tags = sentence.tags
    at = amount.noun + 1 if amount.noun >= 0 else amount.last
    if at < len(tags) and sentence.words[at] in {"of", "in", "for"} and tags[at] == "I":
        if sentence.words[at] != "of" and amount.noun < 0:
            return None
        at += 1
        while at < len(tags) and tags[at] in "Db":
            at += 1
        return _phrase(sentence, at)
    if amount.noun >= 0 or amount.unit == "":
        return None
    if tags[at : at + 1] == "-":
        at += 1
    return _phrase(sentence, at)


def _phrase(sentence: Sentence, at: int) -> Range | None:
    """Return the noun phrase that begins at token `at`, with its own "of" and "for" phrases."""
    tags = sentence.tags
    last = first = at
    while last < len(tags) and last - first < _MOST:
        tag = tags[last]
        if (
            tag in _NOUN
            or (tag in "EJu" and tags[last + 1 : last + 2] in _NOUN and last == first)
            or (tag == "-" and last > first and tags[last + 1 : last + 2] in _NOUN)
        ):
            last += 1
        elif tag == "I" and last > first and sentence.words[last] == "of":
            step = last + 1
            while tags[step : step + 1] == "D":
                step += 1
            if tags[step : step + 1] not in _NOUN:
                break
            last = step
        else:
            break
    return (first, last) if last > first else None


def _before_of(sentence: Sentence, amount: Amount) -> Range | None:
    """Return the phrase of which the amount is the size: "a speed of 30 mph"."""
    tags, words = sentence.tags, sentence.words
    at = amount.first - 1
    while at >= 0 and tags[at] in "bDJ":
        at -= 1
    if at < 1 or words[at] not in {"of", "worth", "at", "from"} or tags[at] != "I":
        return None
    first = at
    while first > 0 and (tags[first - 1] in _NOUN or tags[first - 1] == "J") and at - first < _MOST:
        first -= 1
    while first < at and tags[first] == "J":
        first += 1
    if first == at or words[at] != "of":
        return None
    return (first, at)


def _subject(sentence: Sentence, amount: Amount, clause: Range) -> Range | None:
    """Return the subject of the verb before the amount, without pronouns."""
    tags, words = sentence.tags, sentence.words
    start = clause[0]
    verb = -1
    for at in range(amount.first - 1, start - 1, -1):
        if tags[at] in _VERB or (tags[at] == "G" and tags[at - 1 : at] in {"t", "A"}):
            verb = at
            break
    if verb < 0:
        return None
    while verb > start and tags[verb - 1] in "UEASJNt":
        verb -= 1
    last = verb
    if last > 0 and words[last - 1] in {"which", "who", "that"}:
        last -= 1
        if last > 0 and tags[last - 1] == ",":
            last -= 1
        start = 0
    first = last
    while first > start and last - first < _SUBJECT_MOST and _belongs(sentence, first - 1):
        first -= 1
    while first < last and tags[first] in "DIbJ":
        first += 1
    return (first, last) if any(tag in _NOUN for tag in tags[first:last]) else None


def _belongs(sentence: Sentence, at: int) -> bool:
    """Return whether token `at` may stand within a subject."""
    tag = sentence.tags[at]
    return tag in _NOUN or tag in "DI-&/nYZv" or tag in "TMRC"
