"""Full text over names and quotes, filled from what is there."""

from __future__ import annotations

from alembic import op

from cursus.store.schema import FULL_TEXT

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    for statement in FULL_TEXT:
        op.execute(statement)
    op.execute("INSERT INTO names_fts(names_fts) VALUES ('rebuild')")
    op.execute("INSERT INTO quotes_fts(quotes_fts) VALUES ('rebuild')")
