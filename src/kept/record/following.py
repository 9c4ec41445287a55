"""Targets against figures: reached, missed, on or off the required path.

A target is judged only by a figure for exactly its period, in its unit, and only where every
series of the indicator that has one says the same. In between stands what rounding leaves
open. How the required path runs: equal growth each year from the last figure known when the
target was set, which is the compound rate (value at the end / value at the start)^(1/years).
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Literal

import msgspec

from kept.model.forecasts import Forecasts
from kept.model.ledger import Announced, Draft, Entry, Moved, OnPath, Proof
from kept.model.standings import Standing
from kept.model.statistics import Statistics
from kept.record.canonical import plain
from kept.record.figures import Figure, figures_for
from kept.record.listing import open_targets
from kept.record.odds import is_same_measure, weigh
from kept.record.stages import ladders
from kept.record.store import Appended, Clock, Ledger

RULE = "rule:following/1"
_PLACES = Decimal("0.001")
Outcome = Literal["reached", "missed"]


def follow(
    ledger: Ledger,
    statistics: Statistics | None,
    clock: Clock,
    *,
    as_of: date,
    forecasts: Forecasts | None = None,
) -> Appended:
    """Return the entries by which figures known by `as_of` move targets on, and their odds.

    statistics: None to use only the figures in the ledger itself. forecasts: None for no odds.
    """
    return ledger.append(lambda: _moves(ledger, statistics, forecasts, as_of), clock)


def outcome(target: Announced, figures: Iterable[Figure]) -> tuple[Outcome, Figure] | None:
    """Return what a target came to and the figure that shows it; None while nothing tells."""
    due, level = target.due, target.amount
    figures = [one for one in figures if one.unit == target.unit]
    if due is None or level is None or not due.yearly or not is_same_measure(target):
        return None
    deciding = [one for one in figures if (one.start, one.end) == (due.start, due.end)]
    upwards = _is_upwards(target, figures)
    if not deciding or upwards is None:
        return None
    margin = _margin(level, target.precision)
    results = {_compare(one, level, margin, upwards) for one in deciding}
    if len(results) == 1 and (result := results.pop()) is not None:
        return result, deciding[0]
    return None


def _compare(
    figure: Figure,
    level: Decimal,
    margin: Decimal,
    upwards: bool,  # noqa: FBT001
) -> Outcome | None:
    ahead = figure.value - level if upwards else level - figure.value
    if ahead >= figure.doubt:
        return "reached"
    return "missed" if -ahead > max(margin, figure.doubt) else None


def _margin(level: Decimal, precision: Decimal) -> Decimal:
    """Return how far below a level rounding may account for: half of its last printed digit.

    A level printed with one digit is read to two: "3 billion" is not reached by 2.6 billion.
    """
    return min(precision, Decimal(1).scaleb(level.adjusted() - 1)) / 2


def _is_upwards(target: Announced, figures: Sequence[Figure]) -> bool | None:
    """Return whether the target lies above the level when it was set; None if nothing tells."""
    base = _base(target, figures)
    if base is None or target.amount is None or base.value == target.amount:
        return None
    return base.value < target.amount


def _base(target: Announced, figures: Sequence[Figure]) -> Figure | None:
    """Return the last figure for a year that was over when the target was set."""
    if target.said is None or target.due is None:
        return None
    length = (target.due.end - target.due.start).days
    said = min(target.said, target.due.start)
    before = [o for o in figures if o.end <= said and abs((o.end - o.start).days - length) <= 1]
    first = before[0].series if before else ""
    return max((one for one in before if one.series == first), key=_end, default=None)


def _end(figure: Figure) -> date:
    return figure.end


def path(target: Announced, figures: Sequence[Figure]) -> OnPath | None:
    """Return whether the latest figure keeps up with equal growth to the target.

    None where the target has no date, or no yearly figure has come since it was set.
    """
    figures = [one for one in figures if one.unit == target.unit]
    base, due, level = _base(target, figures), target.due, target.amount
    if base is None or due is None or level is None or base.value <= 0:
        return None
    if not due.yearly or not is_same_measure(target):
        return None
    since = [o for o in figures if o.series == base.series and base.end < o.end < due.end]
    length = due.end - due.start
    latest = max(
        (o for o in since if abs(o.end - o.start - length).days <= 1), key=_end, default=None
    )
    if latest is None or level <= 0 or level == base.value:
        return None
    share = Decimal((latest.end - base.end).days) / Decimal((due.end - base.end).days)
    required = (base.value * ((level / base.value).ln() * share).exp()).quantize(_PLACES)
    on_path = latest.value >= required if level > base.value else latest.value <= required
    working = (
        f"{base.label}: {plain(base.value)}; {due.label}: {plain(level)}",
        f"{plain(base.value)} x ({plain(level)} / {plain(base.value)})"
        f"^{plain(share.quantize(_PLACES))} = {plain(required)} in {latest.label}",
    )
    return OnPath(on_path=on_path, actual=_proof(latest), required=required, working=working)


def _moves(
    ledger: Ledger, statistics: Statistics | None, forecasts: Forecasts | None, as_of: date
) -> Iterator[Draft]:
    found: dict[tuple[str, str], tuple[Figure, ...]] = {}
    for row in open_targets(ledger):
        place = (row.indicator, row.area)
        if place not in found:
            found[place] = figures_for(ledger, statistics, *place, as_of=as_of)
        figures = found[place]
        if row.head or not (figures or forecasts):
            continue
        entries = ledger.about((row.commitment,))
        target = msgspec.convert(entries[0].body, Announced)
        result = outcome(target, figures)
        yield from _moves_of(row, entries, target, result, figures, as_of)
        if forecasts is not None:
            decided = result is not None or not row.open
            upwards = _is_upwards(target, [one for one in figures if one.unit == target.unit])
            weighed = weigh(
                entries, target, forecasts, upwards=upwards, decided=decided, as_of=as_of
            )
            yield from () if weighed is None else (weighed,)


def _moves_of(
    row: Standing,
    entries: Sequence[Entry],
    target: Announced,
    result: tuple[Outcome, Figure] | None,
    figures: Sequence[Figure],
    as_of: date,
) -> Iterator[Draft]:
    if result is not None and result[0] in ladders()["target"].stages[row.stage].to:
        stage, figure = result
        after = next((e.id for e in reversed(entries) if e.kind == "stage"), "")
        yield _settled(row, target, stage, figure, after)
    elif result is None and row.open and row.due > as_of.isoformat():
        way = path(target, figures)
        if way is not None:
            shown = (
                way.actual.series,
                way.actual.period,
                plain(way.required),
                str(way.actual.value),
            )
            yield _draft("path", row, shown, way)


def _settled(row: Standing, target: Announced, stage: Outcome, figure: Figure, after: str) -> Draft:
    level = target.amount or Decimal(0)
    on = max(figure.known, target.said or figure.known)
    share = (figure.value / level).quantize(_PLACES) if level else Decimal(0)
    working = (
        *filter(None, (figure.working,)),
        f"{figure.label}: {plain(figure.value)} / {plain(level)} = {plain(share)} of the target",
    )
    moved = Moved(
        stage=stage, before=row.stage, on=on, proof=_proof(figure), after=after, working=working
    )
    return _draft("stage", row, (stage, figure.series, plain(figure.value), after), moved)


def _draft(
    kind: Literal["stage", "path"], row: Standing, identity: tuple[str, ...], body: Moved | OnPath
) -> Draft:
    return Draft(kind=kind, subject=row.commitment, identity=identity, writer=RULE, body=body)


def _proof(figure: Figure) -> Proof:
    return Proof(
        kind="observation",
        source=figure.source,
        on=figure.known,
        series=figure.series,
        period=figure.label,
        value=figure.value,
        unit=figure.unit,
        known=figure.known,
        note="the sum of the year's twelve months" if figure.working else "",
    )
