"""Documents that killed the child that read them are remembered, so that they do so three times at most."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "quarantined",
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("kills", sa.Integer(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("last_at", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_quarantined")),
    )
    op.create_index(op.f("ix_quarantined_last_at"), "quarantined", ["last_at"])


def downgrade() -> None:
    op.drop_table("quarantined")
