"""Which words stand inside quotation marks, from one sentence to the next."""

from kept.extract.tokens import Sentence

_OPENING = frozenset("“«‘")
_CLOSING = frozenset("”»’")
PARAGRAPH_GAP = 2
"""Characters between two sentences of different paragraphs, at the least."""


def begins_paragraph(before: Sentence | None, sentence: Sentence) -> bool:
    """Return whether a new paragraph begins with the sentence."""
    if before is None or not before.ends or not sentence.starts:
        return True
    return sentence.starts[0] - before.ends[-1] >= PARAGRAPH_GAP


def quoted(sentence: Sentence, parts: str, *, open_before: bool) -> tuple[bytearray, bool]:
    """Return one byte a token, 1 inside quotation marks, and whether a quotation stays open."""
    inside = bytearray(len(parts))
    is_open, since = open_before, 0
    at = parts.find('"')
    while at >= 0:
        mark = sentence.words[at]
        opens = mark in _OPENING or (mark not in _CLOSING and not is_open)
        if is_open and not opens:
            inside[since:at] = b"\x01" * (at - since)
        if opens and not is_open:
            since = at + 1
        is_open = opens
        at = parts.find('"', at + 1)
    if is_open:
        inside[since:] = b"\x01" * (len(parts) - since)
    return inside, is_open
