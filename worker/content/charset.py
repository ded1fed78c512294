"""Which encoding a feed's bytes are in, and their text.

The order of trust: a byte order mark; what the bytes prove (non-ASCII text that is valid UTF-8 is UTF-8, the
chance of that by accident falls by half or more with every character); the HTTP header; the XML declaration.
Servers that announce ISO-8859-1 for everything are thereby outvoted, and one broken byte costs one character
rather than turning a whole UTF-8 document into Windows-1252 mojibake.
"""

from __future__ import annotations

import codecs
import re

_BOMS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_STARTS = (  # "<?" or "<r" without a mark, XML 1.0 appendix F
    (b"<\0\0\0", "utf-32-le"),
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
    (b"\x4c\x6f\xa7\x94", "cp037"),
)
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?\sencoding\s*=\s*["']\s*([A-Za-z0-9._:-]{2,40})""")
_HTTP = re.compile(r"""charset\s*=\s*["']?\s*([A-Za-z0-9._:-]{2,40})""", re.IGNORECASE)
_DASHED_CODE_PAGE = re.compile(r"^(?:x-)?(?:cp|win|windows)[-_]?(\d{3,4})$")
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "iso8859-1": "cp1252"}
"""Supersets that real documents use under the narrower name; WHATWG's encoding table does the same."""

# XML 1.0 section 2.2: what no document may contain. One such character turns a strict parse into a loose one.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_REFERENCE = re.compile(r"&#(?:[xX]([0-9a-fA-F]+)|([0-9]+));?")


def settle(body: bytes, content_type: str | None) -> str:
    """The codec name of ``body``: one Python knows, always."""
    for mark, name in (*_BOMS, *_STARTS):
        if body.startswith(mark):
            return name
    declared = _DECLARED.match(body)
    claims = [_codec(match[1]) for match in [_HTTP.search(content_type or "")] if match]
    claims += [_codec(declared[1].decode("ascii"))] if declared else []
    # A shifted 7-bit encoding looks like ASCII, which is valid UTF-8: there only the claim can tell.
    if b"\x1b" not in body and _decodes(body, "utf-8"):
        return "utf-8"
    for claim in claims:
        if claim and _decodes(body, claim):
            return claim
    return "utf-8" if _mostly_utf8(body) else "cp1252"


def text_of(body: bytes, encoding: str) -> str:
    """``body`` decoded, without byte order mark, leading white space, and anything XML forbids.

    Bytes that are not of the encoding become U+FFFD; character references to forbidden characters vanish.
    """
    text = body.decode(encoding, "replace").lstrip("\ufeff \t\r\n")
    return _REFERENCE.sub(_legal_reference, _ILLEGAL.sub("", text))


def without_illegal(text: str) -> str:
    """``text`` without NUL, control characters other than white space, and lone surrogates."""
    return _ILLEGAL.sub("", text)


def _legal_reference(match: re.Match[str]) -> str:
    digits = (match[1] or match[2]).lstrip("0")[:9]
    number = int(digits or "0", 16 if match[1] else 10)
    if number > 0x10FFFF or _ILLEGAL.match(chr(number)):
        return ""
    return match[0]


def _decodes(body: bytes, encoding: str) -> bool:
    try:
        body.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _mostly_utf8(body: bytes) -> bool:
    """Tell a UTF-8 document with a few broken bytes from one in a code page, where hardly any character is valid."""
    text = body.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    valid = sum(1 for character in text if character > "\x7f") - broken
    return valid > broken


def _codec(name: str) -> str | None:
    """Python's name of an encoding as the web spells it (``cp-1251``, ``win-1251``), None where there is none."""
    label = name.strip().lower()
    if match := _DASHED_CODE_PAGE.match(label):
        label = f"cp{match[1]}"
    try:
        found = codecs.lookup(label)
    except LookupError:
        return None
    if not found._is_text_encoding:  # noqa: SLF001 - the only sign that tells "base64" from a text encoding
        return None
    return _WIDER.get(found.name, found.name)
