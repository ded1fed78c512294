"""Encodings by the names used on the web, for feeds and for pages."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterable

BOMS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_HEADER = re.compile(r"""charset\s*=\s*+["']?\s*+([\w.:-]{2,40})""", re.IGNORECASE)
_CODE_PAGE = re.compile(r"(?:x-)?(?:cp|win|windows|ms)[-_ ]?(\d{3,4})")
_WESTERN = frozenset({"cp1252", "cp1250", "cp1254", "cp1257", "iso8859-15", "iso8859-2"})
# Latin words hardly ever have four letters in a row outside ASCII; text of another script read as Latin has no others.
_FOREIGN_RUN = re.compile(rb"[\xa1-\xff]{4,}")
_FOREIGN_LETTERS, _FOREIGN_SHARE = 20, 3  # so many, and a third of all: Turkish has such words, and few
_BEYOND_ASCII = bytes(range(0x80, 0x100))
_LETTERS = re.compile(rb"[^\x80-\xff]{200,}")
# Not the punctuation that all Latin code pages share, and signs only where a letter follows.
_LATIN_LETTER = re.compile(
    rb"[\x8a\x8c-\x8f\x9a\x9c-\x9f\xa1-\xaa\xac-\xba\xbc-\xff](?=[a-z\x80-\xff])"
    rb"|(?<=[a-z])[\xb0-\xff]|(?<= )[\xc0-\xff](?= )"
)
_CENTRAL = ("ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "ăâîşţ", "čćđšž")
# The letters that languages have beyond ASCII, by code page. Of what several explain alike, it is the first.
_ALPHABETS = {
    "cp1252": (
        *("äöüßé", "áéíóúñü¿¡", "éèêëàâçîïôùûüœ", "ãõáéíóúâêôàçü", "àèéìòùóí", "åäöéü", "æøåéèêóòâôü"),
        *("äëéèïöüóáíêç", "àèéíïòóúüç", "áéíóúýþðæö", "äõöüšž"),
    ),
    "cp1250": _CENTRAL,
    "iso8859-2": _CENTRAL,
    "cp1254": ("çğıiöşüâîû",),
    "cp1257": ("ąčęėįšųūž", "āčēģīķļņšūž"),
}
_EXPLAINED, _BELIED = 0.9, 0.8
_ENOUGH_BYTES = 20_000
# Names Python does not know.
_ALIASES = {
    "x-gbk": "gb18030",
    "shift-jis": "cp932",
    "x-sjis": "cp932",
    "ks_c_5601-1987": "cp949",
    "x-euc-jp": "euc_jp",
    "iso-8859-8-i": "cp1255",
    "x-mac-cyrillic": "mac_cyrillic",
}
# Supersets that real documents use under the narrower name, by Python's names; as in WHATWG's table of labels.
_WIDER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}


def codec(label: str) -> str | None:
    """Python's name of the encoding that browsers mean by ``label`` (``cp-1251``, ``win-1251``), None if unknown."""
    name = label.strip().lower()
    if page := _CODE_PAGE.fullmatch(name):
        name = f"cp{page[1]}"
    try:
        found = codecs.lookup(_ALIASES.get(name, name))
    except LookupError:
        return None
    if not found._is_text_encoding:  # noqa: SLF001 - the only sign that tells "base64" from a text encoding
        return None
    return _WIDER.get(found.name, found.name)


def of_header(content_type: str | None) -> str | None:
    """The label that a Content-Type header gives, as written."""
    found = _HEADER.search(content_type or "")
    return found[1] if found else None


def mostly_utf8(lenient: str) -> bool:
    """Whether a text that was read as UTF-8, broken bytes replaced, is UTF-8 with a few broken bytes.

    Of letters in another encoding nine in ten or more are broken when read as UTF-8.
    """
    broken = lenient.count("\N{REPLACEMENT CHARACTER}")
    return not broken or len(lenient) - len(lenient.encode("ascii", "ignore")) > 2 * broken


def fitting(body: bytes, claims: Iterable[str]) -> str | None:
    """The first of ``claims`` that ``body`` can be in, else the one that its letters suggest; None if nothing fits.

    A Latin encoding is not accepted if the text would then consist of accented letters only, or of letters that no
    language has together while all are of one language in another code page.
    """
    letters, beyond = sum(map(len, _FOREIGN_RUN.findall(body))), len(body) - len(body.translate(None, _BEYOND_ASCII))
    foreign = letters >= _FOREIGN_LETTERS and letters * _FOREIGN_SHARE > beyond
    explained = {} if foreign else _explained(body)
    likely = max(explained, key=explained.__getitem__, default=None)
    sure = likely is not None and explained[likely] > _EXPLAINED
    for encoding in claims:
        belied = (foreign and encoding in _WESTERN) or (sure and explained.get(encoding, 1.0) < _BELIED)
        if not belied and decodes(body, encoding):
            return encoding
    if likely is not None and sure and decodes(body, likely):
        return likely
    guesses = (codec(label) for label in _guesses(body))
    return next((it for it in guesses if it and not (foreign and it in _WESTERN) and decodes(body, it)), None)


def _explained(body: bytes) -> dict[str, float]:
    """The share of the letters beyond ASCII that are of one language's alphabet, by Latin code page."""
    counts = Counter(_LATIN_LETTER.findall(body))
    shares: dict[str, float] = {}
    for name, alphabets in _ALPHABETS.items():
        letters = {byte: byte.decode(name, "replace").lower()[0] for byte in counts}
        told = [sum(number for byte, number in counts.items() if letters[byte] in alphabet) for alphabet in alphabets]
        shares[name] = max(told) / counts.total() if counts else float(name == "cp1252")
    return shares


def decodes(body: bytes, encoding: str) -> bool:
    """Whether ``body`` is valid in ``encoding``."""
    try:
        body.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _guesses(body: bytes) -> list[str]:
    from trafilatura.utils import detect_encoding  # noqa: PLC0415 - costs more than most feeds, and few need it

    # Markup says nothing about letters and would dilute a sample.
    return detect_encoding(_LETTERS.sub(b" ", body)[:_ENOUGH_BYTES])
