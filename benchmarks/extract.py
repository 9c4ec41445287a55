"""How well and how fast quantities are read: python benchmarks/extract.py [--gold FILE] [--write].

Scores Kept and its peers on the same sentences in the same run, with the scorer that the sets
come with (strict matching), and times them one after another on one core, warm. Needs the sets
in ../shared/benchmarks/newsquant; without them it says so and stops. Peers run in .venv-bench.

--gold: score this file alone. --floors: exit 1 where a score of Kept fell under its floor in
extract_floors.toml. --write: put the tables into docs/extraction.md.
"""

import argparse
import importlib
import json
import resource
import subprocess
import sys
import tempfile
import tomllib
from datetime import date
from pathlib import Path
from statistics import median
from time import process_time
from types import ModuleType
from typing import Any

from extract_format import to_scorer
from extract_stages import stage_table
from kept.extract import tokens
from kept.extract.room import extract, quantities
from kept.extract.sentences import may_count, split_sentences
from kept.model.text import Document
from kept.read.document import from_text

HERE = Path(__file__).resolve().parent
SETS = HERE.parents[1] / "shared" / "benchmarks" / "newsquant"
PEER_PYTHON = HERE.parent / ".venv-bench" / "bin" / "python"
PUBLISHED = date(2022, 6, 1)
FILES = ("newsquant_dev", "currency_dev", "dimension_dev", "temperature_dev", "age_dev")
SENSES = {
    "value": "value", "value+unit": "value + unit", "value+change": "value + change",
    "value+unit+change": "value + unit + change", "value+concept": "value + concept, a word",
    "value+concept_all": "value + concept, all",
}  # fmt: skip
RUNS = 5
ARTICLE = 20
Prediction = list[list[dict[str, Any]]]


def main() -> int:
    """Print the tables; return 1 where a floor is broken."""
    parser = argparse.ArgumentParser(description="Measure the extraction of quantities.")
    parser.add_argument("--gold", type=Path, help="a file of annotated sentences")
    parser.add_argument("--floors", action="store_true")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--rates", action="store_true", help="print Kept's rates as JSON, alone")
    options = parser.parse_args()
    if not (SETS / "score.py").exists():
        print(f"SKIPPED: no scorer and no sets in {SETS}", file=sys.stderr)
        return 0
    if options.rates:
        if str(tokens.__file__).endswith(".py"):
            sys.exit("this environment's Kept is not compiled")
        print(json.dumps(own_rates()))
        return 0
    files = [options.gold] if options.gold else [SETS / f"{name}.json" for name in FILES]
    scorer = load_scorer()
    scores = {file.stem: score_all(scorer, file) for file in files}
    lines = [*score_table(scores), "", *speed_table()]
    print("\n".join(lines))
    if options.write:
        write(lines)
    return broken(scores) if options.floors else 0


def load_scorer() -> ModuleType:
    """Return the scorer that lies beside the sets."""
    sys.path.insert(0, str(SETS))
    return importlib.import_module("score")


def read_gold(file: Path) -> list[str]:
    """Return the sentences of a set, one JSON list or one object a line."""
    text = file.read_text(encoding="utf-8")
    rows = json.loads(text) if text.lstrip().startswith("[") else map(json.loads, text.splitlines())
    return [row["text"] for row in rows]


# Scores.


def score_all(scorer: ModuleType, file: Path) -> dict[str, dict[str, float]]:
    """Return the F1 of Kept and of every peer, by sense."""
    texts = read_gold(file)
    found: dict[str, Prediction] = {"Kept": [kept_on(text) for text in texts]}
    for peer in peers(texts):
        found[peer["name"]] = peer["found"]
    return {name: scored(scorer, file, texts, each) for name, each in found.items()}


def kept_on(text: str) -> list[dict[str, Any]]:
    """Return the quantities of one sentence in the scorer's format."""
    return to_scorer(text, quantities(from_text(text, published=PUBLISHED)))


def scored(scorer: ModuleType, gold: Path, texts: list[str], found: Prediction) -> dict[str, float]:
    """Return the strict F1 in percent by sense, and the two parts of the first."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        for text, rows in zip(texts, found, strict=True):
            file.write(json.dumps({"text": text, "quantities": rows}) + "\n")
        file.flush()
        rows, live, _ = scorer.per_sentence(str(gold), file.name)
    return {sense: 100 * scorer.total(rows, sense)[2] for sense in live if sense in SENSES}


def peers(texts: list[str]) -> list[dict[str, Any]]:
    """Return what each peer found and how long it took; a peer that fails is named and left out."""
    return [run for name in ("quantulum3", "recognizers") if (run := run_peer(name, texts))]


_RUNS: dict[str, dict[str, Any]] = {}


def run_peer(name: str, texts: list[str]) -> dict[str, Any] | None:
    """Return one peer's run on the texts, from memory where it has already been made."""
    key = name + json.dumps(texts)
    if key not in _RUNS:
        command = [str(PEER_PYTHON), str(HERE / "extract_peers.py"), name]
        try:
            run = subprocess.run(
                command, input=json.dumps(texts), capture_output=True, text=True, check=True
            )
        except (OSError, subprocess.CalledProcessError) as error:
            print(f"NOT RUN: {name}: {error}", file=sys.stderr)
            return None
        _RUNS[key] = json.loads(run.stdout)
    return _RUNS[key]


def score_table(scores: dict[str, dict[str, dict[str, float]]]) -> list[str]:
    """Return a Markdown table of F1 by set and sense, one column a system."""
    names = list(next(iter(scores.values())))
    lines = [f"| F1, strict | {' | '.join(names)} |", "|---|" + "---:|" * len(names)]
    for stem, systems in scores.items():
        for sense in systems["Kept"]:
            cells = [f"{each[sense]:.1f}" if sense in each else "–" for each in systems.values()]
            lines.append(f"| {stem}: {SENSES[sense]} | {' | '.join(cells)} |")
    return lines


def broken(scores: dict[str, dict[str, dict[str, float]]]) -> int:
    """Return 1, naming each score of Kept that fell under its floor, else 0."""
    floors = tomllib.loads((HERE / "extract_floors.toml").read_text(encoding="utf-8"))
    fallen = [
        f"{stem}: {sense} is {scores[stem]['Kept'][sense]:.1f}, its floor {floor}"
        for stem, senses in floors.items()
        if isinstance(senses, dict) and stem in scores
        for sense, floor in senses.items()
        if scores[stem]["Kept"][sense] < floor - floors["margin"]
    ]
    print("\n".join(fallen) or "No score is under its floor.", file=sys.stderr)
    return int(bool(fallen))


# Speed.


def speed_table() -> list[str]:
    """Return a Markdown table of sentences a second, text to claims, whole articles, one core."""
    silent, counting = timed_texts()
    lines = ["| sentences a second, one core | without numbers | with numbers |", "|---|---:|---:|"]
    claims, layer = own_rates()
    lines.append(f"| Kept, text to claims | {claims[0]:,.0f} | {claims[1]:,.0f} |")
    lines.append(f"| Kept, text to quantities | {layer[0]:,.0f} | {layer[1]:,.0f} |")
    ours = compiled_rates()
    if ours:
        lines.append(f"| Kept compiled, text to claims | {ours[0][0]:,.0f} | {ours[0][1]:,.0f} |")
        lines.append(
            f"| Kept compiled, text to quantities | {ours[1][0]:,.0f} | {ours[1][1]:,.0f} |"
        )
    best = ours[0] if ours else claims
    for name in ("quantulum3", "recognizers"):
        runs = [run_peer(name, each) for each in (silent, counting)]
        if all(runs):
            rates = [len(run["found"]) / run["seconds"] for run in runs if run]
            lines.append(f"| {runs[0]['name']} | {rates[0]:,.0f} | {rates[1]:,.0f} |")
            lines.append(
                f"| Kept's claims, times as fast | {best[0] / rates[0]:,.0f} × "
                f"| {best[1] / rates[1]:,.0f} × |"
            )
    lines += ["", memory_line(articles(silent + counting)), ""]
    lines += stage_table(articles(counting), len(counting))
    return lines


def timed_texts() -> tuple[list[str], list[str]]:
    """Return sentences without and with numbers: the first set's, and our own announcements'."""
    texts = read_gold(SETS / f"{FILES[0]}.json")
    for path in sorted((HERE.parent / "tests/annotated/announcements_dev").glob("*.txt")):
        document = from_text(path.read_text(encoding="utf-8"))
        texts += [document.text[start:end] for start, end in split_sentences(document)]
    return (
        [text for text in texts if not may_count(text)],
        [text for text in texts if may_count(text)],
    )


def own_rates() -> tuple[list[float], list[float]]:
    """Return sentences a second to claims and to quantities, each without and with numbers."""
    silent, counting = timed_texts()
    return (
        [speed(extract, articles(each)) for each in (silent, counting)],
        [speed(quantities, articles(each)) for each in (silent, counting)],
    )


def compiled_rates() -> list[list[float]] | None:
    """Return the rates of the compiled build that `make compiled` left behind, if there is one."""
    python = HERE.parent / ".venv-compiled" / "bin" / "python"
    if not python.exists():
        print("NOT RUN: no compiled build; make compiled makes one", file=sys.stderr)
        return None
    command = [str(python), str(HERE / "extract.py"), "--rates"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    if run.returncode:
        print(f"NOT RUN: the compiled build: {run.stderr.strip()[-200:]}", file=sys.stderr)
        return None
    rates: list[list[float]] = json.loads(run.stdout)
    return rates


def articles(texts: list[str]) -> list[Document]:
    """Return documents of some twenty sentences in paragraphs of four, repeated to be timed."""
    joined = [
        "\n\n".join(" ".join(part[at : at + 4]) for at in range(0, len(part), 4))
        for start in range(0, len(texts), ARTICLE)
        if (part := texts[start : start + ARTICLE])
    ]
    return [from_text(text, published=PUBLISHED) for text in joined]


def speed(work: Any, documents: list[Document]) -> float:
    """Return the median rate in sentences a second of processor time; one warm run before."""
    count = sum(len(split_sentences(document)) for document in documents)
    times = []
    for _ in range(RUNS + 1):
        began = process_time()
        for document in documents:
            work(document)
        times.append(process_time() - began)
    return count / median(times[1:])


def memory_line(documents: list[Document]) -> str:
    """Return the peak of memory after the articles, and after many times as many."""
    peaks = []
    for rounds in (2, 20):
        for _ in range(rounds):
            for document in documents:
                extract(document)
        peaks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    return f"Memory at its peak: {peaks[0]:.0f} MB, after ten times as much {peaks[1]:.0f} MB."


def write(lines: list[str]) -> None:
    """Put the tables between the marks of docs/extraction.md."""
    page = HERE.parent / "docs" / "extraction.md"
    begin, end = "<!-- bench-extract -->\n", "<!-- /bench-extract -->"
    before, _, rest = page.read_text(encoding="utf-8").partition(begin)
    _, _, after = rest.partition(end)
    page.write_text(before + begin + "\n".join(lines) + "\n" + end + after, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
