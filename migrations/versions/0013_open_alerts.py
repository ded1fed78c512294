"""Alerts that a sink waits for get an index of their own, in the order they are told."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("ix_alerts_state_sink_not_before", "alerts")
    op.create_index("ix_alerts_state", "alerts", ["state"])
    still_open = sa.text("state IN ('owed', 'claimed')")
    columns = ["sink", "owed_at", "id"]
    op.create_index("ix_alerts_open", "alerts", columns, sqlite_where=still_open, postgresql_where=still_open)


def downgrade() -> None:
    op.drop_index("ix_alerts_open", "alerts")
    op.drop_index("ix_alerts_state", "alerts")
    op.create_index("ix_alerts_state_sink_not_before", "alerts", ["state", "sink", "not_before"])
