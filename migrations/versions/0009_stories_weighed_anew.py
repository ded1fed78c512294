"""Story terms hashed anew, with their language and kind: what was learned in the old form goes.

Known stories keep their articles, alerts and copies; what tells the same in other words is matched with stories
opened from now on.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("DELETE FROM story_terms")
    op.execute("DELETE FROM term_counts")
    op.execute(sa.text("UPDATE stories SET vector = :none").bindparams(sa.bindparam("none", b"", sa.LargeBinary)))
    with op.batch_alter_table("fingerprints") as batch:
        batch.drop_column("vector")
    with op.batch_alter_table("stories") as batch:
        batch.add_column(sa.Column("tellings", sa.Integer(), server_default="1", nullable=False))


def downgrade() -> None:
    op.execute("DELETE FROM story_terms")
    op.execute("DELETE FROM term_counts")
    with op.batch_alter_table("stories") as batch:
        batch.drop_column("tellings")
    with op.batch_alter_table("fingerprints") as batch:
        batch.add_column(sa.Column("vector", sa.LargeBinary(), server_default="", nullable=False))
