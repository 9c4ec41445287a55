"""Time the ledger against plain sqlite3 inserts of the same rows, in one run.

    python benchmarks/ledger.py                           a list of 20,000 commitments
    python benchmarks/ledger.py --commitments 1000000     the list that docs/ledger.md tells of

Both sides write through to the disk at each commit (write-ahead log, synchronous=FULL). Rates
are medians over batches; what waits for the disk is wall time, what does not is CPU time.
"""

import argparse
import sqlite3
import tempfile
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

from kept.model.ledger import Announced, Draft, Due, Paid, Proof, Role
from kept.record.chain import COLUMNS, Row
from kept.record.folds import fold
from kept.record.listing import Filter, Order, page
from kept.record.store import Ledger, open_ledger, rows_after
from kept.record.verification import verify, walk

AREAS = ("PAK", "IND", "KEN", "NGA", "GBR", "DEU", "BRA", "IDN", "VNM", "ZAF")
KINDS = ("target", "pledge", "initiative", "appointment")
INDICATORS = ("ict-service-exports", "gdp", "merchandise-exports", "electricity-access")
WORDS = ("harbour", "railway", "school", "clinic", "dam", "road", "port", "grid", "forest", "well")
BODIES = 500
FIRST = date(2015, 1, 1)
BATCH = 500
BATCHES = 12
SINGLES = 300


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--commitments", type=int, default=20_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kept-bench-") as name:
        folder = Path(name)
        appends(folder)
        folds(folder)
        pages(folder, options.commitments)


def now() -> datetime:
    """Return the clock's reading."""
    return datetime.now(UTC)


def promise(number: int) -> Draft:
    """Return a promise of which every filter finds some."""
    said = FIRST + timedelta(days=number * 7919 % 4000)
    due = date(said.year + 1 + number % 9, 1, 1)
    amount = Decimal(1_000_000 + number)
    kind = KINDS[number % 4]
    text = (
        f"build {WORDS[number % 10]} {number} with {WORDS[number // 10 % 10]} number {number % 977}"
    )
    body = Announced(
        document=f"document-{number // 10:012x}",
        kind=kind,
        text=text,
        quote=f"The ministry said on Monday that it will {text} before the end of {due.year - 1}.",
        said=said,
        due=None
        if number % 5 == 0
        else Due(date(due.year - 1, 1, 1), due, str(due.year - 1), yearly=True),
        area=AREAS[number % 10],
        indicator=INDICATORS[number // 4 % 4] if kind == "target" else "",
        low=amount,
        high=amount,
        unit="USD",
        roles=(Role(f"Ministry {number % BODIES}", "promiser"),),
        source=f"https://example.org/announcements/{number}",
    )
    return Draft(
        kind="commitment",
        subject=f"commitment-{number * 0x9E3779B97F4A7C15 % 2**64:016x}",
        identity=(),
        writer="rule:bench/1",
        body=body,
    )


def remark(number: int) -> Draft:
    """Return an entry like most of what a report files: a claim."""
    body = {
        "quote": {
            "exact": f"The ministry said that exports rose {number} % in the year.",
            "start": number,
        },
        "quantity": {
            "exact": f"{number} %",
            "low": str(number),
            "high": str(number),
            "unit": "percent",
        },
        "measure": {"exact": "exports", "start": number + 30},
        "modality": "observed",
        "rules": ["number", "percent", "observed"],
    }
    return Draft(
        kind="claim", subject=f"document-{number:012x}", identity=(str(number),),
        writer="rule:bench/1", body=body,
    )  # fmt: skip


def appends(folder: Path) -> None:
    """Print the rates of durable appends, ours and plain, and what verifying them takes."""
    print("| Appended and on the disk, a second | Ledger | By processor time | Plain sqlite3 |")
    print("|---|---:|---:|---:|")
    after = []
    for name, make in (("claims", remark), ("commitments", promise)):
        ledger = open_ledger(str(folder / f"{name}.sqlite"), create=True)
        plain = Plain(folder / f"{name}-plain.sqlite")
        # By turns, as a disk's mood changes within seconds.
        pairs = [both(ledger, plain, batch(make, number)) for number in range(BATCHES)]
        single = [both(ledger, plain, [make(BATCH * BATCHES + n)]) for n in range(SINGLES)]
        for what, times, count in (("in batches of 500", pairs, BATCH), ("one by one", single, 1)):
            rates = " | ".join(f"{count / took:,.0f}" for took in medians(times))
            print(f"| {name}, {what} | {rates} |")
        after.append(f"| {name} | {proved(ledger)} | {size_of(ledger) / ledger.count():,.0f} |")
        ledger.engine.dispose()
    print("\n| Entries | Chain verified/s | Whole file too/s | Bytes an entry, lists and all |")
    print("|---|---:|---:|---:|", *after, sep="\n")


def proved(ledger: Ledger) -> str:
    """Return entries verified a second: the chain alone, and with SQLite's check of the file."""
    chain = median(timed(lambda: walk(ledger, {})) for _ in range(5))
    whole = median(timed(lambda: verify(ledger)) for _ in range(5))
    return f"{ledger.count() / chain:,.0f} | {ledger.count() / whole:,.0f}"


def batch(make: Callable[[int], Draft], number: int) -> list[Draft]:
    """Return the drafts of one batch."""
    return [make(number * BATCH + part) for part in range(BATCH)]


def both(ledger: Ledger, plain: "Plain", drafts: Sequence[Draft]) -> tuple[float, ...]:
    """Return seconds for the same rows: our wall time and processor time, plain wall time."""
    before = ledger.count()
    began, worked = perf_counter(), process_time()
    ledger.append(drafts, now)
    took, used = perf_counter() - began, process_time() - worked
    return took, used, plain.write(list(rows_after(ledger, before)))


def medians(times: Sequence[tuple[float, ...]]) -> tuple[float, ...]:
    """Return the median of each column."""
    return tuple(map(median, zip(*times, strict=True)))


class Plain:
    """A plain table with the same rows, written as durably."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None)
        for pragma in ("journal_mode = WAL", "synchronous = FULL"):
            self._connection.execute(f"PRAGMA {pragma}")
        self._connection.execute(
            f"CREATE TABLE entry ({', '.join(COLUMNS)}, PRIMARY KEY (sequence))"
        )

    def write(self, rows: Sequence[Row]) -> float:
        """Return the seconds that rows take in one transaction."""
        marks = ", ".join("?" * len(COLUMNS))
        began = perf_counter()
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.executemany(f"INSERT INTO entry VALUES ({marks})", rows)  # noqa: S608
        self._connection.execute("COMMIT")
        return perf_counter() - began


def size_of(ledger: Ledger) -> int:
    """Return the bytes of the ledger's file, once the log is worked into it."""
    with ledger.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    return Path(str(ledger.engine.url.database)).stat().st_size


def folds(folder: Path) -> None:
    """Print how long a commitment with 1,000 entries takes to read and fold."""
    ledger = open_ledger(str(folder / "folds.sqlite"), create=True)
    first = promise(1)
    ledger.append([first, *(payment(first.subject, number) for number in range(999))], now)
    times = [timed(lambda: fold(ledger.about((first.subject,)))) for _ in range(30)]
    print(f"\nA commitment with 1,000 entries is read and folded in {median(times) * 1000:.1f} ms.")
    ledger.engine.dispose()


def payment(subject: str, number: int) -> Draft:
    """Return a sum of money that was signed."""
    day = FIRST + timedelta(days=number)
    proof = Proof(kind="document", source=f"https://example.org/{number}", on=day)
    body = Paid(stage="signed", amount=Decimal(number + 1), unit="USD", on=day, proof=proof)
    return Draft(
        kind="money", subject=subject, identity=(str(number),), writer="rule:bench/1", body=body
    )


def pages(folder: Path, count: int) -> None:
    """Print how long pages of a long list take, first and deep, under every filter."""
    ledger = open_ledger(str(folder / "pages.sqlite"), create=True)
    began = perf_counter()
    for start in range(0, count, 5000):
        ledger.append([promise(start + part) for part in range(min(5000, count - start))], now)
    print(f"\n{count:,} commitments, filed in {perf_counter() - began:,.0f} s; a page of 50, ms:\n")
    print("| | First | Deep | First, as of a day | Deep, as of a day |\n|---|---:|---:|---:|---:|")
    worst = 0.0
    for name, wanted, order in QUESTIONS:
        places = ("", deep(ledger, wanted, order))
        took = [
            ask(ledger, wanted, order, after, as_of) if number == 0 or after else None
            for as_of in (None, date(2099, 1, 1))
            for number, after in enumerate(places)
        ]
        worst = max(worst, *(one for one in took if one is not None))
        cells = ("–" if one is None else f"{one * 1000:.1f}" for one in took)
        print(f"| {name} | {' | '.join(cells)} |")
    print(f"\nThe slowest of these pages takes {worst * 1000:.1f} ms.")
    ledger.engine.dispose()


QUESTIONS: tuple[tuple[str, Filter, Order], ...] = (
    ("all", Filter(), "said"),
    ("all by date due", Filter(), "due"),
    ("a country", Filter(area="KEN"), "said"),
    ("a kind", Filter(kind="pledge"), "said"),
    ("an indicator", Filter(indicator="gdp"), "said"),
    ("a stage", Filter(stage="announced"), "said"),
    ("a verdict that none has", Filter(verdict="differs"), "said"),
    ("overdue", Filter(stage="overdue"), "due"),
    ("a body", Filter(body="Ministry 77"), "said"),
    ("due within a year", Filter(due_from=date(2020, 1, 1), due_until=date(2020, 12, 31)), "due"),
    ("a country and a kind", Filter(area="PAK", kind="target"), "said"),
    ("a country and a kind that never meet", Filter(area="PAK", kind="appointment"), "said"),
    ("a country, a kind, overdue", Filter(area="GBR", kind="target", stage="overdue"), "due"),
    ("a common word", Filter(words="harbour"), "said"),
    ("two words", Filter(words="harbour railway"), "said"),
    ("a rare word", Filter(words="976"), "said"),
    ("a word in a country", Filter(words="harbour", area="PAK"), "said"),
    ("a word in a country that never meet", Filter(words="harbour", area="KEN"), "said"),
)


def deep(ledger: Ledger, wanted: Filter, order: Order) -> str:
    """Return the place of a page about halfway down the list, or "" where it has one page."""
    first = page(ledger, wanted, day=date(2026, 1, 1), order=order)
    if not first.next:
        return ""
    value, _, number = first.next.rpartition("/")
    middle = {"said": "2020-06-01", "due": "2021-01-01", "filed": value}[order]
    if wanted.words:
        return f"{int(number) // 2}/{int(number) // 2}"
    return f"{middle}/{int(number)}"


def ask(ledger: Ledger, wanted: Filter, order: Order, after: str, as_of: date | None) -> float:
    """Return the median seconds of a page of 50."""
    return median(
        timed(
            lambda: page(
                ledger, wanted, day=date(2026, 1, 1), as_of=as_of, order=order, after=after
            )
        )
        for _ in range(7)
    )


def timed(work: Callable[[], object]) -> float:
    """Return the CPU seconds that some work takes."""
    began = process_time()
    work()
    return process_time() - began


if __name__ == "__main__":
    main()
