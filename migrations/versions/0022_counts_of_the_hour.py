"""What an hour's articles count stands in a small table until it is taken over."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "fresh_counts",
        sa.Column("term", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("documents", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("term", name=op.f("pk_fresh_counts")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.execute(
        "INSERT INTO term_counts SELECT term, documents FROM fresh_counts WHERE true"
        " ON CONFLICT (term) DO UPDATE SET documents = term_counts.documents + excluded.documents"
    )
    op.drop_table("fresh_counts")
