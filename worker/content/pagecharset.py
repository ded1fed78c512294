"""From page bytes to characters: which of the charsets a page claims is the one it is written in.

Claims are often wrong: a server adds ``charset=utf-8`` to every answer, a template keeps the ``<meta>`` of an older
site. So a claim counts only when the bytes agree with it, and UTF-8, which other encodings hardly ever form by
chance, is tried before anything is believed. Feeds have rules of their own (``charset``): XML must name its encoding,
pages often do not, and for those the letters themselves are looked at.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from trafilatura.utils import detect_encoding

_META = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_XML = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})""", re.IGNORECASE)
_HEADER = re.compile(r"""charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)

# A claim stands near the start of a document; browsers look at its first 1,024 bytes, templates often need more.
_HEAD_BYTES = 4096

# Names Python does not know, or reads more narrowly than browsers do (WHATWG encoding labels).
_ALIASES = {
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "iso-8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "shift-jis": "cp932",
    "shift_jis": "cp932",
    "x-sjis": "cp932",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "x-euc-jp": "euc_jp",
    "iso-8859-8-i": "cp1255",
    "x-mac-cyrillic": "mac_cyrillic",
}
_WINDOWS = re.compile(r"^(?:x-)?(?:cp|win|windows)[-_ ]?(125[0-8]|874)$")
_WESTERN = frozenset({"cp1252", "cp1250", "cp1254", "cp1257", "iso8859-15", "iso8859-2"})

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))

# Latin words hardly ever hold four letters in a row outside ASCII; text of another script read as Latin is all of it.
_FOREIGN_RUN = re.compile(rb"[\xc0-\xff]{4,}")
_FOREIGN_RUNS = 5

# UTF-8 with the odd broken byte (a headline cut in the middle of a letter) is still UTF-8; of another encoding's
# letters nine in ten or more are broken when read as UTF-8.
_BROKEN_SHARE = 0.25


def decode(body: bytes, content_type: str) -> str:
    """The text of ``body``; ``content_type`` is the value of that header, empty where there was none.

    Never raises: bytes that fit no encoding come out with U+FFFD in their place.
    """
    for bom, encoding in _BOMS:
        if body.startswith(bom):
            return body.decode(encoding, "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        lenient = body.decode("utf-8", "replace")
    if _mostly_utf8(lenient):
        return lenient
    claims = tuple(_claims(body, content_type))
    for encoding in (*claims, *detect_encoding(body)):
        if encoding in _WESTERN and len(_FOREIGN_RUN.findall(body)) >= _FOREIGN_RUNS:
            continue
        try:
            return body.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    # A known charset with a few bytes of damage.
    return body.decode(claims[0], "replace") if claims else lenient


def _claims(body: bytes, content_type: str) -> Iterator[str]:
    """What the page says of itself, then what its server says: the author knew the file, the server did not."""
    head = body[:_HEAD_BYTES]
    labels = [match[1].decode("ascii", "replace") for pattern in (_META, _XML) if (match := pattern.search(head))]
    if header := _HEADER.search(content_type):
        labels.append(header[1])
    for label in labels:
        name = _python_name(label)
        if name and name != "utf-8":
            yield name


def _python_name(label: str) -> str | None:
    """The codec that browsers mean by ``label`` (``cp-1251``, ``windows1251``, ``ISO-8859-1``), None if unknown."""
    name = label.strip().lower()
    if windows := _WINDOWS.match(name):
        return f"cp{windows[1]}"
    try:
        # Codecs such as base64 or rot13 are no charsets: only those that turn bytes into text pass.
        found = codecs.lookup(_ALIASES.get(name, name))
        b"".decode(found.name)
    except LookupError:
        return None
    # The tags could be read as ASCII, so the page is not in UTF-16 whatever it says.
    return None if found.name.startswith(("utf-16", "utf-32")) else found.name


def _mostly_utf8(lenient: str) -> bool:
    broken = lenient.count("\N{REPLACEMENT CHARACTER}")
    ascii_only = len(lenient.encode("ascii", "ignore"))
    return broken <= _BROKEN_SHARE * (len(lenient) - ascii_only)
