from decimal import Decimal
from time import process_time

import pytest

from kept.link.room import link_claims
from kept.model.claims import Claim, Commitment, Event, Quantity
from kept.model.text import Document, Quote

TEXT = (
    "Kenya widens its digital plan\n"
    "Kenya had ICT exports of $600 million. Investors pledged $2 billion in FDI. "
    "The women of Kenya gained. It seeks an additional $90 million of ICT exports. "
    "The Coral Data Forum (CDF) and the Export Growth Board (EGB) helped. "
    "Uganda has 48 million people. Some 5,000 IT graduates and 900 others qualify every year."
)


def document(**fields) -> Document:
    return Document(id="d", text=TEXT, text_sha256="", **fields)


def quote(exact: str) -> Quote:
    start = TEXT.index(exact)
    return Quote(exact, start, start + len(exact))


def claim(sentence: str, figure: str, unit: str, measure: str, **fields) -> Claim:
    said = quote(sentence)
    start = TEXT.index(figure, said.start)
    quantity = Quantity(figure, start, start + len(figure), Decimal(1), Decimal(1), unit)
    named = TEXT.index(measure, said.start)
    words = Quote(measure, named, named + len(measure))
    return Claim(id=figure, quote=said, quantity=quantity, measure=words, **fields)


def link(a_claim: Claim, **fields) -> Claim:
    (linked,) = link_claims(document(**fields), [a_claim])
    return linked


def test_a_claim_gets_its_indicator_and_entity_and_keeps_the_rest():
    bare = claim("Kenya had ICT exports of $600 million.", "$600 million", "USD", "ICT exports")
    linked = link(bare)
    assert (linked.indicator.id, linked.entity.id) == ("ict-service-exports", "KEN")
    assert (linked.id, linked.quantity, linked.measure) == (bare.id, bare.quantity, bare.measure)


def test_a_pledge_is_not_linked_to_what_was_paid():
    sentence = "Investors pledged $2 billion in FDI."
    assert link(claim(sentence, "$2 billion", "USD", "FDI", modality="pledge")).indicator is None
    assert link(claim(sentence, "$2 billion", "USD", "FDI")).indicator is not None


def test_an_addition_is_no_level():
    sentence = "The women of Kenya gained. It seeks an additional $90 million of ICT exports."
    assert link(claim(sentence, "$90 million", "USD", "ICT exports")).indicator is None


def test_the_country_named_in_the_sentence_comes_before_the_document_s():
    linked = link(claim("Uganda has 48 million people.", "48 million", "person", "people"))
    assert linked.entity.id == "UGA"


def test_a_yearly_figure_at_the_end_of_a_list_counts_for_the_whole_list():
    sentence = "Some 5,000 IT graduates and 900 others qualify every year."
    linked = link(claim(sentence, "5,000", "graduate", "IT graduates"))
    assert linked.indicator.id == "it-graduates-per-year"


def test_a_group_has_no_national_figure():
    sentence = "Kenya had ICT exports of $600 million."
    bare = claim(sentence, "$600 million", "USD", "ICT exports", subject=quote("women of Kenya"))
    assert link(bare).indicator is None


def test_a_sentence_without_end_is_linked_in_bounded_time():
    text = "Kenya had ICT exports of $600 million " * 2000
    claims = []
    for start in range(0, len(text), 38):
        figure = Quantity("$600 million", start + 25, start + 37, Decimal(1), Decimal(1), "USD")
        measure = Quote("ICT exports", start + 10, start + 21)
        whole = Quote(text, 0, len(text))
        claims.append(Claim(id=str(start), quote=whole, quantity=figure, measure=measure))
    began = process_time()
    linked = link_claims(Document(id="d", text=text, text_sha256=""), claims)
    assert process_time() - began < 2
    assert all(one.indicator is not None for one in linked)


@pytest.mark.parametrize(("short", "found"), [("EGB", "export-growth-board"), ("CDF", None)])
def test_bodies_that_the_text_introduces_are_entities_and_gatherings_are_not(short, found):
    sentence = "Kenya had ICT exports of $600 million."
    gathering = Event((quote("Coral Data Forum"),), (quote("CDF"),))
    promise = Commitment(
        id="p",
        kind="initiative",
        quote=quote("helped"),
        action=quote("helped"),
        bodies=(quote("Export Growth Board (EGB)"),),
    )
    bare = claim(sentence, "$600 million", "USD", "ICT exports", subject=quote(short))
    (linked,) = link_claims(document(), [bare], [promise], [gathering])
    assert (linked.entity.id if linked.entity else None) == found


def test_the_same_input_twice_gives_the_same_links():
    bare = claim("Kenya had ICT exports of $600 million.", "$600 million", "USD", "ICT exports")
    assert link(bare) == link(bare)


def test_no_claims_is_no_work():
    assert link_claims(document(country="KEN"), []) == ()
