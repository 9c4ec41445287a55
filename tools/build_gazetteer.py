"""Write the lexicon's countries.csv from a country-codes list and our own additions.

Run: python tools/build_gazetteer.py COUNTRIES_CSV
COUNTRIES_CSV is the country-codes list with World Bank metadata that the statistics are built
from. French and Spanish forms are left out: several are English words or given names. Kept are
the formal English names ("the Republic of ..."), and all that gazetteer_additions.csv adds.
"""

import csv
import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ADDITIONS = ROOT / "tools" / "gazetteer_additions.csv"
OUTPUT = ROOT / "src" / "kept" / "lexicon" / "data" / "countries.csv"
HEAD = """\
# Countries and territories: names, demonyms and capital, for finding them in text.
# Written by tools/build_gazetteer.py; change tools/gazetteer_additions.csv, not this file.
# Sources: datasets/country-codes (PDDL, 2026-05-15), World Bank country metadata (CC BY 4.0,
# 2026-02-24), World Factbook names and nationalities (public domain), own additions.
"""


def main(source: Path) -> None:
    """Write the file."""
    additions = read_additions()
    with source.open(encoding="utf-8", newline="") as file:
        countries = [row for row in csv.DictReader(file) if row["is_aggregate"] == "0"]
    with OUTPUT.open("w", encoding="utf-8", newline="") as file:
        file.write(HEAD)
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("iso3", "name", "forms", "demonyms", "capital", "domain"))
        for row in sorted(countries, key=lambda row: row["iso3"]):
            writer.writerow(compiled(row, additions.get(row["iso3"], {})))
    print(f"{OUTPUT.relative_to(ROOT)}: {len(countries)} countries and territories")


def read_additions() -> dict[str, dict[str, list[str]]]:
    """Return our own forms: country -> kind -> forms."""
    additions: dict[str, dict[str, list[str]]] = {}
    with ADDITIONS.open(encoding="utf-8", newline="") as file:
        lines = (line for line in file if not line.startswith("#"))
        for row in csv.DictReader(lines):
            kinds = additions.setdefault(row["iso3"], {})
            kinds.setdefault(row["kind"], []).extend(row["forms"].split("|"))
    return additions


def compiled(row: dict[str, str], own: dict[str, list[str]]) -> tuple[str, ...]:
    """Return one line of the output."""
    listed = row["name"] if is_plain(row["name"]) else ""
    dropped = set(own.get("drop", ()))
    forms = [
        form
        for form in unique((*own.get("name", ()), listed, *formal(row["aliases"].split("|"))))
        if form and form not in dropped
    ]
    name = own.get("name", [listed])[0] or row["name"]
    domain = own.get("domain", [row["iso2"].lower()])[0]
    demonyms = own.get("demonym", ())
    return row["iso3"], name, "|".join(forms), "|".join(demonyms), row["capital"].strip(), domain


def is_plain(name: str) -> bool:
    """Return whether a name is written as in running text, not for an index."""
    return not set(name) & set(",(*")


def formal(aliases: Iterable[str]) -> Iterable[str]:
    """Return the formal English names, without their article."""
    return (alias.removeprefix("the ") for alias in aliases if is_english_formal(alias))


def is_english_formal(alias: str) -> bool:
    """Return whether an alias is a formal name in English."""
    return alias.startswith("the ") and is_plain(alias)


def unique(forms: Iterable[str]) -> list[str]:
    """Return the forms once each, in their first order."""
    return list(dict.fromkeys(forms))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python tools/build_gazetteer.py COUNTRIES_CSV")
    main(Path(sys.argv[1]))
