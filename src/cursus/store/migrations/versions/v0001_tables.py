"""The first tables: documents, persons, claims, findings, problems, inputs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from cursus.store.dialects import dialect_of
from cursus.store.types import HASH, SHORT, TEXT

revision = "0001"
down_revision = None


def upgrade() -> None:
    dialect_of(op.get_bind()).sign(op.get_bind())
    op.create_table(
        "documents",
        sa.Column("id", SHORT, nullable=False),
        sa.Column("path", TEXT, nullable=False),
        sa.Column("title", TEXT, nullable=False),
        sa.Column("sha256", HASH, nullable=False),
        sa.Column("form", SHORT, nullable=False),
        sa.Column("lang", SHORT, nullable=False),
        sa.Column("url", TEXT),
        sa.Column("revision", TEXT),
        sa.Column("timestamp", TEXT),
        sa.Column("licence", TEXT),
        sa.Column("attribution", TEXT),
        sa.Column("person_id", TEXT),
        sa.Column("added", TEXT, nullable=False),
        sa.Column("text", TEXT, nullable=False),
        sa.Column("record", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("sha256"),
    )
    op.create_index("ix_documents_path", "documents", ["path"])
    op.create_index("ix_documents_url", "documents", ["url"])
    op.create_index("ix_documents_person_id", "documents", ["person_id"])

    op.create_table(
        "persons",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("claims", sa.Integer(), nullable=False),
        sa.Column("documents", sa.Integer(), nullable=False),
        sa.Column("articles", sa.Integer(), nullable=False),
        sa.Column("birth", TEXT),
        sa.Column("death", TEXT),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_persons_rank", "persons", ["articles", "claims"])

    op.create_table(
        "names",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("person_id", TEXT, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("folded", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("n"),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], ondelete="CASCADE"),
    )
    op.create_index("ix_names_person_id", "names", ["person_id"])
    op.create_index("ix_names_person_name", "names", ["person_id", "name"], unique=True)

    op.create_table(
        "claims",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("id", SHORT, nullable=False),
        sa.Column("document_id", SHORT, nullable=False),
        sa.Column("person_id", TEXT, nullable=False),
        sa.Column("person_name", TEXT, nullable=False),
        sa.Column("property", TEXT, nullable=False),
        sa.Column("value", TEXT, nullable=False),
        sa.Column("value_id", TEXT),
        sa.Column("edtf", TEXT),
        sa.Column("earliest", TEXT),
        sa.Column("latest", TEXT),
        sa.Column("stance", TEXT, nullable=False),
        sa.Column("origin", TEXT, nullable=False),
        sa.Column("rule", TEXT, nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("quote", TEXT, nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("status", TEXT, nullable=False),
        sa.Column("record", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("n"),
        sa.UniqueConstraint("id"),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"]),
    )
    op.create_index("ix_claims_person_id", "claims", ["person_id"])
    op.create_index("ix_claims_property", "claims", ["property"])
    op.create_index("ix_claims_place", "claims", ["document_id", "start", "id"])

    op.create_table(
        "findings",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("id", SHORT, nullable=False),
        sa.Column("document_id", SHORT, nullable=False),
        sa.Column("rule", TEXT, nullable=False),
        sa.Column("code", TEXT, nullable=False),
        sa.Column("level", TEXT, nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("column", sa.Integer(), nullable=False),
        sa.Column("record", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("n"),
        sa.UniqueConstraint("id"),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], ondelete="CASCADE"),
    )
    op.create_index("ix_findings_place", "findings", ["document_id", "line", "column", "id"])

    op.create_table(
        "finding_claims",
        sa.Column("finding_id", SHORT, nullable=False),
        sa.Column("claim_id", SHORT, nullable=False),
        sa.PrimaryKeyConstraint("finding_id", "claim_id"),
        sa.ForeignKeyConstraint(["finding_id"], ["findings.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], ondelete="CASCADE"),
    )
    op.create_index("ix_finding_claims_claim_id", "finding_claims", ["claim_id"])

    op.create_table(
        "problems",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("path", TEXT, nullable=False),
        sa.Column("reason", TEXT, nullable=False),
        sa.Column("remedy", TEXT, nullable=False),
        sa.Column("document_id", SHORT),
        sa.PrimaryKeyConstraint("n"),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], ondelete="CASCADE"),
    )
    op.create_index("ix_problems_path", "problems", ["path"])
    op.create_index("ix_problems_document_id", "problems", ["document_id"])

    op.create_table(
        "inputs",
        sa.Column("sha256", HASH, nullable=False),
        sa.Column("path", TEXT, nullable=False),
        sa.Column("documents", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("sha256"),
    )
