"""Histograms as SVG: no script, no library, readable without colour."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from math import ceil

from kept.passwords.tallies import HIGHEST_BIN
from kept.passwords.words import TEN, percent

WIDTH, HEIGHT = 880, 300
LEFT, RIGHT, TOP, BOTTOM = 52, 12, 34, 44
_MIDDLE = (LEFT + WIDTH - RIGHT) / 2
_TICK_DECADES = 3
_ROUND_STEPS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.25, 0.5)
_MOST_STEPS = 5


@dataclass(frozen=True)
class Mark:
    """A vertical line at a number of bits, with the words beside it."""

    bits: float
    label: str


def guesses_chart(
    general: Mapping[int, int], aware: Mapping[int, int], marks: Sequence[Mark], title: str
) -> str:
    """Return the histogram of guess numbers: bars for one attacker, a line for the other.

    Both are counts by whole bits, drawn as shares of their own sums.
    """
    ours, theirs = _shares(general), _shares(aware)
    last = max([*ours, *theirs, *(ceil(mark.bits) for mark in marks), 40]) + 2
    top = _round_up(max([*ours.values(), *theirs.values()]))
    scale = _Scale(last, top)
    bars = [
        f'<rect class="bar" x="{scale.x(bit):.1f}" y="{scale.y(share):.1f}" '
        f'width="{max(scale.x(1) - scale.x(0) - 1, 0.5):.1f}" '
        f'height="{scale.y(0) - scale.y(share):.1f}"><title>'
        f"{percent(share)} need 10^{bit / TEN:.1f} to 10^{(bit + 1) / TEN:.1f} guesses"
        "</title></rect>"
        for bit, share in ours.items()
    ]
    steps = [f"M{scale.x(0):.1f} {scale.y(0):.1f}"]
    steps += [f"V{scale.y(theirs.get(bit, 0.0)):.1f}H{scale.x(bit + 1):.1f}" for bit in range(last)]
    line = f'<path class="step" d="{"".join(steps)}"/>'
    inside = [*_rows(scale), *bars, line, *_marks(scale, marks), *_decades(scale)]
    return _figure(inside, title)


def bars_chart(shares: Mapping[str, float], even: float | None, title: str) -> str:
    """Return one bar a name, with a line at the share that each has in a uniform draw, if any."""
    top = _round_up(max(shares.values()))
    scale = _Scale(len(shares), top)
    step = scale.x(1) - scale.x(0)
    bars = []
    for place, (character, share) in enumerate(shares.items()):
        name = "space" if character == " " else character
        x = scale.x(place)
        bars.append(
            f'<rect class="bar" x="{x:.1f}" y="{scale.y(share):.1f}" width="{step - 1:.1f}" '
            f'height="{scale.y(0) - scale.y(share):.1f}"><title>{escape(name)}: '
            f"{percent(share)}</title></rect>"
            f'<text class="tick" x="{x + step / 2:.1f}" y="{scale.y(0) + 14:.1f}">'
            f"{'␣' if character == ' ' else escape(character)}</text>"
        )
    line = ""
    if even is not None:
        y = scale.y(even)
        line = f'<line class="mark" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>'
    return _figure([*_rows(scale), *bars, line], title)


@dataclass(frozen=True)
class _Scale:
    """From bins and shares to places in the picture."""

    bins: int
    top: float

    def x(self, place: float) -> float:
        return LEFT + place / self.bins * (WIDTH - LEFT - RIGHT)

    def y(self, share: float) -> float:
        return HEIGHT - BOTTOM - share / self.top * (HEIGHT - TOP - BOTTOM)


def _shares(counts: Mapping[int, int]) -> dict[int, float]:
    total = max(sum(counts.values()), 1)
    return {bit: count / total for bit, count in counts.items()}


def _step(top: float) -> float:
    return next((step for step in _ROUND_STEPS if top / step <= _MOST_STEPS), 0.5)


def _round_up(share: float) -> float:
    step = _step(share)
    return max(ceil(share / step - 1e-9), 1) * step


def _rows(scale: _Scale) -> list[str]:
    """Return the lines across, each with its share."""
    step = _step(scale.top)
    found = []
    for number in range(round(scale.top / step) + 1):
        y = scale.y(number * step)
        found.append(
            f'<line class="grid" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>'
            f'<text class="tick end" x="{LEFT - 8}" y="{y + 4:.1f}">{number * step:.0%}</text>'
        )
    return found


def _decades(scale: _Scale) -> list[str]:
    """Return the powers of ten along the foot."""
    found = []
    decades = range(0, int(scale.bins / TEN) + 1, _TICK_DECADES)
    for power in decades:
        x, y = scale.x(power * TEN), scale.y(0)
        found.append(
            f'<line class="axis" x1="{x:.1f}" x2="{x:.1f}" y1="{y:.1f}" y2="{y + 5:.1f}"/>'
            f'<text class="tick" x="{x:.1f}" y="{y + 19:.1f}">10<tspan dy="-5" '
            f'font-size="9">{power}</tspan></text>'
        )
    found.append(f'<text class="tick" x="{_MIDDLE}" y="{HEIGHT - 6}">guesses</text>')
    if scale.bins > HIGHEST_BIN:
        found.append(f'<text class="tick end" x="{WIDTH - RIGHT}" y="{HEIGHT - 6}">and more</text>')
    return found


def _marks(scale: _Scale, marks: Sequence[Mark]) -> list[str]:
    return [
        f'<line class="mark" x1="{scale.x(mark.bits):.1f}" x2="{scale.x(mark.bits):.1f}" '
        f'y1="{TOP - 14}" y2="{scale.y(0):.1f}"/>'
        f'<text class="note" x="{scale.x(mark.bits) + 5:.1f}" y="{TOP - 6}">'
        f"{escape(mark.label)}</text>"
        for mark in marks
    ]


def _figure(parts: Sequence[str], title: str) -> str:
    return (
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(title)}">'
        f"{''.join(parts)}</svg>"
    )
