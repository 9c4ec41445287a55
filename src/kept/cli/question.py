"""From the arguments of `kept odds` to the question that they ask."""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches

from msgspec import Struct

from kept.errors import InputError, UsageError
from kept.model.statistics import Country, Indicator

_YEAR = re.compile(r"(?:19|20|21)\d\d")
_FISCAL = re.compile(r"FY\s?((?:19|20|21)\d\d)", re.IGNORECASE)
_AMOUNT = re.compile(
    r"(?P<before>[$€£¥]|[A-Z]{3}\s?)?\s*(?P<number>-?[\d,_]*\.?\d+(?:e[+-]?\d+)?)\s*(?P<after>.*)",
    re.IGNORECASE,
)
_SCALES = {"thousand": 3, "k": 3, "m": 6, "mn": 6, "million": 6, "bn": 9, "b": 9, "billion": 9}
_SCALES |= {"tn": 12, "trillion": 12, "crore": 7, "lakh": 5}
_SIGNS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY"}
_PERCENT = frozenset({"%", "percent", "per cent", "pc"})
_CURRENCY = re.compile("[A-Z]{3}")
_NEAREST = 4


class Deadline(Struct, frozen=True):
    """The first day after the deadline, and which sort of years it counts in."""

    end: date
    calendar: str


class Amount(Struct, frozen=True):
    """A target's value, and its unit where the words name one."""

    value: Decimal
    unit: str


def parse_target(words: str) -> Amount:
    """Return the target. Raises UsageError where there is no number in it.

    >>> parse_target("$15bn"), parse_target("70 %")
    (Amount(value=Decimal('1.5E+10'), unit='USD'), Amount(value=Decimal('70'), unit='percent'))
    """
    match = _AMOUNT.fullmatch(words.strip())
    if match is None:
        raise _no_number(words)
    try:
        value = Decimal(re.sub("[,_]", "", match["number"]))
    except InvalidOperation as error:
        raise _no_number(words) from error
    before = (match["before"] or "").strip()
    unit = _SIGNS.get(before, before.upper())
    for word in match["after"].replace("%", " % ").split():
        if word.lower() in _SCALES:
            value = value.scaleb(_SCALES[word.lower()])
        elif word.lower() in _PERCENT:
            unit = "percent"
        elif _CURRENCY.fullmatch(word):
            unit = unit or word
    return Amount(value, unit)


def _no_number(words: str) -> UsageError:
    return UsageError(
        "this target is no number",
        where=words,
        remedy="Write it like 15e9, 15bn, '$15 billion' or 70%",
    )


def parse_deadline(words: str, year_start: tuple[int, int]) -> Deadline:
    """Return the deadline: a year, a fiscal year or a day. Raises UsageError for anything else.

    year_start: (month, day) on which fiscal years begin; FY2030 ends in 2030.
    """
    text = words.strip()
    fiscal = _FISCAL.fullmatch(text)
    try:
        if fiscal is not None:
            year = int(fiscal[1]) + (year_start == (1, 1))
            return Deadline(date(year, *year_start), "fiscal")
        if _YEAR.fullmatch(text):
            return Deadline(date(int(text) + 1, 1, 1), "calendar")
        return Deadline(date.fromordinal(date.fromisoformat(text).toordinal() + 1), "")
    except ValueError as error:
        raise UsageError(
            "this is no deadline", where=words, remedy="Write it like 2030, FY2030 or 2030-06-30"
        ) from error


def find_country(words: str, countries: Iterable[Country]) -> Country:
    """Return the country of a code or a name. Raises UsageError with the nearest names."""
    known = list(countries)
    wanted = words.strip().lower()
    for one in known:
        if wanted in {one.iso3.lower(), one.name.lower()}:
            return one
    names = {one.name.lower(): one for one in known}
    codes = {one.iso3.lower(): one for one in known}
    near = [names[name] for name in get_close_matches(wanted, names, _NEAREST, 0.5)]
    near += [codes[code] for code in get_close_matches(wanted, codes, _NEAREST, 0.6)]
    near += [one for name, one in names.items() if wanted in name and len(wanted) > 3]  # noqa: PLR2004
    listed = ", ".join(dict.fromkeys(f"{one.iso3} ({one.name})" for one in near[:_NEAREST]))
    raise UsageError(
        "there is no such country",
        where=words,
        why=f"the nearest: {listed}" if listed else "",
        remedy="Give the three letters of ISO 3166-1 or the English name, such as PAK",
    )


def find_indicator(words: str, indicators: Iterable[Indicator]) -> Indicator:
    """Return the indicator of an id or a name. Raises UsageError with the nearest ids."""
    known = list(indicators)
    wanted = words.strip().lower()
    for one in known:
        if wanted in {one.id, one.name.lower(), one.id.replace("-", " ")}:
            return one
    ids = [one.id for one in known]
    near = get_close_matches(wanted.replace(" ", "-"), ids, _NEAREST, 0.45)
    parts = set(re.split(r"[\s-]+", wanted))
    near += sorted(ids, key=lambda id_: -len(parts & set(id_.split("-"))))
    shared = [id_ for id_ in dict.fromkeys(near) if id_ in near[:_NEAREST]]
    raise UsageError(
        "there is no such indicator",
        where=words,
        why=f"the nearest: {', '.join(shared[:_NEAREST])}",
        remedy="Give one of them; docs/statistics.md lists all",
    )


def require_unit(given: str, wanted: str, what: str) -> None:
    """Raise InputError where a target is in another unit than the series."""
    if given and wanted and given != wanted:
        raise InputError(
            "the target's unit does not match the series",
            where=what,
            why=f"{given} against {wanted}",
            remedy=f"Give the target in {wanted}",
        )
