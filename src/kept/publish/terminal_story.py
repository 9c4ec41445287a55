"""One commitment for a terminal: the promise, its money and parts, its stages, its thread."""

from decimal import Decimal

from rich.text import Text

from kept.model.ledger import MONEY_STAGES, Announced
from kept.model.standings import Followed, PartsSum, Stamped, Story, Sum
from kept.publish.ledger_words import (
    announced_amount,
    due_in_words,
    kind_in_words,
    quoted,
    said_on,
    short_day,
    short_said,
    weighed_in_words,
    writer_in_words,
)
from kept.publish.safe import one_line, web_address
from kept.publish.terminal_ledger import STAGES, row_lines, short_id
from kept.publish.terminal_lines import Page, address, detail, masthead, new_page
from kept.publish.words import BOUNDS, STRENGTHS, day, with_unit

_STAGE = 13
_AMOUNT = 26


def story_to_terminal(story: Story, *, width: int = 100, colour: bool = False) -> str:
    """Return all that the ledger knows of a commitment."""
    page = new_page(width, colour=colour)
    masthead(page, f"commitment as of {day(story.as_of)}")
    first = story.followed[0]
    page.paragraph(Text(f"“{one_line(first.said.text)}”", "bold"))
    page.line(_state(story))
    _promise(page, story)
    _money(page, story.money)
    if story.parts is not None:
        _parts(page, story.parts, story.followed)
    _stages(page, story)
    _thread(page, story)
    return page.text()


def _state(story: Story) -> Text:
    first, row = story.followed[0], story.standing
    line = Text(f"{kind_in_words(first.said.kind)} · ") + Text(
        first.stage, f"bold {STAGES.get(first.stage, '')}".strip()
    )
    if first.overdue_on(story.as_of) and first.said.due is not None:
        line += Text(f" · overdue since {day(first.said.due.end)}", f"bold {STAGES['overdue']}")
    if row.verdict:
        line += Text(f" · findings: {row.verdict}")
    return line + Text(f" · {short_id(first.id)}", "dim")


def _promise(page: Page, story: Story) -> None:
    page.heading("The promise")
    said = story.followed[0].said
    promisers = [role.name for role in said.roles if role.role == "promiser"]
    rows = [
        ("By", f"{'; '.join(promisers) or 'not named'}{_firmness(said)}"),
        ("Lead", "; ".join(role.name for role in said.roles if role.role == "lead")),
        ("With", "; ".join(role.name for role in said.roles if role.role == "supporting")),
        ("Amount", announced_amount(said)),
        ("Due", due_in_words(said)),
        ("If", "; ".join(said.conditions)),
        ("Made at", "; ".join(said.events)),
        ("Measure", said.indicator),
        ("Area", said.area),
        ("Note", said.note),
    ]
    for label, words in rows:
        if words:
            page.add(detail(label, Text(one_line(words)), page))
    for number, one in enumerate(story.followed):
        _saying(page, one, "Said" if number == 0 else "Again", story.document if not number else "")


def _firmness(said: Announced) -> str:
    """Return how firmly it was said; of a row of a table, which has no words, nothing."""
    return f"; {STRENGTHS[said.strength]}" if said.quote else ""


def _saying(page: Page, one: Followed, label: str, title: str) -> None:
    words = Text(said_on(one.said))
    if one.said.quote or label == "Again":
        words += Text(f": {quoted(one_line(one.said.quote or one.said.text))}")
    page.add(detail(label, words, page))
    if title:
        page.add(detail("", Text(one_line(f"“{title}”, {one.said.document}"), "dim"), page))
    _source(page, one.said.source or one.said.document)
    for match, stamped in one.matches:
        if label == "Again" and match.relation == "repeats":
            reasons = "; ".join(match.reasons)
            told = f"matched with a score of {match.score}: {reasons} ({_by(stamped)})"
            page.add(detail("", Text(one_line(told), "dim"), page))


def _money(page: Page, money: tuple[Sum, ...]) -> None:
    if not money:
        return
    page.heading("Money by stage")
    for stage in MONEY_STAGES:
        at_stage = [one for one in money if one.stage == stage]
        for one in at_stage:
            _sum(page, one)
        if not at_stage and stage != "announced":
            page.line(Text(f"    {stage.ljust(_STAGE)}", "bold") + Text("nothing recorded", "dim"))


def _sum(page: Page, one: Sum) -> None:
    amount = f"{BOUNDS[one.bound]} {with_unit(one.amount, one.unit)}".strip()
    usd = with_unit(one.usd, "USD") if one.usd is not None and one.unit != "USD" else ""
    line = Text(f"    {one.stage.ljust(_STAGE)}", "bold") + Text(amount.ljust(_AMOUNT))
    page.line(line + Text(usd))
    if one.breaks_order:
        warning = "more than at the stage before: one of the two cannot be right"
        page.add(page.wrapped(Text(warning, "yellow"), 4 + _STAGE))
    for step in one.working:
        page.add(page.wrapped(Text(step, "dim"), 4 + _STAGE))


def _parts(page: Page, parts: PartsSum, followed: tuple[Followed, ...]) -> None:
    page.heading("The parts that were named")
    shown = [with_unit(part.amount, parts.unit) for part in parts.parts]
    total, added = with_unit(parts.total, parts.unit), with_unit(parts.sum, parts.unit)
    page.add(detail("Parts", Text(f"{' + '.join(shown)} = {added}"), page))
    page.add(detail("Announced", Text(total), page))
    for one in followed:
        if announced_amount(one.said) not in {"", total}:
            told = f"{announced_amount(one.said)}, {short_said(one.said)}"
            page.add(detail("Also as", Text(told), page))
    if parts.adds_up:
        page.add(detail("", Text("They make up what was announced.", "green"), page))
    else:
        share = abs(parts.gap) / parts.total * 100 if parts.total else Decimal(0)
        gap = with_unit(abs(parts.gap), parts.unit)
        words = "is in none of the parts" if parts.gap > 0 else "is more than was announced"
        told = f"{gap}, {share.quantize(Decimal('0.1'))}% of the total, {words}"
        page.add(detail("Gap", Text(told, "bold yellow"), page))
    sources = dict.fromkeys(part.source for part in parts.parts if part.source)
    for source in sources:
        _source(page, source)


def _source(page: Page, source: str) -> None:
    """Add a source: an address whole, on a line of its own, so that it can be copied."""
    url = web_address(source)
    page.add([address(url)] if url else detail("", Text(one_line(source), "dim"), page))


def _stages(page: Page, story: Story) -> None:
    page.heading("Stages, each with its evidence")
    first = story.followed[0]
    _stage(page, short_said(first.said), _start(story), first.filed)
    for move, stamped in first.moves:
        _stage(page, short_day(move.on), move.stage, stamped)
        proof = move.proof
        figure = f"{proof.period}: {with_unit(proof.value, proof.unit)}" if proof.value else ""
        said = f"“{proof.quote}”" if proof.quote else ""
        told = ", ".join(filter(None, (proof.kind, figure, said, proof.series)))
        page.add(detail("", Text(one_line(told)), page))
        _source(page, proof.source)
        for step in move.working:
            page.add(detail("", Text(one_line(step), "dim"), page))
    for verdict, stamped in (one for each in story.followed for one in each.verdicts):
        told = f"{verdict.verdict} by {', '.join(verdict.findings)} ({_by(stamped)})"
        page.add(detail("Findings", Text(told), page))
    if first.path is not None and first.open:
        side = "on" if first.path.on_path else "off"
        page.add(detail("Path", Text(f"{side} the required path"), page))
        for step in first.path.working:
            page.add(detail("", Text(one_line(step), "dim"), page))
    if first.odds is not None and (told := weighed_in_words(first.odds)):
        page.add(detail("Odds", Text(told), page))
        for one in filter(None, (first.odds.then, first.odds.now)):
            if one.probability is not None and one.value is not None:
                known = f"as of {day(one.on)}, from {one.series} up to {one.period}"
                page.add(detail("", Text(one_line(known), "dim"), page))


def _start(story: Story) -> str:
    moves = story.followed[0].moves
    return moves[0][0].before if moves else story.followed[0].stage


def _stage(page: Page, when: str, stage: str, stamped: Stamped) -> None:
    style = f"bold {STAGES.get(stage, '')}".strip()
    line = Text(f"    {when.ljust(_STAGE)}") + Text(stage.ljust(16), style)
    page.line(line + Text(_by(stamped), "dim"))


def _by(stamped: Stamped) -> str:
    return f"entry {stamped.sequence}, {stamped.at:%Y-%m-%d}, {writer_in_words(stamped.writer)}"


def _thread(page: Page, story: Story) -> None:
    ids = {one.id for one in story.followed}
    others = [row for row in story.thread if row.commitment not in ids]
    if others:
        page.heading("Matched with")
        for number, row in enumerate(others):
            if number:
                page.blank()
            page.add(row_lines(row, page, story.as_of))
    questions = {match: None for one in story.followed for match, _ in one.reviews}
    if questions:
        page.heading("May be matched with; a person is asked")
        for match in questions:
            other = match.earlier if match.later in ids else match.later
            reasons = "; ".join(match.reasons)
            words = f"{match.relation}? {short_id(other)}, score {match.score}: {reasons}"
            page.add(page.wrapped(Text(one_line(words)), 4))
