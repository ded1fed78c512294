"""Pages that could not be had are asked for again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    op.create_table(
        "rereads",
        sa.Column("feed_id", ID, nullable=False, autoincrement=False),
        sa.Column("key", sa.LargeBinary, nullable=False),
        sa.Column("entry_id", ID, nullable=False),
        sa.Column("payload", sa.LargeBinary, nullable=False),
        sa.Column("first_at", sa.Float, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False, server_default="0"),
        sa.Column("not_before", sa.Float),
        sa.Column("asked_at", sa.Float),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("lease", sa.Integer, nullable=False, server_default="0"),
        sa.Column("leased_until", sa.Float, nullable=False, server_default="0"),
        sa.PrimaryKeyConstraint("feed_id", "key", name="pk_rereads"),
        sa.ForeignKeyConstraint(["feed_id"], ["feeds.id"], name="fk_rereads_feed_id"),
        sa.ForeignKeyConstraint(["entry_id"], ["entries.id"], name="fk_rereads_entry_id", ondelete="CASCADE"),
        sa.UniqueConstraint("entry_id", name="uq_rereads_entry_id"),
    )
    op.create_index("ix_rereads_first_at", "rereads", ["first_at"])
    op.create_index("ix_rereads_not_before", "rereads", ["not_before"])


def downgrade() -> None:
    op.drop_table("rereads")
