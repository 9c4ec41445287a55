# ruff: noqa: PLC0415 -- rooms load when a command needs them, so that --help stays quick.
"""From the arguments of a command to the document that they name."""

import sys

from kept.cli.options import Details
from kept.cli.output import note
from kept.errors import UsageError
from kept.model.text import Document


def document(announcement: str | None, sample: str | None, details: Details) -> Document:
    """Return the document that the arguments name.

    Raises UsageError unless there is exactly one, and where a sample is given details that it
    brings itself; errors of reading as `kept.pipeline.read` does.
    """
    _require_one(announcement, sample)
    if sample is not None:
        if any(details):
            raise UsageError(
                "a sample brings its own date, country and publisher",
                where=f"--sample {sample}",
                remedy="Leave out --published, --country and --publisher",
            )
        from kept.pipeline import read_sample

        return read_sample(sample)
    from kept.pipeline import read

    target = announcement or ""
    if "://" in target:
        note(f"Reading {target}")
    return read(
        target,
        stdin=sys.stdin.buffer,
        published=details.published,
        country=details.country,
        publisher=details.publisher,
    )


def _require_one(announcement: str | None, sample: str | None) -> None:
    if announcement is None and sample is None:
        raise UsageError(
            "no announcement is given",
            remedy="Give a path, an address or -, or try --sample pakistan-it",
        )
    if announcement is not None and sample is not None:
        raise UsageError(
            "two announcements are given",
            where=f"{announcement} and --sample {sample}",
            remedy="Leave out one of them",
        )
