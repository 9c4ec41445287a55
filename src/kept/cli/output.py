# ruff: noqa: PLC0415 -- rooms load when a command needs them, so that --help stays quick.
"""Where results and messages go: files, standard output, standard error."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from time import monotonic
from typing import BinaryIO

import typer

from kept.errors import UsageError

READER_LEFT = 141
"""Exit status when a pipe closed early: 128 and SIGPIPE's 13."""
_STANDARD_OUTPUT = Path("-")
_WIDTH_IN_FILES = 100
_SECONDS_BETWEEN_SIGNS = 0.5


def put(data: bytes, path: Path | None = None) -> None:
    """Write a result to a file, or to standard output for None or `-`.

    Raises UsageError where the file cannot be written.
    """
    with sink(path) as write:
        write(data)


@contextmanager
def sink(path: Path | None = None) -> Iterator[Callable[[bytes], None]]:
    """Give a function that writes to a file, or to standard output for None or `-`.

    What it is given is out when it returns. Raises UsageError where the file cannot be written.
    """
    if path is None or path == _STANDARD_OUTPUT:
        yield _print
        return
    try:
        with path.open("wb") as file:
            yield partial(_append, file)
    except OSError as error:
        raise UsageError(
            "this file cannot be written",
            where=str(path),
            why=error.strerror or type(error).__name__,
            remedy="Name a file in a directory that exists and that you may write to",
        ) from error


def _append(file: BinaryIO, data: bytes) -> None:
    file.write(data)
    file.flush()


def _print(data: bytes) -> None:
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError as error:
        # Otherwise the interpreter flushes again as it ends, and complains.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(READER_LEFT) from error


def shown_text(text: str, path: Path | None) -> bytes:
    """Return a document's text to print, as it stands.

    On a terminal, which would obey them, controls are replaced one for one; offsets still hold.
    """
    if path is None and sys.stdout.isatty():
        from kept.publish.safe import printable

        text = printable(text)
    return text.encode("utf-8", "surrogatepass")


def note(message: str) -> None:
    """Tell someone who sits at a terminal what is going on."""
    if sys.stderr.isatty():
        sys.stderr.write(f"{message}\n")
        sys.stderr.flush()


@contextmanager
def progress() -> Iterator[Callable[[int, int], None]]:
    """Give a function that shows how many lines are done, to someone who sits at a terminal."""
    if not sys.stderr.isatty():
        yield _silent
        return
    started = last = monotonic()

    def show(done: int, failed: int) -> None:
        nonlocal last
        now = monotonic()
        if now - last >= _SECONDS_BETWEEN_SIGNS:
            last = now
            rate = done / (now - started)
            sys.stderr.write(f"\r{done:,} read, {failed:,} not readable, {rate:,.0f} a second ")
            sys.stderr.flush()

    yield show
    if last > started:
        sys.stderr.write("\n")


def _silent(_done: int, _failed: int) -> None:
    """Show nothing: messages that nobody watches would fill a log."""


def protect(source: str | None, *targets: Path | None) -> None:
    """Raise UsageError if a result would be written over the announcement itself."""
    for target in targets:
        if source is None or target is None:
            continue
        if target.exists() and Path(source).exists() and target.samefile(source):
            raise UsageError(
                "the result would overwrite the announcement",
                where=str(target),
                remedy="Name another file",
            )


def width(path: Path | None) -> int:
    """Return the columns that a printed report may take."""
    if path is not None:
        return _WIDTH_IN_FILES
    return shutil.get_terminal_size((_WIDTH_IN_FILES, 24)).columns


def coloured(path: Path | None) -> bool:
    """Return whether to use colour: on a terminal whose user has not set NO_COLOR."""
    refused = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    return path is None and sys.stdout.isatty() and not refused
