import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kept.forecast.histories import FEWEST_POINTS, SPAN, bridge, history_of, windows_at

ROWS = st.lists(
    st.one_of(st.none(), st.floats(0.1, 1e9), st.just(0.0), st.floats(-5, -1)),
    min_size=2,
    max_size=30,
)


def values(row):
    return np.array([[np.nan if one is None else one for one in row]])


@given(ROWS, st.integers(0, 29))
def test_what_is_known_of_a_year_does_not_depend_on_later_ones(row, cut):
    cut = min(cut, len(row) - 1)
    if row[cut] is None or row[cut] <= 0:
        return
    whole, known = bridge(values(row)), bridge(values(row[: cut + 1]))
    assert whole.points[0, cut] == known.points[0, cut]
    at = windows_at(whole.levels, cut)
    np.testing.assert_array_equal(at, windows_at(known.levels, cut))


def test_a_gap_is_bridged_in_logarithms_and_not_counted():
    history = history_of({2015: 1.0, 2016: 2.0, 2019: 16.0})
    assert history is not None
    assert history.points == 3
    np.testing.assert_allclose(np.exp(history.window[-5:]), [1, 2, 4, 8, 16])


@pytest.mark.parametrize("barred", [0.0, -3.0])
def test_a_history_begins_after_the_last_value_that_is_not_positive(barred):
    history = history_of({2010: 5.0, 2011: barred, 2012: 1.0, 2013: 2.0})
    assert history is not None
    assert history.points == 2
    assert np.isfinite(history.window).sum() == 2


def test_a_long_gap_begins_a_new_history():
    history = history_of({1990: 1.0, 1991: 2.0, 1998: 3.0, 1999: 4.0})
    assert history is not None
    assert history.points == 2


def test_a_series_that_ends_below_nought_has_no_history():
    assert history_of({2020: 1.0, 2021: -1.0}) is None
    assert history_of({}) is None


def test_a_window_looks_back_no_further_than_it_says():
    history = history_of({1900 + year: 1.0 + year for year in range(SPAN + 20)})
    assert history is not None
    assert history.window.shape == (SPAN,)
    assert history.points == SPAN + 20 > FEWEST_POINTS
