"""Run the benchmarks, print their tables and write docs/benchmarks.md: make bench.

Each script of `benchmarks/` named below prints Markdown tables; the page holds them word for
word, with the machine and the day. Nothing in the page is written by hand but the introductions.
"""

import os
import platform
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "benchmarks.md"
HEAD = """# Benchmarks

`make bench` runs every script below and writes this page. Times are medians of processor time,
unless a table says otherwise, on {machine}, {day}. Another load on the machine makes them longer
and leaves their proportions as they are. How well the extractor reads, beside its peers, stands
in [extraction.md](extraction.md) and is measured by `make bench-extract`.
"""
PARTS = (
    ("The command line, from a cold start", "startup.py"),
    ("Every room on a whole announcement", "check.py"),
    ("Reading", "read.py"),
    ("Linking", "link.py"),
    ("The odds of a target", "odds.py"),
    ("Statistics", "statistics_shelf.py"),
    ("The ledger", "ledger.py"),
    ("Accusations in speeches that nobody wrote for Kept", "accusations.py"),
)


def main() -> int:
    """Run all, print all, write the page; return 1 if one of them left with an error."""
    failed = False
    parts = [HEAD.format(machine=machine(), day=datetime.now(tz=UTC).date().isoformat())]
    for title, script in PARTS:
        done = subprocess.run(  # noqa: S603
            [sys.executable, str(ROOT / "benchmarks" / script)],
            stdout=subprocess.PIPE,
            text=True,
            check=False,
        )
        failed |= done.returncode != 0
        if not done.stdout.strip():
            continue
        part = f"## {title}\n\n`python benchmarks/{script}`\n\n{done.stdout.strip()}\n"
        print(f"{part}", flush=True)
        parts.append(part)
    PAGE.write_text("\n".join(parts), encoding="utf-8")
    return int(failed)


def machine() -> str:
    """Return the machine in words."""
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return f"{os.cpu_count()} cores, {python}"


if __name__ == "__main__":
    sys.exit(main())
