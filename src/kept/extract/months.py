"""Months and days to half-open dates, alone and in pairs: May, 1 May 2025, May to August."""

import re
from datetime import date, timedelta

from kept.extract.calendars import Calendars, add_months, month, span
from kept.extract.timewords import (
    DEADLINES,
    Dates,
    PeriodRule,
    Read,
    is_ahead,
    is_certain,
    number_at,
    word_before,
)
from kept.extract.tokens import Sentence


def _month(sentence: Sentence, match: re.Match[str], calendars: Calendars) -> Read | None:
    """May 2025, 1 May 2025, May 1, 2025; without a year, the one nearest publication."""
    if _is_modal_may(sentence, match) or _counts(sentence, match):
        return None
    number = number_at(sentence, match.start("month"))
    which = _year_of(sentence, match, calendars, number)
    day = _day(sentence, match)
    if which is not None and not day and word_before(sentence, match.start()) == "since":
        first = date(which, number, 1)
        label = f"since {which}-{number:02d}"
        return Dates(first, calendars.published, "range", "calendar", label), match.end()
    if which is None:
        return Dates(None, None, "day" if day else "month", "calendar", ""), match.end()
    if not day:
        return Dates(
            *month(number, which), "month", "calendar", f"{which}-{number:02d}"
        ), match.end()
    try:
        start = date(which, number, day)
    except ValueError:
        return None
    dates = Dates(start, span(start, 1, "day"), "day", "calendar", start.isoformat())
    return dates, match.end()


_MOST_DAYS = 31


def _counts(sentence: Sentence, match: re.Match[str]) -> bool:
    """Return whether the number by a month counts: "rose to 1,500 in March" names no day."""
    if not match["day"]:
        return False
    joint = sentence.words[match.end("day")] if match.end("day") < match.end() else ""
    apart = sentence.tags[match.end("day") : match.start("month")] == "I" and joint != "of"
    digits = sentence.words[match.start("day")]
    return apart or (digits.isdigit() and int(digits) > _MOST_DAYS)


def _is_modal_may(sentence: Sentence, match: re.Match[str]) -> bool:
    """Return whether "May" in a headline is the verb: no day, year or preposition is by it."""
    if sentence.words[match.start("month")] != "may" or match["day"] or match["year"]:
        return False
    return match.start() == 0 or sentence.tags[match.start() - 1] not in "IRt&-,"


def _year_of(
    sentence: Sentence, match: re.Match[str], calendars: Calendars, number: int
) -> int | None:
    """Return the year of a month: as written, else the one that the words around it mean.

    What is told lies behind, what is to come ahead: "fell in November" and "could close in
    November" are a year apart when they are published in October.
    """
    if match["year"]:
        return number_at(sentence, match.start("year"))
    published = calendars.published
    if published is None:
        return None
    if _is_due(sentence, match.start()):
        return published.year + (number < published.month)
    before = word_before(sentence, match.start())
    if before == "last":
        return published.year - (number >= published.month)
    if before == "next":  # said in May, "next September" may be of this year or the next
        return published.year + 1 if number <= published.month else None
    if number > published.month:
        return published.year - (not is_ahead(sentence, match.start()))
    return published.year + (number < published.month and is_certain(sentence, match.start()))


def _is_due(sentence: Sentence, at: int) -> bool:
    """Return whether token `at` follows "by", "before the end of" and the like, and is to come.

    "By the end of June the fund had paid out" tells of a June that is over.
    """
    if "had" in sentence.words:
        return False
    before = [word for word in sentence.words[max(0, at - 4) : at] if word not in _EDGES]
    return before[-1:] != [] and before[-1] in DEADLINES


_EDGES = frozenset(
    {"the", "end", "start", "beginning", "middle", "close", "of", "late", "early", "mid", "-"}
)


def _day(sentence: Sentence, match: re.Match[str]) -> int:
    if not match["day"]:
        return 0
    digits = re.sub(r"\D", "", sentence.words[match.start("day")])
    return int(digits) if digits and len(digits) <= 2 else 0  # noqa: PLR2004  a day of a month


def _dates(sentence: Sentence, match: re.Match[str], calendars: Calendars) -> Read | None:
    """From March 2024 to June 2025, between May and August, 3 May to 4 June 2025."""
    joint = sentence.tags[match.start("joint")]
    if joint == "&" and word_before(sentence, match.start()) != "between":
        return None
    first, final = (number_at(sentence, match.start(name)) for name in ("m1", "m2"))
    last_year = number_at(sentence, match.start("y2")) if match["y2"] else 0
    if not last_year:
        dates = running_months(sentence, match.start(), (first, final), calendars.published)
        return dates, match.end()
    first_year = (
        number_at(sentence, match.start("y1")) if match["y1"] else last_year - (first > final)
    )
    try:
        start = date(first_year, first, _day_at(sentence, match, "d1") or 1)
        day = _day_at(sentence, match, "d2")
        end = date(last_year, final, day) if day else month(final, last_year)[1]
    except ValueError:
        return None
    end += timedelta(days=bool(day))
    if start >= end:
        return None
    return Dates(start, end, "range", "calendar", f"{start} to {end}"), match.end()


def _day_at(sentence: Sentence, match: re.Match[str], group: str) -> int:
    return number_at(sentence, match.start(group)) if match[group] else 0


def running_months(
    sentence: Sentence, at: int, months: tuple[int, int], published: date | None
) -> Dates:
    """Return the last stretch of these months that was over at publication.

    Open where that day is unknown, or where the words at token `at` tell of what is to come.
    """
    first, final = months
    if published is None or is_ahead(sentence, at):
        return Dates(None, None, "range", "calendar", "")
    count = (final - first) % _LAST_MONTH + 1
    start = date(published.year, first, 1)
    while add_months(start, count) > published:
        start = add_months(start, -_LAST_MONTH)
    end = add_months(start, count)
    return Dates(start, end, "range", "calendar", f"{start} to {end}")


_LAST_MONTH = 12

DATE_RULES: tuple[PeriodRule, ...] = (
    PeriodRule(
        "dates",
        re.compile(
            r"(?P<d1>n?)(?P<m1>M)(?P<y1>Y?)(?P<joint>[t&-])(?P<d2>n?)(?P<m2>M)(?:,?(?P<y2>Y))?"
        ),
        _dates,
    ),
)
MONTH_RULES: tuple[PeriodRule, ...] = (
    PeriodRule(
        "month.day", re.compile("(?P<month>M)(?P<day>[nO])(?:,?(?P<year>Y)|(?![psCcuPB]))"), _month
    ),
    PeriodRule("day.month", re.compile("(?P<day>[nO])I?(?P<month>M),?(?P<year>Y)?"), _month),
    PeriodRule("month", re.compile("(?P<day>)(?P<month>M)[,I]?(?P<year>Y)"), _month),
    PeriodRule("month.alone", re.compile("(?P<day>)(?P<month>M)(?P<year>)"), _month),
)
"""Ways to write a month or a day, the longest first."""
