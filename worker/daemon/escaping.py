"""Escapes text from outside (titles, addresses, errors) so that it is safe in a log or on a terminal."""

from __future__ import annotations

import re
import unicodedata

MAX_CHARS = 4000
"""Longest text in a line; feeds have sent titles of a megabyte. Tracebacks are cut at four times as much."""

_STEERING = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Unicode categories escaped: controls, formats (bidi marks, zero widths), lone surrogates, line separators."""
_USERINFO = re.compile(r"://(?:[^\s/?#]*|[^\s/?#:@\[]*:(?!\d{1,5}(?:[/?#]|\s|$))\S*)@")
"""User and password of a URL (RFC 3986 §3.2.1); also a password with an unescaped slash, which no port looks like."""


def escaped(text: str) -> str:
    """Text from outside as a log or a terminal may show it: cut, credentials masked, control characters escaped."""
    if len(text) > MAX_CHARS:
        text = f"{text[:MAX_CHARS]}[+{len(text) - MAX_CHARS} characters]"
    if "@" in text and "://" in text:
        text = _USERINFO.sub("://***@", text)
    if text.isprintable():  # fast path for nearly every text
        return text
    return "".join(_escaped(char) if unicodedata.category(char) in _STEERING else char for char in text)


def _escaped(char: str) -> str:
    return char.encode("unicode_escape").decode("ascii")
