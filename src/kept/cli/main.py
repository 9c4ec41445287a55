# ruff: noqa: PLC0415 -- what only an error needs would make every --help slower.
"""The command `kept`: its commands, and what becomes of an error."""

import sys
from typing import Annotated

import typer

from kept.cli import about, backtest, check, extract, ledger, odds, passwords, record
from kept.errors import InputError, KeptError, LedgerError, UsageError

BROKEN = 70
"""Exit status for a fault of Kept's own, EX_SOFTWARE of sysexits.h."""

_HELP = """Read a public announcement, check every number and promise in it, show the working.

\b
Try it:
  kept check --sample pakistan-it         a report on a sample
  kept check statement.pdf --html r.html  a page to print or pass on
  kept check https://example.org/news     an address; - is standard input
  kept extract statement.txt --json       claims and commitments as data
  kept passwords audit list.txt           what a list of passwords is worth
  kept odds PAK gdp --target 1e12 --by 2035   the odds of a target
  kept record statement.txt               file it and follow its promises
  kept ledger list --stage overdue        what is past its date

\b
Exit status:
  0    done
  1    done, and a finding has a verdict that --fail-on names,
       or a password is refused
  2    a wrong option or argument
  3    the announcement, a line of it, a list or the ledger could not be read
  70   a fault of Kept's own
  130  stopped with Ctrl-C
  141  whoever read the output left early

Data goes to standard output, messages to standard error. Each command has a --help of its own.
"""

_EXPECTED = (InputError, LedgerError, UsageError)
"""Errors that are not faults of Kept's own."""

app = typer.Typer(
    name="kept",
    help=_HELP,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
app.command("check", help=check.HELP)(check.check)
app.command("extract", help=extract.HELP)(extract.extract)
app.command("record", help=record.HELP)(record.record)
app.add_typer(ledger.app)
app.add_typer(passwords.app, name="passwords")
app.command("odds", help=odds.HELP)(odds.odds)
app.command("backtest", help=backtest.HELP)(backtest.backtest)
app.command("samples", help=about.SAMPLES_HELP)(about.samples)
app.command("schema", help=about.SCHEMA_HELP)(about.schema)
app.command("version", help=about.VERSION_HELP)(about.version)


@app.callback()
def kept(
    *,
    version: Annotated[
        bool,
        typer.Option(
            "--version", help="Print the version.", is_eager=True, callback=about.print_version
        ),
    ] = False,
    debug: Annotated[
        bool, typer.Option("--debug", help="Show the full trace of an error.")
    ] = False,
) -> None:
    """Take the options that stand before a command; both act without it."""


def run() -> None:
    """Run the command line and leave with its exit status; no error shows a traceback."""
    try:
        app()
    except Exception as error:
        if "--debug" in sys.argv[1:]:
            from traceback import format_exception

            sys.stderr.write("".join(format_exception(error)))
        sys.stderr.write(f"kept: {_message(error)}\n")
        sys.exit(_status(error))


def _message(error: Exception) -> str:
    if isinstance(error, KeptError):
        return error.message
    from traceback import extract_tb

    *_, place = extract_tb(error.__traceback__)
    return (
        f"a fault of Kept's own stopped it: {type(error).__name__}: {str(error)[:300]} "
        f"(line {place.lineno} of {place.filename}). Please report it to the maintainers with the "
        "command line and the announcement; `kept --debug …` shows the full trace"
    )


def _status(error: Exception) -> int:
    return error.exit_code if isinstance(error, _EXPECTED) else BROKEN


if __name__ == "__main__":
    run()
