"""Named things of a sentence that a figure may be about: names, bodies, places, programmes.

A name is a run of capitalised words; a common noun counts when it stands in
`subject_heads.csv` or `body_words.csv` and heads its phrase ("the new hospital in Tamale").
People who hold an office and months, days and page furniture are none.
"""

from functools import cache
from typing import NamedTuple

from kept.extract.nouns import is_plural, singular
from kept.extract.tokens import Sentence
from kept.lexicon.load import rows, table
from kept.lexicon.vocabulary import words

NAME, PLACE, BODY, FACILITY, PROGRAMME, PEOPLE, THING = (
    "name", "place", "body", "facility", "programme", "people", "thing",
)  # fmt: skip
_POSSESSIVE = ("'s", "’s", "s'", "s’")
_MOST_ADJECTIVES = 3
_TAILED = frozenset((BODY, FACILITY))
_LOCATED = frozenset(("in", "of", "at"))
_LINKS = frozenset(("of", "for", "on"))
_LOUD_SHARE = 0.6
_LONGEST_NAME = 6


class Entity(NamedTuple):
    """Tokens [first, last) that name something, articles left out. owner: a possessive."""

    first: int
    last: int
    kind: str
    owner: bool


def find_entities(sentence: Sentence) -> list[Entity]:
    """Return the entities of a sentence in text order, none overlapping."""
    headline = is_headline(sentence)
    found = _of_headline(sentence) if headline else []
    tags = sentence.tags
    at = found[-1].last if found else 0
    while at < len(tags):
        named = tags[at] in "XZ" and not headline
        entity = _name_at(sentence, at) if named else None
        end = _run_end(sentence, at) if named else at + 1
        if entity is None and end == at + 1:
            entity = _common_at(sentence, at, found[-1].last if found else 0)
        if entity is not None:
            if found and found[-1].owner and found[-1].last == entity.first:
                entity = _joined(found.pop(), entity)
            found.append(entity)
        at = entity.last if entity is not None else end
    return found


def _common_at(sentence: Sentence, at: int, low: int) -> Entity | None:
    """Return the phrase that the listed noun at token `at` heads, or that "the" begins there."""
    if sentence.tags[at] in "UEAS":
        return None
    kind = _kind_of(_without_s(sentence.words[at]))
    if kind:
        return _headed_at(sentence, at, kind, low)
    return _determined_at(sentence, at) if sentence.tags[at] == "D" else None


def _kind_of(word: str) -> str:
    """Return the kind of a listed noun, or ""; what many of a kind do, a group does."""
    heads = subject_heads()
    if word in words("foreseeing"):
        return ""
    kind = heads.get(word, "")
    return kind or (PEOPLE if is_plural(word) and singular(word) in heads else "")


def _determined_at(sentence: Sentence, at: int) -> Entity | None:
    """Return "the kiln" or "our vineyard": any noun that is spoken of as known."""
    tags, forms = sentence.tags, sentence.words
    if forms[at] not in words("definite"):
        return None
    first = last = at + 1
    while last < len(forms) and tags[last] == "W" and last - first <= _MOST_ADJECTIVES:
        if _kind_of(_without_s(forms[last])) or is_past(sentence, last):
            break
        last += 1
    if last == first or (
        last < len(forms) and _kind_of(_without_s(forms[last])) and tags[last] == "W"
    ):
        return None
    head = _without_s(forms[last - 1])
    if forms[last - 1].endswith("est"):
        return None
    known = head in words("no_subjects") or head in words("aims") or head in words("mass_measures")
    if known or head in words("of_places") or head in _sources() or head.endswith("ing"):
        return None
    kind = PEOPLE if is_plural(head) else THING
    return Entity(first, last, kind, is_owner(forms[last - 1]))


def is_past(sentence: Sentence, at: int) -> bool:
    """Return whether an unknown word in -ed is a verb here: a noun stands before it."""
    word = sentence.words[at]
    if not word.endswith("ed") or word in words("not_verbs") or at == 0:
        return False
    return sentence.tags[at - 1] in "WXr" and "-" not in word


def _of_headline(sentence: Sentence) -> list[Entity]:
    """Return who a headline says is to do something: "Orun Refining to Invest"."""
    to = sentence.tags.find("t", 1, _LONGEST_NAME)
    named = to > 0 and set(sentence.tags[:to]) <= {"X"} and sentence.words[to + 1 : to + 2]
    return [Entity(0, to, NAME, owner=False)] if named and sentence.words[to + 1] in acts() else []


def _joined(owner: Entity, entity: Entity) -> Entity:
    """Return "Manila's new terminal" as one; of "Kenya's Orun Refining" the name alone."""
    return entity if entity.kind == NAME else entity._replace(first=owner.first)


def is_headline(sentence: Sentence) -> bool:
    """Return whether nearly every word has a capital, so that capitals name nothing."""
    tags = sentence.tags
    if tags[-1:] == ".":
        return False
    capital = tags.count("X")
    small = tags.count("W") + tags.count("E")
    return capital > 2 and capital >= _LOUD_SHARE * (capital + small)  # noqa: PLR2004


@cache
def subject_heads() -> dict[str, str]:
    """Return the kind of each common noun that may head a subject."""
    kinds = {row["word"]: row["kind"] for row in rows("subject_heads.csv", "word", "kind")}
    for row in rows("body_words.csv", "word", "kind"):
        if row["kind"] == "lower":
            kinds.setdefault(row["word"], BODY)
    return kinds


def _without_s(word: str) -> str:
    return word[:-2] if word.endswith(("'s", "’s")) else word.rstrip("'’")


def is_owner(word: str) -> bool:
    """Return whether a word is a possessive."""
    return word.endswith(_POSSESSIVE)


# Names.


def _run_end(sentence: Sentence, at: int) -> int:
    tags, forms = sentence.tags, sentence.words
    last = at
    while last < len(forms) and tags[last] in "XZ":
        last += 1
        if is_owner(forms[last - 1]):
            break
        if _linked(sentence, last):
            last += 1 + (tags[last + 1 : last + 2] == "D")
    return last


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
    return forms[at] in _LINKS and forms[at - 1] in _of_names()


@cache
def _of_names() -> frozenset[str]:
    """Return nouns whose name goes on over "of": ministries, banks, universities."""
    kinds = ("body", "lower")
    found = {row["word"] for row in rows("body_words.csv", "word", "kind") if row["kind"] in kinds}
    return frozenset(found) | {"republic", "kingdom", "port", "city", "isle", "state", "bay"}


def _name_at(sentence: Sentence, at: int) -> Entity | None:
    """Return the name that begins at a capital, or None for people and for opening words."""
    forms, tags = sentence.words, sentence.tags
    last = _run_end(sentence, at)
    if last == at + 1 and (tags[at] == "Z" or forms[at] in words("weekdays")):
        return None
    if _tells_person(sentence, at, last):
        return None
    if last == at + 1 and (_is_common_here(sentence, at) or tags[last : last + 1] == "c"):
        return None
    owner = is_owner(forms[last - 1])
    head = _without_s(forms[last - 1])
    kind = subject_heads().get(head, NAME)
    if not owner and last < len(forms) and forms[last] in subject_heads() and tags[last] == "W":
        return Entity(at, last + 1, subject_heads()[forms[last]], owner=False)
    return Entity(at, last, kind, owner)


def _tells_person(sentence: Sentence, at: int, last: int) -> bool:
    """Return whether an office or an honorific stands in the run or right before it."""
    offices = _offices()
    if any(word in offices for word in sentence.words[max(0, at - 1) : last - 1]):
        return True
    return sentence.words[last - 1] in offices or sentence.words[at] in _forms()


@cache
def _forms() -> frozenset[str]:
    return frozenset(table("narration.toml")["company_forms"])


@cache
def _offices() -> frozenset[str]:
    kinds = ("title", "honorific")
    return frozenset(
        row["word"] for row in rows("roles.csv", "word", "kind") if row["kind"] in kinds
    )


def _is_common_here(sentence: Sentence, at: int) -> bool:
    """Return whether a lone capital opens what is said, and so need not be a name."""
    tags, forms = sentence.tags, sentence.words
    before = next((tag for tag in reversed(tags[:at]) if tag not in '"-'), "")
    opens = before in {"", ":", "."} or (at > 0 and tags[at - 1] == '"')
    if not opens:
        return False
    after = tags[at + 1 : at + 2]
    describes = after in {"W", "G"} and forms[at + 1] not in words("foreseeing")
    return is_common(forms[at]) or (describes and not is_owner(forms[at]))


_COMMON_ENDINGS = (
    "tion", "sion", "ment", "ness", "ing", "ity", "ship", "age", "ance", "ence", "ly", "ism",
    "wth", "lth", "ded", "ure",
)  # fmt: skip


def is_common(word: str) -> bool:
    """Return whether a lone capitalised word that opens a sentence is no name, as a rule."""
    bare = _without_s(word)
    return (
        bare in subject_heads()
        or bare in words("mass_measures")
        or bare in _sources()
        or bare in _openers()
        or is_plural(bare)
        or bare.endswith(_COMMON_ENDINGS)
    )


@cache
def _openers() -> frozenset[str]:
    return frozenset(table("words.toml")["opening_words"])


@cache
def _sources() -> frozenset[str]:
    kinds = ("source", "portfolio")
    found = rows("body_words.csv", "word", "kind")
    return frozenset(row["word"] for row in found if row["kind"] in kinds)


# Common nouns.


def _headed_at(sentence: Sentence, at: int, kind: str, low: int) -> Entity | None:
    """Return the phrase that a common noun heads, with its place: "museum in Lyon"."""
    owner = is_owner(sentence.words[at])
    if not owner and _goes_on(sentence, at + 1):
        return None
    first = _phrase_start(sentence, at, low)
    tags = sentence.tags
    before = tags[first - 1 : first] if first else ""
    determined = before in {"D", "X", "n", "w", "I", "t", "R", "O"} or _owned(sentence, first)
    if not determined and first and kind not in {PEOPLE, PLACE}:
        return None
    if _denies(sentence, first):
        return None
    last = at + 1
    if not owner and last < len(sentence.words):
        last = _with_place(sentence, last, kind)
    return Entity(first, last, kind, owner)


def _phrase_start(sentence: Sentence, at: int, low: int) -> int:
    """Return where the adjectives before the noun at token `at` begin."""
    first, tags, forms = at, sentence.tags, sentence.words
    while first > low and at - first < _MOST_ADJECTIVES and tags[first - 1] in "WXH":
        word = forms[first - 1]
        if is_owner(word) or word.endswith("ly") or word in acts():
            break
        if is_past(sentence, first - 1):
            break
        first -= 1
    return first


@cache
def acts() -> frozenset[str]:
    """Return verbs in the infinitive, which describe no noun behind them."""
    return frozenset(table("narration.toml")["acts"])


def _owned(sentence: Sentence, first: int) -> bool:
    return first > 0 and is_owner(sentence.words[first - 1])


def _denies(sentence: Sentence, first: int) -> bool:
    """Return whether "every", "no" or "each" makes the noun general."""
    return first > 0 and sentence.words[first - 1] in {"every", "each", "no", "any", "another"}


def _goes_on(sentence: Sentence, at: int) -> bool:
    """Return whether the noun before token `at` only describes the next: "bank margins"."""
    tags, forms = sentence.tags, sentence.words
    if at < len(forms) and tags[at] == "X":
        return forms[at] in subject_heads()
    if at >= len(forms) or tags[at] not in "WZ":
        return tags[at : at + 1] == "-"
    word = forms[at]
    if word in words("foreseeing") or word.endswith(("ed", "ly")):
        return False
    return not (word.endswith("s") and tags[at + 1 : at + 2] in {"W", "D", "X", "n", "b", "c"})


def _with_place(sentence: Sentence, last: int, kind: str) -> int:
    """Return the end of "museum in Lyon"; of a place only "of" goes on: "city of Recife"."""
    joint = sentence.words[last]
    if joint not in _LOCATED or (kind not in _TAILED and joint != "of"):
        return last
    if sentence.tags[last + 1 : last + 2] != "X":
        return last
    end = _run_end(sentence, last + 1)
    return last if is_owner(sentence.words[end - 1]) else end


def name_at(sentence: Sentence, at: int) -> Entity | None:
    """Return the name that begins at token `at`, or None."""
    return _name_at(sentence, at) if sentence.tags[at : at + 1] == "X" else None
