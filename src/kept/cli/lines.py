"""Many announcements, one a line: each read, extracted and written before the next is taken."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import BinaryIO

import msgspec
from msgspec import Struct

from kept.cli.options import Details
from kept.errors import InputError, KeptError, TooLarge
from kept.pipeline import extract_document
from kept.publish.json import failure_to_json, reading_to_json
from kept.read.document import from_text

LONGEST_LINE = 64 * 2**20
"""Bytes of a line that are read; a longer line is an error, and is skipped."""


class Given(Struct, frozen=True):
    """One line of input. Fields that are not named here are ignored."""

    text: str
    id: str | int | None = None
    published: date | None = None
    country: str | None = None
    publisher: str | None = None


class _Named(Struct, frozen=True):
    """As much of a broken line as its error needs."""

    id: str | int | None = None


_DECODER = msgspec.json.Decoder(Given)
_NAME_DECODER = msgspec.json.Decoder(_Named)


def results(stream: BinaryIO, details: Details) -> Iterator[tuple[bytes, bool]]:
    """Yield for each line that is not blank its result, and whether it could be read.

    details: hold for lines that do not give their own.
    """
    for number, line in enumerate(bounded_lines(stream), start=1):
        if not line.strip():
            continue
        try:
            yield _result(line, number, details), True
        except KeptError as error:
            yield failure_to_json(error, line=number, given_id=_id_of(line)), False


def bounded_lines(stream: BinaryIO, longest: int = LONGEST_LINE) -> Iterable[bytes]:
    """Yield the lines; of one beyond `longest` bytes, so many and no more."""
    while line := stream.readline(longest + 1):
        yield line
        while len(line) > longest and not line.endswith(b"\n"):
            line = stream.readline(longest + 1)


def _result(line: bytes, number: int, details: Details) -> bytes:
    given = _given(line, number)
    document = from_text(
        given.text,
        uri=f"line {number}",
        published=given.published or details.published,
        country=given.country or details.country,
        publisher=given.publisher or details.publisher,
    )
    return reading_to_json(document, extract_document(document), given_id=given.id)


def _given(line: bytes, number: int) -> Given:
    where = f"line {number}"
    if len(line) > LONGEST_LINE:
        raise TooLarge("a line is too long", where=where, why=f"more than {LONGEST_LINE:,} bytes")
    try:
        return _DECODER.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise InputError(
            "a line is not an announcement",
            where=where,
            why=str(error),
            remedy='Write an object with a "text", and dates like 2025-05-01',
        ) from error


def _id_of(line: bytes) -> str | int | None:
    try:
        return _NAME_DECODER.decode(line).id
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
