"""The lines of a saved page that are not its article, cut and said to be cut."""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from msgspec.structs import replace

from kept.lexicon.load import table
from kept.model.text import Block, Issue
from kept.read.draft import Draft, Edit, edit

_OUTER = " \t\u00a0.!:…*#|-–—>»<«"
_SENTENCE_ENDS = (".", "!", "?", ".”", '."', "”", "।", "۔")
_SHOWN = 60  # characters of a line that an issue quotes
_LONGEST_PHRASE = 90
_BEGINNING = 2  # characters by which most lines are told to be none of the phrases


class Phrases(NamedTuple):
    """The lexicon of furniture, ready to compare with."""

    lines: frozenset[str]
    pointers: tuple[str, ...]
    openers: frozenset[str]
    beginnings: frozenset[str]
    pointer_length: int
    paragraph_length: int
    opener_share: float


@cache
def phrases() -> Phrases:
    """Return the phrases of `furniture.toml`, folded."""
    data = table("furniture.toml")
    lines = frozenset(map(_folded, data["lines"]))
    pointers = tuple(phrase.casefold() for phrase in data["pointers"])
    return Phrases(
        lines,
        pointers,
        frozenset(map(_folded, data["openers"])),
        frozenset(phrase[:_BEGINNING] for phrase in (*lines, *pointers)),
        **data["limits"],
    )


def _folded(line: str) -> str:
    return " ".join(line.casefold().strip(_OUTER).split())


def is_furniture(line: str) -> bool:
    """Return whether a whole line is page furniture, by itself.

    >>> is_furniture("Please enter your comment!"), is_furniture("Comments were sharp.")
    (True, False)
    """
    known = phrases()
    if line[:1].isalnum() and line[:_BEGINNING].casefold() not in known.beginnings:
        return False
    if len(line) <= _LONGEST_PHRASE and _folded(line) in known.lines:
        return True
    return len(line) <= known.pointer_length and line.casefold().startswith(known.pointers)


def without_furniture(draft: Draft) -> Draft:
    """Return the draft without furniture, and an issue for every place at which some was cut."""
    cut = _cut_blocks(draft.text, draft.blocks)
    if not cut or len(cut) == len(draft.blocks):
        return draft
    edits: list[Edit] = []
    issues: list[Issue] = []
    for first, last in _stretches(sorted(cut)):
        change = _excision(draft, first, last)
        edits.append(change)
        issues.append(_issue(draft, first, last, change))
    return edit(replace(draft, issues=(*draft.issues, *issues)), edits)


def _cut_blocks(text: str, blocks: Sequence[Block]) -> set[int]:
    """Return the indices of the blocks that are furniture."""
    cut = {
        index
        for index, block in enumerate(blocks)
        if block.end - block.start <= phrases().pointer_length
        and is_furniture(text[block.start : block.end])
    }
    cut.update(range(_tail(text, blocks), len(blocks)))
    return cut


def _tail(text: str, blocks: Sequence[Block]) -> int:
    """Return the index of the first block of the furniture at the end, or the block count."""
    known = phrases()
    earliest = len(text) * (1 - known.opener_share)
    found = len(blocks)
    for index in range(len(blocks) - 1, 0, -1):
        block = blocks[index]
        if block.start < earliest or _reads_like_a_paragraph(text, block):
            break
        if (
            block.end - block.start <= _LONGEST_PHRASE
            and _folded(_line(text, block)) in known.openers
        ):
            found = index
    return found


def _reads_like_a_paragraph(text: str, block: Block) -> bool:
    line = _line(text, block)
    return len(line) >= phrases().paragraph_length and line.endswith(_SENTENCE_ENDS)


def _line(text: str, block: Block) -> str:
    return text[block.start : block.end]


def _stretches(indices: Sequence[int]) -> list[tuple[int, int]]:
    """Return the runs of consecutive indices, as first and last."""
    stretches: list[tuple[int, int]] = []
    for index in indices:
        if stretches and stretches[-1][1] == index - 1:
            stretches[-1] = (stretches[-1][0], index)
        else:
            stretches.append((index, index))
    return stretches


def _excision(draft: Draft, first: int, last: int) -> Edit:
    """Return the edit that takes out the blocks and the blanks on one side of them."""
    blocks = draft.blocks
    if last + 1 < len(blocks):
        start = 0 if first == 0 else _line_start(draft.text, blocks[first].start)
        return Edit(start, _line_start(draft.text, blocks[last + 1].start), "")
    start = blocks[first - 1].end if first else 0
    return Edit(start, len(draft.text), "")


def _line_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def _issue(draft: Draft, first: int, last: int, change: Edit) -> Issue:
    shown = [_shown(_line(draft.text, draft.blocks[index])) for index in {first, last}]
    line = draft.text.count("\n", 0, draft.blocks[first].start) + 1
    count = last - first + 1
    what = "a line" if count == 1 else f"{count} lines"
    message = f"{what} of page furniture left out, from line {line}: {' … '.join(shown)}"
    return Issue("furniture", message, change.start, change.start)


def _shown(line: str) -> str:
    short = " ".join(line.split())
    return f"“{short}”" if len(short) <= _SHOWN else f"“{short[: _SHOWN - 1]}…”"
