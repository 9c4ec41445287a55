"""Connections to a ledger: a SQLite file, or PostgreSQL by URL."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from kept.errors import LedgerError, UsageError

_BUSY_SECONDS = 60
_PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    # 64 MiB, so that proving the file does not read again what proving the chain has read.
    "cache_size = -65536",
)
_LOCK = 0x6B657074
"""The advisory lock under which PostgreSQL appends: "kept" in ASCII."""
_REMEDIES = (
    ("full", "Free some space; nothing of this batch was kept, all before it stands"),
    ("i/o", "Look at the disk; nothing of this batch was kept, all before it stands"),
    ("readonly", "Name a ledger that you may write to"),
    ("locked", "Another program holds the ledger: wait for it, or end it"),
    ("not a database", "Name a file that `kept record` made, or a new one"),
    ("malformed", "`kept ledger verify` tells what of it still stands"),
    ("only grows", "Add a correcting entry instead"),
    ("refused", "Start the server, or correct the URL"),
    ("authentication", "Correct the user or the password in the URL"),
)


def url_of(place: str) -> URL:
    """Return the database URL of a path or a URL. Raises UsageError for a scheme not known."""
    if "://" not in place:
        return URL.create("sqlite", database=place)
    try:
        url = make_url(place)
    except ArgumentError as error:
        raise _no_place(place) from error
    if url.get_backend_name() in {"postgresql", "postgres"}:
        return url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() != "sqlite":
        raise _no_place(place)
    return url


def _no_place(place: str) -> UsageError:
    return UsageError(
        "this is no place for a ledger",
        where=place,
        remedy="Give a path, or a URL such as postgresql://user@host/database",
    )


def connect(url: URL) -> Engine:
    """Return an engine that starts its own transactions and is durable when they end.

    SQLite: write-ahead log, synchronous=FULL. Raises UsageError where psycopg is missing.
    """
    if url.get_backend_name() == "sqlite":
        engine = create_engine(url, connect_args={"timeout": _BUSY_SECONDS})
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    try:
        return create_engine(url, pool_pre_ping=True)
    except (ModuleNotFoundError, NoSuchModuleError) as error:
        raise UsageError(
            "PostgreSQL needs a driver that is not installed",
            where=url.render_as_string(),
            remedy="pip install 'kept[postgres]'",
        ) from error


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # Transactions are begun by hand: the module's own would begin too late for a chain.
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("kept_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Give a connection that alone may append until it commits."""
    with engine.connect().execution_options(kept_writes=True) as connection, connection.begin():
        if is_postgres(connection):
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
        yield connection


def insert_rows(connection: Connection, table: Table, rows: Sequence[Sequence[object]]) -> None:
    """Insert rows of all columns in the table's order: as quick as the driver is."""
    if rows:
        mark = "%s" if is_postgres(connection) else "?"
        marks = ", ".join([mark] * len(table.columns))
        connection.exec_driver_sql(
            f"INSERT INTO {table.name} VALUES ({marks})",  # noqa: S608  our own names
            list(map(tuple, rows)),
        )


def is_postgres(connection: Connection | Engine) -> bool:
    """Return whether the ledger lies in PostgreSQL, and not in SQLite."""
    return connection.dialect.name == "postgresql"


@contextmanager
def told(engine: Engine) -> Iterator[None]:
    """Turn what the database says is wrong into a LedgerError with a remedy."""
    try:
        yield
    except DBAPIError as error:
        why = str(error.orig).strip().partition("\n")[0]
        lower = why.lower()
        remedy = next((then for words, then in _REMEDIES if words in lower), "")
        raise LedgerError(
            "the ledger could not be used",
            where=place_of(engine),
            why=why,
            remedy=remedy,
        ) from error


def place_of(engine: Engine) -> str:
    """Return where the ledger lies, without its password."""
    url = engine.url
    return str(url.database) if url.get_backend_name() == "sqlite" else url.render_as_string()


def file_of(engine: Engine) -> Path | None:
    """Return the file of a SQLite ledger; None for PostgreSQL or a ledger in memory."""
    url = engine.url
    if url.get_backend_name() != "sqlite" or url.database in {None, "", ":memory:"}:
        return None
    return Path(str(url.database))
