"""Which of a sentence's times an amount belongs to."""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from kept.extract.calendars import add_months
from kept.extract.changes import is_baseline
from kept.extract.periods import is_same_part
from kept.extract.publication import FROM_PUBLICATION
from kept.extract.rules import Amount
from kept.extract.timewords import TimeSpan, number_at
from kept.extract.tokens import Sentence
from kept.model.claims import Modality, Period
from kept.model.text import Quote

Tokens = tuple[int, int]


def period_of(
    sentence: Sentence,
    amount: Amount,
    clause: Tokens,
    baseline: Quote | None,
    times: Sequence[TimeSpan],
    part: Period | None,
) -> Period | None:
    """Return the time of the amount's own clause, else the one that leads its sentence.

    A time inside the change's baseline ("from last year") dates the baseline, not the claim;
    and a baseline ("from 21 billion in 2021") takes no time but the one right behind it.
    part: the part of a year named last, for "the same period last year".
    """
    time = _time_of(sentence, amount, clause, baseline, times)
    if time is None or part is None or not is_part_of_year(part):
        return time
    at = next((one.first for one in times if one.period == time), None)
    if at is None or part.start is None or not is_same_part(sentence, at):
        return time
    quote = Quote(time.exact, time.text_start, time.text_end)
    if sentence.tags[at] != "Y":
        last_year = time.start is None and sentence.values[at] == -1
        return _year_before(part, quote) if last_year else time
    return _moved(part, quote, 12 * (number_at(sentence, at) - part.start.year))


def past_or_open(period: Period | None, modality: Modality) -> Period | None:
    """Return the period of what is told as done: "doubled in two years" lies in no years to come.

    When those years ended it does not say; so such a period stays open.
    """
    if period is None or modality != "observed" or not period.label.endswith(FROM_PUBLICATION):
        return period
    return replace(period, start=None, end=None, label="")


def is_part_of_year(period: Period | None) -> bool:
    """Return whether a period is a known stretch of months, shorter than a year."""
    if period is None or period.start is None or period.end is None or period.grain == "day":
        return False
    return period.end < add_months(period.start, 12)


def _time_of(
    sentence: Sentence,
    amount: Amount,
    clause: Tokens,
    baseline: Quote | None,
    times: Sequence[TimeSpan],
) -> Period | None:
    own = [
        time
        for time in times
        if not (
            _within(time, baseline)
            or _compares(sentence, time)
            or _dates_text(sentence, time)
            or _numbers_law(sentence, time)
            or _labels(sentence, time, amount)
        )
    ]
    behind = [time for time in own if amount.last <= time.first < clause[1]]
    if is_baseline(sentence, amount):
        return _of_baseline(sentence, amount, times)
    before = [time for time in own if clause[0] <= time.first < amount.first]
    if behind and not _another_amount(sentence, amount, behind[0]):
        return behind[0].period
    if before:
        return before[-1].period
    if behind and not _turns(sentence, amount.last, behind[0].first):
        return behind[0].period
    leading = [time for time in own if time.last <= clause[0] and _leads(sentence, time)]
    return leading[-1].period if leading else None


def _turns(sentence: Sentence, first: int, last: int) -> bool:
    """Return whether tokens [first, last) compare with something or begin another clause."""
    compared = not _COMPARING.isdisjoint(sentence.words[first:last])
    return compared or "r" in sentence.tags[first:last]


_REACH, _FAR_REACH = 4, 6


def _of_baseline(sentence: Sentence, amount: Amount, times: Sequence[TimeSpan]) -> Period | None:
    """Return the time right behind a baseline; "a year earlier" is one before the sentence's."""
    last = (amount.noun if amount.noun >= 0 else amount.last - 1) + 1
    for time in times:
        if time.period.grain == "range" and sentence.words[time.first - 1] == "between":
            return time.period  # "from 3 to 5 million between 2021 and 2025"
        reach = _FAR_REACH if is_same_part(sentence, time.first) else _REACH
        if last <= time.first <= last + reach and not _another_amount(sentence, amount, time):
            return _one_before(sentence, time, times) or time.period
    words = sentence.words[last : last + 3]
    if words[-2:] not in (["year", "earlier"], ["year", "ago"], ["year", "before"]):
        return None
    dated = [time.period for time in times if time.period.start and time.period.grain != "day"]
    if not dated:
        return None
    quote = sentence.slice(last, last + len(words))
    return _year_before(dated[0], quote)


def _one_before(sentence: Sentence, time: TimeSpan, times: Sequence[TimeSpan]) -> Period | None:
    """Return "the previous year" beside a year that the sentence names: one before that one."""
    if not {"previous", "preceding"} & set(sentence.words[time.first : time.last]):
        return None
    named = [
        other.period
        for other in times
        if other is not time and other.period.start and other.period.grain == "year"
    ]
    return _year_before(named[0], sentence.slice(time.first, time.last)) if named else None


def _year_before(period: Period, quote: Quote) -> Period:
    return _moved(period, quote, -12)


def _moved(period: Period, quote: Quote, months: int) -> Period:
    start, end = (day and add_months(day, months) for day in (period.start, period.end))
    return Period(
        quote.exact, quote.start, quote.end, start, end, period.grain, period.calendar, ""
    )


def _within(time: TimeSpan, baseline: Quote | None) -> bool:
    return (
        baseline is not None
        and baseline.start <= time.period.text_start
        and time.period.text_end <= baseline.end
    )


def _compares(sentence: Sentence, time: TimeSpan) -> bool:
    """Return whether the time is what something is compared with: "than in 2023"."""
    return any(
        sentence.words[at] in _COMPARING
        or (sentence.words[at].endswith(" than") and sentence.tags[at + 1] not in _NUMBERS)
        for at in range(max(0, time.first - 3), time.first)
    )


_NUMBERS = frozenset("nwvHDcCFU")
"""Behind "more than" these are an amount: "up by more than half since 2022"."""


_COMPARING = frozenset({"than", "compared", "against", "versus", "instead"})


def _labels(sentence: Sentence, time: TimeSpan, amount: Amount) -> bool:
    """Return whether a time behind the amount only leads the next one: "5 million (2023: 4)"."""
    return time.first >= amount.last and sentence.tags[time.last : time.last + 1] == ":"


def _numbers_law(sentence: Sentence, time: TimeSpan) -> bool:
    """Return whether a year is the end of a law's number: "Regulation (EU) No 913/2010"."""
    at = time.first
    glued = at > 1 and sentence.tags[at - 2 : at] == "n/"
    return glued and sentence.ends[at - 1] == sentence.starts[at]


def _dates_text(sentence: Sentence, time: TimeSpan) -> bool:
    """Return whether a day only dates the text: in a dateline, or under a headline."""
    if time.period.grain != "day":
        return False
    before = sentence.tags[: time.first]
    opening = not {"E", "A", "U"} & set(before) and time.first <= _DATELINE
    if opening and _DASH.match(sentence.tags, time.last):
        return True
    return time.last == len(sentence.tags) and "\n" in sentence.text


_DATELINE = 8
_DASH = re.compile(r"[^-]{0,2}-|\([^()-]{1,6}\)-")
"""What stands between a dateline's day and the text: "18 June (Wire) -"."""


_AMOUNT = re.compile("[pcCP]")
_NUMBER = re.compile("[pcCPnw]")
_OTHER_DEED = re.compile("&[EU][^,;]{0,3}[nwc]")


def _another_amount(sentence: Sentence, amount: Amount, time: TimeSpan) -> bool:
    """Return whether another amount stands between this one and the time."""
    between = sentence.tags[amount.last : time.first]
    if _NUMBER.search(between) and _FROM & set(sentence.words[amount.last : time.first]):
        return "IDC" not in between  # "against the dollar" compares with no figure
    if _OTHER_DEED.search(between):
        return True  # "give a subsidy of Rs. 4,000 and replant 5,000 hectares by 2028"
    if any(word.endswith("than") for word in sentence.words[amount.last : time.first]):
        return True
    return bool(_AMOUNT.search(between)) and "," not in between[:1]


_FROM = frozenset({"from", "against"})


def _leads(sentence: Sentence, time: TimeSpan) -> bool:
    """Return whether a time opens the sentence: then it holds for all of it."""
    if time.first <= 2:  # noqa: PLR2004  "In 2024", "By the end of"
        return True
    comma = sentence.tags.find(",")
    return time.last <= comma and sentence.words[0] in _FRONTED


_FRONTED = frozenset({"with", "by", "in", "during", "over", "from", "between", "for", "at"})
