"""What people rule about stories: splits and merges, and which alerts a story split off inherits."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "inherited",
        sa.Column("story_id", _ID, sa.ForeignKey("stories.id", name=op.f("fk_inherited_story_id")), nullable=False),
        sa.Column(
            "alert_id",
            sa.Text(),
            sa.ForeignKey("alerts.id", name=op.f("fk_inherited_alert_id"), ondelete="CASCADE"),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("story_id", "alert_id", name=op.f("pk_inherited")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "rulings",
        sa.Column("id", _ID, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("story_id", _ID, sa.ForeignKey("stories.id", name=op.f("fk_rulings_story_id")), nullable=False),
        sa.Column("other_id", _ID, sa.ForeignKey("stories.id", name=op.f("fk_rulings_other_id")), nullable=False),
        sa.Column("entries", sa.Text(), nullable=False),
        sa.Column("at", sa.Float(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.CheckConstraint("kind IN ('merge', 'split')", name=op.f("ck_rulings_kind")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rulings")),
    )
    op.create_index(op.f("ix_rulings_story_id"), "rulings", ["story_id"])
    op.create_index(op.f("ix_rulings_other_id"), "rulings", ["other_id"])


def downgrade() -> None:
    op.drop_table("rulings")
    op.drop_table("inherited")
