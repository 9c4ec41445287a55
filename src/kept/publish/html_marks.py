"""Marks and the links between text, claims, findings and commitments of a page.

Ids on the page: `mark-3` in the announcement's text, `claim-3` in the table of claims,
`finding-2`, `commitment-1`. The first claim, finding and commitment have number 1.
"""

from kept.model.claims import Claim
from kept.model.findings import VERDICTS, Verdict
from kept.publish.excerpts import Excerpt
from kept.publish.markup import Markup, element, joined, within
from kept.publish.overview import VERDICT_WORDS, Overview


def verdict_class(verdict: Verdict) -> str:
    """Return the class that gives a verdict its colour.

    >>> verdict_class("cannot be checked")
    'v-cannot-be-checked'
    """
    return f"v-{verdict.replace(' ', '-')}"


def verdict_label(verdict: Verdict) -> Markup:
    """Return the verdict's word in its colour."""
    return element("span", VERDICT_WORDS[verdict], class_=f"verdict {verdict_class(verdict)}")


def number_link(number: int, *, to: str, at: str | None = None) -> Markup:
    """Return a claim's number, raised, as a link to `to` and reachable as `at`."""
    link = within(f"{to}-{number}", str(number), id=at, aria_label=f"Claim {number}")
    return element("sup", link, class_="number")


def marked(words: str, claims: tuple[Claim, ...], seen: Overview, *links: Markup) -> Markup:
    """Return the words marked in the colour of the most serious verdict about the claims."""
    verdicts = [seen.worst[claim.id] for claim in claims if claim.id in seen.worst]
    worst = min(verdicts, key=VERDICTS.index, default=None)
    return element("mark", words, *links, class_=verdict_class(worst) if worst else None)


def quotation(words: Excerpt, claims: tuple[Claim, ...], seen: Overview, *, to: str) -> Markup:
    """Return a sentence in quotation marks, its quantities marked; their numbers lead to `to`."""
    by_id = {claim.id: claim for claim in claims}
    pieces: list[str] = ["" if words.quoted else "“"]
    for piece in words.pieces:
        claim = by_id.get(piece.claim_id or "")
        if claim is None:
            pieces.append(piece.words)
        else:
            link = number_link(seen.number_of[claim.id], to=to)
            pieces.append(marked(piece.words, (claim,), seen, link))
    return joined([*pieces, "" if words.quoted else "”"])


def links_to(name: str, numbers: tuple[int, ...] | list[int]) -> Markup:
    """Return links to findings, claims or commitments: "Findings 1, 4"."""
    word = name if len(numbers) == 1 else f"{name}s"
    links = [within(f"{name}-{number}", str(number)) for number in numbers]
    return joined([word.capitalize(), " ", joined(links, ", ")]) if numbers else joined([])
