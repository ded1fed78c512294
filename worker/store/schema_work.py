"""Tables of the work itself: workers that share a store, what each does, and how far sweeps have come."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Float, Integer, Table, Text

from worker.store.columns import Id, metadata

workers = Table(
    "workers",
    metadata,
    Column("id", Id, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("config", Text, nullable=False),
    Column("joined_at", Float, nullable=False),
    Column("seen_at", Float, nullable=False),
    Column("gone_at", Float),
)
"""Workers that share the store; times are by the server's clock. ``name`` is the name of their sessions. A worker that
is gone stays here until its sessions are ended and its work is given back. ``config`` is a digest."""

duties = Table(
    "duties",
    metadata,
    Column("name", Text, primary_key=True),
    Column("worker_id", Id),
)
"""What one worker at a time does: the hosts of a shard, a sink, the housekeeping. NULL: nobody does it."""

notes = Table(
    "notes",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

sweeps = Table(
    "sweeps",
    metadata,
    Column("name", Text, primary_key=True),
    Column("round", Integer, nullable=False),
    Column("place", BigInteger),
)
"""How far passes over a whole table have come: the last key seen in this round, NULL when it is over."""
