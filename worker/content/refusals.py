"""Why a document is not a feed, in words a person can act on."""

from __future__ import annotations

import re
from collections.abc import Mapping

from worker.content import unrecognised
from worker.content.discovery import feed_links
from worker.model.errors import NotAFeed

_LOOK_AT = 200_000  # bytes; login forms and challenges show themselves within these
_NAMED = 3  # so many feeds of the page are named in the message
_FEED_MARK = re.compile(rb"<(?:\w+:)?(?:rss|feed|rdf|channel|item|entry)[\s/>]", re.IGNORECASE)
# Possessive, or a row of comments would be tried in every possible division.
_HTML_START = re.compile(
    rb"(?:\xef\xbb\xbf|\s+|<!--.*?-->|<\?.*?\?>)*+<(?:!doctype\s+html|html\b|head\b|body\b)", re.IGNORECASE | re.DOTALL
)
_HTML_ANYWHERE = re.compile(rb"<(?:!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE)
_OF_PAGES = frozenset({"html", "head", "body", "HTML"})
_PASSWORD = re.compile(rb"""<input\b[^>]{0,500}?type\s*=\s*["']?password""", re.IGNORECASE)
_CHALLENGE = re.compile(
    rb"/cdn-cgi/challenge-platform/|cf-chl-|id=[\"']challenge-|captcha-delivery|_Incapsula_Resource", re.IGNORECASE
)
_MAGIC = (b"%PDF", b"\x1f\x8b", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x28\xb5\x2f\xfd")

_TOLD = {
    "empty": "the document is empty; if it stays so, open the address in a browser or pause the feed",
    "html": "found an HTML page where a feed should be; run wirewatch feeds discover {where} to find the site's feeds",
    "html_with_feeds": "found an HTML page where a feed should be; put one of its feeds in its place: {reason}",
    "login": "found a login page where a feed should be; the feed needs credentials, or has moved:"
    " run wirewatch feeds discover {where}",
    "challenge": "found a page that checks for browsers; ask the site to let feed readers through to {where}",
    "opml": "found an OPML list of feeds; run wirewatch feeds import on it to add the feeds it names",
    "json": "found JSON that is not a JSON Feed (it has no list of items); run wirewatch feeds discover on the site",
    "too_large": "found a gzip file with more than {reason} in it; ask for a smaller document than {where}",
    "binary": "found binary data ({type}); check the address {where}",
    "unparseable": "found neither RSS, Atom, RDF, JSON Feed nor a sitemap ({reason}); look at {where} in a browser",
    "other_names": "found a feed that has {reason} where entries are called <item> or <entry>, so that nothing is read;"
    " look for another one with wirewatch feeds discover {where}",
}


def refusal(
    cause: str, body: bytes, headers: Mapping[str, str], *, reason: str = "", told: str | None = None
) -> NotAFeed:
    """The error for ``cause``, with the document's address, size and type as far as known from the headers.

    ``told`` names its wording, if it is another one.
    """
    where = headers.get("content-location") or "URL"
    kind = headers.get("content-type") or "no content type"
    said = _TOLD[told or cause].format(where=where, type=kind, reason=reason)
    prefix = "" if where == "URL" else f"{where}: "
    return NotAFeed(f"{prefix}{said} ({len(body)} bytes, {kind})", cause=cause)


def status_cause(status: int, body: bytes, headers: Mapping[str, str]) -> str:
    """The cause for a response without a document: ``challenge``, ``login``, else ``http_<status>``."""
    start = body[:_LOOK_AT]
    if headers.get("cf-mitigated", "").lower() == "challenge" or _CHALLENGE.search(start):
        return "challenge"
    return "login" if status in {401, 407} or (status == 403 and _PASSWORD.search(start)) else f"http_{status}"


def refuse_early(body: bytes, headers: Mapping[str, str]) -> None:
    """Raise for documents that are recognised without the parser, which takes seconds for HTML."""
    start = body[:_LOOK_AT]
    if not start.strip(b"\xef\xbb\xbf \t\r\n\0"):
        raise refusal("empty", body, headers)
    if start.startswith(_MAGIC):
        raise refusal("binary", body, headers)
    if _HTML_START.match(start[:5_000]) and not _FEED_MARK.search(start):
        raise _page(start, body, headers)


def refuse_other_names(body: bytes, headers: Mapping[str, str], text: str) -> None:
    """Raise for a feed without entries whose ``text`` has elements that look like some."""
    if found := unrecognised.reports(text):
        raise refusal("unparseable", body, headers, reason=found, told="other_names")


def unparseable(body: bytes, headers: Mapping[str, str], *, reason: str = "") -> NotAFeed:
    """The error for a document in which the parser found nothing: what it looks like, else ``unparseable``."""
    start, first = body[:_LOOK_AT], unrecognised.first_element(body)
    if b"<opml" in start[:5_000].lower():
        return refusal("opml", body, headers)
    is_xml = start.lstrip().startswith(b"<?xml") and first not in _OF_PAGES
    if _HTML_ANYWHERE.search(start) and not is_xml:
        return _page(start, body, headers)
    reason = reason or (f"its first element is <{first}>" if first else "there is no element in it")
    return refusal("unparseable", body, headers, reason=reason)


def _page(start: bytes, body: bytes, headers: Mapping[str, str]) -> NotAFeed:
    if _CHALLENGE.search(start) or headers.get("cf-mitigated") == "challenge":
        return refusal("challenge", body, headers)
    if _PASSWORD.search(start):
        return refusal("login", body, headers)
    links = feed_links(body, headers.get("content-type", ""), headers.get("content-location"))
    told = "html_with_feeds" if links else None
    return refusal("html", body, headers, reason=" ".join(links[:_NAMED]), told=told)
