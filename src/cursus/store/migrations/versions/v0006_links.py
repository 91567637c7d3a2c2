"""What is remembered of cited addresses."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from cursus.store.types import SHORT, TEXT

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "links",
        sa.Column("url", TEXT, nullable=False),
        sa.Column("state", SHORT, nullable=False),
        sa.Column("failures", TEXT, nullable=False),
        sa.Column("status", sa.Integer()),
        sa.Column("reason", TEXT, nullable=False),
        sa.Column("checked", TEXT),
        sa.Column("due", TEXT),
        sa.Column("final", TEXT),
        sa.Column("copy", TEXT),
        sa.Column("copy_day", TEXT),
        sa.Column("asked", TEXT),
        sa.PrimaryKeyConstraint("url"),
    )
    op.create_index("ix_links_state", "links", ["state"])
    op.create_index("ix_links_due", "links", ["due"])
