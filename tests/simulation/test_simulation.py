"""Some worlds of the many that ``python -m tests.simulation`` lives through."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.simulation.fates import live
from tests.simulation.invariants import ahead, broken, note_vouchers
from tests.simulation.judgement import faults
from tests.simulation.press import Scale
from tests.simulation.world import World
from worker.store.database import Database

TINY = Scale(feeds=3, reports=4, days=0.1)


@pytest.mark.parametrize("seed", [4, 6])
def test_a_world_heals(seed: int, migrated_file: Path) -> None:
    """Whatever goes wrong until then, nothing is lost or doubled, and no server has a reason to complain."""
    assert live(seed, template=migrated_file).faults == []


def test_a_seed_is_a_fate(migrated_file: Path) -> None:
    """The same seed is the same world to the last line of the worker's log; another is another."""
    first, again, other = (live(seed, TINY, template=migrated_file).digest for seed in (5, 5, 6))
    assert first == again != other


@pytest.mark.parametrize("turn", [1, 30, 90, 500, 946])
def test_a_worker_killed_at_any_turn_loses_nothing(turn: int, migrated_file: Path) -> None:
    """Control comes back from every await at some turn of the loop; killed there, a worker is followed by another."""
    fate = live(11, TINY, kill_turn=turn, template=migrated_file)
    assert (fate.faults, fate.kills > 0) == ([], True)


def test_the_judge_sees_what_is_wrong(tmp_path: Path, migrated_file: Path) -> None:
    """An alert missing, one too many, a host asked twice at once, and what a store may never hold are named."""
    world = World(5, tmp_path, TINY, migrated_file)
    world.run()
    assert faults(world) == []
    kept = world.sinks["one"].kept
    gone, _ = kept.popitem()
    for guids in world.press.vouched.values():
        guids.append("never")
    told = list(broken(tmp_path / "world.db", world.press, world.sinks))
    assert told[0].startswith("validators ahead: those of f")
    assert told[-1] == f"alert {gone} counts as told, and sink one never had it"
    kept["a1"] = {}
    world.press.visits.insert(0, world.press.visits[0])
    first, second, *_ = faults(world)
    assert first == "sink one: 1 missing, 1 never owed"
    assert "the request before it ended at" in second


def test_validators_ahead_are_seen_before_they_are_committed(tmp_path: Path, migrated_file: Path) -> None:
    """A transaction that gives a feed the ETag of a document whose entries it does not admit is named at once."""
    world = World(5, tmp_path, TINY, migrated_file)
    world.run()
    (feed, etag), _ = world.press.vouched.popitem()
    world.press.vouched[feed, etag] = ["never"]
    database = Database(world.loaded.settings.store.url)
    statement = sa.text("UPDATE feeds SET etag = :etag WHERE key = :feed").bindparams(etag=etag, feed=feed)

    def work(connection: sa.Connection) -> list[str]:
        note_vouchers(connection)
        connection.execute(statement)
        return list(ahead(connection, world.press))

    told = database.write(work)
    database.close()
    assert told == [f"validators ahead: those of {feed} are committed before never"]
