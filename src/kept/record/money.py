"""Money by stage: announced, signed, approved, disbursed; and parts against their total.

US dollars are worked out at the average rate of the calendar year in which a sum reached its
stage (World Bank, PA.NUS.FCRF: units of local currency for one US dollar).
"""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from kept.lexicon.load import rows
from kept.model.claims import Bound
from kept.model.ledger import MONEY_STAGES, MoneyStage
from kept.model.standings import Followed, PartsSum, Rates, Sum
from kept.record.canonical import plain

_EURO_AREA = {"EUR": "EMU"}
"""The one currency whose rate is kept for a group of countries."""
_CODE_LENGTH = 3
_CENT = Decimal("0.01")


def money_by_stage(followed: Iterable[Followed], rates: Rates | None) -> tuple[Sum, ...]:
    """Return the sums that reached each stage, in the ladder's order, a currency each.

    Stages without money are left out.

    followed: the commitment and those that repeat it. What was announced is counted once, as
    the first of them words it.
    """
    every = sorted(followed, key=lambda one: (one.said.said or date.max, one.filed.sequence))
    first = every[0]
    sums: list[Sum] = []
    amount = first.said.amount
    if amount is not None and _is_currency(first.said.unit):
        lines: list[tuple[Decimal, date | None]] = [(amount, first.said.said)]
        sums.append(_sum("announced", first.said.unit, lines, first.said.bound, rates))
    paid = [one for each in every for one, _ in each.money]
    for stage in MONEY_STAGES:
        for unit in sorted({one.unit for one in paid}):
            at_stage = [
                (one.amount, one.on) for one in paid if (one.unit, one.stage) == (unit, stage)
            ]
            if at_stage and stage != "announced":
                sums.append(_sum(stage, unit, at_stage, "exact", rates))
    return tuple(_ordered(sums))


def parts_of(followed: Iterable[Followed]) -> PartsSum | None:
    """Return the parts of an announced total with their sum; None where none were named."""
    for one in followed:
        total = one.said.amount
        if one.parts and total is not None:
            added = sum((part.amount for part in one.parts), Decimal(0))
            gap = total - added
            near = abs(gap) <= one.said.precision / 2
            fits = one.said.bound == "at_least" and gap <= 0
            return PartsSum(one.parts, added, total, one.said.unit, gap, near or fits)
    return None


def in_dollars(
    amount: Decimal, unit: str, day: date | None, rates: Rates | None
) -> tuple[Decimal | None, str]:
    """Return a sum in US dollars at its year's rate, and the arithmetic; None without a rate."""
    if unit == "USD":
        return amount, ""
    if rates is None or day is None:
        return None, f"{plain(amount)} {unit}: no day, so no rate"
    for area in _areas(unit):
        rate = rates.rate(area, day.year)
        if rate is not None and rate.value > 0:
            usd = (amount / rate.value).quantize(_CENT)
            shown = f"{plain(amount)} {unit} / {plain(rate.value)} = {plain(usd)} USD"
            return usd, f"{shown} (rate of {day.year}, {rate.series})"
    return None, f"{plain(amount)} {unit}: no rate of {day.year} is at hand"


def _sum(
    stage: MoneyStage,
    unit: str,
    lines: Sequence[tuple[Decimal, date | None]],
    bound: Bound,
    rates: Rates | None,
) -> Sum:
    converted = [in_dollars(amount, unit, day, rates) for amount, day in lines]
    known = [usd for usd, _ in converted if usd is not None]
    usd = sum(known, Decimal(0)) if len(known) == len(lines) else None
    total = sum((amount for amount, _ in lines), Decimal(0))
    return Sum(stage, unit, total, bound, usd, tuple(filter(None, (w for _, w in converted))))


def _ordered(sums: list[Sum]) -> Iterable[Sum]:
    """Yield the sums, each marked where it is more than at the stage before it."""
    before: dict[str, Decimal] = {}
    for one in sums:
        limit = before.get(one.unit)
        breaks = limit is not None and one.amount > limit
        before[one.unit] = one.amount
        yield Sum(one.stage, one.unit, one.amount, one.bound, one.usd, one.working, breaks)


def _areas(unit: str) -> list[str]:
    """Return the areas whose rate is that of a currency: the one it is named after first."""
    if unit in _EURO_AREA:
        return [_EURO_AREA[unit]]
    for row in rows("currencies.csv", "code", "countries"):
        if row["code"] == unit:
            areas = row["countries"].replace("|", " ").replace(";", " ").split()
            return sorted(areas, key=lambda area: (not area.startswith(unit[:2]), area))
    return []


def _is_currency(unit: str) -> bool:
    return len(unit) == _CODE_LENGTH and unit.isupper()
