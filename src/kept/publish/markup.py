"""HTML that is safe by default: whatever is not `Markup` is escaped."""

from collections.abc import Iterable
from html import escape
from urllib.parse import quote

from kept.publish.safe import printable, web_address


class Markup(str):
    """HTML as it stands. Everything else that goes into an element is text, and is escaped."""

    __slots__ = ()


EMPTY = Markup("")


def escaped(content: str) -> Markup:
    """Return markup as it is, and text with everything escaped that HTML or a reader obeys.

    >>> escaped("<b> & '")
    '&lt;b&gt; &amp; &#x27;'
    """
    return content if isinstance(content, Markup) else Markup(escape(printable(content)))


def joined(parts: Iterable[str], between: str = "") -> Markup:
    """Return the parts that are not empty, escaped unless they are markup, in one piece."""
    return Markup(escaped(between).join(escaped(part) for part in parts if part))


def element(name: str, *content: str, **attributes: str | None) -> Markup:
    """Return an element. Attributes of None are left out; `_` in a name stands for `-`.

    A trailing `_` keeps names that Python has taken, such as `class_`.

    >>> element("p", "a < b", class_="sum", lang=None)
    '<p class="sum">a &lt; b</p>'
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escaped(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return Markup(f"<{name}{written}>{joined(content)}</{name}>")


def within(page_id: str, *content: str, **attributes: str | None) -> Markup:
    """Return a link to a place on the page."""
    return element("a", *content, href=f"#{quote(page_id)}", **attributes)


def outside(url: str, *content: str) -> Markup:
    """Return a link to a web address; the bare content where the address may not be one."""
    address = web_address(url)
    if address is None:
        return joined(content)
    return element("a", *content, href=address, rel="noopener noreferrer")
