"""How fast countries grew: all spans of some years that start at a comparable level."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from kept.model.statistics import Window


def growth_windows(
    runs: Iterable[tuple[str, Mapping[int, Decimal]]],
    *,
    years: int,
    low: float,
    high: float,
    since: int,
) -> tuple[Window, ...]:
    """Return the windows of all runs, by area and first year.

    runs: an area with its values by year. A window counts when both ends are known, it begins
    in `since` or later and its base lies in [low, high]. A final value of nought or less is a
    growth of -1: there is no compound rate to it.

    >>> run = {2010: Decimal(1), 2012: Decimal(4)}
    >>> growth_windows([("AAA", run)], years=2, low=1, high=9, since=2010)
    (Window(area='AAA', start_year=2010, base=1.0, final=4.0, growth=1.0),)
    """
    if years < 1 or low <= 0:
        return ()
    return tuple(
        Window(area, year, base, final, (max(final, 0.0) / base) ** (1 / years) - 1)
        for area, run in runs
        for year, base, final in _ends(run, years, since)
        if low <= base <= high
    )


def _ends(run: Mapping[int, Decimal], years: int, since: int) -> Iterator[tuple[int, float, float]]:
    for year, base in run.items():
        final = run.get(year + years)
        if year >= since and final is not None:
            yield year, float(base), float(final)
