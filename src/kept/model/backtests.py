"""What a backtest of the odds found, ready to be shown."""

from msgspec import Struct

OWN = "Kept"
"""The name under which Kept's own forecast stands among the methods."""


class Bin(Struct, frozen=True):
    """Forecasts with odds in one tenth: how many, their mean, and how often they came true."""

    count: int
    odds: float
    observed: float


class Score(Struct, frozen=True):
    """One method at one horizon of the contest. origins: how many it was scored on."""

    method: str
    horizon: int
    origins: int
    brier: float
    crps: float


class Calibration(Struct, frozen=True):
    """Kept over the whole panel at one horizon; horizon 0 stands for all of them.

    range_80, range_95: ends of 90 % of redraws of origin years; None where there are too few.
    """

    horizon: int
    cases: int
    reached: float
    brier: float
    error: float
    inside_80: float
    inside_95: float
    range_80: tuple[float, float] | None
    range_95: tuple[float, float] | None
    bins: tuple[Bin, ...]


class Worst(Struct, frozen=True):
    """A case that the odds got badly wrong. times: the target over the level at the origin."""

    series: str
    area: str
    year: int
    horizon: int
    times: float
    odds: float
    hit: bool


class Cost(Struct, frozen=True):
    """What a method took for one origin, in processor seconds, and how often it could not fit."""

    method: str
    median: float
    failed: int


class Vintage(Struct, frozen=True, kw_only=True):
    """Forecasts from what was known on a day. year: of the origins.

    calibration: with the revisions of other series of the same class. own: with those of the
    same series in other countries. unrevised: as if figures were never revised. with_final: the
    same origins with today's figures for their past.
    """

    day: str
    year: int
    origins: int
    series: int
    sample: int
    calibration: Calibration
    own: Calibration
    unrevised: Calibration
    with_final: Calibration
    scores: tuple[Score, ...]


class Results(Struct, frozen=True, kw_only=True):
    """All of a backtest.

    sample: origins of the contest. seconds: by the clock. processor: seconds of all processes,
    which other work on the machine does not lengthen.
    """

    first: int
    last: int
    rows: int
    series: int
    origins: int
    sample: int
    seconds: float
    processor: float
    scores: tuple[Score, ...]
    calibration: tuple[Calibration, ...]
    worst: tuple[Worst, ...]
    costs: tuple[Cost, ...]
    vintages: tuple[Vintage, ...] = ()
