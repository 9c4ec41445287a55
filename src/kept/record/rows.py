"""Rows of a table to entries: promises, figures, and faults with row and reason."""

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from msgspec import Struct

from kept.lexicon.places import country_name
from kept.model.claims import CommitmentKind
from kept.model.ids import identify
from kept.model.ledger import Announced, Draft, Due, Observed, Part, Role
from kept.record.canonical import plain
from kept.record.figures import observation_subject
from kept.record.filing import clean, commitment_draft
from kept.record.mapping import Mapping, RowKind, Unit
from kept.record.periods import due_of_label, said_of
from kept.record.sheets import Line, Sheet

RULE = "rule:rows/1"
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_RANGE = re.compile(r"(\d+(?:\.\d+)?)(?:-| to )(\d+(?:\.\d+)?)")
_SUM = re.compile(r"(\d+(?:\.\d+)?)\s*(k|m|bn|tn|million|billion|trillion)?")
_SCALES = {"": 0, "k": 3, "m": 6, "bn": 9, "tn": 12, "million": 6, "billion": 9, "trillion": 12}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_BETWEEN = " / "
_SLUG = re.compile(r"[^a-z0-9]+")


class Fault(NamedTuple):
    """A row that cannot be read, and why."""

    row: int
    reason: str


class Table(Struct, frozen=True):
    """What a table holds: the entries of the rows that can be read, faults of the others."""

    drafts: tuple[Draft, ...]
    faults: tuple[Fault, ...]


def read_rows(sheet: Sheet, mapping: Mapping) -> Table:
    """Return the entries and faults of a table's rows, in their order."""
    drafts: list[Draft] = []
    faults: list[Fault] = []
    seen: dict[tuple[str, ...], int] = {}
    for line in sheet.lines:
        try:
            _require_new(line, mapping, seen)
            for one in _told_together(line, mapping):
                drafts += _Row(one, mapping).drafts()
        except ValueError as error:
            faults.append(Fault(line.number, str(error)))
    return Table(tuple(drafts), tuple(faults))


def _told_together(line: Line, mapping: Mapping) -> list[Line]:
    """Return a row that pairs values with periods, "5 / 10" for "2025 / 2030", as one row each."""
    columns = mapping.columns
    values = line.cells.get(columns.value, "").split(_BETWEEN)
    periods = line.cells.get(columns.due, "").split(_BETWEEN)
    if len(values) != len(periods) or len(values) == 1:
        return [line]
    return [
        Line(line.number, {**line.cells, columns.value: value, columns.due: period})
        for value, period in zip(values, periods, strict=True)
    ]


def _require_new(line: Line, mapping: Mapping, seen: dict[tuple[str, ...], int]) -> None:
    if mapping.key:
        key = tuple(line.cells[column] for column in mapping.key)
        first = seen.setdefault(key, line.number)
        if first != line.number:
            named = ", ".join(mapping.key)
            msg = f"{named}: the same as in row {first}: {', '.join(key)}"
            raise ValueError(msg)


class _Row:
    """One row under a mapping; each field is read when it is asked for."""

    def __init__(self, line: Line, mapping: Mapping) -> None:
        self._cells = line.cells
        self._mapping = mapping

    def drafts(self) -> Iterator[Draft]:
        """Yield the entries of the row. Raises ValueError, naming the column, for a bad cell."""
        kind = self._kind()
        if kind == "observation":
            yield self._observation()
        elif kind == "projection":
            yield self._projection()
        else:
            said = self._announced(kind)
            draft = commitment_draft(said, self._identity(kind), RULE)
            yield draft
            for number, part in enumerate(self._parts(said.unit)):
                yield Draft(
                    kind="part",
                    subject=draft.subject,
                    identity=(str(number), plain(part.amount)),
                    writer=RULE,
                    body=part,
                )

    def _cell(self, field: str) -> str:
        column = getattr(self._mapping.columns, field)
        value = self._cells[column] if column else ""
        return clean(value or self._mapping.defaults.get(field, ""))

    def _kind(self) -> RowKind:
        by_unit = self._unit().kind
        cell = self._cell("kind")
        kind = self._mapping.kinds.get(cell, cell)
        if kind not in _KINDS:
            msg = f"kind: “{cell}” is none of {', '.join(_KINDS)}"
            raise ValueError(msg)
        return by_unit if by_unit and kind == "target" else kind  # type: ignore[return-value]

    def _unit(self) -> Unit:
        cell = self._cell("unit")
        if cell in self._mapping.units:
            return self._mapping.units[cell]
        if self._mapping.units and cell and not self._mapping.rules.other_units:
            msg = f"unit: “{cell}” is not in the mapping"
            raise ValueError(msg)
        return Unit(cell)

    def _announced(self, kind: CommitmentKind) -> Announced:
        text = self._required("text")
        low, high = (None, None) if self._unit().kind else self._value()
        indicator, link = self._indicator()
        source = self._cell("source")
        event = self._cell("event")
        return Announced(
            document=identify("source", source or text),
            kind=kind,
            text=text,
            quote=self._cell("quote"),
            said=self._said(),
            said_as=self._said_as(),
            due=None if kind in self._mapping.rules.undated else self._due(),
            area=self._area(),
            indicator=indicator if kind == "target" else "",
            link=link,
            low=low,
            high=high,
            unit=self._unit().unit,
            precision=_precision(self._cell("value"), self._unit().scale),
            roles=tuple(self._roles()),
            events=(event,) if event else (),
            source=source,
            note=self._cell("note"),
        )

    def _observation(self) -> Draft:
        due = self._due()
        low, high = self._value()
        if due is None or low is None or low != high:
            raise ValueError("a figure needs one value and a period")
        area = self._cell("area")
        indicator, _ = self._indicator()
        name = self._required("text")
        subject = observation_subject(_slug(area, str.upper), indicator or _slug(name, str.lower))
        body = Observed(
            area=area,
            indicator=indicator or _slug(name, str.lower),
            name=name,
            start=due.start,
            end=due.end,
            label=due.label,
            value=low,
            unit=self._unit().unit,
            publisher=self._cell("promiser"),
            known=self._said(),
            source=self._cell("source"),
            note=self._cell("note"),
        )
        identity = (name, str(due.start), str(due.end), plain(low), body.source)
        return Draft(kind="observation", subject=subject, identity=identity, writer=RULE, body=body)

    def _projection(self) -> Draft:
        """Return a projection as a claim: nobody promised it, and nothing of it is followed."""
        body: dict[str, Any] = {"modality": "projected"}
        fields = ("text", "area", "due", "value", "unit", "promiser", "said", "source", "note")
        body |= {field: self._cell(field) for field in fields if self._cell(field)}
        subject = identify("source", self._cell("source") or self._cell("text"))
        identity = (self._identity("projection"),)
        return Draft(kind="claim", subject=subject, identity=identity, writer=RULE, body=body)

    def _identity(self, kind: str) -> str:
        fields = ("area", "text", "due", "value", "unit", "promiser", "said", "source")
        return identify("row", kind, *(self._cell(field) for field in fields), size=8)

    def _required(self, field: str) -> str:
        cell = self._cell(field)
        if not cell:
            msg = f"{getattr(self._mapping.columns, field) or field}: it is empty"
            raise ValueError(msg)
        return cell

    def _area(self) -> str:
        area = self._cell("area")
        return area if country_name(area) != area else ""

    def _indicator(self) -> tuple[str, str]:
        """Return the indicator and how surely it is the one; what no mapping names is kept."""
        named = self._cell("indicator") or self._cell("text")
        for one in self._mapping.indicators:
            if named in one.names and one.area in {"", self._cell("area")}:
                return one.id, one.link
        return self._cell("indicator"), self._mapping.rules.link

    def _due(self) -> Due | None:
        try:
            return due_of_label(self._cell("due"), self._cell("area"))
        except ValueError as error:
            msg = f"{self._mapping.columns.due}: {error}"
            raise ValueError(msg) from error

    def _said(self) -> Any:
        cell = self._cell("said")
        if not cell:
            return None
        try:
            return said_of(cell, loose=self._mapping.rules.loose_dates)
        except ValueError as error:
            msg = f"{self._mapping.columns.said}: {error}"
            raise ValueError(msg) from error

    def _said_as(self) -> str:
        """Return the day as the table words it, where that is no single day."""
        cell = self._cell("said")
        return "" if _DAY.fullmatch(cell) else cell

    def _value(self) -> tuple[Decimal | None, Decimal | None]:
        cell = self._cell("value").replace(",", "")
        if not cell:
            return None, None
        ends = _RANGE.fullmatch(cell)
        numbers = (ends[1], ends[2]) if ends else (cell, cell)
        try:
            low, high = (self._number(number) for number in numbers)
        except InvalidOperation as error:
            column = self._mapping.columns.value
            msg = f"{column}: “{self._cell('value')}” is no number"
            raise ValueError(msg) from error
        return low, high

    def _number(self, text: str) -> Decimal:
        if not _NUMBER.fullmatch(text):
            raise InvalidOperation
        return Decimal(text).scaleb(self._unit().scale)

    def _roles(self) -> Iterator[Role]:
        for role in ("promiser", "lead", "supporting"):
            for name in filter(None, map(str.strip, self._cell(role).split(";"))):
                yield Role(name, role)

    def _parts(self, unit: str) -> Iterator[Part]:
        listed = self._mapping.parts
        found = re.search(listed.pattern, self._cells[listed.column]) if listed else None
        for sum_ in _SUM.finditer(found["parts"]) if found else ():
            amount = Decimal(sum_[1]).scaleb(_SCALES[sum_[2] or ""])
            yield Part(amount=amount, unit=unit, source=self._cell("source"))


_KINDS = ("target", "pledge", "initiative", "appointment", "observation", "projection")


def _precision(cell: str, scale: int) -> Decimal:
    """Return the size of the last digit that is printed, in the base unit."""
    decimals = len(cell.partition(".")[2]) if _NUMBER.fullmatch(cell) else 0
    return Decimal(1).scaleb(scale - decimals)


def _slug(text: str, cased: Any) -> str:
    return str(cased(_SLUG.sub("-", text.lower()).strip("-")))
