"""Coverage-guided fuzzing of the reader and of the whole way after it.

python tests/fuzz/whole_way.py reader|extractor [options of libFuzzer, such as -max_total_time=30]

Bytes become a document, and the document's text becomes a report. Errors of Kept's own tree are
an answer; any other exception, or a quote that is not its slice, ends the run with the input
that caused it. The cases beside the rules and the texts below are where mutation begins.
"""

import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import yaml

try:
    import atheris
except ImportError:
    sys.stderr.write("NOT FUZZED: atheris has no wheel for this machine\n")
    sys.exit()

with atheris.instrument_imports(include=["kept.read", "kept.extract", "kept.link", "kept.check"]):
    from kept.errors import KeptError
    from kept.pipeline import check_document
    from kept.read.document import from_bytes, from_text

TESTS = Path(__file__).parents[1]
DAY = date(2025, 5, 1)
KINDS = (None, "text/plain", "text/markdown", "text/html", "application/pdf")
LONGEST = 4096
WORDS = (
    "$3-4bn", "27 %", "1e999 %", "Rs 1,50,000 crore", "by 2030", "FY2024-25", "rose to", "from",
    "percentage points", "the minister said", "last year", "will build", "pledged", "Forum (DFF)",
    "\u201c", "\u201d", "\u202e", "<p>", "</p>", "<table><tr><td>", "&nbsp;", "<!--", "[a](b)",
)  # fmt: skip


def read(data: bytes) -> None:
    """Read bytes as one kind of document, which the first byte chooses."""
    provider = atheris.FuzzedDataProvider(data)
    kind = KINDS[provider.ConsumeIntInRange(0, len(KINDS) - 1)]
    try:
        document = from_bytes(provider.ConsumeBytes(LONGEST), media_type=kind)
    except KeptError:
        return
    for block in document.blocks:
        expect(0 <= block.start <= block.end <= len(document.text), "a block outside its text")


def check(data: bytes) -> None:
    """Check a text as an announcement of Pakistan's."""
    text = data.decode("utf-8", "ignore")
    try:
        document = from_text(text, published=DAY, country="PAK", media_type="text/plain")
    except KeptError:
        return
    report = check_document(document, as_of=DAY)
    for quote in quotes(report):
        expect(document.text[quote.start : quote.end] == quote.exact, "a quote off its slice")


def quotes(report: Any) -> Iterator[Any]:
    """Return every quotation of a report."""
    for claim in report.claims:
        yield claim.quantity
        for named in (claim.quote, claim.measure, claim.subject, claim.speaker, claim.source):
            if named is not None:
                yield named
    for promise in report.commitments:
        yield from (promise.quote, promise.action, *promise.bodies, *promise.conditions)
    for event in report.events:
        yield from (*event.names, *event.abbreviations)


def expect(holds: bool, what: str) -> None:
    """Raise what no caller catches where something does not hold."""
    if not holds:
        raise RuntimeError(what)


def seeds(target: str) -> Iterator[bytes]:
    """Return inputs to begin with: the pages and the sentences that the tests hold."""
    if target == "reader":
        for page in sorted((TESTS / "read" / "pages").glob("*.html")):
            yield b"\x03" + page.read_bytes()[:LONGEST]
        return
    for table in ("quantities", "changes", "periods", "exclusions", "commitments", "speakers"):
        for case in yaml.safe_load((TESTS / "extract" / f"{table}.yaml").read_text("utf-8")):
            yield str(next(iter(case.values()))).encode()


def main() -> None:
    """Fuzz the target that the command names."""
    target = sys.argv.pop(1)
    with tempfile.TemporaryDirectory() as folder:
        corpus, words = Path(folder) / "corpus", Path(folder) / "words"
        corpus.mkdir()
        for number, seed in enumerate(seeds(target)):
            (corpus / str(number)).write_bytes(seed)
        words.write_text("".join(f'"{escaped(word)}"\n' for word in WORDS), encoding="ascii")
        options = [f"-dict={words}", f"-max_len={LONGEST}", "-timeout=20", "-print_final_stats=1"]
        run = {"reader": read, "extractor": check}[target]
        atheris.Setup([sys.argv[0], *options, *sys.argv[1:], str(corpus)], run)
        atheris.Fuzz()


def escaped(word: str) -> str:
    """Return the word's bytes as libFuzzer's dictionaries write them."""
    return "".join(f"\\x{byte:02x}" for byte in word.encode())


if __name__ == "__main__":
    main()
