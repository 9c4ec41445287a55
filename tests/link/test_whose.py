from decimal import Decimal

import pytest

from kept.link.room import link_claims
from kept.model.claims import Claim, Quantity
from kept.model.text import Document, Quote

from .cases import cases


def claim(case: dict) -> Claim:
    text = case["text"]
    opens = max(text.rfind(". ", 0, -1) + 2, text.rfind("\n") + 1, 0) if _several(text) else 0
    start = text.index(case["figure"], opens)
    quantity = Quantity(
        case["figure"],
        start,
        start + len(case["figure"]),
        Decimal(1),
        Decimal(1),
        case.get("unit", "USD"),
    )
    return Claim(
        id="c",
        quote=Quote(text[opens:], opens, len(text)),
        quantity=quantity,
        measure=_quote(text, case["measure"], opens),
        subject=_quote(text, case["subject"], 0) if "subject" in case else None,
    )


def _several(text: str) -> bool:
    return ". " in text[:-1] or "\n" in text


def _quote(text: str, exact: str, since: int) -> Quote:
    start = text.index(exact, since)
    return Quote(exact, start, start + len(exact))


@pytest.mark.parametrize("case", cases("whose.yaml"))
def test_a_figure_is_linked_to_whose_it_is(case):
    document = Document(id="d", text=case["text"], text_sha256="", country=case["country"])
    (linked,) = link_claims(document, [claim(case)])
    assert (linked.entity.id if linked.entity else "none") == case["entity"]
    if "indicator" in case:
        assert (linked.indicator.id if linked.indicator else "none") == case["indicator"]
