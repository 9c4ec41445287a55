"""Peers of the extractor on one file of sentences: python extract_peers.py PEER < SENTENCES.json.

Runs in the peers' own environment (requirements/bench-extract.txt). Reads a JSON list of texts,
writes one JSON object: what the peer found in each, in the scorer's format, and the seconds of
processor time that a warm run takes.
"""

import contextlib
import json
import os
import sys
import warnings
from collections.abc import Callable
from pathlib import Path
from time import process_time
from typing import Any

warnings.filterwarnings("ignore")
Found = list[dict[str, Any]]
WARM_UP = 10


def quantulum() -> tuple[str, Callable[[str], Found]]:
    """Return quantulum3 as it is installed, without its optional classifier."""
    from importlib.metadata import version  # noqa: PLC0415

    from quantulum3 import parser  # noqa: PLC0415  only in the peers' environment

    def read(text: str) -> Found:
        return [{"value": each.value, "unit": each.unit.name} for each in parser.parse(text)]

    return f"quantulum3 {version('quantulum3')}", read


def recognizers() -> tuple[str, Callable[[str], Found]]:
    """Return Recognizers-Text: its models of numbers with units, then numbers left over."""
    from importlib.metadata import version  # noqa: PLC0415

    import recognizers_suite as suite  # noqa: PLC0415  only in the peers' environment

    models = [
        suite.recognize_percentage, suite.recognize_currency, suite.recognize_dimension,
        suite.recognize_temperature, suite.recognize_age, suite.recognize_number,
    ]  # fmt: skip

    def read(text: str) -> Found:
        taken: list[tuple[int, int]] = []
        found: Found = []
        for model in models:
            for each in model(text, suite.Culture.English):
                if any(each.start <= end and start <= each.end for start, end in taken):
                    continue
                taken.append((each.start, each.end))
                value = number_of((each.resolution or {}).get("value"))
                if value is not None:
                    found.append({"value": value, "unit": unit_of(each)})
        return found

    return f"Recognizers-Text {version('recognizers-text-suite')}", read


def number_of(text: object) -> float | None:
    """Return the value of a resolution such as "5%", or None where it is none."""
    with contextlib.suppress(TypeError, ValueError):
        return float(str(text).rstrip("%"))
    return None


def unit_of(result: Any) -> str:
    """Return the unit's name as the scorer folds it."""
    if result.type_name == "percentage":
        return "percentage"
    unit = (result.resolution or {}).get("unit") or "-"
    if result.type_name == "age":
        return f"{unit.lower()} of age"
    return {"C": "celsius", "F": "fahrenheit"}.get(unit, unit.lower())


def main() -> None:
    """Read the texts of standard input with the peer that the first argument names."""
    name, read = {"quantulum3": quantulum, "recognizers": recognizers}[sys.argv[1]]()
    texts = json.load(sys.stdin)
    with (
        Path(os.devnull).open("w", encoding="utf-8") as nowhere,
        contextlib.redirect_stdout(nowhere),
    ):
        for text in texts[:WARM_UP]:
            attempt(read, text)
        began = process_time()
        found = [attempt(read, text) for text in texts]
        seconds = process_time() - began
    json.dump({"name": name, "seconds": seconds, "found": found}, sys.stdout)


def attempt(read: Callable[[str], Found], text: str) -> Found:
    """Return what a peer finds; one that fails on a text finds nothing in it."""
    try:
        return read(text)
    except Exception:
        return []


if __name__ == "__main__":
    main()
