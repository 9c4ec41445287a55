"""Rehearsals: a copy of a ledger to try something on, so that a dry run is the real thing."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from kept.errors import LedgerError
from kept.record.exchange import restore
from kept.record.store import Ledger, open_ledger, rows_after


@contextmanager
def rehearse(place: str) -> Iterator[Ledger]:
    """Give a throw-away SQLite ledger with the entries of the one at a place, if there is one."""
    with TemporaryDirectory(prefix="kept-rehearsal-") as folder:
        copy = open_ledger(str(Path(folder) / "ledger.sqlite"), create=True)
        try:
            original = open_ledger(place)
        except LedgerError:
            original = None
        if original is not None:
            restore(copy, rows_after(original, 0))
        try:
            yield copy
        finally:
            copy.engine.dispose()
