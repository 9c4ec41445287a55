"""The announcement's own text, whole, with every claim marked where it was made."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from kept.model.claims import Claim
from kept.model.text import Block, Document
from kept.publish.html_marks import marked, number_link, verdict_class
from kept.publish.markup import EMPTY, Markup, element, joined, within
from kept.publish.overview import VERDICT_WORDS, Overview

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
    """Return the document's blocks in order; text between blocks is shown too, none is lost.

    Beside each passage stand the findings whose first claim it holds.
    """
    marks = _marks(seen.claims)
    notes = _notes(seen)
    shown = [_passage(blocks, document.text, marks, notes, seen) for blocks in _passages(document)]
    return joined(shown, "\n")


def _passages(document: Document) -> Iterator[tuple[Block, ...]]:
    """Yield the items of a list together, and every other block alone."""
    for is_list, regions in groupby(_regions(document), key=lambda block: block.kind == "item"):
        if is_list:
            yield tuple(regions)
        else:
            yield from ((block,) for block in regions)


def _passage(
    blocks: tuple[Block, ...],
    text: str,
    marks: list[_Mark],
    notes: dict[str, list[Markup]],
    seen: Overview,
) -> Markup:
    inside = _inside(marks, blocks[0].start, blocks[-1].end)
    written = [_block(block, text, inside, seen) for block in blocks]
    beside = [note for mark in inside for claim in mark.claims for note in notes.get(claim.id, ())]
    return element(
        "div",
        element("ul", *beside, class_="margin", aria_label="Findings") if beside else EMPTY,
        element("ul", *written) if blocks[0].kind == "item" else joined(written),
        class_="passage",
    )


def _notes(seen: Overview) -> dict[str, list[Markup]]:
    """Return for the first claim of each finding a note that leads to the finding."""
    notes: dict[str, list[Markup]] = {}
    for number, finding in enumerate(seen.findings, start=1):
        verdict = element("b", VERDICT_WORDS[finding.verdict])
        link = within(f"finding-{number}", verdict, element("span", finding.title))
        note = element("li", link, class_=verdict_class(finding.verdict))
        for claim in seen.claims_of(finding)[:1]:
            notes.setdefault(claim.id, []).append(note)
    return notes


def _inside(marks: list[_Mark], start: int, end: int) -> list[_Mark]:
    """Return the marks that begin in a stretch of text."""
    first, last = (bisect_left(marks, at, key=lambda mark: mark.start) for at in (start, end))
    return marks[first:last]


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
