"""Bodies and gatherings for a terminal: who promised what, who presides, who took part."""

from collections.abc import Callable, Sequence
from datetime import date

from rich.text import Text

from kept.model.ledger import Attended, Held
from kept.model.standings import BodyPage, EventPage
from kept.publish.ledger_words import amount_in_words, short_day
from kept.publish.safe import one_line
from kept.publish.terminal_ledger import row_lines
from kept.publish.terminal_lines import Page, detail, masthead, new_page
from kept.publish.words import day


def body_to_terminal(
    found: BodyPage,
    names: Callable[[str], str],
    *,
    as_of: date,
    width: int = 100,
    colour: bool = False,
) -> str:
    """Return one body's page. names: from a body's key to its name."""
    page = new_page(width, colour=colour)
    masthead(page, f"body as of {day(as_of)}")
    page.paragraph(Text(one_line(found.name), "bold"))
    held = (
        ("Members", found.members, True),
        ("Presidency", found.presidencies, True),
        ("Belongs to", found.belongs_to, False),
        ("Presides over", found.presides, False),
    )
    for title, rows, by_holder in held:
        if rows:
            page.heading(title)
            _held(page, rows, names, by_holder=by_holder)
    page.heading("Promises")
    if not found.promises:
        page.paragraph(Text("None is recorded."))
    for number, (row, roles) in enumerate(found.promises):
        if number:
            page.blank()
        page.add(row_lines(row, page, as_of, roles))
    if found.next:
        page.blank()
        page.paragraph(Text(f"More follow: --after {found.next}", "dim"))
    return page.text()


def _held(
    page: Page, rows: Sequence[Held], names: Callable[[str], str], *, by_holder: bool
) -> None:
    for one in rows:
        who = names(one.holder if by_holder else one.body)
        span = " until ".join(short_day(end) for end in (one.start, one.end) if end)
        line = Text(f"    {(span or 'no dates').ljust(28)}") + Text(one_line(who), "bold")
        if one.announced:
            line += Text(f"  announced {short_day(one.announced)}", "dim")
        page.line(line)
        page.add(page.wrapped(Text(one_line(one.source), "dim"), 32))


def events_to_terminal(
    found: Sequence[EventPage], *, as_of: date, width: int = 100, colour: bool = False
) -> str:
    """Return the gatherings: names, participants by kind, the promises made there."""
    page = new_page(width, colour=colour)
    masthead(page, f"gatherings as of {day(as_of)}")
    if not found:
        page.paragraph(Text("None is recorded."))
    for number, one in enumerate(found):
        if number:
            page.blank()
        gathered = one.gathered
        page.paragraph(Text(one_line(gathered.names[0]), "bold"))
        others = (*gathered.names[1:], *gathered.abbreviations)
        if others:
            page.add(detail("Also", Text("; ".join(map(one_line, others))), page))
        told = f"{short_day(gathered.said) if gathered.said else 'no day'}, {gathered.document}"
        page.add(detail("Told", Text(told), page))
        for who in gathered.participants:
            page.add(detail(who.kind.capitalize(), Text(_attended(who)), page))
        page.blank()
        for row in one.promises:
            page.add(row_lines(row, page, as_of))
        if not one.promises:
            page.paragraph(Text("No promise is known to have been made there.", "dim"))
    return page.text()


def _attended(who: Attended) -> str:
    amount = amount_in_words(who.low, who.high, "", who.bound)
    return f"{amount}: “{one_line(who.exact)}”"
