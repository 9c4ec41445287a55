"""Markdown to blocks: what is written stays, what only marks it up is taken out."""

import html
import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from msgspec.structs import replace

from kept.model.text import Issue
from kept.read.cleaning import clean
from kept.read.dates import iso_date
from kept.read.draft import Draft, Edit, Fragment, Kind, Part, assemble

_FRONT_MATTER = re.compile(
    r"\ufeff?---[ \t]*\r?\n(.{0,5000}?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL
)
_FIELD = re.compile(
    r"^(title|date|published|lang|language|publisher)[ \t]*:[ \t]*[\"']?(.*?)[\"']?[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)
_FENCE = re.compile(r"[ \t]{0,3}(```+|~~~+)")
_HEADING = re.compile(r"[ \t]{0,3}(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$")
_UNDERLINE = re.compile(r"[ \t]{0,3}(=+|-{2,})[ \t]*$")
_RULE = re.compile(r"[ \t]{0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*$")
_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?(?=\S)")
_QUOTE = re.compile(r"[ \t]{0,3}(?:>[ \t]?)+")
_DIVIDER = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_DEFINITION = re.compile(r"[ \t]{0,3}\[[^\]]+\]:[ \t]*\S+")
_CELL_BREAK = Fragment(" | ", None)
# Inline markup, each with bounded reach, so that a line without ends costs no more than another.
_INLINE = re.compile(
    r"(?P<escape>\\[!-/:-@\[-`{-~])"
    r"|(?P<image>!\[[^\[\]]{0,500}\](?:\([^()]{0,2000}\)|\[[^\[\]]{0,200}\])?)"
    r"|(?P<code>`{1,3})"
    r"|(?P<auto><(?:https?://|mailto:)[^<>\s]{1,2000}>)"
    r"|(?P<tag></?[A-Za-z][^<>]{0,500}>|<!--.{0,2000}?-->)"
    r"|(?P<entity>&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)"
)
_LINK = re.compile(r"(?<!!)\[(?P<words>[^\[\]]{1,500})\](?:\([^()]{0,2000}\)|\[[^\[\]]{0,200}\])")
_EMPHASIS = re.compile(r"\*{1,3}|_{1,3}|~~")
_MARKED_UP = re.compile(r"[\\*_`~\[<&!]")


class _Line(NamedTuple):
    """A line of the source without its line end: where it stands, and its text."""

    start: int
    text: str


class _Front(NamedTuple):
    end: int
    title: str | None
    published: date | None


def read_markdown(source: str) -> Draft:
    """Return the blocks of a Markdown text; code and front matter are left out, and said so."""
    front = _front_matter(source)
    issues: list[Issue] = []
    parts = list(_parts(_lines(source, front.end), issues))
    if parts and parts[0].kind == "heading":
        parts[0] = Part("title", parts[0].fragments)
    draft = clean(assemble(parts))
    return replace(
        draft, title=front.title, published=front.published, issues=(*draft.issues, *issues)
    )


def _front_matter(source: str) -> _Front:
    match = _FRONT_MATTER.match(source)
    if match is None:
        return _Front(0, None, None)
    fields = {name.lower(): value for name, value in _FIELD.findall(match[1])}
    stamp = fields.get("published") or fields.get("date")
    return _Front(match.end(), fields.get("title") or None, iso_date(stamp))


def _lines(source: str, start: int) -> list[_Line]:
    lines: list[_Line] = []
    at = start
    for text in source[start:].split("\n"):
        lines.append(_Line(at, text.removesuffix("\r")))
        at += len(text) + 1
    return lines


def _parts(lines: Sequence[_Line], issues: list[Issue]) -> Iterator[Part]:
    """Return the blocks; a block is open in `pending` until a line ends it."""
    pending: list[_Line] = []
    kind: Kind = "paragraph"
    index = 0
    while index < len(lines):
        line = lines[index]
        index += 1
        if fence := _FENCE.match(line.text):
            yield from _closed(kind, pending)
            pending, kind = [], "paragraph"
            index = _after_code(lines, index, fence[1])
            issues.append(
                Issue("code", f"a block of code left out, from “{line.text.strip()[:40]}”")
            )
        elif not line.text.strip() or _DEFINITION.match(line.text):
            yield from _closed(kind, pending)
            pending, kind = [], "paragraph"
        elif pending and kind == "paragraph" and _UNDERLINE.match(line.text):
            yield from _closed("heading", pending)
            pending = []
        elif _RULE.match(line.text) or _DIVIDER.fullmatch(line.text):
            yield from _closed(kind, pending)
            pending, kind = [], "paragraph"
        else:
            opened = _opening(line, kind if pending else "paragraph")
            if opened.kind != kind or opened.new:
                yield from _closed(kind, pending)
                pending, kind = [], opened.kind
            pending.append(opened.line)
    yield from _closed(kind, pending)


def _after_code(lines: Sequence[_Line], index: int, fence: str) -> int:
    while index < len(lines) and not lines[index].text.lstrip().startswith(fence):
        index += 1
    return index + 1


class _Opened(NamedTuple):
    kind: Kind
    line: _Line
    new: bool


def _opening(line: _Line, kind: Kind) -> _Opened:
    """Return the line without its block markup, its kind, and whether it opens a block."""
    if heading := _HEADING.match(line.text):
        return _Opened("heading", _Line(line.start + heading.start(2), heading[2]), new=True)
    if quote := _QUOTE.match(line.text):
        return _Opened("quote", _rest(line, quote.end()), new=False)
    if item := _ITEM.match(line.text):
        return _Opened("item", _rest(line, item.end()), new=True)
    if line.text.lstrip().startswith("|") or (kind == "cell" and "|" in line.text):
        return _Opened("cell", line, new=True)
    if kind in {"item", "quote"}:
        return _Opened(kind, line, new=False)
    return _Opened("paragraph", line, new=False)


def _rest(line: _Line, at: int) -> _Line:
    return _Line(line.start + at, line.text[at:])


def _closed(kind: Kind, lines: Sequence[_Line]) -> Iterator[Part]:
    fragments: list[Fragment] = []
    for line in lines:
        if fragments:
            fragments.append(Fragment(" ", None))
        fragments.extend(_row(line) if kind == "cell" else _inline(line))
    if fragments:
        yield Part(kind, fragments)


def _row(line: _Line) -> Iterator[Fragment]:
    """Return the cells of a table's row, joined by " | "."""
    at = 0
    first = True
    for cell in line.text.split("|"):
        if cell.strip():
            if not first:
                yield _CELL_BREAK
            first = False
            yield from _inline(_Line(line.start + at, cell))
        at += len(cell) + 1


def _inline(line: _Line) -> Iterator[Fragment]:
    """Return a line's words without markup, each with its place."""
    text = line.text.rstrip()
    at = len(text) - len(text.lstrip())
    if not text:
        return
    if not _MARKED_UP.search(text):
        yield Fragment(text[at:], line.start + at)
        return
    for start, end, replacement in _edits(text):
        if start < at:
            continue
        if start > at:
            yield Fragment(text[at:start], line.start + at)
        if replacement:
            kept = start + 1 if text[start] == "\\" else None
            yield Fragment(replacement, None if kept is None else line.start + kept)
        at = end
    if at < len(text):
        yield Fragment(text[at:], line.start + at)


def _edits(text: str) -> list[Edit]:
    """Return what to take out of a line or put in its place, in order."""
    edits = [Edit(m.start(), m.end(), _replaced(m)) for m in _INLINE.finditer(text)]
    taken = [(edit.start, edit.end) for edit in edits]
    for match in _LINK.finditer(text):
        edits += [
            Edit(match.start(), match.start() + 1, ""),
            Edit(match.end("words"), match.end(), ""),
        ]
    edits += _emphasis(text, taken)
    return sorted(edits)


def _replaced(match: re.Match[str]) -> str:
    if match["escape"]:
        return match["escape"][1]
    if match["entity"]:
        return html.unescape(match["entity"])
    return ""


def _emphasis(text: str, taken: Sequence[tuple[int, int]]) -> Iterator[Edit]:
    """Return the edits that take out the signs of emphasis that come in pairs."""
    escaped = {place for start, end in taken for place in range(start, end)}
    opened: dict[str, list[int]] = {}
    for match in _EMPHASIS.finditer(text):
        start, end = match.span()
        signs = match.group()
        if start in escaped:
            continue
        before, after = text[start - 1 : start], text[end : end + 1]
        inside_word = signs[0] == "_" and before.isalnum() and after.isalnum()
        if before.strip() and opened.get(signs) and not inside_word:
            opening = opened[signs].pop()
            yield Edit(opening, opening + len(signs), "")
            yield Edit(start, end, "")
        elif after.strip() and not inside_word:
            opened.setdefault(signs, []).append(start)
