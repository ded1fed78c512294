"""Entries in the store: admitted by T1, queued as pending, handed to GATHER under a lease.

States and arrows (letters as in docs/ARCHITECTURE.md):
h feed → pending          admitted
i feed → judged           baseline: there at the feed's first poll
j pending → pending       its page may come back: another attempt, later
k pending → judged        by the judge (T2)
l pending → judged        failed: it broke the judge
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from typing import Any, NamedTuple, Protocol

import orjson
import sqlalchemy as sa

from worker.content.splice import split_hashes
from worker.model.entry import Disposition, PendingEntry
from worker.model.feed import Admission
from worker.model.verdict import Stage, Verdict
from worker.policy import urls
from worker.store import bulk, seen, tally
from worker.store.drafts import packed, unpacked
from worker.store.schema import entries, feeds, pending, trails
from worker.store.shards import OF_ENTRY, shown

MAX_REVISIONS = 24
"""An entry with more versions than this changes by itself (a clock, a counter); the value is reader's."""

PUT_IN_ORDER = 4096
"""How many waiting entries a claim sorts by the date of their news; takes some 4 ms."""


class Arrivals(Protocol):
    """Entries of one feed that arrived together; a ``PollResult`` is one."""

    @property
    def feed_id(self) -> int:
        """The feed's row."""
        ...

    @property
    def at(self) -> float:
        """When they were first seen."""
        ...

    @property
    def admissions(self) -> tuple[Admission, ...]:
        """The entries, in feed order."""
        ...

    @property
    def item_hashes(self) -> bytes | None:
        """The 8-byte hashes of all elements of their document; None where there is none, but an import."""
        ...

    @property
    def remembered(self) -> int:
        """How many hashes at the end of ``item_hashes`` may not be of this document."""
        ...


def admit(connection: sa.Connection, results: Sequence[Arrivals]) -> dict[int, int]:
    """Store and queue what is new among the polls' entries; returns the number of new entries by feed id.

    A known key with a text not seen before is admitted as the entry's next revision. A text that any earlier revision
    had is not admitted, so a feed that alternates between two versions causes no further revisions. Baseline entries
    get their disposition at once and are never queued; and so do entries that were seen once and forgotten since.
    """
    arrived = [(result, admission) for result in results for admission in result.admissions]
    known = _known_versions(connection, arrived)
    arrived = [(result, _told_apart(result, it, known[result.feed_id, it.key])) for result, it in arrived]
    known |= _known_versions(connection, [one for one in arrived if (one[0].feed_id, one[1].key) not in known])
    fresh: list[_Fresh] = []
    for result, admission in arrived:
        versions = known[result.feed_id, admission.key]
        if len(versions) <= MAX_REVISIONS and all(admission.digest != it.digest for it in versions):
            fresh.append((result, admission, len(versions)))
            versions.append(_Version(admission.digest, admission.draft.item_hash, admission.url_key))
    if not fresh:
        return {}
    fresh, forgotten = _recognised(connection, fresh)
    rows = [_entry_row(*one) for one in fresh]
    given = {(row.feed_id, row.key, row.revision): row.id for row in connection.execute(_ADMIT, rows)}
    ids = [given[row["feed_id"], row["key"], row["revision"]] for row in rows]
    queued = [_pending_row(id_, *one) for id_, one in zip(ids, fresh, strict=True) if not one[1].baseline]
    bulk.insert_rows(connection, pending, queued)
    settled = [
        _baseline_trail(id_, *one[:2], forgotten.get(place))
        for place, (id_, one) in enumerate(zip(ids, fresh, strict=True))
        if one[1].baseline
    ]
    if settled:
        bulk.insert_rows(connection, trails, settled)
    counts: dict[int, int] = defaultdict(int)
    for result, _, revision in fresh:
        counts[result.feed_id] += revision == 0
    return counts


_ADMIT = sa.insert(entries).returning(entries.c.id, entries.c.feed_id, entries.c.key, entries.c.revision)
"""Without ``sort_by_parameter_order``, which would send one statement per row."""


_Fresh = tuple[Arrivals, Admission, int]
"""An entry to admit, with what it came with and the number of its revision."""


def _recognised(connection: sa.Connection, fresh: Sequence[_Fresh]) -> tuple[list[_Fresh], dict[int, float]]:
    """The same entries, with those as baseline that were seen once; and when these were forgotten, by place."""
    asked = {
        place: seen.Seen(result.feed_id, it.key, it.url_key, it.draft.title, it.draft.published_at)
        for place, (result, it, revision) in enumerate(fresh)
        if not (revision or it.baseline)
    }
    found = seen.forgotten(connection, list(asked.values()))
    forgotten = {place: found[number] for number, place in enumerate(asked) if number in found}
    known = [
        (result, replace(it, baseline=True) if place in forgotten else it, revision)
        for place, (result, it, revision) in enumerate(fresh)
    ]
    return known, forgotten


class _Version(NamedTuple):
    digest: bytes
    item_hash: bytes
    url_key: int | None


def _told_apart(result: Arrivals, admission: Admission, known: Sequence[_Version]) -> Admission:
    """``admission``, under a key of its own if a known entry with the same key is in the same document.

    Some feeds use one guid or link for all entries; then what looks like a revision is a different entry. Known entries
    are not parsed again, so the document's hashes must show whether one of them is still there.
    """
    if not known:
        return admission
    shown = split_hashes(result.item_hashes or b"")
    beside = set(shown[: len(shown) - result.remembered]) - {admission.draft.item_hash}
    neighbours = [it for it in known if it.item_hash in beside]
    if not neighbours or any(it.digest == admission.digest for it in known):
        return admission
    shared_link = any(it.url_key == admission.url_key for it in neighbours)
    key = urls.entry_key(None, None, admission.digest)
    return replace(admission, key=key, url_key=None if shared_link else admission.url_key)


def _known_versions(
    connection: sa.Connection, arrived: Sequence[tuple[Arrivals, Admission]]
) -> dict[tuple[int, bytes], list[_Version]]:
    versions: dict[tuple[int, bytes], list[_Version]] = defaultdict(list)
    keys = {(result.feed_id, admission.key) for result, admission in arrived}
    for row in bulk.of_pairs(connection, _VERSIONS, KEY, keys):
        versions[row.feed_id, row.key].append(_Version(row.digest, row.item_hash, row.url_key))
    return versions


KEY = (entries.c.feed_id, entries.c.key)
"""What names an entry; its versions share it."""
_VERSIONS = sa.select(*KEY, entries.c.digest, entries.c.item_hash, entries.c.url_key)


def _entry_row(result: Arrivals, admission: Admission, revision: int) -> dict[str, Any]:
    draft = admission.draft
    return {
        "feed_id": result.feed_id,
        "key": admission.key,
        "revision": revision,
        "digest": admission.digest,
        "item_hash": draft.item_hash,
        "guid": draft.guid if result.item_hashes is None else None,
        "url": draft.url,
        "url_key": admission.url_key,
        "title": draft.title,
        "published_at": draft.published_at,
        "baseline": admission.baseline,
        "first_seen_at": result.at,
        "judged_at": result.at if admission.baseline else None,
        "disposition": Disposition.BASELINE if admission.baseline else None,
    }


def _pending_row(entry_id: int, result: Arrivals, admission: Admission, revision: int) -> dict[str, Any]:
    code = "revised" if revision else "new"
    verdict = Verdict(
        Stage.ADMIT, code, {"feed_id": result.feed_id, "revision": revision, "order": admission.draft.order}
    )
    return {
        "entry_id": entry_id,
        "payload": packed(admission.draft),
        "not_before": result.at,
        "trail": verdicts_json([verdict]),
    }


def _baseline_trail(
    entry_id: int, result: Arrivals, admission: Admission, forgotten_at: float | None
) -> dict[str, Any]:
    since = {} if forgotten_at is None else {"on": datetime.fromtimestamp(forgotten_at, UTC).date().isoformat()}
    evidence = {"feed_id": result.feed_id, "order": admission.draft.order, **since}
    verdict = Verdict(Stage.ADMIT, "forgotten" if since else "baseline", evidence)
    return {"entry_id": entry_id, "at": result.at, "verdicts": verdicts_json([verdict])}


def verdicts_json(verdicts: Iterable[Verdict]) -> str:
    """Verdicts as they are stored: a JSON list of ``{"stage", "code", …evidence}``."""
    return orjson.dumps([{"stage": v.stage, "code": v.code, **v.evidence} for v in verdicts]).decode()


_SEEN, _PUBLISHED = entries.c.first_seen_at, entries.c.published_at
_NEWS_AT = sa.case((_PUBLISHED <= _SEEN, _PUBLISHED), else_=_SEEN)
"""As ``policy.stories.news_when``, but for doubted dates."""


def claim_pending(
    connection: sa.Connection,
    *,
    now: float,
    limit: int,
    lease_s: float,
    shards: Collection[int] | None = None,
    in_hand: Collection[int] = (),
) -> list[PendingEntry]:
    """Lease up to ``limit`` pending entries whose time has come, oldest news first.

    That way the copy that was published first leads the story. Of a long backlog only the entries that have waited
    longest are sorted. ``shards``: only entries whose pages are at hosts of these shards. Entries ``in_hand`` are left
    out: the caller still has them under way, even if their leases have run out.
    """
    claim = _claim(connection.dialect.name, sharded=shards is not None)
    given: dict[str, Any] = {
        "b_now": now,
        "b_limit": limit,
        "b_most": max(limit, PUT_IN_ORDER),
        "b_until": now + lease_s,
        "b_held": bulk.listed(connection.dialect.name, in_hand),
    }
    if shards is not None:
        given["b_shards"] = list(shards)
    return described(connection, {row.entry_id: row for row in connection.execute(claim, given)})


@cache
def _claim(dialect: str, *, sharded: bool) -> sa.Executable:
    now: sa.BindParameter[float] = sa.bindparam("b_now")
    waiting = sa.select(pending.c.entry_id)
    if sharded:
        ours = OF_ENTRY.in_(sa.bindparam("b_shards", expanding=True))
        waiting = waiting.join(entries, entries.c.id == pending.c.entry_id).where(ours)
    oldest = (
        waiting.where(pending.c.not_before <= now, pending.c.leased_until <= now)
        .where(bulk.outside(dialect, pending.c.entry_id, "b_held"))
        .order_by(pending.c.not_before, pending.c.entry_id)
        .limit(sa.bindparam("b_most"))
        .subquery()
    )
    due = (
        sa.select(pending.c.entry_id)
        .join(entries, entries.c.id == pending.c.entry_id)
        .where(pending.c.entry_id.in_(sa.select(oldest.c.entry_id)))
        .order_by(_NEWS_AT, entries.c.id)
        .limit(sa.bindparam("b_limit"))
        .with_for_update(skip_locked=True, of=pending)
        .cte("due", nesting=True)  # a CTE runs once; PostgreSQL may run a subquery per row and exceed the limit
    )
    return (
        sa.update(pending)
        .where(pending.c.entry_id.in_(sa.select(due.c.entry_id)))
        .values(lease=pending.c.lease + 1, leased_until=sa.bindparam("b_until"))
        .returning(pending.c.entry_id, pending.c.payload, pending.c.attempt, pending.c.lease, pending.c.trail)
    )


def described(connection: sa.Connection, queued: Mapping[int, sa.Row[Any]]) -> list[PendingEntry]:
    """Queue rows, given by entry id, as pending entries, oldest news first.

    A row has ``payload``, ``attempt``, ``lease`` and ``trail``.
    """
    if not queued:
        return []
    about = connection.execute(_about(connection.dialect.name), {"b_entries": list(queued)})
    return [_pending_entry(row, queued[row.id]) for row in about]


@cache
def _about(dialect: str) -> sa.Select[Any]:
    about_feed = (
        feeds.c.key.label("feed_key"),
        feeds.c.tags,
        feeds.c.lang,
        feeds.c.host,
        feeds.c.title.label("feed_title"),
    )
    return (
        sa.select(entries, *about_feed, shown(dialect, OF_ENTRY))
        .join(feeds, feeds.c.id == entries.c.feed_id)
        .where(entries.c.id.in_(sa.bindparam("b_entries", expanding=True)))
        .order_by(_NEWS_AT, entries.c.id)
    )


def _pending_entry(row: sa.Row[Any], queued: sa.Row[Any]) -> PendingEntry:
    return PendingEntry(
        id=row.id,
        feed_id=row.feed_id,
        feed_key=row.feed_key,
        feed_tags=tuple(orjson.loads(row.tags)),
        feed_lang=row.lang,
        feed_host=row.host,
        key=row.key,
        url_key=row.url_key,
        revision=row.revision,
        draft=unpacked(queued.payload),
        first_seen_at=row.first_seen_at,
        attempt=queued.attempt,
        lease=queued.lease,
        trail=queued.trail,
        shard=row.shard,
        feed_title=row.feed_title,
    )


def postpone(connection: sa.Connection, entry: PendingEntry, verdict: Verdict, *, not_before: float) -> None:
    """Put an entry back for another attempt, with the reason in its trail. Does nothing if the lease was lost."""
    trail = [*orjson.loads(entry.trail), {"stage": verdict.stage, "code": verdict.code, **verdict.evidence}]
    connection.execute(
        sa.update(pending)
        .where(pending.c.entry_id == entry.id, pending.c.lease == entry.lease)
        .values(attempt=entry.attempt + 1, not_before=not_before, leased_until=0, trail=orjson.dumps(trail).decode())
    )


def put_off(connection: sa.Connection, entry: PendingEntry, *, not_before: float) -> None:
    """Give an entry back without counting an attempt. Does nothing if the lease was lost."""
    held = sa.update(pending).where(pending.c.entry_id == entry.id, pending.c.lease == entry.lease)
    connection.execute(held.values(not_before=not_before, leased_until=0))


def release_leases(connection: sa.Connection) -> None:
    """Release all claims; correct only while no other worker can hold one (a SQLite store just opened)."""
    connection.execute(sa.update(pending).where(pending.c.leased_until > 0).values(leased_until=0))


def count_pending(connection: sa.Connection) -> int:
    """The number of entries without a disposition."""
    return connection.scalar(sa.select(sa.func.count()).select_from(pending)) or 0


def audit(connection: sa.Connection, *, anew: bool = False) -> dict[str, int]:
    """I7: the numbers of admitted and pending entries and of each disposition, in one snapshot; the sums must agree.

    ``anew`` as in ``tally``.
    """
    counts = tally.dispositions(connection, anew=anew)
    return {"admitted": counts.total(), "pending": count_pending(connection), **counts}


def unaccounted(counts: Mapping[str, int]) -> int:
    """How many more entries lack a disposition than are pending, by the counts of ``audit``; 0 where all is well."""
    return counts.get("open", 0) - counts["pending"]


def fail(connection: sa.Connection, entry: PendingEntry, trail: str, now: float) -> bool:
    """Give an entry that cannot be judged the disposition ``failed``, with a trail that says why.

    Returns False, having written nothing, if the lease was lost.
    """
    ours = sa.and_(pending.c.entry_id == entry.id, pending.c.lease == entry.lease)
    if not connection.execute(sa.delete(pending).where(ours)).rowcount:
        return False
    update = sa.update(entries).where(entries.c.id == entry.id)
    connection.execute(update.values(judged_at=now, disposition=Disposition.FAILED))
    connection.execute(sa.insert(trails).values(entry_id=entry.id, at=now, verdicts=trail))
    return True
