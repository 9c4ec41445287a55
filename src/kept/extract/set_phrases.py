"""Numbers of set phrases: of sayings and names, of sporting events and of instructions."""

import re
from functools import cache

from kept.extract.rules import Amount
from kept.extract.tokens import Sentence
from kept.lexicon.exclusions import listed
from kept.lexicon.load import table


@cache
def _around(name: str) -> dict[str, tuple[tuple[int, str], ...]]:
    """Return the phrases of a list by each of their words, with the word's place in the text."""
    found: dict[str, list[tuple[int, str]]] = {}
    for phrase in table("exclusions.toml")[name]:
        position = 0
        for word in phrase.split(" "):
            found.setdefault(word.lower(), []).append((position, phrase))
            position += len(word) + 1
    return {word: tuple(places) for word, places in found.items()}


def is_idiom(sentence: Sentence, amount: Amount) -> bool:
    """In two minds; one in a million; half the battle."""
    places = _around("idioms").get(sentence.words[amount.first])
    if places is None:
        return False
    start = sentence.starts[amount.first] - sentence.start
    text = sentence.text.lower()
    return any(at <= start and text.startswith(said, start - at) for at, said in places)


def is_number_name(sentence: Sentence, amount: Amount) -> bool:
    """Three Rivers council; in Thousand Oaks: a name that begins with its number."""
    at, text = amount.first, sentence.text
    if sentence.tags[at] not in "nYwhD":
        return False
    start = sentence.starts[at] - sentence.start
    if not (text[start].isupper() or sentence.words[at].isdigit()) or text.isupper():
        return False
    places = _around("number_names").get(sentence.words[at])
    if places is not None and any(not i and text.startswith(name, start) for i, name in places):
        return True
    if sentence.words[at].isdigit():
        return _ends_name(sentence, amount)
    if sentence.tags[at] not in "wh" or at == 0 or sentence.tags[at - 1] in _OPENING:
        return False
    return sentence.tags[amount.last : amount.last + 1] == "X" and not amount.currencies


_OPENING = ':".(;k-'


def _ends_name(sentence: Sentence, amount: Amount) -> bool:
    """Return whether digits end a name that opens a clause: "The Python 3 course", "Mainz 05".

    Behind a preposition a place may stand there: "In the Philippines 12 people".
    """
    at = amount.first
    if at and sentence.words[at][0] == "0" and sentence.tags[at - 1] == "X":
        return True
    if amount.noun < 0 or amount.last != at + 1:
        return False
    return bool(_NAMED.fullmatch(sentence.tags, 0, at))


_NAMED = re.compile("(?:.*,)?DX{1,3}")


def is_doubled(sentence: Sentence, amount: Amount) -> bool:
    """A double espresso; the triple jump."""
    if amount.names[-1] != "multiple.word" or amount.last >= len(sentence.words):
        return False
    at = amount.last + (sentence.tags[amount.last] == "-")
    return not listed("doubled").isdisjoint(sentence.words[at : at + 1])


@cache
def _leads() -> dict[str, tuple[str, ...]]:
    """Return how furniture begins, by its first word."""
    found: dict[str, tuple[str, ...]] = {}
    for lead in table("exclusions.toml")["furniture"]:
        first = lead.split()[0].rstrip(":")
        found[first] = (*found.get(first, ()), lead)
    return found


def is_furniture(sentence: Sentence, amount: Amount) -> bool:
    """Read more: five takeaways; get 20% off; 12 comments."""
    words = sentence.words
    if amount.unit in listed("page_counts") and amount.first == 0:
        return len(words) == amount.noun + 1
    if amount.unit == "percent" and words[amount.last : amount.last + 1] in (["off"], ["on"]):
        return words[0] in listed("offering")
    leads = _leads().get(words[0])
    return leads is not None and sentence.text[:_LONGEST_FURNITURE].lower().startswith(leads)


_LONGEST_FURNITURE = 20


_METRES = {"metre": 1, "kilometre": 1000}


def is_event(sentence: Sentence, amount: Amount) -> bool:
    """The 1,500 metres; the 4x100m relay; gold over 5,000 metres: a distance of sport."""
    words, last = sentence.words, amount.last
    lettered = "m" in (words[last - 1], words[last] if last < len(words) else "")
    if amount.currencies or not (lettered or amount.unit in _METRES):
        return False
    behind = words[last : last + 4]
    named = not listed("events").isdisjoint(behind)
    if named and "x" in sentence.tags[max(0, amount.first - 2) : last + 1]:
        return True
    digits = words[amount.first].replace(",", "")
    if not digits.isdigit():
        return False
    if str(int(digits) * _METRES.get(amount.unit, 1)) not in listed("event_metres"):
        return False
    if named:
        return True
    if words[amount.first - 1 : amount.first] not in _EVENT_LEADS or behind[:1] == ["of"]:
        return False
    following = sentence.tags[last : last + 1]
    if words[amount.first - 2 : amount.first] == ["in", "the"] and following in _CLOSING:
        return True
    return following in _CLOSING | {"I"} and not listed("events").isdisjoint(words)


def is_feat(sentence: Sentence, amount: Amount) -> bool:
    """She threw 68.4 metres; her winning time was 10.72 seconds."""
    if amount.unit not in {"metre", "second"}:
        return False
    before = sentence.words[max(0, amount.first - 3) : amount.first]
    return not listed("feats").isdisjoint(before)


_CLOSING = frozenset({"", ".", ",", ";", "&", "k"})
_EVENT_LEADS = (["the"], ["over"], ["women's"], ["men's"], ["women’s"], ["men’s"])


def is_instruction(sentence: Sentence, amount: Amount) -> bool:
    """Add 200g of flour; store below 25C; then stir in 2 teaspoons of oil."""
    if amount.unit.lower() not in listed("instructed_units"):
        return False
    tags, words = sentence.tags, sentence.words
    at = max(tags.rfind(mark, 0, amount.first) for mark in ",;:&") + 1
    heads = {at, 0, tags.rfind("k", 0, amount.first) + 1}
    return any(_commands(sentence, head, amount.first) for head in heads) and words[0] != "i"


def _commands(sentence: Sentence, at: int, until: int) -> bool:
    """Return whether tokens [at, until) begin with a command, and no other verb governs."""
    words = sentence.words
    while at < until and words[at] in {"then", "and", "do", "not", "don't", "to"}:
        at += 1
    if at >= until or words[at] not in listed("instructions"):
        return False
    if words[at + 1] == "of" or (until - 1 > at and words[until - 1].endswith("ed")):
        return False  # "use of 50 litres", "line workers repaired 300 metres"
    return not set("AUSGJr") & set(sentence.tags[at + 1 : until])
