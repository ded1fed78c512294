"""``wirewatch demo``: the seed world served on loopback and watched by a whole worker, for two rounds of news."""

from __future__ import annotations

import asyncio
import shutil
import socket
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aiohttp.abc import AbstractResolver, ResolveResult

from worker.config.load import load
from worker.daemon.build import Seams
from worker.daemon.judging import known_press
from worker.daemon.passes import Pass, once
from worker.daemon.seed_world import World
from worker.daemon.store_access import reading
from worker.daemon.stories import all_stories
from worker.model.errors import ConfigError, Problem
from worker.policy.rules import check_query

_PACKAGE = Path(__file__).resolve().parent.parent

SPEED = 60.0
"""How much faster the demo's clock runs, so that pauses between requests cost no real time."""

LEFT_BEHIND = (
    "wirewatch.yaml",
    "wirewatch.db",
    "wirewatch.db-wal",
    "wirewatch.db-shm",
    "wirewatch.db.lock",
    "alerts.jsonl",
)


@dataclass(frozen=True, slots=True)
class Demo:
    """The result of a demo: its configuration, its rounds with the status codes the servers answered, its stories."""

    config: Path
    rounds: tuple[Pass, ...]
    answers: tuple[Mapping[int, int], ...]
    stories: list[dict[str, Any]]


class DemoClock:
    """Implements ``model.ports.Clock``: starts at the time of a round and runs ``SPEED`` times as fast."""

    leapt = followed = 0.0

    def __init__(self, at: float) -> None:
        self._at, self._began = at, time.monotonic()

    def now(self) -> float:
        """Seconds since the Unix epoch in the seed world."""
        return self._at + (time.monotonic() - self._began) * SPEED

    async def sleep(self, seconds: float) -> None:
        """Return after ``seconds`` of the seed world."""
        await asyncio.sleep(seconds / SPEED)


class WorldResolver(AbstractResolver):
    """Resolves every name to the loopback server."""

    def __init__(self, port: int) -> None:
        self._port = port

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """One result: the server's address *and* port."""
        return [
            ResolveResult(
                hostname=host,
                host="127.0.0.1",
                port=self._port,
                family=socket.AF_INET,
                proto=0,
                flags=socket.AI_NUMERICHOST,
            )
        ]

    async def close(self) -> None:
        """Nothing to close."""


async def run_demo(seeds: Path, folder: Path) -> Demo:
    """Watch the world of ``seeds`` for all its rounds; leave configuration, store and alerts in ``folder``.

    Raises ``ConfigError`` if ``folder`` cannot be used.
    """
    config = _prepare(seeds, folder)
    loaded = load(config, {}, check_rule=check_query)
    world = World(seeds)
    rounds, answers = [], []
    async with world.serve() as port:
        for number in world.rounds:
            world.enter(number)
            seams = Seams(clock=DemoClock(world.now(number)), resolver=WorldResolver(port))
            rounds.append(await once(loaded, poll_all=True, seams=seams))
            answers.append(dict(world.answers))
    with reading(loaded) as database:
        stories = all_stories(database, known_press(loaded.settings))
    return Demo(config, tuple(rounds), tuple(answers), stories)


def seeds_dir() -> Path:
    """The folder of the seed world: inside the installed package, or beside it in a checkout."""
    installed = _PACKAGE / "_seeds"
    return installed if installed.is_dir() else _PACKAGE.parent / "seeds"


def _prepare(seeds: Path, folder: Path) -> Path:
    """Prepare the folder: remove only what an earlier demo left, and copy the configuration."""
    try:
        folder.mkdir(exist_ok=True)
        for name in LEFT_BEHIND:
            (folder / name).unlink(missing_ok=True)
        return Path(shutil.copyfile(seeds / "wirewatch.yaml", folder / "wirewatch.yaml"))
    except OSError as error:
        problem = Problem(str(folder), 0, f"{error.strerror}; name a folder that can be written with --into")
        raise ConfigError([problem]) from error
