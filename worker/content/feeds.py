"""Feed documents: bytes to a ``FeedDocument``.

RSS, Atom and RDF are read by feedparser, behind the byte splice; JSON Feed by ``jsonfeed``, sitemaps by ``sitemaps``.
Runs in a killable child process: a document of half a megabyte can keep the parser busy for ten seconds.

feedparser is given ``io.BytesIO`` and nothing else, because ``parse(bytes)`` opens a file named in the body. A
document is broken if it has neither entries nor a version; the parser's complaint (``bozo``) is no error.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

import feedparser
import feedparser.api
import feedparser.mixin
import xxhash

from worker.content import charset, fields, jsonfeed, packed, refusals, sitemaps, splice
from worker.content.dates import first_date
from worker.model.entry import EntryDraft, FeedDocument

_PERIODS_S = {"hourly": 3600.0, "daily": 86400.0, "weekly": 604800.0, "monthly": 2592000.0, "yearly": 31536000.0}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SKIP_HOURS = re.compile(r"<skipHours\s*>", re.IGNORECASE)
_SKIP_DAYS = re.compile(r"<skipDays\s*>", re.IGNORECASE)
_SKIP_CHARS = 2_000  # 24 hours or 7 days, generously spaced
_HOUR = re.compile(r"<hour>\s*(\d{1,2})\s*<")
_DAY = re.compile(r"<day>\s*([a-z]+)\s*<")
# feedparser puts a picture's caption among the entry's own texts; under an unknown name it stays separate.
_CAPTION = re.compile(r"<(/?)media:description\b[^>]{0,1000}?(/?)>")
_CAPTION_KEY = "media_caption"
# An empty link hides from feedparser that the guid is one; with the address behind it, an HTML parser was at work.
_EMPTY_LINK = re.compile(r"""<link(?:\s+href=(?:""|''))?\s*(?:/>|>\s*</link>)(?:\s*(https?://[^\s<]+))?""")
_FULL_TEXTS = ("full-text", "fulltext", "turbo_content", "encoded")
"""How the names of elements end that Yandex, Rambler and others take an article's text from."""
_MAX_PIECES = 200
"""Parses of one document: enough for some twenty bad elements among a hundred; the rest is read plainly."""
# Before the first element feedparser looks for entities, which costs the square of the blanks there.
_PROLOG_CHARS = 2000
_ELEMENT = re.compile(r"<\w")
# Without a base of its own, feedparser lets the xml:base of one entry leak into the ids and links of all later ones
# (so a guid would change with its neighbours). It gets this one, and what was resolved against it is put back.
_NOWHERE = "https://feed.invalid/d/d/"
_PUT_BACK = ((_NOWHERE, ""), ("https://feed.invalid/d/", "../"), ("https://feed.invalid/", "/"))
_BASES = 16  # of which feedparser joins one with itself for each element: a sixth of its time
feedparser.mixin.make_safe_absolute_uri = lru_cache(_BASES)(feedparser.mixin.make_safe_absolute_uri)
# As RSS writes authors: ann@harbour.example (Ann Mohr)
_ADDRESS = re.compile(
    r"\s*[<(\[]?(?:mailto:)?[^\s<>()\[\],@]{1,64}@[^\s<>()\[\],@]{1,255}[>)\]]?\s*(?:\(([^()]*)\))?|\(\)"
)


def _author_as_written(self: Any, key: str = "author") -> None:
    context = self._get_context()
    detail = context.get(f"{key}s", [{}])[-1]
    if not detail and context.get(key):
        detail["name"] = context[key]


# Its own looks for an address by a pattern that takes 26 s for 40 kB, and knows no domain of more than four letters.
feedparser.mixin._FeedParserMixin._sync_author_detail = _author_as_written  # noqa: SLF001 - see above
# For each document it would look in all folders for a parser of another library, which is not there.
feedparser.api.PREFERRED_XML_PARSERS = []


def read_feed(body: bytes, headers: Mapping[str, str], known: bytes) -> FeedDocument:
    """Read ``body``, leaving unparsed the elements whose hashes are in ``known`` (8 bytes each, concatenated).

    ``headers`` are the response's; ``content-location``, when given, is the URL that answered and the base of
    relative links. ``skip_days`` of the result count Monday as 0, as ``date.weekday()`` does.

    Costs about 1 ms for each unknown element, next to nothing for known ones. An element that makes the
    parser fail is left out, without the rest, and counts as known from then on.
    Raises ``NotAFeed`` with cause ``empty, html, login, challenge, opml, json, binary, too_large`` or ``unparseable``.
    """
    lowered = {name.lower(): value for name, value in headers.items()}
    url = fields.web_url(lowered.get("content-location"))
    seen = frozenset(splice.split_hashes(known))
    body = packed.unpacked(body, lowered)
    refusals.refuse_early(body, lowered)
    encoding = charset.settle(body, lowered.get("content-type"))
    if encoding.startswith(("utf-16", "utf-32", "cp037")):
        body, encoding = body.decode(encoding, "replace").encode(), "utf-8"
    if jsonfeed.looks_like_json(body):
        return jsonfeed.read_json_feed(body, encoding, url, seen)
    document: FeedDocument | None
    try:
        if sitemaps.looks_like_sitemap(body):
            document = sitemaps.read_sitemap(body, encoding, url, seen)
        else:
            document = _xml(body, encoding, lowered, seen, url)
    except Exception as error:  # noqa: BLE001 - the parser's edge: a hostile document can make it raise anything
        document = _piecewise(body, encoding, lowered, seen, url)
        if document is None:
            raise refusals.unparseable(body, lowered, reason=repr(error)[:200]) from None
    if document is None:
        raise refusals.unparseable(body, lowered)
    if not document.window and document.kind != "sitemap":
        refusals.refuse_other_names(body, lowered, charset.text_of(body, encoding))
    if document.kind == "other" or splice.is_finished(body):
        return document
    return _cut_short(document, known)


def _xml(
    body: bytes, encoding: str, headers: Mapping[str, str], known: frozenset[bytes], url: str | None
) -> FeedDocument | None:
    """RSS, Atom or RDF. If nothing is found under the names of a document, prefixes that mean nothing are left out."""
    document = _spliced(body, encoding, headers, known, url) or _whole(body, encoding, headers, known, url)
    bare = None if document is not None and document.window else splice.unprefixed(body)
    if bare is None:
        return document
    again = _spliced(bare, encoding, headers, known, url) or _whole(bare, encoding, headers, known, url)
    return again if again is not None and (any(map(_says, again.entries)) or not again.entries) else document


def _cut_short(document: FeedDocument, known: bytes) -> FeedDocument:
    """What was known stays so, and the server is not asked whether anything changed: the rest is still to come."""
    window, remembered = splice.with_known(splice.split_hashes(document.window), known)
    return replace(document, window=window, remembered=remembered, lasting=False)


def _spliced(
    body: bytes, encoding: str, headers: Mapping[str, str], known: frozenset[bytes], url: str | None
) -> FeedDocument | None:
    """Read only the unknown elements; None if the bytes and the parser disagree about what an element is.

    If entries of a damaged document are missing or blank, an element without end took in the next: each is read apart.
    """
    cut = splice.cut(body)
    if cut is None:
        return None
    places = cut.unknown(known)
    text = charset.text_of(cut.keep(body, places), encoding)
    parsed = _parse(text, headers)
    if len(parsed.entries) > len(places):
        return None
    reader = _Reader(parsed, url)
    hashes = splice.split_hashes(cut.hashes)
    entries = [reader.draft(raw, hashes[place], place) for raw, place in zip(parsed.entries, places, strict=False)]
    told = sum(map(_says, entries))
    if told < len(places) and parsed.bozo:
        apart = _piecewise(body, encoding, headers, known, url)
        if apart is not None and sum(map(_says, apart.entries)) > told:
            return apart
    if len(entries) < len(places):
        return None
    return reader.document(text, cut.hashes, entries)


def _says(entry: EntryDraft) -> bool:
    return bool(entry.title or entry.content)


def _whole(
    body: bytes, encoding: str, headers: Mapping[str, str], known: frozenset[bytes], url: str | None
) -> FeedDocument | None:
    """Read everything; an element is then identified by a hash over its fields instead of its bytes."""
    text = charset.text_of(body, encoding)
    parsed = _parse(text, headers)
    if not parsed.entries and not parsed.version:
        return None
    reader = _Reader(parsed, url)
    window, entries = [], []
    for order, raw in enumerate(parsed.entries[: splice.MAX_ITEMS]):
        item_hash = _hash_of(reader.draft(raw, b"", 0))
        window.append(item_hash)
        if item_hash not in known:
            entries.append(reader.draft(raw, item_hash, order))
    return reader.document(text, b"".join(window), entries)


def _piecewise(
    body: bytes, encoding: str, headers: Mapping[str, str], known: frozenset[bytes], url: str | None
) -> FeedDocument | None:
    """Read the elements apart from those that spoil the parse; None if that does not help.

    If the parser raises without any element, the feed's own description is left out. Halves are tried until they can be
    read or are a single element: some 2·log2(n) parses for each bad one. These are read by their plain parts.
    """
    cut = splice.cut(body)
    if cut is None:
        return None
    hashes = splice.split_hashes(cut.hashes)
    head: _Reader | None = None

    def attempt(piece: bytes, places: list[int]) -> tuple[_Reader, str, list[EntryDraft]] | None:
        text = charset.text_of(piece, encoding)
        try:
            parsed = _parse(text, headers)
            reader = head or _Reader(parsed, url)
            pairs = zip(parsed.entries, places, strict=True)
            return reader, text, [reader.draft(raw, hashes[place], place) for raw, place in pairs]
        except Exception:  # noqa: BLE001 - the parser's edge, as in ``read_feed``
            return None

    good = attempt(cut.keep(body, []), [])
    take = cut.keep if good else cut.bare
    head = good[0] if good else None
    entries: dict[int, EntryDraft] = {}
    waiting, left, tried = [cut.unknown(known)], [], 0
    while waiting and tried < _MAX_PIECES:
        places, tried = waiting.pop(), tried + 1
        found = attempt(take(body, places), places)
        spoilt = found is None or not all(map(_says, found[2]))
        if spoilt and len(places) > 1:
            half = len(places) // 2
            waiting += [places[half:], places[:half]]
            continue
        left += places if spoilt else []
        good = good or found
        entries |= {entry.order: entry for entry in (found[2] if found else ())}
    left += [place for places in waiting for place in places]
    plain = attempt(cut.plain(body, left), left)
    entries |= {entry.order: entry for entry in (plain[2] if plain else ()) if _says(entry)}
    good = good or plain
    if good is None:
        return None
    reader, text, _ = good
    return reader.document(text, cut.hashes, [entries[order] for order in sorted(entries)])


def _parse(text: str, headers: Mapping[str, str]) -> Any:
    root = _ELEMENT.search(text)
    if root is not None and root.start() > _PROLOG_CHARS:
        text = text[root.start() :]
    if "media:description" in text:
        text = _CAPTION.sub(r"<\1media:caption\2>", text)
    text = _EMPTY_LINK.sub(_link_behind, text)
    text = charset.as_xml(text)
    # The encoding of `text` from here on.
    told = {"content-type": "application/xml; charset=utf-8", "content-location": _NOWHERE}
    if "content-language" in headers:
        told["content-language"] = headers["content-language"]
    return feedparser.parse(
        io.BytesIO(text.encode()), response_headers=told, sanitize_html=False, resolve_relative_uris=False
    )


def _link_behind(empty: re.Match[str]) -> str:
    return f"<link>{empty[1]}</link>" if empty[1] else ""


def _as_written(reference: object) -> object:
    """A reference as written in the feed: what was resolved against our base is relative again."""
    if isinstance(reference, str) and reference.startswith("https://feed.invalid/"):
        return next(put + reference[len(base) :] for base, put in _PUT_BACK if reference.startswith(base))
    return reference


def _hash_of(draft: EntryDraft) -> bytes:
    told = (draft.guid, draft.url, draft.title, draft.summary, draft.content, draft.published_raw)
    return xxhash.xxh64_digest("\x1f".join(part or "" for part in told).encode())


class _Reader:
    """Turns feedparser's dictionaries into our values, given the feed they stand in."""

    def __init__(self, parsed: Any, url: str | None) -> None:
        self._feed: dict[str, Any] = dict(parsed.feed)
        self._kind = _kind_of(parsed.version or "")
        self._site = fields.web_url(_as_written(self._feed.get("link")), url)
        self._lang = fields.language(self._feed.get("language"))
        # Atom resolves against the document (RFC 4287 section 2); RSS leaves it open, and means the site.
        # feedparser has applied an xml:base already.
        self._bases = (url, self._site) if self._kind == "atom" else (self._site, url)

    def document(self, text: str, window: bytes, entries: Iterable[EntryDraft]) -> FeedDocument:
        hours = (int(hour) % 24 for hour in _inside(_SKIP_HOURS, _HOUR, text) if int(hour) <= 24)
        days = (name for name in _inside(_SKIP_DAYS, _DAY, text))
        return FeedDocument(
            kind=self._kind,
            title=fields.label(self._feed.get("title")),
            lang=self._lang,
            ttl_s=_positive(self._feed.get("ttl"), 60.0),
            update_every_s=self._update_every_s(),
            skip_hours=tuple(sorted(set(hours))),
            skip_days=tuple(sorted({_WEEKDAYS.index(day) for day in days if day in _WEEKDAYS})),
            window=window,
            entries=tuple(entries),
            prev_archive=self._linked("prev-archive"),
            hub=self._linked("hub"),
            topic=self._linked("self"),
        )

    def _linked(self, rel: str) -> str | None:
        links = (link for link in _dicts(self._feed, "links") if link.get("rel") == rel)
        pages = (fields.web_url(_as_written(link.get("href")), *self._bases) for link in links)
        return next(filter(None, pages), None)

    def _update_every_s(self) -> float | None:
        period = _PERIODS_S.get(str(self._feed.get("sy_updateperiod", "")).strip().lower())
        frequency = _positive(self._feed.get("sy_updatefrequency", "1"), 1.0)
        return period / frequency if period and frequency else None

    def draft(self, entry: Mapping[str, Any], item_hash: bytes, order: int) -> EntryDraft:
        raw = dict(entry)  # past feedparser's own dict, whose lookups fall back to other keys with a warning
        links = _dicts(raw, "links")
        summary = fields.body_text(raw.get("summary"))
        own = [fields.body_text(part.get("value")) for part in _dicts(raw, "content") if _is_text(part)]
        own += [fields.body_text(text) for name, text in raw.items() if name.endswith(_FULL_TEXTS)]
        content = max([*own, summary], key=len)
        dates = [date for date in map(raw.get, ("published", "created", "updated")) if date and isinstance(date, str)]
        published, published_at = first_date(dates)
        return EntryDraft(
            item_hash=item_hash,
            order=order,
            guid=fields.guid_of(_as_written(raw.get("id"))),
            url=self._page(raw, links),
            title=fields.plain_title(raw.get("title")),
            summary=summary,
            content=content or fields.body_text(raw.get(_CAPTION_KEY)),
            author=_author(raw),
            lang=_own_language(raw) or self._lang,
            published_raw=charset.without_illegal(published) if published else None,
            published_at=published_at,
            tags=fields.labels(tag.get(name) for tag in _dicts(raw, "tags") for name in ("term", "label")),
        )

    def _page(self, raw: Mapping[str, Any], links: list[Mapping[str, Any]]) -> str | None:
        """The link to read: an HTML alternate, any alternate, a permalink guid. Media files are no page."""
        alternates = [link for link in links if _relation(link) == "alternate"]
        alternates.sort(key=lambda link: "html" not in str(link.get("type", "html")))
        pages = [fields.web_url(raw.get("feedburner_origlink"))]
        pages += [fields.web_url(_as_written(link.get("href")), *self._bases) for link in alternates]
        if not any(link.get("rel") == "enclosure" and link.get("href") == raw.get("link") for link in links):
            # Without a link this is the guid. Many are "permalinks" only by default: an id such as "4711" must not
            # become an address of the site.
            guid = _as_written(raw.get("link"))
            pages.append(fields.web_url(guid, *(self._bases if str(guid).startswith("/") else ())))
        elsewhere = [part.get("src") for part in _dicts(raw, "content") if "html" in str(part.get("type"))]
        pages += [fields.web_url(_as_written(source), *self._bases) for source in elsewhere]
        return fields.page_url(pages)


def _relation(link: Mapping[str, Any]) -> str:
    """RFC 4287 section 4.2.7.2: a relation may be named in full, or not at all."""
    return str(link.get("rel") or "alternate").removeprefix("http://www.iana.org/assignments/relation/")


def _kind_of(version: str) -> str:
    if version in {"rss10", "rss090"}:
        return "rdf"
    return next((kind for kind in ("rss", "atom") if version.startswith(kind)), "other")


def _inside(block: re.Pattern[str], part: re.Pattern[str], text: str) -> list[str]:
    found = block.search(text)
    if not found:
        return []
    return part.findall(text[found.end() : found.end() + _SKIP_CHARS].lower().partition("</skip")[0])


def _positive(raw: object, unit: float) -> float | None:
    try:
        number = float(str(raw).strip()) * unit
    except ValueError:
        return None
    return number if 0 < number < float("inf") else None


def _dicts(raw: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    """The dictionaries listed under ``key``; an element named like one of the parser's lists puts a string there."""
    found = raw.get(key)
    # Past feedparser's own, as in ``draft``.
    return [dict(one) for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _is_text(part: Mapping[str, Any]) -> bool:
    return str(part.get("type", "text/")).startswith("text/") or "xml" in str(part.get("type"))


def _author(raw: Mapping[str, Any]) -> str | None:
    told = [one.get("name") or one.get("email") for one in _dicts(raw, "authors")]
    written = [one[: fields.LABEL_CHARS] for one in told if isinstance(one, str)]
    names = fields.labels(map(_name_in, written)) or fields.labels(written)
    return fields.label(", ".join(names)) or fields.label(raw.get("author"))


def _name_in(written: str) -> str:
    """An author without the address that RSS asks for; empty if there is nothing else."""
    name = _ADDRESS.sub(lambda found: f" {found[1]}" if found[1] else "", written).strip(" ,;")
    return name[1:-1] if name.startswith("(") and name.find(")") == len(name) - 1 else name


def _own_language(raw: Mapping[str, Any]) -> str | None:
    """The ``xml:lang`` in force at the entry's texts, else its own language element."""
    told: list[object] = [raw.get("language")]
    details = [raw.get("title_detail"), raw.get("summary_detail"), *_dicts(raw, "content")]
    told += [detail.get("language") for detail in details if isinstance(detail, Mapping)]
    return next((lang for lang in map(fields.language, told) if lang), None)
