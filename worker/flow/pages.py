"""GATHER, the page: asked for in its host's turn, then read in a child process together with its entry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import structlog

from worker.content.refusals import status_cause
from worker.content.tasks import RawPage, Source, read_articles
from worker.flow.batching import Batcher, ReadAlone
from worker.flow.gathered import Gathered, HostFurniture
from worker.flow.quarantine import Quarantine
from worker.flow.resources import Resources
from worker.flow.shapes import name_of
from worker.model.entry import ArticleDraft, PendingEntry
from worker.model.errors import ContentError, FetchError, Throttled, Unreachable
from worker.model.events import emit
from worker.model.outlets import Outlet
from worker.model.ports import Clock, PageArchive, Response, Web
from worker.model.settings import ArticleSettings
from worker.model.verdict import Stage, Verdict
from worker.policy import outage, urls
from worker.policy.hints import retry_after_s
from worker.store.furniture import read_furniture

EXTRACT_DEADLINE_S = 10.0
SMALL_BYTES = 256 * 1024
"""Larger pages are few and slow: they are read alone."""
MAY_BE_US = outage.UNREACHABLE | {"robots"}
TRY_AGAIN = frozenset({429, 500, 502, 503, 504})

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Asked:
    """The result of requesting a page.

    ``response`` is set for a 200; otherwise ``failure`` says why not. ``passing``: a later request may succeed, not
    before ``wish_s`` seconds. ``busy_s``: nothing was sent, as the host has no turn for so long. ``unanswered``: our
    own network may be the cause.
    """

    response: Response | None = None
    failure: str | None = None
    passing: bool = False
    wish_s: float = 0.0
    busy_s: float | None = None
    unanswered: bool = False


async def ask(web: Web, clock: Clock, entry: PendingEntry, link: str) -> Asked:
    """Request the entry's page, in its host's turn."""
    try:
        response = await web.get(link, purpose="page", feed=entry.feed_key)
    except Throttled as busy:
        if busy.cause == "crowded":
            return Asked(busy_s=busy.retry_after_s)
        return Asked(failure="throttled", passing=True, wish_s=busy.retry_after_s)
    except FetchError as error:
        passing, unanswered = isinstance(error, Unreachable), error.cause in MAY_BE_US
        return Asked(failure=error.cause, passing=passing, unanswered=unanswered)
    except Exception:  # whatever a page brings about, its entry is judged
        log.exception("a page broke the web client", url=link)
        return Asked(failure="internal", passing=True)
    status = response.status
    if status == 200:
        return Asked(response)
    passing = status in TRY_AGAIN
    wish_s = retry_after_s(response.headers, clock.now()) or 0.0 if passing else 0.0
    return Asked(failure=status_cause(status, response.body, response.headers), passing=passing, wish_s=wish_s)


class Reader:
    """Reads pages with their entries, and entries without a page."""

    def __init__(
        self,
        resources: Resources,
        settings: ArticleSettings,
        furniture: HostFurniture,
        *,
        outlets: tuple[Outlet, ...],
        names: Mapping[str, str] | None,
        archive: PageArchive | None,
    ) -> None:
        """``furniture`` is shared with the judge; ``outlets`` and ``names`` are the configured ones."""
        self._database = resources.database
        self._engine = resources.engine
        self._clock = resources.clock
        self._settings = settings
        self._furniture = furniture
        self._outlets = outlets
        self._names = names
        self._archive = archive
        self._quarantine = Quarantine(resources.database, resources.clock)
        self._batcher = Batcher(resources.engine)

    def look_again(self) -> None:
        """Other hosts are ours now: forget what other workers may have changed about them."""
        self._quarantine.look_again()
        self._furniture.clear()

    def link(self, entry: PendingEntry) -> str | None:
        """The address of the entry's page; None if there is none to fetch."""
        if not self._settings.fetch or entry.url_key is None or entry.is_imported:
            return None
        return urls.fetchable(entry.draft.url or "")

    def source(self, entry: PendingEntry, response: Response | None, reason: str | None) -> Source:
        """The entry with its page, or with the ``reason`` why it has none."""
        page = RawPage(response.body, dict(response.headers), response.url) if response else None
        address = response.url if response else entry.draft.url or ""
        return Source(
            draft=entry.draft,
            host=urls.host(address) or entry.feed_host,
            feed_lang=entry.feed_lang,
            languages=self._settings.languages,
            min_chars=self._settings.min_chars,
            page=page,
            reason=reason,
            outlets=self._outlets,
            names=self._names,
            feed_title=entry.feed_title,
        )

    async def read(
        self,
        batch: Sequence[PendingEntry],
        sources: Sequence[Source],
        *verdicts: Verdict,
        whole: bool = False,
        passing: bool = False,
    ) -> list[Gathered]:
        """Read the entries' articles, ready to be judged; ``verdicts`` go before that of the reading.

        With ``whole`` it raises ``ContentError`` if the children have no time, which is not the page's fault.
        ``passing``: the page could not be fetched for now, and may be later.
        """
        fetched_at = self._clock.now()
        articles = await self._read(await self._furnished(sources), whole=whole)
        kept = [await self._keep(source, fetched_at) for source in sources]
        return [
            Gathered(entry, article, (*verdicts, _extracted(entry, article, record)), passing)
            for entry, article, record in zip(batch, articles, kept, strict=True)
        ]

    async def _keep(self, source: Source, fetched_at: float) -> Mapping[str, str]:
        """Archive the source's page, if it has one and pages are archived."""
        if self._archive is None or source.page is None:
            return {}
        page = source.page
        return await self._archive.keep(page.url, page.headers, page.body, at=fetched_at)

    async def _furnished(self, sources: Sequence[Source]) -> list[Source]:
        """The sources with their hosts' known furniture; the judge removes what becomes known later."""
        known = self._furniture
        missing = {source.host for source in sources if source.host not in known}
        if missing:
            known.put(await self._database.aread(lambda db: read_furniture(db, missing)))
        furniture = [known[source.host] for source in sources]
        return [replace(it, furniture=own) if own else it for it, own in zip(sources, furniture, strict=True)]

    async def _read(self, sources: Sequence[Source], *, whole: bool = False, again: bool = False) -> list[ArticleDraft]:
        """Read in a child. A source that kills its child is reduced: read alone, without its page, title only.

        A child may also die of something else, so its source is first given to another one (``again``). With ``whole``
        it raises if the children have no time, which is not the page's fault.
        """
        body, _, url = sources[0].page or RawPage(b"", {}, "")
        try:
            suspect = bool(body) and self._quarantine.suspects(body, url)
            if body and not suspect and len(body) <= SMALL_BYTES:
                try:
                    return [await self._batcher.read(sources[0])]
                except ReadAlone as alone:
                    suspect = alone.slow
            size = sum(map(_size, sources))
            return await self._engine.run(
                read_articles, sources, timeout_s=EXTRACT_DEADLINE_S, size=size, suspect=suspect
            )
        except ContentError as error:
            if body:
                self._quarantine.blame(body, url, error)
            if whole and error.cause == "crowded":
                raise
            if len(sources) > 1:
                return [article for source in sources for article in await self._read([source])]
            if error.cause == "killed" and not again:
                return await self._read(sources, whole=whole, again=True)
            lesser = _lesser(sources[0], error.cause)
            if lesser is None:
                raise
            return await self._read([lesser])


def _size(source: Source) -> int:
    return len(source.page.body) if source.page else len(source.draft.content) + len(source.draft.summary)


def _lesser(source: Source, cause: str) -> Source | None:
    """The same entry with less to read; None if nothing more can be left out."""
    if source.page is not None:
        return replace(source, page=None, reason=cause)
    if source.draft.content or source.draft.summary:
        return replace(source, draft=replace(source.draft, content="", summary=""), reason=cause)
    return None


def _extracted(entry: PendingEntry, article: ArticleDraft, record: Mapping[str, str]) -> Verdict:
    emit(
        "article.extracted",
        entry=name_of(entry),
        url=article.url,
        lang=article.lang,
        chars=len(article.text),
        promo=len(article.promo),
        degraded=article.degraded,
    )
    evidence = {
        "lang": article.lang,
        "chars": len(article.text),
        "quality": round(article.quality, 2),
        "promo": [cut.why for cut in article.promo],
        "published_from": article.published_from,
        **record,
    }
    if article.degraded:
        return Verdict(Stage.EXTRACT, "degraded", {"reason": article.degraded, **evidence})
    return Verdict(Stage.EXTRACT, "extracted", evidence)
