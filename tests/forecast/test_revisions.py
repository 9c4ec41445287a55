"""How figures are revised: what is learnt of it, and that no test learns from what it tests."""

from datetime import date
from itertools import pairwise

import numpy as np
import pytest

from kept.errors import SnapshotError
from kept.forecast.foretelling import foretell
from kept.forecast.known import newest_vintage, shipped_vintage
from kept.forecast.learning import panel_of
from kept.forecast.parameters import HORIZONS, STRATA, load
from kept.forecast.paths import DRAWS, fitted_shocks
from kept.forecast.revising import (
    Seen,
    growth_of_sizes,
    learn_revisions,
    other_countries,
    other_series,
    seen_revisions,
)
from kept.forecast.revisions import LEVELS, Shape, save, shape_of, shipped, yearly_revisions
from kept.statistics.shelf import open_shelf

GDP = "NY.GDP.MKTP.CD"


@pytest.fixture(scope="module")
def seen() -> Seen:
    shelf = open_shelf()
    return seen_revisions(panel_of(shelf), *shipped_vintage(), newest_vintage(shelf))


def made_up(size, series="A", years=8.0) -> Seen:
    count = len(size)
    names = np.array([f"A{number:02}" for number in range(count)])
    return Seen(np.array([series] * count), names, np.zeros(count, int), np.array(size), years)


def test_the_shipped_record_is_of_the_shipped_statistics():
    for one in learn_revisions(open_shelf()):
        there = shipped()[one.of]
        assert (there.n, len(there.quantiles)) == (one.n, len(LEVELS))
        assert there.power == pytest.approx(one.power, abs=0.005)
        np.testing.assert_allclose(there.quantiles, one.quantiles, atol=1e-5)
        assert (np.diff(there.quantiles) >= 0).all()
    assert {str(number) for number in range(STRATA)} <= set(shipped())


def test_revisions_lead_from_what_was_known_to_what_is_known(seen):
    shelf, (_, known) = open_shelf(), shipped_vintage()
    place = np.flatnonzero((seen.series == GDP) & (seen.areas == "NGA"))[0]
    (now,) = [one for one in shelf.observations(GDP, "NGA") if one.start == date(2016, 1, 1)]
    assert seen.size[place] == pytest.approx(np.log(float(now.value) / known[GDP, "NGA"][2016]))
    assert seen.years == pytest.approx(7.9, abs=0.1)


def test_a_series_is_tested_with_the_revisions_of_others(seen):
    of_gdp, stratum = seen.series == GDP, 2
    others = other_series(seen, GDP, stratum)
    assert len(others) == ((seen.stratum == stratum) & ~of_gdp).sum() > 100
    own = other_countries(seen, GDP, "NGA")
    assert 0 < len(own) < of_gdp.sum()
    assert seen.size[of_gdp & (seen.areas == "NGA")][0] not in own


def test_the_chance_of_a_revision_grows_as_sizes_did():
    long = made_up([0.0, 0.2, -0.4, 9.0], years=8.0)
    short = made_up([0.0, 0.1, -0.2, 0.25], years=2.0)
    assert growth_of_sizes(long, short) == pytest.approx(0.5)


def test_ever_more_paths_are_revised_and_a_revision_stays():
    shape = Shape("A", 100, 8.0, 0.5, tuple(np.linspace(1.0, 2.0, len(LEVELS))))
    drawn = shape.drawn(np.array([0.5, 2.0, 8.0, 15.0]))
    assert [round(float((one > 0).mean()), 2) for one in drawn] == [0.25, 0.5, 1.0, 1.0]
    for before, after in pairwise(drawn):
        assert (after[before > 0] == before[before > 0]).all()
    assert drawn[-1].min() == 1.0
    assert drawn[-1].max() == 2.0


def test_revisions_know_nothing_of_the_paths():
    drawn = fitted_shocks(load().at(2024), 3).drawn
    revised = yearly_revisions(GDP, 3)
    assert revised.shape == (HORIZONS, DRAWS)
    assert abs(np.corrcoef(drawn[4], revised[4])[0, 1]) < 0.03


def test_a_series_without_vintages_is_revised_like_its_class():
    np.testing.assert_array_equal(
        yearly_revisions("BX.GSR.CCIS.CD", 4), shipped()["4"].drawn(np.arange(1.0, HORIZONS + 1))
    )


def test_revisions_widen_the_forecast_and_only_where_they_are_asked_for():
    values = {2000 + year: 1e9 * 1.05**year * (1.1 if year % 3 else 1) for year in range(25)}
    given = {"context": GDP, "bounded": False, "year": 2024}
    plain = foretell(values, load(), **given)
    revised = foretell(values, load(), **given, revised=GDP)
    spans = [one.quantiles[:, -1] - one.quantiles[:, 0] for one in (plain, revised)]
    assert (spans[1] > spans[0]).all()


def test_what_was_saved_is_read_again(tmp_path):
    path = tmp_path / "revisions.csv"
    shape = shape_of("A", np.linspace(-1, 1, 101), years=8.0, power=0.6)
    save([shape], "# made up\n", path)
    found = shipped(path)["A"]
    assert (found.n, found.years, found.power) == (101, 8.0, 0.6)
    np.testing.assert_allclose(found.quantiles, shape.quantiles, atol=1e-5)


@pytest.mark.parametrize("text", ["", "of,n\n1,2\n", "of,n,years,power,0.5\nA,x,8,1,0\n"])
def test_a_damaged_record_is_told(tmp_path, text):
    path = tmp_path / "revisions.csv"
    path.write_text(text)
    if text:
        with pytest.raises(SnapshotError):
            shipped(path)
    else:
        assert shipped(path) == {}
