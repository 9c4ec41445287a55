"""The day of publication, where a text states it beyond doubt; never a guess."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from kept.lexicon.load import table
from kept.model.text import Block, Issue

_YEAR = re.compile(r"(?:19|20)\d\d")
_HEAD = 120  # characters of a block in which a dateline must end
_TIME = r"(?:,?\s*(?:at\s+)?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\s*(?:[ap]\.?m\.?)?(?:\s*[A-Z]{2,4}\b)?)?"
_BYLINE_BREAKS = re.compile(r"\s*[|•·]\s*")
_MONTHS_IN_A_YEAR = 12
_ISO = re.compile(r"\s*(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?\s*", re.DOTALL)


class Dated(NamedTuple):
    """A day of publication, or None with the issue that says why it is open."""

    published: date | None
    issues: tuple[Issue, ...] = ()


class _Patterns(NamedTuple):
    """How a day is stated: in words, in figures, in a dateline, with a name beside it."""

    line: re.Pattern[str]
    numeric: re.Pattern[str]
    dateline: re.Pattern[str]
    beside: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    data = table("datelines.toml")
    months = "|".join(sorted(data["months"], key=len, reverse=True))
    day = (
        rf"(?:(?:the\s+)?(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?[\s,-]+(?:of\s+)?(?P<m1>{months})\b\.?"
        r"[\s,-]+(?P<y1>\d{4})"
        rf"|(?P<m2>{months})\b\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y2>\d{{4}})"
        r"|(?P<y3>\d{4})-(?P<m3>\d{2})-(?P<d3>\d{2}))(?!\d)"
    )
    published = _alternatives(data["labels"]["published"])
    either = f"{published}|{_alternatives(data['labels']['updated'])}"
    weekday = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
    figures = r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})"
    name = r"[A-ZÀ-Þ][\w.'’-]*"
    place = rf"{name}(?:\s{name}){{0,3}}(?:,\s{name}(?:\s{name}){{0,3}}){{0,2}}"
    agency = r"(?:\([^()]{1,30}\)\s*|/[\w ]{1,30}/\s*)?"
    return _Patterns(
        _ignoring_case(rf"{_label(published)}{weekday}{day}{_TIME}(?:\s+by\s.{{1,60}})?"),
        _ignoring_case(rf"{_label(published)}{weekday}{figures}{_TIME}"),
        re.compile(rf"{place}[,:]?\s+{agency}\(?(?i:{weekday}{day})\)?\s*{agency}[:.—–-]"),
        _ignoring_case(rf"{_label(either)}{weekday}{day}{_TIME}(?:(?:,|\s+by)\s.{{1,60}})?"),
    )


def _alternatives(phrases: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, phrases), key=len, reverse=True))


def _label(words: str) -> str:
    return rf"(?:(?:{words})\s*[:\-–—]?\s*)?"


def _ignoring_case(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def iso_date(stamp: str | None) -> date | None:
    """Return the day of an ISO 8601 stamp as printed, whatever its time zone, or None.

    >>> iso_date("2025-05-01T23:30:00+05:00")
    datetime.date(2025, 5, 1)
    """
    match = _ISO.fullmatch(stamp) if stamp else None
    return _day(*match.groups()) if match else None


def dated(text: str, blocks: Sequence[Block]) -> Dated:
    """Return the day on which the text says that it was published.

    Only a date on a line of its own near the top, or in a dateline, counts. A date in
    figures that can be read in two ways is left open, with an issue.
    """
    limits = table("datelines.toml")["limits"]
    found = Dated(None)
    for index, block in enumerate(blocks[: limits["blocks"]]):
        head = text[block.start : min(block.end, block.start + _HEAD)]
        if not _YEAR.search(head):
            continue
        if block.end - block.start <= limits["line"]:
            found = line_date(head, block.start)
        if not found.published and index < limits["paragraphs"]:
            found = _dateline(head) or found
        if found.published or found.issues:
            return found
    return found


def line_date(line: str, start: int = 0) -> Dated:
    """Return the day that a line of its own states, as in "Published: 1 May 2025".

    start: where the line stands, for the issue about a date that can be read in two ways.
    """
    for piece in _BYLINE_BREAKS.split(line):
        words = _patterns().line.fullmatch(piece.strip())
        if words:
            return Dated(_named_day(words))
        figures = _patterns().numeric.fullmatch(piece.strip())
        if figures:
            return _figures(figures, start + line.find(piece))
    return Dated(None)


def is_date_line(line: str) -> bool:
    """Return whether a short line does no more than date the text, perhaps with a name beside.

    >>> is_date_line("Monday May 05 2025, 6.30am, The Daily"), is_date_line("By May 2025 all")
    (True, False)
    """
    patterns = _patterns()
    return any(
        patterns.numeric.fullmatch(piece) or patterns.beside.fullmatch(piece)
        for piece in map(str.strip, _BYLINE_BREAKS.split(line))
    )


def _dateline(head: str) -> Dated | None:
    match = _patterns().dateline.match(head)
    return Dated(_named_day(match)) if match else None


def _figures(match: re.Match[str], start: int) -> Dated:
    """Return the only day that the figures can mean, or none and an issue."""
    first, _, second, year = match.groups()
    readings = {
        found
        for month, day in ((first, second), (second, first))
        if (found := _day(year, month, day)) is not None
    }
    if len(readings) == 1:
        return Dated(readings.pop())
    if not readings:
        return Dated(None)
    shown = match.group().strip()
    earlier, later = (f"{day.day} {day:%B %Y}" for day in sorted(readings))
    message = f"“{shown}” may mean {earlier} or {later}; give the date of publication"
    return Dated(None, (Issue("ambiguous-date", message, start, start + len(shown)),))


def _named_day(match: re.Match[str]) -> date | None:
    found = match.groupdict()
    months = table("datelines.toml")["months"]
    for form in _filled(found):
        month = found[f"m{form}"]
        number = month if month.isdigit() else str(months[month.lower()])
        return _day(found[f"y{form}"], number, found[f"d{form}"])
    return None


def _filled(found: dict[str, str]) -> Iterable[str]:
    return (form for form in "123" if found[f"y{form}"])


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
