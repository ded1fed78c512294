"""What stories are found by goes once they are past the window, and counts of terms halve with age."""

from __future__ import annotations

import time

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sweeps",
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("round", sa.Integer, nullable=False),
        sa.Column("place", sa.BigInteger),
        sa.PrimaryKeyConstraint("name", name="pk_sweeps"),
    )
    at_hand = sa.text("(length(vector) > 0 OR voices <> '[]')")
    op.create_index("ix_stories_at_hand", "stories", ["last_seen_at"], sqlite_where=at_hand, postgresql_where=at_hand)
    op.create_index("ix_story_terms_story_id", "story_terms", ["story_id"])
    op.execute(sa.text("UPDATE term_counts SET documents = documents * :weight").bindparams(weight=_weight()))


def downgrade() -> None:
    op.execute(sa.text("UPDATE term_counts SET documents = documents / :weight").bindparams(weight=_weight()))
    op.drop_index("ix_story_terms_story_id", "story_terms")
    op.drop_index("ix_stories_at_hand", "stories")
    op.drop_table("sweeps")


def _weight() -> float:
    """What was counted so far counts as documents of today."""
    return 2.0 ** (int(time.time() // 86400) // 64 - 320)
