"""A backtest's results as tables in Markdown, which read well on a terminal too."""

from collections.abc import Iterator, Sequence

from kept.model.backtests import OWN, Calibration, Results, Score, Vintage

_ENOUGH = 200
_CALIBRATED = ("reached", "Brier", "calibration error", "in the 80 %", "in the 95 %")


def results_as_text(results: Results) -> str:
    """Return all tables, each with its heading."""
    parts: tuple[tuple[str, str], ...] = (
        ("What was tested", what(results)),
        ("Brier score, by years ahead", score_table(results.scores, "brier")),
        ("CRPS, by years ahead", score_table(results.scores, "crps")),
        ("Calibration and coverage", calibration_table(results.calibration)),
        ("Odds foretold and what came true", reliability_table(results.calibration[0])),
        ("The worst ten misses", worst_table(results)),
    )
    parts += tuple((f"As known on {one.day}", vintage(one)) for one in results.vintages)
    return "\n\n".join(f"## {title}\n\n{text}" for title, text in parts) + "\n"


def what(results: Results) -> str:
    """Return what the backtest rests on, in two sentences."""
    cases = results.calibration[0].cases
    times = "; ".join(f"{one.method} {one.median * 1000:.1f} ms" for one in results.costs)
    failed = "; ".join(
        f"{one.method} could not fit {one.failed} origins" for one in results.costs if one.failed
    )
    return (
        f"Origins {results.first} to {results.last}: {results.origins:,} of {results.rows:,} "
        f"series of {results.series} kinds, {cases:,} cases. The contest takes "
        f"{results.sample:,} origins, the same for every method. It took {results.seconds:,.0f} "
        f"seconds in all, {results.processor:,.0f} of processor time; of that for one origin, "
        f"median: {times}." + (f" {failed}; the random walk stood in." if failed else "")
    )


def score_table(scores: Sequence[Score], attribute: str) -> str:
    """Return a method a column and a horizon a row; lower is better. n: origins."""
    methods = tuple(dict.fromkeys(one.method for one in scores))
    found = {(one.horizon, one.method): one for one in scores}
    rows = []
    for horizon in sorted({one.horizon for one in scores}):
        own = getattr(found[horizon, OWN], attribute)
        rivals = [getattr(found[horizon, name], attribute) for name in methods if name != OWN]
        cells = [f"{getattr(found[horizon, name], attribute):.4f}" for name in methods]
        skill = 1 - own / min(rivals)
        rows.append((str(horizon), f"{found[horizon, OWN].origins:,}", *cells, f"{skill:+.0%}"))
    return markdown(("Years", "n", *methods, "skill against the best"), rows)


def calibration_table(found: Sequence[Calibration]) -> str:
    """Return the calibration error and the coverage of the intervals, a horizon a row."""
    rows = [
        (
            "all" if one.horizon == 0 else str(one.horizon),
            *_calibrated(one),
        )
        for one in found
    ]
    return markdown(("Years", "n", *_CALIBRATED), rows)


def _calibrated(one: Calibration) -> tuple[str, ...]:
    return (
        f"{one.cases:,}",
        f"{one.reached:.1%}",
        f"{one.brier:.4f}",
        f"{one.error:.4f}",
        _inside(one.inside_80, one.range_80),
        _inside(one.inside_95, one.range_95),
    )


def _inside(share: float, ends: tuple[float, float] | None) -> str:
    between = "" if ends is None else f" ({ends[0] * 100:.0f} to {ends[1] * 100:.0f})"
    return f"{share:.1%}{between}"


def reliability_table(one: Calibration) -> str:
    """Return each tenth of the odds with how often the target was reached."""
    rows = [
        (
            f"{number * 10} to {number * 10 + 10}",
            f"{tenth.count:,}",
            f"{tenth.odds:.1%}",
            f"{tenth.observed:.1%}",
            f"{(tenth.observed - tenth.odds) * 100:+.1f}" if tenth.count >= _ENOUGH else "few",
        )
        for number, tenth in enumerate(one.bins)
        if tenth.count
    ]
    return markdown(("Odds in 100", "n", "mean odds", "reached", "points apart"), rows)


def vintage(one: Vintage) -> str:
    """Return how forecasts from an old vintage fared."""
    then = one.calibration
    told = (
        f"{one.origins:,} origins of {one.year} in {one.series} series, {then.cases:,} cases; the "
        "past as it was known, the outcome as it stands today. The contest takes "
        f"{one.sample:,} origins, Kept with the revisions of other series."
    )
    rows = [
        (name, *_calibrated(found))
        for name, found in (
            ("with the revisions of other series of its class", then),
            ("with those of the same series in other countries", one.own),
            ("as if nothing were revised", one.unrevised),
            ("with today's figures for the past", one.with_final),
        )
    ]
    told = f"{told}\n\n{markdown(('Kept', 'n', *_CALIBRATED), rows)}"
    tables = (score_table(one.scores, "brier"), score_table(one.scores, "crps"))
    return "\n\n".join((told, f"Brier score:\n\n{tables[0]}", f"CRPS:\n\n{tables[1]}"))


def worst_table(results: Results) -> str:
    """Return the cases with the least likely outcomes."""
    rows = [
        (
            one.series,
            one.area,
            f"{one.year} to {one.year + one.horizon}",
            f"{one.times:.2f} times",
            _odds(one.odds),
            "reached" if one.hit else "missed",
        )
        for one in results.worst
    ]
    return markdown(("Series", "Country", "From, to", "Target", "Odds", "Outcome"), rows)


def _odds(odds: float) -> str:
    if odds < 0.005:  # noqa: PLR2004 -- none in a hundred is never printed
        return "under 1 in 100"
    return "over 99 in 100" if odds >= 0.995 else f"{odds * 100:.0f} in 100"  # noqa: PLR2004


def markdown(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table whose columns stand under each other, the first to the left.

    >>> print(markdown(("a", "n"), [("x", "1,000")]))
    | a | n     |
    |---|------:|
    | x | 1,000 |
    """
    return "\n".join(_lines(head, rows))


def _lines(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(len(row[place]) for row in (head, *rows)) for place in range(len(head))]
    yield _line([name.ljust(wide) for name, wide in zip(head, widths, strict=True)])
    first, *rest = widths
    yield f"|{'-' * (first + 2)}|" + "".join(f"{'-' * (wide + 1)}:|" for wide in rest)
    for row in rows:
        cells = [row[0].ljust(first)]
        cells += [cell.rjust(wide) for cell, wide in zip(row[1:], rest, strict=True)]
        yield _line(cells)


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
