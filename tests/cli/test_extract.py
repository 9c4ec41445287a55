import io
import json
import os
import pty
import subprocess
import time

import jsonschema
import pytest

from kept.cli.lines import bounded_lines
from kept.publish.schema import shipped_schema

GOOD = {
    "id": "a",
    "text": "Exports of timber rose 18 % in 2023, the ministry said.",
    "published": "2024-04-16",
    "country": "GBR",
    "url": "https://example.org/ignored",
}


def lines(*objects) -> str:
    return "".join(
        f"{item if isinstance(item, str) else json.dumps(item, ensure_ascii=False)}\n"
        for item in objects
    )


def test_a_sample_is_listed_for_people(kept):
    result = kept("extract", "--sample", "uk-government")
    assert result.returncode == 0
    assert "extracted, not checked" in result.stdout
    assert "FINDINGS" not in result.stdout


def test_json_follows_the_schema_and_its_offsets_the_text(kept, announcement):
    reading = json.loads(kept("extract", announcement, "--json").stdout)
    text = kept("extract", announcement, "--text").stdout
    jsonschema.validate(reading, json.loads(shipped_schema()))
    assert reading["kind"] == "reading"
    assert reading["id"] is None
    assert reading["claims"]
    for claim in reading["claims"]:
        quote = claim["quote"]
        assert text[quote["start"] : quote["end"]] == quote["exact"]


def test_every_number_is_printed_with_its_role(kept, tmp_path):
    path = tmp_path / "ages.txt"
    path.write_text("Ada Brown, 44, sold 300 boats in two years.\n", encoding="utf-8")
    printed = json.loads(kept("extract", path, "--quantities").stdout)
    jsonschema.validate(printed, json.loads(shipped_schema()))
    read = [(each["quantity"]["exact"], each["role"]) for each in printed["quantities"]]
    assert read == [("44", "age"), ("300", "claim"), ("two years", "duration")]


def test_offsets_count_code_points_also_after_emoji(kept, tmp_path):
    path = tmp_path / "emoji.txt"
    path.write_text("🌲🌲 Ruritania 🇬🇧\n\nExports rose 18 % in 2023.\n", encoding="utf-8")
    claims = json.loads(kept("extract", path, "--json").stdout)["claims"]
    text = kept("extract", path, "--text").stdout
    quantity = next(claim["quantity"] for claim in claims if claim["quantity"]["unit"] == "percent")
    assert text[quantity["start"] : quantity["end"]] == quantity["exact"] == "18 %"


def test_one_result_a_line_in_order_with_its_id(kept, tmp_path):
    path = tmp_path / "articles.jsonl"
    texts = [GOOD | {"id": id_} for id_ in ("b", 7, None)] + [{"text": "No number here."}]
    path.write_text(lines(*texts), encoding="utf-8")
    result = kept("extract", "--jsonl", path)
    assert result.returncode == 0
    assert result.stderr == ""
    readings = [json.loads(line) for line in result.stdout.splitlines()]
    assert [reading["id"] for reading in readings] == ["b", 7, None, None]
    assert readings[0]["claims"] == readings[1]["claims"]
    assert readings[0]["document"]["published"] == "2024-04-16"
    assert readings[3]["claims"] == []


BROKEN = {
    "not JSON": "{",
    "no object": "[1]",
    "no text": '{"id": "x"}',
    "a text that is none": '{"id": "x", "text": 5}',
    "a date that is none": '{"id": "x", "text": "a", "published": "May"}',
    "no words": '{"id": "x", "text": "  "}',
    "half a surrogate": '{"text": "\\ud800 5 %"}',
}


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_a_broken_line_gives_an_error_in_its_place(kept, broken):
    result = kept("extract", "--jsonl", "-", input=lines(GOOD, broken, GOOD))
    assert result.returncode == 3
    first, error, last = map(json.loads, result.stdout.splitlines())
    assert first["kind"] == last["kind"] == "reading"
    assert error["kind"] == "error"
    assert error["line"] == 2
    assert error["error"]["what"]
    if '"id"' in broken:
        assert error["id"] == "x"
    jsonschema.validate(error, json.loads(shipped_schema()))
    assert result.stderr.startswith("kept: some lines could not be read: -")
    assert "1 of 3" in result.stderr


def test_bytes_that_are_not_utf_8_give_an_error_in_their_place(command):
    data = b'{"id": "x", "text": "\xff 5 %"}\n' + lines(GOOD).encode()
    result = subprocess.run(
        [command, "extract", "--jsonl", "-"], input=data, capture_output=True, check=False
    )
    assert result.returncode == 3
    kinds = [json.loads(line)["kind"] for line in result.stdout.splitlines()]
    assert kinds == ["error", "reading"]


def test_blank_lines_and_windows_line_ends_are_no_trouble(kept):
    text = "\n" + lines(GOOD).replace("\n", "\r\n") + "\r\n"
    result = kept("extract", "--jsonl", "-", input=text)
    assert result.returncode == 0
    assert len(result.stdout.splitlines()) == 1


def test_details_hold_for_lines_that_give_none(kept):
    text = lines(GOOD, {"text": "Exports rose 4 % last year."})
    result = kept("extract", "--jsonl", "-", "--published", "2020-02-02", input=text)
    days = [json.loads(line)["document"]["published"] for line in result.stdout.splitlines()]
    assert days == ["2024-04-16", "2020-02-02"]


def test_a_result_comes_before_the_next_line_is_sent(command):
    process = subprocess.Popen(
        [command, "extract", "--jsonl", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    with process:
        for id_ in ("one", "two"):
            process.stdin.write(lines(GOOD | {"id": id_}))
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == id_
        process.stdin.close()
    assert process.returncode == 0


def test_lines_go_to_a_file(kept, tmp_path):
    path = tmp_path / "claims.jsonl"
    result = kept("extract", "--jsonl", "-", "--output", path, input=lines(GOOD, GOOD))
    assert result.stdout == ""
    assert len(path.read_text().splitlines()) == 2


def test_a_line_without_end_is_cut_and_the_next_is_read():
    stream = io.BytesIO(b"short\n" + b"x" * 1000 + b"\nnext\nlast")
    lengths = [len(line) for line in bounded_lines(stream, longest=10)]
    assert lengths == [6, 11, 5, 4]


def test_someone_at_a_terminal_sees_how_far_it_is(command):
    leader, follower = pty.openpty()
    process = subprocess.Popen(
        [command, "extract", "--jsonl", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=follower,
        encoding="utf-8",
    )
    os.close(follower)
    with process:
        for item in (GOOD, GOOD, "{"):
            process.stdin.write(lines(item))
            process.stdin.flush()
            assert process.stdout.readline()
            time.sleep(0.3)
        process.stdin.close()
    shown = os.read(leader, 65536).decode()
    os.close(leader)
    assert process.returncode == 3
    assert "3 read, 1 not readable" in shown
    assert shown.endswith('1 of 3). Each has an object of kind "error" in its place\r\n')
