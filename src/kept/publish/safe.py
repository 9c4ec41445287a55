"""Text and addresses made safe to show, whoever wrote them."""

import re
from urllib.parse import urlsplit

_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
"""Controls, lone surrogates and marks that turn the direction of what follows them.

Tab and line end stay. A terminal obeys the controls, and a reader is misled by the marks.
"""
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_SCHEMES = ("http", "https")


def printable(text: str) -> str:
    r"""Return the text with every control replaced, one character for one.

    >>> printable("a\x1b[31mb")
    'a�[31mb'
    """
    return _CONTROLS.sub(REPLACEMENT, text)


def one_line(text: str) -> str:
    r"""Return the printable text with every run of blanks and line ends as one blank.

    >>> one_line("  exports\n rose ")
    'exports rose'
    """
    return " ".join(printable(text).split())


def shortened(text: str, limit: int) -> str:
    """Return the text, cut at a blank with an ellipsis if it is longer than `limit`.

    >>> shortened("exports of timber", 12)
    'exports of…'
    """
    if len(text) <= limit:
        return text
    return f"{text[:limit].rpartition(' ')[0] or text[:limit]}…"


def web_address(url: str) -> str | None:
    """Return the address if it may be a link: a whole http or https address, nothing else.

    >>> web_address("https://example.org/a"), web_address("javascript:alert(1)")
    ('https://example.org/a', None)
    """
    if url != printable(url) or any(character.isspace() for character in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme.lower() in _SCHEMES and parts.hostname else None
