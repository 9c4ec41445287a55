"""`kept odds` and `kept backtest` as their users run them, and an answer to each bad input."""

import json
import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

PAKISTAN = ("odds", "PAK", "ict-service-exports", "--as-of", "2026-11-27")
KENYA = ("odds", "KEN", "ict-service-exports", "--as-of", "2026-11-27")
SCHEMA = json.loads(
    (Path(__file__).parents[2] / "docs" / "report.schema.json").read_text(encoding="utf-8")
)


def series(tmp_path, rows, header="period,value"):
    path = tmp_path / "mine.csv"
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path


def yearly(count=12, growth=1.1, first=2014):
    return [f"{first + year},{100 * growth**year:.3f}" for year in range(count)]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((*PAKISTAN, "--target", "15e9", "--by", "FY2030"), "$15 billion by FY2030"),
        ((*PAKISTAN, "--target", "$15bn", "--by", "2030"), "six-year windows"),
        ((*KENYA, "--target", "1.5 billion", "--by", "2030"), "Kenya: Exports of ICT services"),
        (
            ("odds", "India", "ict-service-exports", "--target", "300bn", "--by", "2030"),
            "windows that began at $10 billion to $1 trillion",
        ),
        ((*PAKISTAN, "--target", "15e9"), "in 100 by FY2035"),
        ((*PAKISTAN, "--target", "15 billion dollars", "--by", "2030-06"), "by FY2030"),
        (
            ("odds", "South Korea", "gdp", "--target", "3tn", "--by", "2030"),
            "Korea, Rep.: Gross domestic product",
        ),
    ],
)
def test_it_answers(kept, arguments, words):
    result = kept(*arguments)
    assert result.returncode == 0, result.stderr
    assert words in " ".join(result.stdout.split())
    assert not re.search(r"\b(0|100) in 100\b", result.stdout)
    assert max(map(len, result.stdout.splitlines())) <= 100


def test_json_has_the_published_shape(kept):
    result = kept(*PAKISTAN, "--target", "15e9", "--by", "FY2030", "--json")
    output = json.loads(result.stdout)
    Draft202012Validator(SCHEMA).validate(output)
    assert output["kind"] == "odds"
    assert output["deadline"] == "FY2030"
    assert 0 < output["low"] <= output["probability"] <= output["high"] < 1
    chances = [one["probability"] for one in output["curve"]]
    assert chances == sorted(chances)
    assert output["references"][0]["met"] <= output["references"][0]["count"]


def test_the_page_needs_nothing_else(kept, tmp_path):
    page = tmp_path / "odds.html"
    result = kept(*PAKISTAN, "--target", "15e9", "--by", "FY2030", "--html", page)
    assert result.returncode == 0
    text = page.read_text(encoding="utf-8")
    assert "<svg" in text
    assert "polygon" in text
    assert not re.search(r"<script|<link|src=|@import|url\(", text)
    assert kept(*PAKISTAN, "--target", "15e9", "--html", "-").stdout.startswith("<!DOCTYPE html>")


def test_a_user_s_own_years(kept, tmp_path):
    path = series(tmp_path, yearly())
    result = kept("odds", "--series", path, "--target", "500", "--by", "2030", "--json")
    output = json.loads(result.stdout)
    assert output["series"] == "OWN"
    assert output["latest_period"] == "2025"
    assert 0 < output["probability"] < 1


def test_a_user_s_own_months_make_fiscal_years_and_a_running_one(kept, tmp_path):
    rows = [
        f"{2014 + (month + 6) // 12}-{(month + 6) % 12 + 1:02},{100 * 1.01**month:.2f}"
        for month in range(12 * 11 + 7)
    ]
    result = kept(
        *("odds", "PAK", "--series", series(tmp_path, rows, "month,value"), "--target", "4750"),
        *("--by", "FY2026", "--as-of", "2026-03-01", "--json"),
    )
    output = json.loads(result.stdout)
    assert output["latest_period"] == "FY2025"
    assert output["running_year"]["months"] == 7
    assert 0 < output["probability"] < 1


def test_a_user_s_series_stands_before_the_official_one(kept, tmp_path):
    path = series(tmp_path, [f"FY{2014 + year},{1e9 * 1.1**year:.0f}" for year in range(12)])
    result = kept(*PAKISTAN, "--series", path, "--target", "5e9", "--by", "FY2030", "--json")
    output = json.loads(result.stdout)
    assert output["publisher"] == "your file"
    assert output["references"][0]["series"] == "BX.GSR.CCIS.CD"


USAGE = {
    "no country": (("odds", "--target", "5"), "a country and an indicator are needed"),
    "an unknown country": (("odds", "Kenia", "gdp", "--target", "5"), "KEN (Kenya)"),
    "an unknown indicator": (
        ("odds", "KEN", "ict exports", "--target", "5"),
        "ict-service-exports",
    ),
    "a target that is none": ((*KENYA, "--target", "much"), "Write it like 15e9"),
    "a deadline that is none": ((*KENYA, "--target", "5e9", "--by", "soon"), "2030, FY2030"),
    "a name of two countries": (("odds", "Korea", "gdp", "--target", "5"), "PRK (Korea"),
    "a target out of reach": ((*KENYA, "--target", "1e400"), "out of reach"),
    "two formats": ((*KENYA, "--target", "5e9", "--json", "--html", "-"), "two formats"),
    "a small one of targets": (("backtest", "--small", "--targets", "-"), "--small"),
}


@pytest.mark.parametrize(("arguments", "words"), USAGE.values(), ids=USAGE)
def test_wrong_usage_is_two(kept, arguments, words):
    result = kept(*arguments)
    assert result.returncode == 2
    assert result.stdout == ""
    assert words in result.stderr
    assert "Traceback" not in result.stderr


NOTHING = {
    "percent against dollars": ((*KENYA, "--target", "5%"), "percent against USD"),
    "another currency": ((*KENYA, "--target", "KES 5bn"), "KES against USD"),
    "no series": (("odds", "VNM", "ict-service-exports", "--target", "5e9"), "no yearly series"),
    "a balance": (("odds", "PAK", "current-account-balance", "--target", "1"), "can be negative"),
    "a growth rate": (("odds", "USA", "gdp-growth", "--target", "3%"), "a growth rate is no level"),
    "another thing": ((*KENYA, "--target", "15 potatoes"), "potato against USD"),
    "rupees": ((*KENYA, "--target", "Rs 5bn"), "INR against USD"),
}


@pytest.mark.parametrize(("arguments", "words"), NOTHING.values(), ids=NOTHING)
def test_where_nothing_can_be_said_it_is_three(kept, arguments, words):
    result = kept(*arguments)
    assert result.returncode == 3
    assert result.stdout == ""
    assert words in result.stderr
    assert "Traceback" not in result.stderr


FILES = {
    "no columns": (["2020,5"], "a,b", "lacks a column"),
    "a word for a value": (["2020,5", "2021,five"], "period,value", "line 3"),
    "a period that is none": (["2020,5", "Q1 2021,5"], "period,value", "2023/24"),
    "a short row": (["2020"], "period,value", "too short"),
    "few years": (yearly(5), "period,value", "only 5 years are known"),
    "a nought": ([*yearly(11), "2025,0"], "period,value", "nought or less"),
    "noughts not long ago": (["2020,0", *yearly(5, first=2021)], "period,value", "only 5 years"),
    "nothing": ([], "period,value", "there are no values in it"),
    "one year": (["2020,5"], "period,value", "only 1 year is known"),
    "a gap": (
        [*yearly(6, first=2008), *yearly(5, first=2020)],
        "period,value",
        "only 5 years follow a gap of more than 5 years",
    ),
    "no whole year": (["2024-01,5", "2024-02,5"], "month,value", "all its twelve months"),
    "two values": (["2020,5", "2020,6"], "period,value", "two values"),
}


@pytest.mark.parametrize(("rows", "header", "words"), FILES.values(), ids=FILES)
def test_a_series_that_says_nothing_is_three(kept, tmp_path, rows, header, words):
    path = series(tmp_path, rows, header)
    result = kept("odds", "--series", path, "--target", "5000", "--by", "2030")
    assert result.returncode == 3
    assert words in result.stderr
    assert "Traceback" not in result.stderr


def test_a_missing_series_is_three(kept, tmp_path):
    result = kept("odds", "--series", tmp_path / "none.csv", "--target", "5")
    assert result.returncode == 3
    assert "none.csv" in result.stderr


TOLD = {
    "met": ((*PAKISTAN, "--target", "3bn"), "Already reached: $3.81 billion in FY2025"),
    "past": ((*PAKISTAN, "--target", "4bn", "--by", "FY2025"), "The deadline has passed: $3.81"),
    "stale": (
        ("odds", "BLR", "ict-service-exports", "--target", "9bn", "--as-of", "2026-11-27"),
        "The series is stale: its last year is 2021",
    ),
    "met by the last figure of long ago": (
        (
            "odds",
            "BLR",
            "ict-service-exports",
            "--target",
            "1bn",
            "--by",
            "2030",
            "--as-of",
            "2026-11-27",
        ),
        "The series is stale: its last year is 2021",
    ),
    "past, with its year": ((*KENYA, "--target", "1tn", "--by", "2020"), "$1 trillion by 2020"),
    "far": ((*KENYA, "--target", "9bn", "--by", "2060"), "No odds: the deadline is 36 years on"),
    "few, with a class": (
        (*PAKISTAN[:-1], "2021-09-01", "--target", "5bn", "--by", "FY2024"),
        "a forecast needs 8",
    ),
}


@pytest.mark.parametrize(("arguments", "words"), TOLD.values(), ids=TOLD)
def test_what_limits_an_answer_is_told(kept, arguments, words):
    result = kept(*arguments)
    assert result.returncode == 0, result.stderr
    assert words in " ".join(result.stdout.split())


def test_a_figure_of_long_ago_settles_nothing(kept):
    arguments = ("BLR", "ict-service-exports", "--target", "1bn", "--as-of", "2026-11-27")
    assert "Already reached" not in kept("odds", *arguments, "--by", "2030").stdout


def test_years_that_have_not_ended_are_told(kept, tmp_path):
    path = series(tmp_path, yearly(12, first=2018))
    given = ("--target", "500", "--by", "2030", "--as-of", "2026-11-27", "--json")
    output = json.loads(kept("odds", "--series", path, *given).stdout)
    assert output["latest_period"] == "2025"
    assert "2026 and later had not ended: left out." in output["notes"]


def test_years_left_out_are_told(kept, tmp_path):
    path = series(tmp_path, ["2009,-3", "2010,0", *yearly(14, first=2011)], "period,value")
    told = kept("odds", "--series", path, "--target", "5000", "--by", "2030").stdout
    assert "Values up to 2010 are left out" in " ".join(told.split())


def test_announced_targets_are_scored(kept):
    result = kept("backtest", "--targets", "-", "--json")
    output = json.loads(result.stdout)
    assert output["scored"] >= 20
    assert output["brier"]["odds"] < output["brier"]["base"]
    assert "Not scored:" in kept("backtest", "--targets", "-").stdout


def test_a_file_of_targets_that_cannot_be_read_is_three(kept, tmp_path):
    path = tmp_path / "targets.csv"
    path.write_text("a,b\n1,2\n")
    assert kept("backtest", "--targets", path).returncode == 3
    assert kept("backtest", "--targets", tmp_path / "none.csv").returncode == 3
