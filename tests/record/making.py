"""Promises and clocks for the tests of the ledger."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from kept.model.ledger import Announced, Draft, Due, Role
from kept.record.filing import commitment_draft

START = datetime(2026, 1, 1, tzinfo=UTC)
DAY = timedelta(days=1)


def promise(number: int = 0, **fields: Any) -> Announced:
    """Return a pledge of a country of fiction; `number` tells it from others."""
    told: dict[str, Any] = {
        "document": "document-0123456789ab",
        "kind": "pledge",
        "text": f"give {number + 1} million for the forests of Ruritania",
        "said": date(2025, 3, 1),
        "due": Due(date(2025, 1, 1), date(2026, 1, 1), "2025", yearly=True),
        "area": "PAK",
        "low": Decimal(1_000_000 * (number + 1)),
        "high": Decimal(1_000_000 * (number + 1)),
        "unit": "USD",
        "precision": Decimal(1_000_000),
        "roles": (Role("Ministry of Forests", "promiser"),),
        "source": "https://example.org/pledges",
    }
    return Announced(**{**told, **fields})


def draft(number: int = 0, **fields: Any) -> Draft:
    """Return the entry that files `promise`."""
    return commitment_draft(promise(number, **fields), f"row-{number}", "rule:test/1")


def ticking(start: datetime = START, step: timedelta = DAY) -> Callable[[], datetime]:
    """Return a clock that moves on by `step` each time it is read."""
    moments: Iterator[datetime] = (start + step * count for count in range(10**9))
    return lambda: next(moments)


def stopped(moment: datetime = START) -> Callable[[], datetime]:
    """Return a clock that stands still."""
    return lambda: moment
