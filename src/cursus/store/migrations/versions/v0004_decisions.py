"""What people decided about who is whom."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from cursus.store.types import SHORT, TEXT

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column("persons", sa.Column("same_as", TEXT))
    op.create_index("ix_persons_same_as", "persons", ["same_as"])
    op.create_table(
        "decisions",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("kind", SHORT, nullable=False),
        sa.Column("a", TEXT, nullable=False),
        sa.Column("b", TEXT, nullable=False),
        sa.Column("note", TEXT, nullable=False),
        sa.Column("author", TEXT, nullable=False),
        sa.Column("decided", TEXT, nullable=False),
        sa.Column("undone", TEXT),
        sa.Column("undone_by", TEXT),
        sa.PrimaryKeyConstraint("n"),
    )
    op.create_index("ix_decisions_a", "decisions", ["a"])
    op.create_index("ix_decisions_b", "decisions", ["b"])
