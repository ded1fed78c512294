"""Remakes fingerprints after an update changed how they are made, in small steps beside the work.

A copy is found by the samples it shares with its source, so what was judged before the update would be found no more.
The newest go first, for most copies come within a day. Only what the judge looks at is renewed, the window of stories;
words and names by which stories are met in other words are not, as they live no longer than that.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from worker.content.tasks import fingerprints
from worker.model.entry import Fingerprint
from worker.model.errors import ContentError
from worker.model.ports import Engine
from worker.store import fingerprints as stored
from worker.store.database import Database
from worker.store.fingerprints import Outdated

STEP = 50
"""Articles per step: some 0.1 s of a child process and 10 ms of the writer."""
DEADLINE_S = 60.0


async def refresh(
    database: Database, engine: Engine, *, since: float, names: Mapping[str, str], most: int = STEP
) -> int:
    """One step; returns the number of articles visited, 0 when there is nothing left to do.

    A text that kills its child keeps its old fingerprint. Raises ``ContentError`` if no child is free.
    """
    read = partial(stored.outdated, since=since, most=most)
    sweep, articles = await database.aread(read)
    if sweep.done:
        return 0
    made = await _made(engine, articles, names)
    last = articles[-1].article if articles else None
    await database.awrite(partial(stored.renew, sweep=sweep, made=made, last=last))
    return len(articles)


async def _made(
    engine: Engine, articles: Sequence[Outdated], names: Mapping[str, str]
) -> list[tuple[Outdated, Fingerprint]]:
    """The articles with their new fingerprints."""
    if not articles:
        return []
    texts = [(one.title, one.text, one.lang) for one in articles]
    try:
        found = await engine.run(fingerprints, texts, names, timeout_s=DEADLINE_S)
    except ContentError as error:
        if error.cause == "crowded":
            raise
        return [both for one in articles for both in await _made(engine, [one], names)] if len(articles) > 1 else []
    return list(zip(articles, found, strict=True))
