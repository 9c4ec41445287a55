import csv
from datetime import date
from pathlib import Path

import pytest
import yaml

from kept.errors import InputError, MissingInput
from kept.forecast.announced import SHIPPED, read_targets, shipped_targets, tallies
from kept.forecast.parameters import load
from kept.forecast.scoring import brier_of, score_targets
from kept.statistics.shelf import open_shelf

CASES = yaml.safe_load(Path(__file__).with_name("targets.yaml").read_text(encoding="utf-8"))
COLUMNS = (
    *("country", "indicator", "target_value", "unit", "announced", "deadline", "baseline"),
    *("baseline_value", "baseline_year", "outcome_to_target", "reached", "source_target"),
)


def written(tmp_path, rows):
    path = tmp_path / "targets.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows({key: str(value) for key, value in row.items()} for row in rows)
    return path


@pytest.mark.parametrize("case", CASES, ids=[case["row"]["indicator"] for case in CASES])
def test_a_row_is_read_and_scored_or_says_why_not(tmp_path, case):
    (target,) = read_targets(written(tmp_path, [case["row"]]))
    (scored,) = score_targets([target], open_shelf(), load())
    if "why" in case:
        assert scored.odds is None
        assert case["why"] in scored.why
        return
    if "alone" in case:
        assert scored.odds == scored.base == scored.pooled
        assert not scored.grows
        assert case["alone"] in scored.how
        return
    assert scored.grows
    assert scored.odds > case.get("above", 0)
    assert target.value == pytest.approx(case["value"])
    assert target.due == case["due"]
    if case["baseline"] is None:
        assert target.baseline is None
    else:
        assert target.baseline.value == pytest.approx(case["baseline"][0])
        assert target.baseline.year == case["baseline"][1]
    assert case["rests_on"] in scored.how
    assert 0 < scored.odds < 1
    assert min(scored.odds, scored.base) <= scored.pooled <= max(scored.odds, scored.base)


def test_the_shipped_targets_have_a_source_each_and_are_scored():
    targets = shipped_targets()
    assert all(one.source.startswith("http") for one in targets)
    scored = score_targets(targets, open_shelf(), load())
    done = [one for one in scored if one.odds is not None]
    assert sum(one.grows for one in done) >= 20
    assert all(one.why for one in scored if one.odds is None)
    assert brier_of(scored, "odds") < brier_of(scored, "base")
    assert brier_of(scored, "pooled") < brier_of(scored, "base")


def test_the_record_counts_only_what_was_decided_by_then():
    now, early = tallies("USD", None, date(2026, 1, 1)), tallies("USD", None, date(2015, 1, 1))
    assert now[0].count > early[0].count
    assert now[0].reached <= now[0].count
    assert now[0].short < 1


def test_rows_with_more_or_fewer_cells_are_read(tmp_path):
    path = tmp_path / "targets.csv"
    text = SHIPPED.read_text(encoding="utf-8")
    path.write_text(
        "\ufeff" + text + "PAK,IT exports,5\nKEN,x,1,US$ bn,2020,2021,,,,,,,no,a,b,c,d,e,f,g\n"
    )
    assert len(read_targets(path)) == len(shipped_targets()) + 2


def test_a_file_without_the_columns_is_refused(tmp_path):
    path = tmp_path / "targets.csv"
    path.write_text("country,target_value\nPAK,5\n")
    with pytest.raises(InputError, match="lacks a column") as caught:
        read_targets(path)
    assert "deadline" in caught.value.message
    with pytest.raises(MissingInput):
        read_targets(tmp_path / "none.csv")
