import re
from pathlib import Path

import pytest

from kept.model.findings import VERDICTS
from kept.version import __version__

MANUAL = (Path(__file__).parents[2] / "docs" / "cli.md").read_text(encoding="utf-8")
COMMANDS = (
    "check", "extract", "record", "odds", "backtest", "samples", "schema", "version", "ledger",
    "passwords",
)  # fmt: skip
OF_PASSWORDS = ("strength", "audit", "generate", "policy")
PAGES = (*COMMANDS, *(f"passwords {name}" for name in OF_PASSWORDS))
LEDGER = (
    "list", "show", "log", "diff", "overdue", "goalposts", "body", "events", "review", "decide",
    "move", "pay", "member", "preside", "follow", "verify", "keygen", "checkpoint", "export",
    "import", "migrate", "rebuild",
)  # fmt: skip


def options_of(page: str) -> set[str]:
    return set(re.findall(r"^ +(?:-\w, )?(--[a-z-]+)", page, re.MULTILINE)) - {"--help"}


def section_of(command: str) -> str:
    start = MANUAL.index(f"## `kept {command}`")
    end = MANUAL.find("\n## ", start)
    return MANUAL[start : end if end > 0 else None]


def test_the_commands_are_these(kept):
    page = kept("--help").stdout
    listed = re.findall(r"^  (\w+) ", page.partition("Commands:")[2], re.MULTILINE)
    assert tuple(listed) == COMMANDS
    assert "..." not in page.partition("Commands:")[2], "a summary is cut short"


def test_the_commands_of_the_group_are_these(kept):
    page = kept("passwords", "--help").stdout
    listed = re.findall(r"^  (\w+) ", page.partition("Commands:")[2], re.MULTILINE)
    assert tuple(listed) == OF_PASSWORDS
    assert "..." not in page.partition("Commands:")[2], "a summary is cut short"


def test_the_manual_knows_every_option_before_a_command(kept):
    found = options_of(kept("--help").stdout)
    assert {"--version", "--debug", "--install-completion"} <= found
    for option in found:
        assert f"`{option}`" in MANUAL.partition("## Exit status")[0]


@pytest.mark.parametrize("command", PAGES)
def test_the_manual_knows_every_command_and_option(kept, command):
    result = kept(*command.split(), "--help")
    assert result.returncode == 0
    assert result.stdout == kept(*command.split(), "-h").stdout
    for option in options_of(result.stdout):
        assert f"`{option}" in section_of(command), f"docs/cli.md lacks {option} of {command}"


@pytest.mark.parametrize("command", PAGES)
def test_the_manual_promises_no_more_than_there_is(kept, command):
    page = kept(*command.split(), "--help").stdout
    for option in set(re.findall(r"`(--[a-z]+[a-z-]*)", section_of(command))):
        if command in {"check", "extract"} or command.startswith("passwords "):
            assert option in page


def test_the_ledger_s_commands_are_these(kept):
    page = kept("ledger", "--help", env={"COLUMNS": "80"}).stdout
    listed = re.findall(r"^  (\w+) ", page.partition("Commands:")[2], re.MULTILINE)
    assert tuple(listed) == LEDGER
    assert "..." not in page.partition("Commands:")[2], "a summary is cut short"
    assert set(re.findall(r"`([a-z]+)[ `]", section_of("ledger").partition("```")[0])) >= set(
        LEDGER
    )


@pytest.mark.parametrize("command", LEDGER)
def test_the_manual_knows_every_option_of_the_ledger(kept, command):
    page = kept("ledger", command, "--help", env={"COLUMNS": "80"}).stdout
    assert max(map(len, page.splitlines())) <= 80
    for option in options_of(page):
        assert f"`{option}" in section_of("ledger"), f"docs/cli.md lacks {option} of {command}"


def test_the_manual_promises_no_option_that_the_ledger_lacks(kept):
    there = {o for name in LEDGER for o in options_of(kept("ledger", name, "--help").stdout)}
    assert set(re.findall(r"`(--[a-z]+[a-z-]*)", section_of("ledger"))) <= there


def test_help_tells_all_exit_statuses(kept):
    page = kept("--help").stdout
    table = MANUAL.partition("## Exit status")[2].partition("## `kept")[0]
    for status in ("0", "1", "2", "3", "70", "130", "141"):
        assert re.search(rf"^    {status} ", page, re.MULTILINE)
        assert f"| {status} |" in table


@pytest.mark.parametrize("command", ["check", "extract"])
def test_help_has_examples_and_exit_statuses(kept, command):
    page = kept(command, "--help").stdout
    assert "Examples:" in page
    assert f"kept {command} --sample" in page
    assert "Exit status:" in page


def test_help_names_every_verdict(kept):
    page = " ".join(kept("check", "--help").stdout.split())
    for verdict in VERDICTS:
        assert verdict.replace(" ", "-") in page


def test_help_fits_eighty_columns(kept):
    for arguments in ((), *(command.split() for command in PAGES)):
        page = kept(*arguments, "--help", env={"COLUMNS": "80"}).stdout
        assert max(map(len, page.splitlines())) <= 80, arguments


@pytest.mark.parametrize("arguments", [("--version",), ("version",)])
def test_the_version_is_told(kept, arguments):
    assert kept(*arguments).stdout == f"kept {__version__}\n"


def test_samples_are_listed(kept):
    names = [line.split("\t")[0] for line in kept("samples").stdout.splitlines()]
    assert {"pakistan-it", "india-crore", "uk-government"} <= set(names)


def test_the_schema_is_printed(kept):
    path = Path(__file__).parents[2] / "docs" / "report.schema.json"
    assert kept("schema").stdout == path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("kept ch", "check"),
        ("kept check --sample pak", "pakistan-it"),
        ("kept check --fail-on con", "contradicts"),
    ],
)
def test_the_shell_completes(kept, words, expected):
    variables = {
        "_KEPT_COMPLETE": "complete_bash",
        "COMP_WORDS": words,
        "COMP_CWORD": str(len(words.split()) - 1),
    }
    assert expected in kept(env=variables).stdout.split()
