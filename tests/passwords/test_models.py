"""The models: probabilities that sum to one, and guess numbers against a full enumeration."""

import itertools
from io import BytesIO

import numpy as np
import pytest

from kept.passwords.alphabet import END, PRINTABLE, decode, encode, sum_by
from kept.passwords.monte_carlo import GuessCurve, guess_curve
from kept.passwords.ngram import FEW, load_tables
from kept.passwords.ngram_training import as_symbols, kneser_ney, sample, train, witten_bell
from kept.passwords.pcfg import load_grammar
from kept.passwords.pcfg_training import draw, train_grammar

LIST = ["abab", "abba", "aab", "bab1", "abc", "cab2", "bca", "aabb", "Abc1", "ab-12", "cab-7"]


def bits_under(tables, passwords):
    batch = encode(passwords)
    return sum_by(tables.bits_of(batch.symbols), batch.starts)


SMOOTHINGS = pytest.mark.parametrize("smoothing", [witten_bell, kneser_ney])


@SMOOTHINGS
@pytest.mark.parametrize("order", [2, 3, 5])
def test_the_next_symbols_of_any_context_sum_to_one(order, smoothing):
    tables = train(encode(LIST).symbols, order, smoothing=smoothing).tables()
    for context in ("", "a", "ab", "zq", "aab"):
        rows = [f"{context}{character}" for character in PRINTABLE]
        batch = encode(rows)
        bits = tables.bits_of(batch.symbols)
        place = batch.starts + 1 + len(context)
        ends = encode([context]) if context else None
        end = tables.bits_of(ends.symbols)[-1] if ends else tables.bits_of(np.uint8([0, END]))[-1]
        other = tables.bits_of(encode([context + "é"]).symbols)[1 + len(context)]
        total = np.exp2(-bits[place]).sum() + 2.0**-end + 2.0**-other
        assert total == pytest.approx(1.0, abs=0.01)


def test_a_few_symbols_are_priced_as_many_are(uniform_12):
    """Short rows go symbol by symbol, long ones all at once: the same to the last digit."""
    tables = train(encode(LIST).symbols, 5).tables()
    rows = [*LIST, *uniform_12[:60], "é", "a" * 40]
    whole = tables.bits_of(encode(rows).symbols)
    assert len(whole) > FEW
    alone = [tables.bits_of(encode([row]).symbols) for row in rows]
    assert max(map(len, alone)) <= FEW
    assert np.array_equal(np.concatenate(alone), whole)


def test_what_was_seen_costs_less_than_what_was_not():
    tables = train(encode(LIST).symbols, 4).tables()
    seen, unseen = bits_under(tables, ["abab", "zqxw"])
    assert seen < unseen


@SMOOTHINGS
def test_a_draw_has_the_frequencies_of_the_model(smoothing):
    model = train(encode(["aa", "ab", "ab", "ab"]).symbols, 3, smoothing=smoothing)
    rows = sample(model, 20_000, np.random.default_rng(3))
    drawn = [text for text in map(decode, rows.tolist()) if text]
    for text in ("ab", "aa"):
        share = drawn.count(text) / len(rows)
        assert share == pytest.approx(2.0 ** -bits_under(model.tables(), [text])[0], rel=0.06)


def test_what_follows_many_is_likelier_in_a_new_place_by_kneser_ney():
    """In "qu" the u is frequent and always behind q; s stands behind many letters."""
    often, many = ["qu"] * 8, ["as", "bs", "cs", "ds", "es"]
    rows = encode(often + many).symbols
    new = ["fu", "fs"]
    u, s = bits_under(train(rows, 3, smoothing=kneser_ney).tables(), new)
    assert s < u
    u, s = bits_under(train(rows, 3).tables(), new)
    assert u < s


@pytest.mark.parametrize("counts", [[1, 1, 1], [1, 2, 3, 4, 9], [5, 5], [1] * 90 + [2] * 5])
def test_a_count_never_hands_down_more_than_itself(counts):
    kept, handed_down = kneser_ney(np.array(counts, np.float64))
    assert np.all(kept > 0)
    assert np.all(handed_down > 0)
    assert np.allclose(kept + handed_down, counts)


def test_guess_numbers_agree_with_counting_every_string():
    """An attacker who tries the likelier first reaches a password after all likelier ones."""
    model = train(encode(["aa", "ab", "ba", "b"]).symbols, 2)
    tables = model.tables()
    rows = sample(model, 40_000, np.random.default_rng(5))
    curve = guess_curve(bits_under(tables, [t for t in map(decode, rows.tolist()) if t]))
    strings = [
        "".join(letters)
        for length in (1, 2, 3, 4)
        for letters in itertools.product("ab", repeat=length)
    ]
    bits = bits_under(tables, strings)
    for place in np.argsort(bits)[2:14]:
        exact = 1 + int((bits < bits[place] - 1e-9).sum())
        assert 2.0 ** curve(bits[place : place + 1])[0] == pytest.approx(exact, rel=0.6)


def test_rows_as_symbols_score_as_their_text_does():
    model = train(encode(LIST).symbols, 3)
    rows = sample(model, 500, np.random.default_rng(9))
    symbols, starts = as_symbols(rows)
    texts = [text for text in map(decode, rows.tolist()) if text]
    assert len(starts) == len(texts)
    scored = sum_by(model.tables().bits_of(symbols), starts)
    assert np.allclose(scored, bits_under(model.tables(), texts))


def test_a_curve_never_falls_and_goes_on_beyond_its_samples():
    curve = guess_curve(np.random.default_rng(1).gamma(9.0, 4.0, 5000))
    guesses = curve(np.linspace(0, 400, 800))
    assert np.all(np.diff(guesses) >= 0)
    assert guesses[-1] > curve.guesses[-1] + 100
    assert guesses[0] >= 0


def test_one_sample_makes_a_curve():
    assert isinstance(guess_curve(np.array([8.0])), GuessCurve)
    assert guess_curve(np.array([8.0]))(np.array([8.0]))[0] == pytest.approx(8.0)


def test_tables_are_written_and_read_the_same():
    tables = train(encode(LIST).symbols, 4).tables()
    file, again = BytesIO(), BytesIO()
    tables.save(file)
    tables.save(again)
    assert file.getvalue() == again.getvalue()
    read = load_tables(BytesIO(file.getvalue()))
    assert np.array_equal(bits_under(read, LIST), bits_under(tables, LIST))


def test_the_grammar_prices_every_password_and_prefers_what_it_saw():
    grammar = train_grammar(LIST, 4).grammar
    bits = grammar.bits_of(encode(["abc", "cab2", "zz9!Q", "é", "ABC", "a-b-c-1-2-3"]))
    assert np.all(np.isfinite(bits))
    assert bits[0] < bits[2]
    assert bits[1] < bits[2]


def test_a_word_of_the_dictionary_costs_less_than_letters_at_random():
    bare, taught = (train_grammar(LIST, 4, words).grammar for words in ((), ("gravel", "lantern")))
    batch = encode(["gravel", "vrlgea", "abab"])
    assert taught.bits_of(batch)[0] < taught.bits_of(batch)[1]
    assert taught.bits_of(batch)[0] < bare.bits_of(batch)[0]
    assert list(taught.read(batch)[1]) == [True, False, True]
    assert list(bare.read(batch)[1]) == [False, False, True]


def test_the_grammar_is_written_and_read_the_same():
    grammar = train_grammar(LIST, 4).grammar
    file, characters = BytesIO(), BytesIO()
    grammar.save(file, characters)
    read = load_grammar(BytesIO(file.getvalue()), BytesIO(characters.getvalue()))
    batch = encode(LIST)
    assert np.array_equal(read.bits_of(batch), grammar.bits_of(batch))


def test_draws_of_the_grammar_are_passwords_it_can_price():
    trained = train_grammar(LIST, 4)
    drawn = draw(trained, 500, np.random.default_rng(2))
    assert len(drawn) == 500
    assert all(drawn)
    assert np.all(np.isfinite(trained.grammar.bits_of(encode(drawn))))
    assert draw(trained, 50, np.random.default_rng(2)) == draw(
        trained, 50, np.random.default_rng(2)
    )
