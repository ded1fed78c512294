"""An entry's proof is a relation of its own that proves it; how much of an article its relation covers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    with op.batch_alter_table("entries") as batch:
        batch.drop_constraint(batch.f("fk_entries_proof_id"), type_="foreignkey")
    with op.batch_alter_table("relations") as batch:
        batch.add_column(sa.Column("covered", sa.Float(), nullable=False, server_default="0"))
        batch.add_column(sa.Column("proves_id", _ID, nullable=True))
    op.execute("UPDATE relations SET covered = inner_share, proves_id = CASE WHEN proven THEN entry_id END")
    with op.batch_alter_table("relations") as batch:
        batch.drop_column("proven")
        batch.create_check_constraint(
            batch.f("ck_relations_proves_its_entry"),
            "proves_id IS NULL OR (proves_id = entry_id AND kind <> 'unrelated')",
        )
        batch.create_unique_constraint(batch.f("uq_relations_id_proves_id"), ["id", "proves_id"])
    with op.batch_alter_table("entries") as batch:
        batch.create_foreign_key(
            batch.f("fk_entries_proof_id_id"), "relations", ["proof_id", "id"], ["id", "proves_id"]
        )


def downgrade() -> None:
    with op.batch_alter_table("entries") as batch:
        batch.drop_constraint(batch.f("fk_entries_proof_id_id"), type_="foreignkey")
    with op.batch_alter_table("relations") as batch:
        batch.drop_constraint(batch.f("uq_relations_id_proves_id"), type_="unique")
        batch.drop_constraint(batch.f("ck_relations_proves_its_entry"), type_="check")
        batch.add_column(sa.Column("proven", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute("UPDATE relations SET proven = proves_id IS NOT NULL")
    with op.batch_alter_table("relations") as batch:
        batch.alter_column("proven", server_default=None, existing_type=sa.Boolean(), existing_nullable=False)
        batch.drop_column("proves_id")
        batch.drop_column("covered")
    with op.batch_alter_table("entries") as batch:
        batch.create_foreign_key(batch.f("fk_entries_proof_id"), "relations", ["proof_id"], ["id"])
