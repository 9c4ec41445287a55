"""Where the time of extraction goes: the share of each module, from a profile of one warm run."""

import cProfile
import pstats
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from kept.extract.room import extract
from kept.model.text import Document

MOST = 20


def stage_table(documents: Sequence[Document], sentences: int) -> list[str]:
    """Return a Markdown table of the modules that take most time, and what a sentence costs them.

    documents: texts whose sentences all hold numbers. The built-in calls of a module count as its
    own. A profile makes calls dearer than they are, so that the shares are near the truth only.
    """
    for document in documents:
        extract(document)
    profile = cProfile.Profile()
    profile.enable()
    for document in documents:
        extract(document)
    profile.disable()
    spent = _by_module(pstats.Stats(profile))
    total = sum(spent.values())
    lines = ["| module | share | µs a sentence, profiled |", "|---|---:|---:|"]
    for name, seconds in spent.most_common(MOST):
        lines.append(f"| {name} | {seconds / total:.0%} | {seconds / sentences * 1e6:.0f} |")
    rest = total - sum(seconds for _, seconds in spent.most_common(MOST))
    lines.append(
        f"| {len(spent) - MOST} others | {rest / total:.0%} | {rest / sentences * 1e6:.0f} |"
    )
    return lines


def _by_module(stats: pstats.Stats) -> Counter[str]:
    spent: Counter[str] = Counter()
    for (file, _, _), (_, _, own, _, callers) in stats.stats.items():  # type: ignore[attr-defined]
        if Path(file).suffix == ".py":
            spent[_name(file)] += own
            continue
        for (caller, _, _), (_, _, part, _) in callers.items():
            spent[_name(caller)] += part
    return spent


def _name(file: str) -> str:
    path = Path(file)
    return f"{path.parent.name}/{path.stem}"
