"""Write the one old vintage that the backtest ships: what was known in August 2018.

Usage: python tools/build_vintage.py --shared FOLDER, with wdi_vintages.csv.gz in it. Values of
the last 45 years are kept as 32-bit numbers: seven digits, enough to score a forecast and not
to quote.
"""

import argparse
import csv
import gzip
from pathlib import Path

import numpy as np

from kept.forecast.learning import left_out
from kept.forecast.parameters import DATA
from kept.statistics.shelf import open_shelf

VINTAGE = "2018-08-01"
FIRST, LAST = 1973, 2017


def main() -> None:
    """Read the file of vintages and write one of them."""
    parser = argparse.ArgumentParser(description="Write the vintage of August 2018.")
    parser.add_argument("--shared", type=Path, required=True)
    given = parser.parse_args()
    countries = {one.iso3 for one in open_shelf().countries()}
    rows: dict[tuple[str, str], list[float]] = {}
    with gzip.open(given.shared / "wdi_vintages.csv.gz", "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            year = int(row["year"])
            wanted = row["vintage"] == VINTAGE and row["status"] != "withdrawn"
            wanted = wanted and row["iso3"] in countries
            if wanted and FIRST <= year <= LAST and row["indicator"] not in left_out():
                key = row["indicator"], row["iso3"]
                rows.setdefault(key, [float("nan")] * (LAST - FIRST + 1))
                rows[key][year - FIRST] = float(row["value"])
    path = DATA / "vintage_2018.npz"
    keys = sorted(rows)
    np.savez_compressed(
        path,
        vintage=np.array(VINTAGE),
        first_year=np.array(FIRST),
        series=np.array([series for series, _ in keys]),
        areas=np.array([area for _, area in keys]),
        values=np.array([rows[key] for key in keys], dtype=np.float32),
    )
    series = len({series for series, _ in keys})
    print(f"{path.name}: {series} series, {len(keys):,} rows, {path.stat().st_size / 1e3:,.0f} kB")


if __name__ == "__main__":
    main()
