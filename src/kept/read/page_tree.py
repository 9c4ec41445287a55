"""A parsed page as a light tree: what each element is called, holds and how much of it is links."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from kept.read.draft import Fragment, Kind
from kept.read.marking import Marked, unmarked

_INLINE = frozenset(
    (
        *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "cite", "code", "data", "del"),
        *("dfn", "em", "font", "i", "img", "ins", "kbd", "mark", "nobr", "q", "rp", "rt", "ruby"),
        *("s", "samp", "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "var", "wbr"),
    )
)
SHAPES: dict[str, Kind] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    **dict.fromkeys(("li", "dt", "dd"), "item"),
    **dict.fromkeys(("figcaption", "caption"), "caption"),
    "blockquote": "quote",
}
_BLANKS = re.compile(r"\s+")


class Element:
    """An element of the page, with what it inherits from those that hold it.

    Inheritance is noted on the way down, since a page may nest ten thousand deep.
    owner: the nearest element that is no inline one, itself included.
    shape: the kind of block that its text makes. table, row, cell: those it stands in.
    text: the characters of its own children; own: those whose owner this is; linked: those of
    `own` in links; good: those in good paragraphs, of all that it holds, as is `size`, which
    leaves out what is dropped; shown: `size` before anything was dropped.
    """

    __slots__ = (
        "attributes",
        "cell",
        "children",
        "dropped",
        "elsewhere",
        "good",
        "is_layout",
        "linked",
        "own",
        "owner",
        "parent",
        "row",
        "shape",
        "shown",
        "size",
        "table",
        "tag",
        "text",
    )

    def __init__(
        self, tag: str, attributes: dict[str, str | None], parent: "Element | None"
    ) -> None:
        self.tag = tag
        self.attributes = attributes
        self.parent = parent
        self.children: list[Element | str] = []
        self.owner: Element = parent.owner if parent and tag in _INLINE else self
        self.dropped = self.elsewhere = self.is_layout = False
        self.own = self.linked = self.size = self.shown = self.good = self.text = 0
        above: Kind = parent.shape if parent else "paragraph"
        self.shape: Kind = SHAPES.get(tag, above)
        self.table: Element | None = self if tag == "table" else parent and parent.table
        self.row: Element | None = parent.row if parent else None
        self.cell: Element | None = parent.cell if parent else None
        if tag == "table":
            self.row = self.cell = None
        elif tag == "tr":
            self.row, self.cell = self, None
        elif tag in {"td", "th"}:
            self.cell = self

    def attribute(self, name: str) -> str:
        """Return the attribute's value, or "" where the element lacks it."""
        return self.attributes.get(name) or ""

    def up(self) -> Iterator["Element"]:
        """Return the element and all that hold it, the innermost first."""
        element: Element | None = self
        while element is not None:
            yield element
            element = element.parent

    def down(self) -> Iterator["Element"]:
        """Return the element and all that it holds, in document order."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting.extend(c for c in reversed(element.children) if isinstance(c, Element))

    def words(self) -> str:
        """Return all the text that the element holds, blanks run together."""
        pieces: list[str] = []
        waiting: list[Element | str] = [self]
        while waiting:
            item = waiting.pop()
            if isinstance(item, str):
                pieces.append(unmarked(item))
            else:
                waiting.extend(reversed(item.children))
        return _BLANKS.sub(" ", "".join(pieces)).strip()


class Page:
    """A page's elements in document order, and the way from their text to the source."""

    def __init__(self, source: str) -> None:
        self._marked = Marked(source)
        self.parser = LexborHTMLParser(self._marked.html)
        self.elements = list(_elements(self.parser.root))

    def fragments(self, text: str) -> list[Fragment]:
        """Return the characters of a text child with their places in the source."""
        return self._marked.fragments(text)


def _elements(root: LexborNode | None) -> Iterator[Element]:
    if root is None:
        return
    known: dict[int, Element] = {}
    for node in root.traverse(include_text=True):
        above = node.parent
        parent = known.get(above.mem_id) if above is not None else None
        if node.is_text_node:
            if parent is not None:
                text = node.text_content or ""
                parent.children.append(text)
                parent.text += len(unmarked(text).strip())
        elif node.is_element_node and (parent is not None or not known):
            element = Element(node.tag or "", node.attributes, parent)
            known[node.mem_id] = element
            if parent is not None:
                parent.children.append(element)
            yield element
