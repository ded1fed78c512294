"""The newest alerts, and what reached a sink of late, are found without a look at all alerts."""

from __future__ import annotations

from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_alerts_owed_at", "alerts", ["owed_at"])
    op.create_index("ix_alerts_sink_delivered_at", "alerts", ["sink", "delivered_at"])


def downgrade() -> None:
    op.drop_index("ix_alerts_sink_delivered_at", "alerts")
    op.drop_index("ix_alerts_owed_at", "alerts")
