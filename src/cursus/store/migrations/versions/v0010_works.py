"""Cited works, filled from the articles that are there; claims found by what they say."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from cursus.store.types import SHORT, TEXT
from cursus.store.works import fill_works

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.create_table(
        "works",
        sa.Column("id", SHORT, nullable=False),
        sa.Column("label", TEXT, nullable=False),
        sa.Column("words", TEXT, nullable=False),
        sa.Column("fields", sa.Integer(), nullable=False),
        sa.Column("record", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "work_ids",
        sa.Column("identity", SHORT, nullable=False),
        sa.Column("work", SHORT, nullable=False),
        sa.PrimaryKeyConstraint("identity"),
    )
    op.create_index("ix_work_ids_work", "work_ids", ["work"])
    op.create_table(
        "cites",
        sa.Column("document_id", SHORT, nullable=False),
        sa.Column("citation", sa.Integer(), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("work", SHORT, nullable=False),
        sa.PrimaryKeyConstraint("document_id", "citation", "part"),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], ondelete="CASCADE"),
    )
    op.create_index("ix_cites_work", "cites", ["work", "document_id"])
    op.create_table(
        "claim_works",
        sa.Column("claim_id", SHORT, nullable=False),
        sa.Column("citation", sa.Integer(), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("work", SHORT, nullable=False),
        sa.PrimaryKeyConstraint("claim_id", "citation", "part"),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], ondelete="CASCADE"),
    )
    op.create_index("ix_claim_works_work", "claim_works", ["work", "claim_id"])
    op.create_index(
        "ix_claims_said", "claims", ["property", "value", "value_id", "earliest", "latest", "status", "person_id"]
    )
    fill_works(op.get_bind())
