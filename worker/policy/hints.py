"""What a server says about when to come back, in headers and document; floors for the next poll."""

from __future__ import annotations

import re
from collections.abc import Mapping
from email.utils import parsedate_to_datetime

from worker.model.entry import FeedDocument
from worker.model.feed import ServerHints

_MAX_AGE = re.compile(r"(?:^|[,\s])(?:s-maxage|max-age)\s*=\s*\"?(\d+)", re.IGNORECASE)


def header_hints(headers: Mapping[str, str], now: float, document: FeedDocument | None = None) -> ServerHints:
    """``Cache-Control``, ``Age``, ``Expires`` (RFC 9111 §5) and the document's own ttl and sy:update*."""
    max_age = _MAX_AGE.search(headers.get("cache-control", ""))
    age = float(headers["age"]) if headers.get("age", "").isdigit() else 0.0
    expires = _http_date(headers.get("expires"))
    return ServerHints(
        max_age_s=max(0.0, float(max_age[1]) - age) if max_age else None,
        expires_in_s=max(0.0, expires - now) if expires is not None and not max_age else None,
        ttl_s=document.ttl_s if document else None,
        update_every_s=document.update_every_s if document else None,
    )


def retry_after_s(headers: Mapping[str, str], now: float) -> float | None:
    """``Retry-After`` as seconds from ``now``, from a number or a date (RFC 9110 §10.2.3)."""
    raw = headers.get("retry-after", "").strip()
    if raw.isdigit():
        return float(raw)
    at = _http_date(raw)
    return max(0.0, at - now) if at is not None else None


def _http_date(raw: str | None) -> float | None:
    try:
        return parsedate_to_datetime(raw).timestamp() if raw else None
    except (ValueError, OverflowError):
        return None
