"""The page in a real browser: Chromium, offline, as a reader would open it."""

import os
import shutil

import pytest
from msgspec.structs import replace
from playwright.sync_api import sync_playwright

from kept.publish.html_page import to_html

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        CHROMIUM is None, reason="NOT CHECKED IN A BROWSER: install chromium, or set CHROMIUM"
    ),
]

# Contrast of each piece of text with what lies behind it, as WCAG 2.2 section 1.4.3 asks.
LOW_CONTRAST = """
() => {
  const channels = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const luminance = ([r, g, b]) => {
    const linear = [r, g, b].map((value) => {
      const share = value / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
  };
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = channels(getComputedStyle(at).backgroundColor);
      if (colour.length === 3 || colour[3] === 1) return colour;
    }
    return [255, 255, 255];
  };
  const low = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const words = walker.currentNode.data.trim();
    if (!words) continue;
    const element = walker.currentNode.parentElement;
    const style = getComputedStyle(element);
    const [light, dark] = [luminance(channels(style.color)), luminance(behind(element))]
      .sort((a, b) => b - a);
    const ratio = (light + 0.05) / (dark + 0.05);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
    if (ratio < (large ? 3 : 4.5)) low.push(`${ratio.toFixed(2)} ${words.slice(0, 40)}`);
  }
  return low;
}
"""


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def address(report, tmp_path_factory):
    path = tmp_path_factory.mktemp("page") / "report.html"
    path.write_bytes(to_html(report))
    return path.as_uri()


@pytest.fixture
def page(browser):
    with browser.new_context() as context:
        yield context.new_page()


def test_nothing_complains_and_nothing_is_fetched(page, address):
    complaints, requests = [], []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: requests.append(request.url))
    page.goto(address)
    assert complaints == []
    assert requests == [address]


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_no_window_scrolls_sideways(page, address, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_word_without_end_does_not_scroll_sideways(page, report, tmp_path):
    endless = "9" * 3000
    first = report.findings[0]
    changed = replace(
        report,
        document=replace(report.document, title=endless, publisher=endless),
        findings=(replace(first, title=endless, working=(f"{endless} = {endless}", endless)),),
        claims=(replace(report.claims[1], measure=replace(report.claims[1].quote, exact=endless)),),
    )
    path = tmp_path / "endless.html"
    path.write_bytes(to_html(changed))
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(path.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("medium", ["screen", "print"])
def test_all_text_has_enough_contrast(page, address, scheme, medium):
    page.emulate_media(color_scheme=scheme, media=medium)
    page.goto(address)
    assert page.evaluate(LOW_CONTRAST) == []


def test_dark_mode_is_dark_and_paper_is_white(page, address):
    background = "getComputedStyle(document.documentElement).backgroundColor"
    page.goto(address)
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(background) == "rgb(21, 23, 26)"
    page.emulate_media(color_scheme="dark", media="print")
    assert page.evaluate(background) == "rgb(255, 255, 255)"


def test_the_keyboard_reaches_findings_first_and_shows_where_it_is(page, address):
    page.goto(address)
    page.keyboard.press("Tab")
    focused = page.locator(":focus")
    assert focused.inner_text() == "Skip to the findings"
    assert focused.bounding_box()["x"] >= 0
    page.keyboard.press("Enter")
    assert page.url.endswith("#findings")
    page.keyboard.press("Tab")
    assert page.locator("#findings :focus").count() == 1
    assert page.locator(":focus").evaluate("e => getComputedStyle(e).outlineStyle") == "solid"


def test_a_mark_leads_to_its_claim_and_back(page, address):
    page.goto(address)
    page.click("#finding-1 .said a >> nth=0")
    assert page.url.endswith("#mark-2")
    page.click("#mark-2")
    assert page.url.endswith("#claim-2")
    page.click("#claim-2 a[href='#finding-1']")
    assert page.url.endswith("#finding-1")


def test_numbers_are_large_enough_to_touch(page, address):
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(address)
    for link in page.locator("#announcement mark a").all():
        assert link.bounding_box()["height"] >= 12
