"""Maintenance: an old ledger brought to the current schema, the read model built anew."""

from sqlalchemy import Engine

from kept.errors import LedgerError
from kept.record.engines import place_of, writing
from kept.record.projection import rebuild
from kept.record.schema import is_missing, migrate, revision
from kept.record.store import Ledger


def bring_up(engine: Engine) -> tuple[str, str]:
    """Migrate a ledger; return its revision before and after.

    Raises LedgerError where there is none.
    """
    before = "" if is_missing(engine) else revision(engine)
    if not before:
        raise LedgerError(
            "there is no ledger to migrate", where=place_of(engine), remedy="Name it with --ledger"
        )
    migrate(engine)
    rebuild_standings(Ledger(engine))
    return before, revision(engine)


def rebuild_standings(ledger: Ledger) -> int:
    """Build the read model anew from all entries; return how many there are."""
    with writing(ledger.engine) as connection:
        rebuild(connection, ledger.entries())
    return ledger.count()
