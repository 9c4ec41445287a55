"""The policy for accounts: what NIST SP 800-63B-4 asks, and a refusal that teaches nothing."""

import unicodedata

import pytest

from kept.passwords import argon2id
from kept.passwords.policy import (
    ABOUT_YOU,
    LONGEST,
    SHORTEST,
    TOO_COMMON,
    TOO_LONG,
    TOO_SHORT,
    rule_on,
)

GOOD = "tidal marble oboe lantern"


def test_a_good_passphrase_is_accepted():
    assert rule_on(GOOD).accepted
    assert rule_on(GOOD).advice == ()


def test_fifteen_characters_are_the_least():
    assert SHORTEST == 15
    assert rule_on("hV9#qL2$xZ7@wK").advice == (TOO_SHORT,)
    assert rule_on("hV9#qL2$xZ7@wK4").accepted


def test_sixty_four_and_more_are_accepted():
    assert LONGEST >= 64
    assert rule_on((GOOD * 20)[:64]).accepted
    assert rule_on("ab" * LONGEST).advice == (TOO_LONG,)


@pytest.mark.parametrize(
    "password",
    [
        "lantern oboe marble tidal",
        "ПолярнаяЗвездаНадКрышей",
        "三只老虎在月光下跳舞唱着古老的歌谣",
        "🐫🌵🪕🧭🪁🛶🧉🪔🦚🥁🪗🦜🪩🧶🎏🪀",
    ],
)
def test_kinds_of_character_do_not_matter(password):
    assert rule_on(password).accepted


def test_two_ways_of_writing_a_character_are_one():
    composed = "Crème brûlée à Genève"
    apart = unicodedata.normalize("NFD", composed)
    assert apart != composed
    stored = argon2id.store(composed)
    assert argon2id.verify(apart, stored)


@pytest.mark.parametrize(
    "password",
    [
        "passwordpassword",
        "123456789123456789",
        "qwertyuiopasdfghjkl",
        "aaaaaaaaaaaaaaaaaaaa",
        "1234567890qwertyuiop",
        "abcdefghijklmnopqrstuvwxyz",
        "PasswordPassword",
    ],
)
def test_what_is_easily_guessed_is_refused_in_the_same_words(password):
    assert rule_on(password).advice == (TOO_COMMON,)


def test_a_password_must_not_lean_on_its_owner():
    context = ("ada.lovelace@example.org", "Kept")
    assert ABOUT_YOU in rule_on("lovelace-lovelace-1815", context).advice
    assert rule_on(GOOD, context).accepted


def test_control_characters_are_refused():
    assert not rule_on("tidal marble\x07oboe lantern").accepted


def test_no_ruling_holds_the_password():
    for password in ("passwordpassword", GOOD, "short"):
        assert password not in repr(rule_on(password))


def test_argon2id_is_as_strong_as_the_policy_says():
    stored = argon2id.store(GOOD)
    assert stored.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert argon2id.verify(GOOD, stored)
    assert not argon2id.verify(f"{GOOD} ", stored)
    assert argon2id.store(GOOD) != stored
    assert not argon2id.is_outdated(stored)
    assert argon2id.is_outdated(stored.replace("t=2", "t=1"))


def test_what_is_no_hash_is_an_error():
    with pytest.raises(ValueError, match="no Argon2 hash"):
        argon2id.verify(GOOD, "plain text")
