# ruff: noqa: PLC0415 -- the record room loads when a command needs it, so that --help stays quick.
"""Commands of trust: verify, keygen, checkpoint."""

from pathlib import Path
from typing import Annotated

import typer

from kept.cli import ledger_options as shared
from kept.cli.output import put

VERIFY_HELP = """Prove that no entry was changed.

The chain of hashes is worked out again over every entry, and every signed checkpoint is
compared with it. The first entry that does not fit is named. Only a checkpoint
that was kept elsewhere shows that the ledger's end was cut off, and its checkpoints with
it: give it with --checkpoint.

\b
Exit status: 0 it verifies; 3 it does not.
"""
KEYGEN_HELP = """Make a key that signs checkpoints.

The private key goes into a file that only you may read, and never into the ledger; the
public key is printed. An existing file is left alone.
"""
CHECKPOINT_HELP = """Sign the ledger's last entry.

The checkpoint is kept in the ledger and printed: keep or publish it elsewhere, so that
nobody can cut off the ledger's end unseen.

\b
Example:
  kept ledger checkpoint key.pem >> checkpoints.jsonl
"""

KeyFile = Annotated[Path, typer.Argument(metavar="FILE", help="Where the private key lies.")]


def verify(
    *,
    checkpoint: Annotated[
        list[Path] | None,
        typer.Option("--checkpoint", metavar="FILE", help="Checkpoints that were kept elsewhere."),
    ] = None,
    key: Annotated[
        str | None,
        typer.Option("--key", metavar="HEX", help="The public key that must have signed them."),
    ] = None,
    as_of: shared.AsOf = None,
    json: shared.Json = False,
    ledger: shared.Place = shared.DEFAULT,
) -> None:
    """Verify the chain and the checkpoints."""
    from kept.record.checkpoints import read_checkpoints
    from kept.record.verification import verify_place

    kept_elsewhere = [one for path in checkpoint or () for one in read_checkpoints(path)]
    found = verify_place(ledger, checkpoints=kept_elsewhere, key=key, as_of=as_of)
    if json:
        shared.show_json(found._asdict())
        return
    signed = f"{found.checkpoints:,} signed checkpoints" if found.checkpoints else "no checkpoint"
    shared.show(f"{found.entries:,} entries verify, {signed}; the last hash is {found.head}\n")


def keygen(file: KeyFile) -> None:
    """Make a key."""
    from kept.record.checkpoints import make_key

    public = make_key(file)
    shared.show(f"{public}\n")


def checkpoint(file: KeyFile, *, ledger: shared.Place = shared.DEFAULT) -> None:
    """Sign the head."""
    from kept.record.checkpoints import checkpoint_line, sign

    put(checkpoint_line(sign(shared.opened(ledger), file, shared.now)))
