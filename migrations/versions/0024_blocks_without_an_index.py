"""Blocks of samples are gone through once a day; the index of their first days goes."""

from __future__ import annotations

from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("ix_sealed_samples_first_day", "sealed_samples")


def downgrade() -> None:
    op.create_index("ix_sealed_samples_first_day", "sealed_samples", ["first_day"])
