"""The JSON Schema of what the ledger's commands print with --json, derived from the model."""

from importlib.resources import files
from typing import Any

import msgspec

from kept.model import ledger
from kept.model.standings import BodyPage, Change, EventPage, Goalposts, Page, Standing, Story
from kept.publish.schema import DIALECT

VERSION = "1.0"
"""As `shape.SCHEMA_VERSION`: the second number rises with new fields, the first with a break."""


RESULTS: dict[str, Any] = {
    "list": Page,
    "overdue": Page,
    "show": Story,
    "log": tuple[ledger.Entry, ...],
    "diff": tuple[Change, ...],
    "goalposts": Goalposts,
    "body": BodyPage,
    "events": tuple[EventPage, ...],
    "review": tuple[tuple[ledger.Entry, Standing, Standing], ...],
    "export": ledger.Entry,
}
"""What each command prints; `export` prints one a line."""

BODIES: dict[str, type] = {
    "document": ledger.Filed,
    "event": ledger.Gathered,
    "commitment": ledger.Announced,
    "verdict": ledger.Judged,
    "match": ledger.Matched,
    "review": ledger.Matched,
    "decision": ledger.Decided,
    "stage": ledger.Moved,
    "money": ledger.Paid,
    "part": ledger.Part,
    "observation": ledger.Observed,
    "path": ledger.OnPath,
    "odds": ledger.Weighed,
    "membership": ledger.Held,
    "presidency": ledger.Held,
}
"""What the body of each kind of entry holds; `claim` and `finding` hold what was read or found."""


def derived_ledger_schema() -> bytes:
    """Return the schema as indented JSON that ends in a line end: one definition a command."""
    kinds = (*RESULTS.values(), *BODIES.values())
    references, definitions = msgspec.json.schema_components(kinds, ref_template="#/$defs/{name}")
    commands = dict(zip(RESULTS, references, strict=False))
    commands["verify"] = _verified()
    definitions["Entry"]["allOf"] = [
        {
            "if": {"properties": {"kind": {"const": kind}}},
            "then": {"properties": {"body": {"$ref": f"#/$defs/{body.__name__}"}}},
        }
        for kind, body in BODIES.items()
    ]
    for definition in definitions.values():
        if "description" in definition:
            definition["description"] = " ".join(definition["description"].split())
    schema = {
        "$schema": DIALECT,
        "$id": f"urn:kept:ledger:{VERSION}",
        "title": f"What the ledger's commands print, version {VERSION}",
        "description": "Of `kept ledger COMMAND --json`; the definition with a command's name "
        "describes what it prints. Amounts are strings of full decimals; days are half-open.",
        "anyOf": [{"$ref": f"#/$defs/{command}"} for command in commands],
        "$defs": commands | dict(sorted(definitions.items())),
    }
    return msgspec.json.format(msgspec.json.encode(schema), indent=2) + b"\n"


def _verified() -> dict[str, Any]:
    """Return the schema of what `verify` prints; the type lies in the record room."""
    return {
        "title": "Verified",
        "description": "What was proved: how many entries, the last one's hash, and how many "
        "checkpoints sign one of them.",
        "type": "object",
        "properties": {
            "entries": {"type": "integer", "minimum": 0},
            "head": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
            "checkpoints": {"type": "integer", "minimum": 0},
        },
        "required": ["entries", "head", "checkpoints"],
    }


def shipped_ledger_schema() -> bytes:
    """Return the schema as it lies in the package."""
    return (files("kept.publish") / "ledger.schema.json").read_bytes()
