"""Numbers that name, date or bound something, and so claim nothing about the world.

Each exclusion is a name and a test of one amount in its sentence; the conventions are those
of the annotation guide: identifiers, clock times, ages, durations that date, thresholds that
define a group, list numbers and telephone numbers.
"""

import re
from collections.abc import Callable
from functools import cache

from kept.extract.pointing import NAMES
from kept.extract.rules import Amount
from kept.extract.tokens import Sentence
from kept.lexicon.load import table

Test = Callable[[Sentence, Amount], bool]
_BARE = frozenset({"", "degree"})


def excluded(sentence: Sentence, amount: Amount) -> str:
    """Return the name of the exclusion that covers an amount, or "" if it may be a claim."""
    for name, test in EXCLUSIONS:
        if test(sentence, amount):
            return name
    return ""


@cache
def _group(table_name: str, key: str = "words") -> frozenset[str]:
    """Return a list of words; key "" for one that stands alone in its file."""
    group = table("words.toml")[table_name]
    return frozenset(group[key] if key else group)


def _before(sentence: Sentence, at: int) -> str:
    return sentence.words[at - 1] if at > 0 else ""


def _identifier(sentence: Sentence, amount: Amount) -> bool:
    """Page 12, Article 370, No. 5, COVID-19, Windows 11."""
    at = amount.first
    if at == 0 or sentence.tags[at] not in "nYw":
        return False
    before, tag = sentence.words[at - 1], sentence.tags[at - 1]
    glued = sentence.ends[at - 1] == sentence.starts[at]
    if tag == "-" and glued and at > 1 and sentence.ends[at - 2] == sentence.starts[at - 1]:
        named = sentence.words[at - 2].isalpha() and sentence.words[at - 2] not in {"sub", "minus"}
        return (sentence.tags[at - 2] in "XZ" and named) or (
            (sentence.tags[at - 2] in "WEn" or named) and amount.unit in _BARE
        )
    if tag == "/" and glued:
        return not amount.currencies and amount.unit != "percent"
    if before == "no." or (before == "." and sentence.words[at - 2 : at - 1] == ["no"]):
        return True
    if before in _group("identifiers"):
        return (
            amount.unit in _BARE
            or before in {"no.", "nos", "page", "article", "section", "clause"}
            or sentence.text[sentence.starts[at - 1] - sentence.start].isupper()
        )
    if tag == "l" and amount.unit == "":
        return True  # "S&P 500"
    behind = sentence.tags[amount.last : amount.last + 2]
    if amount.names[-1] == "measure" and behind in {"-n", "-Y"}:
        return sentence.ends[amount.last - 1] == sentence.starts[amount.last]  # "247 L-202"
    return amount.unit == "" and tag in "XZ" and _small(amount)


_MOST_DAYS = 31
_FIRST_YEAR, _LAST_YEAR = 1000, 2200
_YEAR_BEFORE = frozenset(
    ["in", "since", "until", "till", "circa", "ad", "a.d.", "bc", "b.c.", "early", "late", "mid",
     "during", "spring", "summer", "autumn", "winter", "fall"]
)  # fmt: skip
_MAYBE_BEFORE = frozenset(["by", "from", "to", "before", "after", "through", "into", "around"])
_PAIRED = frozenset(["between", "and", "to", "-", "–", "or"])


def _date(sentence: Sentence, amount: Amount) -> bool:
    """20 December, Sept. 30, between 1600 and 1900, by 2120, its 1988 sales."""
    if amount.low != amount.high or amount.names[-1] not in {"count", "count.bare"}:
        return False
    at, word = amount.first, sentence.words[amount.first]
    if amount.last > at + 1 or not word.isdigit():
        return False
    month = "M" in sentence.tags[max(0, at - 1) : at] + sentence.tags[at + 1 : at + 2]
    if month and amount.high <= _MOST_DAYS:
        return True
    if len(word) != 4 or not _FIRST_YEAR <= amount.high <= _LAST_YEAR:  # noqa: PLR2004
        return False
    if amount.noun < 0:
        return _before(sentence, at) in _YEAR_BEFORE or _dates_here(sentence, at)
    nouns = sentence.words[amount.last : amount.noun + 1]
    return sentence.tags[at] == "Y" and not _group("of_a_year", "").isdisjoint(nouns)


def _dates_here(sentence: Sentence, at: int) -> bool:
    """Return whether a bare year-like number dates: a pair of years, or "by 2120"."""
    before = _before(sentence, at)
    if before in _PAIRED:
        beside = [*sentence.words[max(0, at - 2) : at], *sentence.words[at + 1 : at + 3]]
        if any(word.isdigit() and len(word) == 4 for word in beside):  # noqa: PLR2004
            return True
    near = sentence.tags[max(0, at - 4) : at]
    likely = sentence.tags[at] == "Y" or _LAST_YEAR > int(sentence.words[at]) > _LIKELY
    return likely and before in _MAYBE_BEFORE and not _CHANGE.search(near)


_LIKELY = 1900
_CHANGE = re.compile("[UGJ]")


def _address(sentence: Sentence, amount: Amount) -> bool:
    """49 Zorro Ranch Road, 22 Ave Foch."""
    if not sentence.words[amount.first].isdigit() or sentence.tags[amount.last - 1] not in "nY":
        return False
    following = sentence.words[amount.last : amount.last + 5]
    for place, word in enumerate(following):
        if sentence.tags[amount.last + place] not in "XOZ":
            return False
        if word in _group("streets", ""):
            return True
    return False


def _small(amount: Amount) -> bool:
    """Return whether the amount is one plain token: a scale word would make it a quantity."""
    return amount.last == amount.first + 1 and amount.noun < 0


def _ordinal_like(sentence: Sentence, amount: Amount) -> bool:
    """A lone "one", and "one of the"."""
    plain = _plain(amount)
    if sentence.words[amount.first : amount.last] != ["one"]:
        return False
    return amount.unit in _BARE or (amount.noun >= 0 and plain)


def _plain(amount: Amount) -> bool:
    return amount.last == amount.first + 1


_DAY = 2400
_CLOCK = re.compile(r"(?i)\s*(?:[ap]\.?m\b\.?|o['’]clock|hours\b|hrs\b|gmt|utc|ist\b|pst\b|noon)")


def _attribute(sentence: Sentence, amount: Amount) -> bool:
    """The 3.5 GHz auction, the 600 MHz band: a measure that only names a thing."""
    before, after = _before(sentence, amount.first), sentence.tags[amount.last : amount.last + 1]
    return amount.names[-1] == "measure" and before == "the" and after in {"W", "X"}


def _clock(sentence: Sentence, amount: Amount) -> bool:
    """10:30, 5 p.m., 1400 hours, 17.30 GMT."""
    end = sentence.ends[amount.last - 1] - sentence.start
    start = sentence.starts[amount.first] - sentence.start
    text = sentence.text
    if text[end : end + 1] == ":" and text[end + 1 : end + 2].isdigit():
        return True
    if text[start - 1 : start] == ":" and start > 1 and text[start - 2].isdigit():
        return True
    return (
        amount.low < _DAY and bool(_CLOCK.match(text, end)) and amount.unit in {"", "hour", "hrs"}
    )


def _age(sentence: Sentence, amount: Amount) -> bool:
    """Aged 30, the age of 30, a 30-year-old, the over-65s."""
    near = sentence.words[max(0, amount.first - 5) : amount.first]
    aged = amount.unit in _AGED_UNITS and not _AGE_WORDS.isdisjoint(near)
    if aged and _AGE.search(" ".join(near[-3:])):
        return True
    following = sentence.words[amount.last] if amount.last < len(sentence.words) else ""
    if following in _OLD_WORDS or following.startswith(_OLD_STARTS):
        after = " ".join(sentence.words[amount.last : amount.last + 4])
        if _OLD.match(after if amount.unit not in _SPANS else f"{amount.unit} {after}"):
            return True
    if _is_old(sentence, amount):
        return True
    bound = amount.first > 1 and sentence.words[amount.first - 1] in {
        "under",
        "over",
        "below",
        "above",
    }
    if not bound or amount.unit or amount.high >= _OLDEST:
        return False
    people = sentence.words[max(0, amount.first - 8) : amount.first - 1]
    return any(word in _group("thresholds", "nouns") for word in people)


_OLDEST = 110
_AGED_UNITS = frozenset({"", "year", "person"})
_AGE_WORDS = frozenset({"age", "ages", "aged"})
_OLD_WORDS = frozenset({"-", "old", "olds", "of", "yo", "y/o"})
_OLD_STARTS = ("year", "month", "week", "day", "old")
_OLD = re.compile(r"(?:- ?)?(?:(?:year|month|week|day)s?(?: - |-| )(?:olds?|of ages?)|yo|y/o)\b")
_BE = frozenset({"is", "was", "be", "turned", "turns", "turning", "'s", "i'm", "am", "were"})
_PERSON = frozenset({"he", "she", "who", "i", "i'm", "himself", "herself"})


def _is_old(sentence: Sentence, amount: Amount) -> bool:
    """Return whether a bare number says how old somebody is: "who was 10", "he will be 35"."""
    at = amount.first - 1
    if amount.unit or at < 1 or not 0 < amount.high < _OLDEST or amount.noun >= 0:
        return False
    if "expectancy" in sentence.words[max(0, at - 8) : at]:
        return True
    if sentence.tags[at] == "," and sentence.tags[at - 1] == "X":
        return sentence.tags[amount.last : amount.last + 1] == ","
    near = sentence.words[max(0, at - 3) : at]
    ends = sentence.tags[amount.last : amount.last + 1] in {"", ".", ",", "I", "k", "&", ";"}
    return sentence.words[at] in _BE and ends and not _PERSON.isdisjoint(near)


_AGE = re.compile(
    r"\b(?:aged?|ages)(?: (?:of|between|from|group|over|under|above|below))*"
    r"(?: \S+ (?:and|to|-|–))?$"
)
_SPANS = frozenset({"year", "month", "week", "day", "hour", "minute", "decade", "quarter"})
_DATING = frozenset(
    ["for", "over", "within", "in", "after", "during", "next", "past", "last", "first", "coming",
     "every", "the", "a", "an", "of", "previous", "about", "under", "than", "this", "these",
     "between"]
)  # fmt: skip


_GROUP_JOINS = frozenset({"to", "and", "-", "–"})


def _age_group(sentence: Sentence, amount: Amount) -> bool:
    """Aged 18 to 34, between the ages of 25 and 54: the edges of a group."""
    if not _age(sentence, amount):
        return False
    if amount.low != amount.high:
        return True
    after = sentence.words[amount.last : amount.last + 1]
    before = _before(sentence, amount.first)
    joined = bool(_GROUP_JOINS.intersection(after)) and sentence.tags[
        amount.last + 1 : amount.last + 2
    ] in {"n", "w"}
    tag = sentence.tags[amount.first - 2 : amount.first - 1]
    return joined or (before in _GROUP_JOINS and tag in {"n", "w"})


def _duration(sentence: Sentence, amount: Amount) -> bool:
    """Two-day, a ten-year plan, for five years, within an hour."""
    at = amount.last
    joined = sentence.tags[at : at + 1] == "-"
    unit = sentence.words[at + joined] if at + joined < len(sentence.words) else ""
    if unit.split("-")[0] in _SPANS and joined:
        return True
    if amount.unit not in _SPANS:
        return False
    if "-" in sentence.tags[amount.first : at] and amount.low == amount.high:
        return True  # "the fifteenth five-year plan"
    first = amount.first - (amount.first > 0 and sentence.tags[amount.first - 1] == "b")
    before = _before(sentence, first)
    return before in _DATING or first == 0 or before in {",", ":", ";"}


_LENGTHS = frozenset({"metre", "kilometre", "mile", "foot", "yard"})
_RELATIVE = frozenset({"who", "that", "which", "whose"})


def _threshold(sentence: Sentence, amount: Amount) -> bool:
    """Firms with more than 50 staff, families who earn under $2 a day, within 200 metres of."""
    at = amount.first
    bound = at > 0 and sentence.tags[at - 1] == "b"
    if bound:
        at -= 1
    if amount.unit in _LENGTHS:
        if sentence.words[at - 1 : at] == ["within"]:
            return True
        if bound and sentence.words[amount.last : amount.last + 1] == ["from"]:
            return True
    if at < 2:  # noqa: PLR2004  noun and "with"
        return False
    if bound and sentence.words[at - 2] in _RELATIVE and at > 2:  # noqa: PLR2004
        return sentence.words[at - 3] in _group("thresholds", "nouns")
    if sentence.words[at - 1] not in _group("thresholds"):
        return False
    return sentence.words[at - 2] in _group("thresholds", "nouns")


_TELEPHONE = re.compile(r"(?:\+|\b)\(?\d{1,4}\)?(?:[ -]\(?\d{2,7}\)?){2,}")


def _telephone(sentence: Sentence, amount: Amount) -> bool:
    """+92 51 920 1234, 021-111-222-333."""
    if amount.unit and amount.noun < 0:
        return False
    start = sentence.starts[amount.first] - sentence.start
    near = sentence.text[max(0, start - 24) : start + 24]
    if "-" not in near and "+" not in near:
        return False
    for match in _TELEPHONE.finditer(sentence.text, max(0, start - 24), start + 24):
        if match.start() <= start < match.end():
            digits = sum(character.isdigit() for character in match.group())
            separated = match.group().startswith("+") or "-" in match.group()
            return digits >= 7 and separated  # noqa: PLR2004
    return False


def _list_number(sentence: Sentence, amount: Amount) -> bool:
    """1. at the head of a sentence, (2), 3)."""
    if not _small(amount):
        return False
    after = sentence.tags[amount.last : amount.last + 1]
    before = sentence.tags[amount.first - 1] if amount.first else ""
    if after == ")":
        opened = sentence.tags.rfind("(", 0, amount.first) > sentence.tags.rfind(
            ")", 0, amount.first
        )
        return (before in {"", "(", ",", ";"} or not opened) and amount.unit == ""
    return amount.first == 0 and after == "." and amount.unit == ""


def _bare(sentence: Sentence, amount: Amount) -> bool:
    """A number that counts nothing named and that no word of level or change governs."""
    if amount.unit or amount.noun >= 0:
        return False
    if any(tag in "sm" for tag in sentence.tags[amount.first : amount.last]):
        return False
    if _before(sentence, amount.first) == "another" and sentence.tags[amount.first] == "n":
        return False
    if sentence.words[amount.last : amount.last + 2] in (["of", "them"], ["of", "which"]):
        return False
    before = sentence.tags[max(0, amount.first - 3) : amount.first]
    return not _GOVERNED.search(before) or sentence.tags[amount.first] == "w"


_GOVERNED = re.compile("[UEAGt]b?I?b?$|[UGJ]I$")


def _score(sentence: Sentence, amount: Amount) -> bool:
    """Won 3-1, a 2-2 draw, 50:50, and odds such as 7/10."""
    after = sentence.tags[amount.last : amount.last + 2]
    before = sentence.tags[max(0, amount.first - 2) : amount.first]
    return amount.unit == "" and (
        (after[:1] in {"-", "/", ":"} and after[1:] in {"n", "Y"})
        or before in {"n-", "n/", "Y-", "Y/"}
    )


EXCLUSIONS: tuple[tuple[str, Test], ...] = (
    ("telephone", _telephone),
    ("clock", _clock),
    ("age group", _age_group),
    ("age", _age),
    ("duration", _duration),
    ("threshold", _threshold),
    ("list number", _list_number),
    ("lone one", _ordinal_like),
    ("date", _date),
    ("address", _address),
    ("identifier", _identifier),
    ("attribute", _attribute),
    ("score", _score),
    ("bare", _bare),
    *NAMES,
)
"""All reasons why a number is no claim, in the order they are asked."""
