"""Samples of days that are over stand in blocks."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sealed_samples",
        sa.Column("bucket", sa.BigInteger().with_variant(sa.Integer, "sqlite"), nullable=False, autoincrement=False),
        sa.Column("first_day", sa.Integer, nullable=False),
        sa.Column("packed", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("bucket", name="pk_sealed_samples"),
    )
    op.create_index("ix_sealed_samples_first_day", "sealed_samples", ["first_day"])


def downgrade() -> None:
    """What was sealed is not unpacked: an older program compares with what it reads from then on."""
    op.drop_table("sealed_samples")
