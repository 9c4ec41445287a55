"""The strength of a password and the audit of a list as JSON; infinite figures are null."""

import msgspec

from kept.passwords.audit import Audit
from kept.passwords.policy import Ruling
from kept.passwords.strength import Strength


def to_json(found: Strength | Audit | Ruling) -> bytes:
    """Return the result as indented JSON in UTF-8, with the fields of its class."""
    return msgspec.json.format(msgspec.json.encode(found), indent=2) + b"\n"
