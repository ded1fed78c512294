"""What politeness remembers: wishes of documents, moves, rhythms, hosts that asked us to wait."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("feeds", schema=None) as batch:
        batch.add_column(sa.Column("every_cron", sa.Text(), nullable=True))
        batch.add_column(sa.Column("wish_s", sa.Float(), nullable=True))
        batch.add_column(sa.Column("skips", sa.Integer(), server_default="0", nullable=False))
        batch.add_column(sa.Column("moved_url", sa.Text(), nullable=True))
        batch.add_column(sa.Column("target_url", sa.Text(), nullable=True))
        batch.add_column(sa.Column("target_since", sa.Float(), nullable=True))
        batch.add_column(sa.Column("target_polls", sa.Integer(), server_default="0", nullable=False))
        batch.add_column(sa.Column("changes", sa.Integer(), server_default="0", nullable=False))
        batch.add_column(sa.Column("gap_s", sa.Float(), nullable=True))
        batch.add_column(sa.Column("stale_since", sa.Float(), nullable=True))
        batch.add_column(sa.Column("rekeyed_at", sa.Float(), nullable=True))
    op.create_table(
        "closed_hosts",
        sa.Column("host", sa.Text(), nullable=False),
        sa.Column("until", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("host", name=op.f("pk_closed_hosts")),
    )


def downgrade() -> None:
    op.drop_table("closed_hosts")
    with op.batch_alter_table("feeds", schema=None) as batch:
        for name in ("rekeyed_at", "stale_since", "gap_s", "changes", "target_polls", "target_since", "target_url"):
            batch.drop_column(name)
        for name in ("moved_url", "skips", "wish_s", "every_cron"):
            batch.drop_column(name)
