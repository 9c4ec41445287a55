"""Marks in HTML source that survive parsing, so that every text node knows where it stood.

A parser moves, merges and repairs; its nodes carry no offsets. Each stretch of text gets its
offset written before it, between two code points that are no characters and that no page holds.
"""

import html
import re
from collections.abc import Iterator

from kept.read.draft import Fragment

_OPEN, _CLOSE = "\ufdd0", "\ufdd1"
_FORGED = str.maketrans({_OPEN: "\ufffd", _CLOSE: "\ufffd"})
_DEEPEST = 512
_LONGEST_TAG = 5000  # characters
# Elements that hold nothing, or whose end may be left out.
_NOT_COUNTED = frozenset(
    (
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param"),
        *("source", "track", "wbr", "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody"),
        *("tfoot", "option", "optgroup", "html", "head", "body", "colgroup", "rp", "rt"),
    )
)
MARK = re.compile(f"{_OPEN}(\\d+){_CLOSE}")
# Everything that is no text: comments, elements whose content is no text, tags. Each part
# runs to the end of the source where its end is missing, so that the scan stays linear.
_NO_TEXT = re.compile(
    r"<!--(?:-?>|.*?(?:--!?>|\Z))"
    r"|<(script|style|textarea|title|xmp|iframe|noembed|noframes)\b.*?(?:</\1\s*>|\Z)"
    r"|<[!?].*?(?:>|\Z)"
    r"|<(?P<close>/?)(?P<tag>[a-z][a-z0-9]*+)(?:[^>=]++|=\s*+(?:\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z))?+)*+(?:>|\Z)",
    re.IGNORECASE | re.DOTALL,
)
_CHANGED = re.compile("[&\t\n\r\f]|  ")
_PIECES = re.compile(
    r"(?P<entity>&(?:#\d{1,8}|#[xX][0-9a-fA-F]{1,7}|[A-Za-z][A-Za-z0-9]{1,31});?)"
    r"|(?P<blank>[ \t\n\r\f]+)|[^& \t\n\r\f]+|&"
)


class Marked:
    """HTML source with marks, and the way back from a mark to the source.

    html: what to parse. Every mark stands before the text that begins at its offset.
    """

    def __init__(self, source: str) -> None:
        self._source = source
        self._ends: dict[int, int] = {}
        forged = _OPEN in source or _CLOSE in source
        self.html = "".join(self._pieces(source.translate(_FORGED) if forged else source))

    def _pieces(self, source: str) -> Iterator[str]:
        at = depth = 0
        for match in _NO_TEXT.finditer(source):
            start, end = match.span()
            if start > at:
                yield self._text(source[at:start], at)
            at = end
            depth += _step(match)
            # A parser's time grows with the square of the depth; browsers stop here, too.
            if depth <= _DEEPEST or match["tag"] is None:
                yield match.group() if end - start <= _LONGEST_TAG else _bounded(match)
        if at < len(source):
            yield self._text(source[at:], at)

    def _text(self, text: str, start: int) -> str:
        if text.isspace():
            return text
        self._ends[start] = start + len(text)
        return f"{_OPEN}{start}{_CLOSE}{text}"

    def fragments(self, node_text: str) -> list[Fragment]:
        """Return a text node's characters with their places, blanks run together.

        node_text: the content of a node of the parsed `html`.
        """
        mark = MARK.match(node_text)
        if mark is not None and node_text.find(_OPEN, mark.end()) < 0:
            return self._of_one(int(mark[1]), node_text[mark.end() :])
        before, *rest = MARK.split(node_text)
        found = [Fragment(" ", None)] if before else []
        for offset, text in zip(map(int, rest[::2]), rest[1::2], strict=True):
            end = self._ends.get(offset)
            if end is None:
                found.append(Fragment(" ".join(text.split()), None))
            elif _CHANGED.search(self._source, offset, end):
                found.extend(self._between(offset, end))
            else:
                found.append(Fragment(self._source[offset:end], offset))
        return found

    def _of_one(self, offset: int, text: str) -> list[Fragment]:
        """Return the fragments of a node with one mark, before its text: nearly every one."""
        end = self._ends.get(offset)
        if end is None:
            return [Fragment(" ".join(text.split()), None)]
        if _CHANGED.search(self._source, offset, end):
            return list(self._between(offset, end))
        return [Fragment(self._source[offset:end], offset)]

    def _between(self, start: int, end: int) -> Iterator[Fragment]:
        literal = start
        for match in _PIECES.finditer(self._source, start, end):
            entity, blank = match["entity"], match["blank"]
            if entity is None and (blank is None or blank == " "):
                continue
            if literal < match.start():
                yield Fragment(self._source[literal : match.start()], literal)
            literal = match.end()
            if blank is None:
                yield Fragment(html.unescape(match.group()), None)
            elif blank[0] == " ":
                yield Fragment(" ", match.start())
            else:
                yield Fragment(" ", None)
        if literal < end:
            yield Fragment(self._source[literal:end], literal)


def _bounded(match: re.Match[str]) -> str:
    """Return an overlong tag without its attributes, and all else as it stands.

    A parser's time grows with the square of their number, too.
    """
    tag = match["tag"]
    return match.group() if tag is None else f"<{match['close']}{tag}>"


def _step(match: re.Match[str]) -> int:
    """Return by how much a tag changes the depth: 1, -1, or 0 for what holds nothing."""
    tag = match["tag"]
    if tag is None or tag.lower() in _NOT_COUNTED or match.string[match.end() - 2] == "/":
        return 0
    return -1 if match["close"] else 1


def unmarked(text: str) -> str:
    """Return the text without marks."""
    mark = MARK.match(text)
    if mark is not None and text.find(_OPEN, mark.end()) < 0:
        return text[mark.end() :]
    return MARK.sub("", text)
