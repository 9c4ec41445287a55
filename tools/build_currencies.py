"""Write the lexicon's table of currencies from the reference list.

python tools/build_currencies.py path/to/currencies.csv
"""

import csv
import sys
from pathlib import Path

TARGET = Path(__file__).parents[1] / "src/kept/lexicon/data/currencies.csv"
HEADER = """\
# Currencies by ISO 4217 code, with the countries (ISO 3166-1 alpha-3) that use each.
# Source: country-codes list (PDDL), 2026-05-15. Written by tools/build_currencies.py.
"""


def main(source: Path) -> None:
    """Write code, name and countries of each currency."""
    with source.open(encoding="utf-8", newline="") as file:
        rows = [
            (row["code"], row["name"].strip(), row["countries"]) for row in csv.DictReader(file)
        ]
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        file.write(HEADER)
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("code", "name", "countries"))
        writer.writerows(sorted(rows))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
