"""Bytes to characters: by mark, declaration, UTF-8, guess, and last by Windows-1252."""

import codecs
import re
from collections.abc import Iterable
from typing import NamedTuple

from kept.model.text import Issue

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_META = re.compile(
    rb"<meta[^>]{0,400}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE
)
_XML = re.compile(
    rb"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE
)
_META_WITHIN = 4096
_GUESS_WITHIN = 65536
# Pages that say Latin-1 mean Windows-1252 (WHATWG Encoding Standard, section 4.2).
_MEANT = {"iso8859-1": "cp1252", "ascii": "cp1252", "latin-1": "cp1252", "gb2312": "gb18030"}
_BEYOND_LATIN = re.compile("[\u0370-\u1fff\u2e80-\U0010ffff]")
_LAST_RESORT = "cp1252"
_UNUSED = re.compile("[\x80-\x9f]")  # control characters that no text uses: a wrong encoding
_MOJIBAKE = re.compile("[ÂÃâ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")


class Source(NamedTuple):
    """The characters of a source and what is doubtful about them."""

    text: str
    issues: tuple[Issue, ...] = ()


def decoded(data: bytes, charset: str | None, *, html: bool) -> Source:
    """Return the characters that the bytes stand for.

    charset: what the sender declares. An issue `encoding` says where a declaration was
    wrong, where the encoding was guessed, and where characters are lost.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _lossy(data, name)
    doubts: list[str] = []
    for declared in filter(None, (charset, _meta(data) if html else None)):
        text = _strict(data, declared)
        if text is not None:
            return Source(text, _as_issues(doubts) + _mojibake(text))
        doubts.append(f"it is declared as {declared}, which it is not")
    text = _strict(data, "utf-8")
    if text is not None:
        return Source(text, _as_issues(doubts) + _mojibake(text))
    text, name = _guessed(data)
    doubts.append(f"its encoding was guessed to be {name}; letters with accents may be wrong")
    return Source(text, _as_issues(doubts))


def _meta(data: bytes) -> str | None:
    match = _META.search(data, 0, _META_WITHIN) or _XML.match(data)
    return match[1].decode("ascii") if match else None


def _strict(data: bytes, name: str) -> str | None:
    """Return the decoded text, or None where the bytes are not in that encoding."""
    try:
        codec = codecs.lookup(name).name
        text = data.decode(_MEANT.get(codec, codec))
    except (LookupError, UnicodeError, ValueError):
        return None
    return None if _UNUSED.search(text[:_GUESS_WITHIN]) else text


def _lossy(data: bytes, name: str) -> Source:
    """Return the text of bytes that carry their encoding's mark, faulty bytes as U+FFFD."""
    try:
        return Source(data.decode(name))
    except UnicodeError:
        text = data.decode(name, "replace")
    lost = text.count("\ufffd")
    return Source(text, _as_issues([f"{lost} characters could not be decoded as {name}"]))


def _guessed(data: bytes) -> tuple[str, str]:
    wide = _wide(data)
    if wide:
        return data.decode(wide, "replace"), wide.upper()
    from charset_normalizer import from_bytes  # noqa: PLC0415  rare, and 25 ms to import

    best = from_bytes(data[:_GUESS_WITHIN]).best()
    text = _strict(data, best.encoding) if best is not None else None
    if best is not None and text is not None and not _is_latin(text):
        return text, best.encoding
    return data.decode(_LAST_RESORT, "replace"), "Windows-1252"


def _is_latin(text: str) -> bool:
    """Return whether most letters are Latin.

    Then only Windows-1252 is worth a guess: the guesser mistakes it for its Central European
    neighbour, which turns a pound sign into a Polish letter.
    """
    beyond = len(_BEYOND_LATIN.findall(text, 0, _GUESS_WITHIN))
    return beyond * 4 < len(text[:_GUESS_WITHIN])


def _wide(data: bytes) -> str | None:
    """Return the UTF-16 that text of mostly Latin letters is in, told by its zero bytes."""
    head = data[:_META_WITHIN]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if max(even, odd) * 4 < len(head):
        return None
    return "utf-16-be" if even > odd else "utf-16-le"


def _mojibake(text: str) -> tuple[Issue, ...]:
    """Return an issue where UTF-8 was once read as Windows-1252 and saved so ("â€™")."""
    if text.isascii():
        return ()
    match = _MOJIBAKE.search(text)
    if match is None:
        return ()
    message = f"letters look wrongly converted before they came here (“{match.group()}”)"
    return _as_issues([message])


def _as_issues(doubts: Iterable[str]) -> tuple[Issue, ...]:
    return tuple(Issue("encoding", doubt) for doubt in doubts)
