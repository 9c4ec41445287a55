"""The odds of a target as one page of HTML that needs nothing else."""

from functools import cache
from importlib.resources import files

from kept.model.forecasts import Odds
from kept.publish.fan_chart import fan_chart
from kept.publish.markup import EMPTY, Markup, element, joined, outside
from kept.publish.odds_words import COLUMNS, headline, shown_years, standing, table
from kept.publish.words import day
from kept.version import __version__

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_HOW = (
    "A chance is the share of simulated paths that are at the target in that year or before it. "
    "The numbers in brackets are where 90 of 100 redraws of whole origin years lay for targets "
    "that had been given such odds in the backtest. Neither none nor all of 100 is ever printed."
)


def odds_to_html(odds: Odds) -> bytes:
    """Return the odds as a whole page in UTF-8."""
    body = element(
        "body",
        _masthead(odds),
        element("main", _headline(odds), _chart(odds), _years(odds), _working(odds), _method(odds)),
        element("footer", element("p", f"Made by Kept {__version__}.")),
    )
    return f"<!DOCTYPE html>\n{element('html', _head(odds), body, lang='en')}\n".encode()


def _head(odds: Odds) -> Markup:
    return Markup(
        '<head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark">'
        '<meta name="referrer" content="no-referrer">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        f'<meta name="generator" content="Kept {__version__}">'
        f"{element('title', f'{headline(odds)}: odds by Kept')}<style>{_style()}</style></head>"
    )


@cache
def _style() -> str:
    folder = files("kept.publish")
    names = ("report.css", "odds.css")
    return "".join((folder / name).read_text(encoding="utf-8") for name in names)


def _masthead(odds: Odds) -> Markup:
    return element(
        "header",
        element("p", "Kept", class_="name"),
        element("p", "The odds of announced targets", class_="motto"),
        element("p", f"As of {day(odds.question.as_of)}", class_="date"),
        class_="masthead",
    )


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


def _chart(odds: Odds) -> Markup:
    if not odds.fan:
        return EMPTY
    caption = (
        "Half of the simulated paths lie within the darkest band, 80 % within the next, 95 % "
        "within the lightest. Dots are the published years."
    )
    return element("figure", fan_chart(odds), element("figcaption", caption), class_="chart")


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
            f", series {series.id}" + (f". Licence: {series.licence}." if series.licence else "."),
        ]
    )
    return element(
        "section",
        element("h2", "Method and source"),
        element("p", f"{odds.method[:1].upper()}{odds.method[1:]}."),
        element("p", source),
        class_="method",
    )
