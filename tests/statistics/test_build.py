"""The build tool, on a made-up source: same input, same bytes; revisions; its own manual."""

import csv
import gzip
import subprocess
import sys
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from kept.statistics.shelf import Shelf
from kept.statistics.tables import DATA

ROOT = Path(__file__).parents[2]
TOOL = ROOT / "tools" / "build_snapshot.py"
INDICATORS = """id,name,unit,kind,definition
output,Output,USD,flow,Made-up.
exports,Exports,USD,flow,Made-up.
young,Young people,person,stock,Made-up.
"""
SERIES = """\
id,indicator,publisher,name,unit,factor,calendar,licence,url,source,key,\
derived,projected_from,definition
BANK.EXPORTS,exports,Bank,Exports,USD,1000000,fiscal,L,https://example.org/b,prints,fiscal_year/broad,,,
OUT,output,Office,Output,USD,1,calendar,L,https://example.org/o,wdi,OUT,,,
OLD,output,Office,Output,USD,1000,calendar,L,https://example.org/p,wdi,OLD,,,
YOUNG,young,Office,Young,person,1,calendar,L,https://example.org/y,ages,age_0_14+age_15_24,,2024,
"""
PANEL = [
    ("AAA", "OUT", "2022", "1.50"),
    ("AAA", "OUT", "2024", "2.123456789012345"),
    ("AAA", "OLD", "2014", "1.25"),
    ("AAA", "UNNAMED", "2014", "7"),
    ("BBB", "OUT", "2024", ""),
]
VINTAGES = [
    ("AAA", "OUT", "2022", "2018-08-01", "0.9", "new"),
    ("AAA", "OUT", "2022", "2025-12-17", "1.4", "revised"),
    ("AAA", "OUT", "2022", "2026-05-01", "", "withdrawn"),
    ("AAA", "OUT", "2022", "2026-07-01", "1.50", "new"),
    ("AAA", "OUT", "2024", "2026-07-01", "2.123456789012345", "new"),
]
PRINTS = [
    (
        "fiscal_year",
        "FY2021",
        "broad (all)",
        "2123.0",
        "0",
        "2021-07-20",
        "https://example.org/1",
        "",
    ),
    (
        "fiscal_year",
        "FY2021",
        "broad (all)",
        "2108.0",
        "0",
        "2022-07-28",
        "https://example.org/2",
        "",
    ),
    (
        "fiscal_year",
        "FY2020",
        "broad (all)",
        "994.848",
        "0",
        "2020-07",
        "https://example.org/3",
        "",
    ),
    ("fiscal_year", "FY2020", "broad (all)", "995.0", "0", "2021", "https://example.org/4", ""),
    ("fiscal_year", "FY2020", "unspecified", "1.0", "0", "2021", "https://example.org/5", ""),
]


def _write(path: Path, header: str, lines: Iterable[tuple[str, ...]]) -> None:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "wt", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header.split(","))
        writer.writerows(lines)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    data = tmp_path / "source" / "data"
    data.mkdir(parents=True)
    _write(data / "wdi_panel.csv.gz", "iso3,indicator,year,value", PANEL)
    _write(data / "wdi_vintages.csv.gz", "iso3,indicator,year,vintage,value,status", VINTAGES)
    _write(
        data / "wdi_indicators.csv",
        "code,vintage",
        [("OUT", "2025-10 / 2026-07-01"), ("OLD", "2018-08-01")],
    )
    _write(
        data / "population_age.csv.gz",
        "iso3,year,age_0_14,age_15_24",
        [("AAA", "2023", "10", "5"), ("AAA", "2024", "11", "6")],
    )
    _write(
        data / "pak_it_exports.csv",
        "period_type,period,concept,value_usd_m,is_derived,date_published,source_url,note",
        PRINTS,
    )
    _write(
        data / "facts.csv",
        "subject,indicator,period,value,unit,kind,speaker,date_said,source_url,note",
        [
            (
                "PAK",
                "IT exports",
                "2030",
                "5-6",
                "US$ bn",
                "target",
                "A minister",
                "2024-12",
                "https://example.org/f",
                "",
            ),
            (
                "PAK",
                "IT exports",
                "2030",
                "5-6",
                "US$ bn",
                "target",
                "A minister",
                "2025",
                "https://example.org/f",
                "",
            ),
        ],
    )
    corrected = csv.DictReader(
        (ROOT / "tools" / "snapshot_countries.csv").read_text().splitlines()[1:]
    )
    _write(
        data / "countries.csv",
        "iso3,name,is_aggregate,wb_region,un_subregion,wb_income_group,currency_code",
        [
            ("PAK", "Pakistan", "0", "Asia", "", "Middle", "PKR"),
            ("WLD", "World", "1", "", "", "", ""),
        ]
        + [(row["iso3"], row["iso3"], "0", "", "", "", "") for row in corrected],
    )
    return tmp_path / "source"


def _build(source: Path, out: Path) -> subprocess.CompletedProcess[str]:
    out.mkdir()
    (out / "indicators.csv").write_text(INDICATORS)
    (out / "series.csv").write_text(SERIES)
    command = [sys.executable, str(TOOL), "--shared", str(source), "--out", str(out)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture
def shelf(source: Path, tmp_path: Path) -> Shelf:
    result = _build(source, tmp_path / "out")
    assert result.returncode == 0, result.stderr
    return Shelf(tmp_path / "out")


def _values(shelf: Shelf, series: str, area: str = "AAA", **known: date) -> dict[str, str]:
    return {one.label: str(one.value) for one in shelf.observations(series, area, **known)}


def test_same_input_same_bytes(source: Path, tmp_path: Path) -> None:
    for name in ("first", "second"):
        assert _build(source, tmp_path / name).returncode == 0
    for file in ("snapshot.sqlite", "facts.csv", "countries.csv"):
        assert (tmp_path / "first" / file).read_bytes() == (tmp_path / "second" / file).read_bytes()


def test_values_keep_their_digits_and_gaps_stay_gaps(shelf: Shelf) -> None:
    assert _values(shelf, "OUT") == {"2022": "1.50", "2024": "2.123456789012345"}
    assert _values(shelf, "OLD") == {"2014": "1250.00"}
    assert _values(shelf, "OUT", "BBB") == {}
    assert _values(shelf, "YOUNG") == {"2023": "15", "2024": "17"}


def test_vintages(shelf: Shelf) -> None:
    assert shelf.series("OUT").vintage == date(2026, 7, 1)
    assert _values(shelf, "OUT", as_of=date(2023, 6, 1)) == {"2022": "1.4"}
    assert _values(shelf, "OUT", as_of=date(2026, 4, 30)) == {"2022": "1.4"}
    assert _values(shelf, "OUT", as_of=date(2026, 5, 1)) == {}
    assert _values(shelf, "OUT", as_of=date(2026, 7, 1)) == _values(shelf, "OUT")


def test_a_series_left_behind_is_stale(shelf: Shelf) -> None:
    assert {series.id for series in shelf.all_series() if series.stale} == {"OLD"}


def test_prints_and_their_revisions(shelf: Shelf) -> None:
    latest = {"FY2020": "994848000", "FY2021": "2108000000"}
    assert _values(shelf, "BANK.EXPORTS", "PAK") == latest
    assert _values(shelf, "BANK.EXPORTS", "PAK", as_of=date(2022, 1, 1)) == {
        **latest,
        "FY2021": "2123000000",
    }
    assert _values(shelf, "BANK.EXPORTS", "PAK", as_of=date(2020, 7, 30)) == {}


def test_a_range_is_no_value_and_a_repetition_no_second_fact(shelf: Shelf) -> None:
    ours = [fact for fact in shelf.facts_about("PAK") if fact.url == "https://example.org/f"]
    assert [(fact.value, fact.note, fact.said) for fact in ours] == [
        (None, "between 5 and 6 billion USD", "2024-12")
    ]


def test_a_vintage_that_is_not_the_panel_is_refused(source: Path, tmp_path: Path) -> None:
    wrong = [*PANEL[1:], ("AAA", "OUT", "2022", "1.6")]
    _write(source / "data" / "wdi_panel.csv.gz", "iso3,indicator,year,value", wrong)
    result = _build(source, tmp_path / "out")
    assert result.returncode == 1
    assert "OUT AAA 2022" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_missing_source_is_named(source: Path, tmp_path: Path) -> None:
    (source / "data" / "facts.csv").unlink()
    result = _build(source, tmp_path / "out")
    assert result.returncode == 1
    assert "facts.csv" in result.stderr


def test_the_manual_shows_the_table() -> None:
    command = [sys.executable, str(TOOL), "--table"]
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    assert result.stdout.strip() in (ROOT / "docs" / "statistics.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("module", ["snapshot_facts", "snapshot_notes", "snapshot_prints"])
def test_the_examples_of_the_tool(module: str) -> None:
    command = [sys.executable, "-m", "doctest", f"{module}.py"]
    result = subprocess.run(command, cwd=TOOL.parent, capture_output=True, text=True, check=False)
    assert (result.returncode, result.stdout) == (0, "")


def test_values_shipped_are_exact_decimals() -> None:
    shelf = Shelf(DATA)
    for one in shelf.observations("NY.GDP.MKTP.CD", "PAK"):
        assert isinstance(one.value, Decimal)
        assert Decimal(str(one.value)) == one.value
