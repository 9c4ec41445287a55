"""How far a country's own census lies from the international count of its people."""

from decimal import Decimal

from kept.check.rules import censuses, tolerances
from kept.check.wording import percent, scaled
from kept.model.findings import Case
from kept.model.statistics import Observation

_TWICE = 2


def census_room(case: Case, area: str) -> Decimal:
    """Return the share by which a count of a country's people may depart from an estimate.

    Twice the gap between its census and the estimate for that year, and a floor; where no
    census is on file, so much that only gross errors stand out.
    """
    rules = tolerances().official
    gap = _gap(case, area)
    return rules.no_census if gap is None else max(rules.census_floor, abs(gap) * _TWICE)


def census_words(case: Case, area: str) -> str:
    """Return how large the room is, and why, as a sentence for the reader."""
    room = percent(census_room(case, area))
    census, gap = censuses().get(area), _gap(case, area)
    if census is None or gap is None:
        return f"No census is on file, so only a distance of more than {room} counts."
    side = "below" if gap < 0 else "above"
    return (
        f"The census of {census.year} counted {scaled(census.count)} people, {percent(gap)} {side} "
        f"the international estimate, so a distance of up to {room} is left open."
    )


def _gap(case: Case, area: str) -> Decimal | None:
    census = censuses().get(area)
    if census is None:
        return None
    estimated = _estimate(case, area, census.year)
    return None if estimated is None or not estimated.value else census.count / estimated.value - 1


def _estimate(case: Case, area: str, year: int) -> Observation | None:
    for series in case.statistics.series_of("population", area):
        for one in case.statistics.observations(series.id, area):
            if one.start.year == year:
                return one
    return None
