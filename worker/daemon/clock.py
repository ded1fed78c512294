"""The real clock."""

from __future__ import annotations

import asyncio
import time


class SystemClock:
    """Implements ``model.ports.Clock`` with the machine's time."""

    def now(self) -> float:
        """Seconds since the Unix epoch, UTC."""
        return time.time()

    async def sleep(self, seconds: float) -> None:
        """Return after ``seconds``."""
        await asyncio.sleep(seconds)
