"""What the ledger's commands print follows their published schema, which knows every field."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from kept.model.ledger import EntryKind
from kept.publish.ledger_schema import (
    BODIES,
    RESULTS,
    derived_ledger_schema,
    shipped_ledger_schema,
)

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = json.loads(shipped_ledger_schema())
COMMANDS = {
    "list": ("list", "--size", "500"),
    "overdue": ("overdue", "--size", "500"),
    "log": ("log", "--size", "500"),
    "diff": ("diff", "2020-01-01", "2200-01-01"),
    "goalposts": ("goalposts", "PAK", "ict-service-exports"),
    "body": ("body", "DCO"),
    "events": ("events",),
    "review": ("review",),
    "verify": ("verify",),
}


def closed(command: str) -> jsonschema.Draft202012Validator:
    """Return a validator for a command that also refuses fields which the schema does not name."""
    definitions: dict[str, Any] = json.loads(shipped_ledger_schema())["$defs"]
    for definition in definitions.values():
        if definition.get("type") == "object":
            definition["additionalProperties"] = False
    schema = {"$ref": f"#/$defs/{command}", "$defs": definitions}
    formats = jsonschema.Draft202012Validator.FORMAT_CHECKER
    return jsonschema.Draft202012Validator(schema, format_checker=formats)


@pytest.fixture(scope="module")
def filed(command, tmp_path_factory) -> Path:
    """A ledger with the sample, the facts, a signed stage, money and a decision."""
    folder = tmp_path_factory.mktemp("schema")

    def run(*arguments: str) -> str:
        done = subprocess.run(
            [command, *arguments], cwd=folder, check=True, capture_output=True, text=True
        )
        return done.stdout

    run("record", "--sample", "pakistan-it", "--facts", "shipped")
    rows = json.loads(run("ledger", "list", "--kind", "pledge", "--words", "Saudi", "--json"))
    pledge = rows["rows"][0]["commitment"]
    source = ("--on", "2025-08-08", "--source", "https://example.org/a", "--by", "ana")
    run("ledger", "move", pledge, "signed", *source)
    run("ledger", "pay", pledge, "signed", "5,000,000", "USD", *source)
    asked = json.loads(run("ledger", "review", "--json"))
    run("ledger", "decide", asked[0][0]["id"], "--different", "--by", "ana")
    run("ledger", "member", "DCO", "Jordan", "--source", "https://example.org/b", "--by", "ana")
    return folder


@pytest.fixture
def printed(kept, filed, tmp_path):
    shutil.copytree(filed, tmp_path / "here")

    def print_(*arguments: str) -> Any:
        result = kept("ledger", *arguments, "--json", cwd=tmp_path / "here")
        assert result.returncode == 0, result.stderr
        return json.loads(result.stdout)

    return print_


def test_the_shipped_schemas_are_fresh_and_well_formed():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert shipped_ledger_schema() == derived_ledger_schema(), "run tools/write_schema.py"
    assert (ROOT / "docs" / "ledger.schema.json").read_bytes() == derived_ledger_schema()


def test_every_command_and_kind_of_entry_is_described():
    assert {*COMMANDS, "show", "export"} == {*RESULTS, "verify"}
    assert set(EntryKind.__args__) - set(BODIES) == {"claim", "finding"}


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_what_is_printed_follows_the_schema(printed, name):
    found = printed(*COMMANDS[name])
    assert found
    closed(name).validate(found)
    jsonschema.Draft202012Validator(SCHEMA).validate(found)


def test_the_story_of_each_kind_of_commitment_follows_the_schema(printed):
    for kind in ("target", "pledge", "initiative"):
        row = printed("list", "--kind", kind)["rows"][0]
        closed("show").validate(printed("show", row["commitment"]))


def test_each_line_of_an_export_follows_the_schema(kept, filed):
    result = kept("ledger", "export", cwd=filed)
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    validator = closed("export")
    for line in lines:
        validator.validate(line)
    kinds = {line["kind"] for line in lines}
    assert kinds >= {"stage", "money", "part", "path", "odds", "decision", "membership", "match"}


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("stage", {"stage": "signed"}),
        ("odds", {"now": {"probability": "0.5"}}),
        ("money", {"stage": "promised", "amount": "1", "unit": "USD", "on": "2025-01-01"}),
        ("path", {"on_path": "yes"}),
    ],
)
def test_the_schema_refuses_bodies_that_say_something_else(kept, filed, kind, body):
    line = json.loads(kept("ledger", "export", cwd=filed).stdout.splitlines()[0])
    closed("export").validate(line)
    assert not closed("export").is_valid(line | {"kind": kind, "body": body})


def test_it_is_printed_by_name(kept):
    assert kept("schema", "ledger").stdout.encode() == shipped_ledger_schema()
    wrong = kept("schema", "nothing")
    assert (wrong.returncode, wrong.stderr.count("\n")) == (2, 1)


def test_the_manual_names_every_command_and_field():
    manual = (ROOT / "docs" / "schema.md").read_text(encoding="utf-8")
    for name, definition in SCHEMA["$defs"].items():
        for field in definition.get("properties", {}):
            assert f"`{field}`" in manual, f"docs/schema.md does not explain {name}.{field}"
