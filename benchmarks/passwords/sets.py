"""The sets that estimates are measured on, read from a folder of the caller's."""

import csv
import gzip
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Meter:
    """Passwords with their reference strength, one a row, and what zxcvbn makes of them.

    strength: a guess number, or minus the count where no guess number is known. weight: users
    in the whole leak. count: users in the sample that the passwords were drawn as.
    """

    name: str
    passwords: list[str]
    strength: Floats
    weight: Floats
    count: Floats
    zxcvbn: Floats

    @property
    def offline(self) -> bool:
        """Return whether the reference strengths are guess numbers."""
        return bool((self.strength > 0).all())


def meters(folder: Path) -> list[Meter]:
    """Return every set under the folder, by name; none where there is no such folder."""
    return [_meter(path) for path in sorted(folder.rglob("*.tsv.gz"))]


def _meter(path: Path) -> Meter:
    with gzip.open(path, "rt", encoding="utf-8", newline="\n") as file:
        next(file)
        rows = [line.rstrip("\n").rsplit("\t", 5) for line in file]
    columns = [np.array([float(row[place]) for row in rows]) for place in range(1, 5)]
    return Meter(path.name.removesuffix(".tsv.gz"), [row[0] for row in rows], *columns)


def machine_made(folder: Path) -> dict[str, list[str]]:
    """Return the passwords that models made, by file and kind."""
    found: dict[str, list[str]] = {}
    for path in sorted(folder.rglob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for kind, password in _rows(csv.DictReader(file)):
                found.setdefault(f"{path.stem}, {kind}", []).append(password)
    return found


def _rows(reader: Iterable[dict[str, str]]) -> Iterable[tuple[str, str]]:
    for row in reader:
        if row.get("password"):
            yield row.get("kind", "all"), row["password"]
