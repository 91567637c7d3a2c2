"""How far unfinished dumps were read."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from cursus.store.types import BIG, HASH, TEXT

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "marks",
        sa.Column("key", HASH, nullable=False),
        sa.Column("path", TEXT, nullable=False),
        sa.Column("stream", BIG, nullable=False),
        sa.Column("pages", BIG, nullable=False),
        sa.Column("taken", BIG, nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_index("ix_marks_path", "marks", ["path"])
