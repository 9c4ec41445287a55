"""The ledger's pages for a terminal, on the sourced figures that ship: as they were, and whole."""

import os
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from kept.model.ledger import Held, Proof
from kept.pipeline import odds_of
from kept.publish.terminal_bodies import body_to_terminal, events_to_terminal
from kept.publish.terminal_goalposts import goalposts_to_terminal
from kept.publish.terminal_ledger import (
    diff_to_terminal,
    list_to_terminal,
    log_to_terminal,
    overdue_to_terminal,
    review_to_terminal,
)
from kept.publish.terminal_recorded import recorded_to_terminal
from kept.publish.terminal_story import story_to_terminal
from kept.record.changes import hold, move
from kept.record.following import follow
from kept.record.goalposts import goalposts
from kept.record.importing import intake_of_table, read_table
from kept.record.listing import Filter, page
from kept.record.reading import (
    body_name,
    body_page,
    difference,
    events,
    latest_entries,
    questions,
    story,
)
from kept.record.recording import record
from kept.record.store import Ledger, open_ledger
from kept.statistics.shelf import open_shelf
from kept.statistics.tables import DATA

from .making import ticking

GOLDEN = Path(__file__).parent / "golden"
TODAY = date(2026, 11, 1)
START = datetime(2026, 10, 1, tzinfo=UTC)
SOURCE = "https://example.org/evidence"
Draw = Callable[[int, bool], str]


@pytest.fixture(scope="module")
def ledger(tmp_path_factory) -> Ledger:
    ledger = open_ledger(str(tmp_path_factory.mktemp("pages") / "ledger.sqlite"), create=True)
    clock = ticking(START)
    table, _ = read_table(DATA / "facts.csv")
    record(ledger, [intake_of_table(table)], clock)
    forecasts = SimpleNamespace(odds=odds_of)
    follow(ledger, open_shelf(), clock, as_of=TODAY, forecasts=forecasts)
    held = Held(body="DCO", holder="Pakistan", start=date(2026, 1, 1), source=SOURCE)
    hold(ledger, "presidency", held, "person:ana", clock)
    pledge = page(ledger, Filter(words="Saudi", kind="pledge"), day=TODAY).rows[0].commitment
    proof = Proof(kind="quote", source=SOURCE, on=date(2019, 2, 18), quote="seven were signed")
    move(ledger, pledge, "signed", proof, "person:ana", clock)
    yield ledger
    ledger.engine.dispose()


def pledge_of(ledger: Ledger, words: str) -> str:
    return page(ledger, Filter(words=words, kind="pledge"), day=TODAY).rows[0].commitment


@pytest.fixture(scope="module")
def pages(ledger) -> dict[str, Draw]:
    """Each page by name, drawn at a width, with colour or without."""
    shelf = open_shelf()
    posts = goalposts(ledger, "PAK", "ict-service-exports", shelf, day=TODAY)
    parts = story(ledger, pledge_of(ledger, "DFDI"), shelf, day=TODAY)
    signed = story(ledger, pledge_of(ledger, "Saudi"), shelf, day=TODAY)
    listed = page(ledger, Filter(area="PAK"), day=TODAY, size=6)
    late = page(ledger, Filter(stage="overdue", area="PAK"), day=TODAY, order="due")
    log = latest_entries(ledger, "", before=0, size=12)
    changed = difference(ledger, date(2026, 10, 1), date(2026, 10, 5))
    asked = questions(ledger)[:3]
    body = body_page(ledger, "DCO", day=TODAY)
    made = tuple(ledger.entries())
    return {
        "goalposts": lambda w, c: goalposts_to_terminal(posts, width=w, colour=c),
        "parts": lambda w, c: story_to_terminal(parts, width=w, colour=c),
        "signed": lambda w, c: story_to_terminal(signed, width=w, colour=c),
        "list": lambda w, c: list_to_terminal(listed, as_of=TODAY, width=w, colour=c),
        "overdue": lambda w, c: overdue_to_terminal(late, as_of=TODAY, width=w, colour=c),
        "log": lambda w, c: log_to_terminal(log, total=ledger.count(), width=w, colour=c),
        "diff": lambda w, c: diff_to_terminal(
            changed, date(2026, 10, 1), date(2026, 10, 5), width=w, colour=c
        ),
        "review": lambda w, c: review_to_terminal(asked, as_of=TODAY, width=w, colour=c),
        "body": lambda w, c: body_to_terminal(body, body_name, as_of=TODAY, width=w, colour=c),
        "events": lambda w, c: events_to_terminal(
            tuple(events(ledger)), as_of=TODAY, width=w, colour=c
        ),
        "recorded": lambda w, c: recorded_to_terminal(
            made, known=3, place="ledger.sqlite", aside=("row 3: no number",), width=w, colour=c
        ),
    }


NAMES = ("goalposts", "parts", "signed", "list", "overdue", "log", "diff", "review", "body",
         "events", "recorded")  # fmt: skip


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("name", ["goalposts", "parts", "signed", "overdue", "log"])
def test_the_page_is_as_it_was(pages, name, width):
    """KEPT_GOLDEN=write writes the files anew; then look at what changed before you commit."""
    found = pages[name](width, False)
    path = GOLDEN / f"{name}-{width}.txt"
    if os.environ.get("KEPT_GOLDEN") == "write":
        path.write_text(found, encoding="utf-8")
    assert found == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("width", [80, 101, 120])
def test_no_line_is_wider_than_the_page(pages, name, width):
    lines = pages[name](width, False).splitlines()
    assert [line for line in lines if len(line) > width and "https://" not in line] == []


@pytest.mark.parametrize("name", NAMES)
def test_colour_changes_nothing_but_colour(pages, name):
    coloured = pages[name](100, True)
    bare = re.sub(r"\x1b\[[0-9;]*m", "", coloured)
    assert "\x1b[" in coloured
    assert "".join(f"{line.rstrip()}\n" for line in bare.splitlines()) == pages[name](100, False)


def test_the_goalposts_tell_every_target_and_what_came_of_it(pages):
    words = " ".join(pages["goalposts"](120, False).split())
    for told in (
        "$15 billion FY2025 (13 Jul 2022) → December 2025 (13 Dec 2022) → FY2029 (11 Jun 2024)",
        "$15 billion (13 Jul 2022) → $3.5 billion (Aug 2024) → $4.2 billion (18 Dec 2024)",
        "$3.8 billion (8 Aug 2025, afterwards) came in at $3.81 billion",
        "$5 billion by FY2023 missed: $2.596 billion, 51.9%",
        "lowered from $15 billion by FY2025, said 13 Jul 2022",
        "odds then about 21 in 100, now about 3 in 100",
        "odds then under 1 in 100, now under 1 in 100",
        "$3.5 billion by FY2025 reached: $3.81 billion, 108.9%",
        "$25 billion by FY2029 off the path",
        "FY2025 ██████████████████████████████ $3.81 billion known 20 August 2025",
    ):
        assert told in words, told


def test_the_pledge_tells_that_its_parts_are_not_the_whole(pages):
    words = " ".join(pages["parts"](120, False).split())
    assert "$14 million + $20 million + $30 million + $500 million = $564 million" in words
    assert "Gap $136 million, 19.4% of the total, is in none of the parts" in words


def test_the_evidence_of_a_stage_is_told(pages):
    words = " ".join(pages["signed"](120, False).split())
    assert "18 Feb 2019 signed" in words
    assert f"quote, “seven were signed” {SOURCE}" in words
    assert "ana" in words


def test_an_empty_ledger_says_so(file_ledger):
    nothing = page(file_ledger, Filter(), day=TODAY)
    assert "None." in list_to_terminal(nothing, as_of=TODAY)
    assert "Nothing is overdue." in overdue_to_terminal(nothing, as_of=TODAY)
    assert "No question is open." in review_to_terminal((), as_of=TODAY)
    assert "None is recorded." in events_to_terminal((), as_of=TODAY)
    posts = goalposts(file_ledger, "PAK", "ict-service-exports", None, day=TODAY)
    assert "No target is recorded." in goalposts_to_terminal(posts)
