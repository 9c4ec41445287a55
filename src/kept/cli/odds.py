# ruff: noqa: PLC0415 -- rooms load when a command needs them, so that --help stays quick.
"""The command `kept odds`: the odds that a target is reached."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from msgspec.structs import replace

from kept.cli import options
from kept.cli.output import coloured, put, width
from kept.errors import InputError, UsageError

if TYPE_CHECKING:
    from kept.forecast.own import OwnStatistics
    from kept.model.forecasts import Odds, Question
    from kept.model.statistics import Country, Indicator, Statistics

Place = Annotated[
    str | None,
    typer.Argument(
        metavar="COUNTRY",
        help="Three letters of ISO 3166-1, such as PAK, or the English name.",
        show_default=False,
    ),
]
Measure = Annotated[
    str | None,
    typer.Argument(
        metavar="INDICATOR",
        help="What is measured, such as ict-service-exports. May be left out with --series.",
        show_default=False,
    ),
]
Target = Annotated[
    str,
    typer.Option("--target", metavar="AMOUNT", help="The target: 15e9, 15bn, '$15 billion', 70%."),
]
By = Annotated[
    str | None,
    typer.Option(
        "--by",
        metavar="YEAR",
        help="The deadline: 2030, FY2030, 2030-06 or a day. Without one, the odds are given year "
        "by year.",
    ),
]
OwnSeries = Annotated[
    Path | None,
    typer.Option(
        "--series",
        metavar="FILE",
        help="A CSV file of your own with the columns period,value: years, fiscal years or months.",
    ),
]
Down = Annotated[
    bool, typer.Option("--down", help="The target is a ceiling: to get down to it, or below.")
]
Html = Annotated[
    Path | None,
    typer.Option(
        "--html",
        metavar="FILE",
        help="Also write a self-contained page with the fan chart. With - it is printed instead.",
    ),
]

HELP = """Give the odds that a target is reached.

They rest on the series' own past, on how often countries did as much from a like level,
and on a forecast whose record is in docs/odds.md. 0 and 100 in 100 are never printed.

\b
Examples:
  kept odds PAK ict-service-exports --target 15e9 --by FY2030
  kept odds Kenya electricity-access --target 95% --by 2030
  kept odds KEN child-mortality --target 25 --by 2030 --down
  kept odds --series mine.csv --target 5000 --by 2028 --html odds.html

\b
Exit status: 0 done; 2 wrong usage; 3 nothing can be said, or the
series could not be read.
"""


def odds(
    country: Place = None,
    indicator: Measure = None,
    *,
    target: Target,
    by: By = None,
    series: OwnSeries = None,
    down: Down = False,
    as_of: options.AsOf = None,
    json: options.Json = False,
    html: Html = None,
    output: options.Output = None,
) -> None:
    """Print the odds that the arguments ask for."""
    if json and html == Path("-"):
        raise UsageError(
            "two formats are asked for on standard output", remedy="Ask for one of them"
        )
    today = as_of or datetime.now(UTC).date()
    found = _answer(country, indicator, target, by, series, today, down=down)
    if html is not None:
        from kept.publish.odds_page import odds_to_html

        put(odds_to_html(found), html)
    if html != Path("-"):
        put(_printed(found, json=json, output=output), output)


def _printed(found: "Odds", *, json: bool, output: Path | None) -> bytes:
    if json:
        from kept.publish.odds_json import odds_to_json

        return odds_to_json(found, indent=2) + b"\n"
    from kept.publish.odds_terminal import odds_to_terminal

    page = odds_to_terminal(found, width=width(output), colour=coloured(output))
    return page.encode("utf-8", "backslashreplace")


def _answer(
    country: str | None,
    indicator: str | None,
    target: str,
    by: str | None,
    series: Path | None,
    today: date,
    *,
    down: bool,
) -> "Odds":
    from kept.pipeline import catalogue, odds_of, official

    if series is None and (country is None or indicator is None):
        raise UsageError(
            "a country and an indicator are needed",
            remedy="Write kept odds PAK ict-service-exports --target 15e9, or give --series FILE",
        )
    countries, indicators = catalogue()
    from kept.cli.question import find_country, find_indicator

    place = None if country is None else find_country(country, countries)
    measure = None if indicator is None else find_indicator(indicator, indicators)
    statistics: Statistics = official()
    notes: tuple[str, ...] = ()
    if series is not None:
        measure = measure or _nameless(series, target)
        statistics = own = _own(statistics, series, measure, place, today)
        notes = tuple(f"{label} and later had not ended: left out." for label in own.later(today))
    if measure is None:
        raise UsageError("an indicator is needed", remedy="Give its id, or --series FILE")
    question = _question(place, measure, target, by, today, down=down)
    found = odds_of(question, statistics)
    return _answered(found, place, measure, notes)


def _question(
    place: "Country | None",
    measure: "Indicator",
    target: str,
    by: str | None,
    today: date,
    *,
    down: bool,
) -> "Question":
    from kept.cli.question import parse_deadline, parse_target, require_unit
    from kept.model.forecasts import Question

    amount = parse_target(target)
    require_unit(amount.unit, measure.unit, measure.name)
    start = (1, 1) if place is None else place.fiscal_year_start
    deadline = None if by is None else parse_deadline(by, start)
    calendar = deadline.calendar if deadline is not None else ""
    return Question(
        indicator=measure.id,
        area="" if place is None else place.iso3,
        target=amount.value,
        as_of=today,
        deadline=None if deadline is None else deadline.end,
        calendar=calendar if calendar in {"calendar", "fiscal"} else None,  # type: ignore[arg-type]
        falling=down,
    )


def _nameless(path: Path, target: str) -> "Indicator":
    """Return the indicator of a user's file that names none, in the target's own unit."""
    from kept.cli.question import parse_target
    from kept.forecast.own import OWN
    from kept.model.statistics import Indicator

    unit = parse_target(target).unit
    return Indicator(id=OWN, name=path.stem, unit=unit, kind="flow", definition="")


def _own(
    official: "Statistics",
    path: Path,
    measure: "Indicator",
    place: "Country | None",
    today: date,
) -> "OwnStatistics":
    from kept.forecast.own import with_own_series

    return with_own_series(
        official,
        path,
        indicator=measure,
        area="" if place is None else place.iso3,
        year_start=(1, 1) if place is None else place.fiscal_year_start,
        today=today,
    )


def _answered(
    found: "Odds | None",
    place: "Country | None",
    measure: "Indicator",
    more: tuple[str, ...],
) -> "Odds":
    """Return the odds with more notes. Raises InputError where nothing can be said."""
    where = f"{measure.name}, {'' if place is None else place.name}".strip(", ")
    if found is None:
        raise InputError(
            "there is no yearly series for this",
            where=where,
            remedy="Give your own with --series FILE",
        )
    notes = (*found.notes, *more)
    if found.standing == "open" and not found.curve and not found.references:
        raise InputError("nothing can be said", where=where, why=" ".join(notes).rstrip("."))
    return replace(found, notes=notes)
