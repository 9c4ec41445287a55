# ruff: noqa: PLC0415 -- the record room loads when a command needs it, so that --help stays quick.
"""Commands that read the ledger, from `list` to `review`."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from kept.cli import ledger_options as shared
from kept.cli.options import parse_date
from kept.errors import UsageError

if TYPE_CHECKING:
    from kept.record.listing import Filter
    from kept.record.store import Ledger

Kind = Annotated[str, typer.Option("--kind", help="target, pledge, initiative or appointment.")]
Body = Annotated[str, typer.Option("--body", help="Only what this body promised or supports.")]
Indicator = Annotated[str, typer.Option("--indicator", help="Only about this indicator.")]
Stage = Annotated[str, typer.Option("--stage", help="Only in this stage; `overdue` is one.")]
Verdict = Annotated[str, typer.Option("--verdict", help="Only with this verdict of the checks.")]
DueFrom = Annotated[
    date | None,
    typer.Option("--due-from", metavar="DATE", parser=parse_date, help="Due on this day or later."),
]
DueUntil = Annotated[
    date | None,
    typer.Option(
        "--due-until", metavar="DATE", parser=parse_date, help="Due on this day or before."
    ),
]
Words = Annotated[str, typer.Option("--words", help="Full-text search: all of these words.")]
Repeats = Annotated[bool, typer.Option("--repeats", help="Also what only repeats another.")]
Size = Annotated[int, typer.Option("--size", min=1, max=500, help="Rows a page.")]
Sort = Annotated[str, typer.Option("--sort", help="said (newest first), due, or filed.")]
Day = Annotated[
    date, typer.Argument(metavar="DATE", parser=parse_date, show_default=False, help="A day.")
]

LIST_HELP = """List commitments, a page at a time.

\b
Examples:
  kept ledger list --country PAK --kind pledge
  kept ledger list --stage overdue --sort due
  kept ledger list --words "technology parks" --as-of 2026-01-01
"""
SHOW_HELP = """Show one commitment with its evidence.

Its words, money by stage, the parts that were named, each stage with what shows it, and
what it is matched with. Asked for a repetition, it shows the promise that is repeated.
"""
LOG_HELP = """Show the entries, newest first.

All of them, or those about a commitment, a document or a body: what, when, who wrote it.
"""
DIFF_HELP = """Show what changed between two days.

The days' ends count: what was recorded on the first is no change, on the second it is.

\b
Example:
  kept ledger diff 2026-01-01 2026-06-30
"""
OVERDUE_HELP = """List what is past its date without evidence.

The longest overdue first. It is overdue from the first day after the date that was
announced, while no evidence in the ledger says otherwise.
"""
GOALPOSTS_HELP = """Show every target for an indicator, and the figures.

\b
Example:
  kept ledger goalposts PAK ict-service-exports
"""
BODY_HELP = """Show all that one body has promised.

And what it leads or supports, its members and presidencies, and where it is a member or
presides itself.
"""
EVENTS_HELP = """Show gatherings, who came, and what was promised.

Participants by kind, as the announcement counts them, and the promises made there.
"""
REVIEW_HELP = """Show which promises may be one.

Where a match is not sure, nothing is merged: `kept ledger decide` answers.
"""


def list_(
    *,
    country: shared.Area = None,
    body: Body = "",
    indicator: Indicator = "",
    kind: Kind = "",
    stage: Stage = "",
    verdict: Verdict = "",
    due_from: DueFrom = None,
    due_until: DueUntil = None,
    words: Words = "",
    repeats: Repeats = False,
    sort: Sort = "said",
    size: Size = 20,
    after: shared.After = "",
    as_of: shared.AsOf = None,
    json: shared.Json = False,
    ledger: shared.Place = shared.DEFAULT,
) -> None:
    """Print a page of commitments."""
    import msgspec

    from kept.record.listing import Filter, Order, page

    wanted = Filter(
        area=country or "",
        body=body,
        indicator=indicator,
        kind=kind,
        stage=stage,
        verdict=verdict.replace("-", " "),
        due_from=due_from,
        due_until=due_until,
        words=words,
        repeats=repeats,
    )
    _require_known(kind, stage)
    try:
        order: Order = msgspec.convert(sort, Order)
    except msgspec.ValidationError as error:
        raise UsageError(
            "no such order", where=sort, remedy="There are said, due, filed"
        ) from error
    store, day = shared.opened(ledger), shared.today(as_of)
    found = page(store, wanted, day=day, as_of=as_of, order=order, after=after, size=size)
    if json:
        shared.show_json(found)
        return
    from kept.publish.terminal_ledger import list_to_terminal

    asked = _in_words(wanted) if found.rows else f"{_in_words(wanted)} {_since(store, as_of)}"
    shared.show(list_to_terminal(found, as_of=day, asked=asked.strip(), **shared.look()))


def show(
    id_: shared.Id,
    *,
    as_of: shared.AsOf = None,
    json: shared.Json = False,
    ledger: shared.Place = shared.DEFAULT,
) -> None:
    """Print one commitment's story."""
    from kept.record.reading import story
    from kept.statistics.shelf import open_shelf

    day = shared.today(as_of)
    found = story(shared.opened(ledger), id_, open_shelf(), day=day, as_of=as_of)
    if json:
        shared.show_json(found)
        return
    from kept.publish.terminal_story import story_to_terminal

    shared.show(story_to_terminal(found, **shared.look()))


def log(
    id_: Annotated[
        str, typer.Argument(metavar="[ID]", help="A commitment, document or body.")
    ] = "",
    *,
    size: Size = 50,
    after: Annotated[
        int, typer.Option("--before", metavar="NUMBER", help="Only entries before this one.")
    ] = 0,
    as_of: shared.AsOf = None,
    json: shared.Json = False,
    ledger: shared.Place = shared.DEFAULT,
) -> None:
    """Print entries, the newest first."""
    from kept.record.reading import latest_entries

    store = shared.opened(ledger)
    entries = latest_entries(store, id_, before=after, size=size, as_of=as_of)
    if json:
        shared.show_json(entries)
        return
    from kept.publish.terminal_ledger import log_to_terminal

    shared.show(log_to_terminal(entries, total=store.count(), **shared.look()))


def diff(
    first: Day,
    last: Day,
    *,
    json: shared.Json = False,
    ledger: shared.Place = shared.DEFAULT,
) -> None:
    """Print the changes between two days."""
    from kept.record.reading import difference

    if last < first:
        raise UsageError("the second day is before the first", where=f"{first} and {last}")
    changes = difference(shared.opened(ledger), first, last)
    if json:
        shared.show_json(changes)
        return
    from kept.publish.terminal_ledger import diff_to_terminal

    shared.show(diff_to_terminal(changes, first, last, **shared.look()))


def overdue(
    *,
    country: shared.Area = None,
    kind: Kind = "",
    size: Size = 20,
    after: shared.After = "",
    as_of: shared.AsOf = None,
    json: shared.Json = False,
    ledger: shared.Place = shared.DEFAULT,
) -> None:
    """Print what is overdue."""
    from kept.model.ledger import OVERDUE
    from kept.record.listing import Filter, page

    _require_known(kind, "")
    wanted, day = Filter(area=country or "", kind=kind, stage=OVERDUE), shared.today(as_of)
    store = shared.opened(ledger)
    found = page(store, wanted, day=day, as_of=as_of, order="due", after=after, size=size)
    if json:
        shared.show_json(found)
        return
    from kept.publish.terminal_ledger import overdue_to_terminal

    shared.show(overdue_to_terminal(found, as_of=day, **shared.look()))


def goalposts(
    country: Annotated[str, typer.Argument(metavar="ISO3", help="The country's code.")],
    indicator: Annotated[str, typer.Argument(help="Such as ict-service-exports.")],
    *,
    as_of: shared.AsOf = None,
    json: shared.Json = False,
    ledger: shared.Place = shared.DEFAULT,
) -> None:
    """Print the time line of an indicator."""
    from kept.record.goalposts import goalposts as gathered
    from kept.statistics.shelf import open_shelf

    day, store = shared.today(as_of), shared.opened(ledger)
    found = gathered(store, country.upper(), indicator, open_shelf(), day=day, as_of=as_of)
    if json:
        shared.show_json(found)
        return
    from kept.publish.terminal_goalposts import goalposts_to_terminal

    shared.show(goalposts_to_terminal(found, **shared.look()))


def body(
    name: Annotated[str, typer.Argument(help="As an announcement writes it, or abbreviated.")],
    *,
    after: shared.After = "",
    as_of: shared.AsOf = None,
    json: shared.Json = False,
    ledger: shared.Place = shared.DEFAULT,
) -> None:
    """Print a body's page."""
    from kept.record.reading import body_name, body_page

    day = shared.today(as_of)
    found = body_page(shared.opened(ledger), name, day=day, as_of=as_of, after=after)
    if json:
        shared.show_json(found)
        return
    from kept.publish.terminal_bodies import body_to_terminal

    shared.show(body_to_terminal(found, body_name, as_of=day, **shared.look()))


def events(
    *,
    as_of: shared.AsOf = None,
    json: shared.Json = False,
    ledger: shared.Place = shared.DEFAULT,
) -> None:
    """Print the gatherings."""
    from kept.record.reading import events as gathered

    found = tuple(gathered(shared.opened(ledger), as_of=as_of))
    if json:
        shared.show_json(found)
        return
    from kept.publish.terminal_bodies import events_to_terminal

    shared.show(events_to_terminal(found, as_of=shared.today(as_of), **shared.look()))


def review(
    *,
    as_of: shared.AsOf = None,
    json: shared.Json = False,
    ledger: shared.Place = shared.DEFAULT,
) -> None:
    """Print the questions that wait for a person."""
    from kept.record.reading import questions

    found = questions(shared.opened(ledger), as_of=as_of)
    if json:
        shared.show_json(found)
        return
    from kept.publish.terminal_ledger import review_to_terminal

    shared.show(review_to_terminal(found, as_of=shared.today(as_of), **shared.look()))


def _require_known(kind: str, stage: str) -> None:
    """Raise UsageError for a kind or stage that no commitment can have."""
    from kept.model.ledger import OVERDUE
    from kept.record.stages import ladders

    stages = {OVERDUE, *(name for ladder in ladders().values() for name in ladder.stages)}
    for value, known in ((kind, set(ladders())), (stage, stages)):
        if value and value not in known:
            raise UsageError(
                "no commitment is this", where=value, remedy=f"There are {', '.join(sorted(known))}"
            )


def _in_words(wanted: "Filter") -> str:
    named = {name: getattr(wanted, name) for name in wanted.__struct_fields__}
    return ", ".join(f"{name} {value}" for name, value in named.items() if value)


def _since(store: "Ledger", as_of: date | None) -> str:
    """Return why an answer about the past may be empty: the day of the first entry."""
    first = next(iter(store.entries()), None)
    if as_of is None or first is None or first.at.date() <= as_of:
        return ""
    return f"The ledger begins on {first.at:%Y-%m-%d}."
