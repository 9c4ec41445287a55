"""The words that the grammar knows, compiled from the lexicon files into one look-up.

Each entry carries a tag: one character that names the work a word does, so that a sentence
becomes a string of tags and a rule is a plain regular expression over it. The tags:

    n number in digits      w number word       s scale (million, lakh)   m m, b or t
    Y four digits, a year?  h hundred           v vulgar fraction         H half, third, quarter
    c currency sign, code   l one-letter sign   C currency name           O ordinal
    p percent               P points            B basis points            Q points, alone
    u physical unit         x times             F multiple (doubled)      b bound before
    a bound after           U verb of change    G noun of change          J adverb of change
    M month                 T span of time      R last, this, next        y fiscal year (FY25)
    q Q3, H1                i two months (July-March)
    D determiner        I preposition             A auxiliary
    t "to"                  & and, or           k other conjunction       r pronoun
    N negation              S verb of saying    E other verb              X capitalised word
    W other word            Z identifier        - dash      / slash       , comma
    ( ) brackets            " quotation mark    ; : . other marks
"""

import re
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from kept.lexicon.load import rows, table


class Entry(NamedTuple):
    """A word or phrase of the lexicon: its tag, and what the rules need to know of it."""

    tag: str
    value: object = None


class Vocabulary(NamedTuple):
    """Entries by their first word; phrases with more words before those with fewer.

    exact: forms whose case matters ("MW", "May"). lower: all others, in lower case.
    """

    exact: dict[str, list[tuple[tuple[str, ...], Entry]]]
    lower: dict[str, list[tuple[tuple[str, ...], Entry]]]


SMALL_WORDS = {
    "determiners": "D",
    "prepositions": "I",
    "conjunctions": "k",
    "pronouns": "r",
    "auxiliaries": "A",
    "negations": "N",
    "verbs": "E",
    "noun_phrases": "W",
}


@cache
def vocabulary() -> Vocabulary:
    """Return the compiled vocabulary. Later groups do not override earlier ones."""
    built = _Builder()
    _add_month_ranges(built)
    _add_numbers(built)
    _add_units(built)
    _add_bounds(built)
    _add_periods(built)
    _add_changes(built)
    built.add("to", Entry("t"))
    built.add("and", Entry("&"))
    built.add("or", Entry("&"))
    for group, tag in SMALL_WORDS.items():
        for word in words(group):
            built.add(word, Entry(tag))
    return built.finish()


@cache
def words(group: str) -> frozenset[str]:
    """Return one group of `words.toml`, such as `pronouns`, in lower case."""
    return frozenset(word.lower() for word in table("words.toml")[group])


@cache
def singulars() -> dict[str, str]:
    """Return irregular plurals, each with its singular."""
    return dict(table("words.toml")["plurals"])


@cache
def currencies() -> dict[str, tuple[str, ...]]:
    """Return the ISO 4217 codes that each written form may stand for, the usual one first."""
    return {
        row["form"]: tuple(row["codes"].split("|"))
        for row in rows("currency_forms.csv", "form", "codes", "role")
    }


class _Builder:
    def __init__(self) -> None:
        self.exact: dict[str, dict[tuple[str, ...], Entry]] = {}
        self.lower: dict[str, dict[tuple[str, ...], Entry]] = {}

    def add(self, form: str, entry: Entry, *, exact: bool = False) -> None:
        first, *rest = (form if exact else form.lower()).split()
        side = self.exact if exact else self.lower
        side.setdefault(first, {}).setdefault(tuple(rest), entry)

    def finish(self) -> Vocabulary:
        return Vocabulary(_longest_first(self.exact), _longest_first(self.lower))


def _longest_first(
    side: dict[str, dict[tuple[str, ...], Entry]],
) -> dict[str, list[tuple[tuple[str, ...], Entry]]]:
    return {
        first: sorted(entries.items(), key=lambda item: -len(item[0]))
        for first, entries in side.items()
    }


_NUMBER_TAGS = {
    "unit": "w",
    "tens": "w",
    "collective": "w",
    "hundred": "h",
    "scale": "s",
    "letter": "m",
    "fraction": "H",
    "multiple": "F",
    "times": "F",
}


def fraction(text: str) -> Decimal:
    """Return the value of "3" or "1/3" as written in a lexicon file."""
    top, _, bottom = text.partition("/")
    return Decimal(top) / Decimal(bottom) if bottom else Decimal(top)


def _add_numbers(built: _Builder) -> None:
    tens: list[tuple[str, Decimal]] = []
    units: list[tuple[str, Decimal]] = []
    parts: list[tuple[str, Decimal]] = []
    for row in rows("numbers.csv", "word", "kind", "value"):
        value = fraction(row["value"])
        if row["kind"] in {"fraction", "ordinal"}:
            parts.append((row["word"], value))
        if row["kind"] == "ordinal":
            continue  # alone, "a fourth" is a place in an order
        built.add(row["word"], Entry(_NUMBER_TAGS[row["kind"]], value))
        if row["kind"] == "tens":
            tens.append((row["word"], value))
        elif row["kind"] == "unit" and 0 < value < 10:  # noqa: PLR2004  the digits
            units.append((row["word"], value))
    for ten, base in tens:
        for unit, value in units:
            built.add(f"{ten}-{unit}", Entry("w", base + value))
    for unit, value in units:
        for part, share in parts:
            built.add(f"{unit}-{part}", Entry("v", value * share))
            built.add(f"{unit} {part}", Entry("v", value * share))


def _add_units(built: _Builder) -> None:
    for row in rows("rates.csv", "form", "tag"):
        built.add(row["form"], Entry(row["tag"]))
    for form, codes in currencies().items():
        role = _currency_roles()[form]
        tag = {"sign": "c", "code": "c", "letter": "l", "name": "C"}[role]
        built.add(form, Entry(tag, codes), exact=role != "name")
        if role == "name":
            built.add(form[0].upper() + form[1:], Entry(tag, codes), exact=True)
    for row in rows("units.csv", "form", "unit", "factor", "case"):
        if row["case"] != "glued":
            built.add(row["form"], Entry("u", row["unit"]), exact=row["case"] == "yes")


@cache
def glued_units() -> dict[str, Entry]:
    """Return forms that are units only where they are glued to a number: the "in" of "2in"."""
    return {
        row["form"]: Entry("u", row["unit"])
        for row in rows("units.csv", "form", "unit", "case")
        if row["case"] == "glued"
    }


@cache
def _currency_roles() -> dict[str, str]:
    return {row["form"]: row["role"] for row in rows("currency_forms.csv", "form", "role")}


def _add_bounds(built: _Builder) -> None:
    for row in rows("bounds.csv", "phrase", "bound", "side"):
        built.add(row["phrase"], Entry("b" if row["side"] == "before" else "a", row["bound"]))


def _add_month_ranges(built: _Builder) -> None:
    """Add "July-March" and its like: months joined by a hyphen are one token of two months."""
    months = [
        (row["word"].capitalize(), int(row["value"]))
        for row in rows("periods.csv", "word", "kind", "value")
        if row["kind"] == "month"
    ]
    for first, start in months:
        for last, end in months:
            built.add(f"{first}-{last}", Entry("i", (start, end)), exact=True)


_NOT_MONTHS = frozenset({"may", "march", "mar", "dec", "sep", "jan"})
"""Months that in lower case are other words, or parts of names."""
_SHORT = 5


def _add_periods(built: _Builder) -> None:
    for row in rows("periods.csv", "word", "kind", "value"):
        word, kind, value = row["word"], row["kind"], row["value"]
        if kind == "month":
            built.add(word.capitalize(), Entry("M", int(value)), exact=True)
            built.add(word.upper(), Entry("M", int(value)), exact=True)
            if word not in _NOT_MONTHS:
                built.add(word, Entry("M", int(value)), exact=True)
            if len(word) < _SHORT:
                for form in (word, word.capitalize()):
                    built.add(f"{form}.", Entry("M", int(value)), exact=True)
        elif kind == "span":
            built.add(word, Entry("T", value))
        else:
            built.add(word, Entry("R", int(value)))


_CHANGE_TAGS = {"verb": "U", "noun": "G", "adverb": "J"}


def _add_changes(built: _Builder) -> None:
    for row in rows("changes.csv", "word", "direction", "role"):
        built.add(row["word"], Entry(_CHANGE_TAGS[row["role"]], row["direction"]))


@cache
def currency_of(country: str) -> str | None:
    """Return the ISO 4217 code that a country uses, or None for an unknown one.

    >>> currency_of("PAK"), currency_of("FRA")
    ('PKR', 'EUR')
    """
    for row in rows("currencies.csv", "code", "countries"):
        if country in re.split(r"[|; ,]", row["countries"]):
            return row["code"]
    return None
