"""Build the statistics that ship with the package, or print the table of what they hold.

    python tools/build_snapshot.py --shared ../shared   writes src/kept/statistics/data
    python tools/build_snapshot.py --table              prints the table of docs/statistics.md

The same input gives the same bytes (with the same version of SQLite).
"""

import argparse
import sys
from pathlib import Path

from kept.errors import KeptError
from kept.statistics.tables import DATA, rows
from snapshot_countries import write_countries
from snapshot_facts import write_facts
from snapshot_prints import read_prints
from snapshot_store import write_snapshot
from snapshot_table import table
from snapshot_yearly import (
    first_vintages,
    read_ages,
    read_history,
    read_panel,
    read_vintages,
    revisions,
)


def main() -> int:
    """Return 0 after writing the data or printing the table, 1 where a source is at fault."""
    options = _options()
    try:
        if options.table:
            print(table(options.out))
        else:
            _build(options.shared / "data", options.out)
    except (KeptError, OSError) as error:
        print(f"build_snapshot: {error}", file=sys.stderr)
        return 1
    return 0


def _build(source: Path, out: Path) -> None:
    catalogue = rows(out / "series.csv")
    prints = read_prints(source, catalogue)
    panel = read_panel(source, catalogue)
    history = read_history(source, catalogue)
    write_snapshot(
        out / "snapshot.sqlite",
        catalogue,
        vintages=read_vintages(source, catalogue),
        first_vintages=first_vintages(history),
        runs=panel | read_ages(source, catalogue),
        revisions=revisions(history, panel),
        prints=prints,
    )
    write_countries(source, out / "countries.csv")
    write_facts(source, out / "facts.csv", prints)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--shared", type=Path, help="folder that holds data/ with the sources")
    parser.add_argument("--out", type=Path, default=DATA, help="folder with the catalogue")
    parser.add_argument("--table", action="store_true", help="print the table of series")
    options = parser.parse_args()
    if not options.table and options.shared is None:
        parser.error("say where the sources lie: --shared FOLDER")
    return options


if __name__ == "__main__":
    sys.exit(main())
