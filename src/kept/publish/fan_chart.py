"""The fan chart: what was, what may come, and the target, drawn as SVG of our own.

Half of the paths end within the dark band, 80 % within the middle one, 95 % within the light
one. Nothing in it is drawn by hand or by a script; every place follows from the numbers. What
the series has come to since the day of the odds is drawn as rings.
"""

from collections.abc import Sequence
from math import floor, log10

from kept.model.forecasts import Fan, Odds, Outlook
from kept.publish.markup import Markup, element, joined
from kept.publish.odds_words import short

_WIDTH, _HEIGHT = 720, 380
_LEFT, _RIGHT, _TOP, _BOTTOM = 74, 30, 26, 34
_CLOSE = 28
_PAST_YEARS = 15
_AHEAD_YEARS = 10
_TICKS = 5
_CAPTION = (
    "Half of the simulated paths lie within the darkest band, 80 % within the next, 95 % within "
    "the lightest. Dots are the published years."
)


class Frame:
    """The plot's corner and scale: from years and values to points of the picture."""

    def __init__(self, years: tuple[int, int], top: float) -> None:
        self.first, self.last = years
        self.step, self.top = _rounded_step(top)

    def x(self, year: float) -> float:
        """Return the place of a year from the left."""
        share = (year - self.first) / max(1, self.last - self.first)
        return _LEFT + share * (_WIDTH - _LEFT - _RIGHT)

    def y(self, value: float) -> float:
        """Return the place of a value from the top."""
        share = min(max(value / self.top, 0.0), 1.0)
        return _HEIGHT - _BOTTOM - share * (_HEIGHT - _TOP - _BOTTOM)

    def points(self, pairs: Sequence[tuple[float, float]]) -> str:
        """Return points as SVG lists them."""
        return " ".join(f"{self.x(year):.1f},{self.y(value):.1f}" for year, value in pairs)


def fan_figure(outlook: Outlook) -> Markup:
    """Return the chart with a caption that says how to read it."""
    rings = " Rings are the years published since." if outlook.since else ""
    return element(
        "figure",
        fan_chart(outlook),
        element("figcaption", f"{_CAPTION}{rings}"),
        class_="chart",
    )


def fan_chart(outlook: Outlook) -> Markup:
    """Return the chart as an SVG element with a title and a description for those who hear it."""
    odds = outlook.odds
    past = [(_year(one.label), float(one.value)) for one in odds.history][-_PAST_YEARS:]
    base_year, base = past[-1]
    ahead = odds.fan[: _ahead(odds)]
    since = [
        (base_year + place, float(one.value))
        for place, one in enumerate(outlook.since[: len(ahead)], start=1)
    ]
    bands = [
        [(base_year, base), *_line(ahead, base_year, place)] for place in range(len(odds.levels))
    ]
    target = float(odds.question.target)
    frame = Frame((past[0][0], base_year + len(ahead)), _top([*past, *since], bands, target))
    return element(
        "svg",
        element("title", f"{odds.country}: {odds.indicator}"),
        element("desc", odds.sentence),
        _grid(frame, odds.series.unit),
        *_bands(frame, bands),
        _polyline(frame, bands[len(bands) // 2], "middle"),
        _polyline(frame, past, "past"),
        _dots(frame, past, "dot"),
        _target(frame, target, odds),
        _dots(frame, since, "since"),
        _latest(frame, since or past, odds),
        _years(frame),
        viewBox=f"0 0 {_WIDTH} {_HEIGHT}",
        role="img",
        class_="fan",
        xmlns="http://www.w3.org/2000/svg",
    )


def _year(label: str) -> int:
    return int(label.removeprefix("FY")[:4])


def _ahead(odds: Odds) -> int:
    if odds.chance is None:
        return _AHEAD_YEARS
    return min(len(odds.fan), max(odds.chance.years + 1, 3))


def _line(ahead: Sequence[Fan], base_year: int, place: int) -> list[tuple[float, float]]:
    return [(base_year + years, fan.values[place]) for years, fan in enumerate(ahead, start=1)]


def _top(
    past: Sequence[tuple[float, float]],
    bands: Sequence[Sequence[tuple[float, float]]],
    target: float,
) -> float:
    """Return the highest value to show: the target, the past, and most of the fan."""
    upper = max(value for _, value in bands[-2])
    highest = max(value for _, value in bands[-1])
    known = max(value for _, value in past)
    usual = max(target, upper, known)
    return 1.04 * max(usual, min(highest, 1.6 * usual))


def _rounded_step(top: float) -> tuple[float, float]:
    """Return a round step between lines and the top that it leads to."""
    size = 10.0 ** floor(log10(top / _TICKS))
    step = next(size * times for times in (1, 2, 2.5, 5, 10) if size * times * _TICKS >= top)
    lines = -(-top // step)
    return step, step * lines


def _bands(frame: Frame, bands: Sequence[Sequence[tuple[float, float]]]) -> list[Markup]:
    drawn = []
    for place in range(len(bands) // 2):
        lower, upper = bands[place], bands[-1 - place]
        points = f"{frame.points(lower)} {frame.points(list(reversed(upper)))}"
        drawn.append(element("polygon", points=points, class_=f"band-{place}"))
    return drawn


def _polyline(frame: Frame, pairs: Sequence[tuple[float, float]], name: str) -> Markup:
    return element("polyline", points=frame.points(pairs), class_=name)


def _dots(frame: Frame, pairs: Sequence[tuple[float, float]], name: str) -> Markup:
    size = "2.6" if name == "dot" else "3.6"
    return joined(
        element(
            "circle", cx=f"{frame.x(year):.1f}", cy=f"{frame.y(value):.1f}", r=size, class_=name
        )
        for year, value in pairs
    )


def _latest(frame: Frame, pairs: Sequence[tuple[float, float]], odds: Odds) -> Markup:
    """Return the latest published value in words, above its dot or where no line crosses it."""
    year, value = pairs[-1]
    fell = len(pairs) > 1 and pairs[-2][1] > value
    above = frame.y(value) - frame.y(float(odds.question.target))
    below = fell or -_CLOSE / 4 < above < _CLOSE
    return element(
        "text",
        short(value, odds.series.unit),
        x=f"{frame.x(year) + (4 if below and not fell else -5):.1f}",
        y=f"{frame.y(value):.1f}",
        dy="1.5em" if below else "-0.7em",
        class_="latest start" if below and not fell else "latest",
    )


def _grid(frame: Frame, unit: str) -> Markup:
    parts = []
    count = round(frame.top / frame.step)
    for number in range(count + 1):
        value = number * frame.step
        height = f"{frame.y(value):.1f}"
        parts.append(
            element(
                "line", x1=str(_LEFT), x2=str(_WIDTH - _RIGHT), y1=height, y2=height, class_="grid"
            )
        )
        words = "0" if not value else short(value, unit)
        parts.append(
            element("text", words, x=str(_LEFT - 8), y=height, dy="0.32em", class_="tick left")
        )
    return joined(parts)


def _years(frame: Frame) -> Markup:
    span = frame.last - frame.first
    every = 1 if span <= 9 else 2 if span <= 16 else 5  # noqa: PLR2004 -- labels that have room
    shown = [
        year for year in range(frame.first, frame.last + 1) if (frame.last - year) % every == 0
    ]
    return joined(
        element("text", str(year), x=f"{frame.x(year):.1f}", y=str(_HEIGHT - 12), class_="tick")
        for year in shown
    )


def _target(frame: Frame, target: float, odds: Odds) -> Markup:
    height = frame.y(target)
    due = frame.last if odds.chance is None else _year(odds.chance.label)
    words = short(target, odds.series.unit)
    parts = [
        element(
            "line",
            x1=str(_LEFT),
            x2=str(_WIDTH - _RIGHT),
            y1=f"{height:.1f}",
            y2=f"{height:.1f}",
            class_="target",
        ),
        element(
            "text",
            f"target {words}",
            x=str(_LEFT + 4),
            y=f"{height:.1f}",
            dy="-0.6em",
            class_="target-name",
        ),
    ]
    if odds.chance is not None:
        parts.append(
            element(
                "circle", cx=f"{frame.x(due):.1f}", cy=f"{height:.1f}", r="5", class_="target-dot"
            )
        )
    return joined(parts)
