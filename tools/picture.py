"""Make a picture of an HTML report with Chromium.

Usage: python tools/picture.py REPORT.html PICTURE.png [--width 1280] [--height 1600]
       [--whole] [--dark] [--scale 2]

Chromium is the one that the variable CHROMIUM names, else the first on the path, else the
one that `playwright install chromium` fetched.
"""

import argparse
import os
import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright


def main() -> None:
    """Read the command line and write the picture."""
    parser = argparse.ArgumentParser(description="Make a picture of an HTML report.")
    parser.add_argument("report", type=Path)
    parser.add_argument("picture", type=Path)
    parser.add_argument("--width", type=int, default=1280, help="pixels of the window")
    parser.add_argument("--height", type=int, default=1600, help="pixels of the window")
    parser.add_argument("--whole", action="store_true", help="the whole page, not one window of it")
    parser.add_argument("--dark", action="store_true", help="as on a dark screen")
    parser.add_argument("--scale", type=float, default=2, help="picture pixels a window pixel")
    given = parser.parse_args()
    take(given)
    print(given.picture)


def take(given: argparse.Namespace) -> None:
    """Open the report in Chromium and write what it shows."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        page = browser.new_page(
            viewport={"width": given.width, "height": given.height},
            device_scale_factor=given.scale,
            color_scheme="dark" if given.dark else "light",
        )
        page.goto(given.report.resolve().as_uri())
        given.picture.parent.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=given.picture, full_page=given.whole)
        browser.close()


if __name__ == "__main__":
    main()
