"""Short constructors for the store's values, so that a test only names what matters; and the store's contents."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from tests.clock import START
from worker.model.entry import ArticleDraft, Disposition, EntryDraft, Fingerprint, PendingEntry
from worker.model.feed import Admission, DueFeed, FeedSpec, FeedState, Outcome, PollResult, Validators
from worker.model.settings import PollingSettings
from worker.model.story import FLAG_PREFIX, Flag, OwedAlert, Relation, RelationKind
from worker.model.verdict import Stage, Verdict
from worker.store import entries, feeds, listing
from worker.store.counts import Counts
from worker.store.database import Database
from worker.store.docket import Docket
from worker.store.drafts import packed
from worker.store.entries import verdicts_json
from worker.store.judged import Judgement, StoryRecord
from worker.store.postings import newest
from worker.store.schema import fresh_postings, metadata, postings, rereads

NOW = START
DAY = 86_400.0
POLLING = PollingSettings()


def digest(text: str, size: int = 16) -> bytes:
    """Some bytes that differ with ``text``."""
    return hashlib.sha256(text.encode()).digest()[:size]


def number(text: str) -> int:
    """A 40-bit number that differs with ``text``, the hash of a word."""
    return int.from_bytes(digest(text, 5), "big") & ~3


def spec(key: str, **changes: Any) -> tuple[FeedSpec, str]:
    """A feed as the configuration names it, and its host."""
    return replace(FeedSpec(key=key, url=f"https://{key}.example/feed"), **changes), f"{key}.example"


def list_feeds(database: Database, *specs: tuple[FeedSpec, str], now: float = NOW) -> listing.Synced:
    """Bring the store in step with a configuration that lists these feeds."""
    return database.write(lambda db: listing.sync(db, specs, POLLING, now))


def claim(database: Database, *, now: float = NOW, limit: int = 100, lease_s: float = 60) -> list[DueFeed]:
    """Claim feeds that are due."""
    return database.write(lambda db: feeds.claim_due(db, now=now, limit=limit, lease_s=lease_s))


def one_feed(database: Database, key: str = "harbour") -> DueFeed:
    """A feed, listed and claimed for its first poll."""
    list_feeds(database, spec(key))
    return claim(database)[0]


def admission(key: str, text: str = "first version", **changes: Any) -> Admission:
    """An entry of a feed: ``key`` is its identity, ``text`` its version."""
    draft = EntryDraft(
        item_hash=digest(key + text, 8),
        order=0,
        guid=key,
        url=f"https://harbour.example/{key}",
        title=f"{key}: {text}",
        summary=text,
        content=text,
        author=None,
        lang="en",
        published_raw="Mon, 21 Sep 2026 09:00:00 GMT",
        published_at=None,
        tags=("ports",),
    )
    made = Admission(key=digest(key), digest=digest(text, 8), url_key=number(key), baseline=False, draft=draft)
    return replace(made, **changes)


def polled(feed: DueFeed, *admissions: Admission, at: float = NOW, **changes: Any) -> PollResult:
    """A good poll of ``feed`` that found ``admissions``; the feed is due again in an hour."""
    result = PollResult(
        feed_id=feed.id,
        lease=feed.lease,
        at=at,
        outcome=Outcome.CHANGED,
        status=200,
        cause=None,
        state=FeedState.ACTIVE,
        arrow=None,
        reason=None,
        next_poll_at=at + 3600,
        interval_s=3600,
        failures=0,
        failing_since=None,
        duration_s=0.2,
        validators=Validators('"v1"', "Mon, 21 Sep 2026 09:00:00 GMT"),
        body_hash=digest("body"),
        item_hashes=b"".join(one.draft.item_hash for one in admissions),
        entries_seen=len(admissions),
        admissions=admissions,
    )
    return replace(result, **changes)


def record(database: Database, *results: PollResult) -> dict[int, int]:
    """T1: record finished polls."""
    return database.write(lambda db: feeds.record_polls(db, results)).admitted


def poll_again(database: Database, *admissions: Admission, at: float, **changes: Any) -> dict[int, int]:
    """Claim the only feed at ``at`` and record that it now shows ``admissions``."""
    (feed,) = claim(database, now=at)
    return record(database, polled(feed, *admissions, at=at, **changes))


def gather(database: Database, *, now: float = NOW, limit: int = 100, lease_s: float = 60) -> list[PendingEntry]:
    """Claim pending entries, as GATHER does."""
    return database.write(lambda db: entries.claim_pending(db, now=now, limit=limit, lease_s=lease_s))


def admitted(database: Database, *names: str) -> list[PendingEntry]:
    """Entries of one feed with these keys, admitted and claimed by GATHER, in this order."""
    record(database, polled(one_feed(database), *(admission(name) for name in names)))
    return gather(database, limit=len(names))


def article(title: str, text: str = "Ships wait outside the port.", **changes: Any) -> ArticleDraft:
    """An article ready to be judged; equal texts have equal fingerprints."""
    fingerprint = Fingerprint(
        version=1,
        digest=digest(text),
        shingles=len(text.split()),
        samples=tuple(sorted(number(word) for word in text.split())),
        terms=dict.fromkeys(map(number, text.split()), 1.0),
        anchors={number("Saltmere"): "Saltmere"},
    )
    made = ArticleDraft(
        url="https://harbour.example/a",
        canonical=None,
        host="harbour.example",
        title=title,
        text=text,
        lang="en",
        author=None,
        published_at=NOW,
        published_from="feed",
        promo=(),
        degraded=None,
        quality=1.0,
        fingerprint=fingerprint,
    )
    return replace(made, **changes)


def decide(
    docket: Docket,
    entry: PendingEntry,
    draft: ArticleDraft,
    *,
    disposition: Disposition = Disposition.UNFLAGGED,
    sinks: Sequence[str] = (),
    copy_of: Judgement | None = None,
    proven: bool = True,
    occasion: str = "first",
    rule: str = "harbour",
    flags: Sequence[str] = (),
) -> Judgement:
    """A judgement that opens a story of its own, or joins that of ``copy_of``; one alert of ``occasion`` a sink.

    ``flags`` are built-in ones.
    """
    article_id = docket.next_id("articles")
    if copy_of is None:
        story = StoryRecord.opened(docket.next_id("stories"), draft.title, entry.first_seen_at, article_id)
    else:
        (story,) = docket.stories([copy_of.story])
    vector = dict(draft.fingerprint.terms)
    voices = story.voices or (article_id,)
    docket.put_story(replace(story, articles=story.articles + 1, vector=vector, voices=voices), vector)
    docket.counts.add_to_story(vector, opened=True)
    alerts = [
        OwedAlert(f"{story.id}-{rule}-{sink}-{occasion}", story.id, rule, sink, occasion, "high") for sink in sinks
    ]
    relations = () if copy_of is None else (Relation(RelationKind.COPY, copy_of.article_id, 1.0, 1.0, 1.0, 40, 1.0),)
    judgement = Judgement(
        entry=entry,
        article_id=article_id,
        article=draft,
        rarities=tuple(1.0 for _ in draft.fingerprint.marks),
        previous=None,
        story=story.id,
        merged=(),
        relations=relations,
        proof=docket.next_id("relations") if relations and proven else None,
        flags=tuple(Flag(FLAG_PREFIX + name, "", ()) for name in flags),
        alerts=tuple((alert, b'{"id": "%s"}' % alert.id.encode()) for alert in alerts),
        disposition=disposition,
        trail=verdicts_json([Verdict(Stage.OWE, disposition)]),
    )
    docket.put(judgement)
    return judgement


def judge(
    database: Database, entry: PendingEntry, draft: ArticleDraft | None = None, *, now: float = NOW, **decision: Any
) -> Judgement | None:
    """T2 for one entry, with what ``decide`` takes; None when its lease did not hold."""
    known = draft or article(entry.draft.title)

    def work(db: sa.Connection) -> Judgement | None:
        docket = Docket(db, now=now, window_s=3 * DAY)
        held = docket.open([entry], [known])
        judgement = decide(docket, entry, known, **decision) if entry.id in held else None
        docket.flush()
        return judgement

    return database.write(work)


def await_page(database: Database, entry: PendingEntry, *, at: float, now: float = NOW) -> None:
    """As if ``entry`` had been judged without its page, which is to be fetched again at ``at``."""
    values = {"feed_id": entry.feed_id, "key": entry.key, "entry_id": entry.id, "payload": packed(entry.draft)}
    values |= {"first_at": now, "not_before": at, "reason": "wall"}
    database.write(lambda db: db.execute(sa.insert(rereads).values(values)))


def contents(database: Database) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table."""

    def read(db: sa.Connection) -> dict[str, list[tuple[Any, ...]]]:
        return {name: sorted(map(tuple, db.execute(sa.select(it))), key=repr) for name, it in metadata.tables.items()}

    return database.read(read)


def rows(database: Database, table: sa.Table) -> list[sa.Row[Any]]:
    """A table's rows in the order of its primary key."""
    return list(database.read(lambda db: db.execute(sa.select(table).order_by(*table.primary_key)).all()))


def listed(database: Database) -> dict[int, list[int]]:
    """The stories on the list of each term, without empty lists."""

    def read(db: sa.Connection) -> dict[int, list[int]]:
        terms = {term for it in (postings, fresh_postings) for term in db.scalars(sa.select(it.c.term))}
        return {term: stories for term, stories in newest(db, terms).items() if stories}

    return database.read(read)


def counted(database: Database, terms: Sequence[int], now: float) -> dict[int, float]:
    """The counts of these terms at a time, as a batch without memory of others reads them."""

    def look(connection: sa.Connection) -> dict[int, float]:
        counts = Counts(connection, now)
        counts.load(terms)
        return {term: counts.documents[term] for term in terms}

    return database.read(look)
