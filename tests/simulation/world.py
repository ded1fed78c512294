"""A world by its seed: one store, two sinks, a press, and workers that live in it one after the other.

Until the faults are over servers fail, the network goes, the disk is full for a moment or an hour, answers of commits
are lost, reads fail, sinks refuse, children die, the clock is set, and the worker is stopped or killed. Then all is
well for as long as it takes to catch up, and the world is judged.
"""

from __future__ import annotations

import asyncio
import os
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from random import Random
from typing import Any, NoReturn, TypeVar
from unittest import mock

import orjson
import sqlalchemy as sa
import structlog
import xxhash

from tests.clock import START
from tests.honouring import HonouringSink
from tests.simulation.compiled import remembered_texts, shared_statements
from tests.simulation.invariants import ahead, broken
from tests.simulation.life import Life
from tests.simulation.loop import Killed, SimulatedLoop
from tests.simulation.press import ALARM, Press, Scale, full_spells
from tests.simulation.writer import SimulatedWriter
from worker.config.load import load
from worker.content.tasks import read_articles
from worker.model.errors import ContentError
from worker.model.events import BY_NAME
from worker.policy.rules import check_query
from worker.store import database

T = TypeVar("T")

FLOOR_S, CEILING_S = 600.0, 4 * 3600.0
SINKS = ("one", "two")
RULES = [
    {"id": "all", "when": "*:*", "to": ["one", "two"], "again": {"sources": [2]}},
    {"id": "alarms", "when": f"title:{ALARM}", "to": ["two"]},
]


class World:
    """``run`` it, then look at its store and sinks."""

    def __init__(self, seed: int, folder: Path, scale: Scale, template: Path | None = None) -> None:
        self.chance = Random(f"world {seed}")
        self.press = Press(seed, scale, START)
        self.look_s = scale.look_s
        self.press.served, self.press.asked = self._served, self._asked
        self.sinks = {name: HonouringSink(self.hands_over, self.die) for name in SINKS}
        self.now = 0.0
        self.dead = False
        self.unforeseen: list[str] = []
        self.kills = self.turns = 0
        self.kill_turn: int | None = None
        self._store = folder / "world.db"
        if template is not None:
            self._store.write_bytes(template.read_bytes())
        self.loaded = self._configured(folder, fetch=seed % 2 == 0)
        self._digest = xxhash.xxh3_64()
        self._fate = ""
        self._leap_s = 0.0
        self._killed_children: Counter[object] = Counter()
        self._reads = Random(f"reads {seed}")
        self._full = full_spells(seed, self.press.faulty_until)
        random.seed(seed)
        self._ends = self._planned_ends()
        self._leaps = sorted(self.chance.uniform(0, self.press.faulty_until) for _ in range(self.chance.randint(0, 2)))

    def _configured(self, folder: Path, *, fetch: bool) -> Any:
        values = {
            "store": {"url": f"sqlite:///{self._store}"},
            "polling": {"on_add": "all", "floor": f"{FLOOR_S:.0f}s", "ceiling": f"{CEILING_S:.0f}s"},
            "rules": RULES,
            "articles": {"fetch": fetch, "attempts": 20, "languages": ["en"]},
            "sinks": {name: {"kind": "file", "path": str(folder / name)} for name in SINKS},
            "alerts": {"delivery": {"attempts": 1000}},
            "health": {"to": []},
            "feeds": [{"id": f"f{it}", "url": self.press.address(it)} for it in range(len(self.press.homes))],
        }
        file = folder / "wirewatch.yaml"
        file.write_bytes(orjson.dumps(values))
        return load(file, {}, check_rule=check_query, check_times=lambda _: 3600.0)

    def _planned_ends(self) -> list[tuple[float, str]]:
        """When workers end, and how: stopped, or killed at a turn, commit, delivery or news after that time."""
        until = self.press.faulty_until
        number = self.chance.randint(0, 4)
        kinds = ("stopped", "turn", "turn", "news", "news", "dies before", "dies after", "dies")
        return sorted((self.chance.uniform(0, until), self.chance.choice(kinds)) for _ in range(number))

    @property
    def digest(self) -> str:
        """Of all that the worker said, and when: the same for the same seed."""
        return self._digest.hexdigest()

    # -- fates --------------------------------------------------------------------------------------------

    @property
    def faulty(self) -> bool:
        """Whether things may go wrong now."""
        return self._loop.now < self.press.faulty_until

    def commits(self) -> str:
        """What becomes of a commit."""
        self.check_alive()
        if self._fate in {"dies before", "dies after"}:
            fate, self._fate = self._fate, ""
            return fate
        if not self.faulty or self.chance.random() > 0.04:
            return "well"
        return self.chance.choice(("full", "unheard"))

    def looked_at(self, connection: sa.Connection) -> None:
        """What is about to be committed: validators must not run ahead of their entries."""
        self.unforeseen += ahead(connection, self.press)

    def is_full(self) -> bool:
        """Whether the disk is full, and stays so for a while."""
        now = self._loop.now
        self._full = [spell for spell in self._full if now < spell[1]]
        return self.faulty and any(start <= now for start, _ in self._full)

    def is_read(self) -> bool:
        """Whether the disk gave what was asked for."""
        return not self.faulty or self.dead or self._reads.random() > 0.005

    def waits_s(self) -> float:
        """How long the writer takes to come round."""
        return self.chance.uniform(0.0005, 0.02)

    async def hands_over(self) -> str:
        """What becomes of a lot handed to a sink."""
        fate = "takes"
        if self._fate == "dies":
            fate, self._fate = self._fate, ""
        elif self.faulty and self.chance.random() < 0.2:
            fate = self.chance.choice(("refuses", "unheard", "takes half"))
        await asyncio.sleep(self.chance.uniform(0, 2))
        self.check_alive()
        return fate

    def die(self) -> NoReturn:
        """The end of this worker, here and now."""
        self.dead = True
        raise Killed

    def check_alive(self) -> None:
        """Nothing is done by who is dead."""
        if self.dead:
            raise Killed

    # -- lives --------------------------------------------------------------------------------------------

    def run(self) -> None:
        """Let workers live one after the other until all has healed."""
        with self._heard():
            while self._ends:
                at, kind = self._ends.pop(0)
                self._live(max(at, self.now), kind)
                self.now += self.chance.expovariate(1 / 600)
            self.dead = True
            while self.dead:
                self._live(self.press.over_at, "healed")

    def _live(self, at: float, kind: str) -> None:
        self.dead, self._fate = False, ""
        self.press.life += 1
        loop = self._loop = SimulatedLoop(self.now, self.chance)
        loop.set_exception_handler(self._unhandled)
        loop.kill_at, self.kill_turn = self.kill_turn, None
        writer = mock.patch.object(database, "Writer", partial(SimulatedWriter, disk=self))
        cores = mock.patch.object(os, "cpu_count", return_value=2)  # a seed is the same fate on any machine
        with loop.clocks(), writer, shared_statements(), remembered_texts(), cores:
            life = Life(self, loop)
            try:
                loop.run_until_complete(life.run(at, kind))
            except Killed:
                self.kills += 1
                self.dead = True
                life.bury()
            finally:
                self.now, self.turns = loop.now, loop.turns
                loop.close()
        self.unforeseen += broken(self._store, self.press, self.sinks)

    def set_fate(self, kind: str) -> None:
        """How the worker is to end, from now on."""
        self._fate = kind
        if kind == "turn":
            self._loop.kill_at = self._loop.turns + self.chance.randint(1, 60)

    def _asked(self) -> None:
        """Now and then the disk is full from when a request is under way until leases have run out, or not quite."""
        if self._reads.random() < 0.01:
            self._full.append((self._loop.now + 0.001, self._loop.now + self._reads.uniform(60, 1200)))

    def _served(self) -> None:
        if self._fate == "news":
            self._fate = ""
            self._loop.kill_at = self._loop.turns + self.chance.randint(1, 25)

    def wall(self) -> float:
        """The machine's clock, which may be set."""
        while self._leaps and self._leaps[0] <= self._loop.now:
            self._leaps.pop(0)
            self._leap_s += self.chance.choice((-3600.0, 3600.0, 40 * 86400.0))
        return START + self._loop.now + self._leap_s

    # -- what is heard ------------------------------------------------------------------------------------

    @contextmanager
    def _heard(self) -> Iterator[None]:
        before = structlog.get_config()
        structlog.configure(
            processors=[self._hear],
            wrapper_class=structlog.make_filtering_bound_logger(0),
            cache_logger_on_first_use=False,
        )
        try:
            yield
        finally:
            structlog.configure(**before)

    def _hear(self, _logger: object, level: str, said: Mapping[str, Any]) -> NoReturn:
        """A line of the worker's log: part of what makes two runs the same, and a fault where nobody foresaw it."""
        if not self.dead:
            self._digest.update(f"{self._loop.now:.3f} {said['event']} {said.get('feed')} {said.get('entry')}".encode())
            if level in {"error", "critical"} and said["event"] not in BY_NAME:
                self.unforeseen.append(f"{said['event']}: {sys.exc_info()[1]!r}")
        raise structlog.DropEvent

    def _unhandled(self, _loop: object, context: Mapping[str, Any]) -> None:
        if not self.dead and not isinstance(context.get("exception"), Killed):  # of an earlier life
            self.unforeseen.append(f"{context.get('message')}: {context.get('exception')!r}")

    # -- the engine ---------------------------------------------------------------------------------------

    async def compute(self, function: Callable[..., T], *args: Any, **_limits: object) -> T:
        """A child that now and then dies: over a feed never three times, over an article once, so that all are read."""
        await asyncio.sleep(self.chance.uniform(0.002, 0.02))
        self.check_alive()
        if self.faulty and self.chance.random() < 0.02:
            keys = [source.draft.url for source in args[0]] if function is read_articles else [args[0]]
            self._killed_children.update(keys)
            if max(self._killed_children[key] for key in keys) <= (1 if function is read_articles else 2):
                raise ContentError("the child died", cause="killed")
        return function(*args)
