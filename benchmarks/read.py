"""How fast and how cleanly announcements are read: python benchmarks/read.py [--runs 15].

Prints two Markdown tables: the test pages against their expected text, beside trafilatura where
that is installed; and the seconds that a megabyte of each kind of input takes. Times are medians
of processor time. The pages were written by hand for the tests, most of them before the rules
were set and six after: they show that nothing is lost, not how the web at large fares.
"""

import argparse
import importlib.util
import re
import statistics
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from time import process_time
from typing import Any

import yaml

from kept.read.document import from_bytes, from_text

TESTS = Path(__file__).parents[1] / "tests" / "read"
WORD = re.compile(r"\w+")
SENTENCE = "The ministry said on Monday that exports rose by 5 per cent to 3.2 billion dollars. "
PARAGRAPH = (
    '<p class="story-text"><b>Exports</b> rose by 5&nbsp;% to &#36;3 billion in the year to June, '
    'the <a href="/ministry">ministry</a> said.</p>\n'
)

Reader = Callable[[bytes], str]


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description="Measure the reader.")
    parser.add_argument("--runs", type=int, default=15)
    runs = parser.parse_args().runs
    pages = {path: expected_text(path) for path in sorted((TESTS / "pages").glob("*.html"))}
    print(f"| {len(pages)} pages | Precision | Recall | F1 | Median a page |")
    print("|---|---:|---:|---:|---:|")
    for name, read in readers():
        print(f"| {name} | {scored(read, pages)} | {page_time(read, pages, runs):.1f} ms |")
    print("\n| Input | Size | Time | A megabyte |\n|---|---:|---:|---:|")
    for name, data, media_type in inputs():
        seconds = median(lambda d=data, m=media_type: from_bytes(d, media_type=m), runs // 5 + 1)
        size = len(data) / 1e6
        print(f"| {name} | {size:.2f} MB | {seconds:.3f} s | {seconds / size:.2f} s |")
    short = (SENTENCE * 3 + "\n\n") * 20
    seconds = median(lambda: from_text(short), 200)
    print(f"\nA text of {len(short)} characters: {1e6 * seconds:.0f} µs")


def expected_text(path: Path) -> str:
    """Return the words that a page's expectation holds."""
    blocks = yaml.safe_load(path.with_suffix(".yaml").read_text("utf-8"))["blocks"]
    return "\n".join(text for block in blocks for text in block.values())


def readers() -> Iterator[tuple[str, Reader]]:
    """Return what is compared, by name."""
    yield "kept.read", lambda data: from_bytes(data).text
    if importlib.util.find_spec("trafilatura") is None:
        print("trafilatura is not installed: its row is left out", file=sys.stderr)
        return
    import trafilatura  # noqa: PLC0415  no dependency: compared with where it is installed

    def extracted(data: bytes) -> str:
        page = data.decode("utf-8", "replace")
        text = trafilatura.extract(page, include_comments=False, include_tables=True) or ""
        title = trafilatura.extract_metadata(page).title or ""
        return text if title in text else f"{title}\n{text}"

    yield f"trafilatura {trafilatura.__version__}", extracted


def scored(read: Reader, pages: dict[Path, str]) -> str:
    """Return mean precision, recall and F1 of words over the pages, as cells of the table."""
    scores = []
    for path, expected in pages.items():
        found, wanted = (
            Counter(WORD.findall(read(path.read_bytes()))),
            Counter(WORD.findall(expected)),
        )
        common = (found & wanted).total()
        precision, recall = common / max(found.total(), 1), common / wanted.total()
        scores.append((precision, recall, 2 * common / (found.total() + wanted.total())))
    return " | ".join(f"{statistics.mean(column):.3f}" for column in zip(*scores, strict=True))


def page_time(read: Reader, pages: dict[Path, str], runs: int) -> float:
    """Return the median over pages of the median milliseconds of a reading."""
    data = [path.read_bytes() for path in pages]
    return 1000 * statistics.median(median(lambda d=d: read(d), runs) for d in data)


def median(work: Callable[[], Any], runs: int) -> float:
    """Return the median seconds of processor time, the first run left out."""
    times = []
    for _ in range(runs + 1):
        began = process_time()
        work()
        times.append(process_time() - began)
    return statistics.median(times[1:])


def inputs() -> Iterator[tuple[str, bytes, str | None]]:
    """Return about a megabyte of each kind of input, from the usual to the worst."""
    text = (SENTENCE * 3 + "\n\n") * 4000
    yield "plain text", text.encode(), None
    yield "one line", (SENTENCE * 12_000).encode(), None
    yield "line ends of Windows", text.replace("\n", "\r\n").encode(), None
    yield "Markdown", (f"- **{SENTENCE[:30]}** {SENTENCE}\n" * 8000).encode(), "text/markdown"
    yield "HTML, 8,000 paragraphs", f"<html><body>{PARAGRAPH * 7500}".encode(), None
    yield "HTML, nested 100,000 deep", f"<html>{'<div>x ' * 100_000}{SENTENCE}".encode(), None
    cells = "<tr><td>1<td>2<td>3" * 50_000
    yield "HTML, 150,000 cells of one digit", f"<html><table>{cells}".encode(), None
    yield "PDF, 200 pages", pdf(), None


def pdf() -> bytes:
    """Return a PDF of 200 full pages, written as the tests write theirs."""
    spec = importlib.util.spec_from_file_location("read_conftest", TESTS / "conftest.py")
    if spec is None or spec.loader is None:
        sys.exit(f"no such file: {TESTS / 'conftest.py'}")
    maker = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(maker)
    lines = [(72, 740 - 14 * n, 11, f"{n} {SENTENCE[:70]}") for n in range(50)]
    data: bytes = maker.write_pdf([lines] * 200)
    return data


if __name__ == "__main__":
    main()
