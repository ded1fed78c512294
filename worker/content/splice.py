"""The byte splice: the places of a feed document's elements, and the document without those already known.

Parsing an entry costs about a millisecond, hashing its bytes about one microsecond, and most elements of most
polls were seen before. So the body is cut at its ``<item>`` or ``<entry>`` elements, each is hashed, and only
the unknown ones stay in what the parser is given. Everything between the elements stays too, so the order of
channel and items (RDF has its items after the channel) does not matter. Removing a whole element from a
document never makes it less well-formed.

The cut works on bytes in any encoding that uses ASCII's ``<`` for nothing else: UTF-8, all ISO-8859 and Windows
code pages, Shift_JIS, GB18030, Big5, EUC. It declines (None) rather than guesses: nested or unbalanced
elements, internal DTD entities, encodings with escape sequences. The caller then parses the whole document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

import xxhash

HASH_BYTES = 8

MAX_ITEMS = 5_000
"""So many elements of a document are read, the first and newest: ten times as many as in the longest feed known."""

_MAX_SHORT_CUT_BYTES = 1_000_000
"""The worst document of this size takes some 150 ms to cut; a usual one 9 ms."""

_MARK = re.compile(rb"<(?:(!\[CDATA\[)|(!--)|(\?)|(/?)(item|entry)(?=[\s/>]))")
_ROOT = re.compile(rb"<(rss|feed|rdf:RDF)\b[^<>]*>", re.IGNORECASE)
_CLOSERS = {1: b"]]>", 2: b"-->", 3: b"?>"}
_ROOT_END = re.compile(rb"</(?:[\w.-]{1,40}:)?(?:rss|feed|rdf|channel|urlset|sitemapindex)\b", re.IGNORECASE)
_ELEMENT_END = re.compile(rb"</(?:[\w.-]{1,40}:)?(?:item|entry)\b|<(?:item|entry)\b[^<>]{0,1000}/>", re.IGNORECASE)
_PREFIXED = re.compile(rb"<([A-Za-z_][\w.-]{0,39}):(?:item|entry)[\s/>]")
_MAX_PREFIXES = 8
# Text alone, closed or not, outside of what has a title and link of its own. Possessive and bounded, or texts without
# end would be tried in every possible division.
_PLAIN = re.compile(
    rb"<(?:source|image|textinput)\b.{0,5000}?</(?:source|image|textinput)\s*>"
    rb"|<(title|link|guid|id|description|summary|pubDate|published|updated)((?:\s[^<>]*+)?)"
    rb"(?:(?<=/)>|>((?:[^<]++|<!\[CDATA\[.{0,5000}?\]\]>)*+))",
    re.IGNORECASE | re.DOTALL,
)
_PLAIN_BYTES = 100_000
_ROOT_END_WITHIN = 1_000  # bytes from the end: statistics comments may follow the closing tag
_ESCAPE = b"\x1b"  # opens a shift in ISO-2022 encodings, where "<" may be half of a character


@dataclass(frozen=True, slots=True)
class Cut:
    """The places of the elements of one body.

    ``spans`` are (start, end) offsets of complete elements in document order; ``hashes`` the concatenated
    8-byte xxHash64 digests (big-endian, seed 0) of the first ``MAX_ITEMS`` of them. ``end`` is the offset up to
    which the body may be read: its length, or the start of an incomplete last element.
    """

    spans: tuple[tuple[int, int], ...]
    hashes: bytes
    end: int

    def unknown(self, known: frozenset[bytes]) -> list[int]:
        """Places in ``spans`` of the elements whose hash is not in ``known``, never past ``MAX_ITEMS``."""
        return [place for place, item in enumerate(split_hashes(self.hashes)) if item not in known]

    def keep(self, body: bytes, places: list[int]) -> bytes:
        """``body`` with only the elements at ``places``, and everything between elements unchanged."""
        kept = set(places)
        pieces = []
        position = 0
        for place, (start, end) in enumerate(self.spans):
            if place not in kept:
                pieces.append(body[position:start])
                position = end
        pieces.append(body[position : self.end])
        return b"".join(pieces)

    def bare(self, body: bytes, places: list[int]) -> bytes:
        """The elements at ``places`` in their root, without the channel's description."""
        return self._rooted(body, b"".join([body[start:end] for start, end in (self.spans[it] for it in places)]))

    def plain(self, body: bytes, places: list[int]) -> bytes:
        """As ``bare``, but of each element only the parts that matter most, as far as they are text."""
        return self._rooted(body, b"".join([_plain(body, *self.spans[place]) for place in places]))

    def _rooted(self, body: bytes, kept: bytes) -> bytes:
        root = _ROOT.search(body)
        if root is None:
            return kept
        channel = (b"<channel>", b"</channel>") if root[1].lower() == b"rss" else (b"", b"")
        return root[0] + channel[0] + kept + channel[1] + b"</" + root[1] + b">"


def _plain(body: bytes, start: int, end: int) -> bytes:
    name = b"entry" if body.startswith(b"<entry", start) else b"item"
    parts = [part for part in _PLAIN.finditer(body, start, min(end, start + _PLAIN_BYTES)) if part[1]]
    kept = b"".join([b"<%b%b>%b</%b>" % (it[1], it[2].removesuffix(b"/"), it[3] or b"", it[1]) for it in parts])
    return b"<%b>%b</%b>" % (name, kept, name)


def with_known(shown: Iterable[bytes], known: bytes) -> tuple[bytes, int]:
    """These hashes and the known ones, each once and at most ``MAX_ITEMS``; and how many at the end are only known."""
    own = dict.fromkeys(shown)
    window = [*own, *dict.fromkeys(it for it in split_hashes(known) if it not in own)][:MAX_ITEMS]
    return b"".join(window), max(0, len(window) - len(own))


def split_hashes(joined: bytes) -> list[bytes]:
    """Concatenated item hashes as a list of 8-byte hashes."""
    return [joined[at : at + HASH_BYTES] for at in range(0, len(joined), HASH_BYTES)]


def item_hashes(body: bytes) -> bytes | None:
    """The item hashes of a document, from its bytes alone.

    None if the cut declines, finds nothing or only a part of the document, or would take long.

    Cheap enough for the event loop (some 75 microseconds for 20 elements in 20 kB): when every hash is known,
    nothing needs to be parsed.
    """
    found = cut(body) if len(body) <= _MAX_SHORT_CUT_BYTES else None
    return found.hashes if found and found.hashes and is_finished(body) else None


def is_finished(body: bytes) -> bool:
    """Whether the document closes its root; if not, it was cut short or is badly written."""
    return _ROOT_END.search(body, max(0, len(body) - _ROOT_END_WITHIN)) is not None


def has_whole_element(body: bytes) -> bool:
    """Whether any element of the document is complete."""
    return _ELEMENT_END.search(body) is not None


def unprefixed(body: bytes) -> bytes | None:
    """The document with all elements renamed that share a prefix with an item or entry; None if none has a prefix."""
    prefixes = dict.fromkeys(it[1] for it in islice(_PREFIXED.finditer(body), MAX_ITEMS))
    if not prefixes:
        return None
    return re.sub(rb"(</?)(?:%b):" % b"|".join(map(re.escape, islice(prefixes, _MAX_PREFIXES))), rb"\1", body)


def cut(body: bytes) -> Cut | None:
    """Find and hash the elements of ``body``; None if they cannot be found by bytes alone."""
    if b"<!ENTITY" in body or _ESCAPE in body:
        return None
    spans: list[tuple[int, int]] = []
    endless: set[bytes] = set()
    start, name, position = 0, b"", 0
    while mark := _MARK.search(body, position):
        closer = _CLOSERS.get(mark.lastindex or 0, b">")
        at = -1 if closer in endless else body.find(closer, mark.end())
        if at < 0 and closer == b">":
            break
        if at < 0:  # a comment without end must not hide all elements behind it
            endless.add(closer)
            position = mark.end()
            continue
        position = at + len(closer)
        if mark[4]:
            if mark[5] != name:
                return None
            spans.append((start, position))
            name = b""
        elif mark[5] and name:
            return None
        elif mark[5] and body[position - 2] == ord("/"):
            spans.append((mark.start(), position))
        elif mark[5]:
            start, name = mark.start(), mark[5]
    if name:
        return _truncated(body, spans, start)
    return _finished(body, spans, len(body)) if spans and not mark else None


def _truncated(body: bytes, spans: list[tuple[int, int]], start: int) -> Cut | None:
    """Leave out a last element that ends with the body: half a title must not become an entry.

    A body that closes its root was not cut short, only badly written: that is left to the parser.
    """
    return None if is_finished(body) or not spans else _finished(body, spans, start)


def _finished(body: bytes, spans: list[tuple[int, int]], end: int) -> Cut:
    digest = xxhash.xxh64_digest
    hashes = b"".join([digest(body[first:last]) for first, last in spans[:MAX_ITEMS]])
    return Cut(tuple(spans), hashes, end)
