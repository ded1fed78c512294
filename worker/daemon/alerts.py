"""Alerts as a person sees and handles them: listed, retried, and a sample handed to a sink."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from functools import partial
from math import inf
from typing import Any

import orjson

from worker.config.load import Loaded
from worker.daemon.store_access import reading, since_when
from worker.flow import shapes
from worker.model.errors import ConfigError, Problem
from worker.model.story import AlertState
from worker.sinks.wording import word
from worker.store import outbox

READ_AT_ONCE = 500


async def test_sink(loaded: Loaded, name: str) -> None:
    """Hand a sample, marked as such, directly to the sink of this name. Raises ``ConfigError`` or ``SinkError``."""
    from worker.daemon.build import agent  # noqa: PLC0415 - the other commands build no worker
    from worker.daemon.clock import SystemClock  # noqa: PLC0415 - as above
    from worker.daemon.sinks import make_sink  # noqa: PLC0415 - as above

    settings = loaded.settings
    if name not in settings.sinks:
        known = ", ".join(sorted(settings.sinks))
        raise ConfigError([Problem(str(loaded.files[0]), 0, f"there is no sink {name!r}; choose one of: {known}")])
    clock = SystemClock()
    sink = make_sink(settings.sinks[name], agent(settings, len(loaded.feeds)), clock)
    await sink.start()
    try:
        await sink.deliver([shapes.sample_alert(name, clock.now())])
    finally:
        await sink.stop()


def list_alerts(
    loaded: Loaded,
    *,
    state: str | None = None,
    since: str = "all",
    rules: Sequence[str] = (),
    sinks: Sequence[str] = (),
    limit: int | None = None,
) -> Iterator[dict[str, Any]]:
    """The newest alerts, all or those in one state, of some rules, for some sinks; read bit by bit."""
    wanted = AlertState(state) if state else None
    found = partial(outbox.list_alerts, state=wanted, since=since_when(since), rules=rules, sinks=sinks)
    behind, left = None, inf if limit is None else limit
    with reading(loaded) as database:
        while rows := database.read(partial(found, limit=int(min(left, READ_AT_ONCE)), behind=behind)):
            yield from map(_alert_line, rows)
            behind, left = (rows[-1]["owed_at"], rows[-1]["id"]), left - len(rows)


def _alert_line(row: dict[str, Any]) -> dict[str, Any]:
    return {**shapes.alert_state(row), "title": word(orjson.loads(row["body"])).headline}


def retry_alerts(loaded: Loaded, ids: Sequence[str]) -> int:
    """Make dead alerts owed again; a running worker delivers them at its next tick.

    ``ConfigError`` for an unknown id.
    """
    with reading(loaded) as database:
        dead = set(database.read(outbox.dead_ids))
        if unknown := [it for it in ids if it not in dead]:
            told = f"there is no dead alert {unknown[0]!r}; wirewatch alerts dead lists them"
            raise ConfigError([Problem(database.name, 0, told)])
        return database.write(lambda db: outbox.revive(db, now=time.time(), ids=list(ids) or None))
