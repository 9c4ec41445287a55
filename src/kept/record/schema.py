"""The version of a ledger's schema: made new, found right, migrated, or refused with a remedy."""

from typing import Any

from sqlalchemy import Connection, Engine, inspect, text

from kept.errors import LedgerError, OldLedger
from kept.record.engines import file_of, place_of, told, writing

CURRENT = "0002"
"""The revision that this program reads and writes."""
_NONE = ""


def open_schema(engine: Engine, *, create: bool) -> None:
    """Make sure that the ledger has the current schema; with `create`, make a new one.

    Raises LedgerError where there is no ledger, OldLedger where its schema is of another
    version: then nothing is touched.
    """
    with told(engine):
        found = _NONE if is_missing(engine) else revision(engine)
        if found == CURRENT:
            return
        if found != _NONE:
            raise _other(engine, found)
        if not create:
            raise LedgerError(
                "there is no ledger",
                where=place_of(engine),
                remedy="`kept record ANNOUNCEMENT` makes one; --ledger names another place",
            )
        migrate(engine)


def revision(engine: Engine) -> str:
    """Return the revision of the schema; "" where there is none."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return _NONE
        return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar())


def migrate(engine: Engine, to: str = "head") -> None:
    """Bring the schema to a revision, in one transaction: all of it or nothing."""
    with told(engine), writing(engine) as connection:
        _upgrade(connection, to)


def _upgrade(connection: Connection, to: str) -> None:
    from alembic import command  # noqa: PLC0415  slow to load, and only new ledgers need it
    from alembic.config import Config  # noqa: PLC0415

    options: dict[str, Any] = {"connection": connection}
    config = Config(attributes=options)
    config.set_main_option("script_location", "kept.record:migrations")
    command.upgrade(config, to)


def is_missing(engine: Engine) -> bool:
    """Return whether the ledger is a file that is not there."""
    file = file_of(engine)
    return file is not None and not file.exists()


def _other(engine: Engine, found: str) -> OldLedger:
    newer = found > CURRENT
    return OldLedger(
        "the ledger's schema is of another version",
        where=place_of(engine),
        why=f"it is {found}, this program needs {CURRENT}",
        remedy="Install a newer version of Kept"
        if newer
        else f"Copy it, then run: kept ledger migrate --ledger {place_of(engine)}",
    )
