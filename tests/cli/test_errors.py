import contextlib
import http.server
import json
import os
import pty
import signal
import subprocess
import sys
import threading

import pytest

SAMPLE = ("check", "--sample", "pakistan-it")

USAGE = {
    "nothing to check": ("check",),
    "two announcements": ("check", "a.txt", "--sample", "pakistan-it"),
    "two formats": ("check", "a.txt", "--json", "--text"),
    "two formats on one stream": ("check", "a.txt", "--json", "--html", "-"),
    "an unknown verdict": (*SAMPLE, "--fail-on", "lies"),
    "a date that is none": (*SAMPLE, "--as-of", "tomorrow"),
    "a day that is none": ("check", "a.txt", "--published", "2025-02-30"),
    "a country that is none": ("check", "a.txt", "--country", "Pakistan"),
    "details for a sample": (*SAMPLE, "--published", "2025-05-01"),
    "an unknown sample": ("check", "--sample", "atlantis"),
    "an unknown option": ("check", "--jsno"),
    "an unknown command": ("chekc",),
    "lines of a sample": ("extract", "--jsonl", "--sample", "pakistan-it"),
    "lines of nothing": ("extract", "--jsonl"),
    "two formats of a reading": ("extract", "a.txt", "--json", "--jsonl"),
}


@pytest.mark.parametrize("arguments", USAGE.values(), ids=USAGE)
def test_wrong_usage_is_two(kept, arguments):
    result = kept(*arguments)
    assert result.returncode == 2
    assert result.stdout == ""
    assert result.stderr.strip()
    assert "Traceback" not in result.stderr


FILES = {
    "empty.txt": b"",
    "blank.txt": b" \n\t\n",
    "binary.txt": bytes(range(256)) * 40,
    "nothing.html": b"<html><body><script>x()</script></body></html>",
    "broken.pdf": b"%PDF-1.7\nnothing",
}


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("command", ["check", "extract"])
def test_what_cannot_be_read_is_three(kept, tmp_path, command, name):
    path = tmp_path / name
    path.write_bytes(FILES[name])
    result = kept(command, path)
    assert result.returncode == 3
    assert result.stdout == ""
    assert result.stderr.startswith("kept: ")
    assert name in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_missing_files_and_directories_are_three(kept, tmp_path):
    for path in (tmp_path / "none.txt", tmp_path):
        for arguments in (("check",), ("extract",), ("extract", "--jsonl")):
            result = kept(*arguments, path)
            assert result.returncode == 3, (arguments, path)
            assert str(path) in result.stderr
            assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/x", "ftp://example.org/x", "https://"])
def test_addresses_that_may_not_be_asked_are_three(kept, url):
    result = kept("check", url)
    assert result.returncode == 3
    assert len(result.stderr.splitlines()) == 1


def test_the_announcement_is_never_overwritten(kept, announcement):
    before = announcement.read_bytes()
    for option in ("--html", "--output"):
        result = kept("check", announcement, option, announcement)
        assert result.returncode == 2
        assert "would overwrite the announcement" in result.stderr
        assert announcement.read_bytes() == before


def test_a_file_that_cannot_be_written_is_two(kept, tmp_path):
    for option in ("--html", "--output"):
        result = kept(*SAMPLE, option, tmp_path / "none" / "report")
        assert result.returncode == 2
        assert "cannot be written" in result.stderr


def test_a_fault_of_its_own_is_seventy_and_says_where(kept, tmp_path):
    (tmp_path / "rich.py").write_text("raise RuntimeError('out of paper')")
    broken = {"PYTHONPATH": str(tmp_path)}
    result = kept(*SAMPLE, env=broken)
    assert result.returncode == 70
    assert "RuntimeError: out of paper (line 1 of " in result.stderr
    assert "Traceback" not in result.stderr
    assert "Traceback" in kept("--debug", *SAMPLE, env=broken).stderr


def test_a_reader_that_leaves_early_is_no_error(command):
    text = json.dumps({"text": "Exports rose 18 % in 2023. " * 50}) + "\n"
    process = subprocess.Popen(
        [command, "extract", "--jsonl", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )

    def feed():
        try:
            process.stdin.write(text * 400)
            process.stdin.close()
        except BrokenPipeError:
            with contextlib.suppress(BrokenPipeError):
                process.stdin.close()

    feeder = threading.Thread(target=feed)
    feeder.start()
    process.stdout.readline()
    process.stdout.close()
    assert process.wait(30) == 141
    assert process.stderr.read() == ""
    process.stderr.close()
    feeder.join()


LISTENING = (
    "import os, signal, sys; signal.signal(signal.SIGINT, signal.SIG_DFL); "
    "os.execv(sys.argv[1], sys.argv[1:])"
)
"""A process that was started in the background ignores Ctrl-C, and so would its children."""


def test_ctrl_c_is_130_without_a_word(command):
    process = subprocess.Popen(
        [sys.executable, "-c", LISTENING, command, "extract", "--jsonl", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    process.stdin.write(b'{"text": "Exports rose 18 % in 2023."}\n')
    process.stdin.flush()
    assert process.stdout.readline()
    process.send_signal(signal.SIGINT)
    output, errors = process.communicate(timeout=30)
    assert process.returncode == 130
    assert output == errors == b""


def on_a_terminal(command, *arguments, env):
    """Run with a terminal as standard output and return what it shows."""
    leader, follower = pty.openpty()
    clean = {key: value for key, value in os.environ.items() if key != "NO_COLOR"}
    process = subprocess.Popen(
        [command, *arguments], stdout=follower, env=clean | {"TERM": "xterm"} | env
    )
    os.close(follower)
    shown = b""
    try:
        while part := os.read(leader, 65536):
            shown += part
    except OSError:
        pass  # Linux says so when the last writer has gone.
    os.close(leader)
    assert process.wait(30) == 0
    return shown.decode("utf-8")


def test_a_terminal_has_colour_unless_its_user_refuses(command):
    assert "\x1b[" in on_a_terminal(command, *SAMPLE, env={})
    assert "\x1b[" not in on_a_terminal(command, *SAMPLE, env={"NO_COLOR": "1"})
    assert "\x1b[" not in on_a_terminal(command, *SAMPLE, env={"TERM": "dumb"})


def test_a_terminal_never_gets_controls_from_a_text(command, tmp_path):
    path = tmp_path / "hostile.txt"
    path.write_bytes(b"Exports \x1b]0;owned\x07 rose \x1b[31m18 % in 2023.\n")
    for arguments in (("check", "--text"), ("check",), ("extract",)):
        shown = on_a_terminal(command, *arguments, str(path), env={"NO_COLOR": "1"})
        assert "\x1b" not in shown
        assert "\x07" not in shown


class _Page(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_error(500)

    def log_message(self, *_arguments):
        """Keep the tests' output clean."""


def test_a_server_inside_the_own_network_is_not_asked(kept):
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Page) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        result = kept("check", f"http://127.0.0.1:{server.server_port}/")
        server.shutdown()
        thread.join()
    assert result.returncode == 3
