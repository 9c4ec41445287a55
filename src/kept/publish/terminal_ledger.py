"""The ledger's lists for a terminal: commitments, the log, changes, questions, overdue."""

from collections.abc import Sequence
from datetime import date

from rich.text import Text

from kept.model.ledger import Entry
from kept.model.standings import Change, Standing
from kept.model.standings import Page as ListPage
from kept.publish.ledger_words import (
    entry_in_words,
    kind_in_words,
    short_day,
    standing_amount,
    standing_due,
    standing_said,
    writer_in_words,
)
from kept.publish.safe import one_line, shortened
from kept.publish.terminal_lines import Page, masthead, new_page
from kept.publish.words import counted, day

STAGES = {
    "reached": "green",
    "disbursed": "green",
    "delivered": "green",
    "in force": "green",
    "taken up": "green",
    "missed": "red",
    "cancelled": "red",
    "withdrawn": "red",
    "repealed": "red",
    "overdue": "yellow",
}
"""Colours of the stages that tell an end, good or bad; the others have none."""
_ID = 17
_LONGEST = 160


def list_to_terminal(
    found: ListPage, *, as_of: date, asked: str = "", width: int = 100, colour: bool = False
) -> str:
    """Return a page of commitments, each with its id, stage, amount, date and words.

    asked: the filters, in words.
    """
    page = _opened(f"commitments as of {day(as_of)}", width, colour=colour)
    if asked:
        page.paragraph(Text(asked, "dim"))
        page.blank()
    if not found.rows:
        page.paragraph(Text("None."))
    for number, row in enumerate(found.rows):
        if number:
            page.blank()
        page.add(row_lines(row, page, as_of))
    if found.next:
        page.blank()
        page.paragraph(Text(f"More follow: --after {found.next}", "dim"))
    return page.text()


def row_lines(row: Standing, page: Page, as_of: date, roles: Sequence[str] = ()) -> list[Text]:
    """Return a commitment: id and stage, then its words, who said them and when."""
    head = Text(short_id(row.commitment).ljust(_ID), "bold") + _state(row, as_of)
    rest = Text(", ".join(filter(None, (standing_amount(row), f"due {standing_due(row)}"))))
    first = [head + Text(" · ") + rest]
    if row.verdict:
        first[0] += Text(f" · {row.verdict}", "dim")
    words = Text(f"“{one_line(shortened(row.text, _LONGEST))}”")
    who = ", ".join(
        filter(None, (one_line(row.promiser), standing_said(row), row.area, " and ".join(roles)))
    )
    return [*_hanging(first[0], page), *page.wrapped(words + Text(f"  {who}", "dim"), _ID)]


def _hanging(text: Text, page: Page) -> list[Text]:
    first, *rest = text.wrap(page.console, page.width)
    return [first, *(Text(" " * _ID) + line for line in rest)]


def _state(row: Standing, as_of: date) -> Text:
    kind = Text(f"{kind_in_words(row.kind)} ")
    stage = Text(row.stage, f"bold {STAGES.get(row.stage, '')}".strip())
    if not row.overdue_on(as_of):
        return kind + stage
    since = short_day(row.due)
    return kind + stage + Text(", ") + Text(f"overdue since {since}", f"bold {STAGES['overdue']}")


def short_id(id_: str) -> str:
    """Return the part of an id that a reader types.

    >>> short_id("commitment-b0437c367d754e53")
    'b0437c367d754e53'
    """
    return id_.removeprefix("commitment-")


def overdue_to_terminal(
    found: ListPage, *, as_of: date, width: int = 100, colour: bool = False
) -> str:
    """Return what is past its date without evidence, the longest first, with the rule."""
    page = _opened(f"overdue as of {day(as_of)}", width, colour=colour)
    page.paragraph(
        Text(
            "Past its date, with no evidence of delivery in the ledger: overdue from the first day "
            "after the date that was announced. That is no proof that nothing was done.",
            "dim",
        )
    )
    for row in found.rows:
        page.blank()
        days = (as_of - date.fromisoformat(row.due)).days
        page.add(row_lines(row, page, as_of))
        page.add(page.wrapped(Text(f"{counted(days + 1, 'day')} over", "yellow"), _ID))
    if not found.rows:
        page.blank()
        page.paragraph(Text("Nothing is overdue."))
    if found.next:
        page.blank()
        page.paragraph(Text(f"More follow: --after {found.next}", "dim"))
    return page.text()


def log_to_terminal(
    entries: Sequence[Entry], *, total: int, width: int = 100, colour: bool = False
) -> str:
    """Return entries as they are given: number, time, kind, words and writer of each.

    total: how many the ledger has.
    """
    page = _opened(f"log, {counted(total, 'entry')}", width, colour=colour)
    if not entries:
        page.paragraph(Text("None."))
    margin = 2 + len(f"{total:,}")
    for entry in entries:
        number = Text(f"{entry.sequence:,}".rjust(margin - 2) + "  ", "bold")
        when = f"{entry.at:%Y-%m-%d %H:%M:%S}"
        back = f" (clock read {entry.clock:%Y-%m-%d %H:%M:%S})" if entry.clock < entry.at else ""
        head = Text(entry.kind, "bold") + Text(f"  {when} UTC{back}  {entry.hash[:12]}", "dim")
        page.line(number + head + Text(f"  {writer_in_words(entry.writer)}", "dim"))
        page.add(page.wrapped(Text(entry_in_words(entry)), margin))
    return page.text()


def diff_to_terminal(
    changes: Sequence[Change], first: date, last: date, *, width: int = 100, colour: bool = False
) -> str:
    """Return what became of commitments between two days: + new, ~ changed."""
    page = _opened(f"{day(first)} to {day(last)}", width, colour=colour)
    new = sum(change.before is None for change in changes)
    page.paragraph(
        Text(f"{counted(new, 'new commitment')}, {counted(len(changes) - new, 'change')}.")
    )
    for change in changes:
        page.blank()
        mark = "+ " if change.before is None else "~ "
        lines = row_lines(change.after, page, last)
        page.add([Text(mark, "bold green" if change.before is None else "bold yellow") + lines[0]])
        page.add(lines[1:])
        if change.before is not None:
            for words in _differences(change.before, change.after):
                page.add(page.wrapped(Text(words, "yellow"), _ID))
    return page.text()


def _differences(before: Standing, after: Standing) -> list[str]:
    named = (("stage", "stage"), ("verdict", "verdict"), ("head", "repeats"), ("thread", "thread"))
    found = []
    for field, word in named:
        one, other = getattr(before, field), getattr(after, field)
        if one != other:
            found.append(f"{word}: {one or 'none'} → {other or 'none'}")
    return found


def review_to_terminal(
    questions: Sequence[tuple[Entry, Standing, Standing]],
    *,
    as_of: date,
    width: int = 100,
    colour: bool = False,
) -> str:
    """Return the questions that wait for a person: earlier and later promise, score, reasons."""
    page = _opened(f"questions as of {day(as_of)}", width, colour=colour)
    page.paragraph(
        Text(
            "Each pair may be one promise. `kept ledger decide ID --same repeats` (or raises, "
            "lowers, postpones …) matches them, --different keeps them apart.",
            "dim",
        )
    )
    for entry, earlier, later in questions:
        page.blank()
        score = Text(f"{entry.body['relation']}? score {entry.body['score']}", "bold cyan")
        page.line(Text(entry.id[:12].ljust(_ID), "bold") + score)
        for reason in entry.body.get("reasons", ()):
            page.add(page.wrapped(Text(f"- {one_line(reason)}", "dim"), _ID))
        page.add(row_lines(earlier, page, as_of))
        page.add(row_lines(later, page, as_of))
    if not questions:
        page.blank()
        page.paragraph(Text("No question is open."))
    return page.text()


def _opened(standing: str, width: int, *, colour: bool) -> Page:
    page = new_page(width, colour=colour)
    masthead(page, standing)
    return page
