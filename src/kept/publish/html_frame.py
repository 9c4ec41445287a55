"""What every page has around its content: the head with its policy and style, the masthead."""

from datetime import date
from functools import cache
from importlib.resources import files

from kept.publish.markup import Markup, element
from kept.publish.words import day
from kept.version import __version__

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def page(title: str, styles: tuple[str, ...], body: Markup) -> bytes:
    """Return a whole page in UTF-8, in English. styles: names of style sheets, in their order."""
    return f"<!DOCTYPE html>\n{element('html', _head(title, styles), body, lang='en')}\n".encode()


def masthead(motto: str, as_of: date) -> Markup:
    """Return the line over the page: whose it is, what it does, and as of when."""
    return element(
        "header",
        element("p", "Kept", class_="name"),
        element("p", motto, class_="motto"),
        element("p", f"As of {day(as_of)}", class_="date"),
        class_="masthead",
    )


def _head(title: str, styles: tuple[str, ...]) -> Markup:
    return Markup(
        '<head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark">'
        '<meta name="referrer" content="no-referrer">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        f'<meta name="generator" content="Kept {__version__}">'
        f"{element('title', title)}<style>{_style(styles)}</style></head>"
    )


@cache
def _style(names: tuple[str, ...]) -> str:
    folder = files("kept.publish")
    return "".join((folder / name).read_text(encoding="utf-8") for name in names)
