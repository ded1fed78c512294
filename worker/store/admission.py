"""Admission: which entries of a poll are new, or new versions of known ones; they are stored and queued (T1).

States and arrows (letters as in docs/ARCHITECTURE.md):
h feed → pending          admitted
i feed → judged           baseline: there at the feed's first poll
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, NamedTuple, Protocol

import sqlalchemy as sa

from worker.content.agreement import unlike
from worker.content.splice import split_hashes
from worker.model.entry import Disposition
from worker.model.feed import Admission
from worker.model.verdict import Stage, Verdict
from worker.policy import urls
from worker.store import bulk, seen
from worker.store.drafts import packed
from worker.store.entries import verdicts_json
from worker.store.schema import entries, pending, trails

MAX_REVISIONS = 24
"""An entry with more versions than this changes by itself (a clock, a counter), or is a page of its own that shows
whatever is newest: from then on it gets a version in ``RESTED_S`` at most. The value is reader's."""
RESTED_S = 12 * 3600.0


class Arrived(Protocol):
    """The entries of one feed that arrived together; a ``PollResult`` is one."""

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


def admit(connection: sa.Connection, results: Sequence[Arrived]) -> dict[int, int]:
    """Store and queue what is new among the polls' entries; returns the number of new entries by feed id.

    A known key with a text not seen before is admitted as the entry's next revision. A text that any earlier revision
    had is not admitted, so a feed that alternates between two versions causes no further revisions; nor is one of an
    entry that changes too often. Baseline entries get their disposition at once and are never queued; and so do entries
    that were seen once and forgotten since.
    """
    arrived = [(result, admission) for result in results for admission in result.admissions]
    known = _known_versions(connection, arrived)
    arrived = _with_own_keys(connection, arrived, known)
    known |= _known_versions(connection, [one for one in arrived if (one[0].feed_id, one[1].key) not in known])
    fresh: list[_Fresh] = []
    for result, admission in arrived:
        versions = known[result.feed_id, admission.key]
        if _may_change(versions, result.at) and all(admission.digest != it.digest for it in versions):
            fresh.append((result, admission, len(versions)))
            versions.append(_version(admission, result.at))
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


_Fresh = tuple[Arrived, Admission, int]
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
    title: str
    published_at: float | None
    first_seen_at: float


def _version(admission: Admission, at: float) -> _Version:
    draft = admission.draft
    return _Version(admission.digest, draft.item_hash, admission.url_key, draft.title, draft.published_at, at)


def _may_change(versions: Sequence[_Version], now: float) -> bool:
    """Whether the entry may have another version by now."""
    return len(versions) <= MAX_REVISIONS or now - max(it.first_seen_at for it in versions) >= RESTED_S


_Known = dict[tuple[int, bytes], list[_Version]]


def _with_own_keys(
    connection: sa.Connection, arrived: Sequence[tuple[Arrived, Admission]], known: _Known
) -> list[tuple[Arrived, Admission]]:
    """The entries, under keys of their own where those that they came with are other entries'."""
    reused = {place for place, (result, it) in enumerate(arrived) if _is_reused(it, known[result.feed_id, it.key])}
    links = {arrived[place][1].url_key for place in reused} - {None}
    key_at = _keys_at(connection, links) if links else {}
    keyed = []
    for place, (result, it) in enumerate(arrived):
        if place in reused:
            own = _by_link(it, key_at.get((result.feed_id, it.url_key)))
        elif _is_next_issue(it, known[result.feed_id, it.key]):
            own = _by_date(it)
        else:
            own = _told_apart(result, it, known[result.feed_id, it.key])
        keyed.append((result, own))
    return keyed


def _is_reused(admission: Admission, known: Sequence[_Version]) -> bool:
    """Whether its key was another entry's: no version had its link, nor a headline with a word in common.

    Some feeds number the places in their document, or have one guid for whatever is newest. Where a report only got
    another address and headline, the judge knows its text.
    """
    if admission.url_key is None or not known:
        return False
    if any(it.url_key in (None, admission.url_key) or it.digest == admission.digest for it in known):
        return False
    return all(unlike(admission.draft.title, it.title) for it in known)


def _is_next_issue(admission: Admission, known: Sequence[_Version]) -> bool:
    """Whether it is another report than all versions: no word of its headline is theirs, and it is half a day younger.

    Some feeds have one guid and one link for whatever is newest.
    """
    dates = [it.published_at for it in known if it.published_at is not None]
    if not urls.another_issue(admission.draft.published_at, max(dates, default=None)):
        return False
    return all(it.digest != admission.digest and unlike(admission.draft.title, it.title) for it in known)


def _by_date(admission: Admission) -> Admission:
    """``admission`` under a key that its later versions have as well, as long as they keep its date."""
    name = f"{admission.key.hex()} {admission.draft.published_at}"
    return replace(admission, key=urls.entry_key(name, None, admission.digest))


def _keys_at(connection: sa.Connection, links: Collection[int | None]) -> dict[tuple[int, int | None], bytes]:
    """The keys of entries with these links, by feed and link."""
    query = sa.select(*KEY, entries.c.url_key).where(entries.c.url_key.in_(links))
    return {(row.feed_id, row.url_key): row.key for row in connection.execute(query.order_by(entries.c.id))}


def _by_link(admission: Admission, known: bytes | None) -> Admission:
    """``admission`` under the key of the feed's ``known`` entry with its link, or under that of its link."""
    link = urls.canonical(admission.draft.url or "")
    return replace(admission, key=known or urls.entry_key(None, link, admission.digest))


def _told_apart(result: Arrived, admission: Admission, known: Sequence[_Version]) -> Admission:
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


def _known_versions(connection: sa.Connection, arrived: Sequence[tuple[Arrived, Admission]]) -> _Known:
    versions: _Known = defaultdict(list)
    keys = {(result.feed_id, admission.key) for result, admission in arrived}
    for row in bulk.of_pairs(connection, _VERSIONS, KEY, keys):
        versions[row.feed_id, row.key].append(_Version(*row[len(KEY) :]))
    return versions


KEY = (entries.c.feed_id, entries.c.key)
"""What names an entry; its versions share it."""
_VERSIONS = sa.select(*KEY, *(entries.c[name] for name in _Version._fields))


def _entry_row(result: Arrived, admission: Admission, revision: int) -> dict[str, Any]:
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


def _pending_row(entry_id: int, result: Arrived, admission: Admission, revision: int) -> dict[str, Any]:
    code = "revised" if revision else "new"
    evidence = {"revision": revision} | ({"changes_often": True} if revision >= MAX_REVISIONS else {})
    verdict = Verdict(Stage.ADMIT, code, evidence if revision else {})
    return {
        "entry_id": entry_id,
        "payload": packed(admission.draft),
        "not_before": result.at,
        "trail": verdicts_json([verdict]),
    }


def _baseline_trail(entry_id: int, result: Arrived, admission: Admission, forgotten_at: float | None) -> dict[str, Any]:
    since = {} if forgotten_at is None else {"on": datetime.fromtimestamp(forgotten_at, UTC).date().isoformat()}
    verdict = Verdict(Stage.ADMIT, "forgotten" if since else "baseline", since)
    return {"entry_id": entry_id, "at": result.at, "verdicts": verdicts_json([verdict])}
