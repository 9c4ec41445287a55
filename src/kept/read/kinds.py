"""What bytes are: text, Markdown, HTML or PDF; or something that holds no announcement."""

import re

from kept.errors import NoText

_PDF_WITHIN = 1024  # bytes; readers of PDF accept junk before the header
_SIGNATURES = (
    (b"\x7fELF", "a program"),
    (b"MZ", "a program for Windows"),
    (b"\x89PNG\r\n", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"RIFF", "a picture, sound or film (RIFF)"),
    (b"II*\x00", "a picture (TIFF)"),
    (b"MM\x00*", "a picture (TIFF)"),
    (b"PK\x03\x04", "a ZIP archive, or a document of Word, Excel or LibreOffice"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old document of Word, Excel or PowerPoint"),
    (b"SQLite format 3\x00", "a database"),
    (b"{\\rtf", "a document in rich text (RTF)"),
    (b"%!PS", "a PostScript file"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound or film file"),
    (b"\x00\x00\x00", "a film, or data that is not text"),
)
_UTF_32 = (b"\x00\x00\xfe\xff", b"\xff\xfe\x00\x00")
_BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", *_UTF_32)
_HTML = re.compile(
    rb"(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_HTML_TEXT = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*"
    r"<(?:!doctype\s+html|html|head|body|article|main|div|section|p|h1)\b",
    re.IGNORECASE | re.DOTALL,
)
_HEAD = 4096
_CONTROLS = bytes({*range(0x20)} - {*b"\t\n\r\x0b\x0c\x1b"}) + b"\x7f"
_BINARY_SHARE = 0.05
_MARKDOWN_SUFFIXES = (".md", ".markdown", ".mdown", ".mkd")
_PLAIN_TYPES = ("text/plain", "text/markdown", "text/html", "application/pdf")
_TEXT_TYPES = ("text/", "application/xhtml+xml", "application/xml", "application/octet-stream")
_REMEDY = "Save the announcement as text, HTML or PDF and give that"


def kind_of(data: bytes, media_type: str | None, where: str) -> str:
    """Return the media type by which to read the bytes.

    Raises NoText, naming what it is, for what is neither text nor PDF.
    """
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return "application/pdf"
    marked = data.startswith(_BYTE_ORDER_MARKS)
    if not marked:
        _refuse_binary(data, where)
    declared = (media_type or "").split(";")[0].strip().lower()
    if declared and declared not in _PLAIN_TYPES and not declared.startswith(_TEXT_TYPES):
        raise _no_text(where, f"its sender calls it {declared}")
    if declared == "application/pdf":
        raise _no_text(where, "its sender calls it a PDF, but it is none")
    if declared == "application/xhtml+xml" or _HTML.match(data[:_HEAD].lstrip()):
        return "text/html"
    return declared if declared in _PLAIN_TYPES else "text/plain"


def kind_of_text(kind: str, text: str, uri: str | None) -> str:
    """Return the media type of a decoded text: what it is declared, or what it looks like."""
    if kind == "text/plain" and _HTML_TEXT.match(text):
        return "text/html"
    if kind == "text/plain" and uri and uri.lower().endswith(_MARKDOWN_SUFFIXES):
        return "text/markdown"
    return kind


def _refuse_binary(data: bytes, where: str) -> None:
    for signature, name in _SIGNATURES:
        if data.startswith(signature) and not _spells_words(data, signature):
            raise _no_text(where, f"it is {name}")
    head = data[:_HEAD]
    controls = len(head) - len(head.translate(None, _CONTROLS))
    if controls > _BINARY_SHARE * len(head) and not _is_wide(head):
        raise _no_text(where, "it is data that is not text")


def _spells_words(data: bytes, signature: bytes) -> bool:
    """Return whether a signature of letters alone is just how a text begins ("MZ", "RIFF")."""
    head = data[:_HEAD]
    return signature.isalnum() and head.translate(None, _CONTROLS) == head


def _is_wide(head: bytes) -> bool:
    """Return whether every second byte is mostly zero, as in UTF-16 without a mark."""
    half = max(len(head) // 2, 1)
    zeros = (head[0::2].count(0), head[1::2].count(0))
    return max(zeros) > half / 2 and min(zeros) < half / 10


def _no_text(where: str, why: str) -> NoText:
    return NoText("no text can be read from it", where=where, why=why, remedy=_REMEDY)
