"""Notes on single figures, written for a reader: numbers and reasons, in our own words.

The sources carry working notes. `snapshot_notes.csv` replaces those that a reader could not
use; all others are taken as they are, once their outcomes are put in words.
"""

import re
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from kept.statistics.tables import rows

_WORDS = {
    "yes": "reached",
    "no": "missed",
    "late": "reached late",
    "partial": "partly",
    "close": "close",
    "unclear": "cannot be told",
    "open": "still open",
}


class Notes(Struct, frozen=True):
    """The replacements for one kind of row."""

    replaced: Mapping[tuple[str, str, str], str]

    def note(self, name: str, period: str, said: str, found: str) -> str:
        """Return the note for a figure: the replacement, or what was found, put in words."""
        replacement = self.replaced.get((name, period, said))
        return _worded(found) if replacement is None else replacement


def read_notes(kind: str) -> Notes:
    """Return the replacements for `prints` or `facts`."""
    table = rows(Path(__file__).with_name("snapshot_notes.csv"))
    return Notes(
        {
            (row["name"], row["period"], row["said"]): row["note"]
            for row in table
            if row["kind"] == kind
        }
    )


def _worded(text: str) -> str:
    """Return the note with `reached=no` said in words.

    >>> _worded("outcome 40 (2025); reached=yes; round figure")
    'outcome 40 (2025): reached; round figure'
    """
    text = re.sub(r"outcome n/a \([^)]*\); reached=open", "no outcome yet", text)
    text = re.sub(r"; reached=(\w+)", lambda found: f": {_WORDS[found[1]]}", text)
    return " ".join(text.split())
