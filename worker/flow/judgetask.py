"""GATHER, last step: what was read is judged in batches, in the order of its claims, by one task at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import structlog

from worker.flow.gathered import Gathered
from worker.flow.resequencer import Resequencer
from worker.model.entry import PendingEntry
from worker.model.errors import Busy

if TYPE_CHECKING:
    from worker.flow.judge import Judge

JUDGED_AT_ONCE = 256
"""A batch costs some 20 ms by itself, and its articles share pages of the store; nothing else is written meanwhile."""

log = structlog.get_logger()


class JudgeTask:
    """Takes articles from the resequencer and has them judged. While one batch is judged the next one builds up.

    ``refused`` is the store's last refusal to take a batch; its entries stay pending.
    """

    def __init__(
        self, resequencer: Resequencer, make: Callable[[], Judge], judged: Callable[[PendingEntry], None]
    ) -> None:
        """``make`` makes the judge, when first needed; ``judged`` is called with each entry, also if judging failed."""
        self._resequencer = resequencer
        self._make = make
        self._judged = judged
        self._judge: Judge | None = None
        self._making = asyncio.Lock()
        self._task: asyncio.Task[None] | None = None
        self._waiting: dict[int, asyncio.Event] = {}
        self.refused: Busy | None = None

    async def judge(self) -> Judge:
        """The judge; made on a thread, as 10,000 rules take two seconds to compile."""
        async with self._making:
            if self._judge is None:
                self._judge = await asyncio.to_thread(self._make)
        return self._judge

    @property
    def running(self) -> bool:
        """Whether judging is under way."""
        return self._task is not None and not self._task.done()

    @property
    def broken(self) -> int:
        """How many entries broke the judge, with all that was tried."""
        return 0 if self._judge is None else self._judge.broken

    def take_up(self, found: Sequence[Gathered]) -> list[asyncio.Event]:
        """Judge these articles in their turn; an event for each is set once it was judged, or judging failed."""
        events = [self._waiting.setdefault(one.entry.id, asyncio.Event()) for one in found]
        self._resequencer.ready(found)
        if found and not self.running:
            self._task = asyncio.create_task(self._run())
        return events

    async def stop(self) -> None:
        """Abandon the batch that is being judged, unless the store has it already."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait({self._task})

    async def _run(self) -> None:
        while batch := await self._resequencer.take(JUDGED_AT_ONCE):
            try:
                judge = await self.judge()
                await judge.judge(batch)
            except Busy as error:
                self.refused = error
                log.error("entries could not be judged; they stay pending", entries=_ids(batch), error=str(error))  # noqa: TRY400 - the store's trouble, not a fault of ours
            except Exception:  # the edge of the stage: the entries stay pending and are claimed again
                log.exception("entries could not be judged; they stay pending", entries=_ids(batch))
            for one in batch:
                self._judged(one.entry)
                if event := self._waiting.pop(one.entry.id, None):
                    event.set()


def _ids(batch: Sequence[Gathered]) -> list[int]:
    return [one.entry.id for one in batch]
