"""The contest: every method on the same origins, drawn evenly over the panel's series."""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import numpy as np
from msgspec import Struct

from kept.forecast.backtest import HORIZON, Start, goals, past_changes
from kept.forecast.histories import SPAN, Array, windows_at
from kept.forecast.panel import Panel
from kept.forecast.peers import peers, timed
from kept.forecast.scores import crps_of_draws, crps_of_shape

BASE_RATE = "base rate"
_SEED = 77
_CHUNK = 8


class Entry(Struct, frozen=True):
    """An origin in the contest, with the levels that a method may see, oldest first."""

    start: Start
    levels: Array


class Result(Struct, frozen=True):
    """What one method made of one origin: (HORIZON,) odds and CRPS, NaN where not observed."""

    odds: Array
    crps: Array
    seconds: float
    fits: bool


def draw(panel: Panel, starts: Sequence[Start], per_series: int) -> list[Start]:
    """Return so many origins of each series of the panel, or all where there are fewer."""
    random = np.random.default_rng(_SEED)
    chosen: list[Start] = []
    kinds = np.array([panel.kind[start.row] for start in starts])
    for number in range(len(panel.kinds)):
        mine = np.flatnonzero(kinds == number)
        chosen += [starts[place] for place in random.permutation(mine)[:per_series]]
    return sorted(chosen, key=lambda start: (start.year, start.row))


def compete(panel: Panel, starts: Sequence[Start], *, workers: int) -> Mapping[str, list[Result]]:
    """Return every peer's results, in the order of the starts."""
    entries = [_entry(panel, start) for start in starts]
    found: dict[str, list[Result]] = {BASE_RATE: list(_base_rates(panel, starts))}
    if workers > 1:
        with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
            made = list(pool.map(_all_peers, entries, chunksize=_CHUNK))
    else:
        made = [_all_peers(entry) for entry in entries]
    for results in made:
        for name, result in results.items():
            found.setdefault(name, []).append(result)
    return found


def _entry(panel: Panel, start: Start) -> Entry:
    column = start.year - panel.first_year
    levels = panel.bridged.levels[start.row : start.row + 1]
    window = windows_at(levels, column)[0]
    if np.isfinite(window[0]):  # a longer past: peers see all of it
        whole = levels[0, : column + 1]
        broken = np.flatnonzero(~np.isfinite(whole))
        return Entry(start, whole[broken[-1] + 1 if len(broken) else 0 :])
    return Entry(start, window[SPAN - int(np.isfinite(window).sum()) :])


def _all_peers(entry: Entry) -> dict[str, Result]:
    results = {}
    for name, peer in peers().items():
        paths, seconds, fits = timed(peer, entry.levels, HORIZON)
        results[name] = _judged(entry.start, paths - entry.levels[-1], seconds, fits=fits)
    return results


def _judged(start: Start, changes: Array, seconds: float, *, fits: bool) -> Result:
    odds = (np.maximum.accumulate(changes, axis=1) >= goals(start.growth)).mean(axis=0)
    crps = np.array(
        [
            crps_of_draws(changes[:, over], float(start.change[over]))
            if np.isfinite(start.change[over])
            else np.nan
            for over in range(HORIZON)
        ]
    )
    return Result(np.where(np.isfinite(start.change), odds, np.nan), crps, seconds, fits)


def _base_rates(panel: Panel, starts: Sequence[Start]) -> Iterator[Result]:
    """Yield the odds that the panel's own past gives: windows of the same series, all countries."""
    year: int | None = None
    past: Mapping[int, tuple[Array, Array]] = {}
    for start in starts:
        if start.year != year:
            year, past = start.year, past_changes(panel, start.year)
        ends, highest = past[int(panel.kind[start.row])]
        odds, crps = np.full(HORIZON, np.nan), np.full(HORIZON, np.nan)
        asked = goals(start.growth)
        for over in np.flatnonzero(np.isfinite(start.change)):
            known = np.isfinite(ends[:, over])
            if known.any():
                odds[over] = (highest[known, over] >= asked[over]).mean()
                shape = np.sort(ends[known, over])
                crps[over] = crps_of_shape(shape, start.change[over : over + 1])[0]
        yield Result(odds, crps, seconds=0.0, fits=True)
