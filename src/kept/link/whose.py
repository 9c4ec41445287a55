"""Whose figure it is: a partner, a province or a country of another sentence is not the subject."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache, lru_cache
from operator import attrgetter

from kept.lexicon.load import rows
from kept.lexicon.places import Mention
from kept.model.claims import Claim
from kept.model.text import Document

_PARTNER = re.compile(
    r"\b(?:largest|biggest|main|major|top|leading|key|single|chief|second-largest)\s+"
    r"(?:\w+\s+)?(?:source|sources|market|markets|destination|destinations|buyer|buyers|partner|"
    r"partners|importer|importers|host|hosts|contributor|contributors|supplier|suppliers|"
    r"investor|investors|share|donor|donors|lender|creditor)\b",
    re.IGNORECASE,
)
_PARTS = (
    *("states", "provinces", "counties", "districts", "regions", "localities", "cities", "towns"),
    "municipalities",
)
_SEVERAL_PARTS = re.compile(
    r"\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten|several|many|most|some|other)\s+"
    rf"(?:{'|'.join(_PARTS)})\b",
    re.IGNORECASE,
)
_OWNER = re.compile(r"(?:[’']s?|s[’'])\s+")
_LONGEST_OWNER = 8
_OPENING = 160
_AROUND = 240


def is_partner(claim: Claim) -> bool:
    """Return whether the sentence speaks of another country as a source, market or partner."""
    return bool(_PARTNER.search(_around(claim)))


def carried_over(claim: Claim) -> bool:
    """Return whether the subject was taken over from an earlier sentence."""
    subject = claim.subject
    return subject is not None and not claim.quote.start <= subject.start < claim.quote.end


def owned_by_another(claim: Claim, text: str, near: Sequence[Mention], entity: str) -> bool:
    """Return whether another country stands as the owner directly before the number.

    "Growth outpaced Kenya's 4.1 %": the 4.1 % is Kenya's, whoever the sentence is about.
    """
    start = claim.quantity.start
    following = bisect_left(near, start, key=attrgetter("start"))
    owner = near[following - 1] if following else None
    if owner is None or owner.iso3 == entity or start - owner.end > _LONGEST_OWNER:
        return False
    return bool(_OWNER.fullmatch(text, owner.end, start))


def names_a_part(document: Document, claim: Claim, country: str | None) -> bool:
    """Return whether the claim may be about a state or province of the country.

    It may where its sentence names one, and where the text opens with one while the sentence
    does not say whom it is about.
    """
    if _names_several(_around(claim)):
        return True
    if country not in subdivisions():
        return False
    return _opens_with_a_part(document.text[:_OPENING], country) or bool(
        subdivisions()[country].search(_around(claim))
    )


def _names_several(sentence: str) -> bool:
    folded = sentence.lower()  # few sentences hold the noun, and the pattern is slow
    return any(noun in folded for noun in _PARTS) and bool(_SEVERAL_PARTS.search(sentence))


@lru_cache(maxsize=64)
def _opens_with_a_part(opening: str, country: str) -> bool:
    return bool(subdivisions()[country].search(opening))


def _around(claim: Claim) -> str:
    """Return the claim's sentence, cut off far from its number: it may be a whole book."""
    at = claim.quantity.start - claim.quote.start
    return claim.quote.exact[max(0, at - _AROUND) : at + _AROUND]


@cache
def subdivisions() -> dict[str, re.Pattern[str]]:
    """Return, for each country on file, a pattern of its states' and provinces' names."""
    return {
        row["iso3"]: re.compile(
            rf"\b(?:{'|'.join(re.escape(name) for name in row['names'].split('|'))})\b"
        )
        for row in rows("subdivisions.csv", "iso3", "names", "source")
    }
