"""The day of publication that a page states near its title."""

import re
from collections.abc import Iterable, Iterator, Sequence

from kept.model.text import Issue
from kept.read.dates import Dated, iso_date, line_date
from kept.read.main_content import names_of
from kept.read.page_tree import Element

_BYLINE = 160  # characters; a longer text between title and article is no byline
_NEAR = 25  # elements before the title that may hold the date
_AFTER = 200  # elements after it
_CHANGED = re.compile("modif|updat", re.IGNORECASE)


def stated_date(
    elements: Sequence[Element], headline: Element | None, lines: Iterable[str]
) -> Dated:
    """Return the day in a `time` element or on a line of its own near the title.

    lines: the page's first blocks, for a page whose headline is not known.
    """
    doubt = Dated(None)
    for found in (*_near_headline(elements, headline), *map(_without_place, map(line_date, lines))):
        if found.published:
            return found
        doubt = doubt if doubt.issues else found
    return doubt


def _near_headline(elements: Sequence[Element], headline: Element | None) -> Iterator[Dated]:
    if headline is None:
        return
    at = next(index for index, element in enumerate(elements) if element is headline)
    yield from map(_stated, _until_paragraph(elements[at + 1 : at + _AFTER]))
    yield from map(_stated, elements[max(at - _NEAR, 0) : at])


def _until_paragraph(elements: Sequence[Element]) -> Iterator[Element]:
    """Return the elements before the article's second paragraph."""
    paragraphs = 0
    for element in elements:
        paragraphs += element.own >= _BYLINE
        if paragraphs > 1:
            return
        yield element


def _stated(element: Element) -> Dated:
    length = element.shown or element.text  # what stands in an inline element is its owner's
    if element.elsewhere or length > _BYLINE:
        return Dated(None)
    if element.tag == "time" and "datetime" in element.attributes:
        changed = _CHANGED.search(f"{names_of(element)} {element.attribute('itemprop')}")
        return Dated(None if changed else iso_date(element.attribute("datetime")))
    found = line_date(element.words()) if length else Dated(None)
    return _without_place(found)


def _without_place(found: Dated) -> Dated:
    """Return the day with its issues' places left out: they are not offsets of the text."""
    issues = (Issue(issue.code, issue.message) for issue in found.issues)
    return Dated(found.published, tuple(issues))
