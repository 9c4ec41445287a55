# ruff: noqa: PLC0415 -- rooms load when a command needs them, so that --help stays quick.
"""The command `kept backtest`: how the odds fared against what really happened."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kept.cli import options
from kept.cli.output import note, put
from kept.errors import UsageError

if TYPE_CHECKING:
    from kept.forecast.announced import Target
    from kept.forecast.scoring import Scored

Targets = Annotated[
    Path | None,
    typer.Option(
        "--targets",
        metavar="FILE",
        help="Score announced targets in a CSV file instead, as they stood when announced. With "
        "- the ones that ship with Kept are scored.",
    ),
]
Small = Annotated[
    bool, typer.Option("--small", help="A small one: every fourth country, a few origins a series.")
]
JsonResults = Annotated[bool, typer.Option("--json", help="Print the results as JSON.")]

HELP = """Test the odds against what really happened.

Rolling origins from 2005 over the shipped statistics, nothing learnt from later years:
scores by horizon beside the peers', calibration, coverage, the worst misses. The peers
ETS, Theta and ARIMA take part where statsforecast is installed (pip install kept[forecast]).
The whole takes some minutes on two cores; docs/odds.md shows its last result.

\b
Examples:
  kept backtest
  kept backtest --small
  kept backtest --targets announced.csv
  kept backtest --targets - --json

\b
Exit status: 0 done; 2 wrong usage; 3 the file of targets could not
be read.
"""


def backtest(
    *,
    targets: Targets = None,
    small: Small = False,
    json: JsonResults = False,
    output: options.Output = None,
) -> None:
    """Print the scores."""
    if targets is not None and small:
        raise UsageError("--small is for the panel", remedy="Leave it out with --targets")
    if targets is not None:
        put(_targets(targets, json=json), output)
        return
    import msgspec

    from kept.forecast.testing import PER_SERIES
    from kept.forecast.testing import backtest as run
    from kept.pipeline import official
    from kept.publish.backtest_tables import results_as_text

    results, _ = run(
        official(),
        per_series=6 if small else PER_SERIES,
        every=4 if small else 1,
        workers=1 if small else os.cpu_count() or 1,
        tell=note,
    )
    encoded = msgspec.json.format(msgspec.json.encode(results)) + b"\n"
    put(encoded if json else results_as_text(results).encode(), output)


def _targets(path: Path, *, json: bool) -> bytes:
    from kept.forecast.announced import read_targets, shipped_targets

    rows = shipped_targets() if path == Path("-") else read_targets(path)
    return _as_json(_scored(rows)) if json else targets_as_text(rows).encode()


def _scored(rows: tuple["Target", ...]) -> tuple["Scored", ...]:
    from kept.forecast.parameters import load
    from kept.forecast.scoring import score_targets
    from kept.pipeline import official

    return score_targets(rows, official(), load())


def _as_json(scored: tuple["Scored", ...]) -> bytes:
    import msgspec

    from kept.forecast.scoring import brier_of

    result = {
        "rows": len(scored),
        "scored": sum(one.odds is not None for one in scored),
        "brier": {name: brier_of(scored, name) for name in ("odds", "pooled", "base")},
        "targets": scored,
    }
    return msgspec.json.format(msgspec.json.encode(result)) + b"\n"


def targets_as_text(rows_of: tuple["Target", ...]) -> str:
    """Return how announced targets were scored: a summary, a table, and those left out."""
    from kept.publish.backtest_tables import markdown

    scored = _scored(rows_of)
    head = ("Target", "announced, due", "odds", "pooled", "base", "outcome", "rests on")
    done = [one for one in scored if one.odds is not None]
    rows = [_row(one) for one in done]
    left = [(_name(one), one.why) for one in scored if one.odds is None]
    parts = [_summary(scored)]
    if rows:
        parts.append(markdown(head, rows))
    if left:
        parts += ["Not scored:", markdown(("Target", "why"), left)]
    return "\n\n".join(parts) + "\n"


def _summary(scored: tuple["Scored", ...]) -> str:
    from kept.forecast.scoring import brier_of

    done = [one for one in scored if one.odds is not None]
    reached = sum(one.target.fate == "reached" for one in done)
    if not done:
        return f"None of {len(scored)} rows can be scored."
    scores = {name: brier_of(scored, name) for name in ("odds", "pooled", "base")}
    told = "; ".join(f"{name} {value:.4f}" for name, value in scores.items() if value is not None)
    grows = sum(one.grows for one in done)
    return (
        f"{len(done)} of {len(scored)} rows scored, {reached} of them reached. Brier score, lower "
        f"is better: {told}. odds: by growth alone, for {grows} rows, and by the record for the "
        "rest; base: the share of shipped announced targets "
        "that were reached, the row itself left out; pooled: both, the mean of their log-odds."
    )


def _name(one: "Scored") -> str:
    target = one.target
    value = "" if target.value is None else f" {target.value:,.15g}"
    return f"{target.country} {target.indicator}{value} {target.unit}".strip()


def _row(one: "Scored") -> tuple[str, ...]:
    target = one.target
    return (
        _name(one),
        f"{target.announced or 'undated'}, {target.due or 'undated'}",
        *("" if value is None else f"{value:.3f}" for value in (one.odds, one.pooled, one.base)),
        target.fate,
        one.how,
    )
