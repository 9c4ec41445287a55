"""Moved goalposts for a terminal: levels that moved in time, dates that moved in level, actuals."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from rich.text import Text

from kept.model.standings import Actual, Goalpost, Goalposts
from kept.publish.ledger_words import (
    announced_amount,
    due_in_words,
    rounded,
    short_said,
    weighed_in_words,
)
from kept.publish.safe import one_line
from kept.publish.terminal_ledger import STAGES, short_id
from kept.publish.terminal_lines import Page, masthead, new_page
from kept.publish.words import counted, day, with_unit

_MARGIN = 14
_BAR = 30
_FEWEST = 2
_MOVED = {
    "raises": "raised from",
    "lowers": "lowered from",
    "postpones": "postponed from",
    "brings forward": "brought forward from",
}


def goalposts_to_terminal(story: Goalposts, *, width: int = 100, colour: bool = False) -> str:
    """Return the time line as text: what was promised when, what it moved, what came of it."""
    page = new_page(width, colour=colour)
    masthead(page, f"goalposts as of {day(story.as_of)}")
    page.paragraph(Text(f"{story.name}, {story.area_name}", "bold"))
    page.paragraph(Text(_summary(story.targets)))
    _moved_in_time(page, story.targets)
    _moved_in_level(page, story)
    page.heading("Every target, in the order they were announced")
    shown = frozenset(one.series for one in story.actuals)
    for number, one in enumerate(story.targets):
        if number:
            page.blank()
        _target(page, one, shown)
    _actuals(page, story)
    return page.text()


def _summary(targets: Sequence[Goalpost]) -> str:
    if not targets:
        return "No target is recorded."
    again = sum(one.repeated_by for one in targets)
    moves = [relation for one in targets for relation, _ in one.moves]
    settled = [one.stage for one in targets]
    open_now = sum(one.stage in {"set", "revised"} for one in targets)
    past = sum(one.overdue for one in targets)
    first, last = short_said(targets[0].said), short_said(targets[-1].said)
    return (
        f"{counted(len(targets), 'target')} announced from {first} to {last}, and "
        f"{counted(again, 'repetition')}. {moves.count('raises')} raised an earlier one, "
        f"{moves.count('lowers')} lowered, {moves.count('postpones')} postponed, "
        f"{moves.count('brings forward')} brought forward. "
        f"{settled.count('reached')} reached, {settled.count('missed')} missed, {open_now} not "
        f"settled; of these {past} are past their date without a figure that fits."
    )


def _moved_in_time(page: Page, targets: Sequence[Goalpost]) -> None:
    groups: dict[tuple[Decimal, str], list[Goalpost]] = {}
    for one in targets:
        if one.said.amount is not None:
            groups.setdefault((one.said.amount, one.said.unit), []).append(one)
    moved = {
        key: ones
        for key, ones in groups.items()
        if len({due_in_words(one.said) for one in ones}) >= _FEWEST
    }
    if not moved:
        return
    page.heading("The same level, at other dates")
    for (level, unit), ones in sorted(moved.items()):
        steps = (f"{due_in_words(one.said)} ({short_said(one.said)})" for one in ones)
        _steps(page, with_unit(level, unit), _without_runs(steps))


def _moved_in_level(page: Page, story: Goalposts) -> None:
    groups: dict[date, list[Goalpost]] = {}
    for one in story.targets:
        if one.said.due is not None:
            groups.setdefault(one.said.due.end, []).append(one)
    moved = {
        end: ones
        for end, ones in groups.items()
        if len({one.said.amount for one in ones}) >= _FEWEST
    }
    if not moved:
        return
    page.heading("The same date, at other levels")
    for _, ones in sorted(moved.items()):
        steps = [
            f"{announced_amount(one.said)} ({short_said(one.said)}"
            f"{', afterwards' if one.afterwards else ''})"
            for one in ones
        ]
        outcome = next((one.outcome for one in reversed(ones) if one.outcome), None)
        labels = dict.fromkeys(due_in_words(one.said) for one in ones)
        _steps(page, " / ".join(labels), steps)
        if outcome is not None:
            came = f"came in at {with_unit(outcome.value, story.unit)}"
            page.add(page.wrapped(Text(came, "bold"), _MARGIN))


def _steps(page: Page, label: str, steps: Iterable[str]) -> None:
    lines = page.wrapped(Text(" → ".join(steps)), _MARGIN)
    if len(label) >= _MARGIN:
        page.line(Text(label, "bold"))
    else:
        lines[0] = Text(label.ljust(_MARGIN), "bold") + lines[0][_MARGIN:]
    page.add(lines)


def _without_runs(steps: Iterable[str]) -> list[str]:
    found: list[str] = []
    for step in steps:
        if not found or found[-1] != step:
            found.append(step)
    return found


def _target(page: Page, one: Goalpost, shown: frozenset[str]) -> None:
    said = one.said
    when = f", {due_in_words(said)}" if said.due is None else f" by {due_in_words(said)}"
    told = short_said(said)
    if len(told) >= _MARGIN:
        page.line(Text(told))
        told = ""
    what = Text(f"{announced_amount(said)}{when}", "bold") + Text("  ") + _became(one, shown)
    lines = page.wrapped(what, _MARGIN)
    page.add([Text(told.ljust(_MARGIN)) + lines[0][_MARGIN:], *lines[1:]])
    who = next((role.name for role in said.roles if role.role == "promiser"), "")
    page.add(page.wrapped(Text(f"{one_line(who)}: “{one_line(said.text)}”"), _MARGIN))
    for relation, earlier in one.moves:
        words = f"{_MOVED[relation]} {announced_amount(earlier)} by {due_in_words(earlier)}"
        page.add(page.wrapped(Text(f"{words}, said {short_said(earlier)}", "yellow"), _MARGIN))
    _notes(page, one)


def _notes(page: Page, one: Goalpost) -> None:
    notes = []
    if one.afterwards:
        notes.append("said once its own date had passed")
    if one.odds is not None and (told := weighed_in_words(one.odds)):
        notes.append(told)
    if one.repeated_by:
        times = counted(one.repeated_by, "time") if one.repeated_by > 1 else "once"
        notes.append(f"said again {times}")
    if one.asked:
        notes.append("may repeat an earlier one: kept ledger review")
    link = Decimal(one.said.link)
    if link < 1:
        notes.append(f"linked to this measure with a score of {link}")
    notes.append(short_id(one.id))
    page.add(page.wrapped(Text("; ".join(notes), "dim"), _MARGIN))
    if one.said.source.startswith("http"):
        page.line(Text(" " * _MARGIN) + Text(one_line(one.said.source), "dim underline"))


def _became(one: Goalpost, shown: frozenset[str]) -> Text:
    if one.outcome is not None and one.said.amount:
        share = (one.outcome.value / one.said.amount * 100).quantize(Decimal("0.1"))
        value = with_unit(one.outcome.value, one.said.unit)
        if one.outcome.series not in shown:
            value += f" in {one.outcome.label} by {one.outcome.series}"
        style = f"bold {STAGES.get(one.stage, '')}".strip()
        return Text(f"{one.stage}: {value}, {share}%", style)
    if one.overdue:
        return Text("past its date, no figure for it", f"bold {STAGES['overdue']}")
    if one.on_path is not None:
        actual = one.on_path.actual
        value = with_unit(actual.value or Decimal(0), actual.unit)
        required = with_unit(rounded(one.on_path.required), actual.unit)
        side = "on" if one.on_path.on_path else "off"
        words = f"{side} the path: {value} in {actual.period}, {required} required"
        return Text(words, "green" if one.on_path.on_path else "red")
    return Text("open", "dim")


def _actuals(page: Page, story: Goalposts) -> None:
    if not story.actuals:
        return
    page.heading("What was measured")
    most = max(one.value for one in story.actuals)
    for one in story.actuals:
        page.line(_bar(one, most, story.unit))
    page.blank()
    series = dict.fromkeys(one.series for one in story.actuals)
    told = f"Series {', '.join(series)}. Targets for other periods are not judged by it."
    page.paragraph(Text(told, "dim"))


def _bar(one: Actual, most: Decimal, unit: str) -> Text:
    length = int(one.value / most * _BAR) if most > 0 and one.value > 0 else 0
    value = with_unit(one.value, unit)
    return (
        Text(one.label.ljust(_MARGIN), "bold")
        + Text("█" * length, "cyan")
        + Text(f" {value}")
        + Text(f"  known {day(one.known)}", "dim")
    )
