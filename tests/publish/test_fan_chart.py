"""The fan chart, where an odds finding unfolds it and on the page of its own."""

from datetime import date

import pytest
from msgspec.structs import replace
from selectolax.lexbor import LexborHTMLParser

from kept.model.forecasts import Outlook
from kept.model.text import Document
from kept.pipeline import check_document, read_sample
from kept.publish.fan_chart import fan_chart
from kept.publish.html_page import to_html
from kept.read.document import from_text

TODAY = date(2026, 11, 27)
POISON = "</text><script>alert(1)</script>"


def announced() -> Document:
    return from_text(
        "Pakistan's IT exports will reach $4 billion in the current fiscal year.",
        published=date(2025, 5, 1),
        country="PAK",
    )


@pytest.fixture(scope="module")
def sample():
    return check_document(read_sample("pakistan-it"), as_of=TODAY)


@pytest.fixture(scope="module")
def decided():
    return check_document(announced(), as_of=TODAY)


def page_of(report) -> LexborHTMLParser:
    return LexborHTMLParser(to_html(report).decode("utf-8"))


def test_each_odds_finding_holds_one_picture_folded_up(sample):
    drawn = [one for one in sample.findings if one.outlook is not None]
    assert drawn
    assert {one.check for one in drawn} <= {"odds", "official"}
    folded = page_of(sample).css("article.finding details.outlook:not([open])")
    assert len(folded) == len(drawn)
    for one in folded:
        assert one.css_first("summary").text().startswith("The odds as a picture")
        assert len(one.css("svg[role=img] > title")) == 1
        assert len(one.css("svg polygon")) == 3
        assert one.css_first("svg line.target") is not None
        assert one.css_first("svg text.latest").text()


def test_a_decided_target_shows_the_odds_of_its_day_and_what_came(decided):
    (found,) = [one for one in decided.findings if one.outlook is not None]
    outlook = found.outlook
    assert outlook.odds.question.as_of == date(2025, 5, 1)
    assert [str(one.value) for one in outlook.since][:1] == ["3810000000"]
    assert all(one.end > outlook.odds.arithmetic.base.end for one in outlook.since)
    chart = page_of(decided).css_first("details.outlook")
    assert "1 May 2025" in chart.css_first("summary").text()
    assert chart.css_first("circle.since") is not None
    assert chart.css_first("text.latest").text() == "$3.81bn"


def test_words_of_others_stay_words_in_the_picture(decided):
    (found,) = [one for one in decided.findings if one.outlook is not None]
    odds = replace(found.outlook.odds, country=POISON, indicator=POISON, sentence=POISON)
    assert "<script" not in fan_chart(Outlook(odds))


def test_without_a_forecast_there_is_no_picture(decided):
    findings = tuple(
        replace(one, outlook=one.outlook and Outlook(replace(one.outlook.odds, fan=())))
        for one in decided.findings
    )
    assert page_of(replace(decided, findings=findings)).css_first("details") is None
