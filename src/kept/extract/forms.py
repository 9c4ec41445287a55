"""Words as they are written: what the lexicon says of each, looked up once and remembered."""

from typing import Any

from msgspec import Struct

from kept.lexicon.vocabulary import Entry, vocabulary
from kept.lexicon.vocabulary import words as words_of

_ORDINAL_WORDS = frozenset(
    ["first", "second", "fourth", "seventh", "eighth", "ninth", "eleventh", "twelfth"]
)


class Form(Struct):
    """What the lexicon says of one word as it is written: looked up once, then remembered.

    phrases: longer entries that begin with it, as (further words, their exact writing where
    case matters, entry).
    joined: number and unit of a word such as "five-year", which is three tokens.
    shy: the tag of a word that is a unit only behind a number, elsewhere; special: whether it
    has phrases or is shy.
    """

    lower: str
    tag: str
    value: Any  # not object, which the compiler does not find at run time
    loud: str
    phrases: tuple[tuple[list[str], str, Entry], ...] = ()
    joined: tuple[tuple[str, Entry], ...] = ()
    shy: str = ""
    special: bool = False


FORMS: dict[str, Form] = {}
MOST_FORMS = 60_000
"""So many forms are remembered: enough for a corpus's common words, and memory stays flat."""


def look_up(word: str) -> Form:
    """Return what the lexicon says of a word, and remember it."""
    known, lower = vocabulary(), word.lower()
    entry = single_entry(word)
    open_tag = "O" if lower in _ORDINAL_WORDS else "W" if word[1:] == lower[1:] else "X"
    if open_tag == "W" and word[0].isupper():
        open_tag = "X"
    loud = entry.tag if entry else open_tag
    # Capitals set IT, US and WHO apart from the small words that they look like.
    acronym = len(word) > 1 and word.isupper() and loud in _SMALL_TAGS
    phrases = [
        ([each.lower() for each in rest], " ".join(rest), found)
        for rest, found in known.exact.get(word, ())
        if rest
    ]
    phrases += [(list(rest), "", found) for rest, found in known.lower.get(lower, ()) if rest]
    joined = _joined(word) if entry is None and "-" in word and len(word) == len(lower) else ()
    shy = open_tag if loud in "uC" and lower in words_of("shy_units") else ""
    form = Form(
        lower,
        open_tag if acronym else loud,
        entry.value if entry and not acronym else None,
        loud,
        tuple(phrases),
        joined,
        shy,
        bool(phrases or shy),
    )
    if len(FORMS) >= MOST_FORMS:
        FORMS.clear()
    FORMS[word] = form
    return form


def single_entry(word: str) -> Entry | None:
    """Return the entry of one word, its exact case first."""
    known = vocabulary()
    for entries in (known.exact.get(word), known.lower.get(word.lower())):
        if entries:
            rest, entry = entries[-1]
            if not rest:
                return entry
    return None


def _joined(word: str) -> tuple[tuple[str, Entry], ...]:
    """Return the number and the unit that a hyphen joins, or nothing: "billion-mile"."""
    number, _, unit = word.lower().partition("-")
    if not unit:
        return ()
    first, second = single_entry(number), single_entry(unit)
    if unit in _OLD:
        second = Entry("W")
    if first is None or second is None or first.tag not in "wsh":
        return ()
    return ((number, first), (unit, second)) if second.tag in "uTCpW" else ()


_OLD = frozenset({"year-old", "year-olds", "month-old", "week-old", "day-old"})
_SMALL_TAGS = frozenset("rDIAkNEUGJ&tT")
