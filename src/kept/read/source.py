"""A path, an address or standard input to a Document."""

import errno
import os
import stat
from datetime import date
from pathlib import Path
from typing import BinaryIO

from kept.errors import FetchError, InputError, MissingInput
from kept.model.text import Document
from kept.read.document import LARGEST, from_bytes, too_large

STANDARD_INPUT = "-"
TIME_LIMIT = 20.0  # seconds for an address, redirects and retries included
_SCHEME_END = "://"


def load(
    target: str,
    *,
    stdin: BinaryIO | None = None,
    published: date | None = None,
    country: str | None = None,
    publisher: str | None = None,
    largest: int = LARGEST,
    time_limit: float = TIME_LIMIT,
    allow_private: bool = False,
) -> Document:
    """Return the document that a path, an http or https address or `-` names.

    stdin: read for `-`. largest: bytes, of an address after unpacking. time_limit: seconds,
    for addresses. allow_private: also ask addresses inside the own network.
    Raises MissingInput, TooLarge, NoText or FetchError; other InputError where the system
    refuses to read.
    """
    media_type = charset = uri = None
    if target == STANDARD_INPUT:
        data = _from_stdin(stdin, largest)
        uri = "standard input"
    elif _SCHEME_END in target.split("?", maxsplit=1)[0]:
        _require_web_scheme(target)
        from kept.read.addresses import is_public, is_public_or_private  # noqa: PLC0415
        from kept.read.fetch import fetch  # noqa: PLC0415  paid for by addresses only

        allowed = is_public_or_private if allow_private else is_public
        page = fetch(target, largest=largest, time_limit=time_limit, allowed=allowed)
        data, media_type, charset, uri = page.data, page.media_type, page.charset, page.url
    else:
        data = _from_path(target, largest)
        uri = target
    return from_bytes(
        data,
        media_type=media_type,
        charset=charset,
        uri=uri,
        published=published,
        country=country,
        publisher=publisher,
        largest=largest,
    )


def _require_web_scheme(target: str) -> None:
    scheme = target.split(_SCHEME_END, maxsplit=1)[0].lower()
    if scheme not in {"http", "https"}:
        raise FetchError(
            "this address is not read",
            where=target,
            why=f"{scheme or 'no scheme'} is neither http nor https",
            remedy="Give a path, or an address that begins with https://",
        )


def _from_stdin(stdin: BinaryIO | None, largest: int) -> bytes:
    if stdin is None:
        raise MissingInput(
            "there is no standard input",
            remedy="Give a path or an address, or pipe the announcement in",
        )
    data = stdin.read(largest + 1)
    if len(data) > largest:
        raise too_large("standard input", largest)
    return data


def _from_path(target: str, largest: int) -> bytes:
    try:
        return _read_file(target, largest)
    except OSError as error:
        raise _refused(target, error) from error
    except ValueError as error:  # a NUL in the name
        raise MissingInput("no such file", where=repr(target), why=str(error)) from error


def _read_file(target: str, largest: int) -> bytes:
    mode = Path(target).stat().st_mode
    if stat.S_ISDIR(mode):
        raise MissingInput(
            "this is a directory, not a file", where=target, remedy="Give one file in it"
        )
    if not stat.S_ISREG(mode):
        raise MissingInput(
            "this is not a regular file",
            where=target,
            why=_special(mode),
            remedy="Pipe its contents in and give - as the announcement",
        )
    # Not blocking, should the file have become a pipe since it was looked at.
    descriptor = os.open(target, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(descriptor, "rb") as file:
        if os.fstat(descriptor).st_size > largest:
            raise too_large(target, largest)
        data = file.read(largest + 1)
    if len(data) > largest:
        raise too_large(target, largest)
    return data


def _special(mode: int) -> str:
    if stat.S_ISFIFO(mode):
        return "it is a pipe"
    if stat.S_ISSOCK(mode):
        return "it is a socket"
    return "it is a device"


def _refused(target: str, error: OSError) -> InputError:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return MissingInput(
            "no such file", where=target, remedy="Check the path; - reads standard input"
        )
    if isinstance(error, PermissionError):
        return InputError(
            "this file may not be read",
            where=target,
            why="permission denied",
            remedy="Allow reading it, or pipe its contents in and give -",
        )
    if error.errno == errno.ENAMETOOLONG:
        return MissingInput("no such file", where=f"{target[:80]}…", why="the name is too long")
    return InputError(
        "this file could not be read", where=target, why=error.strerror or type(error).__name__
    )
