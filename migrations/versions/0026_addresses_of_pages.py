"""Articles are found by the address their page calls its own, or that their link redirected to.

Those stored before are found by their link alone: nothing is read again for it.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("articles", sa.Column("page_key", sa.BigInteger))
    other = sa.text("page_key IS NOT NULL")
    op.create_index("ix_articles_page_key", "articles", ["page_key"], sqlite_where=other, postgresql_where=other)


def downgrade() -> None:
    op.drop_index("ix_articles_page_key", "articles")
    op.drop_column("articles", "page_key")
