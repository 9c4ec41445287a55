"""Names: runs of capitalised words, apart from people, datelines and words that open a sentence."""

from functools import cache

from kept.extract.heads import (
    NAME,
    PEOPLE,
    Entity,
    is_common,
    is_owner,
    is_past,
    kind_of_form,
    may_be_known,
    offices,
    people,
    sources,
    subject_heads,
    without_s,
)
from kept.extract.nouns import is_plural
from kept.extract.tokens import Sentence
from kept.lexicon.load import rows, table
from kept.lexicon.places import country_of
from kept.lexicon.vocabulary import words

_LINKS = frozenset(("of", "for", "on"))
_LOUD_SHARE = 0.6
_MOST_NOUNS = 3


def is_headline(sentence: Sentence) -> bool:
    """Return whether nearly every word has a capital, so that capitals name nothing."""
    tags = sentence.tags
    if tags[-1:] == ".":
        return False
    capital = tags.count("X")
    small = tags.count("W") + tags.count("E")
    return capital > 2 and capital >= _LOUD_SHARE * (capital + small)  # noqa: PLR2004


def run_end(sentence: Sentence, at: int) -> int:
    """Return the token after the run of capitals that begins at token `at`."""
    tags, forms = sentence.tags, sentence.words
    last = at
    while last < len(forms) and (tags[last] in "XZ" or (last > at and _is_capital(sentence, last))):
        last += 1
        if is_owner(forms[last - 1]):
            break
        if tags[last : last + 4] in {"(X)X", "(Z)X"}:
            last += 3
        elif _linked(sentence, last):
            last += 1 + (tags[last + 1 : last + 2] == "D")
    return last


def _is_capital(sentence: Sentence, at: int) -> bool:
    """Return whether a currency's name is part of a name here: "Sierra Leone"."""
    if sentence.tags[at] != "C":
        return False
    return sentence.text[sentence.starts[at] - sentence.start].isupper()


def _linked(sentence: Sentence, at: int) -> bool:
    """Return whether "of the" or "&" goes on to another capital: "Bank of Ghana"."""
    tags, forms = sentence.tags, sentence.words
    if at + 1 >= len(forms):
        return False
    after = at + 1 + (tags[at + 1] == "D" and forms[at] in _LINKS)
    if tags[after : after + 1] != "X":
        return False
    if tags[at] == "&":
        return forms[at] == "&"
    if forms[at] not in _LINKS:
        return False
    owned = forms[at] == "of" and country_of(sentence.slice(after, after + 1).exact) is not None
    return forms[at - 1] in _of_names() or (owned and _of_names().intersection(forms[:at]) != set())


@cache
def _of_names() -> frozenset[str]:
    """Return nouns whose name goes on over "of": ministries, banks, universities."""
    kinds = ("body", "lower")
    found = {row["word"] for row in rows("body_words.csv", "word", "kind") if row["kind"] in kinds}
    return frozenset(found) | {"republic", "kingdom", "port", "city", "isle", "state", "bay"}


def name_of_run(sentence: Sentence, at: int, last: int) -> Entity | None:
    """Return the name of a run of capitals, or None for people and for opening words."""
    forms, tags = sentence.words, sentence.tags
    if _tells_person(sentence, at, last) or _in_dateline(sentence, at, last):
        return None
    while last > at and (forms[last - 1] in words("measure_acronyms") or forms[last - 1] == "co"):
        last -= 1
    if last == at or _names_nothing(sentence, at, last):
        return None
    owner = is_owner(forms[last - 1])
    kind = subject_heads().get(without_s(forms[last - 1]), NAME)
    kind = NAME if kind == PEOPLE else kind
    headed = None if owner else _headed(sentence, last)
    if headed is not None:
        return Entity(at, headed.last, headed.kind, headed.owner)
    if not owner and at and tags[last : last + 1] == "W":
        ends = tags[last + 1 : last + 2] in {"", ".", ",", "I", ";"}
        if tags[at - 1] == "D" or (tags[at - 1] == "I" and ends):
            return _named_noun(sentence, at, last, kind)
    return Entity(at, last, kind, owner)


def _names_nothing(sentence: Sentence, at: int, last: int) -> bool:
    """Return whether a run of capitals is none: a weekday, a report, "Fellow citizens"."""
    forms, end = sentence.words, sentence.words[last - 1]
    if sources().issuperset(forms[at:last]) or forms[at] in {"fellow", "dear"}:
        return True
    if _describes(end) or end in words("no_names"):
        return True
    if last > at + 1:
        return False
    dated = sentence.tags[at] == "Z" or without_s(end) in words("weekdays")
    return dated or _is_common_here(sentence, at) or sentence.tags[last : last + 1] == "c"


def _headed(sentence: Sentence, first: int) -> Entity | None:
    """Return the listed noun that a name describes: "Danish shipping group", "Alaska ferry"."""
    tags, forms = sentence.tags, sentence.words
    found = None
    for at in range(first, min(first + _MOST_NOUNS, len(forms))):
        word = forms[at]
        joins = tags[at] == "W" or (tags[at] == "E" and word.endswith("ing"))
        if not joins or is_past(sentence, at) or word in words("asides") or word.endswith("ly"):
            break
        if kind_of_form(word):
            found = Entity(first, at + 1, kind_of_form(word), is_owner(word))
    return found


def name_at(sentence: Sentence, at: int) -> Entity | None:
    """Return the name that begins at token `at`, or None."""
    if sentence.tags[at : at + 1] != "X":
        return None
    return name_of_run(sentence, at, run_end(sentence, at))


def _named_noun(sentence: Sentence, first: int, last: int, kind: str) -> Entity:
    """Return "Accra marathon" of "the Accra marathon": the article belongs to the noun."""
    end, forms = last, sentence.words
    while end < len(forms) and sentence.tags[end] == "W" and end - last < _MOST_NOUNS:
        if forms[end] in words("foreseeing") or is_past(sentence, end):
            break
        if forms[end] in words("asides") or forms[end].endswith("ly"):
            break
        end += 1
    known = end > last and may_be_known(forms[end - 1]) and not is_plural(forms[end - 1])
    return Entity(first, end if known else last, kind, owner=False)


def _describes(word: str) -> bool:
    """Return whether a capital only begins a compound: "LLM-generated", "EU-funded"."""
    return "-" in word and word.endswith(("ed", "led", "based", "wide", "made", "style", "owned"))


_DATELINE = 9


def _in_dateline(sentence: Sentence, at: int, last: int) -> bool:
    """Return whether a place only dates the text: "LAGOS, May 6 (Coastline News) -"."""
    if at > _DATELINE or "E" in sentence.tags[:at] or "A" in sentence.tags[:at]:
        return False
    following = sentence.tags[last : last + _DATELINE]
    if following[:1] not in {",", "(", "-", "X"} and at == 0:
        return False
    dash = following.find("-")
    return (dash >= 0 and set(following[:dash]) <= _DATELINE_TAGS) or "M" in following[:3]


_DATELINE_TAGS = frozenset("X,()MYnO.")


def _tells_person(sentence: Sentence, at: int, last: int) -> bool:
    """Return whether an office or an honorific stands in the run or right before it."""
    titles = offices()
    if at > 1 and sentence.tags[at - 1] == "," and sentence.words[at - 2] in people():
        return without_s(sentence.words[last - 1]) not in subject_heads()  # "the governor, Ed Ray"
    if at > 1 and sentence.words[at - 1] in {"for", "of"} and sentence.words[at - 2] in titles:
        return True  # "Minister for Information Technology"
    if not titles.isdisjoint(sentence.words[max(0, at - 1) : last - 1]):
        return country_of(sentence.slice(at, last).exact) is None  # "Sri Lanka"
    return sentence.words[last - 1] in titles or sentence.words[at] in _forms()


@cache
def _forms() -> frozenset[str]:
    return frozenset(table("narration.toml")["company_forms"])


def cuts(sentence: Sentence, at: int) -> bool:
    """Return whether a noun of change is a verb here: "Orlo cut 40 jobs"."""
    acts = sentence.tags[at : at + 1] == "G" and sentence.words[at] in words("past_forms")
    return acts and sentence.tags[at + 1 : at + 2] in {"n", "w", "c", "b", "D"}


def has_company_form(sentence: Sentence) -> bool:
    """Return whether a name in the sentence ends in the form of a company: "Orlo Ltd"."""
    return not _forms().isdisjoint(sentence.words)


def _is_common_here(sentence: Sentence, at: int) -> bool:
    """Return whether a lone capital opens what is said, and so need not be a name."""
    tags, forms = sentence.tags, sentence.words
    before = next((tag for tag in reversed(tags[:at]) if tag not in '"-'), "")
    opens = before in {"", ":", "."} or (at > 0 and tags[at - 1] in '"-')
    if not opens:
        return False
    after = tags[at + 1 : at + 2]
    if after == ":":
        return True
    if sentence.text[sentence.starts[at] - sentence.start :][:2].isupper():
        return False
    describes = after in {"W", "G"} and forms[at + 1] not in words("foreseeing")
    describes = describes and forms[at + 1] not in words("asides")
    describes = describes and not (after == "W" and is_past(sentence, at + 1))
    describes = describes and not cuts(sentence, at + 1)
    return is_common(forms[at]) or (describes and not is_owner(forms[at]))
