"""The audit as one page of HTML that needs nothing else: no script, no font, no network."""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from html import escape
from importlib.resources import files

from kept.passwords.audit import Audit, Cell
from kept.passwords.chart import Mark, bars_chart, guesses_chart
from kept.passwords.crack_time import HORIZONS, budget_bits
from kept.passwords.intervals import Share
from kept.passwords.rates import Rate, rate, rates
from kept.passwords.summary import METHOD, headline, repetition, standfirst
from kept.passwords.words import (
    against_null,
    chance,
    evenness,
    interval,
    percent,
    power_of_ten,
)

_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_MARKS = (("bcrypt12", "an hour of bcrypt, cost 12"), ("md5", "an hour of MD5"))
_MARKED_HARDWARE = "rtx4090"
_PLACES_SHOWN = 24
_LENGTHS_SHOWN = 40


def to_html(found: Audit) -> bytes:
    """Return the audit as a whole page in UTF-8."""
    body = "".join(
        (
            _head_of_page(found),
            _section("How far an attacker gets", _crackable(found)),
            _section("What they are made of", _composition(found)),
            _section("How evenly characters are used", _characters(found)),
            _section("Repetition", f"<p>{_text(repetition(found))}</p>"),
            _section("The weakest", _weakest(found)) if found.weakest else "",
            _section("Method and limits", _method()),
        )
    )
    head = (
        '<head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        f"<title>{_text(headline(found))}</title><style>{_style()}</style></head>"
    )
    page = f'<!DOCTYPE html>\n<html lang="en">{head}<body>{body}</body></html>\n'
    return page.replace(" %", "\N{NO-BREAK SPACE}%").encode("utf-8", "backslashreplace")


@cache
def _style() -> str:
    return (files("kept.passwords") / "page.css").read_text(encoding="utf-8")


def _text(value: str) -> str:
    """Return text as HTML, with every control replaced that a terminal or a reader obeys."""
    return escape(_CONTROLS.sub("\N{REPLACEMENT CHARACTER}", value))


def _section(title: str, content: str) -> str:
    return f"<section><h2>{_text(title)}</h2>{content}</section>"


def _head_of_page(found: Audit) -> str:
    notes = "".join(f"<li>{_text(note)}</li>" for note in found.notes)
    known = "".join(
        f"<dt>{_text(name)}</dt><dd>{_text(value)}</dd>" for name, value in found.provenance.items()
    )
    return (
        '<header class="masthead"><b>Kept</b><span>A list of passwords, audited</span></header>'
        f'<p class="kicker">{found.count:,} passwords</p><h1>{_text(headline(found))}</h1>'
        f'<p class="standfirst">{_text(" ".join(standfirst(found)))}</p>'
        + (f'<ul class="notes">{notes}</ul>' if notes else "")
        + (_section("Where the list is from", f"<dl>{known}</dl>") if known else "")
    )


def _table(caption: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; the first cell of a row is its heading, and cells are HTML already."""
    columns = "".join(f'<th scope="col">{cell}</th>' for cell in head)
    body = "".join(
        f'<tr><th scope="row">{row[0]}</th>{"".join(f"<td>{cell}</td>" for cell in row[1:])}</tr>'
        for row in rows
    )
    return (
        f'<div class="scroll"><table><caption>{caption}</caption>'
        f"<thead><tr>{columns}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _crackable(found: Audit) -> str:
    marks = [
        Mark(budget_bits(rate(hash_id, _MARKED_HARDWARE), HORIZONS["1 hour"]), label)
        for hash_id, label in _MARKS
    ]
    title = "How many guesses each password takes, as shares of the list"
    chart = guesses_chart(found.histogram, found.source_histogram, marks, title)
    legend = (
        '<span class="key"></span>a general attacker, who knows what people choose &nbsp; '
        '<span class="key line"></span>a source-aware one, who has seen other passwords of this '
        "list besides. Dashed: what one RTX 4090 tries within the hour."
    )
    figure = f"<figure>{chart}<figcaption>{legend}</figcaption></figure>"
    by_hardware: dict[str, list[Rate]] = {}
    for each in rates():
        by_hardware.setdefault(each.hardware_name, []).append(each)
    tables = (
        _table(
            f"On {_text(name)}: the share that falls, with its 95 % interval; in red to the "
            "source-aware attacker; last, to one who must run all attacks side by side.",
            ("Hash", *(f"within {_text(horizon)}" for horizon in HORIZONS)),
            ([_hash(each), *map(_cell, _cells(found, each))] for each in cells),
        )
        for name, cells in by_hardware.items()
    )
    return figure + _attacks(found) + "".join(tables)


def _cells(found: Audit, wanted: Rate) -> list[Cell]:
    return [cell for cell in found.cells if cell.rate == wanted]


def _hash(each: Rate) -> str:
    return (
        f"{_text(each.hash_name)}<br><small>{each.per_second:,.0f} a second, {each.basis}</small>"
    )


def _cell(cell: Cell) -> str:
    return (
        f"{_share(cell.general)}"
        f'<span class="aware">{_share(cell.source_aware)}</span>'
        f"<small>side by side {percent(cell.side_by_side.value)}</small>"
    )


def _share(share: Share) -> str:
    return f"{percent(share.value)}<small>{interval(share)}</small>"


def _attacks(found: Audit) -> str:
    rows = (
        (_text(name), f"{count:,}", percent(count / found.count))
        for name, count in found.attacks.items()
    )
    return _table(
        "Which attack is best, over all passwords", ("Attack", "Passwords", "Share"), rows
    )


def _composition(found: Audit) -> str:
    rows = (
        (
            f"lacks {_text(row.lacks)}",
            f"{percent(row.observed.value)}<small>{interval(row.observed)}</small>",
            percent(row.expected),
            percent(row.expected_of_94),
            _text(against_null(row)),
        )
        for row in found.composition
    )
    size = sum(found.alphabet.values())
    every = range(min(found.lengths), max(found.lengths) + 1)[:_LENGTHS_SHOWN]
    lengths = {str(length): found.lengths.get(length, 0) / found.count for length in every}
    chart = bars_chart(lengths, None, "Passwords by length")
    return (
        "<p>A generator that draws every character with equal chances lacks some kind of character "
        "in many short passwords. So each share stands beside what such a generator would give at "
        "the same lengths: computed exactly, not simulated.</p>"
        + _table(
            f"The list uses {size} different characters",
            (
                "A password",
                "of the list",
                f"of a uniform generator over the same {size}",
                "of one over the 94 visible characters",
                "The list has it",
            ),
            rows,
        )
        + f"<figure>{chart}<figcaption>Passwords by length, in characters.</figcaption></figure>"
    )


def _characters(found: Audit) -> str:
    by_code = dict(sorted(found.characters.items()))
    size = max(sum(found.alphabet.values()), 1)
    chart = bars_chart(by_code, 1 / size, "The share of each character")
    rows = [("all places", found.overall)]
    rows += [(str(place), row) for place, row in enumerate(found.by_place[:_PLACES_SHOWN], 1)]
    table = _table(
        "Bits a character, corrected for the sample (Miller and Madow 1955): the plain estimate is "
        "too low by about the correction. χ² against a uniform draw from the list’s own alphabet.",
        (
            "Place",
            "Characters",
            "Most frequent",
            "Bits",
            "of which correction",
            "χ²",
            "Chance of that, if uniform",
        ),
        (
            (
                name,
                f"{row.count:,}",
                percent(row.top_share),
                evenness(row),
                f"{row.correction:.3f}",
                "" if row.chi_square is None else f"{row.chi_square:,.0f} ({row.degrees} d.f.)",
                chance(row.chance),
            )
            for name, row in rows
        ),
    )
    return (
        f"<figure>{chart}<figcaption>All places together. Dashed: "
        f"the share of each in a uniform draw, {percent(1 / size)}.</figcaption></figure>{table}"
    )


def _weakest(found: Audit) -> str:
    rows = (
        (f"<code>{_text(weak.password)}</code>", power_of_ten(weak.bits)) for weak in found.weakest
    )
    return _table("Shown because it was asked for", ("Password", "Guesses"), rows)


def _method() -> str:
    steps = "".join(f"<li>{_text(step)}</li>" for step in METHOD)
    sources = "".join(
        f"<li>{_text(name)}"
        + (f', <a href="{_text(url)}" rel="noopener noreferrer">{_text(url)}</a>' if url else "")
        + "</li>"
        for name, url in _sources()
    )
    return f'<ul>{steps}</ul><h3>Rates</h3><ul class="sources">{sources}</ul>'


def _sources() -> list[tuple[str, str]]:
    found: dict[tuple[str, str], None] = {}
    for each in rates():
        name = each.source + (f", {each.published}" if each.published else "")
        if each.working:
            name = f"{each.hash_name} on {each.hardware_name}, {each.basis}: {each.working}; {name}"
        found[name, each.url] = None
    return list(found)
