"""How long to wait before an alert is offered to its sink again."""

from __future__ import annotations

from hashlib import blake2b

from worker.model.alerts import DeliverySettings

LONGEST_WISH_S = 86400.0
"""A sink may ask for a longer wait than ``backoff_max``, up to this."""

JITTER = 0.2
"""Jitter as a share of the wait, so that alerts that failed together are not retried together."""


def backoff_s(attempt: int, settings: DeliverySettings, wish_s: float | None = None) -> float:
    """Seconds to wait after failed ``attempt`` (from 1): doubling up to the maximum, at least the sink's wish."""
    doubled = settings.backoff_s * 2.0 ** min(attempt - 1, 30)
    return max(min(doubled, settings.backoff_max_s), min(wish_s or 0.0, LONGEST_WISH_S))


def jittered(wait_s: float, alert: str, attempt: int) -> float:
    """``wait_s`` made longer by a share that is derived from the alert's id, so it is the same each time."""
    draw = int.from_bytes(blake2b(f"{alert} {attempt}".encode(), digest_size=4).digest(), "big") / 2**32
    return wait_s * (1 + JITTER * draw)
