"""The ledger's tables.

`entry` and `checkpoint` are the record and only grow. `standing`, `party` and `search` are
read from: where each commitment stood from when until when, its bodies, its words. They hold
nothing of their own and can be built again from the entries.
"""

from sqlalchemy import BigInteger, Column, Integer, MetaData, Table, Text

METADATA = MetaData()
_SEQUENCE = BigInteger().with_variant(Integer, "sqlite")

ENTRY = Table(
    "entry",
    METADATA,
    Column("sequence", _SEQUENCE, primary_key=True, autoincrement=False),
    Column("id", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("clock", Text, nullable=False),
    Column("writer", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("previous", Text, nullable=False),
    Column("hash", Text, nullable=False),
)
CHECKPOINT = Table(
    "checkpoint",
    METADATA,
    Column("sequence", _SEQUENCE, primary_key=True, autoincrement=False),
    Column("hash", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("key", Text, nullable=False, primary_key=True),
    Column("signature", Text, nullable=False),
)
FOREVER = "9999"
"""The `until` of what still stands: after every time."""

STANDING = Table(
    "standing",
    METADATA,
    Column("commitment", Text, primary_key=True),
    Column("since", Text, primary_key=True),
    Column("until", Text, nullable=False),
    Column("number", _SEQUENCE, nullable=False),
    Column("head", Text, nullable=False),
    Column("thread", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("area", Text, nullable=False),
    Column("indicator", Text, nullable=False),
    Column("stage", Text, nullable=False),
    Column("open", Integer, nullable=False),
    Column("staged", Text, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("said", Text, nullable=False),
    Column("said_as", Text, nullable=False),
    Column("due", Text, nullable=False),
    Column("due_label", Text, nullable=False),
    Column("low", Text, nullable=False),
    Column("high", Text, nullable=False),
    Column("bound", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("promiser", Text, nullable=False),
    Column("document", Text, nullable=False),
)
PARTY = Table(
    "party",
    METADATA,
    Column("body", Text, primary_key=True),
    Column("commitment", Text, primary_key=True),
    Column("role", Text, primary_key=True),
    Column("name", Text, nullable=False),
)
READ_MODEL = ("standing", "party", "search")
