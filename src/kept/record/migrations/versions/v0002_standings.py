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
CREATE INDEX standing_order ON standing (said, number);
CREATE INDEX standing_thread ON standing (thread);
CREATE INDEX standing_head ON standing (head) WHERE head <> '';
CREATE INDEX standing_changed ON standing (since);
CREATE TABLE party (
    body TEXT NOT NULL, commitment TEXT NOT NULL, role TEXT NOT NULL, name TEXT NOT NULL,
    PRIMARY KEY (body, commitment, role))
"""
_FILTERS = ("area", "indicator", "kind", "stage")
_REPEATS_TOO = ("verdict", "document")
"""Each filter has an index of what stands now, in the order of the pages."""


def upgrade() -> None:
    """Make the tables. What they hold is built from the entries by the program."""
    postgres = op.get_bind().dialect.name == "postgresql"
    for statement in _TABLES.format(sequence="BIGINT" if postgres else "INTEGER").split(";"):
        op.execute(statement)
    now = "WHERE until = '9999' AND head = ''"
    op.execute(f"CREATE INDEX standing_now ON standing (said, number) {now}")
    op.execute(f"CREATE INDEX standing_now_due ON standing (due, number) {now}")
    for column in _FILTERS:
        op.execute(f"CREATE INDEX standing_now_{column} ON standing ({column}, said, number) {now}")
    for column in _REPEATS_TOO:
        op.execute(
            f"CREATE INDEX standing_now_{column} ON standing ({column}, said, number) "
            "WHERE until = '9999'"
        )
    if postgres:
        op.execute("CREATE TABLE search (number BIGINT PRIMARY KEY, words TSVECTOR NOT NULL)")
        op.execute("CREATE INDEX search_words ON search USING gin (words)")
    else:
        op.execute("CREATE VIRTUAL TABLE search USING fts5(words, content='', tokenize='porter')")
