"""Pages that could not be fetched when their entries were judged: which are requested again, and when."""

from __future__ import annotations

from collections.abc import Sequence

WALLS = frozenset({"wall", "other_text", "same_text", "home_page", "challenge", "login"})
"""Reasons why an article is ``degraded``: its page showed something else in its place."""
_BUSY = "crowded"
"""Our own child processes had no time for the page."""


def may_come_back(degraded: str | None, *, passing: bool) -> bool:
    """Whether the page of an article that is ``degraded`` for this reason may be readable later.

    ``passing``: its page failed temporarily, such as by 429, 503 or a time-out.
    """
    return degraded is not None and (passing or degraded in WALLS or degraded == _BUSY)


def pause_s(tries: int, pauses: Sequence[float], wish_s: float = 0.0) -> float | None:
    """How long to wait after so many further attempts; None if no more are made. Never shorter than the host's wish."""
    return max(pauses[tries], wish_s) if tries < len(pauses) else None
