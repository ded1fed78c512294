"""The log sink: alerts as declared events, and no acknowledgement for a line that was lost."""

from __future__ import annotations

from dataclasses import replace

import orjson
import pytest
import structlog
from structlog.testing import capture_logs

from tests.sinks.handing_over import lot, take
from worker.flow.shapes import digest_alert
from worker.model.errors import Unavailable
from worker.model.events import BY_NAME
from worker.sinks.log import LogSink


class BrokenLog:
    """A log that loses every line and says so, as the worker's own does on a full disk."""

    def warning(self, **_keys: object) -> bool:
        """Lose the line."""
        return False


def test_an_alert_is_the_declared_event() -> None:
    """The line has the name, the level and exactly the keys that ``model.events`` declares."""
    with capture_logs() as lines:
        take(LogSink(), lot(7))
    declared = BY_NAME["alert.raised"]
    assert lines == [
        {
            "event": declared.name,
            "log_level": declared.level,
            "alert": "alert-00007",
            "rule": "harbour",
            "severity": "high",
            "occasion": "first",
            "story": 7,
            "title": "Порт закрыт 7",
            "url": "https://a.example/7",
            "why": [],
        }
    ]
    assert set(lines[0]) - {"event", "log_level"} == set(declared.keys)


def test_a_post_without_a_title_is_called_by_its_text() -> None:
    """The log says what other sinks say of it."""
    untitled = digest_alert("d", lot(7), 0.0)
    body = orjson.loads(untitled.body)
    body["article"] = {"title": "", "excerpt": "The ferry is back."}
    with capture_logs() as lines:
        take(LogSink(), [replace(untitled, body=orjson.dumps(body))])
    assert lines[0]["title"] == "The ferry is back."


def test_a_digest_names_its_alerts() -> None:
    """The line of a digest says what it is about."""
    with capture_logs() as lines:
        take(LogSink(), [digest_alert("d", lot(7, 8), 0.0)])
    assert lines[0]["why"] == ["[harbour] Порт закрыт 7", "[harbour] Порт закрыт 8"]


def test_a_lost_line_is_not_acknowledged() -> None:
    """While the log takes no lines the alert stays owed; once it does, the alert is written."""
    sink = LogSink()
    structlog.configure(processors=[], wrapper_class=structlog.stdlib.BoundLogger, logger_factory=BrokenLog)
    try:
        with pytest.raises(Unavailable, match="takes no lines"):
            take(sink, lot(1))
    finally:
        structlog.reset_defaults()
    with capture_logs() as lines:
        assert not take(sink, lot(1))[0].duplicate
    assert len(lines) == 1
