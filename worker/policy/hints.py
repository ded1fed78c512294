"""What a server says about when to come back, in headers and document; floors for the next poll."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC
from email.utils import parsedate_to_datetime

from worker.model.entry import FeedDocument
from worker.model.feed import ServerHints
from worker.policy.politeness import skip_bits

_MAX_AGE = re.compile(r"(?:^|[,\s])max-age\s*=\s*\"?([0-9]+)", re.IGNORECASE)
"""``s-maxage`` is for shared caches (RFC 9111 §5.2.2.10), which we are not."""

_LARGEST_S = 1e9
"""Some thirty years: greater numbers are noise, and must not become infinite."""


def header_hints(headers: Mapping[str, str], now: float, document: FeedDocument | None = None) -> ServerHints:
    """``Cache-Control``, ``Age``, ``Expires``, ``Retry-After`` and the document's own ttl, sy:update* and skips.

    Header keys are lower case. ``Expires`` counts from the server's own ``Date``, if it sent one (RFC 9111 §5),
    as its clock may be wrong. It is only used without ``max-age``.
    """
    age = _seconds(headers.get("age", "")) or 0.0
    max_age = _MAX_AGE.search(headers.get("cache-control", ""))
    expires = None if max_age else _until(headers.get("expires", ""), headers, now)
    return ServerHints(
        max_age_s=max(0.0, min(float(max_age[1]), _LARGEST_S) - age) if max_age else None,
        expires_in_s=max(0.0, expires - age) if expires is not None else None,
        ttl_s=document.ttl_s if document else None,
        update_every_s=document.update_every_s if document else None,
        retry_after_s=retry_after_s(headers, now),
        skips=skip_bits(document.skip_hours, document.skip_days) if document else 0,
    )


def retry_after_s(headers: Mapping[str, str], now: float) -> float | None:
    """``Retry-After`` in seconds, from a number or a date (RFC 9110 §10.2.3); None if there is none."""
    raw = headers.get("retry-after", "").strip()
    number = _seconds(raw)
    return number if number is not None else _until(raw, headers, now)


def _seconds(raw: str) -> float | None:
    """A plain number; a header sent twice arrives joined, and the first one counts."""
    first = raw.split(",", 1)[0].strip()
    # Not isdigit() alone: it is true of a superscript two, which float() refuses.
    return min(float(first), _LARGEST_S) if first.isascii() and first.isdigit() else None


def _until(raw: str, headers: Mapping[str, str], now: float) -> float | None:
    """Seconds from the server's ``Date``, else from ``now``, to the date ``raw``; never negative."""
    at = _http_date(raw)
    if at is None:
        return None
    sent = _http_date(headers.get("date", ""))
    return max(0.0, at - (now if sent is None else sent))


def _http_date(raw: str) -> float | None:
    """Seconds since the epoch; a date without zone is UTC (RFC 9110 §5.6.7)."""
    try:
        at = parsedate_to_datetime(raw)
        return (at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError, TypeError, IndexError):
        return None
