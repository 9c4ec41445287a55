"""Scores of the extractor on the annotated sentences, field by field.

    python tests/annotated/scoring.py [--faults FIELD] [FILE.yaml ...]

A claim is found when its quantity stands at the annotated place with the same ends. The
other fields are scored on the claims that were found; a phrase by the words it shares (F1).
"""

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from kept.extract.room import extract
from kept.model.claims import Claim
from kept.read.document import from_text

HERE = Path(__file__).parent
DEFAULT = (HERE / "sentences_dev.yaml",)
EMPTY_STARTS = frozenset(
    {"the", "a", "an", "its", "their", "our", "in", "of", "by", "from", "over"}
)


class Fault(NamedTuple):
    """One field of one claim that was read otherwise than annotated."""

    field: str
    text: str
    expected: object
    found: object


class Tally:
    """Counts of a run: expected, found and right, field by field."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.total: Counter[str] = Counter()
        self.faults: list[Fault] = []

    def add(self, field: str, score: float, fault: Fault) -> None:
        """Count one reading of a field, `score` from 0 to 1."""
        self.total[field] += 1
        self.right[field] += score  # type: ignore[assignment]  # shares of words add up too
        if score < 1:
            self.faults.append(fault)

    def share(self, field: str) -> float:
        """Return the share of a field that was read as annotated."""
        return self.right[field] / self.total[field] if self.total[field] else 1.0


def rows_of(path: Path) -> list[dict[str, Any]]:
    """Return the annotated sentences of a file."""
    return list(yaml.safe_load(path.read_text(encoding="utf-8")))


def score_file(path: Path) -> Tally:
    """Return the tally of one file of sentences."""
    tally = Tally()
    for row in rows_of(path):
        score_row(row, tally)
    return tally


def score_row(row: dict[str, Any], tally: Tally) -> None:
    """Add one sentence's readings to the tally."""
    document = from_text(row["text"], published=row.get("published"), country=row.get("country"))
    reading = extract(document)
    expected = list(row.get("claims") or [])
    unmatched = list(reading.claims)
    for wanted in expected:
        found = _take(wanted, row["text"], unmatched)
        value = found is not None and _value_equal(wanted["quantity"], found)
        shown = found.quantity if found else None
        tally.add("value", float(value), Fault("value", row["text"], wanted["quantity"], shown))
        if found is not None and value:
            for field, score, want, got in _fields(wanted, found):
                tally.add(field, score, Fault(field, row["text"], want, got))
    for claim in unmatched:
        tally.total["spurious"] += 1
        tally.faults.append(Fault("spurious", row["text"], None, claim.quantity))
    if not expected:
        tally.add(
            "silence",
            float(not reading.claims),
            Fault("silence", row["text"], None, reading.claims),
        )


def _take(wanted: dict[str, Any], text: str, unmatched: list[Claim]) -> Claim | None:
    """Return and remove the claim whose quantity lies over the annotated one, the nearest first."""
    exact, nth = str(wanted["quantity"]["exact"]), int(wanted["quantity"].get("nth", 1))
    start = -1
    for _ in range(nth):
        start = text.index(exact, start + 1)
    end = start + len(exact)
    over = [c for c in unmatched if c.quantity.start < end and start < c.quantity.end]
    if not over:
        return None
    best = min(
        over, key=lambda claim: abs(claim.quantity.start - start) + abs(claim.quantity.end - end)
    )
    unmatched.remove(best)
    return best


def _value_equal(quantity: dict[str, Any], found: Claim) -> bool:
    ends = ((quantity.get("low"), found.quantity.low), (quantity.get("high"), found.quantity.high))
    known = [(Decimal(str(want)), got) for want, got in ends if want is not None]
    got_values = {got for _, got in ends if got is not None}
    return bool(known) and all(
        any(
            abs(want - got) <= max(abs(want) * Decimal("0.001"), Decimal("0.005"))
            for got in got_values
        )
        for want, _ in known
    )


def _fields(wanted: dict[str, Any], found: Claim) -> Iterator[tuple[str, float, object, object]]:
    quantity = wanted["quantity"]
    unit, bound = str(quantity.get("unit") or ""), quantity.get("bound", "exact")
    yield (
        "unit",
        float(_last_word(unit) == _last_word(found.quantity.unit)),
        unit,
        found.quantity.unit,
    )
    yield "bound", float(bound == found.quantity.bound), bound, found.quantity.bound
    change = wanted.get("change") or {}
    want_change = (change.get("kind"), change.get("direction"))
    got_change = (found.change.kind, found.change.direction) if found.change else (None, None)
    yield "change", float(want_change == got_change), want_change, got_change
    period = wanted.get("period") or {}
    want_dates = (str(period.get("start")), str(period.get("end")))
    got = found.period
    got_dates = (str(got.start), str(got.end)) if got else ("None", "None")
    yield "period", float(want_dates == got_dates), (period.get("exact"), want_dates), got
    modality = wanted.get("modality", "observed")
    yield "modality", float(modality == found.modality), modality, (found.modality, found.rules)
    negated = bool(wanted.get("negated"))
    yield "negated", float(negated == found.negated), negated, found.negated
    conditional = bool(wanted.get("conditional"))
    yield "conditional", float(conditional == found.conditional), conditional, found.conditional
    for field in ("measure", "subject", "speaker", "source"):
        phrase = getattr(found, field)
        got_text = phrase.exact if phrase else None
        yield field, overlap(wanted.get(field), got_text), wanted.get(field), got_text


def _last_word(text: str) -> str:
    return text.replace("-", " ").split()[-1] if text else ""


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


def main() -> None:
    """Print one table a file, and on request the faults of one field."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--faults", default="")
    options = parser.parse_args()
    for path in options.files or DEFAULT:
        tally = score_file(path)
        out = sys.stdout.write
        out(f"{path.name}\n")
        for field in sorted(tally.total):
            out(f"  {field:12} {tally.share(field):6.1%} of {tally.total[field]}\n")
        for fault in tally.faults:
            if fault.field == options.faults:
                out(f"- {fault.text}\n    want {fault.expected}\n    got  {fault.found}\n")


if __name__ == "__main__":
    main()
