"""The odds of a target for a terminal."""

from rich.table import Table
from rich.text import Text

from kept.model.forecasts import Odds
from kept.publish.odds_words import COLUMNS, headline, shown_years, standing, table
from kept.publish.terminal_lines import Page, labelled, new_page


def odds_to_terminal(odds: Odds, *, width: int = 100, colour: bool = False) -> str:
    """Return the odds as text of at most `width` columns, kept between 80 and 120."""
    page = new_page(width, colour=colour)
    page.line(Text("KEPT", "bold") + Text(" odds", "dim"))
    page.rule("═")
    page.paragraph(Text(headline(odds), "bold"))
    page.paragraph(Text(standing(odds), "dim"))
    page.blank()
    page.paragraph(Text(odds.sentence, "bold"))
    for note in odds.notes:
        page.add(labelled("Note", Text(note), page, style="yellow"))
    if odds.curve:
        page.heading("Year by year")
        page.table(_years(odds))
    page.heading("Working")
    for line in odds.working:
        page.paragraph(Text(f"· {line}"))
    _sources(page, odds)
    return page.text()


def _years(odds: Odds) -> Table:
    shown = Table(box=None, pad_edge=False, header_style="dim")
    for place, name in enumerate(COLUMNS):
        shown.add_column(name, justify="left" if not place else "right")
    due = None if odds.chance is None else odds.chance.label
    for row in table(odds)[: len(shown_years(odds))]:
        shown.add_row(*row, style="bold" if row[0] == due else "")
    return shown


def _sources(page: Page, odds: Odds) -> None:
    page.blank()
    page.add(labelled("Method", Text(odds.method), page))
    if odds.series.url:
        licence = f" Licence: {odds.series.licence}." if odds.series.licence else ""
        page.add(labelled("Source", Text(f"Series {odds.series.id}.{licence}"), page))
        page.add(labelled("", Text(odds.series.url, "underline"), page))
    page.add(labelled("Record", Text("How such odds fared: docs/odds.md, or kept backtest."), page))
