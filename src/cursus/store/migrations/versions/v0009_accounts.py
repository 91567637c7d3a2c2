"""Users, their sessions and tokens, and failed attempts to log in."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from cursus.store.types import HASH, SHORT, TEXT

revision = "0009"
down_revision = "0008"


def _of_user() -> tuple[sa.Column[int], sa.ForeignKeyConstraint]:
    return (
        sa.Column("user_n", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["user_n"], ["users.n"], ondelete="CASCADE"),
    )


def upgrade() -> None:
    op.create_table(
        "users",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("role", SHORT, nullable=False),
        sa.Column("password", TEXT),
        sa.Column("created", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("n"),
        sa.UniqueConstraint("name"),
    )
    user, key = _of_user()
    op.create_table(
        "sessions",
        sa.Column("hash", HASH, nullable=False),
        user,
        sa.Column("created", TEXT, nullable=False),
        sa.Column("expires", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("hash"),
        key,
    )
    op.create_index("ix_sessions_user_n", "sessions", ["user_n"])
    user, key = _of_user()
    op.create_table(
        "tokens",
        sa.Column("n", sa.Integer(), nullable=False),
        user,
        sa.Column("name", TEXT, nullable=False),
        sa.Column("hash", HASH, nullable=False),
        sa.Column("role", SHORT, nullable=False),
        sa.Column("created", TEXT, nullable=False),
        sa.Column("expires", TEXT),
        sa.PrimaryKeyConstraint("n"),
        sa.UniqueConstraint("hash"),
        key,
    )
    op.create_index("ix_tokens_user_n", "tokens", ["user_n"])
    op.create_table(
        "attempts",
        sa.Column("key", HASH, nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("until", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
