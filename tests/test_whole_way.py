"""The whole way of a document, on the announcements that ship: golden results and laws."""

import difflib
import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kept.errors import NoText
from kept.model.findings import Report
from kept.pipeline import check_document, extract_document, read_sample, sample_names
from kept.read.document import from_text

GOLDEN = Path(__file__).parent / "golden"
AS_OF = date(2026, 11, 1)


def lines_of(report: Report) -> str:
    """Return claims, commitments and findings, one a line, as a reader would compare them."""
    lines = []
    for claim in report.claims:
        quantity, change, period = claim.quantity, claim.change, claim.period
        fields = (
            quantity.exact,
            f"{quantity.low}..{quantity.high} {quantity.unit} {quantity.bound}",
            claim.measure and claim.measure.exact,
            change and f"{change.kind} {change.direction}",
            period and f"{period.exact}: {period.start}..{period.end}",
            claim.modality,
            claim.speaker and claim.speaker.exact,
            claim.source and claim.source.exact,
            claim.indicator and claim.indicator.id,
            claim.entity and claim.entity.id,
        )
        lines.append("claim | " + " | ".join(str(field or "-") for field in fields))
    for promise in report.commitments:
        deadline = promise.deadline.exact if promise.deadline else "no deadline"
        fields = (promise.kind, promise.action.exact, promise.strength, deadline)
        lines.append("commitment | " + " | ".join(fields))
    lines += [f"finding | {one.verdict} | {one.check} | {one.title}" for one in report.findings]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("name", sample_names())
def test_the_samples_read_as_before(name: str) -> None:
    """KEPT_GOLDEN=write writes the files anew; then look at what changed before you commit."""
    found = lines_of(check_document(read_sample(name), as_of=AS_OF))
    path = GOLDEN / f"{name}.txt"
    if os.environ.get("KEPT_GOLDEN") == "write":
        path.write_text(found, encoding="utf-8")
    golden = path.read_text(encoding="utf-8")
    assert list(difflib.unified_diff(golden.splitlines(), found.splitlines(), lineterm="")) == []


def test_the_first_sample_shows_each_kind_of_finding() -> None:
    titles = [one.title for one in check_document(read_sample("pakistan-it"), as_of=AS_OF).findings]
    for words in (
        "Two growth figures for IT exports: 25% and 27%",
        "One event under two abbreviations: DFDI and DDIF",
        "does not lead to $4 billion: from $3.223 billion it is 24.1% more",
        "came in at $3.81 billion",
        "none of 327 comparable country spans",
        "No deadline for the target of $15 billion",
        "26.3% of a year's net inflow of foreign direct investment",
    ):
        assert any(words in title for title in titles), words


def test_without_a_date_periods_stay_open() -> None:
    text = "Exports will reach $4 billion in the current fiscal year, the minister said."
    (claim,) = extract_document(from_text(text, country="PAK")).claims
    assert claim.period is not None
    assert (claim.period.start, claim.period.end) == (None, None)


@pytest.mark.parametrize("name", sample_names())
def test_every_quote_equals_its_slice(name: str) -> None:
    document = read_sample(name)
    reading = extract_document(document)
    quotes = [claim.quote for claim in reading.claims]
    for claim in reading.claims:
        quotes += [q for q in (claim.measure, claim.subject, claim.speaker, claim.source) if q]
        quantity = claim.quantity
        assert document.text[quantity.start : quantity.end] == quantity.exact
    for promise in reading.commitments:
        quotes += [promise.quote, promise.action, *promise.bodies, *promise.conditions]
    for event in reading.events:
        quotes += [*event.names, *event.abbreviations]
    assert [q for q in quotes if document.text[q.start : q.end] != q.exact] == []


@pytest.mark.parametrize("name", sample_names())
def test_shifting_the_text_shifts_the_spans_and_keeps_the_ids(name: str) -> None:
    document = read_sample(name)
    facts = {"published": document.published, "country": document.country}
    plain = extract_document(from_text(document.text, **facts))
    moved = extract_document(from_text("Note 😀.\n\n" + document.text, **facts))
    shift = len("Note 😀.\n\n")
    assert [claim.id for claim in moved.claims] == [claim.id for claim in plain.claims]
    assert [claim.quantity.start - shift for claim in moved.claims] == [
        claim.quantity.start for claim in plain.claims
    ]


def test_the_same_input_gives_the_same_report() -> None:
    document = read_sample("india-crore")
    assert check_document(document, as_of=AS_OF) == check_document(document, as_of=AS_OF)


PIECES = st.sampled_from(
    ["$3-4bn", "27 %", "1e999 %", "Rs. 1,50,000 crore", "(((", "“", "😀", "\u202e", "FY2024-25",
     "by 2030", "rose to", "from", "and", "of", "the minister said", "9" * 400, "½", "\n\n", ".",
     "three to five", "million", "percentage points", "Forum (DFF)", "will host", "-", "/", "US$"]
)  # fmt: skip


@pytest.mark.fuzz
@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(PIECES, st.text(max_size=12)), max_size=40).map(" ".join))
def test_no_text_breaks_the_way(text: str) -> None:
    try:
        document = from_text(text, published=date(2025, 5, 1), country="PAK")
    except NoText:
        return
    report = check_document(document, as_of=AS_OF)
    for claim in report.claims:
        assert document.text[claim.quantity.start : claim.quantity.end] == claim.quantity.exact
