"""Moved goalposts: every target for one indicator of one area, in the order they were said."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from kept.lexicon.places import country_name
from kept.model.ledger import Announced, Moved, Relation
from kept.model.standings import Actual, Followed, Goalpost, Goalposts, Standing
from kept.model.statistics import Statistics
from kept.record.figures import Figure, figures_for
from kept.record.listing import targets_for
from kept.record.reading import read_many
from kept.record.store import Ledger

_MOVES: tuple[Relation, ...] = ("raises", "lowers", "postpones", "brings forward")


def goalposts(
    ledger: Ledger,
    area: str,
    indicator: str,
    statistics: Statistics | None,
    *,
    day: date,
    as_of: date | None = None,
) -> Goalposts:
    """Return the time line of an indicator for an area: targets, their moves, and actuals.

    day: on which overdue is read and by which figures are known. as_of: as the ledger stood then.
    """
    rows = targets_for(ledger, area, indicator, as_of=as_of)
    every = read_many(ledger, [row.commitment for row in rows], as_of=as_of)
    figures = figures_for(ledger, statistics, indicator, area, as_of=day, recorded=as_of)
    named = statistics.indicator(indicator) if statistics is not None else None
    units = Counter(row.unit for row in rows)
    return Goalposts(
        area=area,
        area_name=country_name(area),
        indicator=indicator,
        name=named.name if named else indicator,
        unit=units.most_common(1)[0][0] if units else "",
        as_of=day,
        targets=tuple(_targets(rows, every, day)),
        actuals=_actuals(figures),
    )


def _targets(rows: Sequence[Standing], every: dict[str, Followed], day: date) -> Iterable[Goalpost]:
    repeats = Counter(row.head for row in rows if row.head)
    for row in rows:
        if not row.head:
            one = every[row.commitment]
            yield _target(one, every, day, repeats[row.commitment])


def _target(one: Followed, every: dict[str, Followed], day: date, repeated_by: int) -> Goalpost:
    settled = [m for m, _ in one.moves if m.proof.kind == "observation" and m.stage == one.stage]
    due, said = one.said.due, one.said.said
    return Goalpost(
        id=one.id,
        said=one.said,
        stage=one.stage,
        overdue=one.overdue_on(day),
        moves=tuple(_earlier(one, every, _MOVES)),
        outcome=_outcome(settled[-1], one.said) if settled else None,
        on_path=one.path,
        odds=one.odds,
        afterwards=due is not None and said is not None and said >= due.end,
        repeated_by=repeated_by,
        asked=tuple(match for match, _ in one.reviews),
    )


def _earlier(
    one: Followed, every: dict[str, Followed], relations: Sequence[Relation]
) -> Iterable[tuple[Relation, Announced]]:
    """Yield what a target did to earlier ones, each with how it was worded."""
    for match, _ in one.matches:
        if match.later == one.id and match.relation in relations and match.earlier in every:
            yield match.relation, every[match.earlier].said


def _outcome(move: Moved, said: Announced) -> Actual | None:
    proof, due = move.proof, said.due
    if proof.value is None or due is None:
        return None
    return Actual(
        proof.period, due.start, due.end, proof.value, proof.series, proof.source, proof.on
    )


def _actuals(figures: Sequence[Figure]) -> tuple[Actual, ...]:
    """Return the yearly figures of the best series, and of those that follow on its calendar."""
    yearly = [one for one in figures if (one.end - one.start).days > 360]  # noqa: PLR2004
    if not yearly:
        return ()
    best = yearly[0].series
    chosen = {(o.start, o.end): o for o in reversed(yearly) if o.series == best}
    shown = sorted(chosen.values(), key=lambda one: one.start)
    return tuple(
        Actual(o.label, o.start, o.end, o.value, o.series, o.source, o.known) for o in shown
    )
