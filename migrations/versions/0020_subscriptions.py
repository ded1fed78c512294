"""Hubs tell us when a feed has something new."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    op.create_table(
        "subscriptions",
        sa.Column("feed_id", ID, nullable=False, autoincrement=False),
        sa.Column("hub", sa.Text, nullable=False),
        sa.Column("topic", sa.Text, nullable=False),
        sa.Column("token", sa.Text, nullable=False),
        sa.Column("secret", sa.Text, nullable=False),
        sa.Column("callback", sa.Text),
        sa.Column("asked_at", sa.Float),
        sa.Column("expires_at", sa.Float),
        sa.Column("due_at", sa.Float, nullable=False),
        sa.Column("failures", sa.Integer, nullable=False, server_default="0"),
        sa.Column("hinted", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.PrimaryKeyConstraint("feed_id", name="pk_subscriptions"),
        sa.ForeignKeyConstraint(["feed_id"], ["feeds.id"], name="fk_subscriptions_feed_id"),
        sa.UniqueConstraint("token", name="uq_subscriptions_token"),
    )
    op.create_index("ix_subscriptions_due_at", "subscriptions", ["due_at"])
    with op.batch_alter_table("feeds") as batch:
        batch.add_column(sa.Column("pushed_at", sa.Float))


def downgrade() -> None:
    with op.batch_alter_table("feeds") as batch:
        batch.drop_column("pushed_at")
    op.drop_table("subscriptions")
