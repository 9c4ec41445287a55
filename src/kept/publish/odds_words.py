"""What every way of showing odds says in the same words."""

from datetime import timedelta
from decimal import Decimal

from kept.lexicon.amounts import amount, rounded, scaled
from kept.model.forecasts import Chance, Odds
from kept.publish.words import day

COLUMNS = ("By", "Odds in 100", "90 % of draws", "Median", "80 % interval", "95 % interval")
_SHORT_UNITS = frozenset({"USD", "EUR", "GBP", "JPY", "percent"})
_SCALES = ((" trillion", "tn"), (" billion", "bn"), (" million", "m"))
_NEVER, _SURE = 0.005, 0.995


def headline(odds: Odds) -> str:
    """Return what was asked, such as "Kenya: Exports of ICT services, $1 billion by 2030"."""
    target = amount(odds.question.target, odds.series.unit)
    verb = "down to " if odds.question.falling else ""
    place = f"{odds.country}: " if odds.country else ""
    deadline = "" if odds.question.deadline is None else f" by {_due(odds)}"
    return f"{place}{odds.indicator}, {verb}{target}{deadline}"


def standing(odds: Odds) -> str:
    """Return the day and the series that the answer rests on."""
    series = odds.series
    vintage = f", as it stood on {day(series.vintage)}" if series.publisher != "your file" else ""
    return f"As of {day(odds.question.as_of)} · {series.publisher}, {series.name}{vintage}"


def table(odds: Odds) -> list[tuple[str, ...]]:
    """Return the rows of `COLUMNS`, a year each."""
    rows: list[tuple[str, ...]] = []
    for chance, fan in zip(odds.curve, odds.fan, strict=True):
        values = [short(value, odds.series.unit) for value in fan.values]
        middle = len(values) // 2
        rows.append(
            (
                chance.label,
                in_hundred(chance.probability),
                f"{in_hundred(chance.low)} to {in_hundred(chance.high)}",
                values[middle],
                f"{values[1]} to {values[-2]}",
                f"{values[0]} to {values[-1]}",
            )
        )
    return rows


def in_hundred(share: float) -> str:
    """Return a share out of a hundred, never none and never all.

    >>> in_hundred(0.034), in_hundred(0.0001), in_hundred(1.0)
    ('3', '<1', '>99')
    """
    if share < _NEVER:
        return "<1"
    return ">99" if share >= _SURE else str(round(share * 100))


def _due(odds: Odds) -> str:
    if odds.chance is not None:
        return odds.chance.label
    deadline = odds.question.deadline
    if deadline is None:
        return ""
    last = deadline - timedelta(days=1)
    return str(last.year) if (last.month, last.day) == (12, 31) else day(last)


def short(value: float, unit: str) -> str:
    """Return a level in few characters, three digits of it.

    >>> short(4370000000.0, "USD"), short(85.21, "percent"), short(1234.0, "subscription")
    ('$4.37bn', '85.2%', '1,234')
    """
    words = amount(rounded(Decimal(repr(value)), 3), unit, digits=3)
    if unit not in _SHORT_UNITS:
        words = scaled(rounded(Decimal(repr(value)), 3), digits=3)
    for long, brief in _SCALES:
        words = words.replace(long, brief)
    return words


def shown_years(odds: Odds) -> tuple[Chance, ...]:
    """Return the years worth showing: to the deadline, or ten of them."""
    last = 10 if odds.chance is None else max(odds.chance.years, 3)
    return odds.curve[:last]
