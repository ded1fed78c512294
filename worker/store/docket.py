"""What the judge knows and writes, inside one transaction (T2).

A ``Docket`` answers from the store and from what was decided earlier in the same batch, so that two copies that
arrive together can never both be new; ``flush`` then writes every row of the batch at once. On PostgreSQL an
advisory lock held to the end of the transaction keeps a second judge out (I4); on SQLite the writer is the only one.
"""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

import orjson
import sqlalchemy as sa

from worker.model.entry import ArticleDraft, Mark, PendingEntry
from worker.model.story import FLAG_PREFIX, Direction
from worker.policy.translations import counted
from worker.store import bulk, postings, recording, rulings, samples, sessions, tellings
from worker.store import schema as t
from worker.store.counts import Counts, Remembered
from worker.store.judged import DAY_S, Address, Judgement, KnownArticle, StoryRecord, stored_stories, story_record
from worker.store.marks import KnownMarks, as_kept, keep_marks, known_marks
from worker.store.tellings import KNOWN
from worker.store.versions import Versions


class Docket:
    """One batch before the judge. Build it inside the writer's transaction and ``flush`` it there."""

    def __init__(
        self, connection: sa.Connection, *, now: float, window_s: float, remembered: Remembered | None = None
    ) -> None:
        """``remembered`` is shared with the batches before, and dropped when one of them is rolled back."""
        self._connection = connection
        self._now = now
        self._since = now - window_s
        self._first_day = int(self._since // DAY_S)
        self._by_url: dict[int, KnownArticle] = {}
        self._addresses: dict[int, Address] = defaultdict(Address)
        self._by_digest: dict[bytes, dict[int, KnownArticle]] = defaultdict(dict)
        self._by_id: dict[int, KnownArticle] = {}
        self._texts: dict[int, tuple[str, str]] = {}
        self._holders: dict[int, list[int]] = defaultdict(list)
        self._loaded_samples: set[int] = set()
        self._lists = postings.Lists(connection)
        self._stories: dict[int, StoryRecord] = {}
        self._story_rows: dict[int, sa.Row[Any]] = {}
        self._marks: dict[int, KnownMarks] = {}
        self._unkept: dict[int, tuple[str | None, Sequence[Mark], Sequence[float]]] = {}
        self._given_voice: list[tuple[int, Sequence[Mark], Sequence[float]]] = []
        self._told: dict[int, dict[tuple[str, str, str], str]] = {}
        self._names: dict[int, tuple[int, str, str | None]] = {}
        self._members: dict[int, tuple[list[KnownArticle], set[int]]] = {}
        self._changed: dict[int, StoryRecord] = {}
        self._merged: dict[int, int] = {}
        self._opened: set[int] = set()
        self._judgements: list[Judgement] = []
        self._ids: dict[str, int] = {}
        self._splits: bool | None = None
        self._read_before: dict[tuple[int, float], float | None] = {}
        self._versions = Versions(connection)
        self.counts = Counts(connection, now, remembered)
        """How common terms and marks are; the judge adds to it."""
        sessions.judge_alone(connection)

    # -- reading ------------------------------------------------------------------------------------------

    def open(self, entries: Sequence[PendingEntry], drafts: Sequence[ArticleDraft]) -> set[int]:
        """Load what the batch may need; returns the ids of entries whose lease still holds."""
        leases = {entry.id: entry.lease for entry in entries}
        dialect = self._connection.dialect.name
        rows = self._connection.execute(_leased(dialect), {"b_entries": bulk.listed(dialect, leases)}).all()
        held = {row.entry_id for row in rows if leases[row.entry_id] == row.lease}
        self._versions.load(entries)
        self.reserve(len(entries))
        self.counts.begin(self._ids["articles"], len(entries))
        self._load_articles(t.articles.c.url_key, {entry.url_key for entry in entries if entry.url_key is not None})
        self.load(drafts)
        return held

    def load(self, drafts: Sequence[ArticleDraft]) -> None:
        """Load what the store knows of texts like these, beyond what was loaded before."""
        self._load_articles(t.articles.c.digest, {it.fingerprint.digest for it in drafts} - self._by_digest.keys())
        self._load_holders({it for draft in drafts for it in draft.fingerprint.samples} - self._loaded_samples)
        terms: set[int] = set()
        for draft in drafts:
            terms.update(draft.fingerprint.terms, counted(draft.fingerprint.marks, draft.lang))
        self.counts.load(terms)

    def next_id(self, table: str) -> int:
        """A new id for ``articles``, ``stories`` or ``relations``; never given out twice."""
        self._ids[table] += 1
        return self._ids[table]

    def reserve(self, entries: int) -> None:
        """Take ids for so many entries."""
        taken = {"articles": entries, "stories": entries, "relations": entries * 8}
        self._ids |= recording.reserve(self._connection, taken)

    def by_url(self, url_key: int | None) -> KnownArticle | None:
        """The first article known under this canonical URL."""
        return self._by_url.get(url_key) if url_key is not None else None

    def has_another_issue(self, entry: PendingEntry) -> bool:
        """As ``Address.has_another_issue``, of the entry's link."""
        address = self._addresses.get(entry.url_key) if entry.url_key is not None else None
        return address is not None and address.has_another_issue(entry)

    def by_digest(self, digest: bytes) -> KnownArticle | None:
        """The first article known with exactly this text."""
        return next(iter(self._by_digest[digest].values()), None) if digest in self._by_digest else None

    def all_by_digest(self, digest: bytes) -> Collection[int]:
        """All articles known with exactly this text."""
        return self._by_digest[digest].keys() if digest in self._by_digest else ()

    def by_id(self, article: int) -> KnownArticle:
        """A known article, in the story that it belongs to by now."""
        if article not in self._by_id:
            self.load_texts([article])
        known = self._by_id[article]
        kept = self._merged.get(known.story)
        return known if kept is None else replace(known, story=kept)

    def previous(self, entry: PendingEntry) -> KnownArticle | None:
        """The article of the newest of the entry's earlier versions that were judged."""
        earlier = self._versions.before(entry)
        return self.by_id(earlier[max(earlier)]) if earlier else None

    def later(self, entry: PendingEntry) -> KnownArticle | None:
        """The article of the newest of its later versions, if any was judged while it was waiting."""
        later = self._versions.after(entry)
        return self.by_id(later[max(later)]) if later else None

    def versions(self, entry: PendingEntry, newest: KnownArticle) -> set[int]:
        """Articles of the entry's earlier versions, but for the newest of them."""
        return {*self._versions.before(entry).values()} - {newest.id}

    def came_as_news(self, entry: PendingEntry) -> bool:
        """As ``Versions.came_as_news``."""
        return self._versions.came_as_news(entry)

    def text(self, article: int) -> tuple[str, str]:
        """Title and body of a known article."""
        if article not in self._texts:
            self.load_texts([article])
        return self._texts[article]

    def load_texts(self, articles: Iterable[int]) -> None:
        """Load known articles with their texts, those not loaded before."""
        missing = [article for article in articles if article not in self._texts]
        if missing:
            rows = self._known(tellings.with_text, missing)
            self._remember(rows)
            self._texts |= {row.id: (row.title, zlib.decompress(row.body).decode()) for row in rows}

    @property
    def holders(self) -> dict[int, list[int]]:
        """Which recent articles hold each sample of the batch."""
        return self._holders

    def postings(self, terms: Sequence[int]) -> dict[int, list[int]]:
        """The newest stories each term is strong in, at most 64 a term."""
        return self._lists.newest(terms)

    def stories(self, ids: Iterable[int]) -> list[StoryRecord]:
        """The stories of these ids, or those they were merged into, in that order and each once."""
        wanted = self.load_stories(ids)
        for story in wanted:
            if story not in self._stories:
                self._stories[story] = story_record(self._story_rows[story])
        return [self._stories[story] for story in wanted]

    def load_stories(self, ids: Iterable[int]) -> list[int]:
        """Load the stories of these ids, or those they were merged into, without reading them; returns their ids."""
        wanted = list(dict.fromkeys(self._merged.get(story, story) for story in ids))
        missing = [story for story in wanted if story not in self._story_rows and story not in self._stories]
        if missing:
            self._story_rows |= {row.id: row for row in self._known(stored_stories, missing)}
        return [story for story in wanted if story in self._story_rows or story in self._stories]

    def voices(self, ids: Iterable[int]) -> list[tuple[int, float, tuple[int, ...]]]:
        """Of the stories of these ids that were told within the window: id, mean date, and articles to be compared."""
        found = []
        for story in self.load_stories(ids):
            known = self._stories.get(story)
            if known is not None:
                one = (known.last_seen_at, known.news_at, known.voices)
            else:
                row = self._story_rows[story]
                one = (row.last_seen_at, row.news_at, tuple(orjson.loads(row.voices)))
            if one[0] >= self._since:
                found.append((story, *one[1:]))
        return found

    def open_stories(self, ids: Iterable[int], told_in: Collection[str | None] = ()) -> list[StoryRecord]:
        """Those of the stories that were told within the window: forgetting comes by the hour, and may be late.

        ``told_in``: only those told in one of these languages.
        """
        found = []
        for story in self.load_stories(ids):
            known = self._stories.get(story)
            if known is not None:
                seen_at, languages = known.last_seen_at, known.languages
            else:
                row = self._story_rows[story]
                seen_at, languages = row.last_seen_at, tuple(orjson.loads(row.languages))
            if seen_at >= self._since and (not told_in or not set(told_in).isdisjoint(languages)):
                found.append(story)
        return self.stories(found)

    def newest_stories(self, most: int) -> list[StoryRecord]:
        """The stories opened last that were told within the window, the newest first."""
        stored = sa.select(t.stories.c.id).where(t.stories.c.merged_into.is_(None)).order_by(t.stories.c.id.desc())
        ids = {*self._connection.scalars(stored.limit(most)), *self._opened} - self._merged.keys()
        return self.open_stories(sorted(ids, reverse=True)[:most])

    def told(self, story: int) -> dict[tuple[str, str, str], str]:
        """As ``tellings.told``."""
        if story not in self._told:
            self._told[story] = {} if story in self._opened else tellings.told(self._connection, story)
        return self._told[story]

    def told_flags(self, story: int) -> dict[tuple[str, str, str], str]:
        """As ``tellings.told_flags``."""
        found: dict[tuple[str, str, str], str] = {}
        its = {story, *(gone for gone, kept in self._merged.items() if kept == story)}
        for known in its - self._opened:
            found |= tellings.told_flags(self._connection, known)
        for one in self._judgements:
            if one.story in its and one.alerts:
                names = [it.rule.removeprefix(FLAG_PREFIX) for it in one.flags if it.rule.startswith(FLAG_PREFIX)]
                found |= {(alert.rule, alert.sink, name): alert.id for alert, _ in one.alerts for name in names}
        return found

    def told_articles(self, articles: Collection[int]) -> set[int]:
        """Those of these articles of which somebody was told."""
        found = tellings.told_articles(self._connection, articles) if articles else set()
        return found.union(it.article_id for it in self._judgements if it.alerts and it.article_id in articles)

    def members(self, story: int) -> tuple[list[KnownArticle], set[int]]:
        """The story's articles and which of them are copies, as far as they tell who had it first."""
        if story not in self._members:
            found = ([], set()) if story in self._opened else tellings.stored(self._connection, story)
            for one in self._judgements:
                if one.story == story and one.article is not None and one.previous is None:
                    self._note_telling(one, *found)
            self._members[story] = found
        return self._members[story]

    def _note_telling(self, one: Judgement, articles: list[KnownArticle], copies: set[int]) -> None:
        articles.append(self._by_id[one.article_id])
        copies.update(one.article_id for it in one.relations if it.direction == Direction.COPY)
        copies.update(it.other for it in one.relations if it.direction == Direction.SOURCE)

    def read_before(self, feed_id: int, at: float) -> float | None:
        """When the feed was last read well before a time, as far as polls are remembered."""
        asked = (feed_id, at)  # entries that came in one document ask the same
        if asked not in self._read_before:
            self._read_before[asked] = tellings.read_before(self._connection, feed_id, at)
        return self._read_before[asked]

    def names(self, articles: Sequence[int]) -> dict[int, tuple[int, str, str | None]]:
        """The entry that brought each article: its id, its feed's key and its guid."""
        if missing := [article for article in articles if article not in self._names]:
            wanted = set(missing)
            brought = (it for it in self._judgements if it.article is not None and it.article_id in wanted)
            self._names |= {it.article_id: (it.entry.id, it.entry.feed_key, it.entry.draft.guid) for it in brought}
            self._names |= tellings.names(self._connection, missing)
        return {article: self._names[article] for article in articles if article in self._names}

    def marks(self, articles: Iterable[int]) -> dict[int, KnownMarks]:
        """What articles, these among others, are compared by across languages; those that have none are left out."""
        missing = set(articles) - self._marks.keys()
        for one in missing & self._unkept.keys():
            self._marks[one] = as_kept(*self._unkept[one])
        self._marks |= known_marks(self._connection, missing - self._unkept.keys())
        return self._marks

    def parted(self, one: int, other: int) -> bool:
        """Whether a person split one of these stories off from the other, or from what was merged into it."""
        if self._splits is None:
            self._splits = rulings.any_split(self._connection)
        if not self._splits:
            return False
        names = ({it, *(gone for gone, kept in self._merged.items() if kept == it)} for it in (one, other))
        return rulings.parted(self._connection, *names)

    # -- deciding -----------------------------------------------------------------------------------------

    def put_story(self, story: StoryRecord, posted: Iterable[int]) -> None:
        """Note a story as it now stands, and the terms the newest article is to be found by."""
        if story.id not in self._stories:
            self._opened.add(story.id)
        self._stories[story.id] = self._changed[story.id] = story
        self._lists.put(story.id, posted)

    def give_voice(self, article: int, marks: Sequence[Mark], rarities: Sequence[float]) -> None:
        """Note the marks of a known article by which a story is compared from now on."""
        self._given_voice.append((article, marks, rarities))

    def merge(self, kept: StoryRecord, gone: StoryRecord) -> None:
        """Note that ``gone`` is the same story as ``kept``, which holds both from now on.

        Its alerts stay as they were raised; what was told of it counts as told of the kept one.
        """
        self.put_story(kept, ())
        self._told[kept.id] = self.told(gone.id) | self.told(kept.id)
        articles, copies = self.members(kept.id)
        more, others = self.members(gone.id)
        articles.extend(more)
        copies.update(others)
        self._merged = {one: kept.id if other == gone.id else other for one, other in self._merged.items()}
        self._merged[gone.id] = kept.id
        self._lists.rename(gone.id, kept.id)

    def put(self, judgement: Judgement) -> None:
        """Note a judgement, so that the rest of the batch knows it."""
        self._judgements.append(judgement)
        self._versions.put(judgement)
        self.told(judgement.story).update({(it.rule, it.sink, it.occasion): it.id for it, _ in judgement.alerts})
        draft = judgement.article
        if draft is None:
            return
        entry = judgement.entry
        known = KnownArticle.of(judgement.article_id, judgement.story, entry, draft)
        self._by_id[known.id] = known
        self._unkept[known.id] = (draft.lang, draft.fingerprint.marks, judgement.rarities)
        self._texts[known.id] = (draft.title, draft.text)
        self._by_digest[known.digest][known.id] = known
        if judgement.story in self._members and judgement.previous is None:
            self._note_telling(judgement, *self._members[judgement.story])
        if entry.url_key is not None:
            self._note_address(entry.url_key, known)
        for sample in draft.fingerprint.samples:
            self._holders[sample].append(known.id)

    # -- writing ------------------------------------------------------------------------------------------

    def flush(self) -> None:
        """Write the batch: stories, articles, relations, flags, alerts, trails; the entries leave ``pending``."""
        changed = list(self._changed.values())
        recording.record_stories(self._connection, [it for it in changed if it.id in self._opened])
        recording.update_stories(self._connection, [it for it in changed if it.id not in self._opened])
        self._lists.flush()
        voices = {voice for story in changed for voice in story.voices}
        recording.record(self._connection, self._judgements, voices, lambda: self.next_id("relations"), self._now)
        for article, marks, rarities in self._given_voice:
            keep_marks(self._connection, article, marks, rarities)
        self.counts.flush()
        for gone, kept in sorted(self._merged.items()):
            postings.make_alias(self._connection, gone, kept)

    # -- loading ------------------------------------------------------------------------------------------

    def _load_articles(self, column: sa.Column[Any], values: set[Any]) -> None:
        for some in bulk.batches(list(values)):
            self._remember(self._connection.execute(_known_by(column), {"b_wanted": some}))

    def _known(self, statement: Callable[[str], sa.Select[Any]], ids: Collection[int]) -> Sequence[sa.Row[Any]]:
        """What ``statement`` finds of these ids."""
        dialect = self._connection.dialect.name
        return self._connection.execute(statement(dialect), {"b_wanted": bulk.listed(dialect, ids)}).all()

    def _remember(self, rows: Iterable[sa.Row[Any]]) -> None:
        for row in rows:
            known = self._by_id[row.id] = tellings.known(row)
            self._by_digest[row.digest].setdefault(row.id, known)
            if row.url_key is not None:
                self._note_address(row.url_key, known)

    def _note_address(self, url_key: int, known: KnownArticle) -> None:
        self._by_url.setdefault(url_key, known)
        self._addresses[url_key].note(known.feed_id, known.published_at, known.first_seen_at)

    def _load_holders(self, wanted: set[int]) -> None:
        self._loaded_samples |= wanted
        last_day = int(self._now // DAY_S) + 1  # by another worker's clock, or by ours before it was set back
        for sample, article in samples.held(self._connection, wanted, self._first_day, last_day):
            self._holders[sample].append(article)


@cache
def _leased(dialect: str) -> sa.Select[Any]:
    query = sa.select(t.pending.c.entry_id, t.pending.c.lease)
    return query.where(bulk.inside(dialect, t.pending.c.entry_id, "b_entries"))


@cache
def _known_by(column: sa.Column[Any]) -> sa.Select[Any]:
    return KNOWN.where(column.in_(sa.bindparam("b_wanted", expanding=True))).order_by(t.articles.c.id)
