"""The tables that are read from: standings with their times, bodies, full text."""

from alembic import op

revision = "0002"
down_revision = "0001"

_TABLES = """
CREATE TABLE standing (
    commitment TEXT NOT NULL, since TEXT NOT NULL, until TEXT NOT NULL,
    number {sequence} NOT NULL, head TEXT NOT NULL, thread TEXT NOT NULL, kind TEXT NOT NULL,
    area TEXT NOT NULL, indicator TEXT NOT NULL, stage TEXT NOT NULL, open INTEGER NOT NULL,
    staged TEXT NOT NULL, verdict TEXT NOT NULL, said TEXT NOT NULL,
    said_as TEXT NOT NULL, due TEXT NOT NULL, due_label TEXT NOT NULL, low TEXT NOT NULL,
    high TEXT NOT NULL, bound TEXT NOT NULL,
    unit TEXT NOT NULL, text TEXT NOT NULL, promiser TEXT NOT NULL, document TEXT NOT NULL,
    PRIMARY KEY (commitment, since));
CREATE INDEX standing_thread ON standing (thread);
CREATE INDEX standing_head ON standing (head) WHERE head <> '';
CREATE INDEX standing_number ON standing (number);
CREATE INDEX standing_document ON standing (document);
CREATE TABLE party (
    body TEXT NOT NULL, commitment TEXT NOT NULL, role TEXT NOT NULL, name TEXT NOT NULL,
    PRIMARY KEY (body, commitment, role))
"""
_INDEXES = {
    "said": "said, number, until, head",
    "due": "due, number, area, kind, open, until, head",
    "area": "area, said, number, kind, stage, until, head",
    "area_due": "area, due, number, kind, open, until, head",
    "area_kind": "area, kind, said, number, stage, until, head",
    "kind": "kind, said, number, stage, until, head",
    "stage": "stage, said, number, area, kind, until, head",
    "indicator": "indicator, area, said, number, until, head",
    "indicator_said": "indicator, said, number, until, head",
    "verdict": "verdict, said, number, area, kind, until",
}
"""What is asked for, then the order of the pages, then what else a row is asked: so that rows
which do not fit are passed over within the index."""
_ONLY = {
    "indicator": "WHERE indicator <> ''",
    "indicator_said": "WHERE indicator <> ''",
    "verdict": "WHERE verdict <> ''",
}


def upgrade() -> None:
    """Make the tables. What they hold is built from the entries by the program."""
    postgres = op.get_bind().dialect.name == "postgresql"
    for statement in _TABLES.format(sequence="BIGINT" if postgres else "INTEGER").split(";"):
        op.execute(statement)
    for name, columns in _INDEXES.items():
        only = _ONLY.get(name, "")
        op.execute(f"CREATE INDEX standing_by_{name} ON standing ({columns}) {only}")
    if postgres:
        op.execute("CREATE TABLE search (number BIGINT PRIMARY KEY, words TSVECTOR NOT NULL)")
        op.execute("CREATE INDEX search_words ON search USING gin (words)")
    else:
        op.execute("CREATE VIRTUAL TABLE search USING fts5(words, content='', tokenize='porter')")
