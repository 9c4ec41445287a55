"""Sourced facts: figures that stand in no series, each with who said it, when and where."""

import csv
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path

from msgspec import Struct

from kept.errors import SnapshotError
from kept.model.ids import identify
from kept.statistics.tables import rows
from snapshot_notes import read_notes
from snapshot_prints import Printed

COLUMNS = (
    *("id", "subject", "topic", "name", "period", "value", "unit", "kind"),
    *("speaker", "said", "url", "note"),
)
IN_A_SERIES = "-"
_SCALES = {"": 0, "million": 6, "billion": 9, "trillion": 12}
_SCALE_WORDS = {"m": "million", "bn": "billion", "tn": "trillion"}
_UNITS = {
    "people": "person",
    "passwords": "password",
    "states": "state",
    "%": "percent",
    "% of GDP": "percent",
    "% y/y": "percent",
    "% change": "percent",
    # An act or an event either happened or did not: no quantity.
    "event": "",
    "holder": "",
}


class Amount(Struct, frozen=True):
    """A value in its unit; None where the source gives a range (in words), a name or an event."""

    value: Decimal | None
    unit: str
    range: str = ""


def write_facts(source: Path, out: Path, prints: list[Printed]) -> None:
    """Write the table of facts, by subject, topic and day. A repeated fact is written once."""
    shipped = {(one.label, Decimal(one.value), one.url) for one in prints}
    found = [*_found(source, shipped), *_added()]
    told = {_same_fact(fact): fact for fact in reversed(found)}
    with out.open("w", encoding="utf-8", newline="") as file:
        file.write(
            "# Sourced figures that stand in no series. value: in the unit; empty for a range,"
        )
        file.write(" a name or an event. said: when it was published.\n")
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(
            sorted(told.values(), key=lambda f: (f["subject"], f["topic"], f["said"], f["id"]))
        )


def amount(value: str, unit: str, name: str) -> Amount:
    """Return a figure in full numbers, with the counted noun's singular as its unit.

    >>> amount("3.5", "US$ bn", "IT exports")
    Amount(value=Decimal('3.5E+9'), unit='USD', range='')
    >>> amount("3.5-3.7", "US$ bn", "IT exports").range
    'between 3.5 and 3.7 billion USD'
    """
    scale, clean = _scaled(unit, name)
    if clean == "":
        return Amount(None, "")
    ends = re.fullmatch(r"(-?[\d.]+)(?:-| to )(-?[\d.]+)", value)
    if ends is not None:
        words = " ".join(word for word in (scale, clean) if word)
        return Amount(None, clean, f"between {ends[1]} and {ends[2]} {words}")
    return Amount(Decimal(value).scaleb(_SCALES[scale]), clean)


def _scaled(unit: str, name: str) -> tuple[str, str]:
    money = re.fullmatch(r"(US\$|[A-Z]{3}) (m|bn|tn)", unit)
    if money is not None:
        return _SCALE_WORDS[money[2]], "USD" if money[1] == "US$" else money[1]
    if unit == "million":
        return unit, "job" if "job" in name.lower() else "person"
    return "", _UNITS[unit]


def _found(source: Path, shipped: set[tuple[str, Decimal, str]]) -> Iterator[dict[str, str]]:
    topics = {row["found"]: row for row in rows(Path(__file__).with_name("snapshot_topics.csv"))}
    notes = read_notes("facts")
    with (source / "facts.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            named = topics.get(row["indicator"])
            if named is None:
                raise SnapshotError(
                    "a fact has no topic",
                    where=row["indicator"],
                    remedy="Add it to tools/snapshot_topics.csv",
                )
            if named["topic"] == IN_A_SERIES:
                continue
            try:
                stated = amount(row["value"], row["unit"], row["indicator"])
            except InvalidOperation:
                # Several figures in one cell: they stand in snapshot_facts_added.csv.
                continue
            if (row["period"], stated.value, row["source_url"]) not in shipped:
                note = notes.note(row["indicator"], row["period"], row["date_said"], row["note"])
                yield _fact(row, named, stated, note)


def _fact(
    row: Mapping[str, str], named: Mapping[str, str], stated: Amount, note: str
) -> dict[str, str]:
    said = re.match(r"\d{4}(?:-\d{2}(?!\d)(?:-\d{2})?)?", row["date_said"])
    return _identified(
        {
            "subject": row["subject"],
            "topic": named["topic"],
            "name": named["name"] or row["indicator"],
            "period": "undated" if row["period"].startswith('"') else row["period"],
            "value": "" if stated.value is None else format(stated.value.normalize(), "f"),
            "unit": stated.unit,
            "kind": row["kind"],
            "speaker": row["speaker"],
            "said": said[0] if said else row["date_said"],
            "url": row["source_url"],
            "note": "; ".join(part for part in (stated.range, note) if part),
        }
    )


def _added() -> Iterator[dict[str, str]]:
    for row in rows(Path(__file__).with_name("snapshot_facts_added.csv")):
        yield _identified(dict(row))


def _identified(fact: dict[str, str]) -> dict[str, str]:
    fields = ("subject", "topic", "name", "period", "value", "kind", "speaker", "said", "url")
    return {"id": identify("fact", *(fact[field] for field in fields)), **fact}


def _same_fact(fact: Mapping[str, str]) -> tuple[str, ...]:
    """Return what two rows share when they tell the same fact from the same page."""
    own_name = "" if fact["value"] else fact["name"]
    fields = ("subject", "topic", "period", "value", "kind", "url")
    return (own_name, *(fact[field] for field in fields))
