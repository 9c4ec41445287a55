"""What is learnt, and above all what is not: nothing from later years."""

from decimal import Decimal

import numpy as np
import pytest

from kept.forecast.backtest import joined, run
from kept.forecast.features import CONTEXT
from kept.forecast.fitting import Learner
from kept.forecast.learning import left_out, panel_of
from kept.forecast.panel import Kind, build_panel, contexts
from kept.forecast.parameters import HORIZONS, LEVELS, STRATA, load
from kept.forecast.paths import QUANTILES, fitted_shocks
from kept.forecast.results import calibrations
from kept.forecast.scores import crps_of_draws, crps_of_shape
from kept.statistics.shelf import open_shelf

NAMES = ("slopes", "spreads", "shapes", "ties")


def made_up(last_year, *, rows=60, changed_after=None):
    """A panel of random walks; after a year, all of them do something else."""
    random = np.random.default_rng(3)
    kinds = []
    for kind in range(3):
        areas = {}
        for area in range(rows):
            growth = random.normal(0.04, 0.02 + 0.05 * kind, 66)
            levels = np.exp(np.cumsum(growth))
            if changed_after is not None:
                levels[changed_after - 1960 + 1 :] *= 7
            areas[f"A{area:02}"] = {
                1960 + place: Decimal(repr(float(level)))
                for place, level in enumerate(levels)
                if 1960 + place <= last_year
            }
        kinds.append((Kind(f"K{kind}", bounded=False), list(areas.items())))
    return build_panel(kinds, first_year=1960, last_year=last_year, fewest=12)


def test_parameters_of_a_year_do_not_depend_on_later_years():
    known = {one.year: one for one in Learner(made_up(2000), since=2000).run()}
    later = {one.year: one for one in Learner(made_up(2004, changed_after=2000), since=2000).run()}
    assert set(known) == {2000}
    for name in NAMES:
        np.testing.assert_allclose(getattr(known[2000], name), getattr(later[2000], name))
    assert not np.allclose(later[2004].slopes, later[2000].slopes)


def test_random_walks_are_foretold_as_they_move():
    panel = made_up(2025)
    cases = joined([found for _, _, found in run(panel, first=2015)])
    whole = calibrations(cases)[0]
    assert whole.cases > 5_000
    assert whole.error < 0.03
    assert whole.inside_80 == pytest.approx(0.80, abs=0.05)
    assert whole.inside_95 == pytest.approx(0.95, abs=0.03)


def test_the_shipped_parameters_are_of_the_shipped_statistics():
    parameters, shelf = load(), open_shelf()
    panel = panel_of(shelf)
    assert parameters.series == tuple(kind.id for kind in panel.kinds)
    assert parameters.vintage == str(max(one.vintage for one in shelf.all_series()))
    assert parameters.fitted[-1].year == panel.last_year
    np.testing.assert_allclose(parameters.contexts, contexts(panel), rtol=1e-5, equal_nan=True)
    assert parameters.contexts.shape[2] == len(CONTEXT)
    assert not set(parameters.series) & set(left_out())


def test_the_shipped_parameters_are_whole():
    for fitted in load().fitted:
        assert all(np.isfinite(getattr(fitted, name)).all() for name in NAMES)
        assert fitted.shapes.shape == (STRATA, HORIZONS, len(LEVELS))
        assert (np.diff(fitted.shapes, axis=2) >= 0).all()
        assert (np.linalg.eigvalsh(fitted.ties) > 0).all()


def test_draws_have_the_shape_that_was_learnt():
    fitted = load().at(2024)
    for stratum in range(STRATA):
        drawn = fitted_shocks(fitted, stratum)
        wanted = np.stack([np.interp(QUANTILES, LEVELS, row) for row in fitted.shapes[stratum]])
        spread = wanted[:, -1] - wanted[:, 0]
        assert (np.abs(drawn.quantiles - wanted) < 0.05 * spread[:, None]).all()
        assert fitted_shocks(fitted, stratum) is drawn


def test_a_day_is_answered_with_what_had_been_learnt_by_then():
    parameters = load()
    assert parameters.at(2015).year == 2015
    assert parameters.at(2040).year == parameters.fitted[-1].year
    assert parameters.at(1990).year == parameters.fitted[0].year


@pytest.mark.parametrize("outcome", [-3.0, 0.1, 2.5])
def test_both_ways_to_score_a_distribution_agree(outcome):
    draws = np.sort(np.random.default_rng(1).standard_normal(4_000))
    by_shape = crps_of_shape(draws, np.array([outcome]))[0]
    assert crps_of_draws(draws, outcome) == pytest.approx(by_shape, abs=0.001)
    normal = crps_of_draws(draws, 0.0)
    assert normal == pytest.approx(0.2337, abs=0.01)  # Gneiting and Raftery, 2007, section 4.2
