from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kept.model.claims import Claim, Quantity
from kept.model.text import Quote
from kept.publish.excerpts import excerpt, excerpts


def claim_in(text: str, start: int, end: int, offset: int = 0) -> Claim:
    quantity = Quantity(
        text[start:end], offset + start, offset + end, Decimal(1), Decimal(1), "percent"
    )
    return Claim(
        id=f"claim-{start}", quote=Quote(text, offset, offset + len(text)), quantity=quantity
    )


def plain(words) -> str:
    return "".join(piece.words for piece in words.pieces)


def test_a_short_sentence_is_whole():
    words = excerpt(claim_in("Exports rose\n27 %  last year.", 13, 17, offset=90))
    assert [piece.words for piece in words.pieces] == ["Exports rose ", "27 %", " last year."]
    assert [piece.claim_id for piece in words.pieces] == [None, "claim-13", None]


def test_two_quantities_of_a_sentence_share_an_excerpt():
    text = "It rose from 3 % to 5 %."
    both = excerpts((claim_in(text, 13, 16), claim_in(text, 20, 23)))
    assert len(both) == 1
    assert [piece.words for piece in both[0].pieces if piece.claim_id] == ["3 %", "5 %"]
    assert both[0].claim_ids == ("claim-13", "claim-20")


def test_one_quantity_read_twice_is_marked_once():
    text = "It rose 3 %."
    twice = excerpts((claim_in(text, 8, 11), claim_in(text, 8, 11)))
    assert plain(twice[0]) == text


def test_a_quantity_outside_its_sentence_does_no_harm():
    claim = Claim(
        id="claim",
        quote=Quote("Short.", 0, 6),
        quantity=Quantity("5 %", 40, 43, Decimal(5), Decimal(5), "percent"),
    )
    assert plain(excerpt(claim)) == "Short."


@pytest.mark.parametrize("marks", ["“Up 5 %,” he said.", 'It is "up" 5 %.', "« 5 % »"])
def test_own_quotation_marks_are_seen(marks):
    start = marks.index("5 %")
    assert excerpt(claim_in(marks, start, start + 3)).quoted


def test_a_megabyte_is_cut_at_words():
    text = "word " * 100_000 + "5 %" + " more" * 100_000
    words = excerpt(claim_in(text, 500_000, 500_003), limit=60)
    assert plain(words) == "… word word word word word 5 % more more more more more …"


@given(
    st.text(min_size=0, max_size=300),
    st.text(min_size=1, max_size=20),
    st.text(min_size=0, max_size=300),
    st.integers(20, 200),
)
def test_an_excerpt_is_short_and_holds_its_quantity(before, amount, after, limit):
    text = before + amount + after
    words = excerpt(claim_in(text, len(before), len(before) + len(amount)), limit)
    marked = [piece.words for piece in words.pieces if piece.claim_id]
    assert len(plain(words)) <= limit + len(amount) + 4
    assert len(marked) <= 1
    for piece in marked:
        assert piece.split() == [part for part in piece.split(" ") if part]
