"""How fast an attacker guesses: figures by hash and hardware, each with its basis."""

import tomllib
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from math import log2
from typing import Any, Literal

from kept.errors import UsageError

Basis = Literal["measured", "scaled", "bounded"]


@dataclass(frozen=True)
class Rate:
    """Guesses a second of one hash on one piece of hardware, and where the figure is from.

    published: year and month, "" where the page names none. working: how a scaled or bounded
    figure comes about; "" for a measured one.
    """

    hash: str
    hash_name: str
    hardware: str
    hardware_name: str
    per_second: float
    basis: Basis
    source: str
    url: str
    published: str
    working: str = ""

    @cached_property
    def bits_per_second(self) -> float:
        """Return log2 of the guesses a second."""
        return log2(self.per_second)


@cache
def rates() -> tuple[Rate, ...]:
    """Return all rates, hardware by hardware, hashes from the fastest to the slowest."""
    text = (files("kept.passwords") / "data" / "rates.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    found = [
        rate
        for hardware in table["hardware"]
        for rate in (_rate(table, hash_id, hardware) for hash_id in table["hashes"])
        if rate is not None
    ]
    return tuple(found)


def rate(hash_id: str, hardware: str) -> Rate:
    """Return the rate of one cell. Raises UsageError, naming the cells there are."""
    for candidate in rates():
        if (candidate.hash, candidate.hardware) == (hash_id, hardware):
            return candidate
    cells = ", ".join(f"{each.hash}/{each.hardware}" for each in rates())
    raise UsageError(
        "no rate is known for this hash on this hardware",
        where=f"{hash_id}/{hardware}",
        remedy=f"Choose one of {cells}",
    )


def _rate(table: dict[str, Any], hash_id: str, hardware: str) -> Rate | None:
    """Return a measured figure, else a scaled one, else a bound; None where there is none."""
    machine = table["hardware"][hardware]
    names = (hash_id, table["hashes"][hash_id], hardware, machine["name"])
    origin = (machine["source"], machine["url"], machine["published"])
    measured = machine["measured"]
    if hash_id in measured:
        return Rate(*names, measured[hash_id], "measured", *origin)
    for rule in table["scaled"]:
        if rule["hash"] == hash_id and rule["from"] in measured:
            figure = measured[rule["from"]] / rule["divided_by"]
            return Rate(*names, figure, "scaled", *origin, rule["working"])
    bound = table["bounded"].get(hash_id, {})
    memory = bound.get("bandwidth", {}).get(hardware)
    if memory is None:
        return None
    moved = (3 * bound["passes"] - 1) * bound["memory"]
    origin = (memory["source"], memory["url"], memory["published"])
    return Rate(*names, memory["per_second"] / moved, "bounded", *origin, bound["working"])
