"""A page's title and what introduces the article below it."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from kept.read.draft import Fragment, Part
from kept.read.main_content import is_standfirst
from kept.read.page_edges import Owned, is_edge, is_paragraph, words_of
from kept.read.page_facts import PageFacts, without_site
from kept.read.page_parts import Collector
from kept.read.page_tree import Element

_SIMILAR = 0.6  # of the words of two titles
_HEADINGS = 20  # that are compared with the title
_SITE_WORDS = 3
_FEW_WORDS = 3
_LEVELS = 3  # of elements around a block that may be named a standfirst
_HOME = re.compile(r"/|(?:https?:)?//[^/]+/?")
_STANDFIRSTS = 3
_LOOKED_AT = 200  # elements between title and article


def headline_of(elements: Sequence[Element], title: str | None) -> Element | None:
    """Return the heading that is the page's title: the first most like its metadata's."""
    mains = _headings(elements, "h1")
    if title is None:
        return mains[0] if mains else None
    # A third-rank heading that is all of the page's title names the site, not the article.
    minor = [h for h in _headings(elements, "h3") if h.words().casefold() != title.casefold()]
    found = mains + _headings(elements, "h2") + minor
    best = max(found, key=lambda heading: _likeness(heading.words(), title), default=None)
    if best is not None and _likeness(best.words(), title) >= _SIMILAR:
        return best
    return mains[0] if len(mains) == 1 else None


def _headings(elements: Sequence[Element], tag: str) -> list[Element]:
    """Return the first headings of a rank that do not lead to the site's front page."""
    found = [element for element in elements if element.tag == tag and element.size]
    return [element for element in found[:_HEADINGS] if not any(map(_leads_home, element.down()))]


def _leads_home(element: Element) -> bool:
    return element.tag == "a" and bool(_HOME.fullmatch(element.attribute("href")))


def _likeness(heading: str, title: str) -> float:
    """Return how much a heading and a page's title are alike, 0 to 1."""
    words, others = set(heading.casefold().split()), set(title.casefold().split())
    if not words or not others:
        return 0.0
    if len(words) >= _FEW_WORDS and heading.casefold() in title.casefold():
        return 1.0
    # A page's title may add its site's name to the headline: up to three words are forgiven.
    return len(words & others) / max(len(words), min(len(others), len(words) + _SITE_WORDS))


def first_heading(found: Sequence[Owned]) -> tuple[Element, Sequence[Owned]] | None:
    """Return the heading above the first paragraph, and what follows it; or None."""
    for index, (part, owner) in enumerate(found):
        if part.kind == "heading":
            return owner, found[index + 1 :]
        if is_paragraph(part):
            return None
    return None


def title_part(collector: Collector, heading: Element | None, facts: PageFacts) -> Part | None:
    """Return the title as the page shows it, else as its metadata have it, else None."""
    if heading is not None:
        for part, _ in collector.parts(heading):
            return Part("title", part.fragments)
    if facts.title:
        title = without_site(facts.title, facts.publisher)
        return Part("title", [Fragment(title, None)])
    return None


def standfirsts(
    elements: Sequence[Element], collector: Collector, headline: Element, root: Element
) -> list[Owned]:
    """Return the blocks between the title and the article that introduce it."""
    found: list[Owned] = []
    for element in _between(elements, headline, root):
        if element.owner is not element or element.dropped or not element.own:
            continue
        if element.good or any(map(is_standfirst, _near(element))):
            owned = (pair for pair in collector.parts(element) if pair[1] is element)
            found += [(part, owner) for part, owner in owned if not is_edge(words_of(part))]
    return found[:_STANDFIRSTS]


def _near(element: Element) -> Iterator[Element]:
    return islice(element.up(), _LEVELS)


def _between(elements: Sequence[Element], headline: Element, root: Element) -> Sequence[Element]:
    """Return the elements after the title and before the article, at most `_LOOKED_AT`."""
    places = {id(element): index for index, element in enumerate(elements)}
    start = places[id(headline)] + sum(1 for _ in headline.down())
    return elements[start : min(places[id(root)], start + _LOOKED_AT)]


def after_headline(found: Sequence[Owned], headline: Element) -> list[Owned]:
    """Return the blocks after the title; before it stand section names and dates."""
    for index, (_, owner) in enumerate(found):
        if owner is headline:
            return [*(pair for pair in found[:index] if is_paragraph(pair[0])), *found[index + 1 :]]
    return list(found)
