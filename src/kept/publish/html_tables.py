"""The claims as a table and the commitments as a list, each leading back to text and findings."""

from kept.model.claims import Claim, Commitment
from kept.model.text import Quote
from kept.publish.excerpts import excerpt
from kept.publish.html_marks import links_to, quotation, verdict_label
from kept.publish.markup import EMPTY, Markup, element, joined, within
from kept.publish.overview import Overview
from kept.publish.safe import one_line
from kept.publish.words import (
    KINDS,
    STRENGTHS,
    attribution,
    circumstances,
    deadline_in_words,
    linked_to,
    reading_in_words,
)

_SNIPPET = 220
_CONTINUED = 80
"""Characters shown of a sentence that the row above has shown already."""
_COLUMNS = ("No.", "In the announcement", "Read as", "Official series", "Findings")


def claims_table(seen: Overview) -> Markup:
    """Return the claims, one a row, in the order of the text.

    Roles are written out because narrow screens lay rows out as blocks, which would take
    the table's meaning from those who listen to it.
    """
    head = [element("th", column, scope="col", role="columnheader") for column in _COLUMNS]
    before = (None, *(claim.quote for claim in seen.claims))
    rows = [
        _row(claim, seen, _CONTINUED if claim.quote == above else _SNIPPET)
        for claim, above in zip(seen.claims, before, strict=False)
    ]
    return element(
        "table",
        element("thead", element("tr", *head, role="row"), role="rowgroup"),
        element("tbody", *rows, role="rowgroup"),
        class_="claims",
        role="table",
        aria_label="Claims",
    )


def _row(claim: Claim, seen: Overview, snippet: int) -> Markup:
    number = seen.number_of[claim.id]
    link = within(f"mark-{number}", str(number), aria_label=f"Claim {number} in the announcement")
    cells = (
        element("th", link, scope="row", role="rowheader"),
        _cell(1, quotation(excerpt(claim, snippet), (claim,), seen, to="mark"), dir_="auto"),
        _cell(2, _read_as(claim)),
        _cell(3, _series(claim)),
        _cell(4, _findings(claim, seen)),
    )
    return element("tr", *cells, id=f"claim-{number}", role="row")


def _cell(column: int, content: str, dir_: str | None = None) -> Markup:
    return element("td", content, role="cell", data_label=_COLUMNS[column], dir=dir_)


def _read_as(claim: Claim) -> Markup:
    measure = f" · {one_line(claim.measure.exact)}" if claim.measure else ""
    details = [element("span", part) for part in (circumstances(claim), attribution(claim)) if part]
    return joined([element("strong", reading_in_words(claim)), measure, *details])


def _series(claim: Claim) -> str | Markup:
    words = linked_to(claim)
    return words if claim.indicator is not None else element("span", words, class_="none")


def _findings(claim: Claim, seen: Overview) -> Markup:
    numbers = seen.findings_about.get(claim.id)
    if not numbers:
        return element("span", "none", class_="none")
    return joined([verdict_label(seen.worst[claim.id]), links_to("finding", numbers)], " ")


def commitments_list(commitments: tuple[Commitment, ...], seen: Overview) -> Markup:
    """Return the commitments in text order, each with its deadline or "no deadline"."""
    items = [
        _commitment(number, commitment, seen)
        for number, commitment in enumerate(commitments, start=1)
    ]
    return element("ol", *items, class_="commitments")


def _commitment(number: int, commitment: Commitment, seen: Overview) -> Markup:
    deadline = element(
        "span",
        deadline_in_words(commitment),
        class_="deadline" if commitment.deadline else "deadline missing",
    )
    promiser = commitment.promiser.exact if commitment.promiser else "not named"
    claims = sorted(seen.number_of[id_] for id_ in commitment.claim_ids if id_ in seen.number_of)
    findings = seen.findings_about_commitment(commitment)
    rows = (
        ("Promised by", joined([one_line(promiser), STRENGTHS[commitment.strength]], "; ")),
        ("Bodies", _named(commitment.bodies)),
        ("On condition", _named(commitment.conditions)),
        ("Said again", _named(commitment.mentions)),
        ("See", joined([links_to("claim", claims), links_to("finding", findings)], " · ")),
    )
    return element(
        "li",
        element("p", element("strong", KINDS[commitment.kind]), " ", deadline, class_="kind"),
        element("blockquote", f"“{one_line(commitment.action.exact)}”", dir="auto"),
        element("dl", *(_pair(label, value) for label, value in rows)),
        id=f"commitment-{number}",
    )


def _named(quotes: tuple[Quote, ...]) -> Markup:
    return joined([one_line(quote.exact) for quote in quotes], "; ")


def _pair(label: str, value: Markup) -> Markup:
    return element("div", element("dt", label), element("dd", value)) if value else EMPTY
