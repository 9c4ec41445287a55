"""A report filed: once, whole, in a shape that canonical JSON and both stores can hold."""

from datetime import date

import msgspec
import pytest

from kept.model.ledger import Announced, Held
from kept.pipeline import check_document, read_sample, sample_names
from kept.read.document import from_text
from kept.record.chain import body_of
from kept.record.filing import clean
from kept.record.listing import Filter, page
from kept.record.recording import intake_of, record

from .making import START, stopped

AS_OF = date(2026, 11, 1)


def filed(ledger, document):
    return record(ledger, [intake_of(check_document(document, as_of=AS_OF))], stopped()).entries


@pytest.mark.parametrize("name", sample_names())
def test_everything_in_a_report_is_filed(ledger, name):
    report = check_document(read_sample(name), as_of=AS_OF)
    entries = record(ledger, [intake_of(report)], stopped()).entries
    counts = {kind: sum(entry.kind == kind for entry in entries) for kind in
              ("document", "claim", "finding", "event", "commitment")}  # fmt: skip
    assert counts == {
        "document": 1,
        "claim": len(report.claims),
        "finding": len(report.findings),
        "event": len(report.events),
        "commitment": len(report.commitments),
    }
    assert all(entry.writer.startswith("rule:") for entry in entries)
    (text,) = [entry.body["text"] for entry in entries if entry.kind == "document"]
    for entry in entries:
        if entry.kind == "commitment":
            assert msgspec.convert(entry.body, Announced).quote in text


@pytest.mark.parametrize("name", sample_names())
def test_no_body_holds_a_float(name):
    def floats(value) -> bool:
        if isinstance(value, dict):
            return any(map(floats, value.values()))
        return any(map(floats, value)) if isinstance(value, list) else isinstance(value, float)

    for draft in intake_of(check_document(read_sample(name), as_of=AS_OF)).drafts:
        assert not floats(msgspec.json.decode(body_of(draft.body))), draft.kind


def test_the_same_document_on_another_day_changes_nothing(ledger):
    document = read_sample("pakistan-it")
    filed(ledger, document)
    later = check_document(document, as_of=date(2026, 11, 9))
    assert record(ledger, [intake_of(later)], stopped()).entries == ()


def test_the_most_serious_verdict_is_told_of_each_commitment(ledger):
    filed(ledger, read_sample("pakistan-it"))
    rows = page(ledger, Filter(kind="pledge", verdict="unsupported"), day=START.date()).rows
    assert [row.unit for row in rows] == ["USD"]


def test_a_presidency_that_is_announced_is_kept_with_its_dates(ledger):
    entries = filed(ledger, read_sample("pakistan-it"))
    (held,) = [msgspec.convert(e.body, Held) for e in entries if e.kind == "presidency"]
    assert (held.body, held.holder, held.start) == ("dco", "PAK", date(2026, 1, 1))


def test_text_that_no_store_can_hold_is_replaced_one_for_one(ledger):
    said = "The ministry will build 40 schools \x00 by 2030, the minister\ud800 said."
    assert len(clean(said)) == len(said)
    entries = filed(ledger, from_text(said, published=date(2025, 5, 1), country="KEN"))
    assert entries


def test_a_country_that_promises_is_found_by_its_name(ledger):
    text = (
        "Kenya aims for $5 billion in tea exports by 2030. The country will plant 9 million trees."
    )
    filed(ledger, from_text(text, published=date(2025, 5, 1), country="KEN"))
    assert page(ledger, Filter(body="Kenya"), day=START.date()).rows
