"""Checks the annotated evaluation texts: `python tools/annotation_check.py [tests/annotated]`.

Prints how many texts, claims and commitments each half holds, by kind, and every fault
found; exits with 1 if there is one. The fields are described in tests/annotated/README.md.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, get_args

import yaml

from kept.model.claims import Bound, ChangeKind, CommitmentKind, Direction, Modality, Strength

HALVES = ("dev", "set_aside")
ADDED = ("dev_later", "opened")
"""Texts added to the development half alone: nothing in the other half balances them."""
LEAST_SENTENCES, LEAST_WITHOUT_CLAIM, LEAST_ANNOUNCEMENTS = 250, 60, 12
WIDEST_IMBALANCE = 2
"""Both halves hold each kind of sentence as often, but for this many."""

ONE_SIDED = {"meaning"}
"""Kinds of the development half alone: written to teach a field, they measure nothing."""

OPEN_BELOW, OPEN_ABOVE = ("under", "at_most"), ("over", "at_least")
CLAIM_FIELDS = {
    "sentence", "quantity", "measure", "subject", "change", "period", "modality",
    "speaker", "source", "negated", "conditional",
}  # fmt: skip
COMMITMENT_FIELDS = {
    "sentence", "kind", "action", "promiser", "deadline", "strength", "conditions",
    "bodies", "claims",
}  # fmt: skip
QUANTITY_FIELDS = {"exact", "low", "high", "unit", "bound", "nth", "per"}

Row = dict[str, Any]


def check(folder: Path) -> tuple[list[str], list[str]]:
    """Return the lines of the summary table and the faults of all files in the folder."""
    sentences = {half: _load(folder / f"sentences_{half}.yaml") for half in HALVES}
    announcements = {half: _announcements(folder / f"announcements_{half}") for half in HALVES}
    added = [_load(folder / f"sentences_{part}.yaml") for part in ADDED]
    added_whole = [_announcements(folder / f"announcements_{part}") for part in ADDED]
    faults = [
        f"{row['id']}: {fault}"
        for rows in (*sentences.values(), *announcements.values(), *added, *added_whole)
        for row in rows
        for fault in faults_of(row)
    ]
    faults += _repeated([row for half in (*sentences.values(), *added) for row in half])
    faults += _faults_of_size(sentences, announcements)
    return _table(sentences, announcements), faults


def faults_of(row: Row) -> Iterator[str]:
    """Yield what is wrong with one annotated text, claim by claim."""
    claims, commitments = row.get("claims", []), row.get("commitments", [])
    if row.get("kind") == "none" and (claims or commitments):
        yield "kind none, but it has claims or commitments"
    yield from _faults_of_date(row.get("published"), "published")
    for index, claim in enumerate(claims):
        for fault in _faults_of_claim(claim, row["text"]):
            yield f"claim {index}: {fault}"
    for index, commitment in enumerate(commitments):
        for fault in _faults_of_commitment(commitment, row["text"], claims):
            yield f"commitment {index}: {fault}"
    yield from _promises_without_commitment(claims, commitments)
    for event in row.get("events", []):
        yield from _absent(event["names"] + event["abbreviations"], row["text"], "event")
    if len(set(map(_place_of(row["text"]), claims))) != len(claims):
        yield "two claims stand at the same place"


def _load(path: Path) -> list[Row]:
    rows: list[Row] = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader) or []
    return rows


def _announcements(folder: Path) -> list[Row]:
    found = []
    for path in sorted(folder.glob("*.yaml")):
        row = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
        text = path.with_suffix(".txt").read_text(encoding="utf-8")
        found.append({"id": path.stem, "text": text, "kind": "announcement"} | row)
    return found


def _faults_of_claim(claim: Row, text: str) -> Iterator[str]:
    if unknown := claim.keys() - CLAIM_FIELDS:
        yield f"unknown fields {sorted(unknown)}"
    yield from _faults_of_sentence(claim, text)
    yield from _faults_of_quantity(claim["quantity"], _passage(claim, text))
    words = [claim.get(field) for field in ("measure", "subject", "speaker", "source")]
    yield from _absent(words, text, "words")
    change = claim.get("change")
    if change:
        yield from _illegal(change["kind"], ChangeKind, "change kind")
        yield from _illegal(change["direction"], Direction, "direction")
        yield from _absent([change.get("baseline")], text, "baseline")
    yield from _faults_of_period(claim.get("period"), text)
    yield from _illegal(claim.get("modality", "observed"), Modality, "modality")


def _faults_of_quantity(quantity: Row, passage: str) -> Iterator[str]:
    exact = quantity["exact"]
    if unknown := quantity.keys() - QUANTITY_FIELDS:
        yield f"unknown fields {sorted(unknown)}"
    at = _find(exact, passage, quantity.get("nth", 1))
    if at < 0:
        yield f"{exact!r} does not stand there"
    elif _is_cut_out(passage[max(at - 2, 0) : at], exact, passage[at + len(exact) :][:2]):
        yield f"{exact!r} is cut out of a longer word or number"
    unit = quantity["unit"]
    if unit != unit.lower() and not (len(unit) == 3 and unit.isupper()):
        yield f"unit {unit!r} is neither a currency code nor in lower case"
    bound = quantity.get("bound", "exact")
    yield from _illegal(bound, Bound, "bound")
    try:
        ends = [end and Decimal(end) for end in (quantity["low"], quantity["high"])]
    except InvalidOperation:
        yield f"{exact!r} has an end that is no number"
        return
    yield from _faults_of_ends(ends[0], ends[1], bound)


def _faults_of_ends(low: Decimal | None, high: Decimal | None, bound: str) -> Iterator[str]:
    if (low is None) != (bound in OPEN_BELOW) or (high is None) != (bound in OPEN_ABOVE):
        yield f"bound {bound} does not fit the ends {low} and {high}"
    if low is not None and high is not None and low > high:
        yield f"the low end {low} lies above the high end {high}"


def _faults_of_commitment(commitment: Row, text: str, claims: list[Row]) -> Iterator[str]:
    if unknown := commitment.keys() - COMMITMENT_FIELDS:
        yield f"unknown fields {sorted(unknown)}"
    yield from _faults_of_sentence(commitment, text)
    yield from _illegal(commitment["kind"], CommitmentKind, "kind")
    yield from _illegal(commitment.get("strength", "will"), Strength, "strength")
    yield from _absent([commitment["action"]], _passage(commitment, text), "action")
    words = [commitment.get("promiser"), *commitment.get("conditions", [])]
    yield from _absent([*words, *commitment.get("bodies", [])], text, "words")
    yield from _faults_of_period(commitment.get("deadline"), text)
    for index in commitment.get("claims", []):
        if not 0 <= index < len(claims):
            yield f"there is no claim {index}"


def _promises_without_commitment(claims: list[Row], commitments: list[Row]) -> Iterator[str]:
    promised = {index for commitment in commitments for index in commitment.get("claims", [])}
    for index, claim in enumerate(claims):
        if claim.get("modality") in ("target", "pledge") and index not in promised:
            yield f"claim {index} is a {claim['modality']}, but no commitment names it"


def _faults_of_sentence(item: Row, text: str) -> Iterator[str]:
    if "sentence" in item and text.count(item["sentence"]) != 1:
        yield f"the sentence {item['sentence']!r} stands {text.count(item['sentence'])} times"


def _faults_of_period(period: Row | None, text: str) -> Iterator[str]:
    if not period:
        return
    yield from _absent([period["exact"]], text, "period")
    start, end = period["start"], period["end"]
    for day in (start, end):
        yield from _faults_of_date(day, "period")
    if start and end and start >= end:
        yield f"the period ends before it starts: {period['exact']!r}"


def _faults_of_date(day: object, name: str) -> Iterator[str]:
    if day is not None and not isinstance(day, date):
        yield f"{name}: {day!r} is no date"


def _illegal(value: str, literal: object, name: str) -> Iterator[str]:
    if value not in get_args(literal):
        yield f"{name}: {value!r} is not one of {', '.join(get_args(literal))}"


def _absent(words: list[str | None], text: str, name: str) -> Iterator[str]:
    for word in words:
        if word is not None and (not word or word not in text):
            yield f"{name}: {word!r} does not stand in the text"


def _passage(item: Row, text: str) -> str:
    """Return the text from the item's own sentence to the end of its paragraph."""
    if "sentence" not in item or item["sentence"] not in text:
        return text
    return text[text.index(item["sentence"]) :].split("\n", 1)[0]


def _is_cut_out(before: str, exact: str, after: str) -> bool:
    """Return whether the two characters on either side belong to the same word or number."""
    joined = f"{before}\n{exact}\n{after}"
    return re.search(r"\w\n\w|\d[.,]\n\d|\d\n[.,]\d", joined) is not None


def _find(exact: str, passage: str, nth: int) -> int:
    """Return where the nth occurrence of the words starts, or -1."""
    at = -1
    for _ in range(nth):
        at = passage.find(exact, at + 1)
        if at < 0:
            return at
    return at


def _place_of(text: str) -> Any:
    def place(claim: Row) -> tuple[int, str]:
        passage, quantity = _passage(claim, text), claim["quantity"]
        at = _find(quantity["exact"], passage, quantity.get("nth", 1))
        return text.find(passage) + at, quantity["exact"]

    return place


def _faults_of_size(
    sentences: dict[str, list[Row]], announcements: dict[str, list[Row]]
) -> Iterator[str]:
    rows = [row for half in HALVES for row in sentences[half]]
    kinds = {half: Counter(row["kind"] for row in sentences[half]) for half in HALVES}
    yield from _too_few(len(rows), LEAST_SENTENCES, "sentences")
    yield from _too_few(sum(kinds[half]["none"] for half in HALVES), LEAST_WITHOUT_CLAIM, "none")
    count = sum(len(announcements[half]) for half in HALVES)
    yield from _too_few(count, LEAST_ANNOUNCEMENTS, "announcements")
    for kind in sorted((set(kinds["dev"]) | set(kinds["set_aside"])) - ONE_SIDED):
        if abs(kinds["dev"][kind] - kinds["set_aside"][kind]) > WIDEST_IMBALANCE:
            yield f"kind {kind}: {kinds['dev'][kind]} and {kinds['set_aside'][kind]} sentences"


def _repeated(rows: list[Row]) -> Iterator[str]:
    for field in ("id", "text"):
        for value, times in Counter(row[field] for row in rows).items():
            if times > 1:
                yield f"the {field} {value!r} stands {times} times"


def _too_few(count: int, least: int, name: str) -> Iterator[str]:
    if count < least:
        yield f"{name}: {count}, at least {least} are wanted"


def _table(sentences: dict[str, list[Row]], announcements: dict[str, list[Row]]) -> list[str]:
    lines = [f"{'kind':14}{'dev':>10}{'set aside':>12}"]
    kinds = sorted({row["kind"] for half in HALVES for row in sentences[half]})
    lines += [_line(kind, [_count(sentences[half], kind) for half in HALVES]) for kind in kinds]
    for name, parts in (("sentences", sentences), ("announcements", announcements)):
        lines.append(_line(name, [len(parts[half]) for half in HALVES]))
        for field in ("claims", "commitments"):
            totals = [sum(len(row.get(field, [])) for row in parts[half]) for half in HALVES]
            lines.append(_line(f"  {field}", totals))
    return lines


def _count(rows: list[Row], kind: str) -> int:
    return sum(row["kind"] == kind for row in rows)


def _line(name: str, counts: list[int]) -> str:
    return f"{name:14}{counts[0]:>10}{counts[1]:>12}"


def main(arguments: list[str]) -> int:
    """Return 0 if the folder's annotations hold together, else 1; print the table and faults."""
    table, faults = check(Path(arguments[0]) if arguments else Path("tests/annotated"))
    print("\n".join(table))
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
