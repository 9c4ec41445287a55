"""The gazetteer, compiled once from its files: names, demonyms, capitals, traps."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Literal, NamedTuple

from kept.errors import LexiconError
from kept.lexicon.load import rows

PlaceKind = Literal["name", "demonym"]

HEAD = re.compile(r"[^\W\d_a-z]\w*")
"""A word that may begin a country's name: any word with a capital."""


class Trap(NamedTuple):
    """Words beside a form that tell that it is no country."""

    rule: str
    words: frozenset[str]


class Gazetteer(NamedTuple):
    """The compiled lists.

    forms: form -> country ("" for a phrase that only looks like one) and kind.
    heads: first word of a form -> forms, longest first. capitals: in upper case, as in a
    dateline. domains: ending of internet addresses -> country.
    """

    forms: dict[str, tuple[str, PlaceKind]]
    heads: dict[str, tuple[str, ...]]
    traps: dict[str, tuple[Trap, ...]]
    openers: frozenset[str]
    names: dict[str, str]
    capitals: dict[str, str]
    domains: dict[str, str]


@cache
def gazetteer() -> Gazetteer:
    """Return the compiled lists of countries, read once."""
    forms: dict[str, tuple[str, PlaceKind]] = {}
    countries = rows("countries.csv", "iso3", "name", "forms", "demonyms", "capital", "domain")
    for row in countries:
        for form in _listed(row["forms"]):
            _enter(forms, form, row["iso3"], "name")
        for form in _listed(row["demonyms"]):
            _enter(forms, form, row["iso3"], "demonym")
    traps, openers = _traps(forms)
    return Gazetteer(
        forms,
        _by_head(forms),
        traps,
        openers,
        {row["iso3"]: row["name"] for row in countries},
        {row["capital"].upper(): row["iso3"] for row in countries if row["capital"]},
        {row["domain"]: row["iso3"] for row in countries if row["domain"]},
    )


def _listed(cell: str) -> list[str]:
    return cell.split("|") if cell else []


def _enter(forms: dict[str, tuple[str, PlaceKind]], form: str, iso3: str, kind: PlaceKind) -> None:
    known = forms.setdefault(form, (iso3, kind))
    if known[0] != iso3:
        raise LexiconError(
            "two countries claim one name",
            where="countries.csv",
            why=f"{form}: {known[0]} and {iso3}",
            remedy="Drop it from one of them in gazetteer_additions.csv",
        )


def _traps(
    forms: dict[str, tuple[str, PlaceKind]],
) -> tuple[dict[str, tuple[Trap, ...]], frozenset[str]]:
    """Return the traps by form and the words that open sentences; add phrases to `forms`."""
    traps: dict[str, tuple[Trap, ...]] = {}
    openers: frozenset[str] = frozenset()
    for row in rows("place_traps.csv", "form", "rule", "words"):
        words = frozenset(_listed(row["words"]))
        if row["rule"] == "never":
            forms[row["form"]] = ("", "name")
        elif row["rule"] == "opener":
            openers |= words
        else:
            traps[row["form"]] = (*traps.get(row["form"], ()), Trap(row["rule"], words))
    return traps, openers


def _by_head(forms: Iterable[str]) -> dict[str, tuple[str, ...]]:
    heads: dict[str, list[str]] = {}
    for form in sorted(forms, key=len, reverse=True):
        word = HEAD.match(form)
        if word:
            heads.setdefault(word[0], []).append(form)
    return {head: tuple(found) for head, found in heads.items()}
