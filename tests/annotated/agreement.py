"""How far two readers of the set-aside texts agree: what a score there can reach at most.

The second reader took the claims of each text without having seen the first reading.
"""

from pathlib import Path
from typing import Any

from tally import Fault, Tally, overlap
from texts import HERE, Row, load, place_of, rows_of

SECOND = HERE / "second_reading"
_PHRASES = ("measure", "subject", "speaker", "source")


def agreement(first: Path, second: Path) -> Tally:
    """Return the tally of a second reading of sentences or announcements beside the first."""
    tally = Tally()
    claims = _second_claims(second)
    for row in rows_of(first):
        compare(row, claims.get(row.id, []), tally)
    return tally


def compare(row: Row, others: list[dict[str, Any]], tally: Tally) -> None:
    """Add both readings of one text to the tally."""
    there = {place_of(row, other): other for other in others}
    for claim in row.claims:
        other = there.pop(place_of(row, claim), None)
        tally.add("value", float(other is not None), Fault("value", row.id, claim, None))
        if other is not None:
            _add_fields(claim, other, tally)
    tally.total["spurious"] += len(there)
    if not row.claims:
        tally.add("silence", float(not others), Fault("silence", row.id, None, others))


def _second_claims(path: Path) -> dict[str, list[dict[str, Any]]]:
    return {item["id"]: item["claims"] for item in _items(path)}


def _items(path: Path) -> list[dict[str, Any]]:
    if path.is_dir():
        return [load(one) | {"id": one.stem} for one in sorted(path.glob("*.yaml"))]
    items: list[dict[str, Any]] = load(path)
    return items


def _add_fields(claim: dict[str, Any], other: dict[str, Any], tally: Tally) -> None:
    one, two = _modality(claim), _modality(other)
    tally.classes[one, two] += 1
    tally.add("modality", float(one == two), Fault("modality", "", one, two))
    for field in _PHRASES:
        words, others = claim.get(field), other.get(field)
        _add(field, overlap(words, others), words, others, tally)
    for field, reading in (("period", _dates), ("change", _change)):
        first, second = reading(claim), reading(other)
        _add(field, float(first == second), first, second, tally)


def _add(field: str, points: float, one: object, two: object, tally: Tally) -> None:
    tally.add(field, points, Fault(field, "", one, two))
    if one or two:
        tally.add(f"{field}, where named", points, Fault(field, "", one, two))


def _modality(claim: dict[str, Any]) -> str:
    return str(claim.get("modality", "observed"))


def _dates(claim: dict[str, Any]) -> object:
    period = claim.get("period")
    return (str(period.get("start")), str(period.get("end"))) if period else None


def _change(claim: dict[str, Any]) -> object:
    change = claim.get("change")
    return (change["kind"], change["direction"]) if change else None
