"""Countries in running text: names, demonyms, financial years, and the country that speaks.

Names are matched as written, capitals included: "Turkey" is a country and "turkey" a bird.
What only looks like a country stands in `place_traps.csv`, each with the words that tell.
"""

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import Literal, NamedTuple

from kept.lexicon.gazetteer import HEAD, Gazetteer, PlaceKind, Trap, gazetteer
from kept.lexicon.load import rows

Naming = Literal["start", "end"]


class Mention(NamedTuple):
    """A country named in a text: half-open range, ISO 3166-1 alpha-3, by name or demonym."""

    start: int
    end: int
    iso3: str
    kind: PlaceKind


class FiscalYear(NamedTuple):
    """When a government's year begins, and which year a label with one number names."""

    month: int
    day: int
    named: Naming


_LAST_WORD = re.compile(r"[\w.’'-]+$")
_NEXT_WORD = re.compile(r"[\w’'-]+")
_DATELINE = re.compile(
    r"^([A-ZÀ-Þ][A-ZÀ-Þ' -]{2,24})(?:\s*\([^)\n]{1,40}\))?\s*[:–—-]", re.MULTILINE
)
_ADDRESS = re.compile(r"\b(?:gov|govt|gob|gouv|go|gc)\.([a-z]{2})\b")
_NEAR = 120
_NAME, _DEMONYM, _HEADLINE, _LEAD = 2, 1, 3, 1.5
_CALENDAR_YEAR = FiscalYear(1, 1, "end")


def place_pattern() -> re.Pattern[str]:
    """Return the pattern of words that may begin a country's name: any word with a capital.

    One alternation of all names is slow in `re`; a capital word and one look-up are not.
    """
    return HEAD


def country_of(name: str) -> str | None:
    """Return the country that a name, abbreviation or demonym stands for.

    >>> country_of("the Philippines"), country_of("Kenyan"), country_of("turkey")
    ('PHL', 'KEN', None)
    """
    bare = name.removeprefix("the ").removeprefix("The ").removesuffix("’s").removesuffix("'s")
    forms = gazetteer().forms
    return (forms.get(name) or forms.get(bare) or ("", ""))[0] or None


def country_name(iso3: str) -> str:
    """Return the name of a country in English, or the code itself where it is unknown."""
    return gazetteer().names.get(iso3, iso3)


def fiscal_year(iso3: str) -> tuple[int, int]:
    """Return the month and day on which a government's financial year begins.

    >>> fiscal_year("PAK"), fiscal_year("FRA")
    ((7, 1), (1, 1))
    """
    return fiscal_calendar(iso3)[:2]


def fiscal_calendar(iso3: str) -> FiscalYear:
    """Return when a government's financial year begins and how it is named.

    >>> fiscal_calendar("JPN").named
    'start'
    """
    return _fiscal_years().get(iso3, _CALENDAR_YEAR)


def mentions(text: str, start: int = 0, end: int | None = None) -> list[Mention]:
    """Return the countries named in text[start:end], in text order; the longest form wins.

    >>> mentions("Papua New Guinea and the Indian Ocean")
    [Mention(start=0, end=16, iso3='PNG', kind='name')]
    """
    lists = gazetteer()
    stop = len(text) if end is None else end
    found = []
    position = start
    for head in HEAD.finditer(text, start, stop):
        if head.start() < position:
            continue
        for form in lists.heads.get(head[0], ()):
            last = head.start() + len(form)
            if last <= stop and _stands(text, form, head.start(), last):
                position = last
                iso3, kind = lists.forms[form]
                if iso3 and not _trapped(lists, text, form, head.start(), last):
                    found.append(Mention(head.start(), last, iso3, kind))
                break
    return found


def _stands(text: str, form: str, start: int, end: int) -> bool:
    if not text.startswith(form, start):
        return False
    before, after = text[start - 1 : start], text[end : end + 1]
    money = text[end : end + 2].lstrip().startswith("$")  # "US$4 billion", "US $4 billion"
    return not (before.isalnum() or after.isalnum() or before in {"_", "@", "#"} or money)


def _trapped(lists: Gazetteer, text: str, form: str, start: int, end: int) -> bool:
    traps = lists.traps.get(form)
    return traps is not None and any(
        _springs(trap, lists.openers, text, start, end) for trap in traps
    )


def _springs(trap: Trap, openers: frozenset[str], text: str, start: int, end: int) -> bool:
    before = _word_before(text, start)
    after = _word_after(text, end)
    if trap.rule == "person":
        ahead = before[:1].isupper() and before not in openers and before not in trap.words
        return ahead or (after[:1].isupper() and after not in trap.words)
    if trap.rule == "near":
        window = text[max(0, start - _NEAR) : end + _NEAR]
        return any(word in window for word in trap.words)
    if trap.rule == "needs":
        return before not in trap.words
    return (before if trap.rule == "before" else after) in trap.words


def _word_before(text: str, start: int) -> str:
    if text[start - 1 : start] != " ":
        return ""
    word = _LAST_WORD.search(text, max(0, start - 32), start - 1)
    return word[0] if word else ""


def _word_after(text: str, end: int) -> str:
    if text[end : end + 1] != " ":
        return ""
    word = _NEXT_WORD.match(text, end + 1)
    return word[0] if word else ""


def country_of_document(
    text: str, found: Iterable[Mention], publisher: str | None = None
) -> str | None:
    """Return the country that a document speaks of, or None where no country stands out.

    Counted are mentions, names twice and in the headline (the first line) three times over;
    a dateline and the publisher's name or government address count as much as a headline.
    The first must lead the second by half. A lone demonym ("a British firm") tells nothing.
    """
    headline = _headline_end(text)
    weights: Counter[str] = Counter()
    for mention in found:
        weight = _NAME if mention.kind == "name" else _DEMONYM
        weights[mention.iso3] += weight * (_HEADLINE if mention.start < headline else 1)
    for iso3 in (_dateline(text), *_published_in(publisher or "")):
        if iso3:
            weights[iso3] += _NAME * _HEADLINE
    (first, weight), (_, second) = (*weights.most_common(2), ("", 0), ("", 0))[:2]
    return first if weight >= max(_NAME, _LEAD * second) else None


def _headline_end(text: str) -> int:
    """Return where the first line ends; a text of one line has no headline."""
    start = len(text) - len(text.lstrip())
    return text.find("\n", start) if "\n" in text.rstrip()[start:] else 0


def _dateline(text: str) -> str | None:
    line = _DATELINE.search(text)
    return gazetteer().capitals.get(line[1].strip()) if line else None


def _published_in(publisher: str) -> set[str]:
    """Return the countries that a publisher's name or its government's address tells."""
    told = {mention.iso3 for mention in mentions(publisher)}
    address = _ADDRESS.search(publisher.lower())
    if address:
        told |= {gazetteer().domains.get(address[1], "")}
    return told


@cache
def _fiscal_years() -> dict[str, FiscalYear]:
    years = {}
    for row in rows("fiscal_years.csv", "iso3", "month", "day", "named", "source"):
        named: Naming = "start" if row["named"] == "start" else "end"
        years[row["iso3"]] = FiscalYear(int(row["month"]), int(row["day"]), named)
    return years
