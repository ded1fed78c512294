"""The same stream is judged the same, however its articles come together before the judge."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from grading import wide
from grading.judging import Court, Judged, Line, after, dated

LINES = dated([told.text for told in wide.stream(0)])


def test_batches_of_a_wide_stream_change_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stories merge, and reports look like others of their batch: one at a time, all that is decided is the same."""
    together = _decided(tmp_path / "together", LINES)
    monkeypatch.setattr("worker.flow.judgetask.JUDGED_AT_ONCE", 1)
    assert _decided(tmp_path / "one by one", LINES) == together


def _decided(place: Path, lines: list[Line]) -> Judged:
    """All but the numbers of the stories, which are handed out in blocks."""
    court = Court.opened(place, now=after(lines))
    court.judge(lines)
    return replace(court.judged(), stories={})
