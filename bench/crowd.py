"""A host of many feeds: how many of them are asked, how often, while more are due than it has time for.

    python bench/crowd.py [--feeds 14000] [--hours 4.2] [--every 60]

The gate alone on a moved clock, at a second between two requests: each feed is due again so many minutes after it was
asked. Exit 1 where a feed was asked twice before all were asked once.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections import Counter
from time import process_time

import rig

sys.path.insert(0, str(rig.PROJECT))

from tests.clock import START, ManualClock
from worker.model.errors import Throttled
from worker.model.web import PerHost
from worker.net.gate import PATIENCE_S, Gate


async def crowd(feeds: int, hours: float, every_s: float) -> tuple[Counter[int], int, int]:
    """How often each feed was asked; how many were asked again before all were; how often some were sent away."""
    clock = ManualClock()
    gate = Gate(PerHost(), clock)
    end = START + hours * 3600
    counts: Counter[int] = Counter()
    early = sent_away = 0

    async def live(feed: int) -> None:
        nonlocal early, sent_away
        while clock.now() < end:
            try:
                async with gate.turn("big.example", patience_s=PATIENCE_S, who=str(feed)):
                    early += counts[feed] > 0 and len(counts) < feeds
                    counts[feed] += 1
            except Throttled as busy:
                sent_away += 1
                await clock.sleep(busy.retry_after_s)
            else:
                await clock.sleep(every_s)

    async def all_of_them() -> None:
        await asyncio.gather(*(live(feed) for feed in range(feeds)))

    await clock.drive(all_of_them())
    return counts, early, sent_away


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--feeds", type=int, default=14_000)
    parser.add_argument("--hours", type=float, default=4.2)
    parser.add_argument("--every", type=float, default=60.0)
    options = parser.parse_args()
    started = process_time()
    counts, early, sent_away = asyncio.run(crowd(options.feeds, options.hours, options.every * 60))
    print(
        f"{options.feeds} feeds of one host in {options.hours:g} h: {counts.total()} requests, {len(counts)} feeds "
        f"asked, {early} times one again before all were; sent away {sent_away} times; "
        f"{process_time() - started:.0f} CPU s"
    )
    return int(early > 0)


if __name__ == "__main__":
    sys.exit(main())
