"""The extractor's scores on the annotated sentences may rise freely and never fall unseen."""

import sys
import tomllib
from pathlib import Path

import pytest

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from scoring import score_file  # noqa: E402  it lies beside the texts it scores

FLOORS = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("half", ["sentences_dev", "sentences_set_aside"])
def test_no_score_falls_below_its_floor(half: str) -> None:
    tally = score_file(HERE / f"{half}.yaml")
    fallen = {
        field: (round(tally.share(field), 3), floor)
        for field, floor in FLOORS[half].items()
        if tally.share(field) < floor - FLOORS["margin"]
    }
    assert fallen == {}
