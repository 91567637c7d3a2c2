"""Full text over names and quotes, filled from what is there."""

from __future__ import annotations

from alembic import op

from cursus.store.dialects import dialect_of

revision = "0002"
down_revision = "0001"

_NAMES = (
    "CREATE VIRTUAL TABLE names_fts USING fts5("
    "folded, content='names', content_rowid='n', tokenize='unicode61 remove_diacritics 2', prefix='1 2 3')",
    "CREATE TRIGGER names_fts_insert AFTER INSERT ON names BEGIN "
    "INSERT INTO names_fts(rowid, folded) VALUES (new.n, new.folded); END",
    "CREATE TRIGGER names_fts_delete AFTER DELETE ON names BEGIN "
    "INSERT INTO names_fts(names_fts, rowid, folded) VALUES ('delete', old.n, old.folded); END",
    "CREATE TRIGGER names_fts_update AFTER UPDATE OF folded ON names BEGIN "
    "INSERT INTO names_fts(names_fts, rowid, folded) VALUES ('delete', old.n, old.folded); "
    "INSERT INTO names_fts(rowid, folded) VALUES (new.n, new.folded); END",
)


def upgrade() -> None:
    connection = op.get_bind()
    for statement in dialect_of(connection).quote_index:
        op.execute(statement)
    if connection.dialect.name == "sqlite":  # where Cursus began; no server has databases that old
        for statement in _NAMES:
            op.execute(statement)
        op.execute("INSERT INTO names_fts(names_fts) VALUES ('rebuild')")
        op.execute("INSERT INTO quotes_fts(quotes_fts) VALUES ('rebuild')")
