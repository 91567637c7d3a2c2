"""Persons found by name in the order of results, by sound and with one letter wrong. Filled when it is opened next."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from cursus.store.dialects import dialect_of
from cursus.store.types import BIG, TEXT

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    connection = op.get_bind()
    if connection.dialect.name == "sqlite":
        for event in ("insert", "delete", "update"):
            op.execute(f"DROP TRIGGER names_fts_{event}")
        op.execute("DROP TABLE names_fts")
    op.add_column("names", sa.Column("rank", BIG, nullable=False, server_default="0"))
    op.create_index("ix_names_folded", "names", ["folded", "rank"])
    op.create_table(
        "lookup",
        sa.Column("rank", BIG, nullable=False, autoincrement=False),
        sa.Column("person_id", TEXT, nullable=False),
        sa.Column("words", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("rank"),
        sa.UniqueConstraint("person_id"),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], ondelete="CASCADE"),
    )
    op.create_table(
        "words",
        sa.Column("word", TEXT, nullable=False),
        sa.Column("key", TEXT, nullable=False),
        sa.Column("sound", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("word", "key", "sound"),
    )
    op.create_index("ix_words_key", "words", ["key", "sound", "word"])
    op.create_index("ix_words_sound", "words", ["sound", "word"])
    op.create_table(
        "settings",
        sa.Column("name", TEXT, nullable=False),
        sa.Column("value", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    for statement in dialect_of(connection).name_index:
        op.execute(statement)
