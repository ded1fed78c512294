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
from worker.daemon.stories import stories_of
from worker.model.errors import ConfigError, Problem
from worker.policy.rules import check_query

_PACKAGE = Path(__file__).resolve().parent.parent

SPEED = 60.0
"""Seconds of the demo's clock in one of ours: politeness between requests costs no waiting."""

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
    """What a demo came to: its configuration, which names the store, and each round with the answers it got."""

    config: Path
    rounds: tuple[Pass, ...]
    answers: tuple[Mapping[int, int], ...]
    stories: list[dict[str, Any]]


class DemoClock:
    """Implements ``model.ports.Clock``: starts at a round's time and runs fast."""

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
    """Leads every name of the seed world to the loopback server."""

    def __init__(self, port: int) -> None:
        self._port = port

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """One result: the server's address *and* port."""
        place = {"hostname": host, "host": "127.0.0.1", "port": self._port, "family": socket.AF_INET}
        return [ResolveResult(**place, proto=0, flags=socket.AI_NUMERICHOST)]  # type: ignore[typeddict-item]

    async def close(self) -> None:
        """Nothing to close."""


async def run_demo(seeds: Path, folder: Path) -> Demo:
    """Watch the world of ``seeds`` for its rounds, leaving configuration, store and alerts in ``folder``.

    Raises ``ConfigError`` where ``folder`` cannot be used.
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
        stories = stories_of(database, known_press(loaded.settings), since=0.0, flagged=False)
    return Demo(config, tuple(rounds), tuple(answers), stories)


def seeds_dir() -> Path:
    """Where the seed world lies: inside the installed package, or beside it in a checkout."""
    installed = _PACKAGE / "_seeds"
    return installed if installed.is_dir() else _PACKAGE.parent / "seeds"


def _prepare(seeds: Path, folder: Path) -> Path:
    """An empty folder but for the configuration; only what an earlier demo left is removed."""
    try:
        folder.mkdir(exist_ok=True)
        for name in LEFT_BEHIND:
            (folder / name).unlink(missing_ok=True)
        return Path(shutil.copyfile(seeds / "wirewatch.yaml", folder / "wirewatch.yaml"))
    except OSError as error:
        problem = Problem(str(folder), 0, f"{error.strerror}; name a folder that can be written with --into")
        raise ConfigError([problem]) from error
