"""The odds of a target as JSON, in the shape of `kept.publish.shape`."""

from decimal import Decimal

import msgspec

from kept.model.forecasts import Elapsed, Odds
from kept.publish import shape
from kept.publish.json import amount
from kept.version import __version__


def odds_to_json(odds: Odds, *, indent: int = 0) -> bytes:
    """Return the odds as one JSON object in UTF-8, without a line end."""
    encoded = msgspec.json.encode(shape_of_odds(odds))
    return msgspec.json.format(encoded, indent=indent) if indent else encoded


def shape_of_odds(odds: Odds) -> shape.Odds:
    """Return the odds in their published shape."""
    sums, series, chance = odds.arithmetic, odds.series, odds.chance
    return shape.Odds(
        schema_version=shape.SCHEMA_VERSION,
        kept_version=__version__,
        as_of=odds.question.as_of,
        country=odds.country,
        area=odds.question.area,
        indicator=odds.question.indicator,
        series=series.id,
        publisher=series.publisher,
        vintage=series.vintage,
        licence=series.licence,
        url=series.url,
        unit=series.unit,
        target=amount(odds.question.target),
        falling=odds.question.falling,
        standing=odds.standing,
        deadline=None if chance is None else chance.label,
        sentence=odds.sentence,
        latest=amount(sums.base.value),
        latest_period=sums.base.label,
        needed=sums.needed,
        own_growth={str(pace.years): pace.growth for pace in sums.own},
        pace_period=None if sums.pace_year is None else str(sums.pace_year),
        probability=None if chance is None else chance.probability,
        low=None if chance is None else chance.low,
        high=None if chance is None else chance.high,
        levels=odds.levels,
        curve=_curve(odds),
        references=_references(odds),
        running_year=None if odds.elapsed is None else _running(odds.elapsed),
        record=tuple(
            shape.Tally(one.kind, one.horizon, one.count, one.reached, one.short)
            for one in odds.record
        ),
        working=odds.working,
        notes=odds.notes,
        method=odds.method,
    )


def _curve(odds: Odds) -> tuple[shape.Chance, ...]:
    return tuple(
        shape.Chance(one.label, one.years, one.probability, one.low, one.high, fan.values)
        for one, fan in zip(odds.curve, odds.fan, strict=True)
    )


def _references(odds: Odds) -> tuple[shape.Reference, ...]:
    return tuple(
        shape.Reference(
            one.series,
            one.group,
            one.years,
            one.floor,
            one.ceiling,
            one.since,
            one.met,
            one.count,
            one.areas_met,
            one.areas,
            one.independent,
            one.low,
            one.high,
            one.names,
        )
        for one in odds.references
    )


def _running(one: Elapsed) -> shape.RunningYear:
    return shape.RunningYear(
        one.known.label,
        amount(one.known.value),
        one.months,
        one.share,
        float(Decimal(repr(one.centre))),
        one.spread,
    )
