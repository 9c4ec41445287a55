"""How official figures moved from a year earlier, for claims of growth."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from msgspec import Struct

from kept.check.figures import (
    Figure,
    as_figure,
    as_of_days,
    figures,
    is_year,
    is_year_long,
    of_period,
    recent_runs,
    year_earlier,
)
from kept.check.surroundings import has
from kept.model.claims import Claim
from kept.model.findings import Case


class Growth(Struct, frozen=True):
    """How an official figure moved from one period to another, as a share of the first."""

    before: Figure
    after: Figure
    share: Decimal


def growths(
    case: Case, claim: Claim, period: tuple[date, date], days: Iterable[date] | None = None
) -> tuple[Growth, ...]:
    """Return how each series moved from a year earlier to this period, both known on one day.

    days: at publication and now, if not given.
    """
    if claim.indicator is None or claim.entity is None:
        return ()
    found: dict[tuple[str, Decimal], Growth] = {}
    for day in as_of_days(case) if days is None else days:
        pair = [
            figures(case, claim.indicator.id, claim.entity.id, dates, day)
            for dates in (year_earlier(period), period)
        ]
        for before in pair[0]:
            for after in pair[1]:
                grown = _growth(before, after) if after.series.id == before.series.id else None
                if grown is not None:
                    found.setdefault((after.series.id, grown.share), grown)
    return tuple(found.values())


def grown_years(case: Case, claim: Claim) -> tuple[Growth, ...]:
    """Return the growth that an undated claim may mean: of the last year, and of months so far."""
    whole = [_growth(run[1], run[0]) for run in recent_runs(case, claim) if len(run) > 1]
    return tuple(one for one in (*whole, *_so_far(case, claim)) if one is not None)


def _so_far(case: Case, claim: Claim) -> Iterator[Growth | None]:
    """Yield growth over the newest part of a year that is known, against the same months before."""
    if claim.indicator is None or claim.entity is None:
        return
    day = as_of_days(case)[0]
    for series in case.statistics.series_of(claim.indicator.id, claim.entity.id):
        observed = case.statistics.observations(series.id, claim.entity.id, as_of=day)
        if observed and not is_year(observed[-1]):
            newest = as_figure(series, observed[-1])
            dates = year_earlier((newest.start, newest.end))
            before = of_period(series, observed, dates, summing=False)
            yield None if before is None else _growth(before, newest)


def _growth(before: Figure, after: Figure) -> Growth | None:
    if before.value <= 0 or year_earlier((after.start, after.end)) != (before.start, before.end):
        return None
    return Growth(before, after, after.value / before.value - 1)


def on_a_year_earlier(claim: Claim, period: tuple[date, date] | None) -> bool:
    """Return whether a change is on the year before: said so, or of a whole or unstated year."""
    baseline = claim.change.baseline if claim.change is not None else None
    if baseline is None:
        return period is None or is_year_long(*period)
    return has("year_earlier", baseline.exact)
