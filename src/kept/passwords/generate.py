"""Passwords and passphrases from the system's random numbers, with their exact entropy.

Every password that meets the wishes is equally likely: one that lacks a wanted class is
thrown away whole and drawn again, never patched. The entropy is the logarithm of the
number of passwords that could have come out, counted by inclusion and exclusion.
"""

import secrets
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import log2

from kept.errors import UsageError
from kept.passwords.wordlist import words

CLASSES: Mapping[str, str] = {
    "lower": "abcdefghijklmnopqrstuvwxyz",
    "upper": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "digit": "0123456789",
    "sign": "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~",
}
LOOK_ALIKE = "0O1lI|"
LONGEST = 1024
Below = Callable[[int], int]


@dataclass(frozen=True)
class Recipe:
    """What a password is drawn from.

    length: characters. classes: names in CLASSES that may occur. required: those of them
    that must. excluded: characters left out, for a site that refuses them.
    """

    length: int = 20
    classes: tuple[str, ...] = tuple(CLASSES)
    required: tuple[str, ...] = ()
    excluded: str = ""

    def alphabets(self) -> dict[str, str]:
        """Return the characters of each class. Raises UsageError for wishes without an answer."""
        unknown = (set(self.classes) | set(self.required)) - set(CLASSES)
        if unknown or not self.classes:
            raise _no_such_kind(unknown)
        left = {
            name: "".join(c for c in CLASSES[name] if c not in self.excluded)
            for name in self.classes
        }
        empty = [name for name in self.required if not left.get(name)]
        if empty or not any(left.values()):
            raise UsageError(
                "a kind of character is asked for and left out at once",
                where=", ".join(empty) or "all",
                remedy="Exclude fewer characters, or require fewer kinds",
            )
        if not max(len(self.required), 1) <= self.length <= LONGEST:
            raise UsageError(
                "this length is not possible",
                where=str(self.length),
                remedy=f"Choose from {max(len(self.required), 1)} to {LONGEST}",
            )
        return left


@dataclass(frozen=True)
class Generated:
    """Something drawn, and the bits of entropy with which it was drawn."""

    text: str
    bits: float


def recipe(
    length: int, without: Sequence[str] = (), required: Sequence[str] = (), excluded: str = ""
) -> Recipe:
    """Return the recipe of all kinds but those named. Raises UsageError for an unknown kind."""
    unknown = set(without) - set(CLASSES)
    if unknown:
        raise _no_such_kind(unknown)
    classes = tuple(name for name in CLASSES if name not in without)
    found = Recipe(length, classes, tuple(dict.fromkeys(required)), excluded)
    found.alphabets()
    return found


def _no_such_kind(unknown: Collection[str]) -> UsageError:
    return UsageError(
        "no such kind of character",
        where=", ".join(sorted(unknown)) or "none chosen",
        remedy=f"Choose from {', '.join(CLASSES)}",
    )


def make(recipe: Recipe, below: Below = secrets.randbelow) -> Generated:
    """Return one password. below: gives a uniform whole number below its argument."""
    alphabets = recipe.alphabets()
    characters = "".join(alphabets.values())
    while True:
        text = "".join(characters[below(len(characters))] for _ in range(recipe.length))
        if all(set(text) & set(alphabets[name]) for name in recipe.required):
            return Generated(text, entropy(recipe))


def entropy(recipe: Recipe) -> float:
    """Return log2 of the number of passwords that the recipe can give.

    >>> round(entropy(Recipe(length=20)), 2)
    131.09
    """
    alphabets = recipe.alphabets()
    total = sum(map(len, alphabets.values()))
    count = 0
    for number in range(len(recipe.required) + 1):
        for lacking in combinations(sorted(set(recipe.required)), number):
            left = total - sum(len(alphabets[name]) for name in lacking)
            count += (-1) ** number * left**recipe.length
    return log2(count)


def passphrase(count: int = 6, separator: str = "-", below: Below = secrets.randbelow) -> Generated:
    """Return `count` words of the EFF list. Raises UsageError for fewer than 1 or too many.

    Its entropy is count x log2(7776), 12.92 bits a word: the separator is known.
    """
    if not 1 <= count <= LONGEST // 8:
        raise UsageError(
            "this number of words is not possible",
            where=str(count),
            remedy=f"Choose from 1 to {LONGEST // 8}",
        )
    listed = words()
    text = separator.join(listed[below(len(listed))] for _ in range(count))
    return Generated(text, _phrase_bits(count, len(listed)))


def _phrase_bits(count: int, listed: int) -> float:
    return count * log2(listed)
