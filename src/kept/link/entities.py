"""Names to entities: countries by ISO 3166-1 alpha-3, organisations by their slug."""

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from itertools import islice
from typing import NamedTuple

from kept.lexicon.load import rows
from kept.lexicon.places import Mention, country_name, country_of, mentions
from kept.link.wording import effect_of, group, words_of
from kept.model.claims import Link

_BRACKETS = re.compile(r"\(([A-Z@][A-Za-z@&-]{1,11})\)")
_OUTSIDE_NAMES = re.compile(r"[^\w&'’.-]")
_MOST_WORDS = 12
_SPELLINGS = (
    ("organization", "organisation"),
    ("program ", "programme "),
    ("co-operation", "cooperation"),
    ("center", "centre"),
    ("&", "and"),
    (".", ""),
    ("’", "'"),
)
_MOST_BRACKETS = 2000
_INTERNATIONAL = "international"
_REPORTING = frozenset({"statistics", "central-bank", "ministry"})
_SECTORS = frozenset({"IT", "ICT"})


class Organisation(NamedTuple):
    """A body of the list. country: "" for international bodies."""

    id: str
    name: str
    abbreviation: str
    kind: str
    country: str


class Register(NamedTuple):
    """The organisations by id, by name in one spelling, and by abbreviation as written."""

    ids: dict[str, Organisation]
    names: dict[str, Organisation]
    abbreviations: dict[str, tuple[Organisation, ...]]


def link_entity(
    subject: str | None,
    places: Sequence[Mention],
    country: str | None,
    introduced: Mapping[str, str] | None = None,
) -> Link | None:
    """Return the country or organisation that a subject names, or None where none is certain.

    subject: the words that name it; None where the text has none. places: the countries named
    in the sentence. country: the one that the document speaks of. introduced: abbreviations
    that the text itself explains, as `introductions` returns them.

    >>> link_entity("Pakistan's government", (), None).id
    'PAK'
    >>> link_entity("the IMF", (), None).id
    'imf'
    >>> link_entity("Punjab", (), "PAK")
    """
    if subject is None:
        return _unnamed(places, country)
    bare = _bare(subject)
    named = country_of(bare)
    if named:
        return Link(named, 1.0, (f'"{bare}" is {country_name(named)}',))
    return (
        _organisation(bare, country, introduced or {})
        or _holding_country(bare)
        or _governing(bare, country)
        or _acting(bare, places, country)
    )


def country_reported_on(entity: Link, country: str | None) -> Link | None:
    """Return the country where the entity is its statistics office, central bank or ministry.

    Such a body reports on its country: national figures are never about the body itself.
    """
    body = register().ids.get(entity.id)
    if body is None or body.kind not in _REPORTING or country is None or body.country != country:
        return None
    return Link(country, 0.75, (f"{body.name} reports on {country_name(country)}",))


def introductions(text: str) -> dict[str, str]:
    """Return the abbreviations that a text explains in brackets, with the names they stand for.

    >>> introductions("The Special Investment Facilitation Council (SIFC) met.")
    {'SIFC': 'Special Investment Facilitation Council'}
    """
    found: dict[str, str] = {}
    for match in islice(_BRACKETS.finditer(text), _MOST_BRACKETS):
        before = text[max(0, match.start() - 160) : match.start()]
        name = _spelt_out(match[1], _words_at_the_end(before))
        if name:
            found.setdefault(match[1], name)
    return found


def _words_at_the_end(text: str) -> list[str]:
    """Return the last words of a text that ends in a space, back to whatever is no name."""
    if not text.endswith(" "):
        return []
    found: list[str] = []
    for word in reversed(text[:-1].split(" ")[-_MOST_WORDS:]):
        rest = _OUTSIDE_NAMES.split(word)[-1]
        if rest:
            found.append(rest)
        if rest != word or not rest:
            break
    return found[::-1]


def _spelt_out(abbreviation: str, words: list[str]) -> str:
    """Return the shortest run of words at the end whose initials are the abbreviation."""
    letters = [letter.lower() for letter in abbreviation if letter.isalpha()]
    for first in range(len(words) - 1, -1, -1):
        name = words[first:]
        if not name[0][:1].isupper():
            continue
        strong = [word[0].lower() for word in name if word.lower() not in group("small")]
        if letters in (strong, [word[0].lower() for word in name]):
            return " ".join(name)
    return ""


def _bare(name: str) -> str:
    name = name.strip().removesuffix("'s").removesuffix("’s")
    return name.removeprefix("the ").removeprefix("The ")


def _organisation(name: str, country: str | None, introduced: Mapping[str, str]) -> Link | None:
    known = register().names.get(_one_spelling(name))
    if known:
        return Link(known.id, 1.0, (f'"{name}" is the name of {known.name}',))
    explained = introduced.get(name, name if name in introduced.values() else "")
    if explained:
        return _explained(name, explained)
    candidates = register().abbreviations.get(name, ())
    near = [body for body in candidates if body.country == country and country]
    fitting = near or [body for body in candidates if body.kind == _INTERNATIONAL]
    if len(fitting) != 1:
        return None
    where = "international" if not near else "of the country that the text speaks of"
    return Link(fitting[0].id, 0.9, (f'"{name}" is short for {fitting[0].name}, {where}',))


def _explained(name: str, full: str) -> Link:
    known = register().names.get(_one_spelling(full))
    reason = f'the text itself calls "{full}" "{name}"' if name != full else "named in full"
    if known:
        return Link(known.id, 0.95, (reason,))
    slug = "-".join(re.findall(r"[a-z0-9]+", _one_spelling(full)))
    return Link(slug, 0.8, (reason, "not in the list of organisations"))


@lru_cache(maxsize=4096)
def _holding_country(name: str) -> Link | None:
    """Pakistan's IT sector; the people of Kenya. A second proper name makes it another thing."""
    places = mentions(name)
    if len({place.iso3 for place in places}) != 1:
        return None
    rest = name
    for place in reversed(places):
        rest = rest[: place.start] + rest[place.end :]
    words = set(words_of(rest))
    proper = any(word[:1].isupper() and word not in _SECTORS for word in re.findall(r"\w+", rest))
    if proper and not words & group("governing"):
        return None
    whole = not any(_narrows(word) for word in words)
    reason = f'"{name}" holds the name of {country_name(places[0].iso3)}'
    return Link(places[0].iso3, 0.9 if whole else 0.7, (reason,))


def _narrows(word: str) -> bool:
    effect = effect_of(word)
    return effect is not None and effect.effect == "blocks" and word not in group("governing")


def _acting(name: str, places: Sequence[Mention], country: str | None) -> Link | None:
    """Universities; the scheme: bodies without a name of their own, in the country spoken of."""
    words = words_of(name)
    if not words or words[-1] not in group("acting") or name[1:] != name[1:].lower():
        return None
    found = _unnamed(places, country)
    if found is None:
        return None
    return Link(found.id, 0.65, (f'"{name}" has no name of its own', *found.reasons))


def _governing(name: str, country: str | None) -> Link | None:
    """The government; the country: the one that the document speaks of."""
    words = words_of(name)
    if country is None or not words or words[-1] not in group("governing") or len(words) > 1:
        return None
    reason = f'"{name}" is taken for that of {country_name(country)}, of which the text speaks'
    return Link(country, 0.8, (reason,))


def _unnamed(places: Sequence[Mention], country: str | None) -> Link | None:
    named = {place.iso3 for place in places}
    if len(named) == 1:
        (only,) = named
        return Link(only, 0.8, (f"the sentence names {country_name(only)} alone",))
    if country is None or named:
        return None
    return Link(country, 0.75, (f"nobody is named; the text speaks of {country_name(country)}",))


@lru_cache(maxsize=4096)
def _one_spelling(name: str) -> str:
    spelt = f"{_bare(name)} ".casefold()
    for form, spelling in _SPELLINGS:
        spelt = spelt.replace(form, spelling)
    return " ".join(spelt.split())


@cache
def register() -> Register:
    """Return the compiled list of organisations."""
    ids: dict[str, Organisation] = {}
    names: dict[str, Organisation] = {}
    abbreviations: dict[str, tuple[Organisation, ...]] = {}
    columns = ("id", "name", "abbreviation", "kind", "country", "aliases", "website")
    for row in rows("organisations.csv", *columns):
        body = Organisation(
            row["id"], row["name"], row["abbreviation"], row["kind"], row["country"]
        )
        ids[body.id] = body
        aliases = row["aliases"].split("|") if row["aliases"] else []
        for name in (body.name, *aliases):
            names.setdefault(_one_spelling(name), body)
        if body.abbreviation:
            known = abbreviations.get(body.abbreviation, ())
            abbreviations[body.abbreviation] = (*known, body)
    return Register(ids, names, abbreviations)
