"""Counts of a scoring run, and the measures that they are turned into."""

import re
from collections import Counter, defaultdict
from typing import NamedTuple

EMPTY_STARTS = frozenset(
    ("the", "a", "an", "its", "their", "our", "in", "of", "by", "from", "over")
)


class Fault(NamedTuple):
    """One field of one claim or commitment that was read otherwise than annotated."""

    field: str
    text: str
    expected: object
    found: object


class Tally:
    """Counts of a run: expected, found and right, field by field."""

    def __init__(self) -> None:
        self.right: defaultdict[str, float] = defaultdict(float)
        self.total: Counter[str] = Counter()
        self.classes: Counter[tuple[str, str]] = Counter()
        self.faults: list[Fault] = []

    def add(self, field: str, score: float, fault: Fault) -> None:
        """Count one reading of a field, `score` from 0 to 1."""
        self.total[field] += 1
        self.right[field] += score
        if score < 1:
            self.faults.append(fault)

    def share(self, field: str) -> float:
        """Return the share of a field that was read as annotated; macro-F1 for `modality`."""
        if field == "modality":
            return macro_f1(self.classes)
        return self.right[field] / self.total[field] if self.total[field] else 1.0


def macro_f1(pairs: Counter[tuple[str, str]]) -> float:
    """Return the mean over the annotated classes of F1. pairs: counts of (annotated, read)."""
    classes = {wanted for wanted, _ in pairs}
    return sum(_f1(pairs, name) for name in classes) / len(classes) if classes else 1.0


def _f1(pairs: Counter[tuple[str, str]], name: str) -> float:
    right = pairs[name, name]
    wanted = sum(count for (want, _), count in pairs.items() if want == name)
    found = sum(count for (_, got), count in pairs.items() if got == name)
    return 2 * right / (wanted + found) if wanted + found else 1.0


def overlap(wanted: str | None, found: str | None) -> float:
    """Return the F1 of shared words; 1 when both name nothing, 0 when one does."""
    if not wanted or not found:
        return float(not wanted and not found)
    want, got = _words(wanted), _words(found)
    shared = sum((want & got).values())
    if not shared:
        return 0.0
    precision, recall = shared / sum(got.values()), shared / sum(want.values())
    return 2 * precision * recall / (precision + recall)


def _words(text: str) -> Counter[str]:
    words = re.findall(r"\w+", text.lower().replace("’s", "").replace("'s", ""))
    return Counter(word for word in words if word not in EMPTY_STARTS) or Counter(words)
