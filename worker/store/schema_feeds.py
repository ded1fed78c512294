"""Tables of what happened with feeds: polls, changes of state, trouble, hosts to wait for, killing documents, hubs."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, ForeignKey, Integer, LargeBinary, SmallInteger, Table, Text, false

from worker.store.columns import Id, metadata

closed_hosts = Table(
    "closed_hosts",
    metadata,
    Column("host", Text, primary_key=True),
    Column("until", Float, nullable=False),
)
"""Hosts, or sites, that asked us to wait; nothing is requested from them before ``until``, even after a restart."""

quarantined = Table(
    "quarantined",
    metadata,
    Column("digest", LargeBinary, primary_key=True),
    Column("kills", Integer, nullable=False),
    Column("cause", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("last_at", Float, nullable=False, index=True),
)
"""Documents that killed child processes, by the hash of their bytes (xxh3, 128 bits); ``url`` sent it last."""

polls = Table(
    "polls",
    metadata,
    Column("feed_id", ForeignKey("feeds.id", ondelete="CASCADE"), primary_key=True),
    Column("at", Float, primary_key=True),
    Column("outcome", Text, nullable=False),
    Column("status", SmallInteger),
    Column("cause", Text),
    Column("entries_seen", Integer, nullable=False),
    Column("entries_new", Integer, nullable=False),
    Column("bytes_read", Integer, nullable=False),
    Column("duration_s", Float, nullable=False),
    sqlite_with_rowid=False,
)

feed_events = Table(
    "feed_events",
    metadata,
    Column("id", Id, primary_key=True),
    Column("feed_id", ForeignKey("feeds.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("at", Float, nullable=False),
    Column("from_state", Text, nullable=False),
    Column("to_state", Text, nullable=False),
    Column("arrow", Text, nullable=False),
    Column("reason", Text, nullable=False),
)

episodes = Table(
    "episodes",
    metadata,
    Column("id", Id, primary_key=True),
    Column("feed_id", ForeignKey("feeds.id", ondelete="CASCADE")),
    Column("kind", Text, nullable=False),
    Column("cause", Text, nullable=False),
    Column("opened_at", Float, nullable=False),
    Column("closed_at", Float, index=True),
)
"""Trouble with a feed, or with our own network (``feed_id`` NULL); reported when it opens and when it closes."""

subscriptions = Table(
    "subscriptions",
    metadata,
    Column("feed_id", ForeignKey("feeds.id"), primary_key=True, autoincrement=False),
    Column("hub", Text, nullable=False),
    Column("topic", Text, nullable=False),
    Column("token", Text, nullable=False, unique=True),
    Column("secret", Text, nullable=False),
    Column("callback", Text),
    Column("asked_at", Float),
    Column("expires_at", Float),
    Column("due_at", Float, nullable=False, index=True),
    Column("failures", Integer, nullable=False, server_default="0"),
    Column("hinted", Boolean, nullable=False, server_default=false()),
)
"""Subscriptions at hubs. The hub calls ``callback`` followed by ``token``. ``asked_at``: a request was sent that it has
not confirmed yet. ``due_at`` is when the next one is sent. ``hinted``: a push came that was not acted on yet."""
