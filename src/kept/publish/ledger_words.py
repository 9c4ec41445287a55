"""What the ledger keeps, in words: amounts, dates, stages, entries."""

from datetime import date
from decimal import Decimal
from typing import Any

from msgspec import convert

from kept.model.claims import Bound, CommitmentKind, Quantity
from kept.model.ledger import Announced, Entry, OddsOn, Weighed
from kept.model.standings import Standing
from kept.publish.odds_words import in_hundred
from kept.publish.safe import one_line, shortened
from kept.publish.words import KINDS, day, quantity_in_words, with_unit

NO_DATE = "9999"
_LONGEST = 110


def amount_in_words(low: Decimal | None, high: Decimal | None, unit: str, bound: Bound) -> str:
    """Return an amount with its bound; "" where there is none.

    >>> amount_in_words(None, Decimal(700_000_000), "USD", "under")
    'under $700 million'
    """
    if low is None and high is None:
        return ""
    return quantity_in_words(Quantity("", 0, 0, low, high, unit, bound))


def announced_amount(said: Announced) -> str:
    """Return the amount that a commitment names; "" where it names none."""
    return amount_in_words(said.low, said.high, said.unit, said.bound)


def standing_amount(row: Standing) -> str:
    """Return the amount of a row of a list; "" where it has none."""
    low, high = (Decimal(end) if end else None for end in (row.low, row.high))
    return amount_in_words(low, high, row.unit, row.bound)


def said_on(said: Announced) -> str:
    """Return when it was said, no more exactly than the source tells."""
    if said.said_as:
        return _loosely(said.said_as)
    return day(said.said) if said.said else "on a day not given"


def short_day(value: date | str) -> str:
    """Return a day in eleven characters at most; a text of a day likewise.

    >>> short_day(date(2025, 5, 1)), short_day("")
    ('1 May 2025', '')
    """
    if isinstance(value, str):
        if not value:
            return ""
        value = date.fromisoformat(value)
    return f"{value.day} {value:%b} {value.year}"


def short_said(said: Announced) -> str:
    """Return `said_on` with the month cut to three letters."""
    if said.said_as:
        return _loosely(said.said_as, short=True)
    return short_day(said.said) if said.said else "no day"


def _loosely(text: str, *, short: bool = False) -> str:
    """Return a month or year as a source gives it.

    >>> _loosely("2024-08"), _loosely("2017")
    ('August 2024', '2017')
    """
    year, _, month = text.partition("-")
    if year.isdecimal() and month.isdecimal() and 1 <= int(month) <= 12:  # noqa: PLR2004
        return f"{date(int(year), int(month), 1):{'%b' if short else '%B'}} {year}"
    return one_line(text)


def due_in_words(said: Announced) -> str:
    """Return the deadline as it was labelled, or that there is none."""
    return _label(said.due.label) if said.due else "no date"


def standing_said(row: Standing) -> str:
    """Return when a row of a list was said, no more exactly than its source tells."""
    return _loosely(row.said_as, short=True) if row.said_as else short_day(row.said)


def standing_due(row: Standing) -> str:
    """Return the deadline of a row of a list, or that there is none."""
    return "no date" if row.due == NO_DATE else _label(row.due_label)


def _label(label: str) -> str:
    return _loosely(label) if label.count("-") == 1 else one_line(label)


def rounded(value: Decimal) -> Decimal:
    """Return a worked-out number to four digits.

    >>> rounded(Decimal("4853989140.658"))
    Decimal('4.854E+9')
    """
    return value.quantize(Decimal(1).scaleb(value.adjusted() - 3)) if value else value


def quoted(text: str) -> str:
    """Return words in quotation marks, unless they begin with such marks of their own.

    >>> quoted("we will"), quoted("“We will,” she said")
    ('“we will”', '“We will,” she said')
    """
    return text if text[:1] in '“"' and text else f"“{text}”"


def weighed_in_words(said: Weighed) -> str:
    """Return the odds then and now, such as "odds then about 12 in 100, now about 3 in 100".

    Where neither is known it is "".
    """
    then, now = _chance(said.then), _chance(said.now)
    if then and now:
        return f"odds then {then}, now {now}"
    if then:
        return f"odds then {then}{'' if said.now is None else ', none now'}"
    return f"odds now {now}" if now else ""


def _chance(one: OddsOn | None) -> str:
    """Return odds out of a hundred, never none and never all; "" where there are none."""
    if one is None or one.probability is None:
        return ""
    share = in_hundred(float(one.probability))
    words = {"<": "under ", ">": "over "}.get(share[0], "about ")
    return f"{words}{share.lstrip('<>')} in 100"


def kind_in_words(kind: CommitmentKind) -> str:
    """Return the name of a kind of commitment."""
    return KINDS[kind]


def entry_in_words(entry: Entry) -> str:
    """Return what an entry says, in a line."""
    words = _WORDS[entry.kind](entry.body)
    return shortened(one_line(words), _LONGEST)


def writer_in_words(writer: str) -> str:
    """Return who or what wrote an entry.

    >>> writer_in_words("rule:matching/1"), writer_in_words("person:ana")
    ('rule matching/1', 'ana')
    """
    kind, _, name = writer.partition(":")
    return name if kind == "person" else f"{kind} {name}".strip()


def _commitment(body: dict[str, Any]) -> str:
    low, high = (Decimal(body[end]) if body.get(end) else None for end in ("low", "high"))
    amount = amount_in_words(low, high, body.get("unit", ""), body.get("bound", "exact"))
    due = body.get("due")
    parts = (KINDS[body["kind"]], amount, f"by {_label(due['label'])}" if due else "")
    return f"{', '.join(filter(None, parts))}: “{body['text']}”"


def _stage(body: dict[str, Any]) -> str:
    proof = body["proof"]
    value = proof.get("value")
    figure = f": {with_unit(Decimal(value), proof.get('unit', ''))}" if value else ""
    source = proof.get("series") or proof["kind"]
    return f"{body['before']} → {body['stage']}, {short_day(body['on'])} ({source}{figure})"


def _match(body: dict[str, Any]) -> str:
    reasons = "; ".join(body.get("reasons", ()))
    return f"{body['later']} {body['relation']} {body['earlier']} ({body['score']}: {reasons})"


def _claim(body: dict[str, Any]) -> str:
    if "quantity" not in body:
        return f"{body.get('value', '')} {body.get('unit', '')}, {body['text']}, {body['modality']}"
    measure = body.get("measure", {}).get("exact", "")
    return f"{body['quantity']['exact']} {measure}, {body.get('modality', 'observed')}"


def _observation(body: dict[str, Any]) -> str:
    value = with_unit(Decimal(body["value"]), body["unit"])
    return f"{body['name']}, {body['area']}, {body['label']}: {value}"


def _path(body: dict[str, Any]) -> str:
    actual = body["actual"]
    value = with_unit(Decimal(actual["value"]), actual["unit"])
    required = with_unit(rounded(Decimal(body["required"])), actual["unit"])
    side = "on" if body["on_path"] else "off"
    return f"{side} the required path: {value} in {actual['period']}, required {required}"


def _odds(body: dict[str, Any]) -> str:
    said = convert(body, Weighed)
    reasons = dict.fromkeys(one.why for one in (said.then, said.now) if one and one.why)
    return weighed_in_words(said) or f"no odds: {'; '.join(reasons)}"


def _held(body: dict[str, Any]) -> str:
    span = " to ".join(body[end] for end in ("start", "end") if body.get(end))
    return f"{body['holder']} in {body['body']}, {span or 'no dates'}"


def _money(body: dict[str, Any]) -> str:
    amount = with_unit(Decimal(body["amount"]), body["unit"])
    return f"{amount} {body.get('stage', 'named as a part')}"


_WORDS: dict[str, Any] = {
    "document": lambda body: body.get("title") or body["text"],
    "claim": _claim,
    "finding": lambda body: f"{body['verdict']}: {body['title']}",
    "event": lambda body: "; ".join(body["names"]),
    "commitment": _commitment,
    "verdict": lambda body: f"{body['verdict']} ({len(body['findings'])} findings)",
    "match": _match,
    "review": _match,
    "decision": lambda body: f"{body['relation'] or 'different'} {body.get('why', '')}",
    "stage": _stage,
    "money": _money,
    "part": _money,
    "observation": _observation,
    "path": _path,
    "odds": _odds,
    "membership": _held,
    "presidency": _held,
}
