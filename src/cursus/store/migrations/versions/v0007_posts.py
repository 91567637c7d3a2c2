"""Postings found by their unit, filled from the claims that are there."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from cursus.store.types import SHORT, TEXT
from cursus.store.units import fill

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "posts",
        sa.Column("claim_id", SHORT, nullable=False),
        sa.Column("unit", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("claim_id"),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], ondelete="CASCADE"),
    )
    op.create_index("ix_posts_unit", "posts", ["unit"])
    fill(op.get_bind())
