"""Measure the linker: precision and recall on the case tables, and speed.

Run: python benchmarks/link.py
"""

import subprocess
import sys
from pathlib import Path
from time import perf_counter
from typing import Any

import yaml

from kept.lexicon.places import mentions
from kept.link.entities import link_entity
from kept.link.indicators import link_indicator

CASES = Path(__file__).resolve().parent.parent / "tests" / "link"
SENTENCE = (
    "The central bank of Pakistan said on Monday that exports to China and the United States "
    "rose 5% in July, after a fall in June."
)
LOADING = """
import time
import kept.lexicon.load
import kept.link.indicators
import kept.link.entities
from kept.lexicon.gazetteer import gazetteer
from kept.lexicon.places import fiscal_year
from kept.link.phrases import phrasebook
began = time.perf_counter()
gazetteer(); fiscal_year("PAK"); phrasebook(); kept.link.entities.register()
print((time.perf_counter() - began) * 1000)
"""


def main() -> None:
    """Print both tables."""
    print("| Cases | All | None wanted | Precision | Recall |\n|---|---:|---:|---:|---:|")
    for name in ("measures.yaml", "measures_set_aside.yaml"):
        scores(name)
    print("\n| Linking, warm | Wall time |\n|---|---:|")
    sentence = 1e6 / rate(lambda: mentions(SENTENCE), 20_000)
    print(f"| the countries of a sentence | {sentence:.1f} µs |")
    each = 1e6 / rate(lambda: link_all(read("measures.yaml")), 30) / len(read("measures.yaml"))
    print(f"| a claim's indicator | {each:.1f} µs |")
    places = mentions(SENTENCE)
    subject = 1e6 / rate(lambda: link_entity("Pakistan's IT sector", places, "PAK"), 20_000)
    print(f"| a claim's entity | {subject:.1f} µs |")
    loads = [loading() for _ in range(5)]
    print(f"| loading all lists, in a new process | {min(loads):.1f} ms |")


def scores(name: str) -> None:
    """Print precision and recall on one table."""
    cases = read(name)
    pairs = [(case["want"], found(case)) for case in cases]
    right = sum(want == got != "none" for want, got in pairs)
    made = sum(got != "none" for _, got in pairs)
    wanted = sum(want != "none" for want, _ in pairs)
    precision, recall = f"{right}/{made}", f"{right}/{wanted}"
    print(f"| {name} | {len(cases)} | {len(cases) - wanted} | {precision} | {recall} |")


_TABLES: dict[str, list[dict[str, Any]]] = {}


def read(name: str) -> list[dict[str, Any]]:
    """Return the cases of a table."""
    if name not in _TABLES:
        _TABLES[name] = yaml.safe_load((CASES / name).read_text(encoding="utf-8"))
    return _TABLES[name]


def found(case: dict[str, Any]) -> str:
    """Return the id that a case is linked to, or "none"."""
    link = link_indicator(
        case["measure"],
        case["unit"],
        case["text"],
        change_kind=case.get("change"),
        per=case.get("per"),
        area=case.get("area"),
        after=case.get("after", ""),
        stage=case.get("stage", ""),
    )
    return link.id if link else "none"


def link_all(cases: list[dict[str, Any]]) -> None:
    """Link all cases once."""
    for case in cases:
        found(case)


def rate(work: Any, times: int) -> float:
    """Return how often a second some work can be done, after one warming round."""
    work()
    began = perf_counter()
    for _ in range(times):
        work()
    return times / (perf_counter() - began)


def loading() -> float:
    """Return the milliseconds that a fresh process needs to load all lists."""
    done = subprocess.run(
        [sys.executable, "-c", LOADING], capture_output=True, text=True, check=True
    )
    return float(done.stdout)


if __name__ == "__main__":
    main()
