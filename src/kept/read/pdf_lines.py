"""Lines of pages to paragraphs, by where they stand and how they end."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from kept.read.draft import Fragment, Kind, Part
from kept.read.plain import is_headline

_EDGE = 2  # lines at a page's top and bottom that may be running heads
_PAGE_NUMBER = re.compile(
    r"\W*(?:page|p\.)?\W*(\d{1,4})(?:\s*(?:of|/)\s*\d{1,4})?\W*", re.IGNORECASE
)
_NAMED_PAGE = re.compile(r"\W*page\s+\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\W*", re.IGNORECASE)
_NUMBER = re.compile(r"\b\d{1,4}\b")
_RUNNING_LENGTH = 100  # characters of a running head with a number
_BULLET = re.compile(r"[•◦▪●‣\uf0b7][ \t]*|[-–*][ \t]+")
_SOFT_HYPHENS = ("\x02", "\ufffe", "\u00ad")
_HYPHENS = ("-", *_SOFT_HYPHENS)
_SENTENCE_END = re.compile(r"[.!?:;…][\"'”’)\]]*$")
_WORD_AT_END = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*-$")
_WORD = re.compile(r"[^\W\d_]+")
_GAP = 1.35  # of the usual step from line to line; a larger one parts paragraphs
_SHORT = 0.85  # of the page's line width; a sentence that ends before it ends its paragraph
_INDENT = 0.8  # of the letter size; a line set in by more opens a paragraph
_LARGER = 1.12  # times the usual letter size: a heading
_HEADING_LENGTH = 160


class Line(NamedTuple):
    """A line of a page: words, place in the source, page, and its measures in points.

    Measures are 0 where the page does not tell.
    """

    text: str
    source: int
    page: int
    left: float
    right: float
    top: float
    size: float


def running_lines(pages: Sequence[Sequence[Line]]) -> frozenset[Line]:
    """Return the lines at pages' edges that stand on most pages, and page numbers."""
    edges = [(*page[:_EDGE], *page[_EDGE:][-_EDGE:]) for page in pages]
    filled = sum(1 for page in pages if page)
    counts = Counter(
        shape for edge in edges for shape in {s for line in edge for s in _shapes(line)}
    )
    repeated = {shape for shape, n in counts.items() if n > 1 and n * 2 >= filled}
    return frozenset(
        line
        for page, edge in zip(pages, edges, strict=True)
        for line in edge
        if not repeated.isdisjoint(_shapes(line))
        or (line in (page[0], page[-1]) and _is_page_number(line))
    )


def _shapes(line: Line) -> Iterator[str]:
    """Return the line, and the line with each number told by its distance from the page's."""
    yield line.text
    if len(line.text) > _RUNNING_LENGTH or _SENTENCE_END.search(line.text):
        return
    for match in _NUMBER.finditer(line.text):
        distance = int(match.group()) - line.page
        yield f"{line.text[: match.start()]}#{distance}{line.text[match.end() :]}"


def _is_page_number(line: Line) -> bool:
    match = _PAGE_NUMBER.fullmatch(line.text)
    if match is None:
        return False
    return int(match[1]) == line.page + 1 or _NAMED_PAGE.fullmatch(line.text) is not None


def parts_of(lines: Sequence[Line]) -> Iterator[Part]:
    """Return the paragraphs, headings and items that the lines make."""
    if not lines:
        return
    usual = median(line.size for line in lines)
    whole = _whole_words(lines)
    groups = list(_groups(lines))
    for index, group in enumerate(groups):
        yield Part(
            _kind(group, usual, first=index == 0, alone=len(groups) == 1), _joined(group, whole)
        )


def _whole_words(lines: Sequence[Line]) -> frozenset[str]:
    """Return the words that no line's end can have cut: all but each line's first and last."""
    return frozenset(word.casefold() for line in lines for word in _WORD.findall(line.text)[1:-1])


def _groups(lines: Sequence[Line]) -> Iterator[list[Line]]:
    step = _usual_step(lines)
    width = max(line.right - line.left for line in lines)
    group = [lines[0]]
    for above, line in pairwise(lines):
        if _parted(above, line, step, width):
            yield group
            group = []
        group.append(line)
    yield group


def _usual_step(lines: Sequence[Line]) -> float:
    steps = [
        above.top - line.top
        for above, line in pairwise(lines)
        if above.page == line.page and above.top > line.top
    ]
    return median(steps) if steps else 0.0


def _parted(above: Line, line: Line, step: float, width: float) -> bool:
    """Return whether a new paragraph begins at the line."""
    if _BULLET.match(line.text):
        return True
    if not line.size or not above.size:  # nothing was measured
        return bool(_SENTENCE_END.search(above.text)) and not line.text[0].islower()
    larger, smaller = max(above.size, line.size), min(above.size, line.size)
    if larger > _LARGER * smaller:
        return True
    ended = bool(_SENTENCE_END.search(above.text))
    fall = above.top - line.top
    if above.page != line.page or fall < -step:  # the next page or column
        return not line.text[0].islower() and (ended or _is_short(above, width))
    if step and fall > _GAP * step:
        return True
    set_in = line.left > above.left + _INDENT * line.size and fall > 0
    return ended and (_is_short(above, width) or set_in)


def _is_short(line: Line, width: float) -> bool:
    return line.right - line.left < _SHORT * width


def _kind(group: Sequence[Line], usual: float, *, first: bool, alone: bool) -> Kind:
    if _BULLET.match(group[0].text):
        return "item"
    words = sum(len(line.text) + 1 for line in group) - 1
    large = group[0].size > _LARGER * usual > 0
    if alone or words > _HEADING_LENGTH or not is_headline(" ".join(line.text for line in group)):
        return "paragraph"
    if first:
        return "title"
    return "heading" if large else "paragraph"


def _joined(group: Sequence[Line], whole: frozenset[str]) -> list[Fragment]:
    """Return the lines as one text: words cut at a line's end are whole again."""
    fragments: list[Fragment] = []
    bullet = _BULLET.match(group[0].text)
    skip = bullet.end() if bullet else 0
    for index, line in enumerate(group):
        text = line.text[skip:]
        ahead = group[index + 1].text if index + 1 < len(group) else None
        if ahead is None:
            fragments.append(Fragment(text.rstrip("".join(_SOFT_HYPHENS)), line.source + skip))
        elif text.endswith(_HYPHENS) and text[-2:-1].strip():
            fragments.append(Fragment(text[:-1], line.source + skip))
            if _keeps_hyphen(f"{text[:-1]}-", ahead, whole):
                place = line.source + skip + len(text) - 1
                fragments.append(Fragment("-", place if text.endswith("-") else None))
        else:
            fragments.append(Fragment(text, line.source + skip))
            fragments.append(Fragment(" ", None))
        skip = 0
    return fragments


def _keeps_hyphen(text: str, ahead: str, whole: frozenset[str]) -> bool:
    """Return whether a hyphen at a line's end belongs to the word.

    It does in figures ("2024-25") and in compounds of several hyphens; it does not where the
    document has the whole word elsewhere, nor, lacking better evidence, before a small letter.
    """
    before = _WORD_AT_END.search(text)
    after = _WORD.match(ahead)
    if before is None or after is None or not ahead[0].islower():
        return True
    first = before.group()[:-1]
    if "-" in first:
        return True
    if (first + after.group()).casefold() in whole:
        return False
    return first.casefold() in whole and after.group().casefold() in whole
