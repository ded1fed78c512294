"""Episodes of trouble, told through the outbox: alerts that are about a feed have no story and no entry."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

ABOUT = ("story_id", "entry_id")


def upgrade() -> None:
    op.create_table(
        "episodes",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("feed_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.Float(), nullable=False),
        sa.Column("closed_at", sa.Float(), nullable=True),
        sa.ForeignKeyConstraint(["feed_id"], ["feeds.id"], name=op.f("fk_episodes_feed_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_episodes")),
    )
    op.create_index(op.f("ix_episodes_closed_at"), "episodes", ["closed_at"])
    with op.batch_alter_table("alerts") as batch:
        for name in ABOUT:
            batch.alter_column(name, existing_type=sa.BigInteger(), nullable=True)
        batch.create_check_constraint(op.f("ck_alerts_about"), "(story_id IS NULL) = (entry_id IS NULL)")
    with op.batch_alter_table("feeds") as batch:
        batch.drop_column("stale_since")
        batch.drop_column("rekeyed_at")


def downgrade() -> None:
    with op.batch_alter_table("feeds") as batch:
        batch.add_column(sa.Column("stale_since", sa.Float(), nullable=True))
        batch.add_column(sa.Column("rekeyed_at", sa.Float(), nullable=True))
    op.execute("DELETE FROM deliveries WHERE alert_id IN (SELECT id FROM alerts WHERE story_id IS NULL)")
    op.execute("DELETE FROM alerts WHERE story_id IS NULL")
    with op.batch_alter_table("alerts") as batch:
        batch.drop_constraint(op.f("ck_alerts_about"), type_="check")
        for name in ABOUT:
            batch.alter_column(name, existing_type=sa.BigInteger(), nullable=False)
    op.drop_table("episodes")
