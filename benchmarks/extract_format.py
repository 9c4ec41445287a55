"""From Kept's quantities to the format of the scorer that the benchmark's sets come with.

The map is one way and lies here alone: nothing of the benchmark's conventions is in Kept.
"""

import re
from collections.abc import Sequence
from typing import Any

from kept.lexicon.load import rows
from kept.lexicon.vocabulary import words
from kept.model.quantities import Stated

SILENT = frozenset(
    {"clock", "identifier", "telephone", "list number", "score", "date", "address", "age group"}
    | {"code", "name"}
)
"""Roles that the sets do not tag: numbers that date or name."""

WORDS_LEFT_OUT = (
    words("determiners")
    | words("prepositions")
    | words("auxiliaries")
    | frozenset({"and", "or", "total", "last", "up", "down"})
)
"""Small words that the sets leave out of concepts."""


def to_scorer(text: str, stated: Sequence[Stated]) -> list[dict[str, Any]]:
    """Return the quantities of one sentence as the scorer reads them."""
    kept = [item for item in stated if item.role not in SILENT and not _untagged(item)]
    return _ranges(
        text,
        [
            {
                "value": _value(item),
                "unit": _unit(text, item),
                "change": _change(text, item),
                "concept": _concept(text, item),
                "surface": item.quantity.exact,
                "role": item.role,
                "rules": list(item.rules),
                "start": item.quantity.start,
                "end": item.quantity.end,
            }
            for item in kept
        ],
    )


def _untagged(item: Stated) -> bool:
    """Return whether the sets leave a way of writing untagged: "doubled", "hundreds of"."""
    if item.role == "vague":
        return item.quantity.exact.lower().split()[0] in {"hundreds", "thousands", "scores"}
    return item.rules[0] == "multiple.word" and not item.quantity.exact.lower().endswith("fold")


def _share(item: Stated) -> bool:
    return item.rules[0].startswith("share.")


def _value(item: Stated) -> float | list[float]:
    low, high = item.quantity.low, item.quantity.high
    if item.role == "vague" and item.quantity.exact.lower().startswith("dozens"):
        return 12  # the sets' own reading
    factor = 0.01 if _share(item) else 1
    if low is not None and high is not None and low != high:
        return [float(low) * factor, float(high) * factor]
    end = low if low is not None else high
    return float(end or 0) * factor


def _unit(text: str, item: Stated) -> str:
    unit = item.quantity.unit
    if _share(item):
        return f"% {_lemma(item.counted) or '-'}"
    if item.role == "age":
        return f"{unit or 'year'} of age" if unit in {"", "year", "month", "week", "day"} else unit
    name = {
        "percent": "percentage", "percentage_points": "percentage point",
        "basis_points": "basis point", "times": "count",
    }.get(unit, unit)  # fmt: skip
    if unit in _currencies():
        name = _currencies()[unit]
    elif item.counted and name not in {"percentage", "percentage point"}:
        name = _lemma(item.counted)
    if (
        item.quantity.per
        and name
        and (item.quantity.per in item.quantity.exact or _BESIDE.match(text[item.quantity.end :]))
    ):
        name = f"{name} per {item.quantity.per}"
    return name or "-"


_BESIDE = re.compile(
    r"(?i)[^.;,\d]{0,3}(?:of [\w ]{1,16} )?(?:U\.?S\.? )?(?:/|-?a\b|-?an\b|-?per\b|each\b|p\.a\.)"
)
_IRREGULAR = {"best": "good", "better": "good", "worst": "bad", "worse": "bad"}


def _lemma(phrase: str) -> str:
    """Return a counted phrase in the form of the sets: degrees undone, small words left out."""
    found = []
    for word in phrase.split():
        if word in {"and", "or", "the", "most", "own", "of"}:
            continue
        stem = _IRREGULAR.get(word, word)
        for end in ("est", "er"):
            if word.endswith("iest" if end == "est" else "ier"):
                stem = word[: -len(end) - 1] + "y"
            elif end == "est" and word.endswith(end) and len(word) > 6:
                stem = word[:-3] if word not in {"largest", "closest"} else word[:-2]
        found.append({"smaller": "small", "larger": "large"}.get(word, stem))
    return re.sub(r"['’]s?\b", "", " ".join(found))


_NAMES: dict[str, str] = {}


def _currencies() -> dict[str, str]:
    """Return the name of each currency by its code: the scorer folds the common codes itself."""
    if not _NAMES:
        for row in rows("currencies.csv", "code", "name"):
            _NAMES[row["code"]] = row["name"].lower()
        for code in ("USD", "EUR", "GBP", "JPY", "CNY", "INR", "AUD", "CAD", "HKD", "SGD", "NZD",
                     "MYR", "ILS", "CHF", "TRY", "ZAR"):  # fmt: skip
            _NAMES[code] = code.lower()
        _NAMES.update(
            {"DEM": "mark", "FIM": "finnish markka", "ESP": "peseta", "NLG": "guilder",
             "PTE": "escudo", "HRK": "croatian kuna", "FRF": "french franc", "BEF": "belgian franc",
             "MXN": "mexican peso", "CRC": "costa rican colon", "LAK": "lao kip",
             "LKR": "sri lankan rupee"}
        )  # fmt: skip
    return _NAMES


_NEARLY = re.compile(r"(?i)\b(?:nearly|almost|not quite) (?:an? )?$")
_BY_NOUN = frozenset({"change.of", "change.noun", "change.before"})


def _change(text: str, item: Stated) -> str:
    """Return the sign of a quantity: its bound first; new levels and nouns of change give "="."""
    bound = item.quantity.bound
    if bound == "about" or _NEARLY.search(text[: item.quantity.start]):
        return "~"
    if bound in {"under", "at_most"}:
        return "<"
    if bound in {"over", "at_least"}:
        return ">"
    if item.change is None or item.change.kind == "to_level" or item.rules[-1] in _BY_NOUN:
        return "="
    return item.change.direction


_ONE_OF = re.compile(r"(?i)one of\b")


def _concept(text: str, item: Stated) -> list[str]:
    if _ONE_OF.match(text, item.quantity.start):
        return ["-"]  # the sets tag "one of the best screens" as 1, of nothing
    found = [
        re.sub(r"['’]s?$", "", word).rstrip(".")
        for quote in item.concept
        for word in re.findall(r"[\w&/'’.()-]+", quote.exact)
        if word.lower() not in WORDS_LEFT_OUT
    ]
    return found or ["-"]


_FROM = re.compile(r"(?i)\bfrom (?:up to |about |around |roughly |nearly )?$")
_TO = re.compile(r"(?i)^[^;\d]{0,25}?\bto (?:about |around |over |more than )?$")


def _base(row: dict[str, Any]) -> str:
    return str(row["unit"]).partition(" per ")[0]


def _ranges(text: str, found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Join "from A to B" in one unit, or in one that only A or B names: the sets tag a range."""
    joined: list[dict[str, Any]] = []
    for row in found:
        before = joined[-1] if joined else None
        if (
            before is not None
            and not isinstance(before["value"], list)
            and not isinstance(row["value"], list)
            and _FROM.search(text[: before["start"]])
            and _TO.search(text[before["end"] : row["start"]])
            and (_base(before) == _base(row) or "-" in {before["unit"], row["unit"]})
        ):
            named = row if before["unit"] == "-" else before
            joined[-1] = {
                **row,
                "unit": named["unit"],
                "concept": row["concept"] if row["concept"] != ["-"] else before["concept"],
                "value": [before["value"], row["value"]],
                "change": "=",
                "start": before["start"],
            }
            continue
        joined.append(row)
    return joined
