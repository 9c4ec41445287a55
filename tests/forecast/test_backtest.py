"""A small backtest, from the shipped statistics to its tables."""

from xml.etree import ElementTree as ET

import pytest

from kept.forecast.calibration import interval, rows
from kept.forecast.testing import backtest, calibration_rows
from kept.model.backtests import OWN
from kept.publish.backtest_tables import results_as_text
from kept.publish.reliability import reliability_diagram
from kept.statistics.shelf import open_shelf


@pytest.fixture(scope="module")
def small():
    return backtest(open_shelf(), every=12, per_series=1, first=2015)


def test_it_scores_every_horizon_and_peer(small):
    results, cases = small
    assert {one.horizon for one in results.scores} == set(range(1, 11))
    methods = {one.method for one in results.scores}
    assert {OWN, "base rate", "random walk"} <= methods
    assert results.calibration[0].cases == len(cases.row) > 10_000
    assert (cases.year + cases.horizon <= 2025).all()
    assert ((cases.growth >= 0) & (cases.growth <= 0.45)).all()


def test_it_beats_the_random_walk_and_is_near_its_word(small):
    results, _ = small
    mean = {
        method: sum(one.brier for one in results.scores if one.method == method)
        for method in (OWN, "random walk")
    }
    assert mean[OWN] < mean["random walk"]
    whole = results.calibration[0]
    assert whole.error < 0.05
    assert whole.inside_80 == pytest.approx(0.80, abs=0.05)


def test_it_says_how_far_coverage_moves_with_the_years(small):
    results, _ = small
    by_horizon = {one.horizon: one for one in results.calibration}
    for horizon in (0, 1, 2, 3, 4):
        one = by_horizon[horizon]
        for share, ends in ((one.inside_80, one.range_80), (one.inside_95, one.range_95)):
            assert ends is not None
            assert ends[0] - 0.01 <= share <= ends[1] + 0.01
            assert ends[0] < ends[1]
    assert by_horizon[9].range_80 is None
    assert results.vintages[0].calibration.range_80 is None


def test_it_scores_what_was_known_then(small):
    old, recent = small[0].vintages
    assert (old.day, old.year) == ("2018-08-01", 2016)
    assert old.series > 10
    assert recent.year == 2024
    assert old.calibration.cases == pytest.approx(old.with_final.cases, rel=0.2)


def test_counting_on_revisions_brings_what_was_known_then_nearer_to_its_word(small):
    old, _ = small[0].vintages
    for revised in (old.calibration, old.own):
        assert revised.brier < old.unrevised.brier
        assert abs(revised.inside_80 - 0.80) < abs(old.unrevised.inside_80 - 0.80)
        assert abs(revised.inside_95 - 0.95) < abs(old.unrevised.inside_95 - 0.95)


def test_its_tables_and_its_diagram_are_whole(small):
    results, _ = small
    text = results_as_text(results)
    for heading in ("Brier score", "CRPS", "Calibration", "worst ten", "As known on 2018-08-01"):
        assert heading in text
    tree = ET.fromstring(reliability_diagram(results.calibration[0], title="Odds"))  # noqa: S314
    assert tree.tag.endswith("svg")


def test_the_record_behind_the_odds_is_redrawn_by_years(small):
    _, cases = small
    for row in calibration_rows(cases):
        assert 0 <= row.low <= row.high <= 1


def test_the_shipped_record_covers_every_horizon():
    for years in range(1, 16):
        for odds in (0.0, 0.003, 0.1, 0.5, 0.9, 0.999, 1.0):
            low, high = interval(odds, years)
            assert 0 <= low <= odds <= high <= 1
    assert min(row.n for row in rows()) > 100_000
