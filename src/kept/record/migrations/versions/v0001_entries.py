"""Entries and checkpoints, which only grow.

Triggers refuse UPDATE and DELETE. They alone would let INSERT OR REPLACE overwrite a row, as it
removes without a DELETE trigger; so an INSERT is refused unless it continues the chain.
"""

from alembic import op

revision = "0001"
down_revision = None

_TABLES = """
CREATE TABLE entry (
    sequence {sequence} PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,
    subject TEXT NOT NULL, at TEXT NOT NULL, clock TEXT NOT NULL, writer TEXT NOT NULL,
    body TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL);
CREATE INDEX entry_subject ON entry (subject, sequence);
CREATE INDEX entry_kind ON entry (kind, sequence);
CREATE INDEX entry_at ON entry (at, sequence);
CREATE TABLE checkpoint (
    sequence {sequence} NOT NULL, hash TEXT NOT NULL, at TEXT NOT NULL, key TEXT NOT NULL,
    signature TEXT NOT NULL, PRIMARY KEY (sequence, key))
"""
_NO_CHANGE = """
CREATE TRIGGER {table}_no_{event} BEFORE {event} ON {table}
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: no row is changed or removed'); END
"""
_CONTINUES = """
CREATE TRIGGER entry_continues BEFORE INSERT ON entry
WHEN NEW.sequence IS NOT (SELECT coalesce(max(sequence), 0) + 1 FROM entry)
  OR NEW.previous IS NOT coalesce(
    (SELECT hash FROM entry ORDER BY sequence DESC LIMIT 1), printf('%064d', 0))
  OR EXISTS (SELECT 1 FROM entry WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: an entry continues the chain'); END
"""
_NO_REPLACEMENT = """
CREATE TRIGGER checkpoint_no_replacement BEFORE INSERT ON checkpoint
WHEN EXISTS (SELECT 1 FROM checkpoint WHERE sequence = NEW.sequence AND key = NEW.key)
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: no checkpoint is replaced'); END
"""
_POSTGRES = """
CREATE FUNCTION kept_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'the ledger only grows: no row is changed or removed'; END $$;
CREATE FUNCTION kept_continues() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE last record;
BEGIN
    SELECT sequence, hash INTO last FROM entry ORDER BY sequence DESC LIMIT 1;
    IF NEW.sequence <> coalesce(last.sequence, 0) + 1
       OR NEW.previous <> coalesce(last.hash, repeat('0', 64)) THEN
        RAISE EXCEPTION 'the ledger only grows: an entry continues the chain';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER entry_only_grows BEFORE UPDATE OR DELETE ON entry
    FOR EACH ROW EXECUTE FUNCTION kept_only_grows();
CREATE TRIGGER entry_not_emptied BEFORE TRUNCATE ON entry
    FOR EACH STATEMENT EXECUTE FUNCTION kept_only_grows();
CREATE TRIGGER entry_continues BEFORE INSERT ON entry
    FOR EACH ROW EXECUTE FUNCTION kept_continues();
CREATE TRIGGER checkpoint_only_grows BEFORE UPDATE OR DELETE ON checkpoint
    FOR EACH ROW EXECUTE FUNCTION kept_only_grows();
CREATE TRIGGER checkpoint_not_emptied BEFORE TRUNCATE ON checkpoint
    FOR EACH STATEMENT EXECUTE FUNCTION kept_only_grows();
REVOKE ALL ON entry, checkpoint FROM PUBLIC;
REVOKE UPDATE, DELETE, TRUNCATE ON entry, checkpoint FROM CURRENT_USER;
"""


def upgrade() -> None:
    """Make the tables and what guards them."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(_TABLES.format(sequence="BIGINT"))
        op.execute(_POSTGRES)
        return
    for statement in _TABLES.format(sequence="INTEGER").split(";"):
        op.execute(statement)
    for table in ("entry", "checkpoint"):
        for event in ("UPDATE", "DELETE"):
            op.execute(_NO_CHANGE.format(table=table, event=event))
    op.execute(_CONTINUES)
    op.execute(_NO_REPLACEMENT)
