"""Sentences of a document, block by block, with the splits that abbreviations fake undone."""

import re
from collections.abc import Iterator
from functools import cache

import sentencex

from kept.extract.scan import VULGAR
from kept.lexicon.load import rows
from kept.model.text import Document

_FALSE_END = re.compile(
    r"(?:\b(?:approx|pct|est|incl|no|nos|mr|mrs|ms|dr|prof|st|gen|gov|sen|rep|hon|vs|bn|mn|tn|rs|fig|art|sec"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|[A-Z])|\b[A-Z](?:\.[A-Z])+|p\.c)\.\s*$",
    re.IGNORECASE,
)
_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?!\s*\n)[^\n]+)*")
_MAY_END = re.compile(r"[.!?…。।]\W")
_GOES_ON = re.compile(r"\s*[a-z0-9(]")
_QUOTED = re.compile('[“"„«]([^“”"„«»]*)(?:[”"»]|$)')
MAX_SENTENCE = 1500
"""Longer stretches are cut behind a semicolon or at a blank: no stage meets one without end."""


@cache
def _number_words() -> re.Pattern[str]:
    """Return an expression for what any number needs: a digit, a fraction sign, or its word."""
    words = {row["word"] for row in rows("numbers.csv", "word", "kind") if row["kind"] in _KINDS}
    words = {word for word in words if len(word) >= _LETTERS} | {"dozens", "tens", "hundreds"}
    forms = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"[\d{VULGAR}]|\b(?:{forms})(?![^\W\d_])", re.IGNORECASE)


_LETTERS = 3
"""Shorter forms ("k", "mn") stand glued to digits only."""


_KINDS = frozenset(
    {"unit", "tens", "hundred", "scale", "fraction", "ordinal", "collective", "multiple", "times"}
)


def may_count(text: str) -> bool:
    """Return whether a number may stand in a text: where none can, nothing need be parsed."""
    return _number_words().search(text) is not None


def split_sentences(document: Document) -> list[tuple[int, int]]:
    """Return half-open ranges of the sentences, in order, blanks at their ends left out."""
    text = document.text
    blocks = [(block.start, block.end) for block in document.blocks] or [(0, len(text))]
    found: list[tuple[int, int]] = []
    for start, end in blocks:
        for paragraph in _PARAGRAPH.finditer(text, start, end):
            found.extend(_in_paragraph(text, paragraph.start(), paragraph.end()))
    return found


def _in_paragraph(text: str, start: int, end: int) -> list[tuple[int, int]]:
    body = text[start:end]
    ranges: list[tuple[int, int]] = []
    for piece in _merged(body):
        first, last = start + piece[0], start + piece[1]
        while last - first > MAX_SENTENCE:
            cut = _cut(text, first)
            ranges.append((first, cut))
            first = cut
        ranges.append((first, last))
    return [trimmed for piece in ranges if (trimmed := _trim(text, *piece))[1] > trimmed[0]]


def _cut(text: str, first: int) -> int:
    """Return where to part a stretch without end that begins at `first`."""
    end = first + MAX_SENTENCE
    semicolon = text.rfind("; ", first, end) + 1
    blank = text.rfind(" ", first, end)
    return next((cut for cut in (semicolon, blank) if cut > first), end)


def _merged(body: str) -> list[tuple[int, int]]:
    if len(body) < 2 or not _MAY_END.search(body):  # noqa: PLR2004  nothing to split
        return [(0, len(body))]
    merged: list[tuple[int, int]] = []
    for first, last in _parted(body):
        if (
            merged
            and _FALSE_END.search(body, max(0, merged[-1][1] - 12), merged[-1][1])
            and _GOES_ON.match(body, first)
        ):
            merged[-1] = (merged[-1][0], last)
        else:
            merged.append((first, last))
    return merged


def _parted(body: str) -> Iterator[tuple[int, int]]:
    """Yield the ranges of sentences; a quotation of several is parted, not taken for one."""
    for boundary in sentencex.get_sentence_boundaries("en", body):
        first, last = int(boundary["start_index"]), int(boundary["end_index"])
        for quoted in _QUOTED.finditer(body, first, last):
            inner = quoted.start(1)
            for part in sentencex.get_sentence_boundaries("en", quoted[1])[:-1]:
                end = inner + int(part["end_index"])
                yield first, end
                first = end
        yield first, last


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
