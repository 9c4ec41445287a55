"""In and out without loss: entries as JSONL, and as a Data Package (v2) of CSV files.

An export holds every column of every entry, so what is imported has the same hashes. Import
goes into an empty ledger, or goes on where the ledger ends if its entries are the export's.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection, insert, select

from kept.errors import InputError, MissingInput, RefusedEntry
from kept.record.canonical import canonical
from kept.record.chain import COLUMNS, Head, Row, digest, entry_of
from kept.record.checkpoints import Checkpoint, require_signed, stored_checkpoints
from kept.record.engines import insert_rows, told, writing
from kept.record.listing import end_of, when
from kept.record.projection import project
from kept.record.store import Ledger, head_of, last_until, rows_after
from kept.record.tables import CHECKPOINT, ENTRY, STANDING

DESCRIPTOR = "datapackage.json"
_SCHEMA = "https://datapackage.org/profiles/2.0/datapackage.json"
_AT_ONCE = 1000
_WHOLE_NUMBERS = frozenset({"sequence", "number", "open"})
_READ_ONLY = tuple(str(column.name) for column in STANDING.columns if column.name != "until")


def jsonl_lines(ledger: Ledger, *, as_of: date | None = None) -> Iterator[bytes]:
    """Yield each entry as a line of canonical JSON, bodies as objects.

    as_of: only those that stood at the end of that day, from the first on without gaps.
    """
    for row in rows_after(ledger, 0, last=_last(ledger, as_of)):
        said = row._asdict() | {"body": msgspec.json.decode(row.body)}
        yield canonical(said) + b"\n"


def rows_of_jsonl(lines: Iterable[bytes]) -> Iterator[Row]:
    """Yield the rows of exported lines. Raises InputError, naming the line, for any other."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _row(line, f"line {number}")


def write_package(ledger: Ledger, folder: Path, *, as_of: date | None = None) -> None:
    """Write entries, checkpoints and commitments as CSV files with their descriptor.

    The commitments are for reading, as they stand; only the others are imported again.
    as_of: all of it as it stood at the end of that day.
    """
    folder.mkdir(parents=True, exist_ok=True)
    last = _last(ledger, as_of)
    entries = (tuple(row) for row in rows_after(ledger, 0, last=last))
    signed = (
        one
        for one in stored_checkpoints(ledger)
        if as_of is None or (one.sequence <= (last or 0) and one.at <= end_of(as_of))
    )
    resources = [
        _write(folder, "entries", COLUMNS, entries, "The ledger: every entry, in order"),
        _write(
            folder,
            "checkpoints",
            Checkpoint._fields,
            signed,
            "Heads of the chain that were signed",
        ),
        _write(
            folder,
            "commitments",
            _READ_ONLY,
            _standing(ledger, as_of),
            "Where each commitment stands; it follows from the entries",
        ),
    ]
    descriptor = {
        "$schema": _SCHEMA,
        "name": "kept-ledger",
        "title": "A ledger of promises",
        "resources": resources,
    }
    text = msgspec.json.format(msgspec.json.encode(descriptor), indent=2)
    (folder / DESCRIPTOR).write_bytes(text + b"\n")


def read_package(folder: Path) -> tuple[Iterator[Row], tuple[Checkpoint, ...]]:
    """Return the entries and checkpoints of a package. Raises MissingInput or InputError."""
    if not (folder / DESCRIPTOR).is_file():
        raise MissingInput(
            "there is no data package",
            where=str(folder),
            why=f"no {DESCRIPTOR} in it",
            remedy="Give the folder that `kept ledger export --package` wrote",
        )
    _require_hashes(folder)
    checkpoints = [
        Checkpoint(**{**cells, "sequence": int(cells["sequence"])})
        for cells in _cells(folder / "checkpoints.csv")
    ]
    rows = (
        Row(**{**cells, "sequence": int(cells["sequence"])})
        for cells in _cells(folder / "entries.csv")
    )
    return rows, tuple(checkpoints)


def restore(ledger: Ledger, rows: Iterable[Row], checkpoints: Sequence[Checkpoint] = ()) -> int:
    """Add exported entries with their own times and hashes; return how many are new.

    All or none. Raises RefusedEntry, by `chain`, where an entry does not continue the ledger
    or differs from the one that it has.
    """
    with told(ledger.engine), writing(ledger.engine) as connection:
        head = head_of(connection)
        first, batch, added = head.sequence, [], 0
        for row in rows:
            if row.sequence <= first:
                _require_same(connection, row)
                continue
            head = _require_next(head, row)
            batch.append(row)
            if len(batch) == _AT_ONCE:
                added += _add(connection, batch)
                batch = []
        added += _add(connection, batch)
        _add_checkpoints(connection, checkpoints)
    return added


def _add(connection: Connection, batch: Sequence[Row]) -> int:
    if batch:
        insert_rows(connection, ENTRY, batch)
        project(connection, map(entry_of, batch))
    return len(batch)


def _add_checkpoints(connection: Connection, checkpoints: Sequence[Checkpoint]) -> None:
    known = {Checkpoint(*row) for row in connection.execute(select(CHECKPOINT))}
    new = [one for one in checkpoints if one not in known]
    for one in new:
        require_signed(one)
    if new:
        connection.execute(insert(CHECKPOINT), [one._asdict() for one in new])


def _require_next(head: Head, row: Row) -> Head:
    if row.sequence != head.sequence + 1 or row.previous != head.hash or digest(row) != row.hash:
        raise _refused(row, "it does not continue the chain, or was changed")
    return Head(row.sequence, row.hash, row.at)


def _require_same(connection: Connection, row: Row) -> None:
    query = select(ENTRY.c.hash).where(ENTRY.c.sequence == row.sequence)
    if connection.execute(query).scalar() != row.hash or digest(row) != row.hash:
        raise _refused(row, "this ledger has another entry in its place")


def _refused(row: Row, why: str) -> RefusedEntry:
    return RefusedEntry(
        "an entry cannot be imported; nothing was",
        rule="chain",
        where=f"entry {row.sequence}",
        why=why,
        remedy="Import into a new ledger, from an export that verifies",
    )


def _row(line: bytes, where: str) -> Row:
    try:
        found = msgspec.json.decode(line, type=dict[str, Any])
        return Row(**{**found, "body": canonical(found["body"]).decode()})
    except (msgspec.DecodeError, UnicodeDecodeError, KeyError, TypeError, ValueError) as error:
        raise InputError(
            "this is no entry",
            where=where,
            why=str(error),
            remedy="Give what `kept ledger export` wrote",
        ) from error


def _write(
    folder: Path,
    name: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[object]],
    title: str,
) -> dict[str, object]:
    """Write one CSV file; return its description as a tabular resource."""
    path, size, hashed = folder / f"{name}.csv", 0, sha256()
    with path.open("wb") as file:
        for line in _csv_lines(columns, rows):
            size += file.write(line)
            hashed.update(line)
    fields = [
        {"name": column, "type": "integer" if column in _WHOLE_NUMBERS else "string"}
        for column in columns
    ]
    return {
        "name": name,
        "title": title,
        "type": "table",
        "path": path.name,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": size,
        "hash": f"sha256:{hashed.hexdigest()}",
        "schema": {"fields": fields},
    }


def _csv_lines(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[bytes]:
    buffer = io.StringIO()
    write: Callable[[Sequence[object]], object] = csv.writer(buffer, lineterminator="\n").writerow
    for row in chain([columns], rows):
        write(row)
        yield buffer.getvalue().encode()
        buffer.seek(0)
        buffer.truncate()


def _last(ledger: Ledger, as_of: date | None) -> int | None:
    return None if as_of is None else last_until(ledger, end_of(as_of))


def _standing(ledger: Ledger, as_of: date | None) -> Iterator[tuple[object, ...]]:
    query = select(*(STANDING.c[name] for name in _READ_ONLY)).where(*when(as_of))
    with told(ledger.engine), ledger.engine.connect() as connection:
        for row in connection.execute(query.order_by(STANDING.c.number)):
            yield tuple(row)


def _cells(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _require_hashes(folder: Path) -> None:
    """Raise InputError where a file is not the one that the descriptor describes."""
    descriptor = msgspec.json.decode((folder / DESCRIPTOR).read_bytes())
    for resource in descriptor["resources"]:
        path = folder / Path(resource["path"]).name
        found = sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
        if f"sha256:{found}" != resource["hash"]:
            raise InputError(
                "a file of the package is not the one that was written",
                where=str(path),
                why="its hash is not the descriptor's" if found else "it is missing",
                remedy="Copy the package again",
            )
