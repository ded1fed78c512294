"""The tasks of child processes: what the stages hand to the engine. ``direct.py`` has what the judge runs itself.

Each task imports its implementation when it first runs: a worker whose feeds have not changed never loads the parsers,
the extractor and the language model, which cost more than all its polls.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from worker.model.entry import ArticleDraft, EntryDraft, FeedDocument, Fingerprint
from worker.model.outlets import Outlet
from worker.model.pickling import PickledByFields


class RawPage(NamedTuple):
    """A page as it came: its bytes, unpacked, the response's headers, and the address that answered."""

    body: bytes
    headers: Mapping[str, str]
    url: str


@dataclass(frozen=True, slots=True)
class Source(PickledByFields):
    """What an article is to be read from.

    ``page`` is None if there is only the entry; ``reason`` says why, and is None if the entry never had a page.
    ``languages`` are the configured ones, empty for all. A body under ``min_chars`` characters gives way to the
    entry's own text if that is longer. ``outlets`` are the configured ones, ``furniture`` the hashes of the
    host's known furniture, ``names`` the configured names in Han characters, ``feed_title`` what the feed calls itself.
    """

    draft: EntryDraft
    host: str
    feed_lang: str | None
    languages: tuple[str, ...]
    min_chars: int
    page: RawPage | None
    reason: str | None
    outlets: tuple[Outlet, ...] = ()
    furniture: frozenset[int] = frozenset()
    names: Mapping[str, str] | None = None
    feed_title: str | None = None


def read_feed(body: bytes, headers: Mapping[str, str], known: bytes) -> FeedDocument:
    """``content.feeds.read_feed``."""
    from worker.content import feeds  # noqa: PLC0415 - see above

    return feeds.read_feed(body, headers, known)


def feed_links(body: bytes, content_type: str, url: str) -> tuple[str, ...]:
    """``content.discovery.feed_links``."""
    from worker.content import discovery  # noqa: PLC0415 - see above

    return discovery.feed_links(body, content_type, url)


def sitemap_links(robots: bytes, url: str) -> tuple[str, ...]:
    """``content.discovery.sitemap_links``."""
    from worker.content import discovery  # noqa: PLC0415 - see above

    return discovery.sitemap_links(robots, url)


def read_articles(sources: Sequence[Source]) -> list[ArticleDraft]:
    """``content.articles.read_article`` for several at once: one call to a child process."""
    from worker.content import articles  # noqa: PLC0415 - see above

    return [articles.read_article(source) for source in sources]


def fingerprints(texts: Sequence[tuple[str, str, str | None]], names: Mapping[str, str] | None) -> list[Fingerprint]:
    """``content.fingerprint.fingerprint`` of several (title, text, language) at once."""
    from worker.content.fingerprint import fingerprint  # noqa: PLC0415 - see above

    return [fingerprint(*text, names) for text in texts]
