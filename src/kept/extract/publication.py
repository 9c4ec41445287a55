"""Times counted from the day of publication: last year, the next five years, within 18 months."""

import re
from datetime import date

from kept.extract.calendars import SPAN_MONTHS, Calendars, add_months, span, year
from kept.extract.timewords import (
    DEADLINES,
    FISCAL_WORDS,
    Dates,
    PeriodRule,
    Read,
    is_ahead,
    is_certain,
    number_at,
)
from kept.extract.tokens import Sentence
from kept.model.claims import Grain

MAX_YEARS = 200
"""A span of more years than this is no deadline and would leave the calendar."""

FROM_PUBLICATION = "from publication"
"""How the label of a span ends that begins on the day of publication."""
_GRAINS: dict[str, Grain] = {"year": "year", "month": "month", "quarter": "quarter", "half": "half"}


def _relative(sentence: Sentence, match: re.Match[str], calendars: Calendars) -> Read | None:
    """Last year, the current fiscal year, next month, this quarter."""
    step = sentence.values[match.start("step")]
    at = match.start("unit")
    unit = sentence.words[at] if sentence.tags[at] == "H" else str(sentence.values[at])
    word = sentence.words[match.start("fiscal")] if match["fiscal"] else ""
    if not isinstance(step, int) or unit not in _GRAINS or (word and word not in FISCAL_WORDS):
        return None
    if sentence.words[match.start()] == "past" and not word:
        return None  # "over the past year" ends at publication
    if word and unit == "year":
        current = calendars.current_fiscal_year(step)
        if current is None:
            return Dates(None, None, "year", "fiscal", ""), match.end()
        return Dates(current[0], current[1], "year", "fiscal", f"FY{current[2]}"), match.end()
    dates = _calendar_step(calendars.published, step, unit)
    if step == 0 and "far" in sentence.words[max(0, match.start() - 1) : match.end() + 2]:
        label = f"{dates.label} to publication"
        dates = dates._replace(end=calendars.published, grain="range", label=label)
    return dates, match.end()


def _full_year(sentence: Sentence, match: re.Match[str], calendars: Calendars) -> Read | None:
    """For the full year: of what is to come, the one that is running."""
    unit = match.start("unit")
    if sentence.words[unit - 1] != "full" or sentence.words[unit] != "year":
        return None
    if not is_ahead(sentence, unit) or calendars.fiscal_start != (1, 1):
        return None
    return _calendar_step(calendars.published, 0, "year"), match.end()


def _owned(sentence: Sentence, match: re.Match[str], calendars: Calendars) -> Read | None:
    """Last month's auction, where that opens its sentence: it dates what the sentence tells."""
    step = sentence.values[match.start("step")]
    unit, _, ending = sentence.words[match.start("unit")].replace("’", "'").partition("'")
    opens = match.start() == 0 or (match.start() == 1 and sentence.tags[0] == "D")
    if not opens or ending != "s" or unit not in _GRAINS or not isinstance(step, int):
        return None
    return _calendar_step(calendars.published, step, unit), match.end()


def _end(sentence: Sentence, match: re.Match[str], calendars: Calendars) -> Read | None:
    """By the end of the year, before year-end: of what is to come, the one that is running."""
    unit = str(sentence.values[match.start("unit")])
    first = match.start()
    written = sentence.words[first : match.start("unit")]
    if len(written) > 1 and (written[:2] != ["end", "of"] or unit not in _GRAINS):
        return None
    if len(written) == 1 and sentence.words[match.start("unit")] != "year-end":
        return None
    if DEADLINES.isdisjoint(sentence.words[max(0, first - 2) : first + 1]):
        return None
    if not is_ahead(sentence, first):
        return None
    return _calendar_step(calendars.published, 0, unit), match.end()


def _calendar_step(published: date | None, step: int, unit: str) -> Dates:
    if published is None:
        return Dates(None, None, _GRAINS[unit], "calendar", "")
    if unit == "year":
        number = published.year + step
        return Dates(*year(number), "year", "calendar", str(number))
    months = SPAN_MONTHS[unit]
    first = date(published.year, (published.month - 1) // months * months + 1, 1)
    start = add_months(first, months * step)
    label = start.isoformat()[:7]
    return Dates(start, add_months(start, months), _GRAINS[unit], "calendar", label)


def _coming(sentence: Sentence, match: re.Match[str], calendars: Calendars) -> Read | None:
    """The next five years, the past decade, the last nine months."""
    step = sentence.values[match.start("step")]
    count = number_at(sentence, match.start("count")) if match["count"] else 1
    unit = str(sentence.values[match.start("unit")])
    if not isinstance(step, int) or not step:
        return None
    return _from_publication(calendars.published, step * count, unit, match.end())


def _within(sentence: Sentence, match: re.Match[str], calendars: Calendars) -> Read | None:
    """Within 18 months, over five years, in five years: from publication on."""
    word = sentence.words[match.start()]
    count = number_at(sentence, match.start("count"))
    unit = str(sentence.values[match.start("unit")])
    if word not in {"within", "over", "in"}:
        return None
    if unit in {"day", "week"} and (word != "within" or not _starts_now(sentence, match)):
        return None
    if word == "in" and sentence.tags[match.start() + 1] == "D":
        return None  # "in the 12 months to March"
    return _from_publication(calendars.published, count, unit, match.end())


def _starts_now(sentence: Sentence, match: re.Match[str]) -> bool:
    """Return whether "within 30 days" says when something will come, and not after what."""
    after = sentence.words[match.end() : match.end() + 1]
    return after not in _COUNTED_FROM and is_certain(sentence, match.start())


_COUNTED_FROM = (["of"], ["after"], ["from"], ["before"])


def _from_publication(published: date | None, count: int, unit: str, last: int) -> Read | None:
    if (
        not count
        or unit in {"hour", "minute"}
        or abs(count) * SPAN_MONTHS.get(unit, 1) > MAX_YEARS * 12
    ):
        return None
    many = "s" if abs(count) > 1 else ""
    label = f"{abs(count)} {unit}{many} {FROM_PUBLICATION if count > 0 else 'to publication'}"
    if published is None:
        return Dates(None, None, "range", "calendar", label), last
    other = span(published, count, unit)
    start, end = (published, other) if count > 0 else (other, published)
    return Dates(start, end, "range", "calendar", label), last


PUBLICATION_RULES: tuple[PeriodRule, ...] = (
    PeriodRule("relative", re.compile("(?P<step>R)(?P<fiscal>[WX]?)(?P<unit>[TH])"), _relative),
    PeriodRule("year.full", re.compile("DW(?P<unit>T)"), _full_year),
    PeriodRule("owned", re.compile("(?P<step>R)(?P<unit>W)"), _owned),
    PeriodRule("end", re.compile("(?:EID|I)(?P<unit>T)"), _end),
    PeriodRule("coming", re.compile("(?P<step>R)(?P<count>[wn])?(?P<unit>T)"), _coming),
    PeriodRule("within", re.compile("[Ib]D?(?P<count>[wn])(?P<unit>T)"), _within),
)
"""Rules that need the day of publication; without it the dates stay open."""
