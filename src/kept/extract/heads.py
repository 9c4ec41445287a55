"""Nouns and endings by which names, bodies, places and groups are told from other words."""

from functools import cache, lru_cache

from msgspec import Struct

from kept.extract.nouns import is_plural, singular
from kept.extract.tokens import Sentence
from kept.lexicon.load import rows, table
from kept.lexicon.vocabulary import words

NAME, PLACE, BODY, FACILITY, PROGRAMME, PEOPLE, THING = (
    "name", "place", "body", "facility", "programme", "people", "thing",
)  # fmt: skip


MOST_WORDS = 20_000
"""So many words are remembered with their kind: memory stays flat over a corpus."""

_POSSESSIVE = ("'s", "’s", "s'", "s’")


class Entity(Struct):
    """Tokens [first, last) that name something, articles left out. owner: a possessive."""

    first: int
    last: int
    kind: str
    owner: bool

    def beginning(self, first: int) -> "Entity":
        """Return the entity with the words from token `first` on."""
        return Entity(first, self.last, self.kind, self.owner)


@cache
def subject_heads() -> dict[str, str]:
    """Return the kind of each common noun that may head a subject."""
    kinds = {row["word"]: row["kind"] for row in rows("subject_heads.csv", "word", "kind")}
    for row in rows("body_words.csv", "word", "kind"):
        if row["kind"] == "lower":
            kinds.setdefault(row["word"], BODY)
    return kinds


@lru_cache(maxsize=MOST_WORDS)
def kind_of_noun(word: str) -> str:
    """Return the kind of a listed noun, or ""; what many of a kind do, a group does."""
    heads = subject_heads()
    if word in words("foreseeing"):
        return ""
    kind = heads.get(word, "")
    if kind or not is_plural(word) or word in words("of_places"):
        return kind
    return PEOPLE if heads.get(singular(word), PROGRAMME) != PROGRAMME else ""


@lru_cache(maxsize=MOST_WORDS)
def kind_of_form(word: str) -> str:
    """Return the kind of a listed noun as it stands in a text, perhaps as a possessive, or ""."""
    return kind_of_noun(without_s(word))


def without_s(word: str) -> str:
    """Return a word without the ending of a possessive."""
    return word[:-2] if word.endswith(("'s", "’s")) else word.rstrip("'’")


def is_owner(word: str) -> bool:
    """Return whether a word is a possessive."""
    return word.endswith(_POSSESSIVE)


def may_be_known(head: str) -> bool:
    """Return whether a figure may be about a noun: it is no time, part, amount or document."""
    groups = ("no_subjects", "aims", "mass_measures", "of_places")
    if head.endswith(("ing", "est")) or head in _published() or head in people():
        return False
    return not any(head in words(group) for group in groups)


@cache
def people() -> frozenset[str]:
    """Return nouns that name one person by what he is: no figure is about them."""
    return frozenset(row["word"] for row in rows("roles.csv", "word", "kind"))


@cache
def offices() -> frozenset[str]:
    """Return titles and honorifics: what stands in a person's name and in no other."""
    kinds = ("title", "honorific")
    return frozenset(
        row["word"] for row in rows("roles.csv", "word", "kind") if row["kind"] in kinds
    )


@cache
def sources() -> frozenset[str]:
    """Return what bodies publish and what ministers are ministers of: no names by themselves."""
    kinds = ("source", "portfolio")
    found = rows("body_words.csv", "word", "kind")
    return frozenset(row["word"] for row in found if row["kind"] in kinds)


@cache
def _published() -> frozenset[str]:
    """Return what bodies publish: reports and data; "the industry" may be spoken of."""
    found = rows("body_words.csv", "word", "kind")
    return frozenset(row["word"] for row in found if row["kind"] == "source")


@cache
def acts() -> frozenset[str]:
    """Return verbs in the infinitive, which describe no noun behind them."""
    return frozenset(table("narration.toml")["acts"])


def is_past(sentence: Sentence, at: int) -> bool:
    """Return whether an unknown word in -ed, or an irregular past, is a verb here.

    A noun or "which" stands before it ("sales slipped", "the committee met"), or "and" where a
    preposition follows: "fell and settled at".
    """
    word, before = sentence.words[at], sentence.tags[at - 1] if at else ""
    if before == "" or "-" in word:
        return False
    stands = before in "WXr" or sentence.words[at - 1] in _RELATIVES
    if word in _irregular():
        return stands
    if not word.endswith("ed") or word in words("not_verbs"):
        return False
    return stands or (before == "&" and sentence.tags[at + 1 : at + 2] in {"I", "t", "b"})


@cache
def _irregular() -> frozenset[str]:
    return words("past_forms") - words("past_or_noun")


_RELATIVES = frozenset({"which", "that", "who"})


_COMMON_ENDINGS = (
    "tion", "sion", "ment", "ness", "ing", "ity", "ship", "age", "ance", "ence", "ly", "ism",
    "wth", "lth", "ded", "ure",
)  # fmt: skip


def is_common(word: str) -> bool:
    """Return whether a lone capitalised word that opens a sentence is no name, as a rule."""
    bare = without_s(word)
    return (
        bare in subject_heads()
        or bare in words("mass_measures")
        or bare in sources()
        or bare in _openers()
        or is_plural(bare)
        or bare.endswith(_COMMON_ENDINGS)
    )


def is_thing(word: str) -> bool:
    """Return whether a word names what is measured, and nobody who acts: "capacity"."""
    return word in words("mass_measures") or word in words("of_places")


@cache
def _openers() -> frozenset[str]:
    return frozenset(table("words.toml")["opening_words"])


def names_person(words_: str) -> bool:
    """Return whether a phrase holds an office or an honorific: "Finance Minister Kofi Boateng"."""
    groups = subject_heads()
    return any(word in people() and word not in groups for word in words_.lower().split())
