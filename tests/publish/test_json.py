import json
from decimal import Decimal
from pathlib import Path

import jsonschema
import pytest
from msgspec.structs import replace

from kept.errors import NoText
from kept.publish.json import amount, failure_to_json, reading_to_json, to_json
from kept.publish.schema import derived_schema, shipped_schema

ROOT = Path(__file__).parents[2]

REQUIRED = {
    "document": "id title publisher published language text_sha256 characters issues",
    "claims": "id quote quantity measure subject change period modality speaker source negated "
    "conditional indicator entity rules",
    "commitments": "id kind quote promiser action claim_ids deadline strength conditions bodies",
    "findings": "id check verdict claim_ids expected found tolerance reason working evidence "
    "settle_by as_of",
}


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft202012Validator:
    schema = json.loads(shipped_schema())
    jsonschema.Draft202012Validator.check_schema(schema)
    formats = jsonschema.Draft202012Validator.FORMAT_CHECKER
    return jsonschema.Draft202012Validator(schema, format_checker=formats)


def test_the_report_is_as_it_was(report, golden):
    golden("report.json", to_json(report, indent=2) + b"\n")


@pytest.mark.parametrize("part", REQUIRED)
def test_fields_come_in_the_published_order(report, part):
    published = json.loads(to_json(report))[part]
    names = REQUIRED[part].split()
    for value in published if isinstance(published, list) else [published]:
        assert list(value)[: len(names)] == names


def test_nested_fields_come_in_the_published_order(report):
    claim = json.loads(to_json(report))["claims"][1]
    names = {
        "quote": ["exact", "start", "end"],
        "quantity": ["exact", "start", "end", "low", "high", "unit", "bound"],
        "change": ["kind", "direction", "baseline"],
        "period": ["start", "end", "exact"],
        "indicator": ["id", "score"],
        "entity": ["id"],
    }
    for part, order in names.items():
        assert list(claim[part])[: len(order)] == order


def test_every_quote_is_its_slice(report):
    def quotes(value):
        if isinstance(value, dict):
            if {"exact", "start", "end"} <= value.keys() and isinstance(value["start"], int):
                yield value
            for inner in value.values():
                yield from quotes(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from quotes(inner)

    found = list(quotes(json.loads(to_json(report))))
    assert len(found) > 40
    for quote in found:
        assert report.document.text[quote["start"] : quote["end"]] == quote["exact"]


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        ("1.5E+10", "15000000000"),
        ("26.80", "26.8"),
        ("0.00", "0"),
        ("-0", "0"),
        ("-12.50", "-12.5"),
        ("100", "100"),
        ("1E-7", "0.0000001"),
        ("1E+999", "1" + "0" * 999),
        ("1234567890123456789012345678901234567890", "1234567890123456789012345678901234567890"),
    ],
)
def test_amounts_are_full_decimals(value, printed):
    assert amount(Decimal(value)) == printed


def test_open_ends_are_null(report):
    quantities = {c["id"]: c["quantity"] for c in json.loads(to_json(report))["claims"]}
    assert quantities["claim-mills"]["low"] == "40"
    assert quantities["claim-mills"]["high"] is None
    assert quantities["claim-pledge"]["low"] is None
    assert quantities["claim-pledge"]["high"] == "350000000"


def test_the_shipped_schemas_are_fresh():
    remedy = "run tools/write_schema.py"
    assert shipped_schema() == derived_schema(), remedy
    assert (ROOT / "docs" / "report.schema.json").read_bytes() == derived_schema(), remedy


def test_real_outputs_are_valid(report, reading, empty_report, validator):
    error = NoText("nothing to read", where="line 3", remedy="Give a text")
    for output in (
        to_json(report),
        to_json(empty_report, indent=2),
        reading_to_json(report.document, reading),
        reading_to_json(report.document, reading, given_id=7),
        failure_to_json(error, line=3, given_id="a"),
    ):
        validator.validate(json.loads(output))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("claims", 0, "quantity", "low"), "2e9"),
        (("claims", 0, "quantity", "low"), 2000000000),
        (("claims", 0, "quantity", "bound"), "nearly"),
        (("claims", 0, "quote", "start"), -1),
        (("findings", 0, "verdict"), "false"),
        (("document", "published"), "yesterday"),
        (("kind",), "reading"),
    ],
)
def test_the_schema_refuses_what_is_not_published(report, validator, path, value):
    output = json.loads(to_json(report))
    place = output
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    assert not validator.is_valid(output)


def test_a_reading_has_no_findings_and_keeps_the_given_id(report, reading):
    output = json.loads(reading_to_json(report.document, reading, given_id="doc/1"))
    assert output["id"] == "doc/1"
    assert output["kind"] == "reading"
    assert "findings" not in output
    assert output["claims"] == json.loads(to_json(report))["claims"]


def test_indenting_changes_nothing_else(report):
    assert b"\n" not in to_json(report)
    assert json.loads(to_json(report)) == json.loads(to_json(report, indent=2))


def test_every_field_is_documented():
    manual = (ROOT / "docs" / "schema.md").read_text(encoding="utf-8")
    definitions = json.loads(shipped_schema())["$defs"]
    for name, definition in definitions.items():
        for field in definition["properties"]:
            assert f"`{field}`" in manual, f"docs/schema.md does not explain {name}.{field}"


def test_a_dateless_document_stays_open(report):
    undated = replace(report, document=replace(report.document, published=None))
    assert json.loads(to_json(undated))["document"]["published"] is None
