"""The ledger as its users run it: recorded in one command, read, proved, carried."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

FACTS = ("record", "--sample", "pakistan-it", "--facts", "shipped")
DEFAULT = "kept-ledger.sqlite"


@pytest.fixture
def run(kept, tmp_path):
    """Run `kept` in a folder of its own, with its own ledger."""

    def run_(*arguments, code=0, **more):
        result = kept(*arguments, cwd=tmp_path, env={"COLUMNS": "100", "KEPT_BY": "ana"}, **more)
        assert result.returncode == code, result.stderr
        return result

    return run_


@pytest.fixture(scope="module")
def template(command, tmp_path_factory) -> Path:
    """A ledger with the sample and the facts, recorded once."""
    folder = tmp_path_factory.mktemp("template")
    subprocess.run([command, *FACTS], cwd=folder, check=True, capture_output=True)
    return folder / DEFAULT


@pytest.fixture
def filed(run, template, tmp_path):
    shutil.copy(template, tmp_path / DEFAULT)
    return run


def first_id(run, *filters) -> str:
    return json.loads(run("ledger", "list", "--json", *filters).stdout)["rows"][0]["commitment"]


def test_an_announcement_and_a_table_of_facts_load_into_one_ledger_in_one_command(run):
    page = run(*FACTS).stdout
    assert "recorded in kept-ledger.sqlite" in page
    assert re.search(r"1 document, \d+ claims", " ".join(page.split()))
    assert "Nothing is new." in run(*FACTS).stdout


def test_the_goalposts_hold_the_announcement_beside_the_facts(filed):
    page = filed("ledger", "goalposts", "PAK", "ict-service-exports").stdout
    assert "FY2029 (11 Jun 2024) → no date" in " ".join(page.split())
    assert "$4.2 billion by FY2025  missed: $3.81 billion, 90.7%" in page


def test_the_pledge_whose_parts_were_named_may_be_the_one_that_was_announced(filed):
    id_ = first_id(filed, "--kind", "pledge", "--words", "DFDI", "--country", "PAK")
    words = " ".join(filed("ledger", "show", id_).stdout.split())
    assert "Gap $136 million, 19.4% of the total, is in none of the parts" in words
    asked = json.loads(filed("ledger", "review", "--json").stdout)
    pairs = [(earlier["text"], later["text"]) for _, earlier, later in asked]
    assert any("DFDI" in one and "700 million" in other for one, other in pairs)


def test_a_pledge_made_at_the_forum_that_the_facts_name_is_matched_with_it(run, tmp_path):
    (tmp_path / "said.txt").write_text(
        "Pledges for Pakistan\n\n"
        "Participants at the Digital Foreign Direct Investment (DFDI) Forum "
        "have pledged nearly $700 million to Pakistan, the minister said. Over 40 companies came "
        "to the forum.\n",
        encoding="utf-8",
    )
    run("record", "said.txt", "--published", "2025-05-01", "--facts", "shipped")
    id_ = first_id(run, "--kind", "pledge", "--words", "DFDI", "--country", "PAK")
    words = " ".join(run("ledger", "show", id_).stdout.split())
    assert "both name one gathering" in words
    assert "Also as under $700 million" in words
    page = run("ledger", "events").stdout
    assert "Company    over 40" in page
    assert "nearly $700 million" in page


def test_it_is_followed_from_stage_to_stage_and_the_log_tells_who_did_it(filed):
    id_ = first_id(filed, "--kind", "pledge", "--words", "Saudi")
    source = ("--on", "2025-08-08", "--source", "https://example.org/a")
    filed("ledger", "move", id_[11:20], "signed", *source)
    filed("ledger", "pay", id_, "signed", "5,000,000", "USD", *source)
    assert "$5 million" in filed("ledger", "show", id_).stdout
    log = filed("ledger", "log", id_).stdout
    assert "announced → signed, 8 Aug 2025" in log
    assert " ana\n" in log
    assert "signed" in filed("ledger", "list", "--stage", "signed").stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("move", "ID", "delivered", "--on", "2025-08-08", "--source", "https://a.b/c"), "order"),
        (("move", "ID", "signed", "--on", "2025-08-08"), "source"),
        (("move", "ID", "signed", "--on", "2001-08-08", "--source", "https://a.b/c"), "date"),
        (("pay", "ID", "signed", "0", "USD", "--on", "2025-08-08", "--source", "u"), "money"),
    ],
)
def test_what_breaks_a_rule_is_refused_by_its_name(filed, arguments, words):
    id_ = first_id(filed, "--kind", "pledge", "--words", "Saudi")
    result = filed("ledger", *(id_ if one == "ID" else one for one in arguments), code=3)
    assert f"rule {words}: " in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_question_is_asked_and_answered(filed):
    asked = json.loads(filed("ledger", "review", "--json").stdout)
    id_ = asked[0][0]["id"][:12]
    assert id_ in filed("ledger", "review").stdout
    filed("ledger", "decide", id_, "--different", "--why", "two plans")
    assert id_ not in filed("ledger", "review").stdout
    filed("ledger", "decide", id_, "--different", code=3)


def test_members_and_presidencies_stand_on_a_body_s_page(filed):
    link = ("--source", "https://example.org/charter")
    filed("ledger", "member", "DCO", "Jordan", *link)
    filed("ledger", "preside", "DCO", "Jordan", "--from", "2025-01-01", *link)
    page = filed("ledger", "body", "Digital Cooperation Organisation").stdout
    assert page.index("Jordan  announced") if "Jordan  announced" in page else "Jordan" in page
    assert "1 Jan 2026 until 1 Jan 2027 Pakistan" in page


def test_a_gathering_s_participants_are_told_by_kind(filed):
    page = filed("ledger", "events").stdout
    assert "Country    over 45: “45 countries”" in page
    assert re.search(r"Executive +over 50", page)


def test_answers_as_of_an_earlier_day_know_nothing_of_what_came_later(filed):
    page = filed("ledger", "list", "--as-of", "2020-01-01").stdout
    assert "None." in page
    assert "The ledger begins on " in page
    assert filed("ledger", "log", "--as-of", "2020-01-01").stdout.endswith("None.\n")
    filed("ledger", "show", first_id(filed), "--as-of", "2020-01-01", code=3)


def test_what_is_overdue_depends_on_the_day_alone(filed):
    late = [
        filed("ledger", "overdue", "--as-of", day, "--json", "--size", "500").stdout.count('"due"')
        for day in ("2090-01-01", "2090-01-01", "2095-01-01")
    ]
    assert late[0] == late[1] <= late[2]
    assert late[0] > 0


def test_it_verifies_with_a_checkpoint_kept_elsewhere(filed, tmp_path):
    key = filed("ledger", "keygen", "key.pem").stdout.strip()
    line = filed("ledger", "checkpoint", "key.pem").stdout
    (tmp_path / "kept.jsonl").write_text(line)
    page = filed("ledger", "verify", "--checkpoint", "kept.jsonl", "--key", key).stdout
    assert re.match(r"\d+ entries verify, 2 signed checkpoints", page)


def test_a_changed_ledger_does_not_verify(filed, tmp_path):
    path = tmp_path / "kept-ledger.sqlite"
    subprocess.run(
        [
            sys.executable, "-c",
            "import sqlite3, sys; db = sqlite3.connect(sys.argv[1]);"
            "db.execute('DROP TRIGGER entry_no_UPDATE');"
            "db.execute('UPDATE entry SET subject = subject || 1 WHERE sequence = 9'); db.commit()",
            path,
        ],
        check=True,
    )  # fmt: skip
    result = filed("ledger", "verify", code=3)
    assert "does not verify at entry 9: it was changed or moved" in result.stderr


@pytest.mark.parametrize("how", [("--output", "out.jsonl"), ("--package", "out")])
def test_what_is_exported_is_imported_again(filed, how):
    filed("ledger", "export", *how)
    filed("ledger", "import", how[1], "--ledger", "copy.sqlite")
    both = [filed("ledger", "export", "--ledger", place).stdout for place in
            ("kept-ledger.sqlite", "copy.sqlite")]  # fmt: skip
    assert both[0] == both[1]
    assert (
        "0 entries are new" in filed("ledger", "import", how[1], "--ledger", "copy.sqlite").stdout
    )


def test_what_stood_on_a_day_is_exported_and_verifies(filed):
    assert filed("ledger", "export", "--as-of", "2020-01-01").stdout == ""
    assert filed("ledger", "verify", "--as-of", "2020-01-01").stdout.startswith("0 entries verify")
    whole = filed("ledger", "export").stdout
    assert filed("ledger", "export", "--as-of", "2200-01-01").stdout == whole
    assert filed("ledger", "verify", "--as-of", "2200-01-01").stdout == (
        filed("ledger", "verify").stdout
    )


def test_a_dry_run_tells_and_writes_nothing(run, tmp_path):
    page = run("record", "--facts", "shipped", "--dry-run").stdout
    assert "would record in kept-ledger.sqlite" in page
    assert "commitments" in page
    assert list(tmp_path.glob("*.sqlite")) == []


def test_a_dry_run_knows_what_is_there_already(filed):
    before = filed("ledger", "verify").stdout
    assert "Nothing is new." in filed("record", "--facts", "shipped", "--dry-run").stdout
    assert filed("ledger", "verify").stdout == before


def test_a_table_with_a_bad_row_is_refused_whole(run, tmp_path):
    (tmp_path / "t.csv").write_text("What,Sum\nroads,5\nports,much\n", encoding="utf-8")
    (tmp_path / "m.toml").write_text(
        'defaults = {kind = "pledge", unit = "KES"}\n[columns]\ntext = "What"\nvalue = "Sum"\n',
        encoding="utf-8",
    )
    result = run("record", "--facts", "t.csv", "--mapping", "m.toml", code=3)
    assert "row 3: Sum: “much” is no number" in result.stderr
    assert list(tmp_path.glob("*.sqlite")) == []


def test_check_records_only_when_asked_and_prints_the_same(run, tmp_path):
    plain = run("check", "--sample", "uk-government").stdout
    assert list(tmp_path.glob("*.sqlite*")) == []
    assert run("check", "--sample", "uk-government", "--record").stdout == plain
    page = run("ledger", "list").stdout
    assert "commitments as of" in page
    assert "Nothing is new." in run("record", "--sample", "uk-government").stdout


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("ledger", "list"), 3, "there is no ledger"),
        (("ledger", "show", "x"), 3, "there is no ledger"),
        (("record",), 2, "no announcement is given"),
        (("record", "--sample", "india-crore", "--mapping", "x"), 2, "--mapping needs a table"),
        (("record", "--facts", "none.csv"), 3, "there is no such table"),
        (("ledger", "import", "none.jsonl"), 3, "there is no such export"),
        (("ledger", "migrate"), 3, "there is no ledger to migrate"),
        (("ledger", "verify", "--ledger", "mongodb://x/y"), 2, "no place for a ledger"),
        (("ledger", "decide", "x"), 2, "the answer is not clear"),
    ],
)  # fmt: skip
def test_mistakes_are_told_in_one_line(run, arguments, code, words):
    result = run(*arguments, code=code)
    assert words in result.stderr
    assert result.stderr.count("\n") == 1


def test_wrong_filters_are_told(filed):
    for arguments in (
        ("--kind", "wish"),
        ("--stage", "lost"),
        ("--sort", "size"),
        ("--after", "x"),
    ):
        assert "kept: " in filed("ledger", "list", *arguments, code=2).stderr


@pytest.mark.parametrize("command", [("--help",), ("check", "--sample", "uk-government")])
def test_who_records_nothing_loads_no_database(command):
    code = (
        "import sys; from kept.cli.main import app\n"
        f"try: app({list(command)!r})\nexcept SystemExit: pass\n"
        "heavy = {'sqlalchemy', 'alembic', 'cryptography', 'psycopg', 'python_calamine'}\n"
        "sys.exit(bool(heavy & set(sys.modules)) or 'kept.record' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
