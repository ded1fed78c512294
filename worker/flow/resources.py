"""Resources: the parts of a worker that outlive its stages; another configuration puts new stages on the same ones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from worker.flow.share import Share
from worker.model.ports import Clock, Engine, Web
from worker.store.database import Database


@dataclass(frozen=True, slots=True)
class Wake:
    """Callbacks that wake the next stage when there is work for it."""

    gather: Callable[[], None] = lambda: None
    deliver: Callable[[], None] = lambda: None


@dataclass(frozen=True, slots=True)
class Resources:
    """What all stages work with; ``share`` says which hosts and sinks are this worker's."""

    database: Database
    web: Web
    engine: Engine
    clock: Clock
    share: Share
    wake: Wake
