"""The blocks of an article: its elements' text in document order, each with its kind."""

from collections.abc import Iterable, Iterator, Sequence

from kept.read.draft import Fragment, Part, trimmed
from kept.read.page_tree import Element, Page

_LINKED_SHARE = 0.6  # of a short block; above it, it points elsewhere
_LINKED_LENGTH = 200
_CELL_BREAK = Fragment(" | ", None)
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LINE_BREAK = Fragment("\n", None)


class _Open:
    """A block that is being filled."""

    def __init__(self) -> None:
        self.owner: Element | None = None
        self.row: Element | None = None
        self.cell: Element | None = None
        self.fragments: list[Fragment] = []
        self.length = 0
        self.linked = 0
        self.breaks = 0


class Collector:
    """Collects the blocks of elements of one page."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def parts(self, root: Element) -> Iterator[tuple[Part, Element]]:
        """Return each block of the element with the element that owns it, links left out."""
        current = _Open()
        for element, text, linked in _walk(root):
            if element.tag == "br":
                current.breaks += 1
                if current.breaks > 1:
                    yield from _closed(current)
                    current = _Open()
                elif current.fragments:
                    current.fragments.append(_LINE_BREAK)
                continue
            if text.isspace() and not current.fragments:
                continue
            owner = element.owner
            if owner is not current.owner:
                row, cell = _row_and_cell(owner)
                if row is None or row is not current.row:
                    yield from _closed(current)
                    current = _Open()
                elif cell is not current.cell:
                    current.fragments.append(_CELL_BREAK)
                else:
                    current.fragments.append(Fragment(" ", None))
                current.owner, current.row, current.cell = owner, row, cell
            fragments = self._page.fragments(text)
            _add(current, _raised(fragments) if element.tag == "sup" else fragments, linked=linked)
        yield from _closed(current)


def _walk(root: Element) -> Iterator[tuple[Element, str, bool]]:
    """Return each text below the element with its parent and whether it is linked.

    A `br` comes as an element with no text.
    """
    waiting: list[tuple[Element, Element | str, bool]] = [(root, root, False)]
    while waiting:
        parent, item, linked = waiting.pop()
        if isinstance(item, str):
            yield parent, item, linked
        elif item.tag == "br":
            yield item, "", linked
        elif not item.dropped:
            inside = linked or item.tag == "a"
            waiting.extend((item, child, inside) for child in reversed(item.children))


def _raised(fragments: Iterable[Fragment]) -> Iterator[Fragment]:
    """Return raised digits as such, so that they do not become part of the number before."""
    for fragment in fragments:
        raised = fragment.text.translate(_RAISED)
        yield fragment if raised == fragment.text else Fragment(raised, None)


def _add(current: _Open, fragments: Iterable[Fragment], *, linked: bool) -> None:
    for given in fragments:
        if not given.text:
            continue
        fragment = given
        blank = fragment.text == " "
        if fragment.text[0] == " " and _ends_blank(current.fragments):
            if blank:
                continue
            fragment = _without_first(fragment)
        current.fragments.append(fragment)
        if not blank:
            current.breaks = 0
            current.length += len(fragment.text)
            current.linked += len(fragment.text) if linked else 0


def _without_first(fragment: Fragment) -> Fragment:
    source = fragment.source
    return Fragment(fragment.text[1:], None if source is None else source + 1)


def _ends_blank(fragments: Sequence[Fragment]) -> bool:
    return not fragments or fragments[-1].text[-1] in " \n"


def _closed(current: _Open) -> Iterator[tuple[Part, Element]]:
    """Return the block, trimmed, unless it is empty or mostly links to elsewhere."""
    owner = current.owner
    fragments = trimmed(current.fragments)
    if owner is None or not fragments or not current.length:
        return
    share = current.linked / current.length
    heading = owner.tag in {"h1", "h2"}
    if share > _LINKED_SHARE and current.length < _LINKED_LENGTH and not heading:
        return
    yield Part("cell" if current.row is not None else owner.shape, fragments), owner


def _row_and_cell(owner: Element) -> tuple[Element | None, Element | None]:
    """Return the row and the cell that the element stands in, of a table that shows data."""
    if owner.table is None or owner.table.is_layout or owner.cell is None:
        return None, None
    return owner.row, owner.cell
