"""Look-alikes undone inside words, and only there."""

import pytest

from kept.passwords.alphabet import encode
from kept.passwords.look_alikes import RULE_BITS, undone
from kept.passwords.patterns import lines_of

STAND_FOR = {
    "p@ssw0rd": "password",
    "p455w0rd": "password",
    "p@ssw0rd1": "password1",
    "s0ccer!": "soccer!",
    "1love2dance": "ilove2dance",
    "blue-m00n!": "blue-moon!",
    "Pr1ncess$9": "Princess$9",
    "m0on3": "moon3",
}
PLAIN = ["password1", "soccer!", "12345", "!!!", "moon777", "a", "$$", "é0"]


def test_what_a_password_stands_for():
    chosen, words, bits = undone(*lines_of(encode([*PLAIN, *STAND_FOR])))
    assert chosen.tolist() == list(range(len(PLAIN), len(PLAIN) + len(STAND_FOR)))
    assert words == list(STAND_FOR.values())
    assert bits.min() >= RULE_BITS


@pytest.mark.parametrize("password", PLAIN)
def test_numbers_and_signs_behind_a_word_stay_what_they_are(password):
    assert undone(*lines_of(encode([password])))[1] == []


def test_more_swaps_take_more_rules():
    bits = undone(*lines_of(encode(["p@ssword", "4b4ndoned", "0p3r4t10n4l"])))[2]
    assert bits[2] > bits[1] == bits[0] == RULE_BITS
