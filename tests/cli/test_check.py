import json

import jsonschema
import pytest

from kept.model.findings import VERDICTS
from kept.publish.schema import shipped_schema

SAMPLE = ("check", "--sample", "pakistan-it")


def test_a_sample_is_reported(kept):
    result = kept(*SAMPLE)
    assert result.returncode == 0
    assert result.stderr == ""
    for words in ("CONTRADICTS", "Working", "Source", "https://", "COMMITMENTS", "CLAIMS"):
        assert words in result.stdout
    assert "\x1b" not in result.stdout


def test_json_follows_the_schema(kept):
    result = kept(*SAMPLE, "--json")
    assert result.returncode == 0
    report = json.loads(result.stdout)
    jsonschema.validate(report, json.loads(shipped_schema()))
    assert report["kind"] == "report"
    order = [VERDICTS.index(finding["verdict"]) for finding in report["findings"]]
    assert order == sorted(order)


def test_the_same_day_gives_the_same_report(kept):
    first, second = (kept(*SAMPLE, "--json", "--as-of", "2025-09-01") for _ in range(2))
    assert first.stdout == second.stdout
    assert json.loads(first.stdout)["as_of"] == "2025-09-01"


@pytest.mark.parametrize("spelling", [str, str.upper, lambda name: name.replace(" ", "-")])
def test_fail_on_gives_one_exactly_when_the_verdict_occurs(kept, spelling):
    findings = json.loads(kept(*SAMPLE, "--json").stdout)["findings"]
    present = {finding["verdict"] for finding in findings}
    assert "contradicts" in present
    for verdict in VERDICTS:
        result = kept(*SAMPLE, "--fail-on", spelling(verdict))
        assert result.returncode == (1 if verdict in present else 0), verdict
        assert result.stdout


def test_fail_on_takes_lists_and_may_be_repeated(kept, announcement):
    assert kept(*SAMPLE, "--fail-on", "agrees, contradicts").returncode == 1
    assert kept(*SAMPLE, "--fail-on", "contradicts", "--fail-on", "differs").returncode == 1


def test_a_page_is_written_beside_the_report(kept, tmp_path):
    page = tmp_path / "report.html"
    result = kept(*SAMPLE, "--html", page)
    assert result.returncode == 0
    assert "FINDINGS" in result.stdout
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_a_page_is_printed_alone(kept):
    result = kept(*SAMPLE, "--html", "-")
    assert result.stdout.startswith("<!DOCTYPE html>")
    assert result.stdout.endswith("</html>\n")


def test_output_goes_to_a_file(kept, tmp_path):
    path = tmp_path / "report.json"
    result = kept(*SAMPLE, "--json", "--output", path, "--as-of", "2025-09-01")
    assert result.stdout == ""
    assert path.read_text() == kept(*SAMPLE, "--json", "--as-of", "2025-09-01").stdout


def test_standard_input_is_read(kept, announcement):
    text = announcement.read_text(encoding="utf-8")
    result = kept("check", "-", "--json", input=text)
    assert result.returncode == 0
    assert json.loads(result.stdout)["document"]["title"] == "Ruritania plans 40 new mills"


def test_what_the_caller_knows_is_used(kept, announcement):
    result = kept(
        "check", announcement, "--json", "--published", "2024-04-16", "--country", "gbr",
        "--publisher", "Ministry of Forests",
    )  # fmt: skip
    document = json.loads(result.stdout)["document"]
    assert document["published"] == "2024-04-16"
    assert document["country"] == "GBR"
    assert document["publisher"] == "Ministry of Forests"


def test_the_text_is_printed_as_it_was_read(kept, announcement):
    text = kept("check", announcement, "--text").stdout
    report = json.loads(kept("check", announcement, "--json").stdout)
    assert len(text) == report["document"]["characters"]
    assert report["claims"]
    for claim in report["claims"]:
        quantity = claim["quantity"]
        assert text[quantity["start"] : quantity["end"]] == quantity["exact"]


@pytest.mark.parametrize(("columns", "width"), [("40", 80), ("93", 93), ("300", 120)])
def test_the_report_fits_its_columns(kept, columns, width):
    page = kept(*SAMPLE, env={"COLUMNS": columns}).stdout
    assert max(len(line) for line in page.splitlines() if "https://" not in line) == width
