"""Whom a pronoun stands for: those who spoke, and those named just before."""

import re

from kept.extract.names import bare, body_at
from kept.extract.tokens import Sentence
from kept.lexicon.load import table
from kept.model.text import Quote

REACH = 3
"""Sentences back in which someone who has not spoken may be meant by a pronoun."""

_NEAR = 12
_NAMED = re.compile(
    r"(?<![ofIQNTBO(&D])(?:[TO](?:[TOj]|[of]D?(?=[NTBO])|&(?=[NTO])){0,12}|[xO]{0,3}R|H)?"
    r"(?P<name>H?N[Nj]{1,4})(?![BTO(])|(?:H|[TR])N(?![BTON(])"
)


class People:
    """Speakers so far, with the pronoun that each goes by once it is known."""

    def __init__(self) -> None:
        self._spoke: list[tuple[int, Quote, bool]] = []
        self._surnames: set[str] = set()
        self._pronouns: dict[str, str] = {}

    def add(self, index: int, quote: Quote, *, person: bool) -> None:
        """Note that `quote` speaks in sentence number `index`."""
        person = person or _surname(quote) in self._surnames
        if person:
            self._surnames.add(_surname(quote))
            self._pronouns |= _by_honorific(quote)
        self._spoke.append((index, quote, person))

    def is_person(self, quote: Quote) -> bool:
        """Return whether one who spoke is known to be a person."""
        return any(person for _, spoke, person in self._spoke if spoke == quote)

    def meant(self, pronoun: str, before: list[tuple[Sentence, str]]) -> Quote | None:
        """Return whom the pronoun stands for; `before`: the sentences so far, with parts."""
        if pronoun in {"he", "she"}:
            found = self._person(pronoun, before)
            if found is not None:
                self._pronouns.setdefault(_surname(found), pronoun)
                self._spoke.append((len(before), found, True))
            return found
        if pronoun == "it":
            spoken = next((quote for _, quote, person in reversed(self._spoke) if not person), None)
            return _leading_body(*before[-1]) or spoken if before else spoken
        return self._spoke[-1][1] if pronoun == "they" and self._spoke else None

    def _person(self, pronoun: str, before: list[tuple[Sentence, str]]) -> Quote | None:
        spoken = next(
            (
                (index, quote)
                for index, quote, person in reversed(self._spoke)
                if person and self._fits(quote, pronoun)
            ),
            None,
        )
        after = -1 if spoken is None else spoken[0]
        for index in range(len(before) - 1, max(after, len(before) - 1 - REACH), -1):
            named = _first_named(*before[index]) or self._known(*before[index])
            if named is not None and self._fits(named, pronoun):
                return named
        return None if spoken is None else spoken[1]

    def _known(self, sentence: Sentence, parts: str) -> Quote | None:
        """Return the speaker whose last name the sentence begins with, or None."""
        if parts[:1] != "N" or parts[1:2] in {"N", "B"}:
            return None
        first = sentence.slice(0, 1)
        return first if _surname(first) in self._surnames else None

    def _fits(self, quote: Quote, pronoun: str) -> bool:
        return self._pronouns.get(_surname(quote), pronoun) == pronoun


def _first_named(sentence: Sentence, parts: str) -> Quote | None:
    """Return the person whom the sentence names near its beginning, or None."""
    match = _NAMED.search(parts, 0, 2 * _NEAR)
    if match is None or match.start() > _NEAR:
        return None
    return bare(sentence, parts, *match.span())


def _by_honorific(quote: Quote) -> dict[str, str]:
    """Return the pronoun of "Mr Otieno" by his last name; nothing where no honorific tells."""
    first = quote.exact.lower().split()[0].rstrip(".")
    pronoun = next(
        (word for word, group in table("narration.toml")["honorifics"].items() if first in group),
        None,
    )
    return {} if pronoun is None else {_surname(quote): pronoun}


def _leading_body(sentence: Sentence, parts: str) -> Quote | None:
    """Return the body that the sentence begins with, or None."""
    phrase = body_at(parts, 0)
    return None if phrase is None else bare(sentence, parts, *phrase)


def _surname(quote: Quote) -> str:
    return quote.exact.rsplit(None, 1)[-1].lower()
