import re

import pytest
from msgspec.structs import replace
from rich.cells import cell_len

from kept.publish.terminal import reading_to_terminal, to_terminal

ANSI = re.compile(r"\x1b\[[0-9;]*m")


@pytest.mark.parametrize("width", [80, 100, 120])
def test_the_page_is_as_it_was(report, golden, width):
    golden(f"report-{width}.txt", to_terminal(report, width=width).encode())


def test_a_reading_is_as_it_was(report, reading, golden):
    page = reading_to_terminal(report.document, reading, width=80)
    golden("reading-80.txt", page.encode())


@pytest.mark.parametrize(("asked", "given"), [(1, 80), (97, 97), (4000, 120)])
def test_the_width_is_kept_within_bounds(report, asked, given):
    lines = to_terminal(report, width=asked).splitlines()
    longest = max(len(line) for line in lines if "https://" not in line)
    assert longest == given


def test_addresses_stay_whole(report):
    url = "https://customs.example.org/timber?series=saw&from=2019&" + "a" * 200
    finding = report.findings[1]
    evidence = replace(finding.evidence[0], url=url)
    changed = replace(report, findings=(replace(finding, evidence=(evidence,)),))
    assert any(line.strip() == url for line in to_terminal(changed, width=80).splitlines())


def test_without_colour_there_is_no_escape(report):
    assert "\x1b" not in to_terminal(report)


def test_colour_changes_nothing_but_colour(report):
    coloured = to_terminal(report, colour=True)
    assert "\x1b[" in coloured
    bare = "".join(f"{line.rstrip()}\n" for line in ANSI.sub("", coloured).splitlines())
    assert bare == to_terminal(report)


def test_everything_needed_to_redo_a_finding_is_there(report):
    page = " ".join(to_terminal(report, width=120).split())
    for finding in report.findings:
        parts = [finding.title, finding.reason, finding.expected, finding.found, finding.tolerance]
        parts += [*finding.working, finding.settle_by]
        for evidence in finding.evidence:
            parts += [evidence.title, evidence.publisher, evidence.url, evidence.value]
        for part in filter(None, parts):
            assert part in page


def test_findings_keep_their_order(report):
    page = to_terminal(report, width=120)
    places = [page.index(finding.title) for finding in report.findings]
    assert places == sorted(places)


def test_an_empty_report_says_so(empty_report):
    page = to_terminal(empty_report)
    assert "no claims in numbers and no commitments" in page
    assert "None. That is not a sign that the announcement is true." in page
    assert "publisher not given · date not given · language not recognised" in page


@pytest.mark.parametrize("hostile", ["\x1b]0;owned\x07", "\x9b31m", "\u202ereversed", "\x00"])
def test_controls_in_the_text_never_reach_the_terminal(report, hostile):
    document = replace(report.document, title=f"Title {hostile}", publisher=hostile)
    first = report.claims[0]
    claim = replace(first, measure=replace(first.measure, exact=f"exports {hostile}"))
    finding = replace(report.findings[0], title=hostile, reason=hostile, working=(hostile,))
    changed = replace(report, document=document, claims=(claim,), findings=(finding,))
    assert hostile not in to_terminal(changed)


def test_markup_in_the_text_is_only_text(report):
    document = replace(report.document, title="[bold red]Not[/] a style [/]")
    page = to_terminal(replace(report, document=document), colour=True)
    assert "[bold red]Not[/] a style [/]" in page


def test_wide_letters_keep_the_page_in_its_width(report):
    document = replace(report.document, title="輸出目標" * 60)
    lines = to_terminal(replace(report, document=document), width=80).splitlines()
    assert max(cell_len(line) for line in lines if "https://" not in line) <= 80
