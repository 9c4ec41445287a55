"""The odds that a target is reached: what is asked, and every part of the answer."""

from datetime import date
from decimal import Decimal
from typing import Literal, Protocol

from msgspec import Struct

from kept.model.statistics import Observation, Series

Standing = Literal["open", "reached", "missed"]


class Question(Struct, frozen=True, kw_only=True):
    """A target to give odds for.

    target: in the indicator's unit. deadline: the first day after it (half-open), or None where
    the target has none. calendar: which sort of years the deadline counts in; None for either.
    as_of: what became known later is not used. falling: the target is a ceiling to get below.
    """

    indicator: str
    area: str
    target: Decimal
    as_of: date
    deadline: date | None = None
    calendar: Literal["calendar", "fiscal"] | None = None
    falling: bool = False


class Pace(Struct, frozen=True):
    """Compound growth a year, as a fraction, over the last `years` years of the series."""

    years: int
    growth: float


class Arithmetic(Struct, frozen=True, kw_only=True):
    """What is asked for, in plain sums.

    base: the latest yearly value. years: whole periods from it to the deadline. needed: compound
    growth a year, None where the target stands reached; both None without a deadline. own: the
    series' own growth. pace_year: the period in which its latest pace would get there, None if
    never or beyond a century.
    """

    base: Observation
    target: Decimal
    years: int | None
    needed: float | None
    own: tuple[Pace, ...]
    pace_year: int | None


class Reference(Struct, frozen=True, kw_only=True):
    """How often other countries grew as fast over as many years from a like level.

    met of count windows; areas_met of areas countries. independent: how many windows there
    are if those of one country may not overlap; low, high: Wilson's 95 % interval of the share
    with that many. names: countries that did, the fastest first. group: "" for all countries.
    """

    series: str
    years: int
    floor: float
    ceiling: float
    since: int
    count: int
    met: int
    areas: int
    areas_met: int
    independent: int
    low: float
    high: float
    names: tuple[str, ...]
    fastest: str
    fastest_growth: float
    group: str = ""


class Chance(Struct, frozen=True):
    """Odds of reaching the target in a period or before it, between 0 and 1.

    low, high: where 90 % of the backtest's draws lay for targets given such odds.
    """

    label: str
    end: date
    years: int
    probability: float
    low: float
    high: float


class Fan(Struct, frozen=True):
    """Quantiles of the level in a period, in the order of `Odds.levels`."""

    label: str
    values: tuple[float, ...]


class Elapsed(Struct, frozen=True, kw_only=True):
    """The running year as far as it is known.

    known: its value from the start to `until`; months: how many those are. shares: what share
    of earlier years had come in by then, a year each. centre: the year's expected value.
    spread: standard deviation of its logarithm.
    """

    known: Observation
    months: int
    shares: tuple[tuple[str, float], ...]
    share: float
    centre: float
    spread: float


class Tally(Struct, frozen=True, kw_only=True):
    """How announced targets fared.

    kind, horizon: in words. short: the median outcome of the missed ones over their target.
    """

    kind: str
    horizon: str
    count: int
    reached: int
    short: float | None


class Odds(Struct, frozen=True, kw_only=True):
    """The answer to a question.

    standing: `reached` or `missed` where the series already tells. curve: the odds year by
    year; empty where no forecast can be given, and `notes` say why. chance: of the deadline.
    levels: of the quantiles in `fan`. history: yearly values, the oldest first.
    answer: the odds alone, in words. sentence: the answer in one or two sentences.
    method: how it was made, with its vintage.
    """

    question: Question
    series: Series
    country: str
    indicator: str
    standing: Standing
    arithmetic: Arithmetic
    references: tuple[Reference, ...]
    chance: Chance | None
    curve: tuple[Chance, ...]
    levels: tuple[float, ...]
    fan: tuple[Fan, ...]
    history: tuple[Observation, ...]
    elapsed: Elapsed | None
    record: tuple[Tally, ...]
    answer: str
    sentence: str
    working: tuple[str, ...]
    notes: tuple[str, ...]
    method: str


class Outlook(Struct, frozen=True):
    """The odds as they stood on a day, and what the series has come to since.

    since: yearly values that ended after the odds' latest one, the oldest first.
    """

    odds: Odds
    since: tuple[Observation, ...] = ()


class Forecasts(Protocol):
    """What the checks ask of the forecast. `kept.forecast` answers it."""

    def odds(self, question: Question) -> Odds | None:
        """Return the odds, or None where no yearly series of the indicator fits the question."""
        ...
