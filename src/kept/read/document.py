"""Bytes or a text to a Document: the format's reader, then furniture, date, language and id."""

from datetime import date
from hashlib import sha256

from msgspec.structs import replace

from kept.errors import NoText, TooLarge
from kept.model.ids import identify
from kept.model.text import Document
from kept.read.dates import dated
from kept.read.draft import Draft
from kept.read.encoding import decoded
from kept.read.furniture import without_furniture
from kept.read.kinds import kind_of, kind_of_text
from kept.read.language import language_issue, language_of
from kept.read.plain import lay_out

LARGEST = 20_000_000  # bytes
_TEXT_REMEDY = "Give a file or an address that holds the announcement's text"


def from_bytes(
    data: bytes,
    *,
    media_type: str | None = None,
    charset: str | None = None,
    uri: str | None = None,
    published: date | None = None,
    country: str | None = None,
    publisher: str | None = None,
    largest: int = LARGEST,
) -> Document:
    """Return the document that the bytes hold: text, Markdown, HTML or PDF.

    media_type: what the sender says it is; what the bytes plainly are goes before it.
    charset: what the sender says of the encoding. uri: where the bytes came from; its
    suffix tells Markdown from text.
    Raises TooLarge above `largest` bytes, and NoText for what holds no readable text.
    """
    where = uri or "the given bytes"
    if len(data) > largest:
        raise too_large(where, largest)
    if not data.strip():
        raise NoText(
            "there is nothing to read",
            where=where,
            why="it is empty" if not data else "it holds blanks only",
            remedy=_TEXT_REMEDY,
        )
    kind = kind_of(data, media_type, where)
    if kind == "application/pdf":
        from kept.read.pdf import read_pdf  # noqa: PLC0415  paid for by PDF readers only

        draft = _held(read_pdf(data, where), where)
    else:
        source = decoded(data, charset, html=kind == "text/html")
        kind = kind_of_text(kind, source.text, uri)
        draft = _read(source.text, kind, where)
        draft = replace(draft, issues=(*source.issues, *draft.issues))
    return _finished(
        draft, kind, uri=uri, published=published, country=country, publisher=publisher
    )


def from_text(
    text: str,
    *,
    media_type: str = "text/plain",
    uri: str | None = None,
    published: date | None = None,
    country: str | None = None,
    publisher: str | None = None,
) -> Document:
    r"""Return the document that a text is, without any look at encodings or at its size.

    media_type: `text/plain`, `text/markdown` or `text/html`. Raises NoText for blanks only.

    >>> from_text("Exports rose 4%.\n\nThe target is 9%.").blocks[1].start
    18
    """
    draft = _read(text, media_type, uri or "the given text")
    return _finished(
        draft, media_type, uri=uri, published=published, country=country, publisher=publisher
    )


def too_large(where: str, largest: int) -> TooLarge:
    """Return the error for what is larger than the limit."""
    return TooLarge(
        "the input is too large",
        where=where,
        why=f"more than {largest / 1e6:g} MB",
        remedy="Give the announcement alone",
    )


def _read(text: str, kind: str, where: str) -> Draft:
    if kind == "text/html":
        from kept.read.html import read_html  # noqa: PLC0415  paid for by HTML readers only

        draft = read_html(text, where)
    elif kind == "text/markdown":
        from kept.read.markdown import read_markdown  # noqa: PLC0415

        draft = read_markdown(text)
    else:
        draft = lay_out(text)
    return _held(draft, where)


def _held(draft: Draft, where: str) -> Draft:
    """Return the draft. Raises NoText if nothing of the source was left to read."""
    if not draft.blocks:
        raise NoText(
            "there is nothing to read", where=where, why="it holds no words", remedy=_TEXT_REMEDY
        )
    return draft


def _finished(
    draft: Draft,
    kind: str,
    *,
    uri: str | None,
    published: date | None,
    country: str | None,
    publisher: str | None,
) -> Document:
    draft = without_furniture(draft)
    text, blocks = draft.text, draft.blocks
    issues = draft.issues
    published = published or draft.published
    if published is None:
        published, doubts = dated(text, blocks)
        issues += doubts
    publisher = publisher or draft.publisher
    language = draft.language or language_of(text)
    digest = sha256(text.encode()).hexdigest()
    first = blocks[0]
    title = draft.title or (text[first.start : first.end] if first.kind == "title" else None)
    return Document(
        id=identify("document", digest, publisher, published),
        text=text,
        text_sha256=digest,
        title=title,
        publisher=publisher,
        published=published,
        language=language,
        country=country,
        uri=uri,
        media_type=kind,
        blocks=blocks,
        issues=issues + language_issue(language),
        runs=draft.runs,
    )
