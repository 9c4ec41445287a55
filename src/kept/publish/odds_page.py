"""The odds of a target as one page of HTML that needs nothing else."""

from kept.model.forecasts import Odds, Outlook
from kept.publish.fan_chart import fan_figure
from kept.publish.html_frame import masthead, page
from kept.publish.markup import EMPTY, Markup, element, joined, outside
from kept.publish.odds_words import COLUMNS, headline, shown_years, standing, table
from kept.version import __version__

_STYLES = ("report.css", "fan.css", "odds.css")
_HOW = (
    "A chance is the share of simulated paths that are at the target in that year or before it. "
    "The numbers in brackets are where 90 of 100 redraws of whole origin years lay for targets "
    "that had been given such odds in the backtest. Neither none nor all of 100 is ever printed."
)


def odds_to_html(odds: Odds) -> bytes:
    """Return the odds as a whole page in UTF-8."""
    body = element(
        "body",
        masthead("The odds of announced targets", odds.question.as_of),
        element(
            "main",
            _headline(odds),
            fan_figure(Outlook(odds)) if odds.fan else EMPTY,
            _years(odds),
            _working(odds),
            _method(odds),
        ),
        element("footer", element("p", f"Made by Kept {__version__}.")),
    )
    return page(f"{headline(odds)}: odds by Kept", _STYLES, body)


def _headline(odds: Odds) -> Markup:
    notes = [element("li", note) for note in odds.notes]
    return element(
        "div",
        element("p", standing(odds), class_="kicker"),
        element("h1", headline(odds)),
        element("p", odds.sentence, class_="standfirst"),
        element("div", element("ul", *notes), class_="issues") if notes else EMPTY,
        class_="headline",
    )


def _years(odds: Odds) -> Markup:
    if not odds.curve:
        return EMPTY
    head = element("tr", *(element("th", name, scope="col") for name in COLUMNS))
    due = None if odds.chance is None else odds.chance.label
    rows = [
        element(
            "tr",
            element("th", row[0], scope="row"),
            *(element("td", cell) for cell in row[1:]),
            class_="due" if row[0] == due else None,
        )
        for row in table(odds)[: len(shown_years(odds))]
    ]
    return element(
        "section",
        element("h2", "Year by year"),
        element(
            "div", element("table", element("thead", head), element("tbody", *rows)), class_="years"
        ),
        element("p", _HOW, class_="note"),
    )


def _working(odds: Odds) -> Markup:
    lines = [element("li", f"{line[:1].upper()}{line[1:]}") for line in odds.working]
    return element("section", element("h2", "Working"), element("ul", *lines, class_="steps"))


def _method(odds: Odds) -> Markup:
    series = odds.series
    source = joined(
        [
            f"{series.publisher}, ",
            outside(series.url, series.name),
            f", series {series.id}" if series.url else "",
            f". Licence: {series.licence}." if series.licence else ".",
        ]
    )
    return element(
        "section",
        element("h2", "Method and source"),
        element("p", f"{odds.method[:1].upper()}{odds.method[1:]}."),
        element("p", source),
        class_="method",
    )
