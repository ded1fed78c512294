"""From page bytes to characters: which of the charsets a page claims is the one it is written in.

Claims are often wrong: a server adds ``charset=utf-8`` to every answer, a template keeps the ``<meta>`` of an older
site. So a claim counts only when the bytes agree with it, and UTF-8, which other encodings hardly ever form by
chance, is tried before anything is believed. Feeds have rules of their own (``charset``): XML must name its encoding,
pages often do not, and for those the letters themselves are looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from worker.content.encodings import BOMS, codec, fitting, mostly_utf8, of_header

_META = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_XML = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})""", re.IGNORECASE)

# A claim stands near the start of a document; browsers look at its first 1,024 bytes, templates often need more.
_HEAD_BYTES = 4096


def decode(body: bytes, content_type: str) -> str:
    """The text of ``body``; ``content_type`` is the value of that header, empty where there was none.

    Never raises: bytes that fit no encoding come out with U+FFFD in their place.
    """
    for bom, encoding in BOMS:
        if body.startswith(bom):
            return body[len(bom) :].decode(encoding, "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        lenient = body.decode("utf-8", "replace")
    if mostly_utf8(lenient):
        return lenient
    claims = tuple(_claims(body, content_type))
    if fit := fitting(body, claims):
        return body.decode(fit)
    # A known charset with a few bytes of damage.
    return body.decode(claims[0], "replace") if claims else lenient


def _claims(body: bytes, content_type: str) -> Iterator[str]:
    """What the page says of itself, then what its server says: the author knew the file, the server did not."""
    head = body[:_HEAD_BYTES]
    labels = [match[1].decode("ascii", "replace") for pattern in (_META, _XML) if (match := pattern.search(head))]
    labels += [header] if (header := of_header(content_type)) else []
    for label in labels:
        name = codec(label)
        # The tags could be read as ASCII, so the page is not in UTF-16 whatever it says.
        if name and not name.startswith(("utf-8", "utf-16", "utf-32")):
            yield name
