"""Numbers of set phrases: of sayings and names, of sporting events and of instructions."""

import re
from functools import cache

from kept.extract.rules import Amount
from kept.extract.tokens import Sentence
from kept.lexicon.exclusions import listed
from kept.lexicon.load import table
from kept.lexicon.vocabulary import words


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
    names = _around("number_names")
    places = names.get(sentence.words[at]) or names.get(text[start : start + 2].lower())
    if places is not None and any(not i and text.startswith(name, start) for i, name in places):
        return True
    if sentence.words[at].isdigit():
        return _ends_name(sentence, amount)
    if sentence.tags[at] not in "wh" or at == 0 or sentence.tags[at - 1] in _OPENING:
        return False
    return sentence.tags[amount.last : amount.last + 1] == "X" and not amount.currencies


_OPENING = ':".(;k-'


def _ends_name(sentence: Sentence, amount: Amount) -> bool:
    """Return whether digits end a name: "the Python 3 course", "Scope 3 emissions", "Mainz 05".

    Behind a preposition that opens a clause a place may stand there ("In the Philippines 12
    people"), and behind a verb of giving whoever is given something ("gave the Ministry 12").
    """
    at = amount.first
    if at and sentence.words[at][0] == "0" and sentence.tags[at - 1] == "X":
        return True
    if amount.noun < 0 or amount.last != at + 1 or amount.high >= _LARGEST_MODEL:
        return False
    named = _NAMED.search(sentence.tags, max(0, at - 4), at)
    if named is None:
        opens = at == 1 and sentence.tags[0] == "X"
        return opens and not _is_adverb(sentence.words[0])
    first = named.start()
    before = sentence.words[first - 1] if first else ""
    if sentence.tags[first] == "X":
        return before in listed("before_models") and sentence.words[first] not in words("weekdays")
    if before in listed("before_places"):
        return first > 1 and not _opens_clause(sentence, first - 2)
    return not any(before in words(group) for group in ("burdening", "handing"))


_LARGEST_MODEL = 1000
_NAMED = re.compile("DX{1,3}$|(?<=I)X{1,2}$")


def _opens_clause(sentence: Sentence, at: int) -> bool:
    """Return whether a clause may begin behind token `at`."""
    return sentence.tags[at] in _CLAUSES or sentence.words[at] in {"that", "according"}


_CLAUSES = frozenset(',:;k&S"(')


def _is_adverb(word: str) -> bool:
    """Return whether a word that opens a sentence may stand before a count: "Overnight 12"."""
    return word.endswith(("ly", "wide")) or word in listed("before_counts")


def is_title(sentence: Sentence, amount: Amount) -> bool:
    """The documentary "Ten Days in Kyiv": words in quotation marks that are written as a title."""
    if '"' not in sentence.tags:
        return False
    text, start = sentence.text, sentence.starts[amount.first] - sentence.start
    for match in _QUOTED.finditer(text):
        if match.start() < start < match.end():
            return all(word[0].isupper() or word[0].isdigit() for word in _LONG.findall(match[1]))
    return False


_QUOTED = re.compile(r"[\"“‘]([A-Z\d][^\"“”‘’.!?,]{3,60})[\"”’]")
_LONG = re.compile(r"[^\W_]{4,}")


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
    forms = sentence.words
    if amount.unit in listed("page_counts") and amount.first == 0:
        return len(forms) == amount.noun + 1
    if forms[0] in {"join", "you", "you've"} and amount.unit in listed("page_offers"):
        return not set("US") & set(sentence.tags[: amount.first])
    if amount.unit == "percent" and forms[amount.last : amount.last + 1] in (["off"], ["on"]):
        return forms[0] in listed("offering")
    leads = _leads().get(forms[forms[0] == "("])
    return leads is not None and _opening(sentence.text).startswith(leads)


_LONGEST_FURNITURE = 20


def _opening(text: str) -> str:
    return text[:_LONGEST_FURNITURE].lower().lstrip("( ")


_METRES = {"metre": 1, "kilometre": 1000}


def is_event(sentence: Sentence, amount: Amount) -> bool:
    """The 1,500 metres; the 4x100m relay; gold over 5,000 metres: a distance of sport."""
    forms, last = sentence.words, amount.last
    lettered = "m" in (forms[last - 1], forms[last] if last < len(forms) else "")
    if amount.currencies or not (lettered or amount.unit in _METRES):
        return False
    behind = forms[last : last + 4]
    named = not listed("events").isdisjoint(behind)
    if named and "x" in sentence.tags[max(0, amount.first - 2) : last + 1]:
        return True
    digits = forms[amount.first].replace(",", "")
    if not digits.isdigit():
        return False
    if str(int(digits) * _METRES.get(amount.unit, 1)) not in listed("event_metres"):
        return False
    if named:
        return True
    if forms[amount.first - 1 : amount.first] not in _EVENT_LEADS or behind[:1] == ["of"]:
        return False
    following = sentence.tags[last : last + 1]
    if forms[amount.first - 2 : amount.first] == ["in", "the"] and following in _CLOSING:
        return True
    return following in _CLOSING | {"I"} and not listed("events").isdisjoint(forms)


def is_feat(sentence: Sentence, amount: Amount) -> bool:
    """She threw 68.4 metres; her winning time was 10.72 seconds."""
    if amount.unit not in {"metre", "second"}:
        return False
    before = sentence.words[max(0, amount.first - 3) : amount.first]
    timed = amount.unit == "second" and before[-1:] in (["in"], ["of"])
    if timed and not listed("events").isdisjoint(sentence.words):
        return True
    return not listed("feats").isdisjoint(before)


_CLOSING = frozenset({"", ".", ",", ";", "&", "k"})
_EVENT_LEADS = (["the"], ["over"], ["women's"], ["men's"], ["women’s"], ["men’s"])


def is_instruction(sentence: Sentence, amount: Amount) -> bool:
    """Add 200g of flour; store below 25C; then stir in 2 teaspoons of oil."""
    if amount.unit.lower() not in listed("instructed_units"):
        return False
    tags, forms = sentence.tags, sentence.words
    at = max(tags.rfind(mark, 0, amount.first) for mark in ",;:&") + 1
    heads = {at, 0, tags.rfind("k", 0, amount.first) + 1}
    return any(_commands(sentence, head, amount.first) for head in heads) and forms[0] != "i"


def _commands(sentence: Sentence, at: int, until: int) -> bool:
    """Return whether tokens [at, until) begin with a command, and no other verb governs."""
    forms = sentence.words
    while at < until and forms[at] in {"then", "and", "do", "not", "don't", "to"}:
        at += 1
    if at >= until or forms[at] not in listed("instructions"):
        return False
    if forms[at + 1] == "of" or (until - 1 > at and forms[until - 1].endswith("ed")):
        return False  # "use of 50 litres", "line workers repaired 300 metres"
    return not set("AUSGJr") & set(sentence.tags[at + 1 : until])
