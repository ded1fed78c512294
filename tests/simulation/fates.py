"""What becomes of a seed."""

from __future__ import annotations

import gc
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.simulation.judgement import faults
from tests.simulation.press import SMALL, Scale
from tests.simulation.world import World
from worker import collector
from worker.store.database import Database

MEMORY = Path("/dev/shm")


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a world."""

    seed: int
    faults: Sequence[str]
    digest: str
    kills: int
    repeats: int
    visits: int
    told: int
    turns: int


def live(seed: int, scale: Scale = SMALL, *, kill_turn: int | None = None, template: Path | None = None) -> Fate:
    """Run a world and judge it. ``kill_turn`` kills its first worker at that turn of the loop."""
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        world = World(seed, Path(folder), scale, template)
        world.kill_turn = kill_turn
        world.run()
        sinks = world.sinks.values()
        return Fate(
            seed,
            faults(world),
            world.digest,
            world.kills,
            sum(sink.repeats for sink in sinks),
            len(world.press.visits),
            sum(len(sink.kept) for sink in sinks),
            world.turns,
        )


def template_in(folder: Path) -> Path:
    """A migrated store without rows: to be copied, which is quicker than to migrate each."""
    path = folder / "template.db"
    Database(f"sqlite:///{path}").close()
    return path


def prepare() -> None:
    """Look for garbage as seldom as ``python -m worker`` does."""
    gc.freeze()
    gc.set_threshold(collector.AFTER)


Asked = tuple[int, Scale, int | None, Path]
"""A seed, how large its world is, the turn at which its first worker is killed, and a template."""


def lived(asked: Asked) -> Fate:
    """``live`` for another process."""
    seed, scale, kill_turn, template = asked
    return live(seed, scale, kill_turn=kill_turn, template=template)
