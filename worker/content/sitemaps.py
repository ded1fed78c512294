"""Sitemaps read as feeds: news sitemaps, plain ones, and the indexes that name them (sitemaps.org, Google News).

A sitemap lists addresses, not reports: only news sitemaps have titles and dates of publication. ``lastmod`` says when a
page was last changed, which is no date of publication; it only shows which of many addresses are recent.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import xxhash
from lxml import etree

from worker.content import charset, fields
from worker.content.dates import parse_date
from worker.content.splice import MAX_ITEMS, is_finished
from worker.model.entry import EntryDraft, FeedDocument

PARTS_AT_ONCE = 10
"""So many documents of an index are read in one poll: at one request per second it takes some ten seconds."""

_START_BYTES = 5_000
# The first element: a feed may mention sitemaps, but no sitemap is inside a feed.
_ROOT = re.compile(rb"<(?:[\w.-]+:)?(urlset|sitemapindex|rss|feed|rdf|channel)[\s>/]", re.IGNORECASE)
_ROOTS = frozenset({b"urlset", b"sitemapindex"})
_LAST_ELEMENT = re.compile(rb"</(?:[\w.-]+:)?(?:url|sitemap)\s*>")
_TEXT_CHARS = 5_000


@dataclass(frozen=True, slots=True)
class _Told:
    """The content of one ``<url>`` or ``<sitemap>``: the first text of each child by name."""

    order: int
    texts: Mapping[str, str]

    @property
    def young(self) -> float:
        """When it was published, else last changed; 0 if unknown."""
        return parse_date(self.texts.get("publication_date")) or parse_date(self.texts.get("lastmod")) or 0.0

    @property
    def item_hash(self) -> bytes:
        """Identifies the element by its address and title, not by when it was changed."""
        told = (self.texts.get(name, "") for name in ("loc", "title", "publication_date"))
        return xxhash.xxh64_digest("\x1f".join(told).encode())

    @property
    def part_hash(self) -> bytes:
        """Identifies one state of a sitemap that an index lists."""
        return xxhash.xxh64_digest(f"{self.texts['loc']}\x1f{self.texts.get('lastmod', '')}".encode())


def looks_like_sitemap(body: bytes) -> bool:
    """Whether the document's first elements are a sitemap's or an index's."""
    root = _ROOT.search(body[:_START_BYTES])
    return root is not None and root[1] in _ROOTS


def read_sitemap(body: bytes, encoding: str, url: str | None, known: frozenset[bytes]) -> FeedDocument:
    """Read a sitemap or an index of sitemaps.

    Of more than ``MAX_ITEMS`` addresses the most recent are read; without dates, the first and the last ones, as sites
    add new addresses at either end. An index has no entries but ``parts``: the documents to read next, at most
    ``PARTS_AT_ONCE``, recent ones first, without those read before in the same state. If the index does not say when
    they changed, they are always to be read and ``lasting`` is False.

    Linear; 50,000 addresses take half a second. Raises ``lxml``'s syntax error if nothing can be read.
    """
    root = _ROOT.search(body[:_START_BYTES])
    index = root is not None and root[1] == b"sitemapindex"
    told = list(_elements(_whole_elements(body), encoding, b"sitemap" if index else b"url"))
    return _index(told, url, known) if index else _sitemap(told, url, known)


def _sitemap(told: list[_Told], url: str | None, known: frozenset[bytes]) -> FeedDocument:
    chosen = _youngest(told)
    hashes = [one.item_hash for one in chosen]
    pairs = zip(chosen, hashes, strict=True)
    entries = tuple(_draft(one, item_hash, url) for one, item_hash in pairs if item_hash not in known)
    first = told[0].texts if told else {}
    return _document(
        b"".join(hashes),
        title=fields.label(first.get("name")),
        lang=fields.language(first.get("language")),
        entries=entries,
    )


def _index(told: list[_Told], url: str | None, known: frozenset[bytes]) -> FeedDocument:
    dated = bool(told) and all(one.young for one in told)
    named = [(one, address) for one in told if (address := fields.web_url(one.texts["loc"], url))]
    # A site with many sitemaps shows by their names which of them has the news.
    named.sort(key=lambda it: ("news" not in it[1].lower(), -it[0].young))
    wanted = [(one, address) for one, address in named if not dated or one.part_hash not in known]
    return _document(
        b"".join(one.part_hash for one, _ in named[:MAX_ITEMS]),
        parts=tuple(address for _, address in wanted[:PARTS_AT_ONCE]),
        lasting=dated,
    )


def _document(
    window: bytes,
    *,
    title: str | None = None,
    lang: str | None = None,
    entries: tuple[EntryDraft, ...] = (),
    parts: tuple[str, ...] | None = None,
    lasting: bool = True,
) -> FeedDocument:
    return FeedDocument(
        kind="sitemap",
        title=title,
        lang=lang,
        ttl_s=None,
        update_every_s=None,
        skip_hours=(),
        skip_days=(),
        window=window,
        entries=entries,
        parts=parts,
        lasting=lasting,
    )


def _youngest(told: list[_Told]) -> list[_Told]:
    """At most ``MAX_ITEMS``, in the order of the document."""
    if len(told) <= MAX_ITEMS:
        return told
    half = MAX_ITEMS // 2
    ends = [*told[:half], *reversed(told[half:])]
    chosen = sorted(ends, key=lambda one: -one.young)[:MAX_ITEMS]
    return sorted(chosen, key=lambda one: one.order)


def _draft(one: _Told, item_hash: bytes, url: str | None) -> EntryDraft:
    texts = one.texts
    published = texts.get("publication_date")
    return EntryDraft(
        item_hash=item_hash,
        order=one.order,
        guid=None,
        url=fields.web_url(texts["loc"], url),
        title=fields.plain_title(texts.get("title")),
        summary="",
        content="",
        author=None,
        lang=fields.language(texts.get("language")),
        published_raw=published,
        published_at=parse_date(published),
        tags=fields.labels(texts.get("keywords", "").split(",")),
    )


def _whole_elements(body: bytes) -> bytes:
    """``body`` without an incomplete last element: half an address must not become an entry."""
    if is_finished(body):
        return body
    ends = [match.end() for match in _LAST_ELEMENT.finditer(body)]
    return body[: ends[-1]] if ends else b""


def _elements(body: bytes, encoding: str, name: bytes) -> Iterator[_Told]:
    """The elements called ``name`` that have an address. The tree is freed while it is read."""
    tag = f"{{*}}{name.decode()}"
    source = io.BytesIO(charset.as_xml(charset.text_of(body, encoding)).encode())
    walk = etree.iterparse(
        source, tag=tag, encoding="utf-8", recover=True, resolve_entities=False, load_dtd=False, no_network=True
    )
    order = 0
    try:
        for _, element in walk:
            texts = _texts(element.iter())
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
            if texts.get("loc"):
                yield _Told(order, texts)
                order += 1
    except etree.XMLSyntaxError:  # what was read until then counts
        if not order:
            raise


def _texts(elements: Iterable[etree._Element]) -> dict[str, str]:
    texts: dict[str, str] = {}
    for element in elements:
        if not isinstance(element.tag, str) or not (text := (element.text or "").strip()[:_TEXT_CHARS]):
            continue
        # A prefix that nobody declared is part of the tag.
        space, _, name = element.tag.rpartition(":" if ":" in element.tag.rpartition("}")[2] else "}")
        if "image" not in space and "video" not in space:
            texts.setdefault(name, text)
    return texts
