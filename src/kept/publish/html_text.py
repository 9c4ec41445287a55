"""The announcement's own text, whole, with every claim marked where it was made."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from kept.model.claims import Claim
from kept.model.text import Block, Document
from kept.publish.html_marks import marked, number_link, verdict_label
from kept.publish.markup import EMPTY, Markup, element, joined, within
from kept.publish.overview import Overview

_ELEMENTS = {
    "title": ("p", "text-title"),
    "heading": ("h3", "text-heading"),
    "paragraph": ("p", None),
    "item": ("li", None),
    "cell": ("p", "text-cell"),
    "quote": ("blockquote", None),
    "caption": ("p", "text-caption"),
}


@dataclass(frozen=True)
class _Mark:
    """A stretch of text with the claims whose quantities touch it."""

    start: int
    end: int
    claims: tuple[Claim, ...]


def announcement(document: Document, seen: Overview) -> Markup:
    """Return the document's blocks in order; text between blocks is shown too, none is lost."""
    marks = _marks(seen.claims)
    shown: list[str] = []
    for is_list, regions in groupby(_regions(document), key=lambda block: block.kind == "item"):
        for blocks in [tuple(regions)] if is_list else ((block,) for block in regions):
            inside = _inside(marks, blocks[0].start, blocks[-1].end)
            written = [_block(block, document.text, inside, seen) for block in blocks]
            passage = element("ul", *written) if is_list else joined(written)
            shown.append(element("div", passage, _margin(inside, seen), class_="passage"))
    return joined(shown, "\n")


def _inside(marks: list[_Mark], start: int, end: int) -> list[_Mark]:
    """Return the marks that begin in a stretch of text."""
    first, last = (bisect_left(marks, at, key=lambda mark: mark.start) for at in (start, end))
    return marks[first:last]


def _margin(marks: list[_Mark], seen: Overview) -> Markup:
    """Return what was found about the claims of a passage, to stand beside it."""
    ids = [claim.id for mark in marks for claim in mark.claims]
    numbers = sorted({number for id_ in ids for number in seen.findings_about.get(id_, ())})
    notes = [
        element(
            "li",
            verdict_label(seen.findings[number - 1].verdict),
            " ",
            within(f"finding-{number}", seen.findings[number - 1].title),
        )
        for number in numbers
    ]
    return element("ul", *notes, class_="margin") if notes else EMPTY


def _marks(claims: tuple[Claim, ...]) -> list[_Mark]:
    """Return the quantities' places in text order; those that overlap are one mark."""
    marks: list[_Mark] = []
    for claim in claims:
        start, end = claim.quantity.start, claim.quantity.end
        if marks and start < marks[-1].end:
            last = marks.pop()
            marks.append(_Mark(last.start, max(last.end, end), (*last.claims, claim)))
        else:
            marks.append(_Mark(start, end, (claim,)))
    return marks


def _regions(document: Document) -> Iterator[Block]:
    """Yield the blocks and, as paragraphs, what lies between them and is not blank."""
    at = 0
    for block in document.blocks:
        yield from _paragraphs(document.text, at, block.start)
        yield block
        at = block.end
    yield from _paragraphs(document.text, at, len(document.text))


def _paragraphs(text: str, start: int, end: int) -> Iterator[Block]:
    for part in text[start:end].split("\n\n"):
        if part.strip():
            yield Block("paragraph", start, start + len(part))
        start += len(part) + 2


def _block(block: Block, text: str, marks: list[_Mark], seen: Overview) -> Markup:
    name, class_ = _ELEMENTS[block.kind]
    pieces: list[str] = []
    at = block.start
    for mark in _inside(marks, block.start, block.end):
        end = min(mark.end, block.end)
        pieces += [text[at : mark.start], _marked(text[mark.start : end], mark.claims, seen)]
        at = end
    pieces.append(text[at : block.end])
    return element(name, *pieces, class_=class_, dir="auto")


def _marked(words: str, claims: tuple[Claim, ...], seen: Overview) -> Markup:
    numbers = [seen.number_of[claim.id] for claim in claims]
    links = [number_link(number, to="claim", at=f"mark-{number}") for number in numbers]
    return marked(words, claims, seen, *links)
