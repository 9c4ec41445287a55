"""From the arguments of `kept odds` to the question that they ask."""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches

from msgspec import Struct

from kept.errors import InputError, UsageError
from kept.lexicon.places import country_of
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
_MONTH = re.compile(r"((?:19|20|21)\d\d)-(0[1-9]|1[0-2])")
_NEAREST = 4
_LEAST, _MOST = Decimal("1e-30"), Decimal("1e30")


class Deadline(Struct, frozen=True):
    """The first day after the deadline, and which sort of years it counts in."""

    end: date
    calendar: str


class Amount(Struct, frozen=True):
    """A target's value, and its unit where the words name one."""

    value: Decimal
    unit: str


def parse_target(words: str) -> Amount:
    """Return the target. Raises UsageError where there is no number in it, or one out of reach.

    >>> parse_target("$15bn"), parse_target("70 %")
    (Amount(value=Decimal('1.5E+10'), unit='USD'), Amount(value=Decimal('70'), unit='percent'))
    >>> parse_target("260 million people").unit, parse_target("Rs 5bn").unit
    ('person', 'INR')
    """
    match = _AMOUNT.fullmatch(words.strip())
    amount = _read(words) if match is None else _amount(match, words)
    if amount.value and not _LEAST <= abs(amount.value) <= _MOST:
        raise UsageError("this target is out of reach", where=words)
    return amount


def _amount(match: re.Match[str], words: str) -> Amount:
    try:
        value = Decimal(re.sub("[,_]", "", match["number"]))
    except InvalidOperation as error:
        raise _no_number(words) from error
    before = (match["before"] or "").strip()
    unit, rest = _SIGNS.get(before, before.upper()), []
    for word in match["after"].replace("%", " % ").split():
        if word.lower() in _SCALES:
            value = value.scaleb(_SCALES[word.lower()])
        elif word.lower() in _PERCENT:
            unit = "percent"
        elif _CURRENCY.fullmatch(word):
            unit = unit or word
        else:
            rest.append(word)
    if rest and not unit:
        named = " ".join(rest)
        unit = named if rest[0] == "per" else _read(f"2 {named}").unit or named
    return Amount(value, unit)


def _read(words: str) -> Amount:
    """Return an amount as an announcement's reader would take it."""
    from kept.pipeline import quantities_of  # noqa: PLC0415 -- few targets need its grammar
    from kept.read.document import from_text  # noqa: PLC0415 -- as above

    found = [one.quantity for one in quantities_of(from_text(words))]
    if len(found) != 1 or found[0].low is None or found[0].low != found[0].high:
        raise _no_number(words)
    return Amount(found[0].low, found[0].unit)


def _no_number(words: str) -> UsageError:
    return UsageError(
        "this target is no number",
        where=words,
        remedy="Write it like 15e9, 15bn, '$15 billion' or 70%",
    )


def parse_deadline(words: str, year_start: tuple[int, int]) -> Deadline:
    """Return the deadline: a year, a fiscal year, a month or a day. Raises UsageError for no such.

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
        month = _MONTH.fullmatch(text)
        if month is not None:
            year, number = int(month[1]), int(month[2])
            return Deadline(date(year + number // 12, number % 12 + 1, 1), "")
        return Deadline(date.fromordinal(date.fromisoformat(text).toordinal() + 1), "")
    except ValueError as error:
        raise UsageError(
            "this is no deadline",
            where=words,
            remedy="Write it like 2030, FY2030, 2030-06 or 2030-06-30",
        ) from error


def find_country(words: str, countries: Iterable[Country]) -> Country:
    """Return the country of a code or a name. Raises UsageError with the nearest names."""
    known = list(countries)
    wanted = words.strip().lower()
    for one in known:
        if wanted in {one.iso3.lower(), one.name.lower()}:
            return one
    by_name = next(filter(None, map(country_of, (words, words.title(), words.upper()))), None)
    if by_name is not None and words.strip():
        return next(one for one in known if one.iso3 == by_name)
    names = {one.name.lower(): one for one in known}
    codes = {one.iso3.lower(): one for one in known}
    near = [one for name, one in names.items() if wanted in name and len(wanted) > 3]  # noqa: PLR2004
    near += [names[name] for name in get_close_matches(wanted, names, _NEAREST, 0.5)]
    near += [codes[code] for code in get_close_matches(wanted, codes, _NEAREST, 0.6)]
    listed = ", ".join(list(dict.fromkeys(f"{one.iso3} ({one.name})" for one in near))[:_NEAREST])
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
