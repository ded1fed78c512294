"""How long to wait before an alert is offered to its sink again."""

from __future__ import annotations

from worker.model.settings import DeliverySettings


def backoff_s(attempt: int, settings: DeliverySettings, wish_s: float | None = None) -> float:
    """Seconds to wait after failed ``attempt`` (from 1): doubling up to the maximum, never under the sink's wish."""
    doubled = settings.backoff_s * 2.0 ** min(attempt - 1, 30)
    return max(min(doubled, settings.backoff_max_s), wish_s or 0.0)
