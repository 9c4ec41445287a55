"""The odds of targets, then and now: as known when one was announced, and as known today.

What is asked of the forecast is a Protocol; it answers, or gives its reason. Odds are kept only
where they are for exactly the target's period and in its unit, as figures settle it: else the
reason is kept and no number.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import msgspec

from kept.model.forecasts import Chance, Forecasts, Odds, Question
from kept.model.ledger import Announced, Draft, Entry, OddsOn, Weighed
from kept.record.canonical import plain
from kept.record.matching import rules

RULE = "rule:odds/1"
_PLACES = Decimal("0.0001")
_LEAST, _MOST = Decimal("0.001"), Decimal("0.999")
_NONE = "No odds: "
_UPPER_BOUNDS = frozenset({"under", "at_most"})


def weigh(
    entries: Sequence[Entry],
    target: Announced,
    forecasts: Forecasts,
    *,
    upwards: bool | None,
    decided: bool,
    as_of: date,
) -> Draft | None:
    """Return the entry with a target's odds then and now; None where nothing in it is new.

    entries: those about the target, in order. upwards: whether it lies above the level when it
    was set, None where nothing tells. decided: a figure or a person has settled it, so that
    there are no odds now. Days before the last entry's, and before it was announced, say nothing.
    """
    weighed = [entry for entry in entries if entry.kind == "odds"]
    last = msgspec.convert(weighed[-1].body, Weighed) if weighed else None
    if target.amount is None or not is_same_measure(target):
        return None
    if target.said is not None and target.said > as_of:
        return None
    if last is not None and (decided or (last.now is not None and last.now.on > as_of)):
        return None
    then, method = _odds_on(target, target.said, forecasts, upwards=upwards)
    now, newer = None, ""
    if not decided:
        now, newer = _odds_on(target, as_of, forecasts, upwards=upwards)
    if then is None and now is None:
        return None
    after = weighed[-1].id if weighed else ""
    said = Weighed(then=then, now=now, method=newer or method, after=after)
    if last is not None and _told(last) == _told(said):
        return None
    return Draft(
        kind="odds",
        subject=entries[0].subject,
        identity=(*_told(said), after),
        writer=RULE,
        body=said,
    )


def is_same_measure(target: Announced) -> bool:
    """Return whether it is sure enough that the indicator's figures count what was promised."""
    return Decimal(target.link) >= rules().limits.sure


def _told(said: Weighed) -> tuple[str, ...]:
    """Return what tells one entry from another: the odds and their figures, not the day."""
    return tuple(
        "" if part is None else plain(part) if isinstance(part, Decimal) else part
        for one in (said.then, said.now)
        for part in (
            (one.probability, one.low, one.high, one.series, one.period, one.value)
            if one is not None
            else ("none",)
        )
    )


def _odds_on(
    target: Announced, day: date | None, forecasts: Forecasts, *, upwards: bool | None
) -> tuple[OddsOn | None, str]:
    """Return the odds as known on a day, and how they were made."""
    if day is None:
        return None, ""
    why = _why_not_asked(target)
    if target.said == day and target.due is not None and target.due.end <= day:
        why = "its date had passed when it was announced"
    if why or target.due is None or target.amount is None:
        return OddsOn(on=day, why=why), ""
    fiscal = (target.due.start.month, target.due.start.day) != (1, 1)
    found = forecasts.odds(
        Question(
            indicator=target.indicator,
            area=target.area,
            target=target.amount,
            as_of=day,
            deadline=target.due.end,
            calendar="fiscal" if fiscal else "calendar",
            falling=upwards is False,
        )
    )
    if found is None:
        return OddsOn(on=day, why="no yearly figures of it were known"), ""
    if upwards is None:
        why = "no figure from before it was announced tells whether it lies above or below"
        return OddsOn(on=day, why=why), ""
    return _answered(target, day, found), found.method


def _why_not_asked(target: Announced) -> str:
    """Return why a target cannot have odds, or "" where it can."""
    if target.due is None or not target.due.yearly:
        return "it is not for a year"
    if target.bound in _UPPER_BOUNDS:
        return "what was said is an upper bound"
    return ""


def _answered(target: Announced, day: date, found: Odds) -> OddsOn:
    base, chance, due = found.arithmetic.base, found.chance, target.due
    why = ""
    if found.series.unit != target.unit:
        why = f"the figures are in {found.series.unit}"
    elif found.series.stale:
        why = "the series is no longer kept up"
    elif found.standing != "open":
        why = found.sentence
    elif chance is None:
        why = next(
            (note.removeprefix(_NONE) for note in found.notes if note.startswith(_NONE)),
            "the forecast gives none",
        )
    elif due is None or chance.end != due.end:
        why = f"the figures are for other years: {chance.label} is the last to end by then"
    return OddsOn(
        on=day, series=found.series.id, period=base.label, value=base.value, why=why,
        **({} if why or chance is None else _shares(chance)),
    )  # fmt: skip


def _shares(chance: Chance) -> dict[str, Decimal]:
    """Return a chance and its range in exact decimals, short of none and of all."""
    given = {"probability": chance.probability, "low": chance.low, "high": chance.high}
    return {
        name: min(max(Decimal(repr(share)).quantize(_PLACES), _LEAST), _MOST)
        for name, share in given.items()
    }
