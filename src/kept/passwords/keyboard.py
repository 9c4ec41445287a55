"""Walks over a keyboard: each key next to the one before, or one figure drawn again and again.

A walk is a first key and a row of steps. People draw a short figure (down, down, down, over)
and repeat it: so the attacker of this pattern tries every first key, every figure of up to
four steps and every length. A walk without a figure pays for each turn.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kept.passwords.alphabet import Batch, Floats, Ints, Truths, encode

SHORTEST = 3
LONGEST_FIGURE = 4
OFF_KEYBOARD = -1
_KEYS_APART = 32  # half keys: wider than any layout, so that each vector has a number of its own

Steps = NDArray[np.int16]


@dataclass(frozen=True)
class Keyboard:
    """A layout.

    step: (128, 128), the vector from symbol to symbol as one number, -1 off the keyboard.
    near: (128, 128), whether they are neighbours or one key. neighbours: of a key, the mean.
    """

    name: str
    keys: int
    neighbours: float
    step: Steps
    near: Truths
    shifted: Truths


@cache
def keyboards() -> tuple[Keyboard, ...]:
    """Return the shipped layouts."""
    text = (files("kept.passwords") / "data" / "keyboards.toml").read_text(encoding="utf-8")
    return tuple(_keyboard(name, layout) for name, layout in tomllib.loads(text).items())


def _keyboard(name: str, layout: dict[str, Any]) -> Keyboard:
    places: dict[int, tuple[int, int]] = {}
    shifted = np.zeros(128, bool)
    for row, offset in enumerate(layout["offset"]):
        for kind in ("plain", "shifted"):
            for column, key in enumerate(layout[kind][row]):
                if key != " ":
                    places[ord(key) - 31] = (2 * column + offset, row)
                    shifted[ord(key) - 31] = kind == "shifted"
    step = np.full((128, 128), OFF_KEYBOARD, np.int16)
    near = np.zeros((128, 128), bool)
    for here, (x, y) in places.items():
        for there, (other_x, other_y) in places.items():
            across, down = other_x - x, other_y - y
            step[here, there] = (down + 4) * 2 * _KEYS_APART + across + _KEYS_APART
            near[here, there] = _near(across, down, slant=layout["slant"])
    keys = len(set(places.values()))
    links = np.count_nonzero(near) / len(places) * keys / len(places)
    return Keyboard(name, keys, max(float(links), 2.0), step, near, shifted)


def _near(across: int, down: int, *, slant: bool) -> bool:
    """Return whether a step of half keys and rows leads to a neighbouring key or the same."""
    if abs(down) > 1:
        return False
    return across in ({-1, 1} if slant and down else {-2, 0, 2})


def keyboard_bits(batch: Batch) -> Floats:
    """Return log2 of the walks tried until each password; infinite where it is not a walk."""
    bits = np.full(len(batch.lengths), np.inf)
    likely = np.flatnonzero(_may_walk(batch))
    if len(likely):
        chosen = encode([batch.passwords[index] for index in likely.tolist()])
        bits[likely] = np.min([_walk_bits(chosen, each) for each in keyboards()], axis=0)
    return bits


@cache
def _near_on_any() -> Truths:
    near: Truths = np.logical_or.reduce([keyboard.near for keyboard in keyboards()])
    return near


def _may_walk(batch: Batch) -> Truths:
    """Return which passwords step to a neighbour half of the time: few do, and the rest is slow."""
    near = np.zeros(len(batch.inner), np.int64)
    near[1:] = _near_on_any()[batch.inner[:-1], batch.inner[1:]]
    near[batch.inner_starts] = 0
    count = np.add.reduceat(near, batch.inner_starts)
    return (2 * count >= batch.lengths - 1) & (batch.lengths >= SHORTEST)


def _walk_bits(batch: Batch, keyboard: Keyboard) -> Floats:
    """Return log2 of the walks on one layout; doubled for shift, more where it is mixed."""
    inner, first = batch.inner, batch.inner_starts
    step = np.zeros(len(inner), np.int16)
    step[1:] = keyboard.step[inner[:-1], inner[1:]]
    step[first] = 0
    on_keys = np.minimum.reduceat(step, first) >= 0
    on_keys &= keyboard.step[inner[first], inner[first]] >= 0
    if not on_keys.any():
        return np.full(len(on_keys), np.inf)
    near = np.zeros(len(inner), bool)
    near[1:] = keyboard.near[inner[:-1], inner[1:]]
    near[first] = True
    bits = np.minimum(_turning(batch, keyboard, step, near), _drawing(batch, keyboard, step, near))
    shifts = np.add.reduceat(keyboard.shifted[inner].astype(np.int64), first)
    mixed = (shifts > 0) & (shifts < batch.lengths)
    bits = bits + (shifts > 0) + np.where(mixed, batch.lengths - 1, 0)
    return np.where(on_keys, bits, np.inf)


def _turning(batch: Batch, keyboard: Keyboard, step: Steps, near: Truths) -> Floats:
    """Return log2 of the walks from key to neighbour with no more turns; infinite for a jump."""
    first = batch.inner_starts
    walks = np.logical_and.reduceat(near, first)
    if not walks.any():
        return np.full(len(walks), np.inf)
    turn = np.zeros(len(step), np.int64)
    turn[1:] = step[1:] != step[:-1]
    turn[batch.position < 2] = 0  # noqa: PLR2004  (the first step is no turn)
    turns = np.add.reduceat(turn, first)
    straight = np.log2(keyboard.keys * keyboard.neighbours) + np.log2(batch.lengths)
    bent = turns * (np.log2(keyboard.neighbours) + np.log2(np.maximum(batch.lengths - 2, 1)))
    bent -= np.log2(_factorial(turns))
    return np.where(walks, straight + np.maximum(bent, 0.0), np.inf)


def _drawing(batch: Batch, keyboard: Keyboard, step: Steps, near: Truths) -> Floats:
    """Return log2 of the figures drawn again and again, the shortest figure of each password.

    A step to a neighbour has `neighbours` choices, a jump as many as there are keys. The
    figure must come round at least once, and half of its steps must lead to a neighbour.
    """
    price = np.where(near, np.log2(keyboard.neighbours), np.log2(keyboard.keys))
    best = np.full(len(batch.lengths), np.inf)
    for period in range(2, LONGEST_FIGURE + 1):
        same = np.ones(len(step), bool)
        same[period:] = step[period:] == step[:-period]
        same[batch.position <= period] = True
        drawn = np.logical_and.reduceat(same, batch.inner_starts)
        drawn &= batch.lengths >= period + 2
        if not drawn.any():
            continue
        in_figure = (batch.position >= 1) & (batch.position <= period)
        figure = batch.total(np.where(in_figure, price, 0.0))
        drawn &= 2 * batch.total((in_figure & near).astype(np.float64)) >= period
        bits = np.log2(keyboard.keys * LONGEST_FIGURE) + np.log2(batch.lengths) + figure
        best = np.where(drawn, np.minimum(best, bits), best)
    return best


def _factorial(numbers: Ints) -> Floats:
    table = np.cumprod(np.concatenate([[1.0], np.arange(1.0, 150.0)]))
    return table[np.minimum(numbers, 149)]
