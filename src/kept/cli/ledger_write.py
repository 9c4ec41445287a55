# ruff: noqa: PLC0415 -- the record room loads when a command needs it, so that --help stays quick.
"""Commands by which people write: move, pay, decide, member, preside; and follow."""

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from kept.cli import ledger_options as shared
from kept.cli.options import parse_date
from kept.errors import UsageError

if TYPE_CHECKING:
    from kept.model.ledger import Proof
    from kept.record.store import Appended

MOVE_HELP = """Move a commitment to a stage, with evidence.

\b
Examples:
  kept ledger move b0437c36 signed --on 2025-08-08 \\
      --source https://example.org/signed
  kept ledger move b0437c36 signed --on 2025-08-08 \\
      --source document-ac1f3cc81f5d --quote "agreements were signed"
"""
PAY_HELP = """Record money signed, approved or disbursed.

\b
Example:
  kept ledger pay b0437c36 signed 14000000 USD --on 2025-08-08 \\
      --source https://example.org/signed
"""
DECIDE_HELP = """Answer a question of `kept ledger review`.

\b
Examples:
  kept ledger decide 3e2c80f8a950 --same repeats --why "the plan names both"
  kept ledger decide 3e2c80f8a950 --different
"""
MEMBER_HELP = """Record that a country or body belongs to a body.

\b
Example:
  kept ledger member DCO Pakistan --from 2020-11-27 \\
      --source https://example.org/charter
"""
PRESIDE_HELP = """Record who presides over a body, and when.

\b
Example:
  kept ledger preside DCO Pakistan --from 2026-01-01 --until 2027-01-01 \\
      --source https://example.org/council
"""
FOLLOW_HELP = """Let figures move targets on.

Reached, missed, on or off the required path, by the official figures that ship with Kept
and those recorded in the ledger. `kept record` does it too.
"""

On = Annotated[
    date,
    typer.Option(
        "--on", metavar="DATE", parser=parse_date, show_default=False, help="When it came about."
    ),
]
Quote = Annotated[str, typer.Option("--quote", help="The source's words.")]
Series = Annotated[str, typer.Option("--series", help="The series of an observation.")]
Period = Annotated[str, typer.Option("--period", help="The period of an observation.")]
Value = Annotated[str, typer.Option("--value", help="The value of an observation.")]
Unit = Annotated[str, typer.Option("--unit", help="The unit of an observation.")]
Note = Annotated[str, typer.Option("--note", help="A remark.")]
Start = Annotated[
    date | None, typer.Option("--from", metavar="DATE", parser=parse_date, help="The first day.")
]
End = Annotated[
    date | None,
    typer.Option("--until", metavar="DATE", parser=parse_date, help="The first day after it."),
]
Organisation = Annotated[str, typer.Argument(metavar="ORGANISATION", help="Name, or short name.")]
Holder = Annotated[str, typer.Argument(metavar="HOLDER", help="A country or body.")]


def move(
    id_: shared.Id,
    stage: Annotated[str, typer.Argument(help="The stage that it reached.")],
    *,
    on: On,
    source: shared.Source = "",
    quote: Quote = "",
    series: Series = "",
    period: Period = "",
    value: Value = "",
    unit: Unit = "",
    note: Note = "",
    by: shared.By = None,
    ledger: shared.Place = shared.DEFAULT,
) -> None:
    """Record a change of stage."""
    from kept.record.changes import move as moved

    proof = _proof(source, on, quote, note, (series, period, value, unit))
    store = shared.opened(ledger)
    _tell(moved(store, id_, stage, proof, shared.writer(by), shared.now))


def pay(
    id_: shared.Id,
    stage: Annotated[str, typer.Argument(help="signed, approved or disbursed.")],
    amount: Annotated[str, typer.Argument(help="In full digits.")],
    unit: Annotated[str, typer.Argument(metavar="CURRENCY", help="ISO 4217, such as USD.")],
    *,
    on: On,
    source: shared.Source = "",
    quote: Quote = "",
    note: Note = "",
    by: shared.By = None,
    ledger: shared.Place = shared.DEFAULT,
) -> None:
    """Record a sum."""
    from kept.record.changes import pay as paid

    proof = _proof(source, on, quote, note, ("", "", "", ""))
    sum_, store = _number(amount), shared.opened(ledger)
    _tell(paid(store, id_, stage, sum_, unit, proof, shared.writer(by), shared.now))


def decide(
    question: Annotated[str, typer.Argument(metavar="ID", help="The question's id.")],
    *,
    same: Annotated[
        str,
        typer.Option(
            "--same",
            metavar="RELATION",
            help="One promise, and how the later relates to the earlier: repeats, raises, lowers, "
            "postpones, 'brings forward' or splits.",
        ),
    ] = "",
    different: Annotated[bool, typer.Option("--different", help="Two promises.")] = False,
    why: Annotated[str, typer.Option("--why", help="Your reason.")] = "",
    by: shared.By = None,
    ledger: shared.Place = shared.DEFAULT,
) -> None:
    """Record a decision."""
    from kept.record.changes import decide as decided

    if bool(same) == different:
        raise UsageError("the answer is not clear", remedy="Give --same RELATION, or --different")
    store = shared.opened(ledger)
    relation = same.replace("-", " ") or None
    _tell(decided(store, question, relation, why, shared.writer(by), shared.now))


def member(
    organisation: Organisation,
    holder: Holder,
    *,
    start: Start = None,
    end: End = None,
    source: shared.Source = "",
    by: shared.By = None,
    ledger: shared.Place = shared.DEFAULT,
) -> None:
    """Record a membership."""
    _hold("membership", organisation, holder, (start, end), source, by, ledger)


def preside(
    organisation: Organisation,
    holder: Holder,
    *,
    start: Start = None,
    end: End = None,
    source: shared.Source = "",
    by: shared.By = None,
    ledger: shared.Place = shared.DEFAULT,
) -> None:
    """Record a presidency."""
    _hold("presidency", organisation, holder, (start, end), source, by, ledger)


def follow(
    *,
    as_of: Annotated[
        date | None,
        typer.Option(
            "--as-of",
            metavar="DATE",
            parser=parse_date,
            help="Use only figures known on this day. Today, unless given.",
        ),
    ] = None,
    ledger: shared.Place = shared.DEFAULT,
) -> None:
    """Let figures move targets."""
    from kept.pipeline import follow_targets

    store = shared.opened(ledger)
    _tell(follow_targets(store, shared.now, as_of=shared.today(as_of)))


def _hold(
    kind: Literal["membership", "presidency"],
    organisation: str,
    holder: str,
    span: tuple[date | None, date | None],
    source: str,
    by: str | None,
    place: str,
) -> None:
    from kept.model.ledger import Held
    from kept.record.changes import hold

    held = Held(body=organisation, holder=holder, start=span[0], end=span[1], source=source)
    _tell(hold(shared.opened(place), kind, held, shared.writer(by), shared.now))


def _proof(
    source: str, on: date, quote: str, note: str, observation: tuple[str, str, str, str]
) -> "Proof":
    from kept.model.ledger import Proof

    series, period, value, unit = observation
    return Proof(
        kind="observation" if series or value else "quote" if quote else "document",
        source=source,
        on=on,
        quote=quote,
        series=series,
        period=period,
        value=_number(value) if value else None,
        unit=unit,
        note=note,
    )


def _number(text: str) -> Decimal:
    try:
        value = Decimal(text.replace(",", ""))
    except InvalidOperation as error:
        raise UsageError(
            "this is no number", where=text, remedy="Write it in digits, such as 14000000"
        ) from error
    if not value.is_finite():
        raise UsageError("this is no amount", where=text, remedy="Write it in digits")
    return value


def _tell(done: "Appended") -> None:
    from kept.publish.ledger_words import entry_in_words

    for entry in done.entries:
        shared.show(f"entry {entry.sequence}  {entry.kind}  {entry_in_words(entry)}\n")
    if not done.entries:
        shared.show("Nothing is new.\n")
