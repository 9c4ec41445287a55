"""Claims and commitments for the terminal."""

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from kept.model.claims import Claim, Commitment
from kept.publish.excerpts import excerpt
from kept.publish.overview import Overview
from kept.publish.safe import one_line
from kept.publish.terminal_findings import STYLES, quotation
from kept.publish.terminal_lines import Page, detail
from kept.publish.words import (
    KINDS,
    STRENGTHS,
    attribution,
    circumstances,
    deadline_in_words,
    linked_to,
    reading_in_words,
)

_SNIPPET = 130


def claims_table(seen: Overview) -> Table:
    """Return the claims, one a row: number, words in the text, how they were read."""
    table = Table(box=SIMPLE_HEAD, expand=True, leading=1, pad_edge=False, show_edge=False)
    table.add_column("No.", justify="right", width=3)
    table.add_column("In the text", ratio=1)
    table.add_column("Read as", ratio=1)
    for claim in seen.claims:
        number = Text(str(seen.number_of[claim.id]))
        table.add_row(number, quotation(excerpt(claim, _SNIPPET)), _read_as(claim, seen))
    return table


def _read_as(claim: Claim, seen: Overview) -> Text:
    reading = Text(one_line(reading_in_words(claim)), "bold")
    measure = f" · {one_line(claim.measure.exact)}" if claim.measure else ""
    rest = (circumstances(claim), attribution(claim), linked_to(claim))
    text = reading + Text(measure)
    for part in rest:
        if part:
            text += Text(f"\n{one_line(part)}", "dim")
    findings = seen.findings_about.get(claim.id)
    if findings:
        numbers = ", ".join(map(str, findings))
        word = "finding" if len(findings) == 1 else "findings"
        text += Text(f"\n→ {word} {numbers}", STYLES[seen.worst[claim.id]])
    return text


def commitment_lines(commitment: Commitment, seen: Overview, page: Page) -> list[Text]:
    """Return a commitment: kind and deadline, what is promised, by whom, with whom, if what."""
    kind = Text(KINDS[commitment.kind], "bold")
    style = "" if commitment.deadline else "bold yellow"
    deadline = Text(f" · {one_line(deadline_in_words(commitment))}", style)
    lines = [kind + deadline]
    lines += detail("Promise", Text(f"“{one_line(commitment.action.exact)}”"), page)
    promiser = commitment.promiser.exact if commitment.promiser else "not named"
    lines += detail("By", Text(f"{one_line(promiser)}; {STRENGTHS[commitment.strength]}"), page)
    for label, quotes in (
        ("Bodies", commitment.bodies),
        ("If", commitment.conditions),
        ("Again", commitment.mentions),
    ):
        if quotes:
            lines += detail(label, Text("; ".join(one_line(quote.exact) for quote in quotes)), page)
    numbers = sorted(seen.number_of[id_] for id_ in commitment.claim_ids if id_ in seen.number_of)
    if numbers:
        lines += detail("Claims", Text(", ".join(map(str, numbers))), page)
    return lines
