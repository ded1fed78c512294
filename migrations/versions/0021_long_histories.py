"""What is asked of a long history again and again gets an index that holds no more than the answer."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    undecided, held = sa.text("disposition IS NULL"), sa.text("chars > 0")
    op.create_index("ix_entries_open", "entries", ["id"], sqlite_where=undecided, postgresql_where=undecided)
    op.create_index("ix_articles_held", "articles", ["first_seen_at"], sqlite_where=held, postgresql_where=held)
    op.drop_index("ix_alerts_state", "alerts")
    op.create_index("ix_alerts_state_sink", "alerts", ["state", "sink"])


def downgrade() -> None:
    op.drop_index("ix_alerts_state_sink", "alerts")
    op.create_index("ix_alerts_state", "alerts", ["state"])
    op.drop_index("ix_articles_held", "articles")
    op.drop_index("ix_entries_open", "entries")
