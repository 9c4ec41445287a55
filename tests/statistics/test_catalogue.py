"""The catalogue, the snapshot and the facts agree with one another and carry their sources."""

import re
import zlib
from datetime import date

import pytest

from kept.model.statistics import Fact, Series
from kept.statistics.shelf import Shelf, open_shelf
from kept.statistics.tables import DATA, rows

MONEY_OR_COUNT = re.compile(r"[A-Z]{3}|percent|[a-z][a-z0-9, ]*( per USD)?")
SIZE_IN_WHEEL = 5_000_000


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    return open_shelf()


@pytest.fixture(scope="module")
def facts(shelf: Shelf) -> list[Fact]:
    subjects = {row["subject"] for row in rows(DATA / "facts.csv")}
    return [fact for subject in sorted(subjects) for fact in shelf.facts_about(subject)]


def _series() -> tuple[Series, ...]:
    return open_shelf().all_series()


@pytest.mark.parametrize("series", _series(), ids=lambda series: series.id)
def test_every_series_has_a_source(shelf: Shelf, series: Series) -> None:
    assert series.licence
    assert series.publisher
    assert series.url.startswith("https://")
    assert date(2018, 1, 1) <= series.vintage <= date(2030, 1, 1)
    indicator = shelf.indicator(series.indicator)
    assert indicator is not None
    assert indicator.unit == series.unit
    assert MONEY_OR_COUNT.fullmatch(series.unit)


def test_every_indicator_has_a_series_and_says_what_it_is(shelf: Shelf) -> None:
    used = {series.indicator for series in shelf.all_series()}
    assert {indicator.id for indicator in shelf.indicators()} == used
    assert all(indicator.definition.endswith(".") for indicator in shelf.indicators())


def test_rates_are_told_from_levels(shelf: Shelf) -> None:
    for indicator in shelf.indicators():
        if indicator.unit in {"percent", "index"} or "per " in indicator.unit:
            assert indicator.kind == "rate", indicator.id
        if indicator.unit == "person":
            assert indicator.kind == "stock", indicator.id


def test_marks(shelf: Shelf) -> None:
    assert {s.id for s in shelf.all_series() if s.stale} == {"EN.ATM.CO2E.KT"}
    derived = {s.id for s in shelf.all_series() if s.derived}
    assert derived == {"NE.EXP.GNFS.CD", "MS.MIL.XPND.CD", "X.BX.GSR.CCIS.GD.ZS"}
    assert all("Derived" in shelf.series(series_id).definition for series_id in derived)
    assert {s.id for s in shelf.all_series() if s.calendar == "fiscal"} == {
        "PAK.ICT-REMITTANCES",
        "PAK.ICT-REMITTANCES.YTD",
        "PAK.IT-REMITTANCES",
    }


def test_every_fact_has_a_page_and_a_value_or_a_reason(facts: list[Fact]) -> None:
    assert len(facts) > 130
    assert len({fact.id for fact in facts}) == len(facts)
    for fact in facts:
        assert re.fullmatch(r"https?://\S+", fact.url), fact.id
        assert re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", fact.said), fact.id
        assert fact.topic == fact.topic.lower()
        assert fact.speaker
        assert fact.value is not None or fact.unit == "" or fact.note.startswith("between")


def test_facts_are_written_for_readers(facts: list[Fact]) -> None:
    working = re.compile(
        r"article|not found|verify|general knowledge|do not score|panel|n/a|reached="
    )
    assert [fact.id for fact in facts if working.search(f"{fact.name} {fact.note}")] == []


def test_facts_by_topic(shelf: Shelf) -> None:
    pledges = shelf.facts("digital-fdi-pledges", "PAK")
    assert {fact.value for fact in pledges} == {700_000_000}
    graduates = {int(fact.value or 0) for fact in shelf.facts("it-graduates-per-year", "PAK")}
    assert {25_000, 72_952, 75_000} <= graduates
    models = shelf.facts("llm-passwords-not-strong-enough", "KASPERSKY")
    assert {fact.value for fact in models} == {88, 87, 33}
    assert shelf.facts("dco-presidency", "DCO")[0].period == "2026"
    assert shelf.facts("dco-presidency", "PAK") == ()


def test_moved_goalposts_stay_on_record(shelf: Shelf) -> None:
    targets = [f for f in shelf.facts("ict-service-exports", "PAK") if f.kind == "target"]
    fifteen = [fact for fact in targets if fact.value == 15_000_000_000]
    assert {fact.period for fact in fifteen} >= {"FY2025", "2025-12", "FY2029"}
    assert [fact.said for fact in targets] == sorted(fact.said for fact in targets)


def test_no_fact_repeats_a_series(shelf: Shelf, facts: list[Fact]) -> None:
    printed = {
        (one.label, one.value, one.url)
        for series in shelf.series_of("ict-service-exports", "PAK")
        for one in shelf.observations(series.id, "PAK")
        if one.url
    }
    told = {(fact.period, fact.value, fact.url) for fact in facts if fact.kind == "actual"}
    assert printed & told == set()


def test_fiscal_years_are_those_of_the_lexicon(shelf: Shelf) -> None:
    lexicon = DATA.parents[1] / "lexicon" / "data" / "fiscal_years.csv"
    for row in rows(lexicon):
        country = shelf.country(row["iso3"])
        assert country is not None
        assert country.fiscal_year_start == (int(row["month"]), int(row["day"]))


def test_size_in_the_wheel() -> None:
    assert len(zlib.compress((DATA / "snapshot.sqlite").read_bytes(), 6)) < SIZE_IN_WHEEL
