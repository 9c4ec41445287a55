"""Words of time to half-open dates: years, fiscal years, quarters, spans from publication.

Each rule is a name, a pattern over tags, and a reading. The first that matches at a token
takes it; so rules are in order from the longest way of writing to the shortest.
"""

import re
from datetime import date
from functools import cache

from kept.extract.calendars import SPAN_MONTHS, Calendars, add_months, part, span, year
from kept.extract.months import DATE_RULES, MONTH_RULES, running_months
from kept.extract.publication import PUBLICATION_RULES
from kept.extract.timewords import (
    DEADLINES,
    FISCAL_WORDS,
    Dates,
    PeriodRule,
    Read,
    TimeSpan,
    number_at,
    word_before,
)
from kept.extract.tokens import Sentence
from kept.lexicon.vocabulary import words
from kept.model.claims import Grain, Period

_CENTURY = 100
_LAST_MONTH = 12
_QUARTER, _HALF = 3, 6


def find_periods(sentence: Sentence, calendars: Calendars) -> list[TimeSpan]:
    """Return the times that a sentence names, in text order, none overlapping."""
    if not _WORTH.search(sentence.tags):
        return []
    found: list[TimeSpan] = []
    at = 0
    worth = _candidate()
    while (anchor := worth.search(sentence.tags, at)) is not None:
        at = anchor.start()
        time = _at(sentence, at, calendars)
        if time is None:
            at += 1
        else:
            found.append(time)
            at = time.last
    return found


_WORTH = re.compile("[MYyqTi]|[OHR]H|^D?RW")


@cache
def _candidate() -> re.Pattern[str]:
    """Return one pattern that matches where any rule's does: most tokens begin no time."""
    patterns = (re.sub(r"\(\?P<\w+>", "(?:", rule.pattern.pattern) for rule in PERIOD_RULES)
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


def _at(sentence: Sentence, at: int, calendars: Calendars) -> TimeSpan | None:
    for name, pattern, read in PERIOD_RULES:
        match = pattern.match(sentence.tags, at)
        result = read(sentence, match, calendars) if match else None
        if result is None:
            continue
        dates, last = result
        if dates.grain == "year" and is_same_part(sentence, at):
            dates = Dates(None, None, "range", dates.calendar, "")
        quote = sentence.slice(at, last)
        period = Period(quote.exact, quote.start, quote.end, *dates)
        return TimeSpan(at, last, period, _is_deadline(sentence, at), name)
    return None


def is_same_part(sentence: Sentence, at: int) -> bool:
    """Return whether "the same period of", "the corresponding months" and the like stand before.

    The year at token `at` then says in which year, and another time says which part of it.
    """
    before = sentence.words[max(0, at - 5) : at]
    while before and before[-1] in {"of", "in", "the"}:
        before = before[:-1]
    return len(before) > 1 and before[-1] in words("parts_of_time") and before[-2] in words("alike")


def _is_deadline(sentence: Sentence, at: int) -> bool:
    """Return whether "by", "by the end of" or "until" stands before token `at`."""
    return any(word in DEADLINES for word in sentence.words[max(0, at - 4) : at + 1])


# Whole years.


def _fiscal(name: int, calendars: Calendars) -> Dates:
    dates = calendars.fiscal_year(name)
    start, end = dates or (None, None)
    return Dates(start, end, "year", "fiscal", f"FY{name}")


def _fiscal_token(sentence: Sentence, match: re.Match[str], calendars: Calendars) -> Read | None:
    """FY25, FY2025, FY2024-25."""
    digits = re.sub(r"\D", "", sentence.words[match.start()])
    first = int(digits) + (2000 if int(digits) < _CENTURY else 0)
    if not 1950 <= first <= 2150:  # noqa: PLR2004  outside, it is a code
        return None
    if match["next"]:
        return _two_years(first, number_at(sentence, match.start("next")), match.end(), calendars)
    return _fiscal(first, calendars), match.end()


def _two_years(first: int, second: int, last: int, calendars: Calendars) -> Read | None:
    """Return the financial year written "2024-25", if the second follows the first."""
    if second not in {first + 1, (first + 1) % _CENTURY}:
        return None
    return _fiscal(first + 1 if calendars.ends_name else first, calendars), last


def _fiscal_words(sentence: Sentence, match: re.Match[str], calendars: Calendars) -> Read | None:
    """Fiscal year 2024-25, financial year 2025, fiscal 2025, FY 2025."""
    if sentence.words[match.start()] not in FISCAL_WORDS:
        return None
    first = number_at(sentence, match.start("year"))
    if match["next"]:
        return _two_years(first, number_at(sentence, match.start("next")), match.end(), calendars)
    return _fiscal(first, calendars), match.end()


def _split_year(sentence: Sentence, match: re.Match[str], calendars: Calendars) -> Read | None:
    """2024-25, 2024/25, 2024-2025: a financial year where the country has one of its own."""
    whole = sentence.tags[match.start("next")] == "Y"
    own = calendars.fiscal_start not in {None, (1, 1)}
    if whole and not own:
        return None
    first = number_at(sentence, match.start("year"))
    return _two_years(first, number_at(sentence, match.start("next")), match.end(), calendars)


def _years(sentence: Sentence, match: re.Match[str], calendars: Calendars) -> Read | None:  # noqa: ARG001
    """From 2019 to 2023, 2019-2023, between 2019 and 2023."""
    first = number_at(sentence, match.start("year"))
    second = number_at(sentence, match.start("next"))
    joint = sentence.tags[match.end("year")]
    if second <= first or (joint == "&" and word_before(sentence, match.start()) != "between"):
        return None
    label = f"{first} to {second}"
    return Dates(year(first)[0], year(second)[1], "range", "calendar", label), match.end()


def _year(sentence: Sentence, match: re.Match[str], calendars: Calendars) -> Read | None:
    """A year by itself, and "since 2019" up to publication."""
    number = number_at(sentence, match.start())
    before = word_before(sentence, match.start())
    if _counts_something(sentence, match.end(), before):
        return None
    if before == "since":
        label = f"since {number}"
        return Dates(year(number)[0], calendars.published, "range", "calendar", label), match.end()
    return Dates(*year(number), "year", "calendar", str(number)), match.end()


_TIME_WORDS = frozenset(
    [
        "in",
        "by",
        "of",
        "since",
        "for",
        "during",
        "from",
        "to",
        "until",
        "till",
        "and",
        "or",
        "through",
        "after",
        "before",
        "mid",
        "end",
        "early",
        "late",
    ]
)
_PEOPLE = frozenset({"people", "women", "men", "children"})


def _counts_something(sentence: Sentence, at: int, before: str) -> bool:
    """Return whether the four digits before token `at` count things: "2000 people"."""
    tag = sentence.tags[at : at + 1]
    if tag and tag in "psCu":
        return True
    named = at > 1 and sentence.tags[at - 2] == "X"
    if tag != "W" or before in _TIME_WORDS or named:
        return False
    word = sentence.words[at]
    return word in _PEOPLE or (word.endswith("s") and not word.endswith("ss"))


# Parts of years.


def _months(sentence: Sentence, match: re.Match[str], calendars: Calendars) -> Read | None:
    """July-March FY25, January to March 2025, between May and July 2025, Jul-Mar 2024-25."""
    joined = sentence.values[match.start()]
    if "&" in match[0] and word_before(sentence, match.start()) != "between":
        return None
    if isinstance(joined, tuple):
        first, final = joined
    else:
        first = number_at(sentence, match.start())
        final = number_at(sentence, match.end() - 1)
    whole, last = _whole_year(sentence, match.end(), calendars)
    if whole is None:
        dates = running_months(sentence, match.start(), (first, final), calendars.published)
        return dates, last
    count = (final - first) % _LAST_MONTH + 1
    if whole.start is None:
        return Dates(None, None, "range", "calendar", ""), last
    start = add_months(whole.start, (first - whole.start.month) % _LAST_MONTH)
    crosses = whole.calendar == "calendar" and first > final  # "November to March 2024"
    start = date(start.year - crosses, start.month, 1)
    written = "-".join(
        dict.fromkeys((sentence.words[match.start()], sentence.words[match.end() - 1]))
    )
    label = f"{whole.label} {written}"
    return Dates(start, add_months(start, count), "range", whole.calendar, label), last


def _quarter(sentence: Sentence, match: re.Match[str], calendars: Calendars) -> Read | None:
    """Q3 2024, H1 FY25, the third quarter of 2024, the first half of the year."""
    head = sentence.words[match.start()]
    if sentence.tags[match.start()] == "q":
        months, number = (_QUARTER if head[0] == "q" else _HALF), int(head[1])
    else:
        unit = sentence.words[match.start("unit")]
        number = _ORDINALS.get(head, 0)
        months = {"quarter": _QUARTER, "half": _HALF}.get(unit, 0)
    if not months or not 0 < number * months <= _LAST_MONTH:
        return None
    grain: Grain = "quarter" if months == _QUARTER else "half"
    whole, last = _whole_year(sentence, match.end(), calendars)
    if whole is None and sentence.tags[match.start()] == "R":
        return None  # "last quarter" counts from publication
    if whole is None:
        whole = _running_year(calendars, months * (number - 1))
    if whole is None or whole.start is None:
        return Dates(None, None, grain, "calendar", ""), last
    name = f"{whole.label} {'Q' if months == _QUARTER else 'H'}{number}"
    return Dates(*part(whole.start, months, number), grain, whole.calendar, name), last


def _first_months(sentence: Sentence, match: re.Match[str], calendars: Calendars) -> Read | None:
    """The first nine months of FY25, the first three quarters of the current fiscal year."""
    if sentence.words[match.start()] != "first":
        return None
    if match["count"]:
        count = number_at(sentence, match.start("count"))
        unit = str(sentence.values[match.start("unit")])
    else:
        counted, _, unit = sentence.words[match.start() + 1].removesuffix("s").partition(" ")
        count = _CARDINALS.get(counted, 0)
    if unit not in {"month", "quarter"} or not 0 < count <= _LAST_MONTH:
        return None
    whole, last = _whole_year(sentence, match.end(), calendars)
    if whole is None:
        whole = _the_year(sentence, match.end(), span(_FIRST_DAY, count, unit), calendars)
        last += 3 * (whole is not None and sentence.words[last : last + 1] == ["of"])
    if whole is None or whole.start is None:
        return Dates(None, None, "range", "calendar", ""), last
    label = f"{whole.label} first {count} {unit}s"
    dates = Dates(whole.start, span(whole.start, count, unit), "range", whole.calendar, label)
    return dates, last


_FIRST_DAY = date(2001, 1, 1)


def _the_year(sentence: Sentence, at: int, until: date, calendars: Calendars) -> Dates | None:
    """Return the calendar year of "of the year" at token `at`: that of publication.

    The same holds unsaid where no financial year may be meant. None unless its part, which
    ends as `until` does in its year, was over at publication.
    """
    published = calendars.published
    named = sentence.words[at : at + 3] == ["of", "the", "year"]
    if published is None or not (named or calendars.fiscal_start == (1, 1)):
        return None
    if until.year > _FIRST_DAY.year or (until.month, until.day) > (published.month, published.day):
        return None
    return Dates(*year(published.year), "year", "calendar", str(published.year))


def _stretch(sentence: Sentence, match: re.Match[str], calendars: Calendars) -> Read | None:
    """Over five years to FY28, the 12 months to June 2025, over five years from fiscal 2025."""
    if sentence.tags[match.start()] in "Ib" and sentence.words[match.start()] not in _SPANNING:
        return None
    joint = sentence.words[match.start("joint")]
    if match["linked"] and sentence.words[match.start("linked")] not in {"that", "which"}:
        return None
    count = number_at(sentence, match.start("count")) if match["count"] else 1
    unit = str(sentence.values[match.start("unit")])
    if joint not in _ENDING | _BEGINNING or not 0 < count <= _CENTURY:
        return None
    if unit not in SPAN_MONTHS and unit != "week":
        return None
    at = match.end() + (sentence.tags[match.end() : match.end() + 1] == "D")
    edge = _at(sentence, at, calendars) if at < len(sentence.tags) else None
    if edge is None or (unit == "week" and edge.period.grain != "day"):
        return None
    start, end, label = edge.period.start, edge.period.end, edge.period.label
    if joint in _ENDING:
        start = span(end, -count, unit) if end else None
    else:
        end = span(start, count, unit) if start else None
    many = "s" if count > 1 else ""
    label = f"{count} {unit}{many} {'to' if joint in _ENDING else 'from'} {label}"
    return Dates(start, end, "range", edge.period.calendar, label), edge.last


_SPANNING = frozenset({"over", "within"})
_ENDING = frozenset({"to", "until", "till", "through", "ended", "ending"})
_BEGINNING = frozenset({"from", "starting", "beginning"})


def _running_year(calendars: Calendars, months: int) -> Dates | None:
    """Return the calendar year whose part begins `months` in, the last to begin by publication."""
    if calendars.published is None:
        return None
    number = calendars.published.year
    begun = add_months(year(number)[0], months) <= calendars.published
    number -= not begun
    return Dates(*year(number), "year", "calendar", str(number))


_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4,
    "1st": 1, "2nd": 2, "3rd": 3, "4th": 4,
}  # fmt: skip
_CARDINALS = {"two": 2, "three": 3}
_JOINT = re.compile("(?:I?D?|,)")


def _whole_year(sentence: Sentence, at: int, calendars: Calendars) -> tuple[Dates | None, int]:
    """Return the year that follows a part of it ("of FY25", "2024"), and where its words end."""
    joint = _JOINT.match(sentence.tags, at)
    begin = joint.end() if joint else at
    for _, pattern, read in _WHOLE_YEARS:
        match = pattern.match(sentence.tags, begin)
        result = read(sentence, match, calendars) if match else None
        if result is not None:
            return result
    return None, at


_NEXT = "(?:[-/](?P<next>[nY]))?"
_WHOLE_YEARS: tuple[PeriodRule, ...] = (
    PeriodRule("fiscal.token", re.compile("y" + _NEXT), _fiscal_token),
    PeriodRule("fiscal.words", re.compile("[WX]T?(?P<year>Y)" + _NEXT), _fiscal_words),
    PeriodRule("year.split", re.compile("(?P<year>Y)[-/](?P<next>[nY])"), _split_year),
    *(rule for rule in PUBLICATION_RULES if rule.name == "relative"),
    PeriodRule("year", re.compile("Y"), _year),
)
PERIOD_RULES: tuple[PeriodRule, ...] = (
    PeriodRule(
        "stretch",
        re.compile("[Ib]?D?(?P<count>[wn])?(?P<unit>T)(?P<linked>D?)(?P<joint>[tIEW])(?:(?<=E)I)?"),
        _stretch,
    ),
    PeriodRule("months", re.compile("M[-t&]M|i"), _months),
    *DATE_RULES,
    *MONTH_RULES,
    PeriodRule("quarter", re.compile("q|[OHR](?P<unit>[TH])"), _quarter),
    PeriodRule("months.first", re.compile("O(?:(?P<count>[wn])(?P<unit>T)|v)"), _first_months),
    *_WHOLE_YEARS[:3],
    PeriodRule("years", re.compile("(?P<year>Y)[-t&](?P<next>Y)"), _years),
    *PUBLICATION_RULES,
    *_WHOLE_YEARS[-1:],
)
"""All ways to write a time, the longest first."""
