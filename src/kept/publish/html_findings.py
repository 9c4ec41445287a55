"""Findings as cards: what was said, what was found, the working, the sources."""

import re

from kept.model.findings import Evidence, Finding
from kept.publish.excerpts import LONGEST, excerpts
from kept.publish.fan_chart import fan_figure
from kept.publish.html_marks import links_to, quotation, verdict_class, verdict_label
from kept.publish.markup import EMPTY, Markup, element, joined, outside
from kept.publish.overview import Overview
from kept.publish.safe import one_line
from kept.publish.words import attribution, day, provenance

_SUM = re.compile(r"(?P<left>.*) (?P<right>[=≈] .*)", re.DOTALL)
"""A step that ends in its result, exact or rounded."""


def finding_card(number: int, finding: Finding, seen: Overview) -> Markup:
    """Return a finding with all that a reader needs to redo it by hand."""
    title_id = f"finding-{number}-title"
    return element(
        "article",
        element(
            "p",
            element("span", str(number), class_="ordinal"),
            verdict_label(finding.verdict),
            class_="rail",
        ),
        element(
            "div",
            element("h3", finding.title, id=title_id),
            element("p", finding.reason, class_="reason"),
            _quotes(finding, seen),
            _compared(finding),
            _working(finding),
            _chart(finding),
            _settle(finding),
            _sources(finding),
            class_="body",
        ),
        class_=f"finding {verdict_class(finding.verdict)}",
        id=f"finding-{number}",
        aria_labelledby=title_id,
    )


def _quotes(finding: Finding, seen: Overview) -> Markup:
    claims = seen.claims_of(finding)
    by_id = {claim.id: claim for claim in claims}
    figures = []
    for words in excerpts(claims):
        said = tuple(by_id[id_] for id_ in words.claim_ids)
        numbers = [seen.number_of[id_] for id_ in words.claim_ids]
        who = attribution(said[0])
        figures.append(
            _figure(
                quotation(words, said, seen, to="mark"),
                joined([who, links_to("claim", numbers)], " · "),
            )
        )
    if not figures:
        figures = [
            _figure(f"“{one_line(said.exact[:LONGEST])}”", EMPTY)
            for said in seen.sentences_of(finding)
        ]
    return joined(figures)


def _figure(words: str, caption: Markup) -> Markup:
    return element(
        "figure",
        element("blockquote", words, dir="auto"),
        element("figcaption", caption) if caption else EMPTY,
        class_="said",
    )


def _compared(finding: Finding) -> Markup:
    pairs = (
        ("Found", finding.found),
        ("Expected", finding.expected),
        ("Tolerance", finding.tolerance),
    )
    cells = [
        element("div", element("dt", label), element("dd", value))
        for label, value in pairs
        if value
    ]
    return element("dl", *cells, class_="compared") if cells else EMPTY


def _working(finding: Finding) -> Markup:
    if not finding.working:
        return EMPTY
    steps = [_step(line) for line in finding.working]
    return joined(
        [
            element("h4", "The working"),
            element("table", *steps, class_="working", role="presentation"),
        ]
    )


def _step(line: str) -> Markup:
    """Return a step as a row; results stand under one another, as on paper."""
    sum_ = _SUM.fullmatch(line)
    if sum_ is None:
        return element("tr", element("td", line, colspan="2"))
    return element(
        "tr",
        element("td", f"{sum_['left']} ", class_="sum"),
        element("td", sum_["right"], class_="result"),
    )


def _chart(finding: Finding) -> Markup:
    """Return the odds drawn, folded up: whoever wants the picture opens it."""
    outlook = finding.outlook
    if outlook is None or not outlook.odds.fan:
        return EMPTY
    known = f"The odds as a picture, as of {day(outlook.odds.question.as_of)}"
    return element("details", element("summary", known), fan_figure(outlook), class_="outlook")


def _settle(finding: Finding) -> Markup:
    if not finding.settle_by:
        return EMPTY
    return element(
        "p", element("strong", "What would settle it"), " ", finding.settle_by, class_="settle"
    )


def _sources(finding: Finding) -> Markup:
    if not finding.evidence:
        return EMPTY
    items = [element("li", source(evidence)) for evidence in finding.evidence]
    heading = "Source" if len(items) == 1 else "Sources"
    return joined([element("h4", heading), element("ul", *items, class_="sources")])


def source(evidence: Evidence) -> Markup:
    """Return publisher, linked title, value and period, series, vintage and licence."""
    title = outside(evidence.url, evidence.title or evidence.url)
    value = ", ".join(part for part in (evidence.value, evidence.period) if part)
    parts = (
        joined([evidence.publisher, title], ", "),
        element("b", value) if value else EMPTY,
        *provenance(evidence),
    )
    return joined([joined(parts, ". "), "."])
