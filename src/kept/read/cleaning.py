"""Characters that no reader sees, taken out; line ends, made one; all else left as it stands."""

import re
from collections.abc import Iterable

from msgspec.structs import replace

from kept.model.text import Block, Issue
from kept.read.draft import Draft, Edit, edit

# What is left of UTF-8 bytes when plain ASCII text is deleted: few bytes, searched quickly.
_PLAIN_BYTES = bytes({*range(0x20, 0x7F), 0x09, 0x0A})
_SPECIAL = re.compile(
    "\r\n?|[\x0b\x0c\x85\u2028\u2029]"  # line ends of every origin
    "|[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]"  # control characters
    "|[\u00ad\u200b-\u200d\u2060\ufeff]"  # no width
    "|[\u202d\u202e]"  # overrides of direction
    "|[\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]"  # no characters at all
)
_LINE_ENDS = frozenset("\r\x0b\x0c\x85\u2028\u2029")
_JOINERS = frozenset("\u200c\u200d")
_NO_WIDTH = frozenset("\u00ad\u200b\u2060\ufeff")
_OVERRIDES = frozenset("\u202d\u202e")
_FIRST_JOINING_SCRIPT = "\u0590"  # Hebrew; all scripts that need joiners, and emoji, lie above
_PUNCTUATION = ("\u2000", "\u206f")


def clean(draft: Draft) -> Draft:
    """Return the draft with line feeds only and without characters that have no width.

    Control characters become spaces and what is no character becomes U+FFFD, one for one,
    with an issue that says how many. Joiners inside emoji and joining scripts stay.
    """
    rest = draft.text.encode("utf-8", "surrogatepass").translate(None, _PLAIN_BYTES)
    if not rest or not _SPECIAL.search(rest.decode("utf-8", "surrogatepass")):
        return draft
    edits: list[Edit] = []
    found: dict[str, list[int]] = {}
    for match in _SPECIAL.finditer(draft.text):
        code, change = _judged(draft.text, match)
        if code:
            found.setdefault(code, []).append(match.start())
        if change is not None:
            edits.append(Edit(match.start(), match.end(), change))
    noted = replace(draft, issues=(*draft.issues, *_issues(found)))
    cleaned = edit(noted, edits)
    return replace(cleaned, blocks=tuple(_without_outer_blanks(cleaned)))


def _without_outer_blanks(draft: Draft) -> Iterable[Block]:
    """Return the blocks without blanks at either end, which cleaning may have left there."""
    for block in draft.blocks:
        words = draft.text[block.start : block.end]
        start = block.start + len(words) - len(words.lstrip())
        if words.strip():
            yield Block(block.kind, start, start + len(words.strip()))


def _judged(text: str, match: re.Match[str]) -> tuple[str, str | None]:
    """Return the issue's code and the replacement; "" where there is no issue, None to keep."""
    first = match.group()[0]
    if first in _LINE_ENDS:
        return "", "\n"
    if first in _NO_WIDTH:
        return "", ""
    if first in _JOINERS:
        joined = _joins(text, match.start() - 1) and _joins(text, match.end())
        return "", None if joined else ""
    if first in _OVERRIDES:
        return "direction-override", None
    if first < "\xa0":
        return "control-characters", " "
    return "encoding", "\ufffd"


def _joins(text: str, at: int) -> bool:
    if not 0 <= at < len(text):
        return False
    low, high = _PUNCTUATION
    return text[at] >= _FIRST_JOINING_SCRIPT and not low <= text[at] <= high


_MESSAGES = {
    "control-characters": "{n} control character{s} replaced by a space",
    "direction-override": "{n} character{s} that reverse the order in which text is shown; "
    "it is read in the order in which it is stored",
    "encoding": "{n} code{s} that no character has, replaced by U+FFFD",
}


def _issues(found: dict[str, list[int]]) -> Iterable[Issue]:
    for code, places in found.items():
        n = len(places)
        message = _MESSAGES[code].format(n=n, s="" if n == 1 else "s")
        yield Issue(code, message, places[0], places[0] + 1)
