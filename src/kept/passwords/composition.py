"""What passwords are made of, beside what a uniform generator would make.

A generator that draws every character from 94 lacks a digit or a sign in a third of its
ten-character passwords by chance alone. So a share that lacks something says nothing
until it stands beside that figure, which is exact here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from math import sqrt

from kept.passwords.intervals import Share, wilson

CLASS_SIZES: Mapping[str, int] = {"small letter": 26, "capital": 26, "digit": 10, "sign": 32}
ALPHABET = sum(CLASS_SIZES.values())
LACKS: Mapping[str, tuple[str, ...]] = {
    "lacks a digit": ("digit",),
    "lacks a sign": ("sign",),
    "lacks a digit or a sign": ("digit", "sign"),
    "lacks a capital": ("capital",),
    "lacks a small letter": ("small letter",),
    "lacks one of the four classes": tuple(CLASS_SIZES),
}


def chance_of_lacking(classes: tuple[str, ...], length: int) -> float:
    """Return the chance that a uniform password lacks at least one of the classes.

    Exact, by inclusion and exclusion over 94 visible ASCII characters.

    >>> round(chance_of_lacking(("digit", "sign"), 10), 3)
    0.338
    >>> round(chance_of_lacking(("digit", "sign"), 12), 3)
    0.265
    """
    chance = 0.0
    for number in range(1, len(classes) + 1):
        for chosen in combinations(classes, number):
            left = ALPHABET - sum(CLASS_SIZES[name] for name in chosen)
            chance -= (-1) ** number * (left / ALPHABET) ** length
    return chance


@dataclass(frozen=True)
class CompositionRow:
    """One line of the composition table.

    expected: the mean chance under a uniform generator of the same lengths. deviation: how
    many standard errors the list lies above it; 0 where chance leaves no room.
    """

    name: str
    observed: Share
    expected: float
    deviation: float


def composition_row(name: str, lacking: int, lengths: Mapping[int, int]) -> CompositionRow:
    """Return the line for `lacking` passwords among those whose lengths are counted."""
    total = sum(lengths.values())
    chances = {length: chance_of_lacking(LACKS[name], length) for length in lengths}
    mean = sum(count * chances[length] for length, count in lengths.items())
    variance = sum(count * chances[n] * (1 - chances[n]) for n, count in lengths.items())
    deviation = (lacking - mean) / sqrt(variance) if variance > 1e-9 else 0.0  # noqa: PLR2004
    return CompositionRow(name, wilson(lacking, total), mean / total, deviation)
