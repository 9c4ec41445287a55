"""The commands `kept passwords …` as their users run them, and that they keep secrets."""

import contextlib
import json
import os
import pty
import re
import subprocess
import time

import pytest

SECRET = "Zw-plinth9-Quagga"  # noqa: S105 -- what must never be seen


def of_input(text: str | bytes):
    return {"input": text} if isinstance(text, str) else {"input": text.decode("latin-1")}


@pytest.fixture
def listed(tmp_path):
    path = tmp_path / "list.txt"
    made = [f"Ember{n % 89}!Falcon{n % 7}x" for n in range(300)]
    path.write_text("\n".join([*made, SECRET]) + "\n", encoding="utf-8")
    return path


def test_strength_of_a_piped_password(kept):
    result = kept("passwords", "strength", input="letmein1\n")
    assert result.returncode == 0
    assert "guesses by the best attack" in result.stdout
    assert "RTX 4090" in result.stdout
    assert "What to do" in result.stdout


def test_strength_as_json(kept):
    data = json.loads(kept("passwords", "strength", "--json", input="letmein1\n").stdout)
    assert data["length"] == 8
    assert data["attack"]
    assert len(data["crack_times"]) == 19


def test_a_password_is_never_an_argument(kept):
    result = kept("passwords", "strength", SECRET)
    assert result.returncode == 2
    assert result.stdout == ""


def test_a_terminal_is_asked_and_shows_nothing(command):
    leader, follower = pty.openpty()
    process = subprocess.Popen(
        [command, "passwords", "strength"],
        stdin=follower,
        stdout=subprocess.PIPE,
        stderr=follower,
        start_new_session=True,
    )
    os.close(follower)
    shown = b""
    while b"Password" not in shown:
        shown += os.read(leader, 1024)
    time.sleep(0.2)
    os.write(leader, SECRET.encode() + b"\n")
    output, _ = process.communicate(timeout=30)
    os.set_blocking(leader, False)
    with contextlib.suppress(OSError):  # Linux says so when the last writer has gone.
        shown += os.read(leader, 4096)
    os.close(leader)
    assert process.returncode == 0
    assert b"guesses by the best attack" in output
    assert SECRET.encode() not in shown + output


def test_an_audit_in_every_form(kept, listed, tmp_path):
    page = tmp_path / "audit.html"
    told = kept("passwords", "audit", listed, "--html", page, "--model", "M-1", "--prompt", "Ten")
    assert told.returncode == 0
    assert "301 passwords" in told.stdout
    assert "Model: M-1" in told.stdout
    assert "<svg" in page.read_text(encoding="utf-8")
    data = json.loads(kept("passwords", "audit", listed, "--json").stdout)
    assert data["count"] == 301
    assert "<!DOCTYPE html>" in kept("passwords", "audit", listed, "--html", "-").stdout


def test_an_audit_of_standard_input(kept, listed):
    result = kept("passwords", "audit", "-", input=listed.read_text(encoding="utf-8"))
    assert result.returncode == 0
    assert "301 passwords" in result.stdout


BAD_LISTS = {
    "empty": (b"", 3, "holds no password"),
    "one password": (b"hunter2\n", 3, "1 of at least 100"),
    "binary": (bytes(range(1, 256)) * 40, 3, "encoding"),
    "NUL bytes": (b"a\0b\n" * 200, 3, "NUL"),
    "a line of 10 MB": (b"x" * 10_000_000, 3, "too long"),
    "wrong encoding": ("naïveté\n".encode("latin-1") * 200, 3, "encoding"),
    "a table": (b"user,password\n" + b"a,b1!\n" * 200, 2, "--column"),
}


@pytest.mark.parametrize(("data", "status", "says"), BAD_LISTS.values(), ids=BAD_LISTS)
def test_a_bad_list_is_one_clear_line(kept, tmp_path, data, status, says):
    path = tmp_path / "list.txt"
    path.write_bytes(data)
    result = kept("passwords", "audit", path)
    assert result.returncode == status
    assert result.stdout == ""
    assert result.stderr.startswith("kept: ")
    assert says in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_emoji_are_passwords(kept, tmp_path):
    path = tmp_path / "list.txt"
    path.write_text("🐫🌵🪕\n" * 150, encoding="utf-8")
    assert kept("passwords", "audit", path).returncode == 0
    assert kept("passwords", "strength", input="🐫🌵🪕\n").returncode == 0


WRONG = {
    "no list": ("audit",),
    "two ways to read": ("audit", "x", "--column", "a", "--lines"),
    "no such file": ("audit", "/nonexistent/list.txt"),
    "an unknown kind": ("generate", "--without", "vowels"),
    "no length": ("generate", "--length", "0"),
    "no words": ("generate", "--words", "0"),
}


@pytest.mark.parametrize("arguments", WRONG.values(), ids=WRONG)
def test_wrong_usage_is_told_without_a_trace(kept, arguments):
    result = kept("passwords", *arguments)
    assert result.returncode in (2, 3)
    assert result.stdout == ""
    assert "Traceback" not in result.stderr


def test_generated_passwords_go_to_standard_output_alone(kept):
    result = kept("passwords", "generate", "--count", "3", "--length", "24", "--require", "digit")
    lines = result.stdout.splitlines()
    assert len(set(lines)) == 3
    assert all(len(line) == 24 and re.search(r"\d", line) for line in lines)
    assert re.fullmatch(r"\d+\.\d\d bits of entropy each\n", result.stderr)
    phrase = kept("passwords", "generate", "--words", "5", "--separator", " ").stdout.strip()
    assert len(phrase.split(" ")) == 5


def test_the_policy_is_told_and_rules(kept):
    told = kept("passwords", "policy").stdout
    for words in ("15 characters", "NFKC", "Argon2id", "10^12"):
        assert words in told
    weak = kept("passwords", "policy", "--try", input="passwordpassword\n")
    assert weak.returncode == 1
    assert weak.stdout.startswith("Refused.")
    good = kept("passwords", "policy", "--try", "--json", input="tidal marble oboe lantern\n")
    assert good.returncode == 0
    assert json.loads(good.stdout) == {"accepted": True, "advice": []}


def test_the_audited_list_is_never_overwritten(kept, listed):
    before = listed.read_bytes()
    for option in ("--html", "--output"):
        assert kept("passwords", "audit", listed, option, listed).returncode == 2
        assert listed.read_bytes() == before


def test_no_password_is_printed_logged_or_stored(kept, listed, tmp_path):
    """Whatever happens: results, pages, messages, traces. Only --reveal shows any."""
    page, text, data = tmp_path / "a.html", tmp_path / "a.txt", tmp_path / "a.json"
    table = tmp_path / "table.csv"
    table.write_text(f"kind,secret\nwork,{SECRET}\n" * 3, encoding="utf-8")
    bad = tmp_path / "bad.txt"
    bad.write_bytes(f"{SECRET}\xff\n".encode("latin-1") * 200)
    runs = [
        kept("passwords", "strength", input=SECRET),
        kept("--debug", "passwords", "strength", "--json", input=SECRET),
        kept("--debug", "passwords", "strength", input=f"{SECRET}\nanother\n"),
        kept("--debug", "passwords", "policy", "--try", input=SECRET),
        kept("--debug", "passwords", "policy", "--try", "--about", SECRET, input=f"{SECRET}99"),
        kept("--debug", "passwords", "audit", listed, "--html", page, "--output", text),
        kept("--debug", "passwords", "audit", listed, "--json", "--output", data),
        kept("--debug", "passwords", "audit", table),
        kept("--debug", "passwords", "audit", table, "--column", "9"),
        kept("--debug", "passwords", "audit", bad),
    ]
    for result in runs:
        assert SECRET not in result.stdout + result.stderr
    for path in (page, text, data):
        assert SECRET not in path.read_text(encoding="utf-8")
    assert SECRET in kept("passwords", "audit", listed, "--reveal", "301").stdout


def test_a_fault_of_its_own_does_not_quote_the_password(kept, tmp_path):
    (tmp_path / "numpy.py").write_text("raise RuntimeError('out of paper')")
    broken = {"PYTHONPATH": str(tmp_path)}
    for arguments in ((), ("--debug",)):
        result = kept(*arguments, "passwords", "strength", input=SECRET, env=broken)
        assert result.returncode == 70
        assert SECRET not in result.stdout + result.stderr
