"""What must always hold: odds fall with the target, rise with the deadline, are never certain."""

import json
from datetime import date
from decimal import Decimal
from xml.etree import ElementTree as ET

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from kept.forecast.foretelling import foretell
from kept.forecast.parameters import HORIZONS, load
from kept.forecast.paths import QUANTILES
from kept.forecast.sentences import bracket, in_hundred
from kept.model.forecasts import Question
from kept.pipeline import odds_of
from kept.publish.odds_json import odds_to_json
from kept.publish.odds_page import odds_to_html
from kept.publish.odds_terminal import odds_to_terminal
from kept.publish.schema import shipped_schema
from kept.statistics.shelf import open_shelf

SCHEMA = json.loads(shipped_schema())

GROWTHS = st.lists(st.floats(-0.4, 0.6), min_size=9, max_size=30)
TIMES = st.floats(0.2, 30)
SOME = (
    ("PAK", "ict-service-exports"),
    ("KEN", "electricity-access"),
    ("IND", "gdp"),
    ("BRA", "child-mortality"),
)


def series(growths, start=100.0):
    levels = start * np.exp(np.cumsum([0.0, *growths]))
    return {2000 + place: float(level) for place, level in enumerate(levels)}


def odds(values, target, **more):
    found = foretell(values, load(), context=None, bounded=more.pop("bounded", False), year=2024)
    assert found is not None
    return found.odds(target, **more)


@settings(deadline=None, max_examples=60)
@given(GROWTHS, TIMES, st.floats(1.0, 3.0), st.booleans(), st.booleans())
def test_a_farther_target_never_has_higher_odds(growths, times, farther, falling, bounded):
    values = series(growths, 20.0)
    last = values[max(values)]
    near = last * times
    far = near / farther if falling else near * farther
    first = odds(values, near, falling=falling, bounded=bounded)
    second = odds(values, far, falling=falling, bounded=bounded)
    assert (second <= first).all()


@settings(deadline=None, max_examples=60)
@given(GROWTHS, TIMES, st.booleans())
def test_a_later_deadline_never_has_lower_odds(growths, times, falling):
    values = series(growths)
    found = odds(values, values[max(values)] * times, falling=falling)
    assert found.shape == (HORIZONS,)
    assert (np.diff(found) >= 0).all()
    assert ((found >= 0) & (found <= 1)).all()


@settings(deadline=None, max_examples=60)
@given(st.floats(-0.3, 0.4), st.integers(9, 40), st.floats(0, 1e-3))
def test_a_series_without_surprise_is_foretold_within_reason(growth, years, noise):
    values = series([growth + noise * (-1) ** year for year in range(years)])
    found = foretell(values, load(), context=None, bounded=False, year=2024)
    middle = found.quantiles[4, len(QUANTILES) // 2]
    assert abs(middle) < 5 * abs(growth) + 0.2
    assert np.abs(found.quantiles[4] - middle).max() < 2.5
    assert np.isfinite(found.fan()).all()


@settings(deadline=None, max_examples=30)
@given(GROWTHS, st.floats(1e-6, 1e6))
def test_the_unit_makes_no_difference(growths, size):
    values = series(growths)
    last = values[max(values)]
    larger = {year: value * size for year, value in values.items()}
    np.testing.assert_allclose(
        odds(values, 1.5 * last), odds(larger, 1.5 * last * size), atol=0.002
    )


@settings(deadline=None, max_examples=60)
@given(
    st.sampled_from(SOME),
    st.floats(0.3, 20),
    st.integers(2027, 2045),
    st.sampled_from([date(2015, 6, 1), date(2025, 5, 1), date(2026, 11, 27)]),
)
def test_whole_answers_are_monotone_and_never_certain(which, times, year, as_of):
    area, indicator = which
    found = odds_of(
        Question(
            area=area,
            indicator=indicator,
            target=Decimal(repr(round(times * 40, 3))),
            deadline=date(year, 1, 1),
            as_of=as_of,
        )
    )
    if found is None:
        return
    chances = [one.probability for one in found.curve]
    assert chances == sorted(chances)
    for one in found.curve:
        assert one.low <= one.probability <= one.high
    for fan in found.fan:
        assert list(fan.values) == sorted(fan.values)
    assert not {"0 in 100", "100 in 100"} & {found.sentence[:9], found.answer[:10]}


@given(st.floats(0, 1))
def test_nothing_is_ever_said_to_be_certain(share):
    words = f" {in_hundred(share)} "
    assert " 0 in 100" not in words
    assert " 100 in 100" not in words
    assert "(0 " not in bracket(share, share)
    assert "100)" not in bracket(share, share)


INDICATORS = [one.id for one in open_shelf().indicators()]
AREAS = [one.iso3 for one in open_shelf().countries()]


@settings(deadline=None, max_examples=120)
@given(
    st.sampled_from(INDICATORS),
    st.sampled_from(AREAS),
    st.one_of(st.floats(-9, 18).map(lambda power: 10**power), st.just(0.0), st.just(-3.0)),
    st.one_of(st.none(), st.dates(date(1950, 1, 1), date(2060, 1, 1)), st.just(date.max)),
    st.dates(date(1999, 1, 1), date(2026, 12, 31)),
    st.sampled_from([None, "calendar", "fiscal"]),
    st.booleans(),
)
def test_any_question_has_an_answer_that_can_be_shown(
    indicator, area, target, deadline, as_of, calendar, falling
):
    found = odds_of(
        Question(
            indicator=indicator,
            area=area,
            target=Decimal(repr(target)),
            deadline=deadline,
            as_of=as_of,
            calendar=calendar,
            falling=falling,
        )
    )
    if found is None:
        return
    assert odds_to_terminal(found)
    main = odds_to_html(found).partition(b"<main>")[2].partition(b"</main>")[0]
    ET.fromstring(b"<main>%b</main>" % main)  # noqa: S314 -- it is ours, just made
    Draft202012Validator(SCHEMA).validate(json.loads(odds_to_json(found)))
