"""Independent sources of a story in the place of its hosts; which of two articles copied the other."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("stories") as batch:
        batch.alter_column("hosts", new_column_name="sources", existing_type=sa.Text(), existing_nullable=False)
    with op.batch_alter_table("relations") as batch:
        batch.add_column(sa.Column("direction", sa.Text(), nullable=True))
        batch.create_check_constraint(
            batch.f("ck_relations_direction"), "direction IS NULL OR direction IN ('copy', 'source', 'undecided')"
        )


def downgrade() -> None:
    with op.batch_alter_table("relations") as batch:
        batch.drop_constraint(batch.f("ck_relations_direction"), type_="check")
        batch.drop_column("direction")
    with op.batch_alter_table("stories") as batch:
        batch.alter_column("sources", new_column_name="hosts", existing_type=sa.Text(), existing_nullable=False)
