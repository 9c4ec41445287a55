"""Guess numbers of the shipped attacker: a table of cases, and what must always hold."""

import itertools
from pathlib import Path

import numpy as np
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from kept.passwords.alphabet import encode
from kept.passwords.combine import ATTACKS
from kept.passwords.crack_time import budget_bits
from kept.passwords.mask import DIGITS, FEW, ORDER, SMALL, VISIBLE, Alphabet, mask_bits
from kept.passwords.rates import rate
from kept.passwords.strength import WEAK_BITS, strength
from kept.passwords.tables import general_attacker

from .conftest import uniform

ROWS = yaml.safe_load((Path(__file__).parent / "estimates.yaml").read_text(encoding="utf-8"))
TEXT = st.text(st.characters(exclude_characters="\n\r"), min_size=1, max_size=40)


@pytest.mark.parametrize("row", ROWS, ids=[row["password"] for row in ROWS])
def test_the_table(row):
    found = strength(row["password"])
    assert row["attack"] in ("any", found.attack)
    assert row["from"] <= found.bits / np.log2(10) <= row["to"]


@given(st.lists(TEXT, min_size=1, max_size=12))
@settings(max_examples=60, deadline=None)
def test_a_password_counts_the_same_alone_and_in_a_batch(passwords):
    whole = general_attacker().estimate(passwords).by_attack
    for place, password in enumerate(passwords):
        alone = general_attacker().estimate([password]).by_attack[:, 0]
        assert np.allclose(whole[:, place], alone, equal_nan=True)


@given(TEXT)
@settings(max_examples=60, deadline=None)
def test_every_password_has_a_finite_guess_number_of_at_least_one(password):
    found = strength(password)
    assert 0 <= found.bits < np.inf
    assert found.side_by_side_bits == pytest.approx(found.bits + np.log2(len(ATTACKS)))


def test_chunks_leave_no_seam():
    passwords = uniform(20_000, 9)
    whole = general_attacker().estimate(passwords).least
    assert np.allclose(whole[8190:8195], general_attacker().estimate(passwords[8190:8195]).least)


def test_no_password_is_no_estimate():
    assert general_attacker().estimate([]).least.shape == (0,)
    with pytest.raises(ValueError, match="empty"):
        general_attacker().estimate(["a", ""])


@pytest.mark.parametrize("alphabet", [Alphabet(0, 2), Alphabet(3, 6), Alphabet(34, 38)])
def test_an_exhaustive_search_counts_places_exactly(alphabet):
    strings = [
        "".join(letters)
        for length in range(1, 6)
        for letters in itertools.product(ORDER[alphabet.first : alphabet.end], repeat=length)
    ]
    places = np.exp2(mask_bits(encode(strings), (alphabet,))[0])
    assert np.allclose(places, np.arange(1, len(strings) + 1))


def test_a_few_passwords_have_the_places_that_many_have():
    passwords = [
        "0",
        "a",
        "zz",
        "Qk",
        "90817263",
        "qwertyuiopas",
        "x y",
        "é",
        "!~" * 30,
        "a1B" * 300,
    ]
    together = mask_bits(encode(passwords))
    assert len(passwords) > FEW
    for place, password in enumerate(passwords):
        alone = [bits[0] for bits in mask_bits(encode([password]))]
        assert np.allclose(alone, [bits[place] for bits in together], rtol=1e-12, atol=1e-9)


def test_what_is_not_of_an_alphabet_is_never_found_by_it():
    for alphabet, password in ((DIGITS, "12a"), (SMALL, "abC"), (VISIBLE, "a b"), (VISIBLE, "é")):
        assert np.isinf(mask_bits(encode([password]), (alphabet,))[0][0])


def test_no_uniform_password_of_sixteen_is_weak():
    least = general_attacker().estimate(uniform(10_000, 16)).least
    assert int((least < WEAK_BITS).sum()) == 0


def test_of_uniform_eights_as_many_fall_as_the_budget_holds():
    bits = budget_bits(rate("md5", "rtx4090"), 3600)
    share = (general_attacker().estimate(uniform(10_000, 8)).least <= bits).mean()
    assert abs(share - 2**bits / 94**8) < 0.02


def test_more_of_the_same_is_never_weaker_in_an_exhaustive_search():
    passwords = ["q" * length for length in range(1, 30)]
    bits = mask_bits(encode(passwords), (VISIBLE,))[0]
    assert np.all(np.diff(bits) > 0)


def test_advice_goes_with_strength():
    weak, strong = strength("letmein1"), strength("hV9#qL2$xZ7@wK4!")
    assert weak.weaknesses
    assert not strong.weaknesses
    assert len(weak.advice) > len(strong.advice)
    assert weak.guesses < 1e9 < strong.guesses
