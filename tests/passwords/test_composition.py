"""The exact null of a uniform generator, against counting every string."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kept.passwords.composition import (
    CLASSES,
    LACKS,
    VISIBLE_SIZES,
    chance_of_lacking,
    composition_row,
    working,
)

SMALL_SIZES = {"small letter": 2, "capital": 1, "digit": 1, "sign": 1}
KIND_OF = dict(
    zip("abAx!", ("small letter", "small letter", "capital", "digit", "sign"), strict=True)
)


@pytest.mark.parametrize("lacks", LACKS)
@pytest.mark.parametrize("length", [1, 2, 3, 4, 5])
def test_it_is_the_share_of_all_strings(lacks, length):
    strings = list(itertools.product(KIND_OF, repeat=length))
    without = sum(
        not set(LACKS[lacks]) <= {KIND_OF[character] for character in string} for string in strings
    )
    assert chance_of_lacking(LACKS[lacks], length, SMALL_SIZES) == pytest.approx(
        without / len(strings)
    )


@pytest.mark.parametrize(("length", "share"), [(10, 0.338), (12, 0.265)])
def test_a_digit_or_a_sign_over_94_characters(length, share):
    assert round(chance_of_lacking(("digit", "sign"), length), 3) == share


@given(st.integers(1, 64), st.sampled_from(list(LACKS)))
def test_longer_passwords_lack_less_and_chances_are_chances(length, lacks):
    here = chance_of_lacking(LACKS[lacks], length)
    assert 0.0 <= chance_of_lacking(LACKS[lacks], length + 1) <= here <= 1.0


def test_a_kind_that_the_alphabet_lacks_is_always_lacking():
    digits_only = dict.fromkeys(CLASSES, 0) | {"digit": 10}
    assert chance_of_lacking(("sign",), 8, digits_only) == 1.0
    row = composition_row("a sign", 50, {8: 50}, digits_only)
    assert row.deviation is None
    assert row.expected == 1.0
    assert row.expected_of_94 == pytest.approx((62 / 94) ** 8)


def test_no_alphabet_is_refused():
    with pytest.raises(ValueError, match="alphabet"):
        chance_of_lacking(("digit",), 4, dict.fromkeys(CLASSES, 0))


def test_lengths_are_weighed_by_their_counts():
    row = composition_row("a digit", 30, {8: 75, 12: 25}, VISIBLE_SIZES)
    expected = 0.75 * (84 / 94) ** 8 + 0.25 * (84 / 94) ** 12
    assert row.expected == pytest.approx(expected)
    assert row.observed.value == 0.3


def test_the_working_can_be_redone_by_hand():
    terms, _, result = working(("digit", "sign"), 12).partition(" = ")
    assert eval(terms.replace("^", "**")) == pytest.approx(float(result), abs=1e-4)  # noqa: S307
