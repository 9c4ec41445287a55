"""What the shelf answers, against figures that a reader can look up."""

import itertools
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from kept.model.statistics import Observation
from kept.statistics.catalogue import AGGREGATES
from kept.statistics.shelf import Shelf, open_shelf

KNOWN = yaml.safe_load(Path(__file__).with_name("known_values.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    return open_shelf()


def _labelled(observed: tuple[Observation, ...], label: str) -> Decimal | None:
    return next((one.value for one in observed if one.label == label), None)


@pytest.mark.parametrize(
    "case", KNOWN, ids=lambda c: f"{c['series']} {c['label']} {c.get('as_of')}"
)
def test_known_values(shelf: Shelf, case: dict[str, str]) -> None:
    observed = shelf.observations(case["series"], case["area"], as_of=case.get("as_of"))
    expected = None if case["value"] is None else Decimal(case["value"])
    assert _labelled(observed, str(case["label"])) == expected


def test_population_under_answers_for_its_ages_only(shelf: Shelf) -> None:
    under = {age: shelf.population_under(age, "PAK", 2025) for age in (15, 25, 30, 65)}
    assert {age: one.value for age, one in under.items() if one} == {
        15: 92502035,
        25: 92502035 + 50933029,
        30: 164122555,
        65: 92502035 + 151585198,
    }
    assert shelf.population_under(18, "PAK", 2025) is None
    assert shelf.population_under(30, "PAK", 1989) is None
    assert shelf.population_under(30, "ZZZ", 2025) is None


def test_ages_add_up(shelf: Shelf) -> None:
    for area in ("PAK", "IND", "GBR", "TUV"):
        young = shelf.population_under(65, area, 2024)
        old, whole = (
            _labelled(shelf.observations(series, area), "2024")
            for series in ("WPP.POP.65UP", "WPP.POP.TOTAL")
        )
        assert young
        assert old
        assert young.value + old == whole


def test_projections_say_so_and_stay_out_of_the_past(shelf: Shelf) -> None:
    whole = shelf.observations("WPP.POP.UNDER30", "PAK")
    assert whole[-1].label == "2040"
    assert {one.note for one in whole if one.label >= "2024"} == {"projection"}
    assert {one.note for one in whole if one.label < "2024"} == {""}
    known = shelf.observations("WPP.POP.UNDER30", "PAK", as_of=date(2025, 5, 1))
    assert known[-1].label == "2025"


def test_windows_of_exports_that_start_between_one_and_ten_billion(shelf: Shelf) -> None:
    found = shelf.windows("BX.GSR.CCIS.CD", years=4, low=1e9, high=1e10, since=2010)
    assert len(found) == 327
    assert len({window.area for window in found}) == 47
    assert max(window.growth for window in found) < 0.409
    assert all(1e9 <= window.base <= 1e10 and window.start_year >= 2010 for window in found)
    assert list(found) == sorted(found, key=lambda window: (window.area, window.start_year))


def test_windows_leave_aggregates_out(shelf: Shelf) -> None:
    found = shelf.windows("NY.GDP.MKTP.CD", years=1, low=1.0, high=1e20, since=1960)
    areas = {window.area for window in found}
    assert {"PAK", "USA"} <= areas
    assert all((c := shelf.country(area)) and c.region != AGGREGATES for area in areas)
    assert (world := shelf.country("WLD"))
    assert world.region == AGGREGATES
    assert shelf.observations("NY.GDP.MKTP.CD", "WLD")


def test_windows_of_a_national_series_are_none(shelf: Shelf) -> None:
    assert shelf.windows("PAK.ICT-REMITTANCES", years=1, low=1.0, high=1e12, since=2010) == ()


def test_series_of_puts_the_national_publisher_first(shelf: Shelf) -> None:
    found = [series.id for series in shelf.series_of("ict-service-exports", "PAK")]
    assert found[0] == "PAK.ICT-REMITTANCES"
    assert found[-1] == "BX.GSR.CCIS.CD"
    assert [s.id for s in shelf.series_of("ict-service-exports", "IND")] == ["BX.GSR.CCIS.CD"]
    assert shelf.series_of("ict-service-exports", "VNM") == ()
    assert shelf.series_of("no-such-indicator", "PAK") == ()


def test_fiscal_periods_are_half_open_dates(shelf: Shelf) -> None:
    years = {one.label: one for one in shelf.observations("PAK.ICT-REMITTANCES", "PAK")}
    assert (years["FY2025"].start, years["FY2025"].end) == (date(2024, 7, 1), date(2025, 7, 1))
    parts = {one.label: one for one in shelf.observations("PAK.ICT-REMITTANCES.YTD", "PAK")}
    part = parts["FY2025 Jul-Mar"]
    assert (part.start, part.end) == (date(2024, 7, 1), date(2025, 4, 1))
    assert years["FY2025"].known == date(2025, 8, 20)
    assert years["FY2025"].url.startswith("https://")


def test_observations_are_in_order_and_each_period_comes_once(shelf: Shelf) -> None:
    for series in shelf.all_series():
        observed = shelf.observations(series.id, "PAK")
        starts = [(one.start, one.end) for one in observed]
        assert starts == sorted(set(starts))
        assert all(one.start < one.end and one.area == "PAK" for one in observed)


def test_an_earlier_day_never_knows_more(shelf: Shelf) -> None:
    days = [date(2019, 1, 1), date(2022, 7, 20), date(2025, 5, 1), date(2026, 5, 15)]
    for series_id in ("PAK.ICT-REMITTANCES", "NY.GDP.MKTP.CD", "SL.UEM.TOTL.ZS"):
        for earlier, later in itertools.pairwise(days):
            before, after = (
                {one.label for one in shelf.observations(series_id, "PAK", as_of=day)}
                for day in (earlier, later)
            )
            assert before <= after


def test_an_earlier_vintage_says_which(shelf: Shelf) -> None:
    observed = shelf.observations("BX.KLT.DINV.CD.WD", "PAK", as_of=date(2025, 5, 1))
    assert {one.note for one in observed} == {"as it stood on 2025-12-17"}
    assert {one.note for one in shelf.observations("BX.KLT.DINV.CD.WD", "PAK")} == {""}


def test_unknown_ids(shelf: Shelf) -> None:
    assert shelf.observations("NY.GDP.MKTP.CD", "ZZZ") == ()
    assert shelf.indicator("no-such-indicator") is None
    assert shelf.country("ZZZ") is None
    assert shelf.rate("ZZZ", 2024) is None
    with pytest.raises(KeyError):
        shelf.series("NO.SUCH.SERIES")
    with pytest.raises(KeyError):
        shelf.observations("NO.SUCH.SERIES", "PAK")


def test_exchange_rates(shelf: Shelf) -> None:
    assert (rate := shelf.rate("PAK", 2024))
    assert rate.value == Decimal("278.580716167563")
    assert (own := shelf.rate("USA", 2024))
    assert own.value == 1


def test_shares_and_rates_are_no_levels(shelf: Shelf) -> None:
    for series in shelf.all_series():
        if series.unit == "percent":
            values = [one.value for one in shelf.observations(series.id, "PAK")]
            assert values
            assert all(abs(value) < 1000 for value in values)


def test_fiscal_years_of_countries(shelf: Shelf) -> None:
    starts = {
        "PAK": (7, 1),
        "IND": (4, 1),
        "GBR": (4, 1),
        "USA": (10, 1),
        "ETH": (7, 8),
        "IRN": (3, 21),
        "NGA": (1, 1),
        "IDN": (1, 1),
    }
    found = {area: c.fiscal_year_start for area in starts if (c := shelf.country(area))}
    assert found == starts
