"""The extractor's scores on the annotated sentences may rise freely and never fall unseen."""

import tomllib
from pathlib import Path

import pytest
from scoring import KINDS, path_of, score
from texts import HALVES

HERE = Path(__file__).parent
FLOORS = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("half", HALVES)
@pytest.mark.parametrize("kind", KINDS)
def test_no_score_falls_below_its_floor(kind: str, half: str) -> None:
    tally = score(path_of(kind, half))
    fallen = {
        field: (round(tally.share(field), 3), floor)
        for field, floor in FLOORS[f"{kind}_{half}"].items()
        if tally.share(field) < floor - FLOORS["margin"]
    }
    assert fallen == {}
