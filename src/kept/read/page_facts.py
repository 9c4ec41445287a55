"""What a page says about itself: title, publisher, day of publication, language."""

import json
import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from msgspec import Struct
from selectolax.lexbor import LexborHTMLParser

from kept.read.dates import iso_date, line_date
from kept.read.language import language_tag

_TITLES = ("og:title", "twitter:title", "dc.title", "dcterms.title", "headline")
_SITES = ("og:site_name", "application-name", "dc.publisher", "dcterms.publisher", "publisher")
_DATES = (
    "article:published_time", "og:published_time", "og:article:published_time", "datepublished",
    "dc.date.issued", "dcterms.issued", "dcterms.created", "dcterms.date", "dc.date",
    "parsely-pub-date", "sailthru.date", "publishdate", "publish-date", "publish_date", "pubdate",
    "publication_date", "govuk:first-published-at", "date",
)  # fmt: skip
_ARTICLES = re.compile(
    r"(?:news|blog|report|analysis|opinion|press|scholarly|social)?\w*article|\w*posting|report|webpage",
    re.IGNORECASE,
)
_SEPARATED = re.compile(r"\s+(?:[|–—»·:-]|::)\s+")
_DEEPEST = 6  # levels of JSON-LD that are looked into
_NODES = 200


class PageFacts(Struct, frozen=True, kw_only=True):
    """What stands in a page's head; `body` is the text of the article as JSON-LD repeats it."""

    title: str | None = None
    publisher: str | None = None
    published: date | None = None
    language: str | None = None
    body: str | None = None


def facts_of(parser: LexborHTMLParser) -> PageFacts:
    """Return what the page's metadata say: meta elements first for names, JSON-LD for dates."""
    metas = _metas(parser)
    articles = _articles(parser)
    heading = parser.css_first("title")
    root = parser.css_first("html")
    title = _first(metas, _TITLES) or _text(articles, "headline")
    return PageFacts(
        title=title or (_words(heading.text()) if heading else None),
        publisher=_first(metas, _SITES) or _publisher(articles),
        published=_published(articles, metas),
        language=language_tag(root.attributes.get("lang") if root else None),
        body=_text(articles, "articleBody"),
    )


def without_site(title: str, publisher: str | None) -> str:
    """Return a title without the name of its site at the end or the beginning.

    >>> without_site("Exports rise - The Daily", "The Daily")
    'Exports rise'
    """
    if publisher is None:
        return title
    parts = list(_SEPARATED.finditer(title))
    site = publisher.casefold()
    if parts and title[parts[-1].end() :].casefold() == site:
        return title[: parts[-1].start()]
    if parts and title[: parts[0].start()].casefold() == site:
        return title[parts[0].end() :]
    return title


def _metas(parser: LexborHTMLParser) -> dict[str, str]:
    """Return the page's meta elements by lower-case name; the first of a name counts."""
    found: dict[str, str] = {}
    for node in parser.css("meta[content]"):
        attributes = node.attributes
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
        content = attributes.get("content")
        if name and content and content.strip():
            found.setdefault(name.lower(), _words(content))
    return found


def _articles(parser: LexborHTMLParser) -> list[dict[str, Any]]:
    """Return the JSON-LD nodes that describe an article, the most exact type first."""
    nodes: list[dict[str, Any]] = []
    for script in parser.css('script[type="application/ld+json"]'):
        try:
            data = json.loads(script.text(), strict=False)
        except (ValueError, RecursionError):
            continue  # broken metadata says nothing; the page's text is read all the same
        nodes.extend(_nodes(data, 0))
    articles = [node for node in nodes[:_NODES] if _ARTICLES.fullmatch(_type(node))]
    return sorted(articles, key=lambda node: _type(node).lower() == "webpage")


def _nodes(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(data, list):
        for item in data:
            yield from _nodes(item, depth + 1)
    elif isinstance(data, dict):
        yield data
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _nodes(data.get(key), depth + 1)


def _type(node: dict[str, Any]) -> str:
    kind = node.get("@type")
    if isinstance(kind, list):
        kind = kind[0] if kind else None
    return kind if isinstance(kind, str) else ""


def _publisher(articles: Sequence[dict[str, Any]]) -> str | None:
    for node in articles:
        publisher = node.get("publisher")
        if isinstance(publisher, list):
            publisher = publisher[0] if publisher else None
        name = publisher.get("name") if isinstance(publisher, dict) else publisher
        if isinstance(name, str) and name.strip():
            return _words(name)
    return None


def _published(articles: Sequence[dict[str, Any]], metas: dict[str, str]) -> date | None:
    stamps = [node.get("datePublished") for node in articles]
    stamps += [metas.get(name) for name in _DATES]
    for stamp in stamps:
        if isinstance(stamp, str):
            day = iso_date(stamp) or line_date(stamp).published
            if day:
                return day
    return None


def _text(articles: Sequence[dict[str, Any]], field: str) -> str | None:
    for node in articles:
        value = node.get(field)
        if isinstance(value, str) and value.strip():
            return value if field == "articleBody" else _words(value)
    return None


def _first(metas: dict[str, str], names: Sequence[str]) -> str | None:
    return next((metas[name] for name in names if name in metas), None)


def _words(text: str) -> str:
    return " ".join(text.split())
