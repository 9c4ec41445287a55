"""The edges of an article: bylines, dates and labels around it, and headings of nothing."""

from collections.abc import Iterable, Sequence

from kept.read.dates import is_date_line
from kept.read.draft import Part
from kept.read.furniture import is_furniture
from kept.read.main_content import is_counter
from kept.read.page_tree import Element

Owned = tuple[Part, Element]
"""A block with the element that owns its text."""

_LABEL = 60  # characters; a longer heading may say something
_EDGE = 40  # characters; a shorter line at an edge says something only as a sentence or a figure
_LONGEST_DATE_LINE = 80
_SENTENCE_ENDS = tuple('.!?:;…”"’)')


def words_of(part: Part) -> str:
    """Return the block's text, blanks run together."""
    return " ".join("".join(fragment.text for fragment in part.fragments).split())


def without_empty_headings(found: Sequence[Owned]) -> list[Owned]:
    """Return the blocks without headings of lists of links, which were left out."""
    ahead: str | None = ""
    kept: list[Owned] = []
    for part, owner in reversed(found):
        empty = ahead is not None and ahead <= owner.tag
        if part.kind == "heading" and empty and _is_label(words_of(part)):
            continue
        ahead = owner.tag if part.kind == "heading" else None
        kept.append((part, owner))
    return kept[::-1]


def _is_label(words: str) -> bool:
    return len(words) <= _LABEL and not any(character.isdigit() for character in words)


def without_edges(found: Iterable[Owned]) -> list[Owned]:
    """Return the blocks without bylines, dates and labels before and after the paragraphs."""
    kept = [pair for pair in found if _says_something(words_of(pair[0]))]
    places = range(len(kept))
    first = next((index for index in places if is_paragraph(kept[index][0])), None)
    if first is None:
        return kept
    last = next(index for index in reversed(places) if is_paragraph(kept[index][0]))
    before = [pair for pair in kept[:first] if not _is_edge_block(pair[0])]
    after = [pair for pair in kept[last + 1 :] if not _is_edge_block(pair[0])]
    return before + kept[first : last + 1] + after


def _is_edge_block(part: Part) -> bool:
    return part.kind in {"paragraph", "item"} and is_edge(words_of(part))


def is_paragraph(part: Part) -> bool:
    """Return whether the block is long enough for a paragraph, and no byline."""
    words = words_of(part)
    return len(words) >= _EDGE and part.kind != "heading" and not is_edge(words)


def _says_something(words: str) -> bool:
    if len(words) > _LABEL:
        return not is_furniture(words)
    return any(map(str.isalnum, words)) and not (is_counter(words) or is_furniture(words))


def is_edge(words: str) -> bool:
    """Return whether a line at an article's edge is no part of it: a byline, a date, a label.

    >>> is_edge("By Jane Roe"), is_edge("Updated 3 May 2025"), is_edge("Profit: 31 million")
    (True, True, False)
    """
    if len(words) <= _LONGEST_DATE_LINE and is_date_line(words):
        return True
    if words.endswith(_SENTENCE_ENDS) and not words.endswith(":"):
        return False
    return len(words) < _EDGE and not any(character.isdigit() for character in words)
