"""What a document brings: its entries with their identities, known ones under new guids, and what was missed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import xxhash

from worker.content.splice import HASH_BYTES, split_hashes
from worker.flow.backfill import backfill
from worker.flow.quarantine import Quarantine
from worker.model.entry import EntryDraft, FeedDocument
from worker.model.events import emit
from worker.model.feed import Admission, DueFeed
from worker.model.ports import Engine, Web
from worker.policy import floods, urls
from worker.store.database import Database
from worker.store.lookalikes import lookalikes, newest_baseline

GAP_WINDOW = 2
"""A feed of one entry never overlaps with its last document, which says nothing."""


@dataclass(frozen=True, slots=True)
class Arrivals:
    """Entries to admit, known entries with new keys as (old key, entry), and whether entries were missed."""

    admissions: tuple[Admission, ...] = ()
    rekeyed: tuple[tuple[bytes, Admission], ...] = ()
    missed: bool = False


NOTHING = Arrivals()


class Reception:
    """Examines documents before their entries are admitted; reads the store only if a whole document looks new."""

    def __init__(self, database: Database, web: Web, engine: Engine, quarantine: Quarantine) -> None:
        self._database = database
        self._web = web
        self._engine = engine
        self._quarantine = quarantine

    async def receive(self, feed: DueFeed, document: FeedDocument) -> Arrivals:
        """Decides what becomes of the document's entries. May fetch up to five archive pages."""
        arrived = await self._dated(feed, document, admissions(feed, document.entries, document.window))
        if not _all_new(feed, document):
            return Arrivals(arrived)
        sifted = floods.sift(arrived, await self._alike(feed, arrived))
        if sifted.rekeyed:
            emit("feed.rekeyed", feed=feed.key, entries=len(sifted.rekeyed), new=len(sifted.rest))
            return Arrivals(sifted.rest, sifted.rekeyed)
        if not (sifted.missed and feed.item_hashes) or len(arrived) < GAP_WINDOW:
            return Arrivals(arrived)
        archived, closed = await self._archived(feed, document)
        emit("feed.gap_suspected", feed=feed.key, entries=len(arrived), archived=len(archived), closed=closed)
        return Arrivals((*arrived, *archived), missed=True)

    async def _dated(
        self, feed: DueFeed, document: FeedDocument, arrived: tuple[Admission, ...]
    ) -> tuple[Admission, ...]:
        """``arrived``, with those as news that only their dates say are older than what the feed had before."""
        if _is_first(feed) or not any(it.baseline for it in arrived):
            return arrived
        if feed.body_hash is None:
            keys = {known.key for known in await self._alike(feed, arrived)}
            known = [it.draft.order for it in arrived if it.key in keys]
            first = min([*known, _first_known(feed, document.window)])
            above = first if first < len(document.window) // HASH_BYTES - document.remembered else 0
            return tuple(replace(it, baseline=it.baseline and it.draft.order >= above) for it in arrived)
        newest = await self._database.aread(lambda db: newest_baseline(db, feed.id))
        return tuple(replace(it, baseline=it.baseline and _is_older(it.draft, newest)) for it in arrived)

    async def _archived(self, feed: DueFeed, document: FeedDocument) -> tuple[tuple[Admission, ...], bool]:
        """The entries between this document and the last, from the feed's archive; and whether that closes the gap."""
        if document.prev_archive is None:
            return (), False
        drafts, closed = await backfill(
            self._web,
            self._engine,
            self._quarantine,
            document.prev_archive,
            feed=feed.key,
            after=len(document.window) // HASH_BYTES,
            is_known=lambda page: self._knows(feed, page),
        )
        return admissions(feed, drafts, document.window), closed

    async def _knows(self, feed: DueFeed, page: Sequence[EntryDraft]) -> bool:
        """Whether any entry of this page is known by its key."""
        arrived = admissions(feed, page, b"")
        keys = {known.key for known in await self._alike(feed, arrived)}
        return any(one.key in keys for one in arrived)

    async def _alike(self, feed: DueFeed, arrived: Sequence[Admission]) -> list[floods.Known]:
        listed = frozenset(split_hashes(feed.item_hashes))
        return await self._database.aread(lambda db: lookalikes(db, feed.id, arrived, listed))


def _all_new(feed: DueFeed, document: FeedDocument) -> bool:
    """Whether a feed that had entries before shows none of them byte for byte."""
    known_before = bool(feed.item_hashes) or feed.last_changed_at is not None
    return known_before and 0 < len(document.entries) == len(document.window) // HASH_BYTES


def admissions(feed: DueFeed, entries: Sequence[EntryDraft], window: bytes) -> tuple[Admission, ...]:
    """The entries with their identities. A link or guid that different entries share identifies none of them."""
    links = [urls.canonical(entry.url) if entry.url else None for entry in entries]
    digests = [_digest(entry) for entry in entries]
    shared_links = _shared(zip(links, digests, strict=True))
    shared_guids = _shared(
        (entry.guid, (link, digest)) for entry, link, digest in zip(entries, links, digests, strict=True)
    )
    alerting = _not_baseline(feed, entries, window)
    found = []
    for entry, link, digest in zip(entries, links, digests, strict=True):
        own_link = None if link in shared_links else link
        guid = None if entry.guid in shared_guids else entry.guid
        url_key = urls.url_key(own_link) if own_link else None
        key = urls.entry_key(guid, own_link, digest)
        found.append(Admission(key, digest, url_key, entry.item_hash not in alerting, entry))
    return tuple(found)


def _shared(named: Iterable[tuple[str | None, object]]) -> frozenset[str | None]:
    """The names of more than one thing; the same thing may be there twice."""
    return frozenset(name for name, number in Counter(name for name, _ in set(named)).items() if number > 1)


def _digest(entry: EntryDraft) -> bytes:
    text = "\x00".join(" ".join(part.split()) for part in (entry.title, entry.summary, entry.content))
    return xxhash.xxh3_64_digest(text.encode("utf-8", "surrogatepass"))


def _not_baseline(feed: DueFeed, entries: Sequence[EntryDraft], window: bytes) -> frozenset[bytes]:
    """Item hashes of the entries that may be alerted: by ``on_add`` in a feed's first document, later nearly all."""
    if feed.on_add == "all":
        return frozenset(entry.item_hash for entry in entries)
    if _is_first(feed):
        newest = sorted(entries, key=lambda entry: (-(entry.published_at or 0.0), entry.order))
        number = int(feed.on_add.removeprefix("last:")) if feed.on_add.startswith("last:") else 0
        return frozenset(entry.item_hash for entry in newest[:number])
    if feed.body_hash is None:
        # The feed's address changed, or its first document broke off: only what was published since is surely news.
        since = feed.last_polled_at or 0.0
        return frozenset(entry.item_hash for entry in entries if (entry.published_at or 0.0) > since)
    first_known = _first_known(feed, window)
    return frozenset(
        entry.item_hash
        for entry in entries
        # Older entries reappear when others are removed, or when a site publishes its archive again.
        if entry.order < first_known or entry.published_at is None or entry.published_at >= feed.added_at
    )


def _is_first(feed: DueFeed) -> bool:
    return feed.body_hash is None and feed.last_changed_at is None


def _is_older(draft: EntryDraft, newest: float | None) -> bool:
    """Whether it is older than the ``newest`` entry that was there first, by the feed's own dates.

    Our clock may not agree with them: some feeds give all entries one date, the day alone, or a time without its zone.
    """
    return newest is None or draft.published_at is None or draft.published_at < newest


def _first_known(feed: DueFeed, window: bytes) -> int:
    """The place of the first element that the last document had; the number of elements if there is none."""
    known = frozenset(split_hashes(feed.item_hashes))
    shown = split_hashes(window)
    return next((place for place, item in enumerate(shown) if item in known), len(shown))
