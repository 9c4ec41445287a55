"""What was recorded, for a terminal: new entries, matches, questions, targets that moved."""

from collections import Counter
from collections.abc import Sequence

from rich.text import Text

from kept.model.ledger import Entry
from kept.publish.ledger_words import entry_in_words
from kept.publish.safe import one_line
from kept.publish.terminal_ledger import short_id
from kept.publish.terminal_lines import Page, masthead, new_page
from kept.publish.words import counted

_SHOWN = 12


def recorded_to_terminal(
    entries: Sequence[Entry],
    *,
    known: int,
    place: str,
    aside: Sequence[str] = (),
    dry: bool = False,
    width: int = 100,
    colour: bool = False,
) -> str:
    """Return what an intake did to the ledger at `place`.

    known: drafts that were there already. aside: rows that could not be read, each with its
    reason. dry: nothing was written.
    """
    page = new_page(width, colour=colour)
    masthead(page, f"{'would record' if dry else 'recorded'} in {one_line(place)}")
    kinds = Counter(entry.kind for entry in entries)
    counts = ", ".join(counted(number, kind) for kind, number in kinds.items())
    new = f"{counted(len(entries), 'new entry')}: {counts}." if entries else "Nothing is new."
    page.paragraph(Text(f"{new} Known already: {known:,}."))
    relations = Counter(e.body["relation"] for e in entries if e.kind == "match")
    if relations:
        told = ", ".join(f"{number} {relation}" for relation, number in relations.items())
        page.paragraph(Text(f"Matched with earlier promises: {told}."))
    _listed(page, "Moved by figures and revisions", [e for e in entries if e.kind == "stage"])
    if kinds["review"]:
        page.blank()
        asked = counted(kinds["review"], "question")
        page.paragraph(Text(f"{asked} for a person: kept ledger review", "yellow"))
    if aside:
        page.heading("Set aside")
        for reason in aside:
            page.add(page.wrapped(Text(one_line(reason), "yellow"), 4))
    return page.text()


def _listed(page: Page, title: str, entries: Sequence[Entry]) -> None:
    if not entries:
        return
    page.heading(title)
    for entry in entries[:_SHOWN]:
        words = f"{short_id(entry.subject)}  {entry_in_words(entry)}"
        page.add(page.wrapped(Text(words), 4))
    if len(entries) > _SHOWN:
        page.add(page.wrapped(Text(f"and {len(entries) - _SHOWN:,} more: kept ledger log"), 4))
