"""Whom a text is by or about throughout: the firm or charity of its lead, its commonest place.

Counted as the sentences come, so that what is known at a sentence is what a reader knows there.
"""

from kept.extract.heads import NAME, PLACE
from kept.lexicon.vocabulary import words
from kept.model.text import Quote

_LEAD = 4
"""Sentences, headings among them, in which a text names the organisation that it is about."""

Named = tuple[Quote, str]


class Topics:
    """How often a text has named each place, and the organisation that it began with."""

    __slots__ = ("_counts", "_firms", "_of_firm", "_places")

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}
        self._of_firm = False
        self._firms: dict[str, Quote] = {}
        self._places: dict[str, Quote] = {}

    def add(self, index: int, named: list[Named], *, formed: bool = False) -> None:
        """Count what sentence number `index` names, with the kind of each.

        formed: it gives a name in the form of a company, such as "Ltd".
        """
        self._of_firm = self._of_firm or formed
        for quote, kind in named:
            self._of_firm = self._of_firm or quote.exact in words("firm_nouns")
            key = _key(quote.exact, kind)
            self._counts[key] = self._counts.get(key, 0) + 1
            if kind == PLACE:
                self._places[key] = quote
            elif index < _LEAD and _is_firm(quote.exact, kind):
                self._firms.setdefault(key, quote)

    def firm(self) -> Quote | None:
        """Return the organisation of the lead that was named most often, at least twice.

        Only where the text has spoken of a company, a charity or the like: else it may be a fair.
        """
        return self._most(self._firms, least=2) if self._of_firm else None

    def commoner_place(self, near: Named | None) -> Named | None:
        """Return the place that was named more often than `near`, as it was named last."""
        place = self._most(self._places, least=2)
        if place is None or near is None:
            return near
        often = self._counts[_key(place.exact, PLACE)]
        return (place, PLACE) if often > self._counts.get(_key(near[0].exact, PLACE), 1) else near

    def _most(self, among: dict[str, Quote], least: int) -> Quote | None:
        best = max(among, key=lambda key: self._counts[key], default=None)
        return None if best is None or self._counts[best] < least else among[best]


def is_of(firm: Quote, name: str) -> bool:
    """Return whether a name is that of the firm, whole or by its first word alone, or its kind.

    "Orun" and "the company" stand for Orun Refining.
    """
    lower = name.lower()
    if lower.split()[-1] in words("firm_nouns"):
        return name[:1].islower() or " " not in name
    return lower.split()[0] == firm.exact.lower().split()[0]


def _key(name: str, kind: str) -> str:
    """Return by what an organisation is counted, its first word, and a place, all its words."""
    lower = name.lower()
    named = kind != PLACE and name[:1].isupper()
    return lower.split()[0] if named else lower


def _is_firm(name: str, kind: str) -> bool:
    """Return whether a capitalised name may be a firm's; in a heading it need not be a name."""
    named = kind == NAME or (kind != PLACE and " " in name)
    proper = named and name[:1].isupper() and any(map(str.islower, name))
    return proper and words("public_bodies").isdisjoint(name.lower().split())
