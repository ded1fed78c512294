"""Alerts and their way into a sink. Run as a script: a worker that hands alerts to a file sink until it is killed."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import orjson

from worker.model.ports import Sink
from worker.model.story import ClaimedAlert, Delivered
from worker.sinks.file import FileSink


def alert(number: int, excerpt: str = "") -> ClaimedAlert:
    """The alert with this number; the same arguments give the same bytes."""
    name = f"alert-{number:05}"
    body = {
        "id": name,
        "rule": "harbour",
        "severity": "high",
        "occasion": "first",
        "story": {"id": number, "title": "Hafen gesperrt", "first_seen": "2026-03-11T14:32:00Z"},
        "article": {"title": f"Порт закрыт {number}", "url": f"https://a.example/{number}", "excerpt": excerpt},
    }
    return ClaimedAlert(id=name, sink="s", attempt=1, owed_at=0.0, lease=1, body=orjson.dumps(body))


def lot(*numbers: int) -> list[ClaimedAlert]:
    """The alerts with these numbers."""
    return [alert(number) for number in numbers]


def take(sink: Sink, *lots: Sequence[ClaimedAlert]) -> list[Delivered]:
    """Start the sink, hand it the lots one by one, stop it; all acknowledgements in order."""

    async def scenario() -> list[Delivered]:
        await sink.start()
        try:
            return [answer for one in lots for answer in await sink.deliver(one)]
        finally:
            await sink.stop()

    return asyncio.run(scenario())


async def hand_over(path: Path, first: int, last: int) -> None:
    """Deliver alerts ``first`` to ``last`` in lots of seven, writing out each id when acknowledged."""
    sink = FileSink(path)
    await sink.start()
    for start in range(first, last + 1, 7):
        alerts = [alert(number, "Nebel " * 1000) for number in range(start, min(start + 7, last + 1))]
        for answer in await sink.deliver(alerts):
            os.write(1, answer.id.encode() + b"\n")
    await sink.stop()


if __name__ == "__main__":
    asyncio.run(hand_over(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])))
