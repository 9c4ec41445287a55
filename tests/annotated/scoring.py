"""Scores of the extractor on the annotated texts, field by field, and how far readers agree.

    python tests/annotated/scoring.py [--faults FIELD] [FILE.yaml or FOLDER ...]

A claim is found when its quantity stands at the annotated place with the same ends. The
other fields are scored on the claims that were found: modality by the mean F1 of its classes,
a phrase by the words it shares (F1). "FIELD, where named" leaves out what is rightly empty.
"""

import argparse
import re
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from agreement import SECOND, agreement  # noqa: E402  it lies beside this file
from commitment_scores import score_commitments  # noqa: E402
from tally import Fault, Tally, overlap  # noqa: E402
from texts import HALVES, Row, place_of, rows_of  # noqa: E402

from kept.extract.room import extract  # noqa: E402
from kept.model.claims import Claim, Reading  # noqa: E402

KINDS = ("sentences", "announcements")
ORDER = (
    "value", "unit", "bound", "change", "baseline", "period", "modality", "negated",
    "conditional", "speaker", "source", "measure", "subject", "silence", "spurious",
)  # fmt: skip


def path_of(kind: str, half: str) -> Path:
    """Return the file of sentences or the folder of announcements of one half."""
    return HERE / (f"{kind}_{half}.yaml" if kind == "sentences" else f"{kind}_{half}")


def score(path: Path) -> Tally:
    """Return the tally of one file of sentences or one folder of announcements."""
    tally = Tally()
    for row in rows_of(path):
        reading = extract(row.document)
        score_claims(row, reading, tally)
        score_commitments(row, reading, tally)
    return tally


def score_claims(row: Row, reading: Reading, tally: Tally) -> None:
    """Add the readings of one text's claims to the tally."""
    unmatched = list(reading.claims)
    for wanted in row.claims:
        found = _take(place_of(row, wanted), unmatched)
        value = found is not None and _value_equal(wanted["quantity"], found)
        where = found.quote.exact if found else row.text[:200]
        shown = found.quantity if found else None
        tally.add("value", float(value), Fault("value", where, wanted["quantity"], shown))
        if found is not None and value:
            _add_fields(wanted, found, tally)
    for claim in unmatched:
        tally.total["spurious"] += 1
        tally.faults.append(Fault("spurious", claim.quote.exact, None, claim.quantity))
    if not row.claims:
        fault = Fault("silence", row.text, None, [claim.quantity for claim in reading.claims])
        tally.add("silence", float(not reading.claims), fault)


def _take(place: tuple[int, int], unmatched: list[Claim]) -> Claim | None:
    """Return and remove the claim whose quantity lies over the annotated one, the nearest first."""
    start, end = place
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


def _add_fields(wanted: dict[str, Any], found: Claim, tally: Tally) -> None:
    modality = wanted.get("modality", "observed")
    tally.classes[modality, found.modality] += 1
    for field, points, want, got in _fields(wanted, found):
        fault = Fault(field, found.quote.exact, want, (got, found.quantity.exact, found.rules))
        tally.add(field, points, fault)
        if field in _MAY_BE_EMPTY and (want or got):
            named = f"{field}, where named"
            tally.add(named, points, fault._replace(field=named))


_MAY_BE_EMPTY = ("change", "baseline", "period", "speaker", "source", "measure", "subject")


def _fields(wanted: dict[str, Any], found: Claim) -> Iterator[tuple[str, float, object, object]]:
    quantity = wanted["quantity"]
    unit = str(quantity.get("unit") or "")
    same_unit = _last_word(unit) == _last_word(found.quantity.unit)
    yield "unit", float(same_unit), unit, found.quantity.unit
    pairs = (
        ("bound", quantity.get("bound", "exact"), found.quantity.bound),
        ("change", *_changes(wanted, found)),
        ("period", *_dates(wanted, found)),
        ("modality", wanted.get("modality", "observed"), found.modality),
        ("negated", bool(wanted.get("negated")), found.negated),
        ("conditional", bool(wanted.get("conditional")), found.conditional),
    )
    for field, want, got in pairs:
        yield field, float(want == got), want, got
    baseline = found.change.baseline if found.change else None
    want_words, got_words = (wanted.get("change") or {}).get("baseline"), _exact(baseline)
    yield "baseline", overlap(_bare(want_words), _bare(got_words)), want_words, got_words
    for field in ("measure", "subject", "speaker", "source"):
        words = _exact(getattr(found, field))
        yield field, overlap(wanted.get(field), words), wanted.get(field), words


_COMPARING = re.compile(r"^(?:from|than|over|on|against|(?:compared|relative) (?:with|to)) ")


def _bare(baseline: str | None) -> str | None:
    """Return a baseline without its preposition, which a reading may leave out."""
    return baseline and _COMPARING.sub("", baseline, count=1)


def _exact(quote: Any) -> str | None:
    return quote.exact if quote else None


def _changes(wanted: dict[str, Any], found: Claim) -> tuple[object, object]:
    change = wanted.get("change")
    want = (change["kind"], change["direction"]) if change else None
    return want, (found.change.kind, found.change.direction) if found.change else None


def _dates(wanted: dict[str, Any], found: Claim) -> tuple[object, object]:
    period, got = wanted.get("period"), found.period
    want = (str(period["start"]), str(period["end"])) if period else None
    return want, (str(got.start), str(got.end)) if got else None


def _last_word(text: str) -> str:
    return text.replace("-", " ").split()[-1] if text else ""


def table(tallies: dict[str, Tally]) -> Iterator[str]:
    """Yield a table of shares and how many each rests on: a line a field, a column a tally."""
    fields = {field for tally in tallies.values() for field in tally.total}
    yield f"{'':24}" + "".join(f"{name:>26}" for name in tallies)
    for field in sorted(fields, key=_rank):
        cells = [_cell(tally, field) for tally in tallies.values()]
        label = "modality (macro-F1)" if field == "modality" else field
        yield f"{label:24}" + "".join(f"{cell:>26}" for cell in cells)


def _cell(tally: Tally, field: str) -> str:
    count = tally.total[field]
    if field == "spurious":
        return f"{count:>14}"
    return f"{tally.share(field):6.1%} of {count:>4}" if count else ""


def write(tallies: dict[str, Tally]) -> None:
    """Put the table of claims into the documentation, between its marks."""
    fields = {field for tally in tallies.values() for field in tally.total}
    shown = sorted((f for f in fields if not f.startswith("commit") and f != "spurious"), key=_rank)
    names = [
        name.replace("_dev", ", development")
        .replace("_later", ", later")
        .replace("_opened", ", opened")
        .replace("_two", ", two")
        .replace("_", " ")
        for name in tallies
    ]
    lines = ["| field | " + " | ".join(names) + " |", "|---|" + "---:|" * len(names)]
    for field in shown:
        cells = [f"{t.share(field):.1%}" if t.total[field] else "" for t in tallies.values()]
        label = "modality (macro-F1)" if field == "modality" else field
        lines.append(f"| {label} | " + " | ".join(cells) + " |")
    text = DOCUMENT.read_text(encoding="utf-8")
    table = "\n".join((_OPEN, *lines, _CLOSE))
    DOCUMENT.write_text(
        re.sub(f"{_OPEN}.*?{_CLOSE}", lambda _: table, text, flags=re.DOTALL), encoding="utf-8"
    )


DOCUMENT = HERE.parents[1] / "docs" / "extraction.md"
_OPEN, _CLOSE = "<!-- scores -->", "<!-- /scores -->"


def readers() -> dict[str, Tally]:
    """Return how far a second reader of the set-aside texts agrees with the first."""
    sentences, announcements = (path_of(kind, "set_aside") for kind in KINDS)
    return {
        "sentences_two_readers": agreement(sentences, SECOND / "sentences.yaml"),
        "announcements_two_readers": agreement(announcements, SECOND / "announcements"),
    }


def _rank(field: str) -> tuple[int, str]:
    first = field.split(",", maxsplit=1)[0]
    return (ORDER.index(first) if first in ORDER else len(ORDER), field)


def main() -> None:
    """Print one table, and on request the faults of one field."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--faults", default="")
    parser.add_argument("--write", action="store_true", help="put the table into the documentation")
    options = parser.parse_args()
    files = options.files or [path_of(kind, half) for kind in KINDS for half in HALVES]
    tallies = {path.stem: score(path) for path in files}
    if not options.files:
        tallies |= readers()
    out = sys.stdout.write
    for line in table(tallies):
        out(f"{line}\n")
    if options.write:
        write(tallies)
    for tally in tallies.values():
        for fault in tally.faults:
            if options.faults and fault.field == options.faults:
                out(f"- {fault.text}\n    want {fault.expected}\n    got  {fault.found}\n")


if __name__ == "__main__":
    main()
