"""The article of a page: its elements, told from menus, adverts and other furniture."""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from kept.lexicon.load import table
from kept.read.page_tree import Element

_GOOD_LENGTH = 40  # characters; less is a label as likely as a paragraph
_LINKED_SHARE = 0.35  # of a paragraph; above it, it points elsewhere
_HOLDS = 0.8  # of the good text; an element with so much of it holds the article
_SEMANTIC_HOLDS = 0.5
_LAYOUT_CELL = 400  # characters of good text; a cell with more is a page's column
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_SEPARATORS = re.compile(r"[\s_]+|--+")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_ELSEWHERE = frozenset({"aside", "footer"})
_NOTE_MARK = re.compile(r"[\[(]?(?:\d{1,3}|[a-z]|[*†‡§]+)[\])]?")
_STRUCTURE = frozenset({"html", "body", "main"})


class _Rules(NamedTuple):
    tags: frozenset[str]
    never_text: frozenset[str]
    roles: frozenset[str]
    names: re.Pattern[str]
    always: re.Pattern[str]
    standfirsts: re.Pattern[str]
    counters: re.Pattern[str]


@cache
def _rules() -> _Rules:
    page = table("furniture.toml")["page"]
    return _Rules(
        frozenset(page["tags"]),
        frozenset(page["never_text"]),
        frozenset(page["roles"]),
        _names(page["names"]),
        _names(page["always"]),
        _names(page["standfirsts"]),
        re.compile("|".join(page["counters"]), re.IGNORECASE),
    )


def _names(names: Sequence[str]) -> re.Pattern[str]:
    listed = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    return re.compile(rf"(?:^|[- ])(?:{listed})(?:$|[- ])")


def names_of(element: Element) -> str:
    """Return the element's class and id as lower-case words joined by hyphens."""
    given = f"{element.attribute('class')} {element.attribute('id')}"
    parts = (_SEPARATORS.sub("-", _CAMEL.sub("-", part)).lower() for part in given.split())
    return " ".join(parts)


def is_standfirst(element: Element) -> bool:
    """Return whether the element's names say that it introduces the article."""
    return bool(_rules().standfirsts.search(names_of(element)))


def is_counter(line: str) -> bool:
    """Return whether a line is a count that a page prints about itself: views, minutes to read."""
    return bool(_rules().counters.fullmatch(line))


def drop_furniture(elements: Sequence[Element], kept: Iterable[Element]) -> None:
    """Mark the elements that are furniture as dropped, and all that they hold.

    kept: elements that must stay, such as the title; what holds them stays too. An element
    that holds most of the page's good text (see `measure`) stays, unless it is furniture
    without doubt. Parts that are about other pages are marked as `elsewhere`.
    """
    saved = _all_above((*kept, *filter(_is_body, elements)))
    most = _SEMANTIC_HOLDS * elements[0].good if elements else 0
    for element in elements:
        parent = element.parent
        names = names_of(element) if element.attributes else ""
        doubtless = _without_doubt(element, names)
        element.elsewhere = (
            doubtless or element.tag in _ELSEWHERE or (parent is not None and parent.elsewhere)
        )
        if parent is not None and parent.dropped:
            element.dropped = True
        elif element.tag not in _STRUCTURE and id(element) not in saved:
            large = 0 < most < element.good
            element.dropped = doubtless if large else doubtless or _is_furniture(element, names)


def _all_above(elements: Iterable[Element]) -> set[int]:
    """Return the ids of the elements and of all that hold them."""
    found: set[int] = set()
    for element in elements:
        for above in element.up():
            if id(above) in found:
                break
            found.add(id(above))
    return found


def _without_doubt(element: Element, names: str) -> bool:
    rules = _rules()
    if element.tag in rules.never_text:
        return True
    return bool(names) and element.tag not in _STRUCTURE and bool(rules.always.search(names))


def _is_furniture(element: Element, names: str) -> bool:
    rules = _rules()
    attributes = element.attributes
    if element.tag in rules.tags:
        return True
    if not attributes:
        return False
    if element.tag == "a":
        return _is_note_mark(element)
    if element.attribute("role").lower() in rules.roles or "hidden" in attributes:
        return True
    if element.attribute("aria-hidden") == "true" or _HIDDEN.search(element.attribute("style")):
        return True
    return bool(names) and bool(rules.names.search(names))


def _is_note_mark(element: Element) -> bool:
    """Return whether the link is a footnote's number, which must not run into a figure."""
    return element.attribute("href").startswith("#") and bool(_NOTE_MARK.fullmatch(element.words()))


def measure(elements: Sequence[Element]) -> None:
    """Fill in how much text each element holds, how much of it is linked, and how much good.

    Good text stands in paragraphs that are long enough and not mostly links.
    """
    for element in elements:
        element.own = element.linked = 0
    linked: set[int] = set()
    for element in elements:
        if element.tag == "a" or (element.parent is not None and id(element.parent) in linked):
            linked.add(id(element))
        if not element.dropped:
            element.owner.own += element.text
            element.owner.linked += element.text if id(element) in linked else 0
    for element in elements:
        is_good = element.own >= _GOOD_LENGTH and element.linked <= _LINKED_SHARE * element.own
        element.good = element.own if is_good else 0
        element.size = element.own
    for element in reversed(elements):
        if element.parent is not None:
            element.parent.good += element.good
            element.parent.size += element.size
        if element.tag == "td" and element.table is not None:
            element.table.is_layout |= element.good >= _LAYOUT_CELL


def article_of(elements: Sequence[Element]) -> Element | None:
    """Return the element that holds the article, or None for a page without good text."""
    root = elements[0] if elements else None
    if root is None or not root.good:
        return None
    root = _declared(elements, root.good) or root
    while True:
        inner = _child_with_most(root)
        if inner is None or inner.good < _HOLDS * root.good or inner.own == inner.good:
            return root
        root = inner


def _declared(elements: Sequence[Element], good: int) -> Element | None:
    """Return the smallest element that declares itself the article and holds enough of the text."""
    for is_declared in (_is_body, _is_article, _is_main):
        found = [e for e in elements if is_declared(e) and e.good >= _SEMANTIC_HOLDS * good]
        if found:
            return found[-1]
    return None


def _is_body(element: Element) -> bool:
    return element.attribute("itemprop") == "articleBody"


def _is_article(element: Element) -> bool:
    return element.tag == "article" or element.attribute("role") == "article"


def _is_main(element: Element) -> bool:
    return element.tag == "main" or element.attribute("role") == "main"


def _child_with_most(element: Element) -> Element | None:
    children = [c for c in element.children if isinstance(c, Element) and not c.dropped]
    return max(children, key=lambda child: child.good, default=None)
