"""JSON Feed 1 and 1.1, read tolerantly, because sites write fields differently from what they should be."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import orjson
import xxhash

from worker.content import fields, refusals
from worker.content.charset import without_illegal
from worker.content.dates import first_date
from worker.content.splice import MAX_ITEMS
from worker.model.entry import EntryDraft, FeedDocument

_BOM = b"\xef\xbb\xbf"
_TEXTS = frozenset({"content_html", "content_text"})
_ITEM_SIGNS = _TEXTS | {"date_published", "title"}


def looks_like_json(body: bytes) -> bool:
    """Whether the first character opens a JSON object or list, as in no XML document."""
    return body.removeprefix(_BOM).lstrip()[:1] in {b"{", b"["}


def read_json_feed(body: bytes, encoding: str, url: str | None, known: frozenset[bytes]) -> FeedDocument:
    """Read a JSON Feed; elements are identified by a hash over their canonical JSON (sorted keys).

    ``encoding`` counts if the document is not UTF-8, as it must be.

    Raises ``NotAFeed`` with cause ``json`` for JSON that is something else, ``unparseable`` for broken JSON.
    """
    feed = _loads(body, encoding, url)
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(feed, dict) or not isinstance(items, list) or not _is_feed(feed, items):
        raise refusals.refusal("json", body, _address(url))
    items = [item for item in items if isinstance(item, dict)][:MAX_ITEMS]
    hashes = [xxhash.xxh64_digest(_canonical(item)) for item in items]
    site = fields.web_url(feed.get("home_page_url"), url)
    lang = fields.language(feed.get("language"))
    authors = _names(feed)
    entries = tuple(
        _draft(item, item_hash, order, bases=(url, site), lang=lang, authors=authors)
        for order, (item, item_hash) in enumerate(zip(items, hashes, strict=True))
        if item_hash not in known
    )
    return FeedDocument(
        kind="json",
        title=fields.label(feed.get("title")),
        lang=lang,
        ttl_s=None,
        update_every_s=None,
        skip_hours=(),
        skip_days=(),
        window=b"".join(hashes),
        entries=entries,
        hub=next(_hubs(feed.get("hubs")), None),
        topic=fields.web_url(feed.get("feed_url"), url),
    )


def _hubs(given: object) -> Iterator[str]:
    for one in given if isinstance(given, list) else ():
        hub = fields.web_url(one.get("url")) if isinstance(one, dict) and one.get("type") == "WebSub" else None
        if hub is not None:
            yield hub


def _loads(body: bytes, encoding: str, url: str | None) -> Any:
    body = body.removeprefix(_BOM)
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError:
        pass
    try:  # The standard library's reader forgives raw line breaks in strings, lone surrogates, NaN and what follows.
        return json.JSONDecoder(strict=False).raw_decode(body.decode(encoding, "replace").lstrip())[0]
    except (ValueError, RecursionError) as error:
        raise refusals.refusal("unparseable", body, _address(url), reason=f"broken JSON: {error}"[:200]) from None


def _canonical(item: dict[str, Any]) -> bytes:
    try:
        return orjson.dumps(item, option=orjson.OPT_SORT_KEYS)
    except TypeError:  # lone surrogates and integers beyond 64 bits
        return json.dumps(item, sort_keys=True).encode()


def _address(url: str | None) -> dict[str, str]:
    return {"content-type": "application/json"} | ({"content-location": url} if url else {})


def _is_feed(feed: dict[str, Any], items: list[Any]) -> bool:
    if "jsonfeed.org" in str(feed.get("version", "")):
        return True
    told = [item for item in items if isinstance(item, dict)]
    return any(not (_ITEM_SIGNS if "url" in item else _TEXTS).isdisjoint(item) for item in told)


def _draft(
    item: Mapping[str, Any],
    item_hash: bytes,
    order: int,
    *,
    bases: tuple[str | None, ...],
    lang: str | None,
    authors: tuple[str, ...],
) -> EntryDraft:
    texts = [fields.body_text(item.get(key)) for key in ("content_html", "content_text")]
    summary = fields.body_text(item.get("summary"))
    told = (item.get("date_published"), item.get("date_modified"))
    dates = [without_illegal(str(date)).strip() for date in told if date and not isinstance(date, dict | list)]
    raw, published_at = first_date(dates)
    return EntryDraft(
        item_hash=item_hash,
        order=order,
        guid=fields.guid_of(item.get("id")),
        # external_url is the page that a linkblog refers to: the entry's own page comes first.
        url=fields.page_url(_pages(item, bases)),
        title=fields.plain_title(item.get("title")),
        summary=summary,
        content=max([*texts, summary], key=len),
        author=fields.label(", ".join(_names(item) or authors)),
        lang=fields.language(item.get("language")) or lang,
        published_raw=raw,
        published_at=published_at,
        tags=fields.labels(_listed(item.get("tags"))),
    )


def _pages(item: Mapping[str, Any], bases: tuple[str | None, ...]) -> Iterable[str | None]:
    yield fields.web_url(item.get("url"), *bases)
    identifier = item.get("id")
    # Version 1.1 recommends the page's own address as id; a bare "17" must not be taken for a relative link.
    yield fields.web_url(identifier) if isinstance(identifier, str) else None
    yield fields.web_url(item.get("external_url"), *bases)


def _names(holder: Mapping[str, Any]) -> tuple[str, ...]:
    """``authors`` (1.1), else ``author`` (1.0), as objects or as bare strings."""
    told = [*_listed(holder.get("authors")), *_listed(holder.get("author"))]
    return fields.labels(one.get("name") if isinstance(one, Mapping) else one for one in told)


def _listed(raw: object) -> list[Any]:
    if isinstance(raw, list):
        return raw
    return [] if raw is None else [raw]
