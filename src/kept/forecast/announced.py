"""The record of announced targets: a table that users extend, read row by row.

Dates are read as their last day: "2024-08" is the end of August. "FY2023" ends in the year 2023.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from math import isfinite
from pathlib import Path
from statistics import median
from typing import Literal

from msgspec import Struct

from kept.errors import InputError, MissingInput
from kept.forecast.parameters import DATA
from kept.model.forecasts import Tally

SHIPPED = DATA / "announced_targets.csv"
NEEDED = ("country", "indicator", "target_value", "unit", "announced", "deadline", "reached")
"""Columns that a file of targets must have; the shipped one shows the rest."""

Fate = Literal["reached", "missed", "open", "unclear"]
_FATES: dict[str, Fate] = {"yes": "reached", "no": "missed", "partial": "missed", "open": "open"}
_SCALES = {"bn": 10**9, "billion": 10**9, "tn": 10**12, "trillion": 10**12, "million": 10**6}
_SCALES |= {"mn": 10**6, "m": 10**6, "thousand": 10**3}
_YEAR = re.compile(r"(?:19|20)\d\d")
_NUMBER = re.compile(r"-?\d+(?:[,.]\d+)*")
_PART = re.compile(r"\b(H[12]|Q[1-4])\b")
_PARTS = {"H": 2, "Q": 4}
_MONTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_BANDS = ((1, "due within a year"), (3, "due in 2 to 3 years"), (99, "due in 4 years or more"))


class Baseline(Struct, frozen=True):
    """From where a target was counted. parts: how many such periods make a year."""

    value: float
    year: int | None
    parts: int = 1


class Target(Struct, frozen=True, kw_only=True):
    """An announced target. value, baseline: in `unit`, in full. share: outcome over target."""

    country: str
    indicator: str
    value: float | None
    unit: str
    announced: date | None
    due: int | None
    baseline: Baseline | None
    fate: Fate
    share: float | None
    speaker: str
    source: str

    @property
    def years(self) -> int | None:
        """Return the years from the announcement to the deadline."""
        if self.due is None or self.announced is None:
            return None
        return max(0, self.due - self.announced.year)


def read_targets(path: Path) -> tuple[Target, ...]:
    """Return the rows of a file of announced targets.

    Raises MissingInput where there is no such file, InputError where it lacks a column.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise MissingInput(
            "this file of targets could not be read", where=str(path), why=type(error).__name__
        ) from error
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    reader = csv.DictReader(lines)
    missing = [name for name in NEEDED if name not in (reader.fieldnames or ())]
    if missing:
        raise InputError(
            "this file of targets lacks a column",
            where=str(path),
            why=", ".join(missing),
            remedy=f"Give the columns {', '.join(NEEDED)}, and baseline where known",
        )
    return tuple(_target({key: value or "" for key, value in row.items() if key}) for row in reader)


@cache
def shipped_targets() -> tuple[Target, ...]:
    """Return the targets that ship with Kept."""
    return read_targets(SHIPPED)


def tallies(unit: str, years: int | None, as_of: date) -> tuple[Tally, ...]:
    """Return how announced targets of a like kind and horizon fared, as known on a day."""
    kind = kind_of(unit)
    decided = [
        one
        for one in shipped_targets()
        if one.fate in {"reached", "missed"} and one.due is not None and one.due < as_of.year
    ]
    alike = [one for one in decided if kind_of(one.unit) == kind]
    found = []
    if years is not None:
        band = band_of(years)
        close = [one for one in alike if one.years is not None and band_of(one.years) == band]
        found.append(tally(close, kind, band))
    found.append(tally(alike, kind, "whenever due"))
    return tuple(one for one in found if one.count)


def tally(targets: Iterable[Target], kind: str, horizon: str) -> Tally:
    """Return how the decided ones among targets fared."""
    decided = [one for one in targets if one.fate in {"reached", "missed"}]
    short = [one.share for one in decided if one.fate == "missed" and one.share is not None]
    return Tally(
        kind=kind,
        horizon=horizon,
        count=len(decided),
        reached=sum(one.fate == "reached" for one in decided),
        short=median(short) if short else None,
    )


def kind_of(unit: str) -> str:
    """Return what a target counts, in words.

    >>> kind_of("USD"), kind_of("percent"), kind_of("person")
    ('money', 'shares', 'counts')
    """
    if unit == "percent":
        return "shares"
    return "money" if len(unit) == 3 and unit.isupper() else "counts"  # noqa: PLR2004 (ISO 4217)


def band_of(years: int) -> str:
    """Return the horizon in words."""
    return next((words for most, words in _BANDS if years <= most), _BANDS[-1][1])


def _target(row: dict[str, str]) -> Target:
    unit, scale = _unit(row["unit"])
    value = _number(row["target_value"])
    return Target(
        country=row["country"].strip().upper(),
        indicator=row["indicator"].strip(),
        value=None if value is None else value * scale,
        unit=unit,
        announced=_day(row["announced"]),
        due=_due(row),
        baseline=_baseline(row, scale),
        fate=_FATES.get(row["reached"].strip().lower(), "unclear"),
        share=_number(row.get("outcome_to_target", "")),
        speaker=row.get("speaker", ""),
        source=row.get("source_target", ""),
    )


def _unit(words: str) -> tuple[str, int]:
    """Return the unit and its scale.

    >>> _unit("US$ bn"), _unit("% of GDP"), _unit("million"), _unit("MYR bn")
    (('USD', 1000000000), ('percent', 1), ('', 1000000), ('MYR', 1000000000))
    """
    parts = words.replace("US$", "USD ").replace("$", "USD ").split()
    scale = next((_SCALES[part.lower()] for part in parts if part.lower() in _SCALES), 1)
    if words.strip().startswith("%") or "percent" in words:
        return ("percent", 1) if "change" not in words else ("change", 1)
    rest = [part for part in parts if part.lower() not in _SCALES]
    return (rest[0] if rest else ""), scale


def _number(words: str) -> float | None:
    """Return a plain number; None for a range, a word or nothing."""
    text = words.strip().replace(",", "")
    try:
        value = float(Decimal(text)) if text else None
    except InvalidOperation:
        return None
    return value if value is not None and isfinite(value) else None


def _day(words: str) -> date | None:
    parts = [int(part) for part in re.findall(r"\d+", words)]
    if not parts or not 1900 <= parts[0] <= 2200:  # noqa: PLR2004 (years, and nothing else)
        return None
    month = parts[1] if len(parts) > 1 else 12
    day = parts[2] if len(parts) > 2 else _MONTHS[(month - 1) % 12]  # noqa: PLR2004
    try:
        return date(parts[0], month, day)
    except ValueError:
        return None


def _due(row: dict[str, str]) -> int | None:
    years = _YEAR.findall(row["deadline"]) or _YEAR.findall(row.get("deadline_year", ""))
    return int(years[-1]) if years else None


def _baseline(row: dict[str, str], scale: int) -> Baseline | None:
    """Return the first number of the baseline with the year beside it, or the row's own columns."""
    value = _number(row.get("baseline_value", ""))
    if value is not None:
        years = _YEAR.findall(row.get("baseline_year", ""))
        return Baseline(value * scale, int(years[0]) if years else None)
    first = row.get("baseline", "").split(";")[0]
    number = _NUMBER.match(first.strip())
    if number is None:
        return None
    after = first.strip()[number.end() :]
    years, part = _YEAR.findall(after), _PART.search(after)
    parts = _PARTS[part[1][0]] if part else 1
    value = _number(number[0])
    if value is None or value <= 0 or (after and not after.startswith(" (")):
        return None
    return Baseline(value * scale, int(years[0]) if years else None, parts)


def decided(targets: Iterable[Target]) -> Iterator[Target]:
    """Yield the targets whose outcome is known."""
    yield from (one for one in targets if one.fate in {"reached", "missed"})
