"""Header fields: a login as it is sent, and the fields of a response as text."""

from __future__ import annotations

from base64 import b64encode

from multidict import CIMultiDict, CIMultiDictProxy
from yarl import URL


def authorized(sent: CIMultiDict[str], target: URL) -> CIMultiDict[str]:
    """``sent`` with the login of ``target``, if that has one and ``sent`` none.

    In UTF-8, as browsers do: RFC 7617 names no default, and the library knows Latin-1 alone.
    """
    if (target.raw_user is None and target.raw_password is None) or "Authorization" in sent:
        return sent
    login = f"{target.user or ''}:{target.password or ''}".encode()
    with_login = sent.copy()
    with_login["Authorization"] = f"Basic {b64encode(login).decode()}"
    return with_login


def plain_headers(fields: CIMultiDictProxy[str]) -> dict[str, str]:
    """The fields of a response as ``model.ports.Response`` has them."""
    plain: dict[str, str] = {}
    for name, value in fields.items():
        key = name.lower()
        text = value if value.isascii() else _readable(key, value)
        if text is None:
            continue
        plain[key] = f"{plain[key]}, {text}" if key in plain else text
    return plain


def _readable(key: str, value: str) -> str | None:
    """``value`` if its bytes are UTF-8, else read as Latin-1, which old servers use.

    None for a validator that is not UTF-8: it could not be stored and sent back byte for byte.
    """
    try:
        value.encode()
    except UnicodeEncodeError:
        if key in {"etag", "last-modified"}:
            return None
        return value.encode("utf-8", "surrogateescape").decode("latin-1")
    return value
