"""A writer in a process of its own, to be killed: it tells each batch once it is acknowledged.

python writer.py PLACE NAME BATCH THREADS COUNT   (COUNT 0: until it is killed)
"""

import sys
from datetime import UTC, datetime
from threading import Lock, Thread

from kept.errors import LedgerError
from kept.model.ledger import Draft
from kept.record.store import Ledger, open_ledger

_printing = Lock()


def tell(words: str) -> None:
    with _printing:
        sys.stdout.write(f"{words}\n")
        sys.stdout.flush()


def write(ledger: Ledger, name: str, batch: int, count: int) -> None:
    number = 0
    while not count or number < count:
        drafts = [
            Draft(
                kind="observation",
                subject="test:KEN",
                identity=(name, str(number), str(part)),
                writer="rule:test/1",
                body={"name": f"{name} {number} {part}", "note": "x" * 400},
            )
            for part in range(batch)
        ]
        done = ledger.append(drafts, lambda: datetime.now(UTC))
        tell(" ".join(str(entry.sequence) for entry in done.entries))
        number += 1


def main() -> int:
    place, name, batch, threads, count = sys.argv[1:]
    ledger = open_ledger(place)
    tell("ready")
    workers = [
        Thread(target=write, args=(ledger, f"{name}.{worker}", int(batch), int(count)))
        for worker in range(int(threads))
    ]
    if len(workers) == 1:
        try:
            write(ledger, name, int(batch), int(count))
        except LedgerError as error:
            tell(f"refused {error.message}")
            return 3
        return 0
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return 0


if __name__ == "__main__":
    sys.exit(main())
