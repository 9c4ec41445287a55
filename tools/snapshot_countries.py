"""Reference areas: names, currencies, regions, income groups and fiscal years."""

import csv
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

from kept.errors import SnapshotError
from kept.statistics.catalogue import AGGREGATES
from kept.statistics.tables import rows

COLUMNS = ("iso3", "name", "currency", "region", "income_group", "fiscal_year_start")
CALENDAR_YEAR = "01-01"
FISCAL_YEARS = Path(str(files("kept.lexicon") / "data" / "fiscal_years.csv"))


def write_countries(source: Path, out: Path) -> None:
    """Write the table of reference areas.

    Fiscal years are those of the lexicon, which gives a source for each: the World Bank's own
    field is years behind for some countries. What `snapshot_countries.csv` corrects comes first.
    """
    corrected = {
        (row["iso3"], row["column"]): row["value"]
        for row in rows(Path(__file__).with_name("snapshot_countries.csv"))
    }
    starts = {
        row["iso3"]: f"{int(row['month']):02}-{int(row['day']):02}" for row in rows(FISCAL_YEARS)
    }
    with (source / "countries.csv").open(encoding="utf-8", newline="") as file:
        found = [_country(row, starts) for row in csv.DictReader(file)]
    unknown = {iso3 for iso3, _ in corrected} - {row["iso3"] for row in found}
    if unknown:
        raise SnapshotError(
            "a correction is about no country",
            where="snapshot_countries.csv",
            why=", ".join(sorted(unknown)),
            remedy="Use the codes of the country list",
        )
    with out.open("w", encoding="utf-8", newline="") as file:
        file.write(
            "# Reference areas. fiscal_year_start: month-day on which the budget year begins.\n"
        )
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        for row in sorted(found, key=lambda row: row["iso3"]):
            writer.writerow({c: corrected.get((row["iso3"], c), row[c]) for c in COLUMNS})


def _country(row: Mapping[str, str], starts: Mapping[str, str]) -> dict[str, str]:
    aggregate = row["is_aggregate"] == "1"
    return {
        "iso3": row["iso3"],
        "name": row["name"],
        "currency": row["currency_code"],
        "region": AGGREGATES if aggregate else row["wb_region"] or row["un_subregion"],
        "income_group": row["wb_income_group"],
        "fiscal_year_start": starts.get(row["iso3"], CALENDAR_YEAR),
    }
