"""What each format's reader hands on, and the one way in which its text is changed afterwards."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import accumulate
from typing import Literal, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from kept.model.text import Block, Issue, Run

Kind = Literal["title", "heading", "paragraph", "item", "cell", "quote", "caption"]


class Draft(Struct, frozen=True, kw_only=True):
    """A text with its layout, before furniture is cut and its date and language are told."""

    text: str
    blocks: tuple[Block, ...]
    runs: tuple[Run, ...]
    issues: tuple[Issue, ...] = ()
    title: str | None = None
    publisher: str | None = None
    published: date | None = None
    language: str | None = None


class Fragment(NamedTuple):
    """Characters of a block; `source` is where they stand unchanged, or None."""

    text: str
    source: int | None


class Part(NamedTuple):
    """A block before it has a place: its kind and what it is made of."""

    kind: Kind
    fragments: list[Fragment]


class Edit(NamedTuple):
    """Put `replacement` in the place of text[start:end]."""

    start: int
    end: int
    replacement: str


def assemble(parts: Iterable[Part]) -> Draft:
    """Return the parts as one text, set apart by blank lines, with their places.

    Blanks at either end of a part, and parts of nothing else, are left out.
    """
    pieces: list[str] = []
    blocks: list[Block] = []
    runs: list[Run] = []
    at = 0
    for kind, given in parts:
        fragments = trimmed(given)
        if not fragments:
            continue
        if blocks:
            pieces.append("\n\n")
            at += 2
        start = at
        for text, source in fragments:
            if source is not None:
                _add_run(runs, at, source, len(text))
            pieces.append(text)
            at += len(text)
        blocks.append(Block(kind, start, at))
    return Draft(text="".join(pieces), blocks=tuple(blocks), runs=tuple(runs))


def trimmed(fragments: Sequence[Fragment]) -> list[Fragment]:
    """Return the fragments without blanks at either end and before a line break."""
    left = [fragment for fragment in fragments if fragment.text]
    while left and left[-1].text.isspace():
        left.pop()
    while left and left[0].text.isspace():
        left.pop(0)
    if left:
        first = left[0]
        kept = first.text.lstrip()
        gone = len(first.text) - len(kept)
        left[0] = Fragment(kept, None if first.source is None else first.source + gone)
        left[-1] = Fragment(left[-1].text.rstrip(), left[-1].source)
    return left


def _add_run(runs: list[Run], text: int, source: int, length: int) -> None:
    if not length:
        return
    if runs:
        last = runs[-1]
        if last.text + last.length == text and last.source + last.length == source:
            runs[-1] = Run(last.text, last.source, last.length + length)
            return
    runs.append(Run(text, source, length))


def edit(draft: Draft, edits: Sequence[Edit]) -> Draft:
    """Return the draft with the edits made: blocks and issues move along, runs are cut.

    edits: in order, not overlapping. A block that loses all its text is dropped.
    """
    if not edits:
        return draft
    places = _Places(edits)
    blocks = (Block(b.kind, places.of(b.start), places.of(b.end)) for b in draft.blocks)
    return replace(
        draft,
        text=_edited(draft.text, edits),
        blocks=tuple(block for block in blocks if block.start < block.end),
        runs=tuple(_cut(draft.runs, edits)),
        issues=tuple(
            issue
            if issue.start is None or issue.end is None
            else Issue(issue.code, issue.message, places.of(issue.start), places.of(issue.end))
            for issue in draft.issues
        ),
    )


def _edited(text: str, edits: Sequence[Edit]) -> str:
    pieces: list[str] = []
    at = 0
    for start, end, replacement in edits:
        pieces += (text[at:start], replacement)
        at = end
    pieces.append(text[at:])
    return "".join(pieces)


class _Places:
    """Where an offset of the old text lies in the new one."""

    def __init__(self, edits: Sequence[Edit]) -> None:
        self._edits = edits
        self._starts = [e.start for e in edits]
        growth = (len(e.replacement) - (e.end - e.start) for e in edits)
        self._shift = [0, *accumulate(growth)]

    def of(self, offset: int) -> int:
        index = bisect_right(self._starts, offset)
        if index:
            start, end, replacement = self._edits[index - 1]
            if offset < end:
                inside = min(offset - start, len(replacement))
                return start + self._shift[index - 1] + inside
        return offset + self._shift[index]


def _cut(runs: Sequence[Run], edits: Sequence[Edit]) -> Iterable[Run]:
    shift = 0
    index = 0
    for run in runs:
        at, end = run.text, run.text + run.length
        source = run.source - run.text
        while index < len(edits) and edits[index].end <= at:
            shift += _growth(edits[index])
            index += 1
        ahead, moved = index, shift
        while ahead < len(edits) and edits[ahead].start < end:
            change = edits[ahead]
            if change.start > at:
                yield Run(at + moved, at + source, change.start - at)
            at = max(at, change.end)
            moved += _growth(change)
            ahead += 1
        if at < end:
            yield Run(at + moved, at + source, end - at)


def _growth(change: Edit) -> int:
    return len(change.replacement) - (change.end - change.start)
