"""Plain text to blocks: paragraphs, items, rows and headings, told by lines alone."""

import re
from collections.abc import Iterator
from itertools import pairwise

from msgspec.structs import replace

from kept.model.text import Block, Run
from kept.read.cleaning import clean
from kept.read.draft import Draft, Kind
from kept.read.furniture import is_furniture

_BULLET = re.compile(r"[-*•‣◦▪●–][ \t]+(?=\S)")
_NUMBER = re.compile(r"\(?(?:\d{1,2}|[a-z])[.)][ \t]+(?=\S)")
_SAYS = re.compile(r"[^\W_]")  # a letter or a digit; a line without is a rule or an ornament
_WIDEST = 120  # characters; a longer line was not wrapped by hand or by a mail program
_NARROWEST = 40
_FULL = 0.8  # of the width; a line as long was ended by it
_TITLE_LENGTH = 220
_HEADING_LENGTH = 90
_SENTENCE_ENDS = frozenset(".:;,!?…।۔。")
_CLOSERS = "\"'”’»)]"

Line = tuple[int, int]
Part = tuple[Kind, int, int]


def lay_out(source: str) -> Draft:
    """Return the text in blocks; apart from `clean`, nothing of it is changed.

    A blank line parts blocks. Inside a chunk a line end parts them too, unless the lines
    were wrapped at a width: then the next line's first word did not fit any more.
    """
    whole = Run(0, 0, len(source))
    draft = clean(Draft(text=source, blocks=(), runs=(whole,) if source else ()))
    return replace(draft, blocks=tuple(blocks_of(draft.text)))


def blocks_of(text: str) -> Iterator[Block]:
    """Return the blocks of a text with line feeds only.

    The first line that is no furniture is the title, if it reads like one.
    """
    parts = [_parts(text, chunk) for chunk in _chunks(text)]
    pending = True
    for index, part in enumerate(parts):
        for place, (kind, start, end) in enumerate(part):
            line = text[start:end]
            last = index == len(parts) - 1 and place == len(part) - 1
            told = kind
            if kind != "paragraph" or last:
                pending = False
            elif not pending:
                told = "heading" if len(part) == 1 and _is_heading(line) else kind
            elif not is_furniture(line):
                pending = False
                told = "title" if is_headline(line) else kind
            yield Block(told, start, end)


def is_headline(line: str) -> bool:
    """Return whether a line reads like a title: short, one line, no full stop at its end."""
    return (
        len(line) <= _TITLE_LENGTH
        and "\n" not in line
        and not line[0].islower()
        and line.rstrip(_CLOSERS)[-1:] not in _SENTENCE_ENDS - frozenset("!?")
    )


def _is_heading(line: str) -> bool:
    ends = line.rstrip(_CLOSERS)[-1:]
    return len(line) <= _HEADING_LENGTH and is_headline(line) and ends not in _SENTENCE_ENDS


def _chunks(text: str) -> Iterator[list[Line]]:
    """Return the runs of lines that no blank line parts, each line without outer blanks."""
    chunk: list[Line] = []
    at = 0
    for line in text.split("\n"):
        words = line.strip()
        if words and (words[0].isalnum() or _SAYS.search(words)):
            start = at if line[0] == words[0] else at + line.index(words)
            chunk.append((start, start + len(words)))
        elif chunk:
            yield chunk
            chunk = []
        at += len(line) + 1
    if chunk:
        yield chunk


def _parts(text: str, chunk: list[Line]) -> list[Part]:
    if len(chunk) == 1:
        start, kind = _opening(text, chunk[0], numbered=True)
        return [(kind, start, chunk[0][1])]
    return list(_parted(text, chunk))


def _parted(text: str, chunk: list[Line]) -> Iterator[Part]:
    width = max(end - start for start, end in chunk)
    full = sum(end - start >= _FULL * width for start, end in chunk)
    start, kind = _opening(text, chunk[0], numbered=True)
    for above, line in pairwise(chunk):
        begin, opens = _opening(text, line, numbered=kind == "item")
        goes_on = opens == "paragraph" and kind != "cell"
        if not (goes_on and _wrapped(text, above, line, width, full=full)):
            yield kind, start, above[1]
            start, kind = begin, opens
    yield kind, start, chunk[-1][1]


def _opening(text: str, line: Line, *, numbered: bool) -> tuple[int, Kind]:
    """Return where a line's words begin, after a bullet or a list number, and its kind."""
    start, end = line
    if not text[start : start + 2].isalpha():  # as most lines begin
        marker = _BULLET.match(text, start, end) or (numbered and _NUMBER.match(text, start, end))
        if marker:
            return marker.end(), "item"
    return start, "cell" if text.find("\t", start, end) >= 0 else "paragraph"


def _wrapped(text: str, above: Line, line: Line, width: int, *, full: int) -> bool:
    """Return whether the line goes on from the one above, its first word not having fitted.

    full: how many lines of the chunk come near the width. Where only one does, a sentence
    that ends with it ends its paragraph.
    """
    if not _NARROWEST <= width <= _WIDEST:
        return False
    word_end = line[0]
    while word_end < line[1] and not text[word_end].isspace():
        word_end += 1
    if (above[1] - above[0]) + 1 + (word_end - line[0]) <= width:
        return False
    ended = text[above[0] : above[1]].rstrip(_CLOSERS)[-1:] in _SENTENCE_ENDS
    return full > 1 or not ended or text[line[0]].islower()
