import pytest
from hypothesis import given
from hypothesis import strategies as st

from kept.lexicon.gazetteer import gazetteer
from kept.lexicon.load import rows
from kept.lexicon.places import (
    country_of,
    country_of_document,
    fiscal_calendar,
    fiscal_year,
    mentions,
    place_pattern,
)

from .cases import cases


@pytest.mark.parametrize("case", cases("mentions.yaml"), ids=lambda case: case["text"])
def test_countries_are_found_in_running_text(case):
    found = mentions(case["text"])
    assert [place.iso3 + "*" * (place.kind == "demonym") for place in found] == case["want"]


@pytest.mark.parametrize("case", cases("documents.yaml"), ids=lambda case: case["text"][:40])
def test_the_country_a_document_speaks_of(case):
    text = case["text"]
    found = country_of_document(text, mentions(text), case.get("publisher"))
    assert (found or "none") == case["want"]


def test_each_form_finds_its_own_country():
    for form, (iso3, _) in gazetteer().forms.items():
        assert country_of(form) == (iso3 or None)


def test_every_form_begins_with_a_word_that_the_pattern_finds():
    for form in gazetteer().forms:
        assert place_pattern().match(form), form


@pytest.mark.parametrize("name", ["turkey", "pakistan", "us", "", "Atlantis", "Congo"])
def test_what_is_no_country_has_no_code(name):
    assert country_of(name) is None


def test_offsets_are_code_points_and_ranges_are_half_open():
    text = "🙂 “Kenya” rose"
    (place,) = mentions(text)
    assert text[place.start : place.end] == "Kenya"


def test_a_range_of_the_text_is_searched_alone():
    text = "Kenya and Ghana and Togo"
    assert [place.iso3 for place in mentions(text, 6, 16)] == ["GHA"]


@given(st.text(max_size=80), st.sampled_from(["Kenya", "Papua New Guinea", "U.S."]))
def test_shifting_the_text_shifts_the_mentions(before, name):
    text = f"exports of {name} rose"
    pad = before + "\n"
    shifted = [place for place in mentions(pad + text) if place.start >= len(pad)]
    moved = [
        place._replace(start=place.start - len(pad), end=place.end - len(pad)) for place in shifted
    ]
    assert moved == mentions(text)


@pytest.mark.parametrize(
    ("country", "start", "named"),
    [
        ("PAK", (7, 1), "end"),
        ("IND", (4, 1), "end"),
        ("GBR", (4, 1), "end"),
        ("USA", (10, 1), "end"),
        ("AUS", (7, 1), "end"),
        ("JPN", (4, 1), "start"),
        ("NPL", (7, 16), "end"),
        ("FRA", (1, 1), "end"),
        ("unknown", (1, 1), "end"),
    ],
)
def test_financial_years(country, start, named):
    assert fiscal_year(country) == start
    assert fiscal_calendar(country).named == named


def test_each_financial_year_names_a_listed_country_and_a_source():
    for row in rows("fiscal_years.csv", "iso3", "source"):
        assert row["iso3"] in gazetteer().names
        assert row["source"]
        assert (int(row["month"]), int(row["day"])) != (1, 1)


def test_each_trap_is_about_a_listed_form():
    for row in rows("place_traps.csv", "form", "rule", "words"):
        known = row["form"] in gazetteer().forms or row["rule"] in {"never", "opener"}
        assert known, row["form"]
        assert row["rule"] in {"never", "opener", "person", "near", "before", "after", "needs"}
