"""The short part of ``spoil``: what was spoilt is refused or whole, never begun anew."""

from __future__ import annotations

from tests.crash.spoil import spoil


def test_a_spoilt_store_is_refused_or_whole() -> None:
    """A few garbled pages, logs cut short, and an empty file."""
    assert spoil(5) == 0
