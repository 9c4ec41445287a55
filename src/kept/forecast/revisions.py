"""How official figures move after they are first read: a doubt of its own beside the forecast's.

A revision is the logarithm of what a value stands at in a later vintage over what it stood at.
Figures are counted anew, rebased, put into another currency's dollars; the target is set on what
was known, and its outcome is read in later figures. Most revisions of half a year are nought and
few are as large as those of years, so what grows with time is the chance that a value has been
revised, not the size. A series has the quantiles of its own revisions over all countries where
vintages of it are kept, else those of its class of scale.
"""

import csv
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path

import numpy as np
from msgspec import Struct

from kept.errors import SnapshotError
from kept.forecast.histories import Array
from kept.forecast.parameters import DATA, HORIZONS
from kept.forecast.paths import DRAWS

FILE = DATA / "revisions.csv"
LEVELS = (0.025, 0.05, 0.1, 0.25, 0.4, 0.5, 0.6, 0.75, 0.9, 0.95, 0.975)
"""Levels at which the quantiles of revisions are kept. Nothing is drawn beyond the ends: what lies
there is a count of something else."""
_COLUMNS = ("of", "n", "years", "power")
_SEED = 1807


class Shape(Struct, frozen=True):
    """The revisions of a series, or of a class of scale, over so many years.

    of: the series' id, or the class's number. n: revisions seen. power: after t years a value has
    been revised with a chance of (t / years) ** power. quantiles: (len(LEVELS),) in logarithms.
    """

    of: str
    n: int
    years: float
    power: float
    quantiles: tuple[float, ...]

    def drawn(self, years: Array, draws: int = DRAWS) -> Array:
        """Return (years, draws) revisions after so many years; one that has come stays.

        Their order knows nothing of the paths'.
        """
        when, place = _places(draws)
        chance = np.minimum((years / self.years) ** self.power, 1.0)
        sizes = np.interp(place, LEVELS, self.quantiles)
        revised: Array = np.where(when < chance[:, None], sizes, 0.0)
        return revised


@lru_cache(maxsize=4)
def _places(draws: int) -> tuple[Array, Array]:
    """Return two times (draws,) evenly spread levels, each in a fixed order of its own."""
    random = np.random.default_rng(_SEED)
    when, place = (random.permutation(draws) for _ in range(2))
    return (when + 0.5) / draws, (place + 0.5) / draws


def shape_of(of: str, seen: Array, *, years: float, power: float) -> Shape:
    """Return the shape of the revisions that were seen."""
    quantiles = np.quantile(seen, LEVELS)
    return Shape(of, len(seen), years, power, tuple(map(float, quantiles)))


def yearly_revisions(series: str, stratum: int) -> Array:
    """Return (HORIZONS, DRAWS) revisions by each year ahead, of a series or else of its class."""
    shapes = shipped()
    shape = shapes.get(series) or shapes[str(stratum)]
    return shape.drawn(np.arange(1.0, HORIZONS + 1))


@cache
def shipped(path: Path = FILE) -> dict[str, Shape]:
    """Return the shipped shapes. Raises SnapshotError where the file is missing or damaged."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            lines = csv.DictReader(line for line in file if not line.startswith("#"))
            shapes = [
                Shape(
                    line["of"],
                    int(line["n"]),
                    float(line["years"]),
                    float(line["power"]),
                    tuple(float(line[f"{level:g}"]) for level in LEVELS),
                )
                for line in lines
            ]
    except (OSError, KeyError, ValueError, TypeError) as error:
        raise SnapshotError(
            "the record of revisions cannot be read",
            where=str(path),
            why=str(error),
            remedy="Install the package again, or make it anew with make parameters",
        ) from error
    return {one.of: one for one in shapes}


def save(shapes: Iterable[Shape], head: str, path: Path = FILE) -> None:
    """Write the shapes under a head of comments."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(head)
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow((*_COLUMNS, *(f"{level:g}" for level in LEVELS)))
        for one in shapes:
            cells = (f"{value:.5f}" for value in one.quantiles)
            writer.writerow((one.of, one.n, f"{one.years:.2f}", f"{one.power:.2f}", *cells))
