"""Alerts held back, and alerts told together in a digest."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("alerts") as batch:
        batch.add_column(sa.Column("held", sa.Text(), nullable=True))
        batch.add_column(sa.Column("digest", sa.Text(), nullable=True))
        batch.create_index("ix_alerts_digest", ["digest"])


def downgrade() -> None:
    with op.batch_alter_table("alerts") as batch:
        batch.drop_index("ix_alerts_digest")
        batch.drop_column("digest")
        batch.drop_column("held")
