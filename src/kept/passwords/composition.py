"""What passwords are made of, beside what a uniform generator would make.

A generator that draws every character from 94 lacks a digit or a sign in a third of its
ten-character passwords by chance alone. So a share that lacks something says nothing
until it stands beside that figure, which is exact here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from math import erfc, sqrt

from kept.passwords.intervals import Share, wilson

LOWER, UPPER, DIGIT, SIGN = "small letter", "capital", "digit", "sign"
CLASSES = (LOWER, UPPER, DIGIT, SIGN)
"""The kinds of character; whatever is no ASCII letter or digit counts as a sign."""
VISIBLE_SIZES: Mapping[str, int] = {LOWER: 26, UPPER: 26, DIGIT: 10, SIGN: 32}
LACKS: Mapping[str, tuple[str, ...]] = {
    "a digit": (DIGIT,),
    "a sign": (SIGN,),
    "a digit or a sign": (DIGIT, SIGN),
    "a capital": (UPPER,),
    "a small letter": (LOWER,),
    "one of the four kinds": CLASSES,
}
_LEAST_VARIANCE = 1e-9


def chance_of_lacking(
    classes: tuple[str, ...], length: int, sizes: Mapping[str, int] = VISIBLE_SIZES
) -> float:
    """Return the chance that a uniform password lacks at least one of the classes.

    sizes: how many characters of each kind the generator draws from, each equally likely.
    Exact, by inclusion and exclusion over the kinds. Raises ValueError for an empty alphabet.

    >>> round(chance_of_lacking(("digit", "sign"), 10), 3)
    0.338
    >>> round(chance_of_lacking(("digit", "sign"), 12), 3)
    0.265
    """
    alphabet = sum(sizes.values())
    if alphabet <= 0:
        raise ValueError("an alphabet without characters")
    chance = sum(sign * (left / alphabet) ** length for sign, left in _terms(classes, sizes))
    return min(max(chance, 0.0), 1.0)


def working(classes: tuple[str, ...], length: int, sizes: Mapping[str, int] = VISIBLE_SIZES) -> str:
    """Return the arithmetic of `chance_of_lacking` in a line that can be redone by hand.

    >>> working(("digit", "sign"), 10)
    '(84/94)^10 + (62/94)^10 - (52/94)^10 = 0.3376'
    """
    alphabet = sum(sizes.values())
    terms = [
        f"{'+' if sign > 0 else '-'} ({left}/{alphabet})^{length}"
        for sign, left in _terms(classes, sizes)
    ]
    chance = chance_of_lacking(classes, length, sizes)
    return f"{' '.join(terms).removeprefix('+ ')} = {chance:.4f}"


def _terms(classes: tuple[str, ...], sizes: Mapping[str, int]) -> Iterator[tuple[int, int]]:
    """Yield the sign and the characters that are left of each term of inclusion and exclusion."""
    alphabet = sum(sizes.values())
    for number in range(1, len(classes) + 1):
        for chosen in combinations(classes, number):
            yield -((-1) ** number), alphabet - sum(sizes[name] for name in chosen)


@dataclass(frozen=True)
class CompositionRow:
    """One line of the composition table: the share that lacks something.

    expected: the mean chance under a uniform generator of the same lengths and the list's own
    alphabet. expected_of_94: the same for the 94 visible characters of ASCII. deviation: how
    many standard errors the list lies above `expected`, None where chance leaves no room.
    chance: of lying as far off either way, by the normal approximation.
    """

    lacks: str
    observed: Share
    expected: float
    expected_of_94: float
    deviation: float | None
    chance: float | None


def composition_row(
    lacks: str, lacking: int, lengths: Mapping[int, int], sizes: Mapping[str, int]
) -> CompositionRow:
    """Return the line for `lacking` passwords among those whose lengths are counted."""
    total = sum(lengths.values())
    mean, variance = _moments(lacks, lengths, sizes)
    deviation = (lacking - mean) / sqrt(variance) if variance > _LEAST_VARIANCE else None
    return CompositionRow(
        lacks=lacks,
        observed=wilson(lacking, total),
        expected=mean / total,
        expected_of_94=_moments(lacks, lengths, VISIBLE_SIZES)[0] / total,
        deviation=deviation,
        chance=None if deviation is None else erfc(abs(deviation) / sqrt(2.0)),
    )


def _moments(
    lacks: str, lengths: Mapping[int, int], sizes: Mapping[str, int]
) -> tuple[float, float]:
    """Return mean and variance of the number that lack it, password by password."""
    mean = variance = 0.0
    for length, count in lengths.items():
        chance = chance_of_lacking(LACKS[lacks], length, sizes)
        mean += count * chance
        variance += count * chance * (1.0 - chance)
    return mean, variance
