"""What every sink of our own promises: one suite over all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import orjson
import pytest
from structlog.testing import capture_logs

from tests.sinks.handing_over import lot, take
from worker.content.feeds import read_feed
from worker.model.errors import Rejected
from worker.model.ports import Sink
from worker.model.sinks import FeedSink as Settings
from worker.model.story import ClaimedAlert, Delivered
from worker.sinks.feed import FeedSink
from worker.sinks.file import FileSink
from worker.sinks.log import LogSink

Taken = Callable[[], list[str]]


@pytest.fixture(params=["file", "log", "atom", "json"])
def sink_and_taken(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Sink, Taken]]:
    """A sink, and what the outside sees of it: the ids of the alerts it took, in order."""
    if request.param == "file":
        path = tmp_path / "alerts.jsonl"
        yield FileSink(path), lambda: [orjson.loads(line)["id"] for line in path.read_bytes().splitlines()]
    elif request.param in ("atom", "json"):
        path = tmp_path / f"alerts.{request.param}"
        sink = FeedSink(Settings.model_validate({"kind": "feed", "path": str(path)}))
        yield sink, lambda: _in_feed(path)
    else:
        with capture_logs() as lines:
            yield LogSink(), lambda: [line["alert"] for line in lines]


def _in_feed(path: Path) -> list[str]:
    """The ids of the alerts in a feed, which lists the newest first."""
    if not path.exists():
        return []
    entries = read_feed(path.read_bytes(), {}, b"").entries
    return [str(entry.guid).removeprefix("urn:wirewatch:alert:") for entry in reversed(entries)]


def test_alerts_are_taken_in_order(sink_and_taken: tuple[Sink, Taken]) -> None:
    """Every alert is acknowledged and visible outside, in the order it was handed over."""
    sink, taken = sink_and_taken
    answers = take(sink, lot(3, 1), lot(2))
    assert answers == [Delivered("alert-00003"), Delivered("alert-00001"), Delivered("alert-00002")]
    assert taken() == ["alert-00003", "alert-00001", "alert-00002"]


def test_a_second_handing_over_is_acknowledged_but_not_taken_again(sink_and_taken: tuple[Sink, Taken]) -> None:
    """The same id twice, in one lot, in the next, or after a stop, is one alert outside."""
    sink, taken = sink_and_taken
    answers = take(sink, lot(1, 1), lot(2, 1)) + take(sink, lot(2, 3))
    assert [answer.duplicate for answer in answers] == [False, True, False, True, True, False]
    assert taken() == ["alert-00001", "alert-00002", "alert-00003"]


def test_an_empty_lot_changes_nothing(sink_and_taken: tuple[Sink, Taken]) -> None:
    """Nothing handed over is nothing acknowledged."""
    sink, taken = sink_and_taken
    assert take(sink, []) == []
    assert taken() == []


@pytest.mark.parametrize("body", [pytest.param(b"{", id="broken JSON"), pytest.param(b"[]", id="JSON, but no object")])
def test_a_body_that_is_no_alert_is_rejected(sink_and_taken: tuple[Sink, Taken], body: bytes) -> None:
    """A body nobody could read is refused for good, by name."""
    sink, taken = sink_and_taken
    with pytest.raises(Rejected, match="alert x"):
        take(sink, [ClaimedAlert(id="x", sink="s", attempt=1, owed_at=0.0, lease=1, body=body)])
    assert taken() == []
