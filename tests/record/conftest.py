"""Ledgers for the tests: the same suite on SQLite and on a real PostgreSQL."""

from collections.abc import Callable, Iterator

import pytest

from kept.record.store import Ledger, open_ledger

from .postgres import Server, server_programs


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL server of the tests' own; without one they are skipped, and say so."""
    programs = server_programs()
    if programs is None:
        pytest.skip("PostgreSQL 15 or newer is not installed: Debian's package is postgresql")
    started = Server(programs)
    try:
        started.start()
        yield started
    finally:
        started.remove()


@pytest.fixture(params=["sqlite", "postgres"])
def place(request, tmp_path) -> str:
    """Where a new ledger may lie: a file, or a schema of the server."""
    if request.param == "sqlite":
        return str(tmp_path / "ledger.sqlite")
    return request.getfixturevalue("server").place()


@pytest.fixture
def opened() -> Iterator[Callable[[str], Ledger]]:
    """Open ledgers that are closed at the test's end."""
    ledgers: list[Ledger] = []

    def open_(place: str) -> Ledger:
        ledgers.append(open_ledger(place, create=True))
        return ledgers[-1]

    yield open_
    for ledger in ledgers:
        ledger.engine.dispose()


@pytest.fixture
def ledger(place, opened) -> Ledger:
    """An empty ledger in each store."""
    return opened(place)


@pytest.fixture
def file_ledger(tmp_path, opened) -> Ledger:
    """An empty ledger in a file, where the store makes no difference."""
    return opened(str(tmp_path / "file.sqlite"))
