"""The tables, for SQLite and PostgreSQL alike.

Times are seconds since the Unix epoch, UTC, in columns named ``*_at``. Hashes are kept as bytes, or as signed
64-bit integers where they are looked up in bulk. JSON is text written by us, never queried by the database.
A CHECK or UNIQUE stands here for every promise that must hold even if the code is wrong (I1-I3, I7).
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from worker.model.entry import Disposition
from worker.model.feed import FeedState
from worker.model.story import AlertState, Direction, RelationKind, RulingKind
from worker.store.columns import Id, metadata, one_of
from worker.store.indexes import (
    fingerprints,
    fresh_counts,
    fresh_postings,
    furniture,
    posted,
    postings,
    samples,
    sealed_samples,
    seen,
    term_counts,
)
from worker.store.schema_feeds import closed_hosts, episodes, feed_events, polls, quarantined, subscriptions
from worker.store.schema_work import duties, notes, sweeps, workers

__all__ = [
    "closed_hosts",
    "duties",
    "episodes",
    "feed_events",
    "fingerprints",
    "fresh_counts",
    "fresh_postings",
    "furniture",
    "metadata",
    "notes",
    "polls",
    "posted",
    "postings",
    "quarantined",
    "samples",
    "sealed_samples",
    "seen",
    "subscriptions",
    "sweeps",
    "term_counts",
    "workers",
]

REVISION = "0029"
"""The newest migration; a test compares it with ``migrations/``."""

feeds = Table(
    "feeds",
    metadata,
    Column("id", Id, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("url", Text, nullable=False),
    Column("host", Text, nullable=False),
    Column("title", Text),
    Column("lang", Text),
    Column("tags", Text, nullable=False, server_default="[]"),
    Column("every_s", Float),
    Column("expect_every_s", Float),
    Column("on_add", Text, nullable=False),
    Column("listed", Boolean, nullable=False),
    Column("added_at", Float, nullable=False),
    Column("state", Text, nullable=False),
    Column("state_since", Float, nullable=False),
    Column("state_reason", Text),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("validated_url", Text),
    Column("body_hash", LargeBinary),
    Column("item_hashes", LargeBinary, nullable=False),
    Column("interval_s", Float, nullable=False),
    Column("next_poll_at", Float),
    Column("failures", Float, nullable=False, server_default="0"),
    Column("failing_since", Float),
    Column("last_polled_at", Float),
    Column("last_ok_at", Float),
    Column("last_changed_at", Float),
    Column("last_cause", Text),
    Column("lease", Integer, nullable=False, server_default="0"),
    Column("leased_until", Float, nullable=False, server_default="0"),
    Column("every_cron", Text),
    Column("wish_s", Float),
    Column("skips", Integer, nullable=False, server_default="0"),
    Column("moved_url", Text),
    Column("target_url", Text),
    Column("target_since", Float),
    Column("target_polls", Integer, nullable=False, server_default="0"),
    Column("changes", Integer, nullable=False, server_default="0"),
    Column("gap_s", Float),
    Column("pushed_at", Float),
    CheckConstraint(one_of("state", list(FeedState)), name="state"),
    Index(None, "next_poll_at"),
)
"""``next_poll_at`` NULL: not to be polled. ``validated_url`` gave the validators; NULL: ``url`` did.
``lease`` is the fencing number of the last claim.

``wish_s`` and ``skips`` are wishes of the last document. ``target_url`` is where the server sends us for good, since
``target_since`` and over ``target_polls`` good polls; ``moved_url``, once that is settled, is asked instead of ``url``.
``changes`` counts polls that brought something, ``gap_s`` is the longest usual time between two of them."""

sequences = Table(
    "sequences",
    metadata,
    Column("name", Text, primary_key=True),
    Column("next", Id, nullable=False),
)
"""Ids handed out by the judge, in blocks: known before the insert, never reused after a purge."""

AT_HAND = text("(length(vector) > 0 OR voices <> '[]')")
HELD, UNDECIDED = text("chars > 0"), text("disposition IS NULL")
ELSEWHERE, ALIAS = text("page_key IS NOT NULL"), text("merged_into IS NOT NULL")
LATER, IN_DIGEST = text("previous_id IS NOT NULL"), text("digest IS NOT NULL")
"""Stories that can be found by what they tell, articles with their bodies, entries without a final word, articles whose
page has another address than their link: spelt out as ``OPEN`` below. Stories merged into others, later versions and
alerts in a digest: few, and the rest needs no place in an index."""

stories = Table(
    "stories",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=False),
    Column("title", Text, nullable=False),
    Column("first_seen_at", Float, nullable=False),
    Column("last_seen_at", Float, nullable=False, index=True),
    Column("news_at", Float, nullable=False),
    Column("articles", Integer, nullable=False),
    Column("tellings", Integer, nullable=False, server_default="1"),
    Column("sources", Text, nullable=False),
    Column("languages", Text, nullable=False),
    Column("vector", LargeBinary, nullable=False),
    Column("lead_id", Id, nullable=False),
    Column("voices", Text, nullable=False, server_default="[]"),
    Column("merged_into", ForeignKey("stories.id")),
    Index("ix_stories_at_hand", "last_seen_at", sqlite_where=AT_HAND),
    Index("ix_stories_merged_into", "merged_into", sqlite_where=ALIAS),
)
"""``tellings`` counts its articles but for copies, ``news_at`` is their mean date, ``vector`` their summed terms,
negative where nobody was told; ``sources`` are the owners of its independent sources, ``lead_id`` the article that
opened it, ``voices`` those it is compared by across languages, ``merged_into`` an alias. ``vector`` and ``voices`` are
empty once the window is past."""

articles = Table(
    "articles",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=False),
    Column("url_key", BigInteger, index=True),
    Column("host", Text, nullable=False),
    Column("lang", Text),
    Column("title", Text, nullable=False),
    Column("author", Text),
    Column("body", LargeBinary, nullable=False),
    Column("chars", Integer, nullable=False),
    Column("published_at", Float),
    Column("published_from", Text),
    Column("first_seen_at", Float, nullable=False, index=True),
    Column("promo", Text, nullable=False),
    Column("degraded", Text),
    Column("cites", Text, nullable=False, server_default="[]"),
    Column("quality", Float, nullable=False),
    Column("digest", LargeBinary, nullable=False, index=True),
    Column("feed_id", ForeignKey("feeds.id"), nullable=False),
    Column("previous_id", ForeignKey("articles.id")),
    Column("story_id", ForeignKey("stories.id"), nullable=False, index=True),
    Column("page_key", BigInteger),
    Index("ix_articles_held", "first_seen_at", sqlite_where=HELD),
    Index("ix_articles_page_key", "page_key", sqlite_where=ELSEWHERE),
    Index("ix_articles_previous_id", "previous_id", sqlite_where=LATER),
)
"""Its link is that of the entry that brought it. ``page_key`` stands for the address the page calls its own, else the
one its link redirected to, where it is not the link's.

``body`` is zlib-compressed UTF-8; ``feed_id`` brought it first; ``previous_id`` is the version it revises;
``cites`` are the outlets it names, ``[{"name", "how", "lead"}]``."""

entries = Table(
    "entries",
    metadata,
    Column("id", Id, primary_key=True, autoincrement="ignore_fk"),
    Column("feed_id", ForeignKey("feeds.id"), nullable=False),
    Column("key", LargeBinary, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    Column("item_hash", LargeBinary, nullable=False),
    Column("guid", Text),
    Column("url", Text),
    Column("url_key", BigInteger, index=True),
    Column("title", Text, nullable=False),
    Column("published_at", Float),
    Column("baseline", Boolean, nullable=False),
    Column("first_seen_at", Float, nullable=False),
    Column("judged_at", Float),
    Column("disposition", Text),
    Column("article_id", ForeignKey("articles.id"), index=True),
    Column("proof_id", Id),
    UniqueConstraint("feed_id", "key", "revision"),
    ForeignKeyConstraint(["proof_id", "id"], ["relations.id", "relations.proves_id"], use_alter=True),
    # "excluded" is never given: the first schema allowed it, and to forbid it SQLite would copy its largest table.
    CheckConstraint(one_of("disposition", [*Disposition, "excluded"], nullable=True), name="disposition"),
    CheckConstraint("(disposition IS NULL) = (judged_at IS NULL)", name="judged_once"),
    CheckConstraint("disposition <> 'grouped' OR proof_id IS NOT NULL", name="no_silence_without_proof"),
    Index("ix_entries_open", "id", sqlite_where=UNDECIDED),
)
"""``guid`` names an imported article; that of a feed's entry is in its ``key``."""

pending = Table(
    "pending",
    metadata,
    Column("entry_id", ForeignKey("entries.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("payload", LargeBinary, nullable=False),
    Column("attempt", Integer, nullable=False, server_default="0"),
    Column("not_before", Float, nullable=False, index=True),
    Column("lease", Integer, nullable=False, server_default="0"),
    Column("leased_until", Float, nullable=False, server_default="0"),
    Column("trail", Text, nullable=False, server_default="[]"),
)
"""The queue between POLL and JUDGE: a row leaves it in the transaction that stores its disposition and trail (I2)."""

rereads = Table(
    "rereads",
    metadata,
    Column("feed_id", ForeignKey("feeds.id"), primary_key=True, autoincrement=False),
    Column("key", LargeBinary, primary_key=True),
    Column("entry_id", ForeignKey("entries.id", ondelete="CASCADE"), nullable=False, unique=True),
    Column("payload", LargeBinary, nullable=False),
    Column("first_at", Float, nullable=False, index=True),
    Column("tries", Integer, nullable=False, server_default="0"),
    Column("not_before", Float, index=True),
    Column("asked_at", Float),
    Column("reason", Text, nullable=False),
    Column("lease", Integer, nullable=False, server_default="0"),
    Column("leased_until", Float, nullable=False, server_default="0"),
)
"""Pages to be asked for again; ``entry_id`` is the newest version judged without its page, ``reason`` why it was.
``not_before`` NULL: its tries are over."""

relations = Table(
    "relations",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=False),
    Column("entry_id", ForeignKey("entries.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("other_id", ForeignKey("articles.id"), nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("score", Float, nullable=False),
    Column("inner_share", Float, nullable=False),
    Column("outer_share", Float, nullable=False),
    Column("shared", Integer, nullable=False),
    Column("covered", Float, nullable=False, server_default="0"),
    Column("proves_id", Id),
    Column("direction", Text),
    Column("evidence", Text, nullable=False),
    CheckConstraint(one_of("kind", list(RelationKind)), name="kind"),
    CheckConstraint(one_of("direction", list(Direction), nullable=True), name="direction"),
    CheckConstraint("proves_id IS NULL OR (proves_id = entry_id AND kind <> 'unrelated')", name="proves_its_entry"),
    UniqueConstraint("id", "proves_id"),
)
"""How an entry's article stands to a known article; what proves that an entry tells nothing new has that entry as
``proves_id``, and no other relation can be its proof. ``covered`` is the share of the article known, edits bridged;
``direction`` is NULL where no words are shared."""

flags = Table(
    "flags",
    metadata,
    Column("entry_id", ForeignKey("entries.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("rule", Text, primary_key=True),
    Column("rule_version", Text, nullable=False),
    Column("spans", Text, nullable=False),
    sqlite_with_rowid=False,
)

OPEN = text("state IN ('owed', 'claimed')")
"""Alerts that a sink still waits for. Spelt out: with bound values SQLite would not see that the index has them all."""

alerts = Table(
    "alerts",
    metadata,
    Column("id", Text, primary_key=True),
    Column("story_id", ForeignKey("stories.id")),
    Column("rule", Text, nullable=False),
    Column("sink", Text, nullable=False),
    Column("occasion", Text, nullable=False),
    Column("severity", Text, nullable=False),
    Column("entry_id", ForeignKey("entries.id"), index=True),
    Column("body", LargeBinary, nullable=False),
    Column("state", Text, nullable=False),
    Column("owed_at", Float, nullable=False),
    Column("attempt", Integer, nullable=False, server_default="0"),
    Column("not_before", Float, nullable=False),
    Column("lease", Integer, nullable=False, server_default="0"),
    Column("claimed_until", Float, nullable=False, server_default="0"),
    Column("delivered_at", Float),
    Column("last_error", Text),
    Column("held", Text),
    Column("digest", Text),
    UniqueConstraint("story_id", "rule", "sink", "occasion"),
    CheckConstraint(one_of("state", list(AlertState)), name="state"),
    CheckConstraint("(story_id IS NULL) = (entry_id IS NULL)", name="about"),
    CheckConstraint("(state = 'delivered') = (delivered_at IS NOT NULL)", name="delivered_once"),
    Index(None, "state", "sink"),
    Index(None, "owed_at"),
    Index(None, "sink", "delivered_at"),
    # Partial on PostgreSQL as well: migration 0013 says so, for to say it here would load all of its dialect.
    Index("ix_alerts_open", "sink", "owed_at", "id", sqlite_where=OPEN),
    Index("ix_alerts_digest", "digest", sqlite_where=IN_DIGEST),
)
"""``body`` is what the sink gets; empty once a delivered one's verdicts are forgotten."""

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", Id, primary_key=True),
    Column("alert_id", ForeignKey("alerts.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("attempt", Integer, nullable=False),
    Column("at", Float, nullable=False),
    Column("result", Text, nullable=False),
    Column("error", Text),
    Column("duration_s", Float, nullable=False),
)

inherited = Table(
    "inherited",
    metadata,
    Column("story_id", ForeignKey("stories.id"), primary_key=True, autoincrement=False),
    Column("alert_id", ForeignKey("alerts.id", ondelete="CASCADE"), primary_key=True),
    sqlite_with_rowid=False,
)
"""Alerts that count as a story's ``first`` though they were raised in another's name: of articles split off since."""

rulings = Table(
    "rulings",
    metadata,
    Column("id", Id, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("story_id", ForeignKey("stories.id"), nullable=False, index=True),
    Column("other_id", ForeignKey("stories.id"), nullable=False, index=True),
    Column("entries", Text, nullable=False),
    Column("at", Float, nullable=False),
    Column("by", Text, nullable=False),
    Column("reason", Text),
    CheckConstraint(one_of("kind", list(RulingKind)), name="kind"),
)
"""What people ruled: ``other_id`` was split off from ``story_id`` with ``entries`` (their names), or merged into it."""

trails = Table(
    "trails",
    metadata,
    Column("entry_id", ForeignKey("entries.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("at", Float, nullable=False, index=True),
    Column("verdicts", Text, nullable=False),
)
"""All verdicts of an entry in order, as one JSON list: written once, read by ``explain``."""
