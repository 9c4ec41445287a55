"""A PDF's text to paragraphs: lines joined, hyphens undone, running heads left out."""

import re
import threading
from collections.abc import Iterator, Sequence

import pypdfium2  # type: ignore[import-untyped]  # ships no types
from msgspec.structs import replace
from pypdfium2 import raw

from kept.errors import NoText
from kept.model.text import Issue
from kept.read.cleaning import clean
from kept.read.draft import Draft, assemble
from kept.read.pdf_lines import Line, parts_of, running_lines

_MOST_PAGES = 1000
_PASSWORD = 4  # FPDF_ERR_PASSWORD
# PDFium puts U+FFFE in the place of a hyphen at a line's end, and leaves the line end out.
_LINE = re.compile("[^\n\ufffe]*(?:[\n\ufffe]|\\Z)")
_LOCK = threading.Lock()  # PDFium may be used by one thread at a time


def read_pdf(data: bytes, where: str) -> Draft:
    """Return the paragraphs of a PDF; `runs` count in the text of its pages, end to end.

    Raises NoText for a file that is encrypted or damaged, and for pictures of pages.
    """
    with _LOCK:
        pages, total = _pages(data, where)
    empty = [number for number, lines in enumerate(pages, start=1) if not lines]
    if len(empty) == len(pages):
        raise NoText(
            "this PDF holds no text",
            where=where,
            why="its pages are pictures, such as scans",
            remedy="Run it through text recognition (OCR) and give the result",
        )
    running = running_lines(pages)
    kept = [line for page in pages for line in page if line not in running]
    draft = clean(assemble(parts_of(kept)))
    return replace(draft, issues=(*draft.issues, *_issues(empty, len(running), total)))


def _pages(data: bytes, where: str) -> tuple[list[list[Line]], int]:
    """Return the lines of each page, and the number of pages."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise _refused(error, where) from error
    pages: list[list[Line]] = []
    at = 0
    try:
        total = len(document)
        for index in range(min(total, _MOST_PAGES)):
            text, lines = _page(document, index, at)
            pages.append(lines)
            at += len(text) + 1
    finally:
        document.close()
    if not total:
        raise NoText("this PDF holds no text", where=where, why="it has no pages")
    return pages, total


def _refused(error: pypdfium2.PdfiumError, where: str) -> NoText:
    if getattr(error, "err_code", None) == _PASSWORD:
        return NoText(
            "this PDF cannot be read",
            where=where,
            why="it is encrypted and asks for a password",
            remedy="Open it with its password and save it without one",
        )
    return NoText(
        "this PDF cannot be read",
        where=where,
        why="it is damaged or cut short",
        remedy="Fetch it again, or save it anew from a PDF reader",
    )


def _page(document: pypdfium2.PdfDocument, index: int, at: int) -> tuple[str, list[Line]]:
    """Return a page's text as PDFium orders it, and its lines; a broken page has none."""
    try:
        page = document[index]
    except pypdfium2.PdfiumError:
        return "", []
    try:
        textpage = page.get_textpage()
        try:
            count = textpage.count_chars()
            text = textpage.get_text_range() if count > 0 else ""
            # Only where each character has its own index can lines be measured.
            measured = textpage if len(text) == count else None
            return text, list(_lines(text, measured, at, index))
        finally:
            textpage.close()
    except pypdfium2.PdfiumError:
        return "", []
    finally:
        page.close()


def _lines(text: str, textpage: pypdfium2.PdfTextPage | None, at: int, page: int) -> Iterator[Line]:
    start = 0
    for piece in _LINE.findall(text):
        words = piece.strip()
        if words:
            first = start + len(piece) - len(piece.lstrip())
            last = first + len(words) - 1
            left = right = top = size = 0.0
            if textpage is not None:
                left, bottom, _, top = textpage.get_charbox(first, loose=True)
                _, _, right, _ = textpage.get_charbox(last, loose=True)
                size = raw.FPDFText_GetFontSize(textpage, first) or (top - bottom)
            yield Line(words, at + first, page, left, right, top, round(size, 1))
        start += len(piece)


def _issues(empty: Sequence[int], running: int, total: int) -> Iterator[Issue]:
    if empty:
        listed = ", ".join(map(str, empty[:10])) + (" …" if len(empty) > 10 else "")  # noqa: PLR2004
        message = f"no text on page {listed} of {total}: it may be a picture"
        yield Issue("pages", message)
    if total > _MOST_PAGES:
        yield Issue("pages", f"only the first {_MOST_PAGES} of {total} pages were read")
    if running:
        what = "a line" if running == 1 else f"{running} lines"
        yield Issue("furniture", f"{what} of running heads and page numbers left out")
