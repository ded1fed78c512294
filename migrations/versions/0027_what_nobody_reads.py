"""What nobody reads is not kept: columns that say what another one says, and places in indexes for what is not there.

The guids of entries stored before stay where they are. SQLite writes two tables anew for it, PostgreSQL none.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_SPARSE = (("stories", "merged_into"), ("articles", "previous_id"), ("alerts", "digest"))


def upgrade() -> None:
    for name in ("url", "canonical"):
        op.drop_column("articles", name)
    for name in ("published_raw", "feed_order"):
        op.drop_column("entries", name)
    if op.get_context().dialect.name == "sqlite":
        for table, column in _SPARSE:
            op.drop_index(f"ix_{table}_{column}", table)
            there = sa.text(f"{column} IS NOT NULL")
            op.create_index(f"ix_{table}_{column}", table, [column], sqlite_where=there)
        _flags(with_rowid=False)


def downgrade() -> None:
    if op.get_context().dialect.name == "sqlite":
        _flags(with_rowid=True)
        for table, column in _SPARSE:
            op.drop_index(f"ix_{table}_{column}", table)
            op.create_index(f"ix_{table}_{column}", table, [column])
    op.add_column("entries", sa.Column("feed_order", sa.Integer, nullable=False, server_default="0"))
    op.add_column("entries", sa.Column("published_raw", sa.Text))
    for name in ("canonical", "url"):
        op.add_column("articles", sa.Column(name, sa.Text))


def _flags(*, with_rowid: bool) -> None:
    op.create_table(
        "flags_anew",
        sa.Column("entry_id", _ID, nullable=False, autoincrement=False),
        sa.Column("rule", sa.Text, nullable=False),
        sa.Column("rule_version", sa.Text, nullable=False),
        sa.Column("spans", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["entries.id"], op.f("fk_flags_entry_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("entry_id", "rule", name=op.f("pk_flags")),
        sqlite_with_rowid=with_rowid,
    )
    op.execute("INSERT INTO flags_anew SELECT entry_id, rule, rule_version, spans FROM flags")
    op.drop_table("flags")
    op.rename_table("flags_anew", "flags")
