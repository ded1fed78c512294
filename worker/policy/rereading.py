"""Pages that could not be had when their entries were judged: which of them are asked for again, and when."""

from __future__ import annotations

from collections.abc import Sequence

WALLS = frozenset({"wall", "other_text", "same_text", "challenge", "login"})
"""Reasons of an article to be ``degraded``: its page showed something else in its place."""
_BUSY = "crowded"
"""Our own children had no time for the page."""


def may_come_back(degraded: str | None, *, passing: bool) -> bool:
    """Whether an article that is ``degraded`` for this reason may be had later.

    ``passing``: its page failed in a way that passes, such as 429, 503 or a time-out.
    """
    return degraded is not None and (passing or degraded in WALLS or degraded == _BUSY)


def pause_s(tries: int, pauses: Sequence[float], wish_s: float = 0.0) -> float | None:
    """How long to wait after so many further tries; None where no more are made. Never shorter than the host's wish."""
    return max(pauses[tries], wish_s) if tries < len(pauses) else None
