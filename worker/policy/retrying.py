"""How long to wait before an alert is offered to its sink again."""

from __future__ import annotations

from worker.model.settings import DeliverySettings

LONGEST_WISH_S = 86400.0
"""A sink may ask for more than ``backoff_max``, but not for so much that the alert is as good as lost."""


def backoff_s(attempt: int, settings: DeliverySettings, wish_s: float | None = None) -> float:
    """Seconds to wait after failed ``attempt`` (from 1): doubling up to the maximum, never under the sink's wish."""
    doubled = settings.backoff_s * 2.0 ** min(attempt - 1, 30)
    return max(min(doubled, settings.backoff_max_s), min(wish_s or 0.0, LONGEST_WISH_S))
