"""Furniture: what is remembered of the paragraphs of each host's pages."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "furniture",
        sa.Column("host", sa.Text(), nullable=False),
        sa.Column("last_day", sa.Integer(), nullable=False),
        sa.Column("segments", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("host", name=op.f("pk_furniture")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("furniture", schema=None) as batch:
        batch.create_index(op.f("ix_furniture_last_day"), ["last_day"])


def downgrade() -> None:
    op.drop_table("furniture")
