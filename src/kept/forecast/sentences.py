"""The answer in words that a minister and a reader both understand."""

from collections.abc import Iterator
from decimal import Decimal

from kept.forecast.choosing import label_of, year_of
from kept.forecast.parameters import HORIZONS
from kept.lexicon.amounts import amount, plain, rounded
from kept.model.forecasts import Arithmetic, Chance, Elapsed, Odds, Question, Reference, Tally

_NUMBERS = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen"),
)
_NEVER, _SURE = 0.005, 0.995
_FEW_NAMES = 5
_LEAST = 0.001


def in_hundred(share: float) -> str:
    """Return odds out of a hundred, never none and never all.

    >>> in_hundred(0.031), in_hundred(0.0001), in_hundred(0.9999)
    ('about 3 in 100', 'under 1 in 100', 'over 99 in 100')
    """
    if share < _NEVER:
        return "under 1 in 100"
    if share >= _SURE:
        return "over 99 in 100"
    return f"about {round(share * 100)} in 100"


def bracket(low: float, high: float) -> str:
    """Return the interval of odds out of a hundred, to a tenth where whole ones are alike.

    >>> bracket(0.012, 0.08), bracket(0.001, 0.004), bracket(0.93, 0.999), bracket(0.016, 0.023)
    ('(1 to 8)', '(under 1)', '(93 to over 99)', '(1.6 to 2.3)')
    """
    first, last = _end(low), _end(high)
    if first == last and first.isdigit():
        first, last = f"{low * 100:.1f}", f"{high * 100:.1f}"
    return f"({first})" if first == last else f"({first} to {last})"


def _end(share: float) -> str:
    if share < _NEVER:
        return "under 1"
    return "over 99" if share >= _SURE else str(round(share * 100))


def percent(growth: float) -> str:
    """Return growth a year in percent; whole figures from ten on.

    >>> percent(0.4086), percent(0.0312), percent(-0.004)
    ('41%', '3.1%', '-0.4%')
    """
    places = 0 if abs(growth) >= 0.0995 else 1  # noqa: PLR2004 -- ten percent, as rounded
    return f"{growth * 100:.{places}f}%"


def answer(question: Question, chance: Chance | None, curve: tuple[Chance, ...]) -> str:
    """Return the odds alone: of the deadline, or without one at some of the years to come."""
    if chance is not None:
        return f"{in_hundred(chance.probability)} {bracket(chance.low, chance.high)}"
    if question.deadline is not None:
        return ""
    return by_year(tuple(one for one in curve if one.end > question.as_of))


def sentence(odds: Odds) -> str:
    """Return the answer: odds first, then what they rest on."""
    unit, chance, running = odds.series.unit, odds.chance, odds.elapsed
    head = f"{odds.answer[:1].upper()}{odds.answer[1:]}." if odds.answer else ""
    if running is not None and chance is not None and chance.years == 1:
        rest = _so_far(running, chance, unit)
    else:
        rest = _asks(odds.question, odds.arithmetic, odds.references, unit)
    return " ".join(part for part in (head, rest) if part)


def by_year(curve: tuple[Chance, ...]) -> str:
    """Return the odds at a few of the years, for a target without a deadline."""
    chosen = [one for one in curve if one.years in {2, 5, 10, HORIZONS}]
    parts = [f"{in_hundred(one.probability)} by {one.label}" for one in chosen]
    return ", ".join(parts)


def _so_far(running: Elapsed, chance: Chance, unit: str) -> str:
    known = amount(running.known.value, unit)
    expected = amount(rounded(Decimal(repr(running.centre)), 3), unit, digits=3)
    return (
        f"{known} had come in after {running.months} of 12 months; at the usual share of a year "
        f"{chance.label} comes to {expected}."
    )


def _asks(question: Question, sums: Arithmetic, found: tuple[Reference, ...], unit: str) -> str:
    if sums.needed is None or sums.years is None:
        return ""
    needs = f"It needs {percent(sums.needed)} a year"
    if question.falling:
        needs = f"It needs a fall of {percent(abs(sums.needed))} a year"
    return f"{needs}; {precedent(found[0], unit)}." if found else f"{needs}."


def precedent(one: Reference, unit: str) -> str:
    """Return how many windows did that, in words."""
    low, high = amount(Decimal(repr(one.floor)), unit), amount(Decimal(repr(one.ceiling)), unit)
    span = f"{spelt(one.years)}-year windows that began at {low} to {high}"
    done = "none did that" if not one.met else f"{one.met:,} did that"
    if one.met:
        done += f", in {one.areas_met} of {one.areas} countries"
    return f"of {one.count:,} {span}, {done}"


def spelt(number: int) -> str:
    """Return a small number as a word."""
    return _NUMBERS[number - 1] if 1 <= number <= len(_NUMBERS) else str(number)


def working(odds: Odds) -> Iterator[str]:
    """Yield the steps of the answer, a line each."""
    unit, sums = odds.series.unit, odds.arithmetic
    base = sums.base
    yield f"latest: {amount(base.value, unit)} in {label_of(odds.series, year_of(base))}"
    if sums.needed is not None and sums.years:
        ratio = rounded(sums.target / base.value, 5)
        yield (
            f"{amount(sums.target, unit)} / {amount(base.value, unit)} ≈ {plain(ratio)}; "
            f"to the power of 1/{sums.years} that is {percent(sums.needed)} a year"
        )
    if sums.own:
        paces = ", ".join(f"{percent(one.growth)} over {one.years} years" for one in sums.own)
        yield f"its own growth a year: {paces}"
    if sums.pace_year is not None:
        yield f"at its latest pace it gets there in {label_of(odds.series, sums.pace_year)}"
    for one in odds.references:
        yield _class_line(one, unit)
    if odds.elapsed is not None:
        yield from _running_lines(odds.elapsed, unit)
    yield from _forecast_lines(odds)


def _class_line(one: Reference, unit: str) -> str:
    group = f" in {one.group}" if one.group else ""
    names = "; ".join(one.names[:_FEW_NAMES])
    more = "" if one.areas_met <= _FEW_NAMES else f" and {one.areas_met - _FEW_NAMES} more"
    who = (
        f" ({names}{more})"
        if names
        else f"; the fastest, {one.fastest}, {percent(one.fastest_growth)}"
    )
    return (
        f"{precedent(one, unit)}{group}{who}; windows of one country overlap, so the 95 % interval "
        f"counts {one.independent} of them: {one.low * 100:.1f} to {one.high * 100:.1f} in 100"
    )


def _running_lines(running: Elapsed, unit: str) -> Iterator[str]:
    known = running.known
    yield f"{known.label}: {amount(known.value, unit)} in {running.months} of 12 months"
    if running.shares:
        past = ", ".join(f"{label} {share * 100:.1f} %" for label, share in running.shares)
        share = f"{running.share * 100:.1f} %"
        yield f"share of a year in by then: {past}; with steady growth as two more years, {share}"
    centre = amount(Decimal(repr(running.centre)), unit)
    yield f"expected: {centre}, within {running.spread * 100:.1f} % two years in three"


def _forecast_lines(odds: Odds) -> Iterator[str]:
    unit = odds.series.unit
    if odds.fan and odds.chance is not None:
        place = min(odds.chance.years, len(odds.fan)) - 1
        low, *_, high = odds.fan[place].values
        middle = odds.fan[place].values[len(odds.levels) // 2]
        yield (
            f"forecast for {odds.fan[place].label}: {_short(middle, unit)}, 95 % between "
            f"{_short(low, unit)} and {_short(high, unit)}"
        )
    if odds.chance is not None:
        yield (
            f"odds {_share(odds.chance.probability)}; targets given such odds in the backtest "
            f"were reached in {odds.chance.low * 100:.1f} to {odds.chance.high * 100:.1f} of 100 "
            "cases (90 % of draws of whole years)"
        )
    yield from (_tally(one) for one in odds.record)


def _share(odds: float) -> str:
    """Return odds as a share of one, never none and never all.

    >>> _share(0.1234), _share(0.0001), _share(1.0)
    ('0.123', 'under 0.001', 'over 0.999')
    """
    if odds < _LEAST:
        return f"under {_LEAST}"
    return f"over {1 - _LEAST}" if odds > 1 - _LEAST else f"{odds:.3f}"


def _short(value: float, unit: str) -> str:
    return amount(rounded(Decimal(repr(value)), 3), unit, digits=3)


def _tally(one: Tally) -> str:
    short = (
        "" if one.short is None else f"; the missed ones came to {one.short * 100:.0f} % of theirs"
    )
    return (
        f"announced targets, {one.kind}, {one.horizon}: {one.reached} of {one.count} reached{short}"
    )
