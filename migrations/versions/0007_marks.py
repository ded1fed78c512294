"""The marks of an article, which reports in other languages may share, and the articles that speak for a story."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("fingerprints") as batch:
        batch.add_column(sa.Column("marks", sa.LargeBinary(), nullable=True))
        batch.drop_column("anchors")
    with op.batch_alter_table("stories") as batch:
        batch.add_column(sa.Column("voices", sa.Text(), server_default="[]", nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("stories") as batch:
        batch.drop_column("voices")
    with op.batch_alter_table("fingerprints") as batch:
        batch.add_column(sa.Column("anchors", sa.Text(), server_default="[]", nullable=False))
        batch.drop_column("marks")
