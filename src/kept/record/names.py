"""Names of bodies: one key for all spellings of one body."""

import re
from functools import cache

from kept.lexicon.load import rows
from kept.lexicon.places import country_name, country_of

_BRACKETS = re.compile(r"\s*\(([^)]*)\)")
_MARKS = re.compile(r"[^\w\s&-]+")
_SPELLINGS = (("organization", "organisation"), ("&", "and"), ("programme", "program"))


def body_key(name: str) -> str:
    """Return the key of a body: an organisation's slug, a country's code, or its plain words.

    >>> body_key("the Digital Cooperation Organisation (DCO)"), body_key("Pakistan")
    ('dco', 'PAK')
    >>> body_key("PAK")
    'PAK'
    >>> body_key("Ministry of  IT"), body_key("the ministry of IT.")
    ('ministry of it', 'ministry of it')
    """
    if name.isupper() and country_name(name) != name:
        return name
    bare = _BRACKETS.sub("", name).strip()
    bracketed = _BRACKETS.search(name)
    known = _organisations()
    found = known.get(_folded(bare)) or known.get(bare)
    if found is None and bracketed is not None:
        found = known.get(bracketed[1])
    return found or country_of(bare) or _folded(bare)


def _folded(name: str) -> str:
    words = " ".join(_MARKS.sub(" ", name.casefold()).split()).removeprefix("the ")
    for one, other in _SPELLINGS:
        words = words.replace(one, other)
    return words


@cache
def _organisations() -> dict[str, str]:
    """Return ids by folded name and by abbreviation as written; a doubtful abbreviation by none."""
    found: dict[str, str] = {}
    doubtful: set[str] = set()
    for row in rows("organisations.csv", "id", "name", "abbreviation", "aliases"):
        for name in (row["name"], *filter(None, row["aliases"].split("|"))):
            found[_folded(name)] = row["id"]
        short = row["abbreviation"]
        if short and found.setdefault(short, row["id"]) != row["id"]:
            doubtful.add(short)
    return {name: id_ for name, id_ in found.items() if name not in doubtful}


@cache
def organisation_names() -> dict[str, str]:
    """Return each listed organisation's name by its id."""
    return {row["id"]: row["name"] for row in rows("organisations.csv", "id", "name")}
