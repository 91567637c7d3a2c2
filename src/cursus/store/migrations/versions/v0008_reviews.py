"""What people decided about claims, with what the claims that are there are remembered by."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from cursus.store.review.keys import fill
from cursus.store.types import SHORT, TEXT

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.add_column("persons", sa.Column("changed", sa.Integer(), nullable=False, server_default="0"))
    for column in (
        sa.Column("fact", SHORT, nullable=False, server_default=""),
        sa.Column("sentence", SHORT, nullable=False, server_default=""),
        sa.Column("floor", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("version", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("review", sa.Integer()),
        sa.Column("source", TEXT),
    ):
        op.add_column("claims", column)
    fill(op.get_bind())
    op.create_index("ix_claims_fact", "claims", ["fact", "sentence"])
    op.create_index("ix_claims_queue", "claims", ["status", "score", "n"])
    again = sa.text("floor > 0")
    op.create_index("ix_claims_again", "claims", ["floor", "n"], sqlite_where=again, postgresql_where=again)
    op.create_table(
        "reviews",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("kind", SHORT, nullable=False),
        sa.Column("scope", SHORT, nullable=False),
        sa.Column("fact", SHORT, nullable=False),
        sa.Column("sentence", SHORT, nullable=False),
        sa.Column("claim_id", SHORT, nullable=False),
        sa.Column("person_id", TEXT, nullable=False),
        sa.Column("property", TEXT, nullable=False),
        sa.Column("before", TEXT, nullable=False),
        sa.Column("after", TEXT, nullable=False),
        sa.Column("note", TEXT, nullable=False),
        sa.Column("author", TEXT, nullable=False),
        sa.Column("decided", TEXT, nullable=False),
        sa.Column("batch", sa.Integer()),
        sa.Column("undoes", sa.Integer()),
        sa.Column("undone", sa.Integer()),
        sa.PrimaryKeyConstraint("n"),
    )
    for name in ("fact", "claim_id", "person_id", "batch"):
        op.create_index(f"ix_reviews_{name}", "reviews", [name])
