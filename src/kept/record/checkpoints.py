"""Signed checkpoints: the head of the chain under an Ed25519 signature (RFC 8032).

The private key lies in a file of its own, outside the ledger, that only its owner may read.
What is signed is the canonical JSON of sequence, hash and time.
"""

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec
from sqlalchemy import insert, select

from kept.errors import BrokenLedger, InputError, LedgerError, MissingInput, UsageError
from kept.record.canonical import canonical
from kept.record.chain import stamp
from kept.record.engines import told, writing
from kept.record.store import Clock, Ledger, head_of
from kept.record.tables import CHECKPOINT

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

_OWNER_ONLY = 0o600
_OTHERS = 0o077


class Checkpoint(NamedTuple):
    """A head that was signed: key and signature in hexadecimal."""

    sequence: int
    hash: str
    at: str
    key: str
    signature: str


def make_key(path: Path) -> str:
    """Write a new private key that only its owner may read; return its public key.

    Raises UsageError where the file is there already: a key is never overwritten.
    """
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # noqa: PLC0415
    from cryptography.hazmat.primitives.serialization import (  # noqa: PLC0415
        Encoding,
        NoEncryption,
        PrivateFormat,
    )

    key = Ed25519PrivateKey.generate()
    text = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY)
    except OSError as error:
        raise UsageError(
            "the key cannot be written",
            where=str(path),
            why=error.strerror or type(error).__name__,
            remedy="Name a new file in a directory that you may write to",
        ) from error
    with os.fdopen(descriptor, "wb") as file:
        file.write(text)
    return key.public_key().public_bytes_raw().hex()


def sign(ledger: Ledger, key_path: Path, clock: Clock) -> Checkpoint:
    """Sign the ledger's head and keep the checkpoint in the ledger; return it.

    Signing the same head twice changes nothing. Raises LedgerError for an empty ledger,
    MissingInput, InputError or UsageError for a key that is not there, no key, or open to others.
    """
    key = _private(key_path)
    public = key.public_key().public_bytes_raw().hex()
    with told(ledger.engine), writing(ledger.engine) as connection:
        head = head_of(connection)
        if head.sequence == 0:
            raise LedgerError("there is nothing to sign", why="the ledger has no entries")
        mine = (CHECKPOINT.c.sequence == head.sequence, CHECKPOINT.c.key == public)
        found = connection.execute(select(CHECKPOINT).where(*mine)).first()
        if found is not None:
            return Checkpoint(*found)
        at = max(head.at, stamp(clock()))
        signature = key.sign(_signed(head.sequence, head.hash, at)).hex()
        made = Checkpoint(head.sequence, head.hash, at, public, signature)
        connection.execute(insert(CHECKPOINT), [made._asdict()])
    return made


def stored_checkpoints(ledger: Ledger) -> tuple[Checkpoint, ...]:
    """Return the checkpoints that lie in the ledger, in order."""
    query = select(CHECKPOINT).order_by(CHECKPOINT.c.sequence, CHECKPOINT.c.key)
    with told(ledger.engine), ledger.engine.connect() as connection:
        return tuple(Checkpoint(*row) for row in connection.execute(query))


def require_signed(checkpoint: Checkpoint, key: str | None = None) -> None:
    """Raise BrokenLedger unless the checkpoint's signature holds, by `key` if one is given."""
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey  # noqa: PLC0415

    where = f"the checkpoint at entry {checkpoint.sequence}"
    if key is not None and checkpoint.key != key:
        raise BrokenLedger(
            "a checkpoint is signed by another key",
            where=where,
            why=f"by {checkpoint.key[:16]}…",
            remedy="Find out whose key that is",
        )
    try:
        public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(checkpoint.key))
        said = _signed(checkpoint.sequence, checkpoint.hash, checkpoint.at)
        public.verify(bytes.fromhex(checkpoint.signature), said)
    except (InvalidSignature, ValueError) as error:
        raise BrokenLedger(
            "a checkpoint's signature does not hold",
            where=where,
            why="what it says is not what was signed",
            remedy="Compare it with a copy that was kept elsewhere",
        ) from error


def checkpoint_line(checkpoint: Checkpoint) -> bytes:
    """Return a checkpoint as a line of canonical JSON, to be kept or published elsewhere."""
    return canonical(checkpoint._asdict()) + b"\n"


def read_checkpoints(path: Path) -> tuple[Checkpoint, ...]:
    """Return the checkpoints in a file, one a line. Raises MissingInput or InputError."""
    if not path.is_file():
        raise MissingInput("there is no such file", where=str(path), remedy="Give its path")
    found = []
    for number, line in enumerate(path.read_bytes().splitlines(), start=1):
        try:
            found.append(Checkpoint(**msgspec.json.decode(line, type=dict[str, int | str])))  # type: ignore[arg-type]
        except (msgspec.DecodeError, TypeError) as error:
            raise InputError(
                "a line is no checkpoint",
                where=f"{path}, line {number}",
                why=str(error),
                remedy="Give what `kept ledger checkpoint` printed",
            ) from error
    return tuple(found)


def _signed(sequence: int, hash_: str, at: str) -> bytes:
    return canonical({"at": at, "hash": hash_, "sequence": sequence})


def _private(path: Path) -> "Ed25519PrivateKey":
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # noqa: PLC0415
    from cryptography.hazmat.primitives.serialization import load_pem_private_key  # noqa: PLC0415

    if not path.is_file():
        raise MissingInput(
            "there is no such key", where=str(path), remedy="`kept ledger keygen FILE` makes one"
        )
    if path.stat().st_mode & _OTHERS:
        raise UsageError(
            "others may read this key", where=str(path), remedy=f"Run: chmod 600 {path}"
        )
    try:
        key = load_pem_private_key(path.read_bytes(), password=None)
    except (ValueError, TypeError) as error:
        raise InputError("this is no key", where=str(path), why=str(error)) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise InputError("this is no Ed25519 key", where=str(path), remedy="Make one anew")
    return key
