"""Documents, and places in them.

Offsets count Unicode code points of `Document.text`, half-open. Every quote equals its slice.
"""

from datetime import date
from typing import Literal

from msgspec import Struct


class Span(Struct, frozen=True, order=True):
    """A half-open range of code points in a document's text."""

    start: int
    end: int


class Quote(Struct, frozen=True):
    """Words of a document and where they stand: `document.text[start:end] == exact`."""

    exact: str
    start: int
    end: int


class Block(Struct, frozen=True):
    """A piece of the text's layout. Blocks are in order and do not overlap."""

    kind: Literal["title", "heading", "paragraph", "item", "cell", "quote", "caption"]
    start: int
    end: int


class Issue(Struct, frozen=True):
    """Something that could not be read, or was read with a doubt: never silently left out."""

    code: str
    message: str
    start: int | None = None
    end: int | None = None


class Run(Struct, frozen=True):
    """`length` characters of the text that stand unchanged in the source.

    text: offset into `Document.text`; source: offset into the decoded source (code points).
    """

    text: int
    source: int
    length: int


class Document(Struct, frozen=True, kw_only=True):
    """An announcement as it was read.

    id: hash of the text, the publisher and the published date.
    language: BCP 47 tag, or None where it could not be told.
    country: ISO 3166-1 alpha-3 of the country that speaks, when the caller knows it.
    runs: where the text stands in the source, in text order; characters between runs
    (joined blanks, decoded entities) have no place of their own.
    """

    id: str
    text: str
    text_sha256: str
    title: str | None = None
    publisher: str | None = None
    published: date | None = None
    language: str | None = None
    country: str | None = None
    uri: str | None = None
    media_type: str = "text/plain"
    blocks: tuple[Block, ...] = ()
    issues: tuple[Issue, ...] = ()
    runs: tuple[Run, ...] = ()
