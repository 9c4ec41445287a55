"""Claims about experiments with passwords: a table of cases, and what every finding owes."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from kept.check.experiments import CHECK
from kept.check.room import run_checks
from kept.model.findings import Finding

from .build import case

ROWS = yaml.safe_load((Path(__file__).parent / "experiments.yaml").read_text(encoding="utf-8"))
TABLE = [pytest.param(row, id=row["name"]) for row in ROWS]


def findings_of(row: dict[str, Any]) -> list[Finding]:
    return [one for one in run_checks(case(row)) if one.check == CHECK]


@pytest.mark.parametrize("row", TABLE)
def test_the_table(row: dict[str, Any]) -> None:
    found = findings_of(row)
    assert [one.verdict for one in found] == [wanted["verdict"] for wanted in row["finds"]]
    for one, wanted in zip(found, row["finds"], strict=True):
        assert wanted["says"] in " ".join((one.title, one.reason, *one.working))


@pytest.mark.parametrize("row", TABLE)
def test_every_finding_names_the_command_that_repeats_the_experiment(row: dict[str, Any]) -> None:
    for one in findings_of(row):
        assert one.verdict in ("cannot be checked", "unsupported")
        assert "kept passwords audit" in one.settle_by


def test_both_sources_stand_beside_a_misattribution() -> None:
    row = next(one for one in ROWS if one["name"].startswith("the figure of the firm's study"))
    (one,) = findings_of(row)
    said = " ".join(one.working)
    assert "193m leaked passwords" in said
    for share in ("33%", "87%", "88%"):
        assert share in said
    assert len({source.url for source in one.evidence}) >= 2


def test_other_documents_do_not_load_the_password_room() -> None:
    program = (
        "import sys; from datetime import date; from kept.pipeline import *;"
        "check_document(read_sample('india-crore'), as_of=date(2026, 11, 1));"
        "sys.exit(any(name.startswith(('kept.passwords', 'numpy')) for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
