"""Rates and crack times: the figures on file and the arithmetic that hangs on them."""

from math import log2

import pytest

from kept.errors import UsageError
from kept.passwords.crack_time import budget_bits, in_words, seconds_to_guess
from kept.passwords.rates import rate, rates

CELLS = {
    ("md5", "rtx4090"): 164.1e9,
    ("ntlm", "rtx4090"): 288.5e9,
    ("sha256", "rtx4090"): 21.98e9,
    ("bcrypt5", "rtx4090"): 184e3,
    ("bcrypt12", "rtx4090"): 1437,
    ("scrypt", "rtx4090"): 7126,
    ("md5", "rtx5090"): 220.6e9,
    ("ntlm", "rtx5090"): 340.1e9,
    ("sha256", "rtx5090"): 28.35e9,
    ("bcrypt5", "rtx5090"): 304.8e3,
    ("bcrypt12", "rtx5090"): 2381,
    ("scrypt", "rtx5090"): 7760,
    ("md5", "h100"): 87.5e9,
    ("ntlm", "h100"): 158.6e9,
    ("bcrypt5", "h100"): 251.5e3,
    ("bcrypt12", "h100"): 1965,
}


@pytest.mark.parametrize(("cell", "figure"), CELLS.items())
def test_the_figures_on_file(cell, figure):
    assert rate(*cell).per_second == pytest.approx(figure, rel=0.001)


def test_a_cell_without_a_figure_is_refused_by_name():
    with pytest.raises(UsageError, match="sha256/h100"):
        rate("sha256", "h100")


def test_every_figure_says_where_it_is_from_and_how_it_came_about():
    for each in rates():
        assert each.source
        assert each.url.startswith("https://")
        assert bool(each.working) == (each.basis != "measured")
    assert {each.basis for each in rates()} == {"measured", "scaled", "bounded"}


def test_argon2id_is_bounded_by_bandwidth():
    memory = 19 * 1024 * 1024
    for hardware, bandwidth in (("rtx4090", 1008e9), ("rtx5090", 1792e9), ("h100", 2000e9)):
        found = rate("argon2id", hardware)
        assert found.basis == "bounded"
        assert found.per_second == pytest.approx(bandwidth / ((3 * 2 - 1) * memory))


@pytest.mark.parametrize(
    ("alphabet", "length", "words"), [(36, 8, "17 seconds"), (70, 8, "59 minutes")]
)
def test_known_crack_times_at_md5_on_a_4090(alphabet, length, words):
    seconds = seconds_to_guess(length * log2(alphabet), rate("md5", "rtx4090"))
    assert in_words(seconds) == words


def test_a_budget_is_the_guesses_of_its_time():
    one = rate("md5", "rtx4090")
    assert seconds_to_guess(budget_bits(one, 3600), one) == pytest.approx(3600)


def test_beyond_all_reckoning_is_said_in_words():
    assert in_words(seconds_to_guess(5000, rate("md5", "h100"))) == "more than ten billion years"
