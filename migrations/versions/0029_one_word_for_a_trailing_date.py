"""A date from a line at a text's end is called as the promo that this line is."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _rename("trailing-line", "trailing_date")


def downgrade() -> None:
    _rename("trailing_date", "trailing-line")


def _rename(old: str, new: str) -> None:
    renamed = sa.text("UPDATE articles SET published_from = :new WHERE published_from = :old")
    op.execute(renamed.bindparams(old=old, new=new))
