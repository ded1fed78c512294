"""Alembic's entry: the connection comes from the store, the tables from its schema."""

from __future__ import annotations

from alembic import context

from worker.store.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transaction_per_migration=False,
)
context.run_migrations()
