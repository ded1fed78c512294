"""Which encoding a feed's bytes are in, and their text.

In order of trust: a byte order mark; proof by the bytes (non-ASCII text that is valid UTF-8 is UTF-8, as the chance of
an accident falls by half or more with every character); the HTTP header; the XML declaration; the letters themselves,
which also outvote a Latin encoding claimed for another script, or for a language of another code page.
Servers that announce ISO-8859-1 for everything are thereby outvoted, and one broken byte costs one character
rather than turning a whole UTF-8 document into Windows-1252 mojibake.
"""

from __future__ import annotations

import re
import unicodedata
from html.entities import name2codepoint

from worker.content import encodings

_STARTS = (  # "<?" or "<r" without a mark, XML 1.0 appendix F
    (b"<\0\0\0", "utf-32-le"),
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
    (b"\x4c\x6f\xa7\x94", "cp037"),
)
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?\sencoding\s*=\s*["']\s*([A-Za-z0-9._:-]{2,40})""")

# XML 1.0 section 2.2: forbidden in all documents. One such character turns a strict parse into a loose one.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Letters have a few marks at most. To sort a run of them, as each normal form does, costs its square; 30 is the bound
# of Unicode's Stream-Safe Text Format. Some become marks only then: three of Tibetan, and two letters of kana.
_MOST_MARKS = 30
_SIGNS = re.compile(rf"\W[\W\uff9e\uff9f]{{{_MOST_MARKS},}}")
_LATE_MARKS = frozenset("\u0f73\u0f75\u0f81\uff9e\uff9f")
_REFERENCE = re.compile(r"&#(?:[xX]([0-9a-fA-F]+)|([0-9]+));?")
# What XML does not know: an ampersand alone, and the entities of HTML; not where all is taken literally.
_UNKNOWN = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)"
    r"|&(?!(?:amp|lt|gt|quot|apos|#[0-9]+|#[xX][0-9a-fA-F]+);)(?:([A-Za-z][A-Za-z0-9]*);)?",
    re.DOTALL,
)

_ESCAPED_CDATA = re.compile(r"(?<=>)\s*&lt;!\[CDATA\[|\]\]&gt;\s*(?=<)")


def settle(body: bytes, content_type: str | None) -> str:
    """The codec name of ``body``, always one that Python knows."""
    for mark, name in (*encodings.BOMS, *_STARTS):
        if body.startswith(mark):
            return name
    declared = _DECLARED.match(body)
    labels = [encodings.of_header(content_type), declared[1].decode("ascii") if declared else None]
    claims = [encodings.codec(label) for label in labels if label]
    # A shifted 7-bit encoding looks like ASCII, which is valid UTF-8: only the claim can tell.
    if b"\x1b" not in body and encodings.mostly_utf8(body.decode("utf-8", "replace")):
        return "utf-8"
    return encodings.fitting(body, filter(None, claims)) or "cp1252"


def text_of(body: bytes, encoding: str) -> str:
    """``body`` decoded, without byte order mark, leading white space and anything that XML forbids.

    Bytes invalid in the encoding become U+FFFD; character references to forbidden characters are removed.
    """
    text = body.decode(encoding, "replace").lstrip("\ufeff \t\r\n")
    return _REFERENCE.sub(_legal_reference, _ILLEGAL.sub("", text))


def as_xml(text: str) -> str:
    """``text`` with the entities of HTML as numbers, and each ampersand escaped that opens no entity ("AT&T").

    Parsers of XML stop at either, or drop it with what follows. The signs of a CDATA section go where they are escaped
    themselves: some sites escape all that is in an element.
    """
    if "&lt;![CDATA[" in text:
        text = _ESCAPED_CDATA.sub("", text)
    return _UNKNOWN.sub(_known_to_xml, text) if "&" in text else text


def without_illegal(text: str) -> str:
    """``text`` without NUL, control characters other than white space, lone surrogates, and marks beyond any need."""
    return sortable(_ILLEGAL.sub("", text))


def sortable(text: str) -> str:
    """``text`` with at most 30 combining marks in a row, so that its normal forms take no time."""
    return text if text.isascii() else _SIGNS.sub(_few_marks, text)


def _few_marks(signs: re.Match[str]) -> str:
    kept: list[str] = []
    run = 0
    for sign in signs[0]:
        run = run + 1 if unicodedata.combining(sign) or sign in _LATE_MARKS else 0
        if run <= _MOST_MARKS:
            kept.append(sign)
    return "".join(kept)


def _known_to_xml(match: re.Match[str]) -> str:
    if match[0].startswith("<"):
        return match[0]
    if match[1] is None:
        return "&amp;"
    code = name2codepoint.get(match[1])
    return f"&#{code};" if code else match[0]


def _legal_reference(match: re.Match[str]) -> str:
    digits = (match[1] or match[2]).lstrip("0")[:9]
    number = int(digits or "0", 16 if match[1] else 10)
    if number > 0x10FFFF or _ILLEGAL.match(chr(number)):
        return ""
    return match[0]
