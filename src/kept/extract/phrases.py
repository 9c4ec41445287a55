"""Noun phrases, as far as tags can tell them: the words that name what is measured."""

import re

from kept.extract.heads import acts, is_past, subject_heads
from kept.extract.nouns import is_plural
from kept.extract.tokens import Sentence
from kept.extract.verbs import acts_on_noun
from kept.lexicon.places import country_of
from kept.lexicon.vocabulary import words

MAX_WORDS = 9
_OPEN = frozenset("WXZGHQ")
_EDGE = frozenset("WXZ")


def phrase_after(sentence: Sentence, at: int, end: int) -> tuple[int, int] | None:
    """Return the noun phrase [first, last) that begins at token `at`, articles left out."""
    tags = sentence.tags
    while at < end and (tags[at] in 'D"' or _is_of_now(sentence, at)):
        at += 1
    first = last = at
    while last < end and last - first < MAX_WORDS:
        if last > first and _is_place_word(sentence, last):
            break
        if (
            (tags[last] in _OPEN and not _is_verb_like(sentence, first, last, end))
            or (tags[last] == "E" and _is_noun_here(sentence, first, last, end))
            or _joins_noun(sentence, first, last)
        ):
            last += 1
        elif _continues(sentence, first, last, end):
            last += 1
            while last < end and tags[last] == "D":
                last += 1
        else:
            break
    return _trimmed(sentence, first, last)


def _is_of_now(sentence: Sentence, at: int) -> bool:
    """Return whether a word says only that a thing is as it is now: "the current capacity"."""
    if sentence.words[at] != "current" or sentence.tags[at + 1 : at + 2] not in {"W", "X"}:
        return False
    return sentence.words[at + 1] not in words("fiscal_words")


_LIST = re.compile(r"(?:,[WXZGJ]{1,4})+,?&[DbJ]?[WXZG]{1,5}|,?&[WJ][WXZG]{1,3}")


def listed(sentence: Sentence, phrase: tuple[int, int], end: int) -> tuple[int, int]:
    """Return the phrase with the list that it opens: "safer streets, cycle lanes and crossings"."""
    found = _LIST.match(sentence.tags, phrase[1], end)
    if found is None or sentence.tags[found.end() : found.end() + 1] in set("AUE"):
        return phrase
    last = found.end()
    while last > phrase[1] and (is_adverb(sentence, last - 1) or sentence.tags[last - 1] == "G"):
        last -= 1
    return phrase[0], last


def _is_place_word(sentence: Sentence, at: int) -> bool:
    """Return whether a phrase ends before "near Ayr" or the weekday of a date line."""
    word = sentence.words[at]
    if word in words("weekdays"):
        return True
    return word in words("placing_words") and sentence.tags[at + 1 : at + 2] in {"X", "D"}


def _joins_noun(sentence: Sentence, first: int, at: int) -> bool:
    """Return whether a word with another use belongs to a noun: "waiting times", "raised wells"."""
    tags = sentence.tags
    if tags[at] == "x":
        return at > first and sentence.words[at] == "times"
    led = at == first or sentence.words[at - 1] == "of"
    described = tags[at] in "UE" and led and sentence.words[at].endswith("ed")
    return described and tags[at - 1 : at] in {"I", "D"} and tags[at + 1 : at + 2] == "W"


def phrase_before(sentence: Sentence, at: int, start: int) -> tuple[int, int] | None:
    """Return the noun phrase [first, last) that ends right before token `at`."""
    tags = sentence.tags
    last = at
    while last > start and (
        tags[last - 1] in 'AN"' or is_adverb(sentence, last - 1) or is_past(sentence, last - 1)
    ):
        last -= 1
    first = last
    while first > start and last - first < MAX_WORDS:
        compound = first < last and _is_compound(sentence, first - 1, start)
        if compound or _is_noun_before(sentence, first - 1):
            first -= 1
        elif _leads_back(sentence, first, start):
            first -= 1
            while first > start and tags[first - 1] == "D":
                first -= 1
        else:
            break
    return _trimmed(sentence, first, last)


def _is_noun_before(sentence: Sentence, at: int) -> bool:
    """Return whether the word at token `at` belongs to the noun phrase that ends behind it."""
    return (
        (sentence.tags[at] in _OPEN or is_known_noun(sentence, at))
        and not is_possessive(sentence, at)
        and not is_foreseeing(sentence, at)
        and not _is_infinitive(sentence, at)
        and not acts_on_noun(sentence, at)
    )


def _is_compound(sentence: Sentence, at: int, start: int) -> bool:
    """Return whether a word that may be a verb joins two nouns: "merchandise export target"."""
    if sentence.words[at] not in words("compounding") or at <= start:
        return False
    return sentence.tags[at - 1] in "WX" and sentence.tags[at + 1 : at + 2] in {"W", "X"}


def is_foreseeing(sentence: Sentence, at: int) -> bool:
    """Return whether a word such as "forecasts" is a verb here: a noun phrase follows."""
    if sentence.words[at] not in words("foreseeing"):
        return False
    after = sentence.tags[at + 1 : at + 2]
    return after != "" and after in "WXDtncwbG"


def _trimmed(sentence: Sentence, first: int, last: int) -> tuple[int, int] | None:
    if set(sentence.tags[first:last]) <= {"G"} and not _names_itself(sentence, first):
        return None
    while last > first and not _may_end(sentence, last - 1):
        last -= 1
    while first < last and (
        (sentence.tags[first] not in _OPEN and not is_known_noun(sentence, first))
        or sentence.words[first] in _LEADING
        or is_adverb(sentence, first)
    ):
        first += 1
    return (first, last) if last > first else None


def _names_itself(sentence: Sentence, first: int) -> bool:
    """Return whether a noun of change is the thing spoken of: growth, "the expansion"."""
    if sentence.words[first : first + 1] == ["growth"]:
        return True
    return first > 0 and sentence.tags[first - 1] == "D"


def _may_end(sentence: Sentence, at: int) -> bool:
    if sentence.tags[at] == "E":
        return sentence.words[at] in words("noun_verbs") or is_known_noun(sentence, at)
    times = sentence.tags[at] == "x" and sentence.words[at] == "times"
    return times or (sentence.tags[at] in _OPEN and not is_adverb(sentence, at))


_LEADING = frozenset(
    ["projected", "estimated", "expected", "so", "also", "even", "just", "only", "then", "today",
     "however", "meanwhile", "currently"]
)  # fmt: skip


def is_possessive(sentence: Sentence, at: int) -> bool:
    """Return whether token `at` is an owner: "Kenya's"."""
    return sentence.words[at].endswith(("'s", "’s", "s'", "s’"))


_NO_ADVERBS = frozenset({"monthly", "supply", "family", "assembly"})


def is_adverb(sentence: Sentence, at: int) -> bool:
    """Return whether token `at` is an adverb or an aside, and names nothing."""
    word = sentence.words[at]
    if word in words("asides"):
        return True
    return sentence.tags[at] == "W" and word.endswith("ly") and word not in _NO_ADVERBS


def _is_verb_like(sentence: Sentence, first: int, at: int, end: int) -> bool:
    """Return whether an unknown word in -ed or -ing reads as a verb, by what stands around it."""
    word = sentence.words[at]
    plain = word in words("plain_verbs") and is_plural(sentence.words[at - 1])
    if at > first and (plain or word in words("saying_verbs")):
        return True  # "two in three drivers admit to"
    if at > first and sentence.tags[at] == "W" and sentence.tags[at + 1 : at + 2] == "D":
        return at + 1 < end and not _is_repeated(sentence, at)  # "passengers cross a border"
    if at > first and word in words("past_participles") and sentence.tags[at + 1 : at + 2] == "I":
        return True
    if sentence.tags[at] != "W" or not word.endswith(("ed", "ing")) or word in words("not_verbs"):
        return False
    if at == first:
        after = sentence.tags[at + 1 : at + 2]
        return word.endswith("ed") and (at + 1 >= end or after in set("ItD,;.r"))
    if sentence.words[at - 1] == "of":
        return False  # "the cost of living"
    if word.endswith("ed") and sentence.tags[at - 1] in "WX" and "-" not in word:
        return True
    return at + 1 >= end or sentence.tags[at + 1] in "ItD,;.r"


def _is_repeated(sentence: Sentence, at: int) -> bool:
    """Return whether "each month" and no object stands behind a noun: "food waste each month"."""
    often = sentence.words[at + 1] in {"each", "every"} and sentence.tags[at + 2 : at + 3] == "T"
    return often and not is_plural(sentence.words[at - 1])


def _is_infinitive(sentence: Sentence, at: int) -> bool:
    """Return whether "to" makes a verb of the word at token `at`: "aims to cut stunting"."""
    return at > 0 and sentence.tags[at - 1] == "t" and sentence.words[at] in acts()


def _is_noun_here(sentence: Sentence, first: int, at: int, end: int) -> bool:
    """Return whether a word that may be a verb is a noun: "its water use by", "the import bill"."""
    if is_known_noun(sentence, at) and sentence.words[at] not in words("noun_verbs"):
        return True
    if sentence.words[at] not in words("noun_verbs"):
        return False
    after = sentence.tags[at + 1 : at + 2] if at + 1 < end else ""
    done = after == "W" and sentence.words[at + 1].endswith("ed")
    if at > first and (done or _is_compound(sentence, at, first)):
        return True
    if at == first:
        named = after in {"W", "G"} or sentence.words[at + 1 : at + 2] == ["of"]
        if at > 0 and sentence.words[at - 1] in words("possessives"):
            return True  # "cut our costs by"
        return (at == 0 or sentence.tags[at - 1] in "DI") and named
    word = sentence.words[at]
    if after == "W" and sentence.tags[at - 1] == "W" and not word.endswith(("s", "d")):
        return not is_plural(sentence.words[at - 1])  # "the average export price"
    return after not in {"D", "X", "W", "n", "c", "b"}


def extended(sentence: Sentence, phrase: tuple[int, int], end: int) -> tuple[int, int]:
    """Return the phrase with what it is for: "demand for batteries", "tax on groceries"."""
    first, last = phrase
    if last + 1 >= end or last - first > MAX_WORDS or not _may_extend(sentence, last):
        return phrase
    if sentence.words[last] == "per":
        return first, _divisor_end(sentence, last, end)
    if sentence.words[last] == "in":
        return first, (phrase_after(sentence, last + 1, end) or phrase)[1]
    named_by_length = sentence.tags[last + 1 : last + 4] in {"w-T", "n-T"}  # "ten-year bonds"
    following = phrase_after(sentence, last + 1 + 3 * named_by_length, end)
    to = sentence.words[last] == "to"
    placed = to and sentence.words[last - 1] in words("outward")
    timed = sentence.words[last + 1] in words("fiscal_words")
    if following is None or timed or (sentence.tags[following[0]] in "TRMYX" and not placed):
        return phrase
    listed = any(word in subject_heads() for word in sentence.words[following[0] : following[1]])
    sent = sentence.words[last] in {"to", "on"} and sentence.tags[last + 1] == "W"
    sent = sent or placed
    return phrase if listed and not sent else (first, following[1])


_LEADS_ON = {"for": "", "on": "", "of": "", "per": "Wu", "from": "WD", "to": "DXW", "in": "W"}
"""The words over which a measure goes on, with the tags that may follow; "" for any."""


def _may_extend(sentence: Sentence, at: int) -> bool:
    """Return whether the word at token `at` may lead from a measure to what it is for."""
    word, after = sentence.words[at], sentence.words[at + 1]
    if word not in _LEADS_ON or after in {"those", "them"}:
        return False
    if word == "in" and sentence.words[at - 1] not in words("put_in"):
        return False
    return not _LEADS_ON[word] or sentence.tags[at + 1] in _LEADS_ON[word]


def _divisor_end(sentence: Sentence, per: int, end: int) -> int:
    """Return where "per user" or "per tonne of steel" ends."""
    of_what = sentence.words[per + 2 : per + 3] == ["of"] and per + 3 < end
    whole = phrase_after(sentence, per + 3, end) if of_what else None
    return whole[1] if whole is not None else per + 2


def is_known_noun(sentence: Sentence, at: int) -> bool:
    """Return whether its place makes a noun of a word that may be a verb.

    "the cost of"; "95 % of trains"; "overnight stays were"; "Support for the levy is".
    """
    tags, word = sentence.tags, sentence.words[at]
    if tags[at] != "E":
        return False
    before = tags[at - 1] if at else ""
    if before == "D" and tags[at + 1 : at + 2] == "G":
        return True  # "a pay rise"
    if word in words("noun_verbs"):
        return before == "D" or (not before and tags[at + 1 : at + 2] in {"I", "W", "G"})
    joined = before in {"&", ",", "k"} and is_plural(word)  # "and ships waited"
    if (joined or before in {"W", "X"}) and _precedes_past(sentence, at):
        return True
    if not is_plural(word):
        return False
    ends = before == "W" and tags[at + 1 : at + 2] in _PHRASE_ENDS
    alone = ends and not is_plural(sentence.words[at - 1])
    return alone or sentence.words[at - 1 : at] == ["of"] or _precedes_verb(tags, at)


_PHRASE_ENDS = frozenset({"", ".", ",", ":", ";", "&"})


def _precedes_past(sentence: Sentence, at: int) -> bool:
    """Return whether a past form follows one that is none: "sick leave came to", "trade rose"."""
    if sentence.tags[at + 1 : at + 2] not in {"E", "U"}:
        return False
    word, after = sentence.words[at], sentence.words[at + 1]
    past = after.endswith("ed") or after in words("past_forms")
    return past and not word.endswith(("ed", "ing")) and word not in words("past_forms")


def _precedes_verb(tags: str, at: int) -> bool:
    """Return whether token `at` stands before an auxiliary: a plural there is no verb itself."""
    return at > 0 and tags[at - 1] in "WXDnw" and tags[at + 1 : at + 2] == "A"


_JOINING = frozenset({"of"})


def _continues(sentence: Sentence, first: int, at: int, end: int) -> bool:
    """Return whether "of" or "and" carries the phrase on past token `at`."""
    if at == first or at + 1 >= end:
        return False
    following = sentence.tags[at + 1 : min(end, at + 3)]
    if sentence.words[at + 1] in {"those", "them", "all"}:
        return False
    if sentence.words[at] in _JOINING:
        return (
            following[:1] in {"W", "Z"}
            or (following in {"EW", "UW"} and sentence.words[at + 1].endswith("ed"))
            or (following == "XW" and country_of(sentence.slice(at + 1, at + 2).exact) is not None)
            or sentence.text[sentence.starts[at + 1] - sentence.start :][:2].isupper()
        )
    if sentence.tags[at] == "&":
        return (
            following[:1] == "W"
            and following not in _CLAUSE_BEGUN
            and sentence.tags[at - 1] in "WX"
        )
    return False


_CLAUSE_BEGUN = frozenset({"WE", "WU", "WA"})


def _leads_back(sentence: Sentence, first: int, start: int) -> bool:
    """Return whether the phrase goes on to the left over "of", "for" or "and"."""
    at = first - 1
    if at <= start or at < 1:
        return False
    before = sentence.tags[at - 1]
    if before not in _EDGE and before != "G" and not is_known_noun(sentence, at - 1):
        return False
    if sentence.words[at] == "of" or (sentence.tags[at] == "D" and sentence.words[at - 1] == "of"):
        return True
    return sentence.tags[at] == "&" and before == "W" and sentence.tags[first] == "W"
