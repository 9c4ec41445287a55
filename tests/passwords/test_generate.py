"""Generated passwords: uniform, with exactly the stated entropy, and never patched up."""

import itertools
import random
from collections import Counter
from math import log2

import pytest

from kept.errors import UsageError
from kept.passwords.generate import CLASSES, LOOK_ALIKE, Recipe, entropy, make, passphrase, recipe
from kept.passwords.intervals import chi_square_tail
from kept.passwords.wordlist import words


def seeded(seed: int = 1):
    return random.Random(seed).randrange  # noqa: S311 -- a test must repeat itself


def chi_square(counts, expected):
    return sum((count - expected) ** 2 / expected for count in counts)


def test_every_character_is_equally_likely_at_every_place():
    below, wanted = seeded(), Recipe(length=4)
    made = [make(wanted, below).text for _ in range(20_000)]
    for place in range(4):
        counts = Counter(text[place] for text in made)
        assert len(counts) == 94
        assert chi_square_tail(chi_square(counts.values(), len(made) / 94), 93) > 0.001


def test_passwords_that_meet_wishes_are_equally_likely():
    wanted = Recipe(
        length=3,
        classes=("lower", "digit"),
        required=("digit",),
        excluded="cdefghijklmnopqrstuvwxyz3456789",
    )
    letters = "ab012"
    possible = ["".join(s) for s in itertools.product(letters, repeat=3) if set(s) & set("012")]
    below = seeded(2)
    counts = Counter(make(wanted, below).text for _ in range(40_000))
    assert set(counts) == set(possible)
    assert entropy(wanted) == pytest.approx(log2(len(possible)))
    statistic = chi_square(counts.values(), 40_000 / len(possible))
    assert chi_square_tail(statistic, len(possible) - 1) > 0.001


@pytest.mark.parametrize(
    "required", [(), ("digit",), ("digit", "upper"), ("upper", "lower", "digit")]
)
def test_the_entropy_is_the_logarithm_of_a_full_count(required):
    keep = "abAB01"
    excluded = "".join(c for kind in CLASSES.values() for c in kind if c not in keep)
    wanted = Recipe(4, ("lower", "upper", "digit"), required, excluded)
    count = sum(
        all(set(string) & set(CLASSES[kind]) for kind in required)
        for string in itertools.product(keep, repeat=4)
    )
    assert entropy(wanted) == pytest.approx(log2(count))
    assert make(wanted, seeded()).bits == pytest.approx(log2(count))


def test_words_are_equally_likely():
    below, listed = seeded(3), words()
    assert len(listed) == len(set(listed)) == 7776
    counts = Counter(
        word for _ in range(20_000) for word in passphrase(4, " ", below).text.split(" ")
    )
    assert (
        chi_square_tail(chi_square([counts[word] for word in listed], 80_000 / 7776), 7775) > 0.001
    )
    assert passphrase(6, below=below).bits == pytest.approx(6 * log2(7776))


def test_without_an_injected_source_the_system_s_is_used():
    assert make(Recipe()).text != make(Recipe()).text


def test_look_alikes_can_be_left_out():
    wanted = recipe(200, excluded=LOOK_ALIKE)
    assert not set(make(wanted, seeded()).text) & set(LOOK_ALIKE)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: recipe(0),
        lambda: recipe(5000),
        lambda: recipe(2, required=("lower", "upper", "digit")),
        lambda: recipe(8, without=("lower", "upper", "digit", "sign")),
        lambda: recipe(8, without=("letters",)),
        lambda: recipe(8, required=("vowel",)),
        lambda: recipe(8, without=("digit",), required=("digit",)),
        lambda: recipe(8, required=("digit",), excluded="0123456789"),
        lambda: passphrase(0),
        lambda: passphrase(10_000),
    ],
)
def test_wishes_that_cannot_be_met_are_refused(wrong):
    with pytest.raises(UsageError):
        wrong()
