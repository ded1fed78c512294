"""Samples in rows and in blocks: found in the same way, each once, and removed after the window."""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import partial

import pytest
import sqlalchemy as sa

from tests.store import rows
from worker.policy.likeness import FURNITURE
from worker.store import bulk, samples, schema
from worker.store.database import Database

TODAY = 20_700
WINDOW = 7
HASHES = [1, 2, (1 << 21) - 1, 1 << 21, (1 << 21) + 1, 5 << 30, (1 << 40) - 1]


def keep(database: Database, kept: Sequence[tuple[int, int, int]]) -> None:
    """Store samples as the judge does: day, hash, article."""
    database.write(lambda db: bulk.insert(db, schema.samples, kept))


def held(database: Database, today: int, wanted: Sequence[int] = HASHES) -> list[tuple[int, int]]:
    """The result of a look-up on this day."""
    return database.read(lambda db: list(samples.held(db, wanted, today - WINDOW, today)))


def sealed(database: Database, today: int) -> None:
    """Take all steps of this day."""
    for step in (samples.seal, samples.forget):
        while database.write(partial(step, first_day=today - WINDOW, today=today)):
            pass


def test_what_is_sealed_is_found_as_before(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """Over weeks of a few samples a day look-ups find the same, whether samples are sealed or never are."""
    monkeypatch.setattr(samples, "STEP_ROWS", 7)
    monkeypatch.setattr(samples, "STEP_BLOCKS", 2)
    rng = random.Random(3)
    made: set[tuple[int, int, int]] = set()
    for today in range(TODAY, TODAY + 20):
        # Some are stored late, under the day they were first seen.
        new = {(today - rng.choice((0, 0, 1, 3)), rng.choice(HASHES), rng.randrange(1 << 33)) for _ in range(20)}
        keep(database, sorted(new))
        made |= new
        sealed(database, today)
        assert {row.day for row in rows.rows(database, schema.samples)} <= {today}
        expected = sorted({(sample, article) for day, sample, article in made if today - WINDOW <= day <= today})
        assert held(database, today) == expected
    assert rows.rows(database, schema.sealed_samples)


def test_nothing_stays_after_the_window(database: Database) -> None:
    """Blocks expire even if nothing new comes, and samples stored too late are not sealed at all."""
    keep(database, [(TODAY - 1, sample, 1) for sample in HASHES])
    sealed(database, TODAY)
    assert held(database, TODAY + WINDOW - 1) == [(sample, 1) for sample in HASHES]
    assert held(database, TODAY + WINDOW) == []
    keep(database, [(TODAY - 1, 3, 9)])
    sealed(database, TODAY + WINDOW)
    assert not rows.rows(database, schema.samples) + rows.rows(database, schema.sealed_samples)


def test_a_sample_is_in_one_place_at_any_moment(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """If a step fails, or the worker is killed between two, every sample is still found exactly once."""
    monkeypatch.setattr(samples, "STEP_ROWS", 2)
    keep(database, [(TODAY - 1, sample, article) for sample in HASHES for article in (1, 2, 3)])
    everything = held(database, TODAY)
    step = partial(samples.seal, first_day=TODAY - WINDOW, today=TODAY)

    def killed(db: sa.Connection) -> None:
        step(db)
        raise RuntimeError("killed")

    while True:
        with pytest.raises(RuntimeError):
            database.write(killed)
        assert held(database, TODAY) == everything
        if not database.write(step):
            break
        blocks = sum(len(row.packed) // 8 for row in rows.rows(database, schema.sealed_samples))
        assert blocks + len(rows.rows(database, schema.samples)) == len(everything)


def test_furniture_fills_no_block(database: Database) -> None:
    """A sample of thousands of pages keeps so many of the newest that it stays furniture to the last of them."""
    pages = 3 * FURNITURE
    keep(database, [(TODAY - 2, 1, article) for article in range(pages)])
    keep(database, [(TODAY - 1, 1, article) for article in range(pages, 2 * pages)])
    sealed(database, TODAY)
    assert held(database, TODAY) == [(1, article) for article in range(2 * pages - FURNITURE - 1, 2 * pages)]


def test_a_window_of_years_is_never_sealed(database: Database) -> None:
    """If a block could not tell the days apart, samples stay rows."""
    keep(database, [(TODAY - 1, 1, 1)])
    step = partial(samples.seal, first_day=TODAY - samples.LONGEST_WINDOW_DAYS - 1, today=TODAY)
    assert database.write(step) == 0
    assert len(rows.rows(database, schema.samples)) == 1
