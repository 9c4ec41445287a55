"""The annotated texts hold together, and the tool that says so sees faults."""

import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
TOOL = ROOT / "tools" / "annotation_check.py"
FOLDER = ROOT / "tests" / "annotated"


def test_annotations_hold_together() -> None:
    run = subprocess.run(
        [sys.executable, TOOL, FOLDER], capture_output=True, text=True, check=False
    )
    assert run.stderr == ""
    assert run.returncode == 0


def _faults(row: dict[str, Any]) -> list[str]:
    return list(runpy.run_path(str(TOOL))["faults_of"](row))


def _row(**quantity: Any) -> dict[str, Any]:
    """Return a row whose text holds "4.2 %" twice: within another number, and alone."""
    whole = {"exact": "4.2 %", "low": "4.2", "high": "4.2", "unit": "percent", "nth": 2}
    claims = [{"quantity": whole | quantity}]
    return {"id": "a", "kind": "bound", "text": "Prices rose 14.2 % or 4.2 %.", "claims": claims}


@pytest.mark.parametrize(
    ("quantity", "fault"),
    [
        ({"exact": "5 %"}, "does not stand there"),
        ({"nth": 1}, "cut out of a longer word or number"),
        ({"bound": "over"}, "does not fit the ends"),
        ({"low": "5"}, "lies above the high end"),
        ({"unit": "Percent"}, "neither a currency code nor in lower case"),
        ({"bound": "nearly"}, "is not one of"),
        ({"high": "much"}, "is no number"),
    ],
)
def test_the_tool_sees_a_fault(quantity: dict[str, Any], fault: str) -> None:
    assert any(fault in found for found in _faults(_row(**quantity)))


def test_the_tool_passes_a_sound_row() -> None:
    assert _faults(_row()) == []


def test_the_tool_wants_a_commitment_for_each_promise() -> None:
    row = _row()
    row["claims"][0]["modality"] = "pledge"
    assert "no commitment names it" in "".join(_faults(row))
