"""The subject of a verb, as a phrase that may be what is measured."""

from kept.extract.heads import acts, is_past
from kept.extract.nouns import is_plural
from kept.extract.phrases import (
    MAX_WORDS,
    is_adverb,
    is_foreseeing,
    is_known_noun,
    is_possessive,
    phrase_after,
    phrase_before,
)
from kept.extract.tokens import Sentence
from kept.lexicon.vocabulary import words


def subject_before(sentence: Sentence, verb: int, start: int) -> tuple[int, int] | None:
    """Return the head noun phrase of the subject of the verb at token `verb`.

    Reaches back over prepositional phrases and times to the first noun of the clause:
    "Kenya's health spending in the state is" gives "health spending".
    """
    last = verb - (verb > start and sentence.tags[verb - 1] == "b")
    while last > start and (
        sentence.tags[last - 1] == "A" or sentence.words[last - 1] in {"there", "here"}
    ):
        last -= 1
    if last - start > _BRACKETED and _is_short_name(sentence, last - 1):
        last -= _BRACKETED
    first = last
    while first > start and not (
        _ends_subject(sentence, first - 1) and not _joins_with(sentence, first - 1, start)
    ):
        first -= 1
    first = _past_time(sentence, first, last)
    while first < last and not (
        sentence.tags[first] in "DWXZGHQ" or is_known_noun(sentence, first)
    ):
        first += 1
    phrase = phrase_after(sentence, first, last) if first < last else None
    return _past_owner(sentence, phrase) if phrase else None


_TIMED = frozenset("DIORTMYyqnwHJ")
_LONGEST_TIME = 10


def _past_time(sentence: Sentence, first: int, last: int) -> int:
    """Return where a subject begins behind the time that leads it: "In 2024 | the loss was".

    Without a comma only a noun phrase with its article, or one right behind the time, begins it.
    """
    tags = sentence.tags
    if tags[first : first + 1] != "I":
        return first
    for at in range(min(last - 1, first + _LONGEST_TIME), first, -1):
        if tags[at] == "D" and tags[at - 1] in "WX":
            return at  # "In mathematics | the figure was"
        if tags[at] in "TYMyq" and tags[at + 1] in "DWXG":
            timed = _TIMED.issuperset(tags[first : at + 1])
            return at + 1 if timed or tags[at + 1] == "D" else first
    return first


def past_aside(sentence: Sentence, start: int) -> tuple[int, int] | None:
    """Return the subject of a clause at token `start` from which an aside parts it, or None.

    "Inflation, which peaked at 9 %, has eased", for either clause; "receipts, excluding loans,
    were"; "the impact of the Programme, which aims to add" gives the impact.
    """
    tags, forms = sentence.tags, sentence.words
    if start == 0 or start >= len(forms):
        return None
    opening = start
    if tags[start] in "AEU" and tags[start - 1] == ",":
        opening = tags.rfind(",", 0, start - 1) + 1
    if opening == 0 or (
        forms[opening] not in words("aside_openers") and not is_past(sentence, opening)
    ):
        return None
    last = opening - (tags[opening - 1] == ",")
    first = max(tags.rfind(mark, 0, last) for mark in ",;:") + 1
    said = tags[first:last]
    if "S" in said or not words("saying_verbs").isdisjoint(forms[first:last]):
        return None  # "exports will be $4 billion, she said, which would be": what was said
    if opening < start:
        return subject_before(sentence, last, first)
    phrase = phrase_before(sentence, last, first)
    joint = 0 if phrase is None else phrase[0] - 1 - (tags[phrase[0] - 1] == "D")
    if phrase is None or joint <= 0 or tags[phrase[0] : phrase[1]].strip("X"):
        return phrase
    return phrase_before(sentence, joint, first) if forms[joint] == "of" else phrase


def before_that(sentence: Sentence, start: int) -> tuple[int, int] | None:
    """Return the noun that a clause at token `start` describes: "the plant that can purify"."""
    if start < 2 or sentence.words[start - 1] != "that" or sentence.tags[start - 2] != "W":  # noqa: PLR2004
        return None
    word = sentence.words[start - 2]
    if word in words("saying_verbs") or word in words("plain_verbs") or word.endswith("ed"):
        return None
    first = max(sentence.tags.rfind(mark, 0, start) for mark in ",;:") + 1
    return phrase_before(sentence, start - 1, first)


def whole_subject(sentence: Sentence, verb: int, start: int) -> tuple[int, int] | None:
    """Return the whole subject of the verb at token `verb`: "museum in Lyon", "port of Tema"."""
    last = verb
    while last > start and (sentence.tags[last - 1] in "ANR" or is_adverb(sentence, last - 1)):
        last -= 1
    first = last
    while first > start and not _ends_subject(sentence, first - 1):
        first -= 1
    while first < last and sentence.tags[first] not in "WXZGH":
        first += 1
    while last > first and sentence.tags[last - 1] not in "WXZGH":
        last -= 1
    return (first, last) if 0 < last - first <= MAX_WORDS else None


def _past_owner(sentence: Sentence, phrase: tuple[int, int]) -> tuple[int, int]:
    """Return the phrase without its owner: "Kenya's budget deficit" names the deficit."""
    first, last = phrase
    for at in range(first, last - 1):
        if is_possessive(sentence, at):
            first = at + 1
    return first, last


_SUBJECT_TAGS = frozenset('WXZGHQDIMYyTRqnAN"J-Ovw')


def _ends_subject(sentence: Sentence, at: int) -> bool:
    """Return whether token `at` stands outside the subject: a verb, "as", "with" and the like."""
    tag = sentence.tags[at]
    if tag == "t" and at > 0 and sentence.tags[at - 1] in "nw":
        return sentence.tags[at + 1 : at + 2] not in {"n", "w"}
    if tag == "t":
        taken = at > 0 and sentence.words[at - 1] in words("participles")
        after = sentence.tags[at + 1 : at + 2]
        given = after == "W" and sentence.words[at + 1] not in acts()
        return not taken and not given and after not in {"X", "D"}
    if tag == "-" and at > 0 and sentence.ends[at - 1] != sentence.starts[at]:
        return True
    if tag == "b" and sentence.words[at] == "around":
        return sentence.tags[at + 1 : at + 2] not in {"D", "X"}  # "tourism around the lake"
    if tag not in _SUBJECT_TAGS:
        return not _belongs(sentence, at)
    word = sentence.words[at]
    return word in _OPENERS or word in words("saying_verbs") or is_foreseeing(sentence, at)


def _belongs(sentence: Sentence, at: int) -> bool:
    """Return whether a word that may be a verb or a joint belongs to the subject.

    "the import bill", "goods and services", "the average time taken to clear", "people under
    25", "the economy of the euro area".
    """
    tags, word = sentence.tags, sentence.words[at]
    before, after = tags[at - 1 : at] if at else "", tags[at + 1 : at + 2]
    if tags[at] in "()":
        return _is_short_name(sentence, at + 2 * (tags[at] == "("))
    if tags[at] in "EU":
        return _is_described(sentence, at)
    return (
        (tags[at] == "u" and sentence.words[at - 1 : at] == ["per"])
        or (tags[at] == "b" and word in words("age_bounds") and after in {"n", "w"})
        or (tags[at] == "C" and before == "D")
        or (tags[at] == "x" and word == "times" and before in {"W", "X"})
        or (tags[at] == "&" and before in {"W", "X"} and after in {"W", "X"})
    )


def _is_described(sentence: Sentence, at: int) -> bool:
    """Return whether a verb's form is a noun or a participle of the subject.

    "the number of registered firms", "the average time taken to clear", "overnight stays".
    """
    tags, word = sentence.tags, sentence.words[at]
    before, after = tags[at - 1 : at] if at else "", tags[at + 1 : at + 2]
    if word.endswith("ed") and sentence.words[at - 1 : at] == ["of"]:
        return after == "W"
    if word.endswith("ing") and before == "W" and is_plural(sentence.words[at - 1]):
        return after in {"W", "D", "X"}  # "people receiving aid have doubled"
    if word.endswith("ed") and before == "W" and after == "I":
        return True  # "schools opened in May were"
    if tags[at] == "U":
        return False
    if word in words("noun_verbs"):
        return before in {"W", "X", "D", "I"} or is_known_noun(sentence, at)
    taken = word in words("participles") and before == "W" and after in {"t", "I", "b"}
    return taken or is_known_noun(sentence, at)


_BRACKETED = 3


def _is_short_name(sentence: Sentence, at: int) -> bool:
    """Return whether token `at` closes a short name in brackets: "Foreign Investment (FI)"."""
    return at > 1 and sentence.tags[at - 2 : at + 1] == "(X)"


def _joins_with(sentence: Sentence, at: int, start: int) -> bool:
    """Return whether "with" belongs to a clause's first noun: "satisfaction with the trams"."""
    before = sentence.tags[start:at]
    return sentence.words[at] == "with" and before[-1:] == "W" and _VERBAL.isdisjoint(before)


_VERBAL = frozenset("UEASF,;:kr")
_OPENERS = frozenset({"as", "with", "after", "because", "than", "that"})
