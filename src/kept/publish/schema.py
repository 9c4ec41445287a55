"""The JSON Schema of the published shape, derived from its types."""

from importlib.resources import files

import msgspec

from kept.publish import shape

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def derived_schema() -> bytes:
    """Return the schema of every result, as indented JSON that ends in a line end.

    It is derived from `kept.publish.shape`; the copies in the package and in `docs/` are
    written from here, and a test fails when they are stale.
    """
    kinds = (shape.Report, shape.Reading, shape.Quantities, shape.Odds, shape.Failure)
    references, definitions = msgspec.json.schema_components(kinds, ref_template="#/$defs/{name}")
    schema = {
        "$schema": DIALECT,
        "$id": f"urn:kept:result:{shape.SCHEMA_VERSION}",
        "title": f"A result of Kept, version {shape.SCHEMA_VERSION}",
        "description": "A report of `kept check`, a reading or the quantities of `kept extract`, "
        "the odds of `kept odds`, or the error that stands in for a line that could not be read. "
        "Offsets count Unicode code points.",
        "oneOf": list(references),
        "$defs": dict(sorted(definitions.items())),
    }
    return msgspec.json.format(msgspec.json.encode(schema), indent=2) + b"\n"


def shipped_schema() -> bytes:
    """Return the schema as it lies in the package."""
    return (files("kept.publish") / "report.schema.json").read_bytes()
