"""What a quantity is about: the words of its clause that name what is measured or counted.

Read from the tags alone: the noun phrase that an amount qualifies ("a $40 fee", "5 % of the
budget", "a speed of 30 mph"), and the subject of the verb before it.
"""

from collections.abc import Sequence

from kept.extract.agents import NOUN, Range, accompanied, holder_of, is_noun, object_of, owner_of
from kept.extract.rules import Amount
from kept.extract.tokens import Sentence
from kept.extract.verbs import is_verb, verb_forms
from kept.lexicon.vocabulary import words as group_of
from kept.model.text import Quote

_MOST = 9


def find_concept(sentence: Sentence, amount: Amount) -> tuple[Quote, ...]:
    """Return the noun phrases that name what an amount measures, in text order."""
    share = amount.names[0].startswith("share.")
    behind = None if share else _behind(sentence, amount)
    beside = accompanied(sentence, amount)
    if beside is not None:
        return (sentence.slice(*beside),)
    owner = owner_of(sentence, amount)
    whole, named = _before_of(sentence, amount), _bracketed(sentence, amount)
    found = [
        behind,
        _adjectives(sentence, amount) if behind and sentence.words[behind[0] - 1] != "of" else None,
        whole,
        None if behind and named else named or owner,
        holder_of(sentence, owner) if owner and not named else None,
        object_of(sentence, amount) if not whole else None,
    ]
    return tuple(sentence.slice(*each) for each in _apart(found))


def _apart(found: Sequence[Range | None]) -> list[Range]:
    """Return the ranges in text order, without those that overlap an earlier one."""
    kept: list[Range] = []
    for first, back in sorted({(one[0], -one[1]) for one in found if one is not None}):
        if not kept or first >= kept[-1][1]:
            kept.append((first, -back))
    return kept


# Phrases beside the amount.


def _behind(sentence: Sentence, amount: Amount) -> Range | None:
    """Return the phrase behind the amount: "a 5 kW panel", "20 % of personal spending"."""
    tags, words = sentence.tags, sentence.words
    counts = amount.noun >= 0
    at = _past_bracket(sentence, amount.noun + 1 if counts else amount.last)
    if at < len(tags) and words[at] in {"of", "for"} and (words[at] == "of" or counts):
        at += 1
        while at < len(tags) and tags[at] in "Db":
            at += 1
        if tags[at : at + 2] == "np":
            at += 2  # "50 ml of 30 % acid"
        return _phrase(sentence, at)
    if counts or amount.unit == "":
        return None
    if amount.currencies and at < len(tags) and words[at] in {"for", "in"}:
        step = at + 1 + (tags[at + 1 : at + 2] == "D")
        if not group_of("set_times").isdisjoint(words[step : step + 1]):
            return None
        return _phrase(sentence, step) if tags[step : step + 1] in {"W", "G"} else None
    return _qualified(sentence, amount, at)


_LONGEST_BRACKET = 6


def _past_bracket(sentence: Sentence, at: int) -> int:
    """Return the token behind a bracket that repeats an amount in another unit, else `at`."""
    if sentence.tags[at : at + 1] != "(":
        return at
    closing = sentence.tags.find(")", at, at + _LONGEST_BRACKET)
    return closing + 1 if closing > 0 and "n" in sentence.tags[at:closing] else at


_OLD = ("year-old", "month-old")
_UNITED_STATES = frozenset({"us", "u.s.", "usd"})


def _qualified(sentence: Sentence, amount: Amount, at: int) -> Range | None:
    """Return the phrase right behind an amount that stands before its noun."""
    tags, words = sentence.tags, sentence.words
    beside = words[at] if at < len(words) else ""
    dollars = amount.currencies and beside in _UNITED_STATES
    if tags[at : at + 1] == "-":
        at += 1
        beside = words[at] if at < len(words) else ""
        at += beside.startswith(_OLD)
    elif dollars or beside.startswith(_OLD):
        at += 1
    elif beside.endswith(("ed", "ing")) and (
        tags[at + 1 : at + 2] in {"I", "D", "t"} or beside in verb_forms()
    ):
        return None  # "2 % witnessed in August"
    apart = tags[amount.first - 1 : amount.first] not in {"D", "J"}
    if amount.unit == "percent" and tags[at : at + 1] == "X" and apart:
        return None  # "Alpha +0.2% Beta +0.3%"
    if tags[at : at + 2] in {"DT", "Du"} or words[at : at + 1] == ["per"]:
        at += 2  # "a $3,500 a month mortgage"
    return _phrase(sentence, at, qualified=True)


def _phrase(sentence: Sentence, at: int, *, qualified: bool = False) -> Range | None:
    """Return the noun phrase that begins at token `at`, with the "of" phrases behind it.

    qualified: an amount stands before it; then "in" and "for" lead on too ("a 5 % rise in rents").
    """
    tags = sentence.tags
    last = at
    while last < len(tags) and last - at < _MOST:
        if last > at and is_verb(sentence, last):
            break
        if is_noun(sentence, last) or _leads(sentence, last, first=last == at):
            last += 1
            continue
        wide = qualified or "G" in tags[at:last]
        step = _over_link(sentence, last, wide=wide) if last > at else 0
        if not step:
            break
        last = step
    if last > at and sentence.words[last : last + 1] == ["aged"]:
        last += 1
        while tags[last : last + 1] and tags[last] in "nwt":
            last += 1
    return (at, last) if last > at else None


def _leads(sentence: Sentence, at: int, *, first: bool) -> bool:
    """Return whether a participle, a hyphen or a unit at token `at` leads on to a noun."""
    tag, following = sentence.tags[at], sentence.tags[at + 1 : at + 2]
    if following not in NOUN:
        return False
    return (tag in "EJu" and first) or (tag == "-" and not first)


_LINKS = frozenset({"in", "for", "from", "to"})


def _over_link(sentence: Sentence, at: int, *, wide: bool) -> int:
    """Return the token of the noun behind "of", or if wide behind "in" or "for", else 0."""
    if sentence.words[at] != "of" and not (wide and sentence.words[at] in _LINKS):
        return 0
    step = at + 1
    while sentence.tags[step : step + 1] == "D":
        step += 1
    return step if step < len(sentence.tags) and is_noun(sentence, step) else 0


def _adjectives(sentence: Sentence, amount: Amount) -> Range | None:
    """Return what stands between the article and an amount that qualifies: "dual 12-inch"."""
    first = amount.first
    while first > 0 and (is_noun(sentence, first - 1) or sentence.tags[first - 1] == "J"):
        first -= 1
    if first == amount.first or sentence.tags[first - 1 : first] != "D":
        return None
    return first, amount.first


def _before_of(sentence: Sentence, amount: Amount) -> Range | None:
    """Return the phrase of which the amount is the size: "a speed of 30 mph"."""
    tags = sentence.tags
    at = amount.first - 1
    while at >= 0 and tags[at] in "bDJ":
        at -= 1
    if at < 1 or sentence.words[at] != "of":
        return None
    first = at
    while first > 0 and (is_noun(sentence, first - 1) or tags[first - 1] == "J"):
        if first < at and is_verb(sentence, first - 1):
            break
        first -= 1
    while first < at and tags[first] == "J":
        first += 1
    return (first, at) if first < at else None


def _bracketed(sentence: Sentence, amount: Amount) -> Range | None:
    """Return the name before a sign or brackets: "Alpha +0.2%", "Ada Brown (15 points)"."""
    tags = sentence.tags
    opening = tags.rfind("(", 0, amount.first)
    if amount.first and sentence.words[amount.first - 1] == "+":
        opening = amount.first - 1
    elif opening < 1 or tags.find(")", opening, amount.first) >= 0:
        return None
    if any(is_verb(sentence, at) for at in range(opening + 1, amount.first)):
        return None
    first = opening
    while first > 0 and (is_noun(sentence, first - 1) or tags[first - 1] in "&ln"):
        first -= 1
    while first < opening and tags[first] in "&n":
        first += 1
    return (first, opening) if first < opening else None
