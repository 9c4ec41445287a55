"""An HTML page to its article: title, standfirst, paragraphs, lists, tables and captions."""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from msgspec.structs import replace

from kept.errors import NoText
from kept.model.text import Issue
from kept.read.cleaning import clean
from kept.read.dates import Dated
from kept.read.draft import Draft, Part, assemble
from kept.read.main_content import article_of, drop_furniture, measure
from kept.read.page_dates import stated_date
from kept.read.page_edges import Owned, without_edges, without_empty_headings, words_of
from kept.read.page_facts import PageFacts, facts_of, without_site
from kept.read.page_headline import (
    after_headline,
    first_heading,
    headline_of,
    standfirsts,
    title_part,
)
from kept.read.page_parts import Collector
from kept.read.page_tree import Element, Page
from kept.read.plain import lay_out

_FIRST_LINES = 12  # blocks in which a date may stand on its own line
_BETTER_BODY = 2  # times; how much longer JSON-LD's text must be than the page's to be taken


def read_html(source: str, where: str) -> Draft:
    """Return the page's article; what is left out is counted in an issue.

    Raises NoText for a page without any text.
    """
    with _no_collection():
        return _read(source, where)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Put off the search for cycles: it would walk a large page's whole tree again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _read(source: str, where: str) -> Draft:
    page = Page(source)
    facts = facts_of(page.parser)
    elements = page.elements
    measure(elements)
    for element in elements:
        element.shown = element.size
    shown = elements[0].shown if elements else 0
    headline = headline_of(elements, facts.title)
    drop_furniture(elements, [headline] if headline else [])
    measure(elements)
    root = article_of(elements) or _all_that_is_left(elements)
    article = _article(page, root, headline, facts) if root else _Article((), ())
    draft = clean(assemble(article.parts))
    shows_text = headline is not None or any(p.kind != "title" for p in article.parts)
    body = _body(facts, draft)
    draft = body or draft
    if not draft.blocks or not (shows_text or body):
        raise NoText(
            "this page holds no text",
            where=where,
            why="there are no words in its HTML outside menus and scripts",
            remedy="It may be filled in by scripts: save it from a browser as text or PDF",
        )
    dated = Dated(facts.published)
    if not facts.published:
        dated = stated_date(elements, headline, article.lines)
    return replace(
        draft,
        title=_title_text(draft, facts),
        publisher=facts.publisher,
        published=dated.published,
        language=facts.language,
        issues=(*draft.issues, *_left_out(shown, draft), *dated.issues),
    )


def _all_that_is_left(elements: Sequence[Element]) -> Element | None:
    root = elements[0] if elements else None
    return root if root is not None and root.size else None


class _Article(NamedTuple):
    """The blocks of the article, and the page's first lines, bylines and dates included."""

    parts: Sequence[Part]
    lines: Sequence[str]


def _article(page: Page, root: Element, headline: Element | None, facts: PageFacts) -> _Article:
    collector = Collector(page)
    inside = headline is not None and any(above is root for above in headline.up())
    found: Sequence[Owned] = list(collector.parts(root))
    lines = [words_of(part) for part, _ in found[:_FIRST_LINES]]
    if headline is not None and inside:
        found = after_headline(found, headline)
    elif headline is None and (heading := first_heading(found)):
        headline, found = heading
        inside = True
    above: list[Owned] = []
    if headline is not None and not inside:
        above = standfirsts(page.elements, collector, headline, root)
    title = title_part(collector, headline, facts)
    top = [*filter(None, [title]), *(part for part, _ in above)]
    seen = {words_of(part) for part in top}
    below = (part for part, _ in without_edges(without_empty_headings(found)))
    return _Article([*top, *(part for part in below if words_of(part) not in seen)], lines)


def _body(facts: PageFacts, draft: Draft) -> Draft | None:
    """Return the article as the metadata repeat it, where the page itself lacks most of it."""
    held = sum(block.end - block.start for block in draft.blocks if block.kind != "title")
    if facts.body is None or "<" in facts.body or len(facts.body) < _BETTER_BODY * held:
        return None
    title = without_site(facts.title, facts.publisher) if facts.title else ""
    body = lay_out(f"{title}\n\n{facts.body}")
    if not body.blocks:
        return None
    message = "the text was taken from the page's metadata: its HTML does not hold all of it"
    return replace(body, runs=(), issues=(*body.issues, Issue("metadata-text", message)))


def _title_text(draft: Draft, facts: PageFacts) -> str | None:
    first = draft.blocks[0]
    if first.kind == "title":
        return draft.text[first.start : first.end]
    return without_site(facts.title, facts.publisher) if facts.title else None


def _left_out(shown: int, draft: Draft) -> tuple[Issue, ...]:
    left = shown - len(draft.text)
    if left < 1:
        return ()
    share = round(100 * left / shown)
    message = (
        f"menus, links and other page furniture left out: {left} of {shown} characters ({share}%)"
    )
    return (Issue("furniture", message),)
