"""Official figures for a claim: which series, which period, and as it was known when."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import islice, takewhile

from msgspec import Struct

from kept.check.rules import tolerances, words
from kept.check.surroundings import taken_over
from kept.check.wording import equals, exact
from kept.model.claims import Claim
from kept.model.findings import Case, Evidence
from kept.model.statistics import Observation, Series

_MOST_PIECES = 12
_MONTH = 30
_AFTER_MONTHS = (1, 2, 3, 6, 12, 24)
_SHORTEST_YEAR, _LONGEST_YEAR = 360, 370
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)


class Figure(Struct, frozen=True):
    """An official value of one period.

    pieces: the observation, or those of shorter periods that were added up, oldest first.
    """

    series: Series
    value: Decimal
    start: date
    end: date
    pieces: tuple[Observation, ...]

    @property
    def label(self) -> str:
        """Return the period as the publisher names it; fiscal years with their months."""
        first, last = self.start, self.end - timedelta(days=1)
        months = f"{_MONTHS[first.month - 1]} {first.year} to {_MONTHS[last.month - 1]} {last.year}"
        if len(self.pieces) > 1:
            return months
        label = self.pieces[0].label
        return f"{label} ({months})" if self.series.calendar == "fiscal" else label

    @property
    def known(self) -> date:
        """Return the day from which the value was known: its own, or its series' vintage."""
        return max(piece.known or self.series.vintage for piece in self.pieces)

    @property
    def summed(self) -> tuple[str, ...]:
        """Return the line of working that adds up the pieces, if there are several."""
        if len(self.pieces) == 1:
            return ()
        parts = " + ".join(exact(piece.value, self.series.unit) for piece in self.pieces)
        return (f"{parts} {equals(self.value)} {exact(self.value, self.series.unit)}",)


def figures(
    case: Case, indicator: str, area: str, period: tuple[date, date], as_of: date
) -> tuple[Figure, ...]:
    """Return one figure a series for exactly this period, best series first, known by `as_of`.

    Periods that no series prints are added up from months or quarters where all are known.
    """
    found = []
    summing = _adds_up(case, indicator)
    for series in case.statistics.series_of(indicator, area):
        observed = case.statistics.observations(series.id, area, as_of=as_of)
        figure = of_period(series, observed, period, summing=summing)
        if figure is not None:
            found.append(figure)
    return tuple(found)


def known_figures(
    case: Case, claim: Claim, period: tuple[date, date], days: Iterable[date] | None = None
) -> tuple[Figure, ...]:
    """Return the figures of a period as known on some days, without repeats.

    days: at publication and now, if not given. A claim may agree with either: figures are
    revised, and authors quote what they have.
    """
    if claim.indicator is None or claim.entity is None:
        return ()
    found: dict[tuple[str, Decimal], Figure] = {}
    for day in as_of_days(case) if days is None else days:
        for figure in figures(case, claim.indicator.id, claim.entity.id, period, day):
            found.setdefault((figure.series.id, figure.value), figure)
    return tuple(found.values())


def yearly(
    case: Case, indicator: str, area: str, as_of: date, *, ended: date, count: int
) -> Iterator[tuple[Figure, ...]]:
    """Yield, for each series of whole years, its last figures known by `as_of`, newest first.

    ended: years that end later are left out: projections, and what an author could not know.
    count: so many at the most.
    """
    for series in case.statistics.series_of(indicator, area):
        observed = case.statistics.observations(series.id, area, as_of=as_of)
        whole = (one for one in reversed(observed) if is_year(one) and one.end <= ended)
        found = tuple(as_figure(series, one) for one in islice(whole, count))
        if found:
            yield found


def latest(case: Case, indicator: str, area: str, as_of: date, *, ended: date) -> Figure | None:
    """Return the newest whole-year figure of the best series, or None."""
    found = next(yearly(case, indicator, area, as_of, ended=ended, count=1), None)
    return found[0] if found else None


def recent_years(case: Case, claim: Claim) -> tuple[Figure, ...]:
    """Return the whole years that an undated claim may mean, the newest first.

    Of a stock, which moves slowly, several; of a flow or a rate, each series' latest.
    """
    described = case.statistics.indicator(claim.indicator.id) if claim.indicator else None
    count = None if described is not None and described.kind == "stock" else 1
    return tuple(figure for run in recent_runs(case, claim) for figure in run[:count])


def recent_runs(case: Case, claim: Claim) -> Iterator[tuple[Figure, ...]]:
    """Yield each series' latest whole years at publication, the newest first."""
    if claim.indicator is None or claim.entity is None:
        return
    day, count = as_of_days(case)[0], tolerances().official.recent_years
    oldest = day.replace(year=max(1, day.year - count - 1), day=1)
    indicator, area = claim.indicator.id, claim.entity.id
    for run in yearly(case, indicator, area, day, ended=day, count=count):
        recent = tuple(figure for figure in run if figure.end > oldest)
        if recent:
            yield recent


def year_earlier(period: tuple[date, date]) -> tuple[date, date]:
    """Return the same dates a year before.

    >>> year_earlier((date(2024, 2, 29), date(2024, 3, 1)))
    (datetime.date(2023, 2, 28), datetime.date(2023, 3, 1))
    """
    return _shifted(period[0]), _shifted(period[1])


def as_of_days(case: Case) -> tuple[date, ...]:
    """Return the days whose knowledge counts: the publication's, where known, and today's."""
    published = case.document.published
    return (case.as_of,) if published is None else (min(published, case.as_of), case.as_of)


def print_days(case: Case, period: tuple[date, date]) -> tuple[date, ...]:
    """Return days on which earlier prints of a period's figure were known, the oldest first.

    An author may quote a first print that was revised since, also long after: that is no wrong
    number. Days between the end of the period and what the author could know, or today.
    """
    published = case.document.published
    last = min(published or case.as_of, case.as_of)
    days = (period[1] + timedelta(days=_MONTH * months) for months in _AFTER_MONTHS)
    return tuple(day for day in days if day <= last)


def linked(case: Case, claim: Claim) -> bool:
    """Return whether the claim is surely linked to an indicator in the unit that it uses."""
    if claim.indicator is None or claim.entity is None or taken_over(claim):
        return False
    indicator = case.statistics.indicator(claim.indicator.id)
    if indicator is None or claim.indicator.score < tolerances().official.link_score:
        return False
    change = claim.change
    if change is not None and change.kind == "relative":
        return claim.quantity.unit == "percent"
    return same_unit(claim.quantity.unit, indicator.unit)


def same_unit(one: str, other: str) -> bool:
    """Return whether two units count the same, people under any of their plain names included."""
    residents = words("residents")
    return one == other or (one in residents and other in residents)


def evidence(figure: Figure) -> Evidence:
    """Return where a figure comes from, for the reader to look it up."""
    series = figure.series
    pages = {piece.url for piece in figure.pieces if piece.url}
    return Evidence(
        title=series.name,
        publisher=series.publisher,
        url=pages.pop() if len(pages) == 1 else series.url,
        value=exact(figure.value, series.unit),
        period=figure.label,
        series=series.id,
        vintage=figure.known,
        licence=series.licence,
    )


def population_source(case: Case, one: Observation) -> Evidence:
    """Return where a count of people comes from; a projection says that it is one."""
    series = case.statistics.series(one.series)
    return Evidence(
        title=series.name,
        publisher=series.publisher,
        url=one.url or series.url,
        value=exact(one.value, series.unit),
        period=f"{one.label} ({one.note})" if one.note else one.label,
        series=series.id,
        vintage=one.known or series.vintage,
        licence=series.licence,
    )


def is_year(observation: Observation) -> bool:
    """Return whether the observation is of a whole year."""
    return is_year_long(observation.start, observation.end)


def is_year_long(start: date, end: date) -> bool:
    """Return whether two dates are a year apart, leap days aside."""
    return _SHORTEST_YEAR < (end - start).days < _LONGEST_YEAR


def of_period(
    series: Series, observed: tuple[Observation, ...], period: tuple[date, date], *, summing: bool
) -> Figure | None:
    """Return the series' figure for exactly this period, added up from shorter ones if asked."""
    start, end = period
    for one in reversed(observed):  # oldest first: nothing before the period can fit
        if one.start == start and one.end == end:
            return as_figure(series, one)
        if one.start < start:
            break
    shorter = bool(observed) and observed[-1].end - observed[-1].start < end - start
    return _summed(series, observed, period) if summing and shorter else None


def _summed(
    series: Series, observed: tuple[Observation, ...], period: tuple[date, date]
) -> Figure | None:
    recent = takewhile(lambda one: one.start >= period[0], reversed(observed))
    inside = [one for one in recent if one.end <= period[1]][::-1]
    if not 1 < len(inside) <= _MOST_PIECES:
        return None
    joints = [period[0], *(one.end for one in inside)]
    if joints[-1] != period[1] or [one.start for one in inside] != joints[:-1]:
        return None
    value = sum((one.value for one in inside), Decimal(0))
    return Figure(series, value, *period, tuple(inside))


def _adds_up(case: Case, indicator: str) -> bool:
    described = case.statistics.indicator(indicator)
    return described is not None and described.kind == "flow"


def as_figure(series: Series, one: Observation) -> Figure:
    """Return an observation as a figure of its series."""
    return Figure(series, one.value, one.start, one.end, (one,))


def _shifted(day: date) -> date:
    last = day.month == 2 and day.day == 29  # noqa: PLR2004 (a leap day has no twin)
    return day.replace(year=max(1, day.year - 1), day=28 if last else day.day)
