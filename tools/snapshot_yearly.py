"""Yearly series: the World Bank's panel, its earlier vintages, and population by age."""

import csv
import gzip
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from math import isclose
from pathlib import Path

from kept.errors import SnapshotError

Row = Mapping[str, str]
Runs = dict[tuple[str, str], dict[int, str]]
"""Values by year for each series id and area, as text."""
Revisions = dict[tuple[str, str], dict[str, dict[int, str | None]]]
"""For each series id and area: until which day which years had which other value."""
States = list[tuple[str, str | None]]
"""What a year's value became in each vintage, oldest first; None: withdrawn."""
History = Mapping[tuple[str, str], Mapping[int, States]]

AGES_VINTAGE = "2024-07-18"
FIRST_VINTAGE = "2025-01-01"
"""Vintages before this day are left out: those of 2018 differ in nearly every value, weigh
more than all the rest together, and would be asked for by announcements of 2018 only."""
NOISE = 1e-6
"""Smaller differences, relative or absolute, between vintages are rounding and no revision."""
TRUNCATED = {("FP.CPI.TOTL.ZG", "2026-05-01")}
"""Vintages that lost rows through a broken download and got them back in the next."""


def read_panel(source: Path, catalogue: Iterable[Row]) -> Runs:
    """Return the World Bank's values that the catalogue names, in the catalogue's units."""
    wanted = {row["key"]: row for row in catalogue if row["source"] == "wdi"}
    runs: Runs = defaultdict(dict)
    for row in _read(source / "wdi_panel.csv.gz"):
        series = wanted.get(row["indicator"])
        if series is not None and row["value"]:
            value = _printed(row["value"], series)
            runs[series["id"], row["iso3"]][int(row["year"])] = value
    return dict(runs)


def read_ages(source: Path, catalogue: Iterable[Row]) -> Runs:
    """Return population by age: `key` names the columns to add up, joined by `+`."""
    wanted = [row for row in catalogue if row["source"] == "ages"]
    runs: Runs = defaultdict(dict)
    for row in _read(source / "population_age.csv.gz"):
        for series in wanted:
            people = sum(int(row[column]) for column in series["key"].split("+"))
            runs[series["id"], row["iso3"]][int(row["year"])] = str(people)
    return dict(runs)


def read_vintages(source: Path, catalogue: Iterable[Row]) -> dict[str, str]:
    """Return the day of the vintage of each yearly series, by id."""
    described = {row["code"]: row["vintage"] for row in _read(source / "wdi_indicators.csv")}
    vintages = {}
    for row in catalogue:
        if row["source"] == "wdi":
            # Two files make up one series: the later of its dates is the day it stood complete.
            vintages[row["id"]] = date.fromisoformat(described[row["key"]][-10:]).isoformat()
        elif row["source"] == "ages":
            vintages[row["id"]] = AGES_VINTAGE
    return vintages


def read_history(source: Path, catalogue: Iterable[Row]) -> History:
    """Return what each value became in each vintage, for the series that have vintages."""
    wanted = {row["key"]: row for row in catalogue if row["source"] == "wdi"}
    history: dict[tuple[str, str], dict[int, States]] = defaultdict(lambda: defaultdict(list))
    for row in _read(source / "wdi_vintages.csv.gz"):
        series = wanted.get(row["indicator"])
        if series is not None:
            gone = row["status"] == "withdrawn"
            states = history[series["id"], row["iso3"]][int(row["year"])]
            if states and (row["indicator"], states[-1][0]) in TRUNCATED and not states[-1][1]:
                states.pop()
            states.append((row["vintage"], None if gone else _printed(row["value"], series)))
    return history


def first_vintages(history: History) -> dict[str, str]:
    """Return the oldest vintage of each series whose values are kept."""
    seen: dict[str, set[str]] = defaultdict(set)
    for (series, _), years in history.items():
        seen[series].update(day for states in years.values() for day, _ in states)
    return {series: min(d for d in days if d >= FIRST_VINTAGE) for series, days in seen.items()}


def revisions(history: History, panel: Runs) -> Revisions:
    """Return what the kept vintages held where it differs from today's.

    Raises SnapshotError where the last vintage is not the panel: one of the two is then wrong.
    """
    first = first_vintages(history)
    found: Revisions = {}
    for (series, area), years in history.items():
        now = panel.get((series, area), {})
        for year, states in years.items():
            if not _same(states[-1][1], now.get(year)):
                raise SnapshotError(
                    "the last vintage is not the panel",
                    where=f"{series} {area} {year}",
                    why=f"{states[-1][1]}, not {now.get(year)}",
                    remedy="One of the two files is wrong: fetch both again",
                )
            for until, value in _replaced(states, first[series]):
                found.setdefault((series, area), {}).setdefault(until, {})[year] = value
    return found


def _replaced(states: States, first: str) -> Iterator[tuple[str, str | None]]:
    before: str | None = None
    for day, value in states:
        if day > first and not _same(value, before):
            yield day, before
        before = value


def _same(one: str | None, other: str | None) -> bool:
    """Return whether two values differ by no more than the noise of their last digits."""
    if one is None or other is None:
        return one == other
    return isclose(float(one), float(other), rel_tol=NOISE, abs_tol=NOISE)


def _printed(text: str, series: Row) -> str:
    """Return the text as printed, in the catalogue's unit; derived dollars are whole."""
    if series["derived"] == "yes":
        places = Decimal(1) if series["unit"] == "USD" else Decimal("0.000001")
        return str(Decimal(text).quantize(places))
    if series["factor"] != "1":
        return format(Decimal(text) * Decimal(series["factor"]), "f")
    return re.sub(r"^(-?)\.", r"\g<1>0.", text)


def _read(path: Path) -> Iterator[dict[str, str]]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
